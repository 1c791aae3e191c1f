package when

import "strings"

// part reads quarters, halves, seasons, decades and centuries: third quarter of 2020, Q3 2020, été 2020, the 1990s,
// années 1990, 20th century, XXe siècle.
func (p *parser) part(i int) (moment, int) {
	t := p.tok(i)
	switch {
	case t.is(season):
		return p.seasonOf(i)
	case t.is(decade), t.is(decadeName), t.is(quote):
		return p.decade(i)
	case t.firm(century):
		return p.centuryBefore(i)
	case t.is(quarter):
		return p.yearOfPart(i+1, moment{quarter: valueOf(t, quarter)}, i)
	case t.is(half):
		return p.yearOfPart(i+1, moment{half: valueOf(t, half)}, i)
	case t.num && t.digits == 4 && !t.part:
		return p.yearThenPart(i)
	}
	return p.first(i, reading{1 << unit, (*parser).rankBehind}, reading{1<<letterQ | 1<<inDigits, (*parser).quarterLetter},
		reading{1<<ordinal | 1<<inDigits, (*parser).rankBefore})
}

// rankBehind reads الربع الثالث من 2020, quý 2 năm 2018, ไตรมาสที่สอง.
func (p *parser) rankBehind(i int) (moment, int) {
	if !p.tok(i).is(unit) {
		return moment{}, i
	}
	n, k := p.rank(i + 1)
	m, ok := partOf(valueOf(p.tok(i), unit), n)
	if k == i+1 || !ok {
		return moment{}, i
	}
	return p.yearOfPart(k, m, i)
}

// quarterLetter reads Q3, Q3 2020 and 1Q 2020.
func (p *parser) quarterLetter(i int) (moment, int) {
	a, b := p.tok(i), p.tok(i+1)
	switch {
	case b.gap:
	case a.is(letterQ) && b.num && 1 <= b.val && b.val <= 4:
		m := moment{quarter: b.val}
		if dated, j := p.yearOfPart(i+2, m, i); j > i {
			return dated, j
		}
		return m, i + 2
	case a.num && a.digits == 1 && 1 <= a.val && a.val <= 4 && b.is(letterQ):
		return p.yearOfPart(i+2, moment{quarter: a.val}, i)
	}
	return moment{}, i
}

// rankBefore reads the third quarter of 2020, the second month of 2021, 3. Quartal 2020, 19th century.
func (p *parser) rankBefore(i int) (moment, int) {
	n, k := p.ranked(i)
	if k == i {
		return moment{}, i
	}
	if p.tok(k).firm(century) && n <= 30 {
		return p.centuryOf(n, i, k+1)
	}
	k = p.fillers(k)
	t, next := p.tok(i), p.tok(i+1)
	counted := t.num && !t.ord && next.r != '.' // 3 months of 2021
	if m, ok := partOf(valueOf(p.tok(k), unit), n); ok && !(counted && m.month != 0) {
		return p.yearOfPart(k+1, m, i)
	}
	return p.decade(i)
}

// ranked reads a number that tells which of something: third, 3., 19th-. It gives i when there is none.
func (p *parser) ranked(i int) (n, k int) {
	t, next := p.tok(i), p.tok(i+1)
	n, ok := t.has(ordinal)
	if t.num && !t.part && (t.ord || next.r == '.' || next.word) {
		n, ok = t.val, true
	}
	if !ok || n < 1 {
		return 0, i
	}
	if next.r == '.' || next.dash() && !next.gap && p.tok(i+2).is(century) { // 19th-century
		return n, i + 2
	}
	return n, i + 1
}

// rank reads the number of a quarter or half behind its word: ordinal, digit, small number or Roman numeral.
func (p *parser) rank(i int) (int, int) {
	t := p.tok(i)
	if n, ok := t.has(ordinal); ok {
		return n, i + 1
	}
	if n, ok := t.has(number); ok && p.lex.unspaced() {
		return n, i + 1
	}
	if t.num && t.digits == 1 && !t.part {
		return t.val, i + 1
	}
	return p.roman(i)
}

