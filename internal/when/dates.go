package when

// named reads a date with the name of a month or a weekday: Monday, 5 February 2024; May 5; fév. 2024; lundi.
func (p *parser) named(i int) (moment, int) {
	t := p.tok(i)
	if wd, ok := t.has(weekday); ok {
		k := i + 1
		for p.tok(k).r == ',' || p.tok(k).r == '.' || p.tok(k).is(filler) || p.tok(k).r == '،' {
			k++
		}
		m, j := p.calendarDay(k)
		if j == k && p.tok(k).num {
			m, j = p.numeric(k)
		}
		if j > k && m.day != 0 {
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
	if m, j := p.joined(i); j > i {
		return m, j
	}
	if m, j := p.dayFirst(i); j > i {
		return m, j
	}
	if m, j := p.monthFirst(i); j > i {
		return m, j
	}
	return p.yearFirst(i)
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

// dayOf reads the number of a day: 5, 5th, "first", ngày 5.
func (p *parser) dayOf(i int) (int, int) {
	t := p.tok(i)
	if v, ok := t.has(premark); ok && v == 'd' {
		i++
		t = p.tok(i)
	}
	if t.num && !t.part && t.digits <= 2 && 1 <= t.val && t.val <= 31 && !t.han {
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
	mi := p.separators(k)
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
	if end == after && (p.lex.lang != "en" && p.lex.lang != "fil" && !p.tok(after-1).ord || p.tok(after).has2(unit, am) ||
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
	for p.tok(k).is(filler) || p.tok(k).is(yearly) || p.tok(k).r == ',' {
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
	if dir, end := p.direction(j); end > j {
		return moment{month: m.n, dir: dir, said: true}, end
	}
	t := p.tok(i)
	if t.firm(month) && (p.lex.lang != "en" || p.capital(i)) && len(p.text[t.start:t.end]) > 3 ||
		t.is(premark) || p.tok(i-1).firm(yearly) && p.capital(i) {
		return moment{month: m.n}, j
	}
	return moment{}, i
}

// weekday reads a weekday alone, with "last" or "next", or "of last week".
func (p *parser) weekday(i, wd int) (moment, int) {
	t := p.tok(i)
	if !t.firm(weekday) || t.end-t.start <= 3 && p.text[t.start] < 0x80 {
		return moment{}, i
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
	return moment{weekday: wd}, i + 1
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

// marked reads dates whose numbers carry marks: 2024年2月5日, 令和6年2月, 5월 3일, 90年代, ngày 5 tháng 2 năm 2024.
func (p *parser) marked(i int) (moment, int) {
	k := i
	var m moment
	offset, inEra := p.tok(k).has(era)
	before := p.tok(k).is(bc)
	if inEra || before {
		k++
	}
	t := p.tok(k)
	if !t.num || t.part && !t.han {
		return moment{}, i
	}
	if j := p.markedYear(k, &m, inEra); j > k {
		if inEra {
			m.year += offset
		}
		if before {
			m.year = 1 - m.year
		}
		return m, p.markedRest(j, &m)
	}
	if inEra || before {
		if t.digits == 4 || inEra && t.digits > 0 {
			return moment{year: t.val + offset, hasYear: true}, k + 1
		}
		return moment{}, i
	}
	if j := p.markedSpan(k, &m); j > k {
		return m, j
	}
	if j := p.markedRest(k, &m); j > k {
		return m, j
	}
	return moment{}, i
}

// markedYear reads a number and 年. Two digits are a year only in an era or before a month.
func (p *parser) markedYear(k int, m *moment, inEra bool) int {
	t, after := p.tok(k), p.tok(k+1)
	v, ok := after.has(mark)
	u, isAgo := after.has(ago)
	h, isHence := after.has(hence)
	past := (isAgo && u == 'y' || isHence && h == 'y') && t.digits == 4 && t.val > 1500 && t.val < 2100
	if !(ok && v == 'y') && !past {
		return k
	}
	next := k + 2
	monthNext, _ := p.tok(next + 1).has(mark)
	switch {
	case inEra:
	case t.digits == 4 && t.val >= 1000 && t.val < 2200:
	case t.digits == 2 && !t.han && p.tok(next).num && monthNext == 'M':
		m.year, m.hasYear = century2(t.val), true
		return next
	case t.digits == 2 && !t.han && p.text[after.start:after.end] == "年度":
		m.year, m.hasYear = century2(t.val), true
		return next
	default:
		return k
	}
	m.year, m.hasYear = t.val, true
	return next
}

// markedRest reads the month and the day, season, quarter or half after a year, or a month and day without one.
func (p *parser) markedRest(i int, m *moment) int {
	k := i
	if m.hasYear || m.unit != 0 {
		k = p.fillers(i)
		t := p.tok(k)
		if v, ok := t.has(season); ok {
			m.season = v
			return k + 1
		}
		if v, ok := t.has(quarter); ok {
			m.quarter = v
			return k + 1
		}
		if v, ok := t.has(half); ok {
			m.half = v
			return k + 1
		}
	}
	t := p.tok(k)
	v, ok := p.tok(k + 1).has(mark)
	switch {
	case t.part || !t.num || !ok:
		return i
	case v == 'M' && 1 <= t.val && t.val <= 12:
		m.month = t.val
		k = p.fillers(k + 2)
		return p.markedDay(k, m)
	case v == 'd' && 1 <= t.val && t.val <= 31 && !m.hasYear && m.unit != 'y' && (!t.han || p.lex.lang == "zh"):
		return p.markedDay(k, m)
	}
	return i
}

// markedDay reads a day after a month, and a weekday in brackets behind it. 号 is a day only after a month.
func (p *parser) markedDay(k int, m *moment) int {
	t, after := p.tok(k), p.tok(k+1)
	v, ok := after.has(mark)
	plain := m.month == 0
	if n, isAgo := after.has(ago); isAgo && !plain {
		v, ok = n, true // 1月8日前 is before the 8th
	}
	if !t.num || !ok || v != 'd' || t.val < 1 || t.val > 31 || plain && p.text[after.start:after.end] != "日" &&
		p.text[after.start:after.end] != "일" {
		return k
	}
	m.day = t.val
	if wd, ok := p.tok(k + 2).has(weekday); ok {
		m.weekday = wd
		return k + 3
	}
	return k + 2
}

// markedSpan reads 20世纪, 90年代, 20世纪90年代.
func (p *parser) markedSpan(k int, m *moment) int {
	t := p.tok(k)
	v, ok := p.tok(k + 1).has(mark)
	switch {
	case ok && v == 'C' && 1 <= t.val && t.val <= 30:
		m.year, m.hasYear, m.span = 100*(t.val-1), true, 'C'
		j := p.fillers(k + 2)
		if d, ok := p.tok(j + 1).has(mark); ok && d == 'D' && p.tok(j).num && p.tok(j).val < 100 {
			m.year, m.span = m.year+p.tok(j).val, 'D'
			return j + 2
		}
		return k + 2
	case ok && v == 'D' && t.val%10 == 0 && (t.digits == 4 || t.val < 100):
		m.year, m.hasYear, m.span = t.val, true, 'D'
		if t.val < 20 {
			m.year += 2000
		} else if t.val < 100 {
			m.year += 1900
		}
		return k + 2
	}
	return k
}
