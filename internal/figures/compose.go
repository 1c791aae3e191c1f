package figures

import "unicode/utf8"

// A phrase is a number in words while it is read, and the word of it that is looked at.
type phrase struct {
	n num
	a acc // what the words so far come to

	// The sum and the end before the last word, which may turn out to belong to the next number.
	kept    acc
	keptEnd int

	pos, end     int // of the word
	at           atom
	glued, known bool // "and" is glued to the word; the word alone is a number word
	joined       bool // "and" stands before the word
}

// words reads a number in words that begins with the word s[i:end]. Nested numbers ("three and two fifths") go one
// level deep.
func (r *reader) words(i, end, depth int) (num, bool) {
	if depth == 0 {
		if n, ok, led := r.ledIn(i, end); led {
			return n, ok
		}
	}
	p := phrase{n: num{start: i}}
	r.lookUp(&p, i, end)
	first := p.at
	if p.known && !r.begins(first, i, end) {
		return num{}, false
	}
	p.n.weak = first.is&isArticle != 0 && !r.counts(end)
	p.n.bare = p.known && r.bareAt(first, i, end)
	for r.takeWord(&p) && r.nextWord(&p) {
	}
	if p.n.end == 0 {
		// thousands of people: no figure, but a claim's thousand may rest on it
		many := num{start: i, end: end, val: dec{m: 1, e: int(first.power)}, weak: true}
		return many, depth == 0 && first.power > 0 && end-i > 2
	}
	if depth == 0 && (p.n.fraction && r.noHalf(lastWord(r.s[:p.n.end]), p.n.end) || p.n.end == end && !r.ownWord(p.n)) {
		return num{}, false
	}
	r.value(&p)
	n := r.tail(p.n, depth)
	if depth == 0 && n.end == end && first.is&isHomograph != 0 {
		return num{}, false
	}
	unsaid := n.end == p.n.end && (!r.alone(n) || r.lx.tag == "en") // nothing after the words tells that they count
	n.weak = n.weak && (unsaid && !r.partOfWhole(n) || r.vague(i, p.n.end))
	return n, true
}

// ledIn reads a number whose first word says how to read the rest. led is false for any other word.
func (r *reader) ledIn(i, end int) (n num, ok, led bool) {
	if len(r.lx.leads) == 0 || end-i > longestWord {
		return num{}, false, false
	}
	if r.buf = r.foldInto(r.buf[:0], i, end); !r.lx.leadIn(r.buf) {
		return num{}, false, false
	}
	switch r.lx.tag {
	case "vi":
		pos := r.spaces(end)
		last := wordEnd(r.s, pos)
		at, _, known := r.atomAt(pos, last)
		return num{start: i, end: last, val: whole(at.cardinal), ordinal: true}, known && at.is&isCardinal != 0, true
	case "hi":
		n, ok = r.beside(i, end, besides[string(r.buf)])
		return n, ok, ok // सवा alone is a number
	}
	return num{}, false, false
}

// leadIn reports whether a folded word says how to read the number after it.
func (lx *lexicon) leadIn(word []byte) bool {
	for _, lead := range lx.leads {
		if string(word) == lead {
			return true
		}
	}
	return false
}

// begins reports whether a number may begin with the number word s[i:end].
func (r *reader) begins(at atom, i, end int) bool {
	if at.is&isCut != 0 && at.power > 0 && (r.phrasesWith(i, '%') || r.percentBefore(i, end)) { // بالمائة
		return false
	}
	return at.is&(isJoin|isPoint|isMinus) == 0 || at.is&(isCardinal|isOrdinal|isHalf) != 0
}

// bareAt reports whether the first word s[i:end] is a power, or an English quarter, that counts without a number
// before it: a power or a smaller number follows (тысяча двести, millón y medio), or nothing else is there. Words of
// two letters are abbreviations.
func (r *reader) bareAt(at atom, i, end int) bool {
	return end-i > 2 && r.lx.tag != "vi" && at.is&isCardinal == 0 && (at.power > 0 || denominators[at.den] == 4 && r.lx.tag == "en") &&
		(r.powerAt(end) || r.alone(num{start: i, end: end}) || at.power >= 3 && r.smallerAt(end))
}

// smallerAt reports whether a number below a thousand, or a half, goes on with the power before i.
func (r *reader) smallerAt(i int) bool {
	if it, _ := r.phrase(i, 'H'); it != nil {
		return true
	}
	pos := r.skip(i)
	at, _, ok := r.atomAt(pos, wordEnd(r.s, pos))
	if ok && at.is&isJoin != 0 && r.lx.tag == "fa" { // هزار و دویست
		pos = r.skip(wordEnd(r.s, pos))
		at, _, ok = r.atomAt(pos, wordEnd(r.s, pos))
	}
	return ok && pos > i && at.is&isCardinal != 0 && at.is&(isArticle|isCut) == 0 && at.cardinal > 0
}

