package when

import (
	"strings"
	"time"
)

// bareYear reads a number that its neighbours make a year.
func (p *parser) bareYear(i int) (moment, int) {
	if m, j := p.romanCentury(i); j > i {
		return m, j
	}
	if m, j := p.eraYear(i); j > i {
		return m, j
	}
	t := p.tok(i)
	if !t.num || t.digits != 4 || t.part || t.han || t.ord || t.val < 1000 {
		return moment{}, i
	}
	y, j := p.year(i)
	switch {
	case j == i || y > 2199:
		return moment{}, i
	case p.tok(j).is(islamic):
		return p.otherYear(t.val, fromHijri, j+1)
	case p.tok(j).is(persian):
		return p.otherYear(t.val, fromPersian, j+1)
	case !p.yearHere(i, j):
		return moment{}, i
	case p.lex.fa && 1250 <= y && y <= 1450:
		return p.otherYear(t.val, fromPersian, j)
	case y < 1500 && !p.yearWord(i+1) && valueOf(p.tok(i-1), unit) != 'y':
		return moment{}, i
	}
	return moment{year: y, hasYear: true, approx: p.tok(i - 1).firm(about)}, j
}

// eraYear reads the few digits of a year that its era makes one: 44 BC, astronomically -43; AD 79.
func (p *parser) eraYear(i int) (moment, int) {
	t, next := p.tok(i), p.tok(i+1)
	short := func(t *token) bool { return t.num && 0 < t.digits && t.digits <= 4 && t.val > 0 && !t.part }
	switch {
	case short(t) && next.is(bc):
		return moment{year: 1 - t.val, hasYear: true}, i + 2
	case t.is(ad) && short(next) && next.gap:
		return moment{year: next.val, hasYear: true}, i + 2
	}
	return moment{}, i
}

func (p *parser) otherYear(y int, convert func(y, m, d int) time.Time, j int) (moment, int) {
	return moment{from: format(convert(y, 1, 1)), to: format(convert(y+1, 1, 1).AddDate(0, 0, -1))}, j
}

// yearHere says whether the neighbours of the number between tokens i and j make it a year.
func (p *parser) yearHere(i, j int) bool {
	prev := p.tok(i - 1)
	recent := p.tok(i).val >= 1900 && p.tok(i).val < 2100
	switch {
	case j > i+1: // a word for year, or an era, stands behind it
		return true
	case p.notYear(j):
		return false
	case prev.is(unit) && valueOf(prev, unit) == 'y', prev.is(premark) && valueOf(prev, premark) == 'y':
		return true
	case prev.firm(yearly) && !prev.is(about):
		return recent || p.lex.lang != "en" || !p.plural(j)
	}
	return recent && p.recentHere(i, j)
}

// recentHere is yearHere for a number of this century or the last, which needs less to be a year. A full hundred is
// one only beside what asks for a date.
func (p *parser) recentHere(i, j int) bool {
	prev, after := p.tok(i-1), p.tok(j)
	switch {
	case i == 0 && j == len(p.t), prev.r == '=': // a cell of a table, a query
		return true
	case prev.is(about):
		return p.odd(i) && p.closed(j)
	case prev.r == '(' || prev.r == '（':
		return strings.ContainsRune(")）,;", after.r)
	case after.is(yearlyAfter):
		return true
	case p.turkishEnding(j):
		w := p.tok(j + 2)
		return !hasWord(p.text[w.start:], "fazla") && !hasWord(p.text[w.start:], "az") // 2000'den fazla: more than 2000
	}
	return p.recentAfter(i, j)
}

// recentAfter is recentHere by the word before the number.
func (p *parser) recentAfter(i, j int) bool {
	prev, after := p.tok(i-1), p.tok(j)
	switch {
	case p.lex.prefixed() && prev.r == '-' && p.tok(i-2).is(yearly), prev.is(month), prev.is(season):
		return true
	case prev.is(yearly):
		return p.odd(i) && p.closed(j)
	case p.lex.lang == "en" && prev.is(filler), p.possessive(i - 1):
		return after.word && (!p.plural(j) || p.capital(j)) && p.lex.lang == "en"
	case p.lex.bareYears() && p.bare(j):
		return p.odd(i) && !prev.num
	case prev.word && p.capital(i-1): // London 2012, Ryder Cup 2018
		return p.odd(i) && p.closed(j)
	}
	return false
}

// odd reports whether the number at token i is no full hundred.
func (p *parser) odd(i int) bool { return p.tok(i).val%100 != 0 }

// turkishEnding reports whether an apostrophe at token i joins an ending to the number before it: 2012'de.
func (p *parser) turkishEnding(i int) bool {
	t := p.tok(i)
	return p.lex.lang == "tr" && (t.r == '\'' || t.r == '’') && p.tok(i+1).word && !p.tok(i+1).gap
}

// bare reports whether what follows at token i leaves the number before it uncounted, in a language that gives years
// without a preposition: no noun, which in German has a capital and elsewhere more than three letters.
func (p *parser) bare(i int) bool {
	t := p.tok(i)
	if !t.word || len(t.entries) > 0 {
		return t.r != '-' && !t.num
	}
	if p.lex.lang == "de" {
		return !p.capital(i)
	}
	return t.end-t.start <= 4
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
