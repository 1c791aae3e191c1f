package when

import "unicode"

// span reads a date or a range of dates.
func (p *parser) span(i int) (moment, int) {
	if m, j := p.yearRange(i); j > i {
		return m, j
	}
	if m, j := p.dayRange(i); j > i {
		return m, j
	}
	a, j := p.date(i)
	if j == i {
		return a, i
	}
	k := p.connector(j, i)
	if k == j {
		return a, j
	}
	b, end := p.date(k)
	if end == k {
		b, end = p.lastDay(k, &a)
	}
	if end == k || !join(&a, &b) {
		return a, j
	}
	if p.tok(end).is(toEnd) {
		end++
	}
	return a, end
}

// connector returns the token after a dash, "to" or, when "between" stands before the range's first token, "and".
func (p *parser) connector(j, first int) int {
	t := p.tok(j)
	switch {
	case t.dash(), t.firm(to), t.is(to) && p.tok(first-1).is(from), t.is(and) && p.tok(first-1).is(between):
		return p.fillers(j + 1)
	}
	return j
}

// fillers skips articles and "of".
func (p *parser) fillers(i int) int {
	for n := 0; n < 3 && p.tok(i).is(filler); n++ {
		i++
	}
	return i
}

// lastDay reads the bare day that ends a range begun by a full date: 5月3日-5日, May 3–5, 2024.
func (p *parser) lastDay(i int, a *moment) (moment, int) {
	t := p.tok(i)
	if a.day == 0 || a.month == 0 || !t.num || t.part || t.val < 1 || t.val > 31 || t.val <= a.day {
		return moment{}, i
	}
	if _, j := p.clock(i); j > i {
		return moment{}, i // le 13 avril à 17 h
	}
	b := moment{month: a.month, day: t.val, year: a.year, hasYear: a.hasYear, unit: a.unit, off: a.off}
	j := i + 1
	if v, ok := p.tok(j).has(mark); ok && v == 'd' {
		return b, j + 1
	}
	if p.tok(j).has2(unit, mark) || p.tok(j).r == ':' {
		return moment{}, i
	}
	if !a.hasYear {
		if y, k := p.year(p.separators(j)); k > p.separators(j) {
			b.year, b.hasYear = y, true
			return b, k
		}
	}
	return b, j
}

func (t *token) has2(a, b sense) bool { return t.is(a) || t.is(b) }

// join makes a the range from a to b, filling in what one of them leaves to the other. It refuses two dates of
// unlike precision.
func join(a, b *moment) bool {
	if b.unit == 'd' && b.off == 0 && a.hasYear { // "2015 to today"
		a.open = true
		return true
	}
	if a.weekday != 0 && a.day == 0 || a.unit == 'd' || b.unit == 'd' || a.from != "" || b.from != "" {
		return false
	}
	shareMonth(a, b)
	if !a.asPrecise(b) {
		return false
	}
	b.ahead = false
	shareYear(a, b)
	last := *b
	a.end = &last
	return true
}

// shareMonth gives a day without a month that of the other end: from the 3rd to 5 May.
func shareMonth(a, b *moment) {
	if a.month == 0 && a.day != 0 && b.day != 0 {
		a.month = b.month
	}
	if b.month == 0 && b.day != 0 {
		b.month = a.month
	}
}

// asPrecise reports whether two dates are both days, both months, both seasons, or both years, decades or centuries.
func (m *moment) asPrecise(o *moment) bool {
	return (m.day == 0) == (o.day == 0) && (m.month == 0) == (o.month == 0) && (m.season == 0) == (o.season == 0) &&
		m.span == o.span
}

// shareYear gives the end of a range that says no year the year of the other; from December to February 2024 begins
// the year before.
func shareYear(a, b *moment) {
	aSaid, bSaid := a.hasYear || a.unit != 0, b.hasYear || b.unit != 0
	switch {
	case !aSaid && b.hasYear:
		a.year, a.hasYear = b.year, true
		if a.month > b.month {
			a.year--
		}
	case !bSaid && a.hasYear:
		b.year, b.hasYear = a.year, true
		if a.month > b.month {
			b.year++
		}
	case !bSaid:
		b.unit, b.off = a.unit, a.off
	case !aSaid:
		a.unit, a.off = b.unit, b.off
	}
}

