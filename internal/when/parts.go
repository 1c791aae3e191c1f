package when

import (
	"strings"
	"time"
)

// part reads quarters, halves, seasons, decades and centuries: third quarter of 2020, Q3 2020, été 2020, the 1990s,
// années 1990, 20th century, XXe siècle.
func (p *parser) part(i int) (moment, int) {
	t := p.tok(i)
	switch {
	case t.is(season):
		return p.seasonOf(i)
	case t.is(decade), t.r == '\'', t.r == '’':
		return p.decade(i)
	case t.is(century):
		return p.centuryBefore(i)
	case t.is(quarter):
		return p.yearOfPart(i+1, moment{quarter: valueOf(t, quarter)}, i)
	case t.is(letterQ) && p.tok(i+1).num && !p.tok(i+1).gap && 1 <= p.tok(i+1).val && p.tok(i+1).val <= 4:
		return p.yearOfPart(i+2, moment{quarter: p.tok(i + 1).val}, i)
	case t.num && t.digits == 4 && !t.part:
		return p.yearThenPart(i)
	}
	n, isOrd := t.has(ordinal)
	if t.num && (t.ord || p.tok(i+1).r == '.' || p.tok(i+1).word) && !t.part {
		n, isOrd = t.val, true
	}
	if !isOrd || n < 1 {
		return moment{}, i
	}
	k := i + 1
	if p.tok(k).r == '.' {
		k++
	}
	if p.tok(k).is(century) && n <= 30 && (t.num || p.tok(k).firm(century)) {
		return p.centuryOf(n, i, k+1)
	}
	switch v, _ := p.tok(p.fillers(k)).has(unit); {
	case v == 'q' && n <= 4:
		return p.yearOfPart(p.fillers(k)+1, moment{quarter: n}, i)
	case v == 'H' && n <= 2:
		return p.yearOfPart(p.fillers(k)+1, moment{half: n}, i)
	}
	return p.decade(i)
}

func valueOf(t *token, s sense) int {
	v, _ := t.has(s)
	return v
}

// yearOfPart reads the year of a quarter or half; without one there is no date.
func (p *parser) yearOfPart(k int, m moment, i int) (moment, int) {
	if y, j := p.year(p.separators(k)); j > p.separators(k) {
		m.year, m.hasYear = y, true
		return m, j
	}
	if r, j := p.yearsAgo(k); j > k {
		m.unit, m.off = r.unit, r.off
		return m, j
	}
	return moment{}, i
}

// yearThenPart reads "2020 Q3", "2020 summer", "1990s".
func (p *parser) yearThenPart(i int) (moment, int) {
	if m, j := p.decade(i); j > i {
		return m, j
	}
	y, j := p.year(i)
	if j == i {
		return moment{}, i
	}
	m := moment{year: y, hasYear: true}
	t := p.tok(j)
	switch {
	case t.is(letterQ) && p.tok(j+1).num && !p.tok(j+1).gap && 1 <= p.tok(j+1).val && p.tok(j+1).val <= 4:
		m.quarter = p.tok(j + 1).val
		return m, j + 2
	case t.firm(season):
		m.season = valueOf(t, season)
		return m, j + 1
	case t.is(quarter):
		m.quarter = valueOf(t, quarter)
		return m, j + 1
	}
	return moment{}, i
}

func (p *parser) seasonOf(i int) (moment, int) {
	m := moment{season: valueOf(p.tok(i), season)}
	if y, j := p.yearAfter(i + 1); j > i+1 && p.tok(j-1).digits != 2 {
		m.year, m.hasYear = y, true
		return m, j
	}
	if r, j := p.yearsAgo(i + 1); j > i+1 {
		m.unit, m.off = r.unit, r.off
		return m, j
	}
	if dir, j := p.direction(i + 1); j > i+1 {
		m.dir, m.said = dir, true
		return m, j
	}
	return moment{}, i
}

// decade reads 1990s, '90s, années 1990, 1990-е годы, 90er Jahre.
func (p *parser) decade(i int) (moment, int) {
	k := i
	before := p.tok(k).is(decade)
	if before {
		k = p.fillers(k + 1)
	}
	quote := p.tok(k).r == '\'' || p.tok(k).r == '’'
	if quote {
		k++
	}
	t := p.tok(k)
	if !t.num || t.part || t.han || t.val%10 != 0 || t.digits != 4 && t.digits != 2 || t.digits == 4 && t.val > 2100 ||
		t.digits == 4 && t.val < 1000 {
		return moment{}, i
	}
	y := t.val
	if t.digits == 2 {
		if y += 1900; t.val < 20 {
			y += 100
		}
	}
	j := k + 1
	s := p.text[t.end:min(len(p.text), t.end+12)]
	switch {
	case hasWord(s, "s"), hasWord(s, "er"), hasWord(s, "ers"), hasWord(s, "er-jahre"), hasWord(s, "lar"):
		j++
		if p.tok(j).r == '-' && p.tok(j+1).is(decade) {
			j += 2
		} else if p.tok(j).is(decade) {
			j++
		}
	case hasWord(s, "'s"), hasWord(s, "’s"), hasWord(s, "-х"), hasWord(s, "-ті"), hasWord(s, "-их"), hasWord(s, "'lar"),
		hasWord(s, "'ler"), hasWord(s, "’lar"), hasWord(s, "'lı"), hasWord(s, "'li"), hasWord(s, "-luvulla"):
		j += 2
		if p.yearWord(j) {
			j++
		}
	case t.ord && strings.HasSuffix(p.text[t.start:t.end], "е") && p.yearWord(j):
		j++
	case p.tok(j).is(decade) && p.text[p.tok(j).start] != 'a' && t.digits == 4 && p.lex.lang != "it" && p.lex.lang != "de":
		j++
	case before && (t.digits == 2 || p.tok(i).firm(decade)) && !p.tok(j).num:
	default:
		return moment{}, i
	}
	return moment{year: y, hasYear: true, span: 'D'}, j
}

