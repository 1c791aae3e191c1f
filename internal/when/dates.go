package when

import (
	"strings"
	"unicode/utf8"
)

// named reads a date with the name of a month or a weekday: Monday, 5 February 2024; May 5; fév. 2024; lundi.
func (p *parser) named(i int) (moment, int) {
	t := p.tok(i)
	if wd, ok := t.has(weekday); ok {
		k := i + 1
		for n := 0; n < 3 && (p.tok(k).r == ',' || p.tok(k).r == '.' || p.tok(k).is(filler) || p.tok(k).r == '،'); n++ {
			k++
		}
		m, j := p.calendarDay(k)
		if j == k && p.tok(k).num {
			m, j = p.numeric(k)
		}
		if j > k && m.day != 0 {
			if m.hasYear && isoWeekday(day(m.year, m.month, m.day)) != wd {
				return p.weekday(i, wd) // a weekday that its date contradicts stands for itself
			}
			m.weekday = wd
			return m, j
		}
		return p.weekday(i, wd)
	}
	if m, j := p.calendarDay(i); j > i {
		return m, j
	}
	return p.monthName(i)
}

// calendarDay reads a day and a month by name in either order, with or without a year.
func (p *parser) calendarDay(i int) (moment, int) {
	return p.first(i, reading{1<<month | 1<<inDigits, (*parser).joined}, reading{1 << premark, (*parser).slashed},
		reading{1<<premark | 1<<ordinal | 1<<number | 1<<inDigits, (*parser).dayFirst}, reading{months, (*parser).monthFirst},
		reading{1 << inDigits, (*parser).yearFirst})
}

// joined reads a month by name, a year and a day in any order when the same dash or slash joins them: 23/sep/2020,
// 2020-23-sep, September-2020-23.
func (p *parser) joined(i int) (moment, int) {
	s, r := p.tok(i+1), p.tok(i+3)
	if s.r != '-' && s.r != '/' || r.r != s.r || s.gap || r.gap || p.tok(i+2).gap || p.tok(i+4).gap {
		return moment{}, i
	}
	var y, m, d int
	for k := i; k <= i+4; k += 2 {
		t := p.tok(k)
		v, isMonth := t.has(month)
		switch {
		case isMonth && m == 0:
			m = v
		case t.num && t.digits == 4 && y == 0:
			y = t.val
		case t.num && t.digits <= 2 && d == 0:
			d = t.val
		default:
			return moment{}, i
		}
	}
	return dated(y, m, d, i, i+5)
}

// slashed reads a day and a month in digits behind a word for day: ngày 13/4.
func (p *parser) slashed(i int) (moment, int) {
	d, s, m := p.tok(i+1), p.tok(i+2), p.tok(i+3)
	if valueOf(p.tok(i), premark) != 'd' || !d.num || d.part || s.r != '/' || s.gap || !m.num || m.gap || p.tok(i+4).r == '/' ||
		!valid(2024, m.val, d.val) {
		return moment{}, i
	}
	return moment{month: m.val, day: d.val}, i + 4
}

// dayOf reads the number of a day: 5, 5th, "first", ngày 5.
func (p *parser) dayOf(i int) (int, int) {
	t := p.tok(i)
	if v, ok := t.has(premark); ok && v == 'd' {
		i++
		t = p.tok(i)
	}
	if t.num && !t.part && t.digits <= 2 && 1 <= t.val && t.val <= 31 && !t.han && !p.scored(i) {
		return t.val, i + 1
	}
	if v, ok := t.has(ordinal); ok && v <= 31 && !t.num {
		return v, i + 1
	}
	if v, ok := t.has(number); ok && t.firm(number) && v <= 31 && p.tok(i+1).is(filler) && p.lex.lang != "en" {
		return v, i + 1 // diez de octubre
	}
	return 0, i
}

