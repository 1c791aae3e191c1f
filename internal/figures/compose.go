package figures

import (
	"unicode/utf8"
)

// words reads a number in words that begins with the word s[i:end]. Nested numbers ("three and two fifths") go one
// level deep.
func (r *reader) words(i, end, depth int) (num, bool) {
	n := num{start: i}
	if r.lx.tag == "vi" && depth == 0 && r.lx.fold(r.s[i:end]) == "thứ" {
		pos := r.spaces(end)
		last := wordEnd(r.s, pos)
		at, _, ok := r.atomAt(pos, last)
		n.val, n.end, n.ordinal = whole(at.cardinal), last, true
		return n, ok && at.is&isCardinal != 0
	}
	if r.lx.tag == "hi" && depth == 0 && r.lx.fold(r.s[i:end]) == "साढे" { // साढ़े तीन, three and a half
		return r.andHalf(i, end)
	}
	first, _, ok := r.atomAt(i, end)
	if ok && first.is&isCut != 0 && first.power > 0 && (r.phrasesWith(i, '%') || r.percentBefore(i, end)) { // بالمائة
		return n, false
	}
	if ok && first.is&(isJoin|isPoint|isMinus) != 0 && first.is&(isCardinal|isOrdinal|isHalf) == 0 {
		return n, false
	}
	if ok && first.is&isArticle != 0 && !r.counts(end) {
		n.weak = true
	}
	n.bare = ok && end-i > 2 && r.lx.tag != "vi" && (first.power > 0 || denominators[first.den] == 4 && r.lx.tag == "en") &&
		(r.powerAt(end) || r.alone(num{start: i, end: end}))
	var a, kept acc
	keptEnd := 0
	joined, pos := false, i
	for {
		at, glued, ok := r.atomAt(pos, end)
		if ok && joined && at.is&isArticle != 0 && r.counts(end) {
			break // a billion and | a half million
		}
		if ok && at.power > 0 && r.lx.tag != "vi" && utf8.RuneCountInString(r.s[pos:end]) < 3 &&
			firstRune(r.s[pos:]) < 0x590 {
			break // an abbreviation: after digits only
		}
		if r.lx.tag == "ar" && ok && at.cardinal > 0 && at.den > 0 && !a.used {
			if noun := r.definiteAt(end); noun > 0 {
				at.is &^= isCardinal
				end = noun
			}
		}
		if ok && r.lx.tag == "fr" && at.power == 2 && a.value() > 19 && a.value() < 100 && r.s[end-1] != 's' &&
			r.partsFollow(end) {
			at = atom{times: 100} // quatre-vingt-quinze cent cinquièmes; before anything else they are coins
		}
		if !ok || at.den == 0 && at.is&isOrdinal == 0 {
			a.word = a.value()
		}
		if !ok {
			parts, split := r.compound(pos, end)
			if !split || !r.takeAll(&a, &n, parts, joined) {
				break
			}
			n.end = end
			n.weak = n.weak || r.vague(pos, end)
			if n.ordinal || n.fraction {
				break
			}
		} else if at.is&isJoin != 0 && at.is&isCardinal == 0 {
			if joined || !a.used {
				break
			}
			joined = true
			if pos = r.skip(end); pos == end {
				break
			}
			if end = wordEnd(r.s, pos); end == pos {
				break
			}
			continue
		} else if was, ended := a, n.end; !r.take(&a, &n, at, joined || glued) {
			if at.power > 0 && kept.used && r.lx.tag != "fr" { // the last word belongs to the next number
				a, n.end = kept, keptEnd
			}
			break
		} else {
			kept, keptEnd = was, ended
			n.end = end
			if n.ordinal {
				r.moreOrdinal(&n)
			}
			if n.ordinal || n.fraction {
				break
			}
		}
		joined = false
		next := r.skip(end)
		if next == end {
			break
		}
		pos = next
		if end = wordEnd(r.s, pos); end == pos {
			break
		}
	}
	// thousands of people: no figure, but a claim's thousand may rest on it
	if n.end == 0 && first.power > 0 && depth == 0 && end-i > 2 {
		return num{start: i, end: wordEnd(r.s, i), val: dec{m: 1, e: int(first.power)}, weak: true}, true
	}
	if n.end == 0 || n.end == wordEnd(r.s, i) && depth == 0 && !r.ownWord(n) {
		return n, false
	}
	if !n.ordinal && !n.fraction {
		n.val = whole(a.value())
		r.year(&n, a)
	}
	if n.scaled = n.scaled || a.last > 0; n.scaled && !n.fraction {
		n.exp, n.scale = n.val.norm().e, dec{m: a.last}.norm().e
	}
	if n.base.m != 0 {
		r.mix(&n)
	}
	word := n
	n = r.tail(n, depth)
	if depth == 0 && first.is&isHomograph != 0 && n.end == wordEnd(r.s, i) {
		return n, false
	}
	n.weak = n.weak && (n.end == word.end && (!r.alone(n) || r.lx.tag == "en") || r.vague(i, word.end))
	return n, true
}

// powerAt reports whether a power of ten follows i.
func (r *reader) powerAt(i int) bool {
	pos := r.skip(i)
	end := wordEnd(r.s, pos)
	if pos == i || end == pos {
		return false
	}
	at, _, ok := r.atomAt(pos, end)
	return ok && at.power > 0
}

