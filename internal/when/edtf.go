package when

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

var errEDTF = errors.New("not an EDTF date")

// Bounds returns the first and the last day that an EDTF date covers, as YYYY-MM-DD; "" is an open end. It reads
// level 1: dates, date-times, seasons, intervals with open (..) or unknown ends, unspecified digits at the right, and
// the qualifiers ? ~ %, which do not change the bounds. A season is the northern one: 2020-24 ends in February 2021.
func Bounds(edtf string) (from, to string, err error) {
	first, second, interval := strings.Cut(edtf, "/")
	a, err := boundsOf(first, interval)
	if err != nil {
		return "", "", fmt.Errorf("when: %q: %w", edtf, err)
	}
	b := a
	if interval {
		if b, err = boundsOf(second, true); err != nil {
			return "", "", fmt.Errorf("when: %q: %w", edtf, err)
		}
	}
	if !a.from.IsZero() && !b.to.IsZero() && b.to.Before(a.from) {
		return "", "", fmt.Errorf("when: %q ends before it starts: %w", edtf, errEDTF)
	}
	return format(a.from), format(b.to), nil
}

// Overlap reports whether two EDTF dates have a day in common. What cannot be read overlaps nothing.
func Overlap(a, b string) bool {
	af, at, err := Bounds(a)
	if err != nil {
		return false
	}
	bf, bt, err := Bounds(b)
	if err != nil {
		return false
	}
	return !before(at, bf) && !before(bt, af)
}

// Compare returns -1 when EDTF date a ends before b starts, 1 when it starts after b ends, and 0 when they overlap or
// one of them cannot be read.
func Compare(a, b string) int {
	af, at, errA := Bounds(a)
	bf, bt, errB := Bounds(b)
	switch {
	case errA != nil || errB != nil:
		return 0
	case before(at, bf):
		return -1
	case before(bt, af):
		return 1
	}
	return 0
}

// before compares two days of Bounds; an open end is before and after nothing.
func before(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, y := parseDay(a), parseDay(b)
	return x.Before(y)
}

// Within reports whether every day of EDTF date a lies in b.
func Within(a, b string) bool {
	af, at, errA := Bounds(a)
	bf, bt, errB := Bounds(b)
	if errA != nil || errB != nil {
		return false
	}
	startsIn := bf == "" || af != "" && !before(af, bf)
	endsIn := bt == "" || at != "" && !before(bt, at)
	return startsIn && endsIn
}

// bounds are two days; zero is open.
type bounds struct{ from, to time.Time }

func boundsOf(s string, end bool) (bounds, error) {
	if end && (s == "" || s == "..") {
		return bounds{}, nil
	}
	s = strings.TrimRight(s, "?~%")
	if date, clock, ok := strings.Cut(s, "T"); ok {
		if len(clock) < 2 || len(date) < 10 || !isDigit(clock[0]) {
			return bounds{}, errEDTF
		}
		s = date
	}
	sign := 1
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		s, sign = rest, -1
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return bounds{}, errEDTF
	}
	low, high, err := yearBounds(parts[0])
	if err != nil {
		return bounds{}, err
	}
	if sign < 0 {
		low, high = -high, -low
	}
	if low != high || len(parts) == 1 {
		for _, p := range parts[1:] {
			if p != "XX" {
				return bounds{}, errEDTF
			}
		}
		return bounds{day(low, 1, 1), day(high, 12, 31)}, nil
	}
	return inYear(low, parts[1:])
}

// yearBounds reads four digits of which some at the right may be X.
func yearBounds(s string) (low, high int, err error) {
	digits := strings.TrimRight(s, "X")
	n, err := strconv.Atoi(digits)
	if digits == "" || err != nil || n < 0 || digits[0] == '+' {
		return 0, 0, errEDTF
	}
	low, high = n, n
	for range len(s) - len(digits) {
		low, high = low*10, high*10+9
	}
	return low, high, nil
}

// inYear reads what follows the year: a month or a season, and a day.
func inYear(y int, parts []string) (bounds, error) {
	if len(parts[0]) != 2 || len(parts) == 2 && len(parts[1]) != 2 {
		return bounds{}, errEDTF
	}
	if parts[0] == "XX" {
		if len(parts) == 2 && parts[1] != "XX" {
			return bounds{}, errEDTF
		}
		return bounds{day(y, 1, 1), day(y, 12, 31)}, nil
	}
	m, err := strconv.Atoi(parts[0])
	switch {
	case err != nil || m < 1:
		return bounds{}, errEDTF
	case 21 <= m && m <= 24 && len(parts) == 1:
		start := 3 * (m - 20) // spring is March to May
		return bounds{day(y, start, 1), day(y, start+3, 0)}, nil
	case m > 12:
		return bounds{}, errEDTF
	case len(parts) == 1 || parts[1] == "XX":
		return bounds{day(y, m, 1), day(y, m+1, 0)}, nil
	}
	d, err := strconv.Atoi(parts[1])
	if err != nil || !valid(y, m, d) {
		return bounds{}, errEDTF
	}
	return bounds{day(y, m, d), day(y, m, d)}, nil
}

func format(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Year() < 0:
		return fmt.Sprintf("-%04d-%02d-%02d", -t.Year(), t.Month(), t.Day())
	}
	return t.Format(time.DateOnly)
}

// parseDay reads what format wrote.
func parseDay(s string) time.Time {
	b, err := boundsOf(s, false)
	if err != nil {
		return time.Time{}
	}
	return b.from
}