// scored reports whether the number is the second of a score: "il 4-1 di febbraio". Days go up: 3-5 May.
func (p *parser) scored(i int) bool {
	prev, first := p.tok(i-1), p.tok(i-2)
	return prev.dash() && !prev.gap && !p.tok(i).gap && first.num && first.digits <= 2 && first.val >= p.tok(i).val
}

// A named month of one of three calendars.
type namedMonth struct {
	n    int
	kind sense // month, hijri, jalali
}

func (p *parser) monthOf(i int) (namedMonth, int) {
	t := p.tok(i)
	for _, kind := range [...]sense{month, jalali, hijri} {
		if v, ok := t.has(kind); ok {
			return namedMonth{v, kind}, i + 1
		}
	}
	if v, ok := t.has(premark); ok && v == 'M' && p.tok(i+1).num && p.tok(i+1).val <= 12 && p.tok(i+1).val > 0 {
		return namedMonth{p.tok(i + 1).val, month}, i + 2
	}
	return namedMonth{}, i
}

func (p *parser) dayFirst(i int) (moment, int) {
	d, k := p.dayOf(i)
	if k == i {
		return moment{}, i
	}
	if y, j := p.numbered(d, k); j > k {
		return dated(y.year, y.month, d, i, j)
	}
	if v, ok := p.tok(k).has(unit); ok && v == 'd' && p.tok(k+1).is(filler) {
		k++ // the 4th day of July
	}
	mi := k
	if r := p.tok(mi).r; r == '.' || r == '-' || r == '/' {
		mi++
	}
	mi = p.fillers(mi)
	m, j := p.monthOf(mi)
	if j == mi {
		return moment{}, i
	}
	y, end := p.yearAfter(j)
	if end == j {
		if p.lex.lang == "en" && !p.tok(mi).firm(month) && !p.capital(mi) {
			return moment{}, i // "only 5 may"
		}
		if r, e := p.yearsAgo(j); e > j {
			r.month, r.day = m.n, d
			return r, e
		}
	}
	return p.inCalendar(m, y, d, end > j, i, end)
}

// numbered reads the rest of "9 de 8 de 1971".
func (p *parser) numbered(d, k int) (moment, int) {
	m, y := p.tok(k+1), p.tok(k+3)
	if !p.tok(k).is(filler) || !p.tok(k+2).is(filler) || !m.num || !y.num || m.digits > 2 || y.digits != 4 || m.part ||
		!valid(y.val, m.val, d) {
		return moment{}, k
	}
	return moment{year: y.val, month: m.val}, k + 4
}

func (p *parser) monthFirst(i int) (moment, int) {
	m, j := p.monthOf(i)
	if j == i || p.lex.lang == "en" && !p.tok(i).firm(month) && !p.capital(i) {
		return moment{}, i
	}
	k := p.separators(j)
	d, after := p.dayOf(k)
	if after == k || !p.tok(after-1).num || p.tok(after).r == ':' {
		return moment{}, i
	}
	y, end := p.yearAfter(after)
	if end == after && (p.lex.lang != "en" && p.lex.lang != "fil" && p.lex.lang != "hi" && !p.tok(after-1).ord || p.tok(after).has2(unit, am) ||
		p.tok(after).is(pm)) {
		return moment{}, i
	}
	return p.inCalendar(m, y, d, end > after, i, end)
}

// yearFirst reads 2015-квіт-12 and "2024 February 5".
func (p *parser) yearFirst(i int) (moment, int) {
	y, j := p.year(i)
	if j == i || !p.tok(i).num {
		return moment{}, i
	}
	k := p.separators(j)
	if p.tok(k).is(yearlyAfter) {
		if m, end := p.dayFirst(k + 1); end > k+1 && !m.hasYear && m.unit == 0 {
			return dated(y, m.month, m.day, i, end) // 2020 में 28 जून
		}
	}
	m, after := p.monthOf(k)
	if after == k || m.kind != month {
		return moment{}, i
	}
	n := p.separators(after)
	if d, end := p.dayOf(n); end > n && p.tok(n).num {
		return dated(y, m.n, d, i, end)
	}
	if p.tok(k).firm(month) {
		return moment{year: y, hasYear: true, month: m.n}, after
	}
	return moment{}, i
}