// counts reports whether the word after an article makes it a number: a million, une douzaine, a third.
func (r *reader) counts(i int) bool {
	pos := r.skip(i)
	end := wordEnd(r.s, pos)
	if pos == i || end == pos {
		return false
	}
	a, _, ok := r.atomAt(pos, end)
	return ok && (a.power != 0 || a.times != 0 || a.den != 0 || a.is&isHalf != 0)
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// takeAll composes the parts of a compound word.
func (r *reader) takeAll(a *acc, n *num, parts []atom, joined bool) bool {
	was, before := *a, *n
	if r.takeHalf(a, n, parts) {
		return true
	}
	for _, p := range parts {
		if p.is&isJoin != 0 && p.is&isCardinal == 0 {
			joined = true
			continue
		}
		if n.ordinal || n.fraction || !r.take(a, n, p, joined) {
			*a, *n = was, before
			return false
		}
		joined = false
	}
	return true
}

// take composes one number word. It reports whether the word has a place in the number so far.
func (r *reader) take(a *acc, n *num, at atom, joined bool) bool {
	if at.is&isCut != 0 && a.used && (at.power > 0 || at.den > 0) || at.is&isArticle != 0 && a.used &&
		r.lx.tag == "en" {
		return false
	}
	if at.power > 0 && (a.used || at.is&(isBare|isCardinal) != 0 || n.bare) {
		bare := n.bare || at.is&isBare != 0 || at.cardinal == pow10(int(min(at.power, 19)))
		if at.power < 19 && a.multiply(pow10(int(at.power)), bare, r.lx) {
			a.joined = false
			return true
		}
		if at.is&isCardinal == 0 {
			return false
		}
	}
	switch {
	case at.is&isMixed != 0 && !a.used:
		n.val, n.fraction = at.mixed, true
		return true
	case at.times > 0:
		v, base := max(a.value(), 1), uint64(0)
		if a.joined {
			v, base = v-a.before, a.before
		} else if low := v % 100; v > 100 && low > 0 && low < 20 && r.lx.tag != "tr" { // trois cent deux douzaines
			v, base = low, v-low
		}
		if !a.used || v > 1<<40 {
			return false
		}
		a.total, a.group = base+v*uint64(at.times), 0
		n.scaled = true
		return true
	case at.is&isCardinal != 0:
		before := a.value()
		if ok := a.add(at.cardinal, joined, r.lx); ok || at.den == 0 {
			if joined && ok && before > 0 {
				a.before, a.joined = before, true
			}
			return ok
		}
		return r.takePart(a, n, denominators[at.den], joined)
	case at.den > 0 && (a.used || r.lx.loneParts || n.bare) && !(joined && a.used):
		return r.takePart(a, n, denominators[at.den], joined)
	case at.is&isHalf != 0 && !joined:
		if a.used && (a.value() != 1 || r.lx.tag == "tr" || r.lx.tag == "vi" || r.lx.tag == "id") {
			return false
		}
		n.val, n.fraction = dec{m: 5, e: -1}, true
		return true
	case at.is&isOrdinal != 0:
		return r.takeOrdinal(a, n, at, joined)
	}
	return false
}

// mix adds the fraction of a mixed number: of the power that follows it, else of the number's own last power.
func (r *reader) mix(n *num) {
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	if at, _, ok := r.atomAt(pos, end); ok && at.power > 0 && n.base.e >= int(at.power) {
		n.frac.e += int(at.power)
		n.end = end
	} else if n.base.e >= n.scale {
		n.frac.e += n.scale
	}
	if sum, ok := n.base.plus(n.frac); ok {
		n.val = sum
	}
	n.scaled = true
}

// takePart divides: three quarters. After "and" only what it led in is divided, if that is less than one: a hundred
// and three quarters. Spanish and Portuguese count all of it: ciento treinta y dos quintos.
func (r *reader) takePart(a *acc, n *num, den uint64, joined bool) bool {
	v := uint64(1)
	if a.used {
		v = a.value()
	}
	n.fraction = true
	if part := v - a.word; a.word > 0 && part < den && (r.lx.tag == "nl" || r.lx.tag == "de") {
		n.base, n.frac = whole(a.word), whole(part).over(whole(den)) // twintig drie vijfde: 23 would be one word
		return true
	}
	if part := v - a.before; a.joined && part < den && r.lx.tag != "es" && r.lx.tag != "pt" {
		n.base, n.frac = whole(a.before), whole(part).over(whole(den))
		n.scale = whole(a.last).e
		return true
	}
	n.val = whole(v).over(whole(den))
	if v == 1 { // a fifth may be an ordinal
		n.part = whole(den)
	}
	return true
}

func (r *reader) takeOrdinal(a *acc, n *num, at atom, joined bool) bool {
	if at.is&isPlural == 0 && !(at.ordinal >= 100 && a.used && a.value() == 1 && r.lx.tag != "en") &&
		!(a.joined && at.ordinal > a.value()-a.before && at.ordinal < 100 && r.lx.tag == "fr") {
		was := *a
		if at.ordinal >= 100 && a.used && a.multiply(at.ordinal, true, r.lx) || a.add(at.ordinal, joined, r.lx) {
			n.val, n.ordinal = whole(a.value()), true
			return true
		}
		*a = was
	}
	if !a.used || joined || at.ordinal < 3 || (at.is&isPlural == 0 && a.value() != 1 && r.lx.tag == "en") {
		return false
	}
	return r.takePart(a, n, at.ordinal, joined)
}
