package when

import (
	"math/big"
	"strconv"
	"strings"
)

// The codes of Follows.
const (
	Stated       = "stated"        // a source says the same
	LessPrecise  = "less_precise"  // a source is more precise: 2024 from 2024-02-05, summer from July
	FromDocument = "document_date" // it is the document's own date, or a part of it
	ByWeekday    = "weekday"       // a weekday that the source's date falls on, or the other way about
	NotInSource  = "date_not_in_source"
	Unresolved   = "date_unresolved" // relative, and the document's date is not known: neither held nor refused
)

// Follows reports whether a claim's time follows from the times of what it cites, and why, or why not. ref is the
// document's date as EDTF, "" when it is not known.
//
// A date follows from one that is equal or more precise, from the ends of a range that holds it as its own, from the
// document's own date, and from a relative expression that can mean it: "5 May" in a text of March 2018 can be that of
// 2017 or of 2018, "Monday" any within a week. A time of day follows from an equal one, with or without its half of
// the day. A duration follows from an equal one in other units and from "so long ago".
func Follows(claim Time, sources []Time, ref string) (ok bool, code string) {
	switch claim.Kind {
	case Clock:
		return anySource(claim, sources, sameClock)
	case Duration:
		return anySource(claim, sources, sameDuration)
	}
	if now := parseOpen(claim.Known); now.unit != 0 && now.said && now.off == 0 && now.rest == "" && now.weekday == "" {
		if ref == "" {
			return true, Unresolved // "today", "this year": the time of the telling
		}
		return true, FromDocument
	}
	code = fromSources(&claim, sources, parseRef(ref))
	if code == NotInSource || code == Unresolved {
		if from, to, isRange := strings.Cut(claim.EDTF, "/"); isRange && rangeFrom(claim, from, to, sources, parseRef(ref)) {
			return true, Stated
		}
		if claim.EDTF != "" && ref != "" && Within(ref, claim.EDTF) {
			return true, FromDocument
		}
	}
	switch {
	case code == NotInSource && vague(&claim, sources):
		code = Unresolved
	case code == Unresolved && contradicted(&claim, sources):
		code = NotInSource
	}
	return code != NotInSource, code
}

// fromSources gives the code by which a date follows from the first source that it does follow from; else Unresolved if
// one leaves it open.
func fromSources(claim *Time, sources []Time, r reference) string {
	best := NotInSource
	for i := range sources {
		s := &sources[i]
		if s.Kind == Duration && sameDuration(*claim, *s) {
			return Stated
		}
		if day, _, ok := strings.Cut(s.EDTF, "T"); s.Kind != Date && (!ok || day == "") {
			continue
		}
		switch code := dateFrom(claim, s, r); code {
		case "":
		case Unresolved:
			best = Unresolved
		default:
			return code
		}
	}
	return best
}

func anySource(claim Time, sources []Time, same func(a, b Time) bool) (bool, string) {
	for _, s := range sources {
		if same(claim, s) {
			return true, Stated
		}
	}
	return false, NotInSource
}

// dateFrom gives the code by which the claim follows from one source, or "".
func dateFrom(claim, source *Time, r reference) string {
	switch {
	case claim.Known != "" && claim.Known == source.Known,
		aDayAway(claim.Known) && aDayAway(source.Known) && (claim.Known == "d~1" || source.Known == "d~1"):
		return Stated
	case claim.EDTF != "" && source.EDTF != "":
		if code := stated(claim.EDTF, source.EDTF); code != "" {
			return code
		}
	}
	if claim.Known != "" && claim.EDTF == "" {
		return openFrom(claim, source)
	}
	if source.Known != "" {
		return fromRelative(claim, source, r)
	}
	if claim.Known != "" {
		return openFrom(claim, source)
	}
	return ""
}

// aDayAway reports whether a date is yesterday or tomorrow; Hindi has one word for both.
func aDayAway(known string) bool { return known == "d-1" || known == "d+1" || known == "d~1" }

// stated compares two resolved dates.
func stated(claim, source string) string {
	cf, ct, errC := Bounds(claim)
	sf, st, errS := Bounds(source)
	switch {
	case errC != nil || errS != nil:
		return ""
	case cf == sf && ct == st:
		return Stated
	case Within(source, claim) && (!strings.Contains(claim, "/") || oneUnit(cf, ct)):
		return LessPrecise
	}
	if a, b, isRange := strings.Cut(source, "/"); isRange && !strings.Contains(claim, "/") {
		if a != "" && a != ".." && Within(a, claim) || b != "" && b != ".." && Within(b, claim) {
			return LessPrecise
		}
	}
	return ""
}