// yearAfter reads the year that follows a month, past what may stand between them.
func (p *parser) yearAfter(i int) (int, int) {
	k := p.separators(i)
	y, j := p.year(k)
	if j == k {
		t := p.tok(k)
		if t.num && t.digits == 2 && k == i+1 && (p.tok(i).r == '/' || p.tok(i).r == '-') && !t.gap {
			return century2(t.val), k + 1
		}
		if t.num && t.digits == 2 && k == i && p.tok(i-1).is(month) && !p.tok(k+1).word && p.tok(k+1).r != ':' &&
			t.val > 31 {
			return century2(t.val), k + 1
		}
		return 0, i
	}
	if p.tok(j).is(islamic) || p.tok(j).is(persian) {
		j++
	}
	return y, j
}

// yearsAgo reads "of last year" after a month or a season.
func (p *parser) yearsAgo(i int) (moment, int) {
	k := i
	for n := 0; n < 3 && (p.tok(k).is(filler) || p.tok(k).is(yearly) || p.tok(k).r == ','); n++ {
		k++
	}
	for _, e := range p.tok(k).entries {
		if e.is == rel && e.v == 'y' && !e.weak {
			return moment{unit: 'y', off: int(e.off)}, k + 1
		}
	}
	return moment{}, i
}

// inCalendar makes a Gregorian date of a day in a named month; d is 0 for the whole month.
func (p *parser) inCalendar(m namedMonth, y, d int, hasYear bool, i, j int) (moment, int) {
	convert := fromPersian
	switch {
	case m.kind == month && !hasYear:
		if d > 0 && !valid(2024, m.n, d) {
			return moment{}, i
		}
		return moment{month: m.n, day: d}, j
	case m.kind == month && d == 0:
		return moment{year: y, hasYear: true, month: m.n}, j
	case m.kind == month:
		return dated(y, m.n, d, i, j)
	case !hasYear || y > 1600:
		return moment{}, i
	case m.kind == hijri:
		convert = fromHijri
	}
	if d > 0 {
		t := convert(y, m.n, d)
		return dated(t.Year(), int(t.Month()), t.Day(), i, j)
	}
	next := convert(y+m.n/12, m.n%12+1, 1)
	return moment{from: format(convert(y, m.n, 1)), to: format(next.AddDate(0, 0, -1))}, j
}

// monthName reads a month with a year, of last year, with "last" or "next", or alone.
func (p *parser) monthName(i int) (moment, int) {
	m, j := p.monthOf(i)
	if j == i {
		return moment{}, i
	}
	if y, end := p.yearAfter(j); end > j {
		if !p.tok(i).firm(month) && p.lex.lang == "en" && !p.capital(i) {
			return moment{}, i
		}
		return p.inCalendar(m, y, 0, true, i, end)
	}
	if m.kind != month {
		return moment{}, i
	}
	if r, end := p.yearsAgo(j); end > j {
		r.month = m.n
		return r, end
	}
	t := p.tok(i)
	if dir, end := p.direction(j); end > j && (t.firm(month) || t.is(premark)) {
		return moment{month: m.n, dir: dir, said: true}, end
	}
	if t.is(premark) || p.monthAlone(i, j) {
		return moment{month: m.n}, j
	}
	return moment{}, i
}

// monthAlone reports whether the name of a month between tokens i and j is one with nothing else beside it: it is no
// everyday word, and long enough or behind a preposition.
func (p *parser) monthAlone(i, j int) bool {
	t, prev := p.tok(i), p.tok(i-1)
	if p.lex.lang == "en" && !p.capital(i) {
		return false
	}
	placed := prev.firm(yearly) || prev.is(from) || prev.is(to)
	name, dot := p.text[t.start:t.end], p.tok(j)
	long := utf8.RuneCountInString(name) > 3 || shortMonths[name] || dot.r == '.' && !dot.gap && p.capital(i)
	return t.firm(month) && (long || placed) || prev.firm(yearly)
}

