package feed

import (
	"strings"
	"time"

	"polydigest/internal/lazy"
)

// zones are the names of time zones that feeds write (RFC 822 and its neighbours), as offsets.
var zones = strings.NewReplacer(
	" UT", " +0000", " UTC", " +0000", " GMT", " +0000", " Z", " +0000", " WET", " +0000",
	" EST", " -0500", " EDT", " -0400", " CST", " -0600", " CDT", " -0500", " MST", " -0700", " MDT", " -0600",
	" PST", " -0800", " PDT", " -0700", " AKST", " -0900", " HST", " -1000",
	" CET", " +0100", " CEST", " +0200", " MEZ", " +0100", " MESZ", " +0200", " BST", " +0100", " EET", " +0200",
	" EEST", " +0300", " MSK", " +0300", " IST", " +0530", " JST", " +0900", " KST", " +0900", " HKT", " +0800",
	" SGT", " +0800", " AEST", " +1000", " AEDT", " +1100",
)

// layouts are tried in turn, once the day of the week is off and runs of spaces are one.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04 -0700",
	"2006-01-02 15:04",
	"2006-01-02", "2006-01", "2006", "20060102",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04", "2 Jan 2006",
	"2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04 -0700", "2 Jan 06 15:04:05",
	"2-Jan-06 15:04:05 -0700", "2-Jan-2006 15:04:05 -0700",
	"Jan 2, 2006 15:04:05 -0700", "Jan 2, 2006 15:04:05", "Jan 2, 2006 3:04 PM", "Jan 2, 2006 15:04", "Jan 2, 2006",
	"Jan 2 15:04:05 2006", "Jan 2 15:04:05 -0700 2006",
	"2 January 2006 15:04:05 -0700", "2 January 2006 15:04", "2 January 2006", "January 2, 2006 15:04",
	"January 2, 2006",
}

var (
	weekday  = lazy.MustCompile(`^\p{L}+\.?,?\s+(\d|\p{L})`)
	lastName = lazy.MustCompile(` ([A-Z]{1,5})( \d{4})?$`)
)

// Time reads the dates of feeds: RFC 822 as it is written, W3CDTF, and some others, in English. A time without a
// zone is UTC. Dates in other languages are left to package when.
func Time(s string) (time.Time, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 100 {
		return time.Time{}, false
	}
	if m := lastName.FindStringSubmatchIndex(s); m != nil {
		s = s[:m[2]-1] + zones.Replace(s[m[2]-1:m[3]]) + s[m[3]:]
	}
	candidates := []string{s}
	if m := weekday.FindStringSubmatchIndex(s); m != nil {
		candidates = append(candidates, s[m[2]:])
	}
	for _, c := range candidates {
		for _, layout := range layouts {
			if t, err := time.Parse(layout, c); err == nil && t.Year() > 1900 {
				return t, true
			}
		}
	}
	return time.Time{}, false
}