// lookUp looks the word s[pos:end] up.
func (r *reader) lookUp(p *phrase, pos, end int) {
	p.pos, p.end = pos, end
	p.at, p.glued, p.known = r.atomAt(pos, end)
}

// nextWord goes on to the next word. It reports whether there is one that the number may go on with.
func (r *reader) nextWord(p *phrase) bool {
	pos := r.skip(p.end)
	end := wordEnd(r.s, pos)
	if pos == p.end || end == pos {
		return false
	}
	r.lookUp(p, pos, end)
	return true
}

// takeWord composes the word that is looked at. It reports whether the number may go on after it.
func (r *reader) takeWord(p *phrase) bool {
	if !p.known {
		p.a.word = p.a.value()
		return r.takeCompound(p)
	}
	if r.another(p) {
		return false
	}
	r.readInPlace(p)
	if p.at.den == 0 && p.at.is&isOrdinal == 0 {
		p.a.word = p.a.value()
	}
	if p.at.is&isJoin != 0 && p.at.is&isCardinal == 0 {
		joins := p.a.used && !p.joined
		p.joined = true
		return joins
	}
	return r.takeKnown(p)
}

// another reports whether the word begins another number or is none after words.
func (r *reader) another(p *phrase) bool {
	if p.joined && p.at.is&isArticle != 0 && r.counts(p.end) && !p.a.tens() {
		return true // a billion and | a half million, but treinta y un mil
	}
	if r.lx.tag == "vi" && p.at.cardinal == 5 && p.a.group%100 >= 10 && r.lx.fold(r.s[p.pos:p.end]) == "năm" {
		return true // mười năm, ten years; fifteen is mười lăm
	}
	if p.joined && r.lx.tag == "hi" && r.dividedAt(p.end) {
		return true // बीस और | तीन बटे पांच
	}
	return p.at.power > 0 && r.lx.tag != "vi" && utf8.RuneCountInString(r.s[p.pos:p.end]) < 3 &&
		firstRune(r.s[p.pos:]) < 0x590 // an abbreviation: after digits only
}

// readInPlace settles a word that means something else by what is around it.
func (r *reader) readInPlace(p *phrase) {
	switch {
	case r.lx.tag == "ar" && p.at.cardinal > 0 && p.at.den > 0 && !p.a.used:
		if noun := r.definiteAt(p.end); noun > 0 {
			p.at.is &^= isCardinal
			p.end = noun
		}
	case r.lx.tag == "fr" && p.at.power == 2 && p.a.value() > 19 && p.a.value() < 100 && r.s[p.end-1] != 's' &&
		r.partsFollow(p.end):
		p.at = atom{times: 100} // quatre-vingt-quinze cent cinquièmes; before anything else they are coins
	}
}

// takeCompound composes a word that is made of number words. It reports whether the number may go on after it.
func (r *reader) takeCompound(p *phrase) bool {
	parts, ok := r.compound(p.pos, p.end)
	if !ok || !r.takeParts(p, parts) && !r.takeAll(&p.a, &p.n, parts, p.joined) {
		return false
	}
	p.n.end = p.end
	p.n.weak = p.n.weak || r.vague(p.pos, p.end)
	p.joined = false
	return !p.n.ordinal && !p.n.fraction
}

// takeParts divides by a Spanish compound of a number and a denominator: tres dosmilésimos, three two-thousandths.
func (r *reader) takeParts(p *phrase, parts []atom) bool {
	last := parts[len(parts)-1]
	if r.lx.tag != "es" || !p.a.used || last.den == 0 || denominators[last.den] < 100 {
		return false
	}
	var of acc
	var n num
	return r.takeAll(&of, &n, parts[:len(parts)-1], false) && r.takePart(&p.a, &p.n, of.value()*denominators[last.den], p.joined)
}

// takeKnown composes a number word. It reports whether the number may go on after it.
func (r *reader) takeKnown(p *phrase) bool {
	was, ended := p.a, p.n.end
	if !r.take(&p.a, &p.n, p.at, p.joined || p.glued) {
		if p.at.power > 0 && p.kept.used && r.lx.tag != "fr" { // the last word belongs to the next number
			p.a, p.n.end = p.kept, p.keptEnd
		}
		return false
	}
	p.kept, p.keptEnd = was, ended
	p.n.end = p.end
	p.joined = false
	if p.n.ordinal {
		r.moreOrdinal(&p.n)
	}
	return !p.n.ordinal && !p.n.fraction
}