// shortMonths are names of months that are whole in three letters or fewer, and no other word.
var shortMonths = map[string]bool{"mai": true, "Mai": true, "mei": true, "Mei": true, "maj": true, "май": true, "мая": true,
	"мае": true, "मई": true, "जून": true, "מאי": true, "maj.": true}

// weekday reads a weekday alone, with "last" or "next", or "of last week".
func (p *parser) weekday(i, wd int) (moment, int) {
	t := p.tok(i)
	named := t.firm(weekday) || p.lex.turkic && p.capital(i) || p.lex.lang == "vi" && p.saidAsDay(i) || p.lex.lang == "pt" && p.aloneAsDay(i)
	if !named || t.firm(weekday) && t.end-t.start <= 3 && p.text[t.start] < 0x80 {
		return moment{}, i
	}
	if prev := p.text[p.tok(i-1).start:p.tok(i-1).end]; p.lex.lang == "en" && p.tok(i+1).word && p.capital(i+1) &&
		p.tok(i+1).gap && len(prev) <= 3 && (prev == "a" || strings.EqualFold(prev, "the")) {
		return moment{}, i // the Sunday Times
	}
	if dir, end := p.direction(i + 1); end > i+1 {
		return moment{weekday: wd, dir: dir, said: true}, end
	}
	k := p.fillers(i + 1)
	for _, e := range p.tok(k).entries {
		if e.is == rel && e.v == 'w' {
			return moment{unit: 'w', off: int(e.off), weekday: wd}, k + 1
		}
	}
	return moment{weekday: wd, ahead: p.ahead(i)}, i + 1
}

// ahead reports whether the weekday at i is still to come: after "until" or before まで, after "tomorrow".
func (p *parser) ahead(i int) bool {
	if p.tok(i + 1).is(toEnd) {
		return true
	}
	k := i - 1
	for n := 0; n < 2 && (p.tok(k).is(filler) || p.tok(k).r == ',' || p.tok(k).r == '(' || p.tok(k).r == '（') && !p.tok(k).is(until); n++ {
		k--
	}
	if p.tok(k).is(until) {
		return !p.tok(k - 1).is(weekday) // from Monday until Wednesday
	}
	for _, e := range p.tok(k).entries {
		if e.is == rel && e.v == 'd' && e.off > 0 && e.off < eitherDay {
			return true
		}
	}
	return false
}

// aloneAsDay tells the Portuguese "na quinta", on Thursday, from "na quinta volta", in the fifth round.
func (p *parser) aloneAsDay(i int) bool {
	prev, after := p.tok(i-1), p.tok(i+1)
	if after.word && (len(after.entries) == 0 || after.is(unit)) || after.num {
		return false
	}
	switch strings.ToLower(p.text[prev.start:prev.end]) {
	case "na", "nesta", "da", "desta", "de", "à", "até", "última", "próxima", "para":
		return true
	}
	return false
}

// saidAsDay tells the Vietnamese Monday from "second", which is written the same: a capital, or a word for day or
// its parts before it.
func (p *parser) saidAsDay(i int) bool {
	t, prev := p.tok(i), p.tok(i-1)
	s := p.text[t.start:t.end]
	if k := strings.IndexByte(s, ' '); k > 0 && s[k+1:] != strings.ToLower(s[k+1:]) {
		return true
	}
	switch strings.ToLower(p.text[prev.start:prev.end]) {
	case "vào", "ngày", "sáng", "chiều", "tối", "đêm", "trưa", "hôm":
		return true
	}
	return false
}

// direction reads "last", "this" or "next".
func (p *parser) direction(i int) (int8, int) {
	t := p.tok(i)
	switch {
	case t.firm(last):
		return -1, i + 1
	case t.firm(next):
		return 1, i + 1
	case t.firm(this):
		return 0, i + 1
	}
	return 0, i
}
