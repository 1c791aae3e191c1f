package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/itlightning/dateparse"
)

// ParsePublished reads a publication date as metadata, feeds and pages write it, in any form and in lang, and returns
// its day as EDTF, as the writer's own clock had it. What is only numbers is read day first, and month first only for
// en-US. A time since 1970 counts when it is after 1990. ok is false for what is no date, is relative ("3 hours ago"),
// or does not say the year.
func ParsePublished(s, lang string) (edtf string, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 4 || len(s) > 200 {
		return "", false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return fromNumber(s, n)
	}
	if isDigit(s[0]) && len(s) >= 10 && s[4] == '-' {
		if t, err := dateparse.ParseStrict(s); err == nil && sensible(t) {
			return t.Format(time.DateOnly), true
		}
	}
	best := ""
	for _, t := range Find(s, lang, "") {
		day := oneDay(t.EDTF)
		if t.Kind != Date || t.Known != "" || strings.Contains(day, "/") || len(day) <= len(best) {
			continue
		}
		best = day
	}
	if len(best) == len("2006-01-02") {
		return best, true
	}
	if t, err := dateparse.ParseAny(s, dateparse.PreferMonthFirst(lang == "en-US")); err == nil && sensible(t) {
		return t.Format(time.DateOnly), true
	}
	if lang != "en" {
		if edtf, ok = ParsePublished(s, "en"); ok && len(edtf) > len(best) {
			return edtf, true
		}
	}
	return best, len(best) >= 4 && !strings.Contains(best, "X")
}

// oneDay is the first of two days that are one, as a page gives it in two calendars: sighted months may begin a day
// or two from reckoned ones. Any other range comes back as it is.
func oneDay(edtf string) string {
	from, to, ranged := strings.Cut(edtf, "/")
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if ranged && err == nil && err2 == nil && b.Sub(a).Abs() <= 2*24*time.Hour {
		return from
	}
	return edtf
}

// fromNumber reads 20240205, and seconds or milliseconds since 1970.
func fromNumber(s string, n int64) (string, bool) {
	switch {
	case len(s) == 8 && valid(int(n/10000), int(n/100%100), int(n%100)):
		return day(int(n/10000), int(n/100%100), int(n%100)).Format(time.DateOnly), true
	case len(s) == 13:
		n /= 1000
	case len(s) == 14 && valid(int(n/1e10), int(n/1e8%100), int(n/1e6%100)):
		return day(int(n/1e10), int(n/1e8%100), int(n/1e6%100)).Format(time.DateOnly), true
	case len(s) == 4 && 1900 <= n && n < 2100:
		return s, true
	case len(s) < 9:
		return "", false
	}
	t := time.Unix(n, 0).UTC()
	return t.Format(time.DateOnly), sensible(t)
}

func sensible(t time.Time) bool { return 1990 <= t.Year() && t.Year() < 2100 }