// yearRange reads 2019–2022, 2016/17, and "2019 to 2022" after "from" or "in".
func (p *parser) yearRange(i int) (moment, int) {
	t, sep := p.tok(i), p.tok(i+1)
	if (p.lex.fa || p.lex.prefixed()) && p.turned(i) {
		last := p.tok(i + 2).val
		return moment{year: last, hasYear: true, end: &moment{year: last/100*100 + t.val, hasYear: true}}, i + 3
	}
	if !t.num || t.digits != 4 || t.val < 1000 || t.val > 2100 || t.part || p.chained(i) {
		return moment{}, i
	}
	k := p.secondYear(i)
	u := p.tok(k)
	if k == i || !u.num || u.part || p.tok(k+1).dash() && p.tok(k+2).num {
		return moment{}, i
	}
	y, ok := p.lastYear(t, sep, u)
	end := k + 1
	if !ok || p.tok(end).num || p.notYear(end) {
		return moment{}, i
	}
	if v, ok := p.tok(end).has(mark); ok && v == 'y' || p.yearWord(end) {
		end++
	}
	return moment{year: t.val, hasYear: true, end: &moment{year: y, hasYear: true}}, end
}

// turned reports whether a range of years at token i is typed as it is seen in text from right to left: 53-1950.
func (p *parser) turned(i int) bool {
	t, sep, u := p.tok(i), p.tok(i+1), p.tok(i+2)
	return sep.dash() && !p.chained(i) && t.num && t.digits == 2 && t.val > 12 && !t.part &&
		u.digits == 4 && 1500 < u.val && u.val < 2100 && u.val%100 < t.val && !u.part
}

// secondYear gives where the second year of a range from the year at token i may stand: after a sign, or after a word
// that what is around makes one of ranges. It gives i when neither is there.
func (p *parser) secondYear(i int) int {
	sep, prev := p.tok(i+1), p.tok(i-1)
	switch {
	case sep.dash() || sep.r == '/':
		return i + 2
	case sep.is(to) && (prev.has2(from, yearly) || p.lex.unspaced() && valueOf(p.tok(i+3), mark) == 'y'),
		sep.is(and) && (prev.is(between) || p.tok(i-2).is(between)):
		k := p.fillers(i + 2)
		if p.tok(k).is(yearly) && !p.tok(k).num {
			k++
		}
		return k
	}
	return i
}

// lastYear is the year in which a range ends that begins in t and whose second number is u. After a slash it is the
// next year. Two digits take the century of t; they may be a month up to twelve.
func (p *parser) lastYear(t, sep, u *token) (int, bool) {
	slash, tight := sep.r == '/', !sep.gap && !u.gap
	switch {
	case u.digits == 4:
		return u.val, slash && u.val == t.val+1 || !slash && u.val > t.val && u.val <= 2100
	case u.digits != 2:
		return 0, false
	case tight && (t.val+1)%100 == u.val && (u.val > 12 || slash):
		return t.val + 1, true
	case sep.dash() && tight || p.lex.unspaced():
		return t.val/100*100 + u.val, u.val > 12 && u.val > t.val%100 && t.val > 1500 // 1950-53
	}
	return 0, false
}

// dayRange reads "3–5 May 2024" and "3 to 5 May".
func (p *parser) dayRange(i int) (moment, int) {
	t := p.tok(i)
	if !t.num || t.part || t.digits > 2 || t.val < 1 || t.val > 31 {
		return moment{}, i
	}
	j := i + 1
	if p.tok(j).r == '.' {
		j++
	}
	k := p.connector(j, i)
	if k == j || !p.tok(k).num || p.tok(k).val <= t.val {
		return moment{}, i
	}
	b, end := p.date(k)
	if end == k || b.month == 0 || b.day != p.tok(k).val || b.end != nil {
		return moment{}, i
	}
	a := b
	a.day, a.weekday = t.val, 0
	a.end = &b
	return a, end
}

