package when

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
	t, after, next := p.tok(k), p.tok(k+1), k+2
	past := (valueOf(after, ago) == 'y' || valueOf(after, hence) == 'y') && t.digits == 4 && 1500 < t.val && t.val < 2100
	if valueOf(after, mark) != 'y' && !past {
		return k
	}
	beforeMonth := p.tok(next).num && valueOf(p.tok(next+1), mark) == 'M'
	switch {
	case inEra, t.digits == 4 && 1000 <= t.val && t.val < 2200:
		m.year = t.val
	case t.digits == 2 && !t.han && (beforeMonth || p.text[after.start:after.end] == "年度"):
		m.year = century2(t.val)
	default:
		return k
	}
	m.hasYear = true
	if past && p.tok(next).is(halfPast) && !p.tok(next).gap { // 2019年前半 is a half, not "ago"
		if m.half = 1; after.is(hence) {
			m.half = 2
		}
		next++
	}
	return next
}

// markedRest reads the month and the day, season, quarter or half after a year, or a month and day without one.
func (p *parser) markedRest(i int, m *moment) int {
	k := i
	if m.hasYear || m.unit != 0 {
		k = p.fillers(i)
		switch t := p.tok(k); {
		case t.is(season):
			m.season = valueOf(t, season)
			return k + 1
		case t.is(quarter):
			m.quarter = valueOf(t, quarter)
			return k + 1
		case t.is(half):
			m.half = valueOf(t, half)
			return k + 1
		}
	}
	t := p.tok(k)
	if part, ok := partOf(valueOf(p.tok(k+1), unit), t.val); ok && t.num && !t.part && m.hasYear { // 2018년 2분기
		m.quarter, m.half = part.quarter, part.half
		return k + 2
	}
	if j := p.markedMonths(k, m); j > k {
		return j
	}
	v := valueOf(p.tok(k+1), mark)
	switch {
	case t.part || !t.num:
		return i
	case v == 'M' && 1 <= t.val && t.val <= 12:
		m.month = t.val
		return p.markedDay(p.fillers(k+2), m)
	case v == 'd' && 1 <= t.val && t.val <= 31 && !m.hasYear && m.unit != 'y' && (!t.han || p.lex.lang == "zh"):
		return p.markedDay(k, m)
	}
	return i
}

// markedDay reads a day after a month, and a weekday in brackets behind it. 号 is a day only after a month.
func (p *parser) markedDay(k int, m *moment) int {
	if j := p.markedDays(k, m); j > k {
		return j
	}
	t, after := p.tok(k), p.tok(k+1)
	v, ok := after.has(mark)
	plain := m.month == 0
	if n, isAgo := after.has(ago); isAgo && !plain {
		v, ok = n, true // 1月8日前 is before the 8th
	} else if n, isHence := after.has(hence); isHence && !plain {
		v, ok = n, true
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

// markedMonths reads a range of months of which only the last is marked: 3〜5月.
func (p *parser) markedMonths(k int, m *moment) int {
	t := p.tok(k)
	last := p.connector(k+1, k)
	u, after := p.tok(last), p.tok(last+1)
	if v, ok := after.has(mark); last == k+1 || !t.num || t.part || !u.num || !ok || v != 'M' ||
		t.val < 1 || t.val >= u.val || u.val > 12 || p.tok(last+2).num {
		return k
	}
	end := *m
	end.month, m.month, m.end = u.val, t.val, &end
	return last + 2
}

// markedDays reads the days of a range after their month, of which only the last is marked: 5月3〜5日, 5월 3~5일.
func (p *parser) markedDays(k int, m *moment) int {
	t := p.tok(k)
	last := p.connector(k+1, k)
	u, after := p.tok(last), p.tok(last+1)
	v, ok := after.has(mark)
	if m.month == 0 || !t.num || last == k+1 || !u.num || !ok || v != 'd' || t.val < 1 || t.val >= u.val || u.val > 31 {
		return k
	}
	end := *m
	end.day, m.day, m.end = u.val, t.val, &end
	return last + 2
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