func valueOf(t *token, s sense) int {
	v, _ := t.has(s)
	return v
}

// partOf makes the n-th quarter, half or month.
func partOf(u, n int) (moment, bool) {
	switch {
	case u == 'q' && 1 <= n && n <= 4:
		return moment{quarter: n}, true
	case u == 'H' && 1 <= n && n <= 2:
		return moment{half: n}, true
	case u == 'M' && 1 <= n && n <= 12:
		return moment{month: n}, true
	}
	return moment{}, false
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
	k := p.fillers(j)
	if (p.tok(k).r == '\'' || p.tok(k).r == '’') && p.lex.turkic {
		k += 2 // 2019'un ilk yarısı
	}
	n, u := valueOf(p.tok(k), ordinal), k+1
	if p.tok(k).num && p.tok(u).r == '.' { // 2015'in 3. ayı
		n, u = p.tok(k).val, k+2
	}
	if part, ok := partOf(valueOf(p.tok(u), unit), n); ok {
		part.year, part.hasYear = y, true
		return part, u + 1
	}
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

// decade reads 1990s, '90s, années 1990, 1990-е годы, 90er Jahre, anni Ottanta, and the century that may follow.
func (p *parser) decade(i int) (moment, int) {
	k := i
	before := p.tok(i).is(decade)
	if before {
		if k = p.fillers(i + 1); p.tok(k).dash() { // שנות ה-80
			k++
		}
	}
	if m, j := p.namedDecade(k, before); j > k {
		return m, j
	}
	short := p.tok(k).is(quote)
	if short {
		k++
	}
	if !p.decadeNumber(k, before) {
		return moment{}, i
	}
	j := p.decadeEnd(k, short)
	if j == k && (p.spanishDecade(k) || before && p.decadeBare(i, k)) {
		j = k + 1
	}
	if j == k {
		return moment{}, i
	}
	return p.decadeOf(p.tok(k), j)
}

// decadeNumber reports whether token k is a number that may name a decade: 80, 1980. before says that a word for
// decades led to it.
func (p *parser) decadeNumber(k int, before bool) bool {
	t := p.tok(k)
	switch {
	case !t.num || t.part || t.han || t.val%10 != 0:
		return false
	case before && p.tok(k+1).dash() && p.tok(k+2).num: // lata 1950–1953
		return false
	}
	return t.digits == 2 || t.digits == 4 && t.val >= 1000 && t.val <= 2100
}

// spanishDecade reports whether the words before token k make it a decade in Spanish: a finales de los 90.
func (p *parser) spanishDecade(k int) bool {
	return p.lex.lang == "es" && p.tok(k-1).is(filler) && p.tok(k-2).is(yearly) &&
		strings.HasSuffix(p.text[:p.tok(k-1).end], "s de los")
}

// decadeBare reports whether the word for decades at token i makes the number at token k one without an ending.
func (p *parser) decadeBare(i, k int) bool {
	return (p.tok(k).digits == 2 || p.tok(i).firm(decade)) && !p.tok(k+1).num
}

// decadeOf is the decade that the number t names, which ends before token j.
func (p *parser) decadeOf(t *token, j int) (moment, int) {
	switch {
	case t.digits == 2:
		return p.decadeIn(t.val, j)
	case t.val%100 == 0 && t.val < 2000: // the 1800s are the century
		return moment{year: t.val, hasYear: true, span: 'C'}, j
	}
	return moment{year: t.val, hasYear: true, span: 'D'}, j
}

// decadeEndings are what stands behind the number of a decade, and how many tokens it takes.
var decadeEndings = []struct {
	text   string
	tokens int
}{
	{"s", 1}, {"er", 1}, {"ers", 1}, {"er-jahre", 1}, {"lar", 1}, {"'s", 2}, {"’s", 2}, {"-х", 2}, {"-ті", 2}, {"-их", 2},
	{"-luvulla", 2}, {"-an", 2}, {"-talet", 2}, {"-tal", 2}, {"-talets", 2},
}

// decadeEnd gives the end of a decade whose number is token k: past its ending and the word behind it; k when
// neither says that it is one.
func (p *parser) decadeEnd(k int, quote bool) int {
	t := p.tok(k)
	rest := p.text[t.end:min(len(p.text), t.end+24)]
	if hasWord(rest, "s") && t.digits == 2 && !quote && !p.tok(k-1).is(filler) {
		return k // in his 40s
	}
	if p.lex.turkic && turkicDecade(rest) {
		return p.decadeWord(k+3, false)
	}
	for _, e := range decadeEndings {
		if hasWord(rest, e.text) {
			return p.decadeWord(k+1+e.tokens, e.tokens == 1)
		}
	}
	return p.decadeOrdinal(k)
}

// decadeWord skips the word for years or decades at token j, which may be joined by a hyphen.
func (p *parser) decadeWord(j int, decades bool) int {
	switch {
	case decades && p.tok(j).r == '-' && p.tok(j+1).is(decade):
		return j + 2
	case decades && p.tok(j).is(decade), !decades && p.yearWord(j):
		return j + 1
	}
	return j
}

// decadeOrdinal is decadeEnd where the ending is an ordinal's, or only the word for decades says that the number is one:
// 30-е годы, 90er, v 80. letech, 1980 के दशक.
func (p *parser) decadeOrdinal(k int) int {
	t, j := p.tok(k), k+1
	number := p.text[t.start:t.end]
	switch f := p.fillers(j); {
	case t.ord && strings.HasSuffix(number, "е") && p.yearWord(j):
		return j + 1
	case t.ord && strings.HasSuffix(number, "er") && p.lex.lang == "de":
		if p.tok(j).dash() {
			j++
		}
		return p.decadeWord(j, true)
	case p.lex.lang == "cs" && t.digits == 2 && p.tok(j).r == '.' && p.tok(j+1).is(decade):
		return j + 2
	case p.lex.lang == "hi" && p.tok(f).is(decade):
		return f + 1
	case p.tok(j).is(decade) && p.text[p.tok(j).start] != 'a' && t.digits == 4 && p.lex.lang != "it" && p.lex.lang != "de":
		return j + 1
	}
	return k
}

// turkicDecade reports a plural ending behind a year: 1930'larda, 80’lerin, 1990'lı.
func turkicDecade(s string) bool {
	rest, ok := strings.CutPrefix(s, "'")
	if !ok {
		rest, ok = strings.CutPrefix(s, "’")
	}
	for _, end := range [...]string{"lar", "ler", "lı", "li", "lu", "lü"} {
		if strings.HasPrefix(rest, end) {
			return ok
		}
	}
	return false
}

// namedDecade reads the eighties in words: années soixante-dix, lata osiemdziesiąte, ثمانينيات.
func (p *parser) namedDecade(k int, before bool) (moment, int) {
	v, ok := p.tok(k).has(decadeName)
	if !ok {
		return moment{}, k
	}
	j, after := k+1, false
	if end := p.fillers(j); p.tok(end).is(decade) {
		j, after = end+1, true
	}
	the := p.lex.lang == "en" && p.tok(k-1).is(filler)
	if !p.tok(k).firm(decadeName) && !before && !after && !the {
		return moment{}, k
	}
	return p.decadeIn(v, j)
}

// decadeIn makes the decade of a two-digit year: of the century that follows at j, else of the last hundred years.
func (p *parser) decadeIn(y, j int) (moment, int) {
	century := 1900
	if y < 20 {
		century = 2000
	}
	k := j
	for n := 0; n < 3 && (p.tok(k).is(filler) || p.tok(k).is(yearly)) && !p.tok(k).is(rel); n++ {
		k++
	}
	if m, end := p.centuryAt(k); end > k {
		return moment{year: m.year + y, hasYear: true, span: 'D'}, end
	}
	if m, end := p.counted(k); end > k && m.unit == 'C' && m.off == -1 {
		j = end
	}
	return moment{year: century + y, hasYear: true, span: 'D'}, j
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
