package when

import (
	"strings"
	"unicode/utf8"
)

// part reads quarters, halves, seasons, decades and centuries: third quarter of 2020, Q3 2020, été 2020, the 1990s,
// années 1990, 20th century, XXe siècle.
func (p *parser) part(i int) (moment, int) {
	t := p.tok(i)
	switch {
	case t.is(season):
		return p.seasonOf(i)
	case t.is(decade), t.is(decadeName), quotes(t):
		return p.decade(i)
	case t.firm(century):
		return p.centuryBefore(i)
	case t.is(quarter):
		return p.yearOfPart(i+1, moment{quarter: valueOf(t, quarter)}, i)
	case t.is(half):
		return p.yearOfPart(i+1, moment{half: valueOf(t, half)}, i)
	case t.is(unit): // الربع الثالث من 2020, quý 2 năm 2018, ไตรมาสที่สอง
		if n, k := p.rank(i + 1); k > i+1 {
			if m, ok := partOf(valueOf(t, unit), n); ok {
				return p.yearOfPart(k, m, i)
			}
		}
	case t.is(letterQ) && p.tok(i+1).num && !p.tok(i+1).gap && 1 <= p.tok(i+1).val && p.tok(i+1).val <= 4:
		if m, j := p.yearOfPart(i+2, moment{quarter: p.tok(i + 1).val}, i); j > i {
			return m, j
		}
		return moment{quarter: p.tok(i + 1).val}, i + 2
	case t.num && t.digits == 4 && !t.part:
		return p.yearThenPart(i)
	case t.num && t.digits == 1 && 1 <= t.val && t.val <= 4 && p.tok(i+1).is(letterQ) && !p.tok(i+1).gap: // 1Q 2020
		return p.yearOfPart(i+2, moment{quarter: t.val}, i)
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
	if p.tok(k).dash() && !p.tok(k).gap && p.tok(k+1).is(century) {
		k++ // 19th-century
	}
	if p.tok(k).firm(century) && n <= 30 {
		return p.centuryOf(n, i, k+1)
	}
	if m, ok := partOf(valueOf(p.tok(p.fillers(k)), unit), n); ok {
		return p.yearOfPart(p.fillers(k)+1, m, i)
	}
	return p.decade(i)
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

// partOf makes the n-th quarter or half.
func partOf(u, n int) (moment, bool) {
	switch {
	case u == 'q' && 1 <= n && n <= 4:
		return moment{quarter: n}, true
	case u == 'H' && 1 <= n && n <= 2:
		return moment{half: n}, true
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
	if part, ok := partOf(valueOf(p.tok(k+1), unit), valueOf(p.tok(k), ordinal)); ok {
		part.year, part.hasYear = y, true
		return part, k + 2
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
	quote := quotes(p.tok(k))
	if quote {
		k++
	}
	if !p.decadeNumber(k, before) {
		return moment{}, i
	}
	j := p.decadeEnd(k, before, quote)
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

// decadeEnd gives the end of a decade whose number is token k: past its ending and the word behind it; k when
// neither says that it is one.
func (p *parser) decadeEnd(k int, before, quote bool) int {
	t := p.tok(k)
	j := k + 1
	s := p.text[t.end:min(len(p.text), t.end+24)]
	switch {
	case hasWord(s, "s") && t.digits == 2 && !quote && !p.tok(k-1).is(filler):
		return k // in his 40s
	case hasWord(s, "s"), hasWord(s, "er"), hasWord(s, "ers"), hasWord(s, "er-jahre"), hasWord(s, "lar"):
		j++
		if p.tok(j).r == '-' && p.tok(j+1).is(decade) {
			j += 2
		} else if p.tok(j).is(decade) {
			j++
		}
	case hasWord(s, "'s"), hasWord(s, "’s"), hasWord(s, "-х"), hasWord(s, "-ті"), hasWord(s, "-их"),
		hasWord(s, "-luvulla"), hasWord(s, "-an"), p.lex.turkic && turkicDecade(s):
		if j += 2; p.yearWord(j) {
			j++
		}
	case t.ord && strings.HasSuffix(p.text[t.start:t.end], "е") && p.yearWord(j):
		j++
	case t.ord && strings.HasSuffix(p.text[t.start:t.end], "er") && p.lex.lang == "de":
		if p.tok(j).dash() {
			j++
		}
		if p.tok(j).is(decade) {
			j++
		}
	case hasWord(s, "-talet"), hasWord(s, "-tal"), hasWord(s, "-talets"):
		j += 2
	case p.lex.lang == "cs" && t.digits == 2 && p.tok(j).r == '.' && p.tok(j+1).is(decade): // v 80. letech
		j += 2
	case p.lex.lang == "hi" && p.tok(p.fillers(j)).is(decade): // 1980 के दशक
		j = p.fillers(j) + 1
	case p.tok(j).is(decade) && p.text[p.tok(j).start] != 'a' && t.digits == 4 && p.lex.lang != "it" && p.lex.lang != "de":
		j++
	default:
		return k
	}
	return j
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
	if m, end := p.part(k); end > k && m.span == 'C' && m.hasYear {
		return moment{year: m.year + y, hasYear: true, span: 'D'}, end
	}
	if m, end := p.romanCentury(k); end > k {
		return moment{year: m.year + y, hasYear: true, span: 'D'}, end
	}
	if m, end := p.counted(k); end > k && m.unit == 'C' && m.off == -1 {
		j = end
	}
	return moment{year: century + y, hasYear: true, span: 'D'}, j
}

// quotes reports the apostrophe of a shortened year; word processors turn it the wrong way round.
func quotes(t *token) bool { return t.r == '\'' || t.r == '’' || t.r == '‘' }

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
	before := p.text[p.tok(i).start] >= utf8.RuneSelf && p.lex.lang != "pl" || p.lex.lang == "vi" || p.lex.lang == "id"
	if before && t.num && !t.part && 1 <= t.val && t.val <= 30 { // the word stands first: القرن 19, thế kỷ 19, abad ke-19
		return p.centuryOf(t.val, i, k+1)
	}
	if n, ok := t.has(ordinal); ok && n > 4 && !t.num {
		return p.centuryOf(n, i, k+1)
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