// date reads one date. The longest kinds come first.
func (p *parser) date(i int) (moment, int) {
	t := p.tok(i)
	if t.num {
		if m, j := p.numeric(i); j > i {
			return m, j
		}
	}
	return p.first(i, reading{marking, (*parser).marked}, reading{naming, (*parser).named}, reading{parting, (*parser).part},
		reading{counting, (*parser).counted}, reading{yearing, (*parser).bareYear})
}

// numeric reads 2024-02-05, 5/2/2024, 05.02.24, 2024-02, and the same with a time behind.
func (p *parser) numeric(i int) (moment, int) {
	a, s, b := p.tok(i), p.tok(i+1), p.tok(i+2)
	switch {
	case a.digits == 8 && !a.part && !s.word && 1950e4 <= a.val && a.val < 2050e4:
		return dated(a.val/10000, a.val/100%100, a.val%100, i, i+1)
	case p.chained(i):
		return moment{}, i
	case s.num && b.num && !p.tok(i+3).num:
		return p.spaced(i)
	case !separates(s, b) || a.han:
		return moment{}, i
	case !p.goesOn(i):
		return p.yearMonth(i)
	case p.tok(i+5).r == s.r && !p.tok(i+5).gap && p.tok(i+6).num && !p.tok(i+6).gap: // a version or an address
		return moment{}, i
	}
	return p.separated(i)
}

// goesOn reports whether the two numbers at token i, with a sign between them, are followed by the same sign and a
// third number. Only with dots may there be spaces: 5. 2. 2024.
func (p *parser) goesOn(i int) bool {
	s, b, r, c := p.tok(i+1), p.tok(i+2), p.tok(i+3), p.tok(i+4)
	spaces := s.gap || b.gap || r.gap || c.gap
	return separates(r, c) && r.r == s.r && (s.r == '.' || !spaces)
}

// separated reads three numbers with the same sign between them: the year stands first or last.
func (p *parser) separated(i int) (moment, int) {
	a, s, b, c := p.tok(i), p.tok(i+1), p.tok(i+2), p.tok(i+4)
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		return dated(a.val, b.val, c.val, i, i+5)
	case a.digits > 2 || b.digits > 2 || c.digits != 4 && c.digits != 2:
		return moment{}, i
	case c.digits == 2 && s.r != '/' && (a.digits+b.digits < 4 || s.r == '-' && a.digits < 2):
		return moment{}, i // 1.2.10
	}
	y, d, m := c.val, a.val, b.val
	if c.digits == 2 {
		y = century2(y)
	}
	if m > 12 || p.lex.monthDay && d <= 12 {
		d, m = m, d
	}
	return dated(p.reckoned(y), m, d, i, i+5)
}

// chained reports whether the number goes on a chain of numbers, as a telephone number's or the rest of a date that
// does not exist.
func (p *parser) chained(i int) bool {
	prev := p.tok(i - 1)
	return (prev.r == '-' || prev.r == '/' || prev.r == '+') && !prev.gap && !p.tok(i).gap && (p.tok(i-2).num ||
		prev.r == '+')
}

// spaced reads 18 08 1978 and 2016 10 16.
func (p *parser) spaced(i int) (moment, int) {
	a, b, c := p.tok(i), p.tok(i+1), p.tok(i+2)
	if p.tok(i-1).num || a.part || b.part || c.part || b.digits > 2 || a.han || b.han || c.han {
		return moment{}, i
	}
	switch {
	case a.digits == 4 && c.digits == 2 && b.digits == 2 && 1900 <= a.val && a.val < 2100:
		return dated(a.val, b.val, c.val, i, i+3)
	case a.digits <= 2 && c.digits == 4 && 1900 <= c.val && c.val < 2100:
		return dated(c.val, b.val, a.val, i, i+3)
	}
	return moment{}, i
}

