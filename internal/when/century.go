package when

import (
	"strings"
	"unicode/utf8"
)

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

// centuryAt reads a century and nothing that a century may be part of: the 20th century, siglo XX, the 1800s.
func (p *parser) centuryAt(i int) (moment, int) {
	t := p.tok(i)
	if t.firm(century) {
		return p.centuryBefore(i)
	}
	if t.digits == 4 {
		if m, j := p.decade(i); m.span == 'C' {
			return m, j
		}
	}
	if n, k := p.ranked(i); k > i && p.tok(k).firm(century) && n <= 30 {
		return p.centuryOf(n, i, k+1)
	}
	return p.romanCentury(i)
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