// hasWord reports whether s begins with w and goes on with no letter.
func hasWord(s, w string) bool {
	if !strings.HasPrefix(s, w) {
		return false
	}
	for _, r := range s[len(w):] {
		return !letter(r)
	}
	return true
}

// centuryBefore reads "siglo XX", "abad ke-20", ศตวรรษที่ 20.
func (p *parser) centuryBefore(i int) (moment, int) {
	k := p.fillers(i + 1)
	for n := 0; n < 2 && (p.tok(k).r == '-' || p.text[p.tok(k).start:p.tok(k).end] == "ke"); n++ {
		k++
	}
	t := p.tok(k)
	if t.num && !t.part && 1 <= t.val && t.val <= 30 {
		return p.centuryOf(t.val, i, k+1)
	}
	if n, j := p.roman(k); j > k {
		return p.centuryOf(n, i, j)
	}
	return moment{}, i
}

func (p *parser) centuryOf(n, i, j int) (moment, int) {
	m := moment{year: 100 * (n - 1), hasYear: true, span: 'C'}
	if p.tok(j).is(bc) {
		return moment{}, i
	}
	return m, j
}

// romanCentury reads "XXe siècle", "XX век".
func (p *parser) romanCentury(i int) (moment, int) {
	n, j := p.roman(i)
	if j > i && p.tok(j).is(century) {
		return p.centuryOf(n, i, j+1)
	}
	return moment{}, i
}

// roman reads a Roman numeral up to 30, with a French ordinal's ending or a dot.
func (p *parser) roman(i int) (int, int) {
	t := p.tok(i)
	if !t.word || t.end-t.start > 9 {
		return 0, i
	}
	n, prev := 0, 0
	s := p.text[t.start:t.end]
	for _, end := range [...]string{"ème", "e"} {
		s = strings.TrimSuffix(s, end)
	}
	for _, r := range s {
		v := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'І': 1, 'Х': 10}[r]
		if v == 0 {
			return 0, i
		}
		if n += v; v > prev {
			n -= 2 * prev
		}
		prev = v
	}
	if n == 0 || n > 30 {
		return 0, i
	}
	if p.tok(i+1).r == '.' && p.tok(i+2).is(century) {
		return n, i + 2
	}
	return n, i + 1
}

