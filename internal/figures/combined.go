package figures

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// combined reads an adjective or noun that is made of a number and what it counts: пятилетний, szesnastolatek,
// dvaačtyřicetiletý, vierseitig, tvåårig.
func (r *reader) combined(i, end int) (num, bool) {
	if len(r.lx.prefixed) == 0 || end-i < 6 || end-i > longestWord {
		return num{}, false
	}
	r.buf = r.foldInto(r.buf[:0], i, end)
	word := string(r.buf)
	if slices.ContainsFunc(r.lx.after[word], func(it item) bool { return it.value == "decade" }) {
		return num{}, false // десятилетие
	}
	if n, ok := r.compoundOf(word); ok {
		n.start, n.end = i, end
		return n, true
	}
	v, rest, ok := r.lx.prefix(word)
	if !ok {
		return num{}, false
	}
	n := num{start: i, end: end, val: v}
	// двадцати-пяти-летний
	if second, after, ok := r.lx.prefix(rest); ok && v.e == 1 && v.m > 1 && second.cmp(whole(10)) < 0 {
		n.val, _ = v.plus(second)
		rest = after
	} else if after, ok := strings.CutPrefix(rest, "a"); ok && r.lx.tag == "cs" && v.cmp(whole(10)) < 0 {
		// dva-a-čtyřiceti-letý
		if tens, after, ok := r.lx.prefix(after); ok && tens.e == 1 {
			n.val, _ = v.plus(tens)
			rest = after
		}
	}
	unit, ok := r.lx.suffix(rest)
	if power, isPower := strings.CutPrefix(unit, "e"); ok && isPower {
		e, _ := strconv.Atoi(power)
		n.val.e += e
		n.val, n.scaled, n.exp = n.val.norm(), true, e
		unit = "-"
	}
	n.unit = unit
	return n, ok
}

// compoundOf reads a number in one word before what it counts: vierentwintigjarige, fünfundzwanzigjähriger.
func (r *reader) compoundOf(word string) (num, bool) {
	if r.lx.tag != "de" && r.lx.tag != "nl" && r.lx.tag != "sv" || r.lx.heads[head(r.buf)]&ofNumber == 0 {
		return num{}, false
	}
	for p := 4; p < len(word)-3; p++ {
		if !utf8.RuneStart(word[p]) {
			continue
		}
		unit, ok := r.lx.suffix(word[p:])
		if !ok || strings.HasPrefix(unit, "e") {
			continue
		}
		try := reader{s: strings.Clone(word[:p]), lx: r.lx} // a copy, so that other words stay off the heap
		if n, ok := try.words(0, p, 1); ok && n.end == p && !n.ordinal && !n.fraction && !n.weak {
			return num{val: n.val, unit: unit}, true
		}
	}
	return num{}, false
}

// prefix cuts the longest first part off, with the vowel that may join it to the second.
func (lx *lexicon) prefix(word string) (v dec, rest string, ok bool) {
	for n := min(len(word), 32); n > 1; n-- {
		if n < len(word) && !utf8.RuneStart(word[n]) {
			continue
		}
		if v, ok = lx.prefixed[word[:n]]; ok {
			return v, word[n:], true
		}
	}
	return dec{}, "", false
}

// suffix gives the unit of the second part's beginning.
func (lx *lexicon) suffix(rest string) (unit string, ok bool) {
	for n := min(len(rest), 24); n > 1; n-- {
		if n < len(rest) && !utf8.RuneStart(rest[n]) {
			continue
		}
		if unit, ok = lx.suffixed[rest[:n]]; ok {
			return unit, true
		}
	}
	return "", false
}

// thousandsOf reads the second part after digits and a hyphen where it multiplies: 25-тысячный, 25-tysięczny.
func (r *reader) thousandsOf(n *num) {
	if len(r.lx.suffixed) == 0 || !strings.HasPrefix(r.s[n.end:], "-") {
		return
	}
	end := wordEnd(r.s, n.end+1)
	if end-n.end > longestWord {
		return
	}
	r.buf = r.foldInto(r.buf[:0], n.end+1, end)
	unit, ok := r.lx.suffix(string(r.buf))
	if power, isPower := strings.CutPrefix(unit, "e"); ok && isPower {
		e, _ := strconv.Atoi(power)
		n.val.e += e
		n.val, n.scaled, n.end = n.val.norm(), true, end
		n.exp += e
	}
}