func separates(s, after *token) bool {
	return (s.r == '-' || s.r == '/' || s.r == '.' || s.r == '‑' || s.r == '–') && after.num && !after.han
}

// century2 gives the year of two digits as POSIX does: 69 to 99 are in the 20th century.
func century2(y int) int {
	if y < 69 {
		return 2000 + y
	}
	return 1900 + y
}

func dated(y, m, d, i, j int) (moment, int) {
	if y < 1 || y > 2999 || !valid(y, m, d) {
		return moment{}, i
	}
	return moment{year: y, hasYear: true, month: m, day: d}, j
}

// yearMonth reads 2024-02, and 02/2024 or 02.2024.
func (p *parser) yearMonth(i int) (moment, int) {
	a, s, b := p.tok(i), p.tok(i+1), p.tok(i+2)
	if s.gap || b.gap || p.tok(i+3).dash() && p.tok(i+4).num || p.tok(i+3).r == '/' {
		return moment{}, i
	}
	switch {
	case a.digits == 4 && b.digits <= 2 && s.r != '.' && 1 <= b.val && b.val <= 12 && 1900 <= a.val && a.val < 2100 &&
		(b.digits == 2 || s.r == '-'):
		return moment{year: a.val, hasYear: true, month: b.val}, i + 3
	case b.digits == 4 && a.digits <= 2 && 1 <= a.val && a.val <= 12 && 1900 <= b.val && b.val < 2100 && s.r != '–':
		return moment{year: b.val, hasYear: true, month: a.val}, i + 3
	}
	return moment{}, i
}

// reckoned turns a year that a language counts otherwise into a Gregorian one.
func (p *parser) reckoned(y int) int {
	if p.lex.thai && y > 2400 && y < 2700 {
		return y - 543
	}
	return y
}

// year reads a year in a place where one is expected: four digits, or two after an apostrophe, with an era.
func (p *parser) year(i int) (int, int) {
	t := p.tok(i)
	if v, ok := t.has(era); ok && p.tok(i+1).num {
		return p.tok(i+1).val + v, i + 2
	}
	if (t.r == '\'' || t.r == '’') && p.tok(i+1).digits == 2 && !p.tok(i+1).gap {
		return century2(p.tok(i + 1).val), i + 2
	}
	if !t.num || t.digits != 4 || t.han && t.val < 1000 || t.part && digitBeside(p.text[:t.start], true) {
		return 0, i
	}
	y, j := p.reckoned(t.val), i+1
	if y < 1000 || y > 2999 {
		return 0, i
	}
	if p.tok(j).r == ':' && p.tok(j+1).num {
		return 0, i
	}
	if p.yearWord(j) {
		j++
	}
	switch {
	case p.tok(j).is(ad):
		j++
	case p.tok(j).is(bc):
		return 1 - y, j + 1
	}
	return y, j
}

// yearWord reports whether the token is a word for year that belongs to the number before it: 2014 г., 2010 yılında.
func (p *parser) yearWord(i int) bool {
	v, ok := p.tok(i).has(unit)
	return ok && v == 'y' && p.tok(i).start-p.tok(i-1).end <= 3
}

// separators skips what stands between the parts of a date: one or two of , . - / and "of", "year".
func (p *parser) separators(i int) int {
	for n := 0; n < 3; n++ {
		t := p.tok(i)
		u, _ := t.has(unit)
		pre, _ := t.has(premark)
		switch {
		case t.num:
			return i
		case t.r == ',' || t.r == '.' || t.r == '-' || t.r == '/' || t.r == '،' || t.r == '‑':
		case t.is(filler), t.is(yearly), u == 'y', pre == 'y':
		default:
			return i
		}
		i++
	}
	return i
}

// capital reports whether the token begins with a capital letter.
func (p *parser) capital(i int) bool {
	for _, r := range p.text[p.tok(i).start:p.tok(i).end] {
		return unicode.IsUpper(r)
	}
	return false
}
