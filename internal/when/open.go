package when

import (
	"slices"
	"strconv"
	"strings"
)

// An open is what Known says, taken apart.
type open struct {
	unit    byte   // 'y', 'M', 'w', 'd', …; 0 for none
	off     int    // how many of them, or the direction of "last" and "next"
	said    bool   // off was said
	weekday string // "1" to "7"
	rest    string // "-05-12", "-22"
}

func parseOpen(known string) open {
	var o open
	switch {
	case strings.HasPrefix(known, "XXXX-WXX-"):
		o.weekday = known[len("XXXX-WXX-"):]
		return o
	case strings.HasPrefix(known, "XXXX"):
		o.rest, o.weekday = cutWeekday(known[4:], "")
		return o
	case known == "":
		return o
	}
	if known[0] == 'W' {
		o.weekday, known = known[1:2], known[2:]
	} else if known[0] >= 'A' {
		o.unit, known = known[0], known[1:]
	}
	end := 1
	for end < len(known) && isDigit(known[end]) {
		end++
	}
	if n, err := strconv.Atoi(known[:min(end, len(known))]); err == nil {
		o.off, o.said = n, true
		o.rest = known[end:]
	}
	o.rest, o.weekday = cutWeekday(o.rest, o.weekday)
	return o
}

// cutWeekday takes the weekday from the end of what Known says.
func cutWeekday(rest, weekday string) (string, string) {
	if before, wd, ok := strings.Cut(rest, "-W"); ok {
		return before, wd
	}
	return rest, weekday
}

// openFrom compares what an unresolved claim says with a source: its month, day or weekday.
func openFrom(claim, source *Time) string {
	if strings.Contains(claim.Known, "/") {
		return ""
	}
	c := parseOpen(claim.Known)
	from, to := "", ""
	if source.EDTF != "" {
		var err error
		if from, to, err = Bounds(source.EDTF); err != nil || from == "" || to == "" {
			return ""
		}
	}
	oneDay := from != "" && from == to
	switch {
	case source.Known != "" && openFromOpen(c, source.Known):
		return LessPrecise
	case oneDay && c.weekday != "" && strconv.Itoa(isoWeekday(parseDay(from))) != c.weekday:
		return ""
	case oneDay && c.weekday != "" && c.rest == "":
		return ByWeekday
	case from != "" && c.rest != "" && c.unit == 0 && partsWithin(strings.Split(c.rest[1:], "-"), from, to):
		return LessPrecise
	case source.Known == "" && c.unit != 0 && c.rest == "" && tells(source.EDTF, c.unit):
		return Unresolved // "last year" beside 2019: only the document's date tells
	}
	return ""
}

// tells reports whether a stated date is fine enough to be what a claim counts in a unit: a year is no last month.
func tells(edtf string, unit byte) bool {
	first, _, _ := strings.Cut(edtf, "/")
	switch unit {
	case 'M', 'q', 'H':
		return len(first) >= len("2024-02")
	case 'd', 'w', 'e', 'f':
		return len(first) >= len("2024-02-05")
	}
	return true
}

// vague reports whether a claim says no more than "last quarter" where no source counts from its own time: other words
// may say it.
func vague(claim *Time, sources []Time) bool {
	c := parseOpen(claim.Known)
	if strings.HasPrefix(c.rest, "-Q") { // a quarter may be another's: of a game, of a business year
		return !strings.Contains(allKnown(sources), "-Q")
	}
	if claim.EDTF != "" || c.unit == 0 || c.unit == 'd' || c.rest != "" || c.weekday != "" {
		return false
	}
	for i := range sources {
		if parseOpen(sources[i].Known).unit != 0 {
			return false
		}
	}
	return true
}

// contradicted reports whether a source counts the other way from its own time: last year for next year.
func contradicted(claim *Time, sources []Time) bool {
	c := parseOpen(claim.Known)
	return c.unit != 0 && slices.ContainsFunc(sources, func(t Time) bool {
		s := parseOpen(t.Known)
		return s.unit == c.unit && s.off*c.off < 0
	})
}

func allKnown(sources []Time) string {
	var b strings.Builder
	for i := range sources {
		b.WriteString(sources[i].Known + " ")
	}
	return b.String()
}

// lastOf gives the last month of a quarter.
func lastOf(q int) string { return []string{"03", "06", "09", "12"}[q-1] }

// openFromOpen compares two dates that need the document's: 5 May says May, "last December" the December of last
// year, and a weekday that one of them calls last week's.
func openFromOpen(c open, source string) bool {
	for known := range strings.SplitSeq(source, "/") {
		if c.heldBy(parseOpen(known)) {
			return true
		}
	}
	return false
}

// heldBy is openFromOpen for one date.
func (c open) heldBy(s open) bool {
	said := c.said && s.said
	otherDay := c.weekday != "" && s.weekday != "" && c.weekday != s.weekday
	switch {
	case said && sign(c.off) != sign(s.off):
		return false
	case said && c.unit == 'd' && s.unit == 'd' && c.off == s.off && !otherDay: // yesterday, and yesterday, Friday
		return true
	case c.rest == "" && c.weekday != "":
		return c.weekday == s.weekday
	}
	tail, ok := strings.CutPrefix(s.rest, c.rest)
	return ok && !otherDay && c.rest != "" && (tail == "" || tail[0] == '-')
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// partsWithin reports whether a source's days are of a month or season, or are one of its days.
func partsWithin(parts []string, from, to string) bool {
	month, day := parts[0], ""
	if len(parts) > 1 {
		day = parts[1]
	}
	oneYear, first := from[:4] == to[:4], int(parseDay(from).Month())
	if n, err := strconv.Atoi(month); err == nil && n > 20 {
		return oneYear && (first-3*(n-20)+12)%12 < 3
	}
	if n, ok := strings.CutPrefix(month, "Q"); ok {
		q := (first + 2) / 3
		return oneYear && strconv.Itoa(q) == n && to[5:7] <= lastOf(q)
	}
	if day == "" {
		return from[:7] == to[:7] && from[5:7] == month
	}
	return from == to && (month == "XX" || from[5:7] == month) && from[8:] == day ||
		from[5:] == month+"-"+day || to[5:] == month+"-"+day
}