// counted reads what is counted from the document's date: yesterday, last month, 去年8月, two days ago.
func (p *parser) counted(i int) (moment, int) {
	t := p.tok(i)
	for _, e := range t.entries {
		switch {
		case e.weak:
		case e.is == rel:
			return p.relative(i, e)
		case e.is == relDay && p.lex.han: // 上周二 is the Tuesday of last week
			return moment{unit: 'w', off: int(e.off), weekday: int(e.v)}, i + 1
		case e.is == relDay:
			return moment{weekday: int(e.v), dir: e.off, said: true}, i + 1
		}
	}
	if dir, k := p.direction(i); k > i {
		return p.directed(dir, k, i)
	}
	if t.is(agoBefore) {
		return p.agoAfter(i)
	}
	n, ok := t.has(number)
	if t.num && !t.part {
		n, ok = t.val, true
	}
	if ok {
		for _, e := range p.tok(i + 1).entries {
			if (e.is == ago || e.is == hence) && e.v != 'h' && e.v != 'm' && e.v != 's' && n < 5000 {
				if e.is == ago {
					n = -n
				}
				return countedIn(byte(e.v), n), i + 2
			}
		}
	}
	if v, ok := t.has(unit); ok {
		if dir, k := p.direction(i + 1); k > i+1 && strings.IndexByte("yMwqHeDC", byte(v)) >= 0 && !p.tok(i-1).num &&
			!p.tok(i-1).is(number) {
			return moment{unit: byte(v), off: int(dir)}, k
		}
	}
	return moment{}, i
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
	case 'y':
		if k := p.markedRest(j, &m); k > j {
			return m, k
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

// directed reads what follows "last", "this" or "next": a month, weekday, season or unit.
func (p *parser) directed(dir int8, k, i int) (moment, int) {
	k = p.fillers(k)
	t := p.tok(k)
	m := moment{dir: dir, said: true}
	if v, ok := t.has(month); ok && !(p.lex.lang == "en" && !p.capital(k)) {
		m.month = v
		return m, k + 1
	}
	if v, ok := t.has(weekday); ok && t.end-t.start > 2 {
		m.weekday = v
		return m, k + 1
	}
	if v, ok := t.has(season); ok {
		m.season = v
		return m, k + 1
	}
	if v, ok := t.has(unit); ok && strings.IndexByte("yMwqHeDC", byte(v)) >= 0 && t.firm(unit) {
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
	if v, isUnit := t.has(unit); isUnit && p.lex.prefixed {
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

// bareYear reads a number that its neighbours make a year.
func (p *parser) bareYear(i int) (moment, int) {
	if m, j := p.romanCentury(i); j > i {
		return m, j
	}
	t := p.tok(i)
	if !t.num || t.digits != 4 || t.part || t.han || t.ord || t.val < 1000 {
		return moment{}, i
	}
	y, j := p.year(i)
	if j == i || y > 2199 {
		return moment{}, i
	}
	m := moment{year: y, hasYear: true}
	prev := p.tok(i - 1)
	if p.tok(j).is(islamic) {
		return p.otherYear(t.val, fromHijri, j+1)
	}
	if p.tok(j).is(persian) {
		return p.otherYear(t.val, fromPersian, j+1)
	}
	persianYear := p.lex.fa && 1250 <= y && y <= 1450
	if !persianYear && y < 1500 && !p.yearWord(i+1) && !(prev.is(unit) && valueOf(prev, unit) == 'y') {
		return moment{}, i
	}
	if !p.yearHere(i, j) {
		return moment{}, i
	}
	if persianYear {
		return p.otherYear(t.val, fromPersian, j)
	}
	m.approx = prev.is(about) && prev.firm(about)
	return m, j
}

func (p *parser) otherYear(y int, convert func(y, m, d int) time.Time, j int) (moment, int) {
	return moment{from: format(convert(y, 1, 1)), to: format(convert(y+1, 1, 1).AddDate(0, 0, -1))}, j
}

// yearHere says whether the neighbours of the number between tokens i and j make it a year.
func (p *parser) yearHere(i, j int) bool {
	prev, after := p.tok(i-1), p.tok(j)
	recent := p.tok(i).val >= 1900 && p.tok(i).val < 2100
	switch {
	case j > i+1: // a word for year, or an era, stands behind it
		return true
	case p.notYear(j):
		return false
	case prev.is(unit) && valueOf(prev, unit) == 'y', prev.is(premark) && valueOf(prev, premark) == 'y':
		return true
	case prev.firm(yearly):
		return !(p.lex.lang == "en" && p.plural(j) && !recent)
	case prev.r == '(' || prev.r == '（':
		return recent && (after.r == ')' || after.r == '）' || after.r == ',' || after.r == ';')
	case after.is(yearlyAfter):
		return recent
	case p.lex.lang == "tr" && (after.r == '\'' || after.r == '’') && p.tok(j+1).word && !p.tok(j+1).gap:
		w := p.tok(j + 2)
		return recent && !hasWord(p.text[w.start:], "fazla") && !hasWord(p.text[w.start:], "az")
	case p.lex.prefixed && prev.r != 0 && prev.r == '-' && p.tok(i-2).is(yearly):
		return recent
	case prev.is(month), prev.is(season):
		return recent
	case prev.is(yearly), prev.firm(about):
		return recent && p.tok(i).val%100 != 0 && p.closed(j)
	case p.lex.lang == "en" && prev.is(filler), p.possessive(i - 1):
		return recent && after.word && !p.plural(j) && p.tok(i).val%100 != 0 && p.lex.lang == "en"
	}
	return false
}

// possessive reports whether token i is the s of "Britain's".
func (p *parser) possessive(i int) bool {
	t := p.tok(i)
	return t.word && p.text[t.start:t.end] == "s" && (p.tok(i-1).r == '\'' || p.tok(i-1).r == '’')
}

// notYear reports whether what follows at token i makes the number before it a quantity.
func (p *parser) notYear(i int) bool {
	t := p.tok(i)
	switch t.r {
	case '%', '€', '$', '£', '¥', '₩', '₽', '°', '‰', '/', '+', '×':
		return true
	case '-', ':':
		return !t.gap && (p.tok(i+1).num || p.tok(i+1).is(unit)) && !p.tok(i+1).gap
	}
	v, ok := t.has(unit)
	return ok && v != 'y' && v != 'e' && t.firm(unit)
}

// plural reports whether the word at i looks like an English plural that a number could count.
func (p *parser) plural(i int) bool {
	t := p.tok(i)
	if !t.word || len(t.entries) > 0 {
		return false
	}
	w := p.text[t.start:t.end]
	switch w {
	case "was", "is", "has", "as", "this", "does", "his", "its", "us":
		return false
	}
	return strings.HasSuffix(w, "s") || w == "people" || w == "men" || w == "women" || w == "children"
}

// closed reports whether the number that ends before token i ends its phrase: no plain word follows that it could
// count.
func (p *parser) closed(i int) bool {
	t := p.tok(i)
	if p.lex.lang == "en" {
		return !p.plural(i)
	}
	return !t.word || len(t.entries) > 0
}