// value gives the number its value, and the power of ten to which it is told.
func (r *reader) value(p *phrase) {
	n := &p.n
	if !n.ordinal && !n.fraction {
		n.val = whole(p.a.value())
		r.year(n, p.a)
	}
	if n.scaled = n.scaled || p.a.last > 0; n.scaled && !n.fraction {
		n.exp, n.scale = n.val.norm().e, dec{m: p.a.last}.norm().e
	}
	if d := n.val.norm(); r.lx.tag == "ar" && d.m == 2 && d.e >= 3 { // a dual: مليونان ونصف
		n.scale = d.e
	}
	if n.base.m != 0 {
		r.mix(n)
	}
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
	n.bare = n.bare || parts[0].power > 0 // hunderttausend
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
	if a.used && r.opens(at) {
		return false
	}
	if at.power > 0 && (a.used || at.is&(isBare|isCardinal) != 0 || n.bare) {
		if r.takePower(a, at, n.bare) {
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
		return r.takeTimes(a, n, uint64(at.times))
	case at.is&isCardinal != 0:
		return r.takeCardinal(a, n, at, joined)
	case at.den > 0 && (a.used || r.lx.loneParts || n.bare) && !(joined && a.used):
		return r.takePart(a, n, denominators[at.den], joined)
	case at.is&isHalf != 0 && !joined:
		return r.takeOneHalf(a, n)
	case at.is&isOrdinal != 0:
		return r.takeOrdinal(a, n, at, joined)
	}
	return false
}

// opens reports whether a word can only begin a number: in fifty, at a hundred, an English article.
func (r *reader) opens(at atom) bool {
	return at.is&isCut != 0 && (at.power > 0 || at.den > 0) || at.is&isArticle != 0 && r.lx.tag == "en"
}

// takePower multiplies by a power of ten. bare says that the number may begin with a power; some words always may.
func (r *reader) takePower(a *acc, at atom, bare bool) bool {
	bare = bare || at.is&isBare != 0 || at.cardinal == pow10(int(min(at.power, 19)))
	if at.power >= 19 || !a.multiply(pow10(int(at.power)), bare, r.lx) {
		return false
	}
	a.joined = false
	return true
}

// takeTimes multiplies by a counting word: two dozen. Only what "and" led in is multiplied, or else the part below a
// hundred that can count: trois cent deux douzaines.
func (r *reader) takeTimes(a *acc, n *num, times uint64) bool {
	v, base := max(a.value(), 1), uint64(0)
	if a.joined {
		v, base = v-a.before, a.before
	} else if low := v % 100; v > 100 && low > 0 && low < 20 && r.lx.tag != "tr" {
		v, base = low, v-low
	}
	if !a.used || v > 1<<40 {
		return false
	}
	a.total, a.group = base+v*times, 0
	n.scaled = true
	return true
}

// takeCardinal adds a cardinal, or else divides by it where its word is a denominator too. What "and" led in is
// remembered, since a fraction may turn out to be of that alone.
func (r *reader) takeCardinal(a *acc, n *num, at atom, joined bool) bool {
	before := a.value()
	added := a.add(at.cardinal, joined, r.lx)
	if !added && at.den > 0 {
		return r.takePart(a, n, denominators[at.den], joined)
	}
	if added && joined && before > 0 {
		a.before, a.joined = before, true
	}
	return added
}

// takeOneHalf reads a half, alone or after the word for one, where that is not "one and a half" (Turkish bir buçuk).
func (r *reader) takeOneHalf(a *acc, n *num) bool {
	if a.used && (a.value() != 1 || r.lx.tag == "tr" || r.lx.tag == "vi" || r.lx.tag == "id") {
		return false
	}
	n.val, n.fraction = dec{m: 5, e: -1}, true
	return true
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
// and three quarters.
func (r *reader) takePart(a *acc, n *num, den uint64, joined bool) bool {
	v := uint64(1)
	if a.used {
		v = a.value()
	}
	n.fraction = true
	if part := v - a.word; a.word > 0 && part < den && (r.lx.tag == "nl" || r.lx.tag == "de") && !a.joined {
		n.base, n.frac = whole(a.word), whole(part).over(whole(den)) // twintig drie vijfde: 23 would be one word
		return true
	}
	if part := v - a.before; a.joined && part < den && !r.countsAll(a.before) {
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

// countsAll reports whether "and" after the value before it joins numerals, so that a fraction counts all of them: ciento
// treinta y dos quintos, but cien y tres cuartos, dois milhões e três quintos.
func (r *reader) countsAll(before uint64) bool {
	return r.lx.tag == "es" && before%100 != 0 || r.lx.tag == "pt" && before%1000 != 0
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
