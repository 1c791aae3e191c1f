package render

import (
	"strconv"
	"strings"
	"time"
)

// Date writes an EDTF level 1 time as a reader of the language would: a day, month, season or year, about or
// uncertain, an interval, open at an end. What it cannot read comes back as it is.
func (w *Words) Date(edtf string) string {
	if from, to, ok := strings.Cut(edtf, "/"); ok {
		switch {
		case from == "" || from == "..":
			return w.Text("until", Args{"time": w.Date(to)})
		case to == "" || to == "..":
			return w.Text("from", Args{"time": w.Date(from)})
		}
		return w.Text("range", Args{"from": w.Date(from), "to": w.Date(to)})
	}
	core := strings.TrimRight(edtf, "?~%")
	mark := edtf[len(core):]
	out, ok := w.date(core)
	if !ok {
		return defang(clean(edtf))
	}
	if strings.ContainsAny(mark, "~%") {
		out = w.Text("about", Args{"time": out})
	}
	if strings.ContainsAny(mark, "?%") {
		out = w.Text("uncertain", Args{"time": out})
	}
	return out
}

// date writes one point or span of time without marks.
func (w *Words) date(s string) (string, bool) {
	day, clock, timed := strings.Cut(s, "T")
	parts := strings.Split(day, "-")
	if strings.HasSuffix(s, "X") && len(s) == 4 { // a decade or century, from its first to its last year
		return w.Date(strings.ReplaceAll(s, "X", "0") + "/" + strings.ReplaceAll(s, "X", "9")), true
	}
	year, err := strconv.Atoi(parts[0])
	if err != nil || len(parts) > 3 || len(parts[0]) != 4 {
		return "", false
	}
	args := Args{"y": w.digits(year)}
	if len(parts) == 1 {
		return w.Text("year", args), true
	}
	month, err := strconv.Atoi(parts[1])
	switch {
	case parts[1] == "XX":
		return w.Text("year", args), true
	case err != nil:
		return "", false
	case month >= 21 && month <= 24 && len(parts) == 2:
		args["season"] = w.Seasons[month-21]
		return w.Text("season", args), true
	case month < 1 || month > 12:
		return "", false
	case len(parts) == 2 || parts[2] == "XX":
		args["month"] = w.Alone[month-1]
		return w.Text("month", args), true
	}
	d, err := strconv.Atoi(parts[2])
	if err != nil || d < 1 || d > 31 {
		return "", false
	}
	args["month"], args["d"] = w.Months[month-1], w.digits(d)
	if d == 1 && w.Has("first") {
		args["d"] = w.Word("first")
	}
	out := w.Text("day", args)
	if timed {
		out += " " + w.clock(clock)
	}
	return out, true
}

// clock writes a time of day, "07:30:00Z" as "07:30 UTC"; seconds are left out.
func (w *Words) clock(s string) string {
	zone := ""
	if i := strings.IndexAny(s, "Z+-"); i >= 0 {
		s, zone = s[:i], " "+s[i:]
		if zone == " Z" {
			zone = " UTC"
		}
	}
	if len(s) > 5 {
		s = s[:5]
	}
	return s + zone
}

// digits writes a number without separators, in the digits of the language.
func (w *Words) digits(n int) string {
	zero := []rune(w.Number(0))[0]
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(zero + c - '0')
	}
	return b.String()
}

// Moment writes a time of ours, in UTC.
func (w *Words) Moment(t time.Time) string { return w.Date(t.UTC().Format("2006-01-02T15:04:05Z")) }