// oneUnit reports whether an interval is a quarter, half, week, weekend, or a month or year of another calendar, which
// a part stands for; "from 2019 to 2022" is not.
func oneUnit(from, to string) bool {
	if from == "" || to == "" {
		return false
	}
	a, b := parseDay(from), parseDay(to)
	days := int(b.Sub(a).Hours()/24) + 1
	months := 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month()) + 1
	wholeMonths := a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1
	switch {
	case wholeMonths && months == 3, wholeMonths && months == 6:
		return (int(a.Month())-1)%months == 0
	case days == 2:
		return isoWeekday(a) == 6
	case days == 7:
		return isoWeekday(a) == 1
	}
	return !wholeMonths && (29 <= days && days <= 31 || 354 <= days && days <= 366)
}

// rangeFrom reports whether both ends of a claimed range follow.
func rangeFrom(claim Time, from, to string, sources []Time, r reference) bool {
	for _, end := range [...]string{from, to} {
		if end == "" || end == ".." {
			continue
		}
		one := claim
		one.EDTF, one.Known = end, ""
		held := false
		for i := range sources {
			code := dateFrom(&one, &sources[i], r)
			held = held || code != "" && code != Unresolved
		}
		if !held {
			return false
		}
	}
	return true
}

// fromRelative reports whether a relative source can mean the claim's date.
func fromRelative(claim, source *Time, r reference) string {
	from, to, err := Bounds(claim.EDTF)
	if err != nil || from == "" || to == "" {
		return ""
	}
	if wd, ok := strings.CutPrefix(source.Known, "XXXX-WXX-"); ok {
		if from != to || strconv.Itoa(isoWeekday(parseDay(from))) != wd {
			return ""
		}
		if r.precision == 'd' && abs(int(parseDay(from).Sub(r.day).Hours()/24)) > 7 {
			return ""
		}
		return ByWeekday
	}
	parts := strings.Split(source.Known, "-")
	if parts[0] != "XXXX" || len(parts) < 2 {
		if source.EDTF == "" {
			return Unresolved
		}
		return ""
	}
	if partsWithin(parts[1:], from, to) && (r.precision == 0 || abs(parseDay(from).Year()-r.day.Year()) <= 1) {
		return Stated
	}
	return ""
}

// sameClock compares times of day; one that does not say which half of the day fits both.
func sameClock(a, b Time) bool {
	x, y := clockOf(a), clockOf(b)
	if x == "" || y == "" || len(x) < 5 || len(y) < 5 {
		return false
	}
	hx, errX := strconv.Atoi(x[:2])
	hy, errY := strconv.Atoi(y[:2])
	return errX == nil && errY == nil && x[2:5] == y[2:5] && (hx == hy || hx%12 == hy%12 && (hx <= 12 || hy <= 12))
}

func clockOf(t Time) string {
	_, clock, _ := strings.Cut(t.EDTF, "T")
	if t.Kind == Duration {
		return ""
	}
	return clock
}

// sameDuration compares lengths; a month and a year have no days, but twelve months are a year.
func sameDuration(a, b Time) bool {
	x, xs := length(a)
	y, ys := length(b)
	return x != nil && y != nil && xs == ys && x.Cmp(y) == 0
}

// length gives a duration, or how long ago a relative date is, in months or in seconds.
func length(t Time) (*big.Rat, byte) {
	s := t.EDTF
	if t.Kind == Date {
		n := strings.TrimLeft(t.Known[min(len(t.Known), 1):], "+-")
		if t.Known == "" || strings.IndexByte("yMwd", t.Known[0]) < 0 || n == "" || n == "0" {
			return nil, 0
		}
		s = "P" + n + strings.ToUpper(t.Known[:1])
	}
	if len(s) < 3 || s[0] != 'P' {
		return nil, 0
	}
	clock := s[1] == 'T'
	n, ok := new(big.Rat).SetString(strings.TrimPrefix(s[1:len(s)-1], "T"))
	if !ok {
		return nil, 0
	}
	factor, scale := int64(1), byte('s')
	switch last := s[len(s)-1]; {
	case last == 'Y':
		factor, scale = 12, 'M'
	case last == 'M' && !clock:
		scale = 'M'
	case last == 'W':
		factor = 7 * 86400
	case last == 'D':
		factor = 86400
	case last == 'H':
		factor = 3600
	case last == 'M':
		factor = 60
	}
	return n.Mul(n, new(big.Rat).SetInt64(factor)), scale
}
