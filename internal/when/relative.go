package when

import "strings"

// counted reads what is counted from the document's date: yesterday, last month, 去年8月, two days ago.
func (p *parser) counted(i int) (moment, int) {
	t := p.tok(i)
	for _, e := range t.entries {
		switch {
		case e.weak:
		case e.is == rel:
			return p.relative(i, e)
		case e.is == relDay && p.countsWeeks(t):
			return moment{unit: 'w', off: int(e.off), weekday: int(e.v)}, i + 1
		case e.is == relDay:
			return moment{weekday: int(e.v), dir: e.off, said: true}, i + 1
		}
	}
	if dir, k := p.direction(i); k > i && !p.lex.modifiersFollow() {
		return p.directed(dir, k, i)
	}
	if t.is(agoBefore) {
		return p.agoAfter(i)
	}
	return p.first(i, reading{1<<number | 1<<inDigits, (*parser).agoBehind}, reading{1 << unit, (*parser).unitDirected})
}

// countsWeeks reports whether the words for last, this or next Tuesday name the week of the day: 上周二, thứ ba tuần sau,
// volgende week dinsdag.
func (p *parser) countsWeeks(t *token) bool {
	words := strings.ToLower(p.text[t.start:t.end])
	return p.lex.han || strings.Contains(words, "tuần") || strings.Contains(words, "week") || strings.Contains(words, "veck")
}

// agoBehind reads a number and what counts that many units back or on: two days ago, 3日後, ba năm sau. What counts on is
// counted from today only beside a verb of the future: 3日後に開く予定. Elsewhere it says "three days later", from a time
// that the text tells.
func (p *parser) agoBehind(i int) (moment, int) {
	t := p.tok(i)
	n, ok := t.has(number)
	if t.num && !t.part {
		n, ok = t.val, true
	}
	if !ok || n >= 5000 {
		return moment{}, i
	}
	for _, e := range p.tok(i + 1).entries {
		days := e.v != 'h' && e.v != 'm' && e.v != 's'
		switch {
		case e.is == ago && days:
			return countedIn(byte(e.v), -n), i + 2
		case e.is == hence && days && p.toCome(i, i+2):
			return countedIn(byte(e.v), n), i + 2
		case e.is == rel && p.lex.modifiersFollow() && (e.off == 1 || e.off == -1):
			return countedIn(byte(e.v), n*int(e.off)), i + 2
		}
	}
	return moment{}, i
}

// unitDirected reads a unit with "last" or "next" behind it: le mois dernier, الشهر الماضي.
func (p *parser) unitDirected(i int) (moment, int) {
	v, ok := p.tok(i).has(unit)
	dir, k := p.direction(i + 1)
	if !ok || k == i+1 || strings.IndexByte("yMwqHeDC", byte(v)) < 0 || p.tok(i-1).num || p.tok(i-1).is(number) {
		return moment{}, i
	}
	return moment{unit: byte(v), off: int(dir)}, k
}

func countedIn(u byte, n int) moment {
	switch u {
	case 'f':
		return moment{unit: 'd', off: 14 * n}
	case 'D':
		return moment{unit: 'y', off: 10 * n}
	case 'C':
		return moment{unit: 'y', off: 100 * n}
	}
	return moment{unit: u, off: n}
}

// relative reads what refines an expression of the lexicon: 去年8月5日, 先月5日, 先週 + weekday.
func (p *parser) relative(i int, e entry) (moment, int) {
	m := moment{unit: byte(e.v), off: int(e.off)}
	j := i + 1
	switch m.unit {
	case 'd':
		return m, p.namedBeside(j, &m)
	case 'y':
		if k := p.markedRest(j, &m); k > j {
			return m, k
		}
	case 'C': // 上世纪80年代
		if d := (moment{}); m.off == -1 {
			if k := p.markedSpan(j, &d); k > j && d.span == 'D' {
				return d, k
			}
		}
	case 'M':
		k := p.fillers(j)
		if v, ok := p.tok(k + 1).has(mark); ok && v == 'd' && p.tok(k).num && p.tok(k).val <= 31 && p.tok(k).val > 0 {
			m.day = p.tok(k).val
			return m, k + 2
		}
	case 'w':
		k := p.fillers(j)
		if wd, ok := p.tok(k).has(weekday); ok && p.tok(k).firm(weekday) {
			m.weekday = wd
			return m, k + 1
		}
	}
	return m, j
}

// namedBeside reads the weekday that names a day counted from the document's: today, Saturday; 今天（周六）; اليوم السبت.
func (p *parser) namedBeside(i int, m *moment) int {
	k, bracket := i, false
	for n := 0; n < 3; n++ {
		t := p.tok(k)
		if t.r == '(' || t.r == '（' {
			bracket = true
		} else if t.r != ',' && t.r != '،' && !t.is(filler) && !t.is(yearly) || t.is(weekday) {
			break
		}
		k++
	}
	if !p.tok(k).is(weekday) || abs(m.off) > 2 {
		return i
	}
	day, end := p.named(k)
	if day.weekday == 0 || day.day != 0 || day.unit != 0 || day.said {
		return i
	}
	m.weekday = day.weekday
	if r := p.tok(end).r; bracket && (r == ')' || r == '）') {
		end++
	}
	return end
}

// directed reads what follows "last", "this" or "next": a month, weekday, season or unit.
func (p *parser) directed(dir int8, k, i int) (moment, int) {
	k = p.fillers(k)
	t := p.tok(k)
	m := moment{dir: dir, said: true}
	if t.num && 1 <= t.val && t.val <= 12 && !t.part && valueOf(p.tok(k+1), mark) == 'M' { // 지난 3월
		m.month = t.val
		return m, p.markedDay(k+2, &m)
	}
	if v, ok := t.has(month); ok && !(p.lex.lang == "en" && !p.capital(k)) {
		m.month = v
		return m, k + 1
	}
	if v, ok := t.has(weekday); ok && t.end-t.start > 2 && (t.firm(weekday) || p.lex.lang != "ar") {
		m.weekday = v
		return m, k + 1
	}
	if v, ok := t.has(season); ok {
		m.season = v
		return m, k + 1
	}
	if v, ok := t.has(unit); ok && strings.IndexByte("yMwqHeDC", byte(v)) >= 0 && t.firm(unit) &&
		!(p.lex.lang == "en" && p.text[t.end-1] == 's') {
		return moment{unit: byte(v), off: int(dir)}, k + 1
	}
	return moment{}, i
}

// agoAfter reads "il y a deux jours", "vor 3 Tagen", قبل يومين.
func (p *parser) agoAfter(i int) (moment, int) {
	k := i + 1
	t := p.tok(k)
	if v, ok := t.has(dual); ok {
		return agoUnit(v, 2, i, k+1)
	}
	n, ok := t.has(number)
	if t.num && !t.part {
		n, ok = t.val, true
	}
	if v, isUnit := p.tok(k + 1).has(unit); ok && isUnit && n < 5000 {
		return agoUnit(v, n, i, k+2)
	}
	if v, isUnit := t.has(unit); isUnit && p.lex.prefixed() && v != 'H' && v != 'q' {
		return agoUnit(v, 1, i, k+1)
	}
	return moment{}, i
}

func agoUnit(u, n, i, j int) (moment, int) {
	if strings.IndexByte("hmseq", byte(u)) >= 0 {
		return moment{}, i
	}
	return countedIn(byte(u), -n), j
}
