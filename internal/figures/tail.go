package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tail reads what may follow a number: a decimal part in words, "and a half", powers of ten and dozens.
func (r *reader) tail(n num, depth int) num {
	if n.ordinal || n.part.m > 0 {
		r.nthPart(&n)
	}
	if n.ordinal {
		return n
	}
	if !n.fraction && depth == 0 {
		r.pointWords(&n)
		r.andFraction(&n)
		switch r.lx.tag {
		case "tr":
			r.inParts(&n)
		case "pt":
			r.avos(&n)
		case "fr", "en":
			r.ordinalPart(&n)
		case "vi":
			r.partOf(&n)
		}
	}
	if depth < 2 { // a number in a number in a number is none
		if r.lx.tag == "hi" && !n.fraction {
			r.ofPart(&n, depth+1)
		}
		r.ratio(&n, depth+1)
	}
	was := n.end
	if r.powers(&n); r.lx.tag == "tr" && !n.digits && !n.fraction && n.scale == 3 {
		r.addSmaller(&n) // bin 300
	}
	if n.end > was && !n.fraction && depth == 0 {
		r.andFraction(&n)
	}
	return n
}

// pointWords reads "point zero five" and "virgule vingt-huit" after a number.
func (r *reader) pointWords(n *num) {
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	at, _, ok := r.atomAt(pos, end)
	if !ok || at.is&isPoint == 0 || pos == n.end {
		return
	}
	pos = r.skip(end)
	next := wordEnd(r.s, pos)
	if at, _, ok = r.atomAt(pos, next); !ok || pos == end {
		return
	}
	if part, ok := r.words(pos, next, 1); ok && (at.cardinal >= 10 || r.lx.tag == "ar" && part.val.cmp(whole(20)) > 0 || part.fraction || at.cardinal == 0 &&
		at.power > 0) {
		switch {
		case part.fraction && part.val.cmp(whole(1)) < 0:
			r.addPart(n, part.val, part.end)
		case !part.fraction && !part.ordinal && part.val.e >= 0:
			v := part.val.norm()
			n.finish(dec{m: v.m, e: v.e - v.magnitude() - 1}, part.end)
		}
		return
	}
	frac := dec{}
	for range 12 {
		if !ok || at.is&isCardinal == 0 || at.cardinal > 9 || next == pos {
			break
		}
		frac.m, frac.e, end = frac.m*10+at.cardinal, frac.e-1, next
		pos = r.skip(next)
		next = wordEnd(r.s, pos)
		at, _, ok = r.atomAt(pos, next)
	}
	if frac.e < 0 {
		n.finish(frac, end)
	}
}

func (n *num) finish(frac dec, end int) {
	exp := frac.e
	frac.neg = n.val.neg
	if v, ok := n.val.plus(frac); ok {
		n.val, n.exp, n.end = v, exp, end
	}
}

// andFraction reads "and a half", "y un cuarto", "and three fifths", "e 1/4" after a whole number.
func (r *reader) andFraction(n *num) {
	if it, end := r.phrase(n.end, 'H'); it != nil {
		if again := r.sameScale(end, n.scale); again > end || !(n.scale > 0 && r.powerAt(end)) {
			r.addPart(n, dec{m: 5, e: -1}, again)
			return
		}
	}
	pos, led := r.afterAnd(n.end)
	if !led {
		return
	}
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		if f := r.slash(num{start: pos, end: nm.end, val: nm.val}); f.fraction && f.val.cmp(whole(1)) < 0 {
			r.addPart(n, f.val, f.end)
		}
		return
	}
	end := wordEnd(r.s, pos)
	if end == pos {
		return
	}
	part, ok := r.words(pos, end, 1)
	switch {
	case !ok || !part.fraction:
	case !part.scaled && part.val.cmp(whole(1)) < 0:
		r.addPart(n, part.val, part.end)
	case part.scaled && n.scaled && part.val.cmp(n.val) < 0: // a billion and half a million
		if v, ok := n.val.plus(part.val); ok {
			n.val, n.end, n.exp = v, part.end, min(n.exp, part.exp)
		}
	}
}

// afterAnd gives what "and" or "with" leads in after i. led is false when neither stands there.
func (r *reader) afterAnd(i int) (pos int, led bool) {
	pos = r.skip(i)
	end := wordEnd(r.s, pos)
	if pos == i || end == pos {
		return pos, false
	}
	at, glued, ok := r.atomAt(pos, end)
	if ok && at.is&isJoin != 0 && at.is&isCardinal == 0 || r.withParts(pos, end) {
		next := r.skip(end)
		return next, next > end
	}
	return pos, glued
}

// sameScale gives the end of an Arabic word of scale that is told again after its half, or i: مليون ونصف المليون.
func (r *reader) sameScale(i, scale int) int {
	again, ok := strings.CutPrefix(r.s[r.spaces(i):], "ال")
	if !ok || scale == 0 {
		return i
	}
	pos := len(r.s) - len(again)
	if at, _, ok := r.atomAt(pos, wordEnd(r.s, pos)); ok && int(at.power) == scale {
		return wordEnd(r.s, pos)
	}
	return i
}

// addPart adds a fraction of the last word of scale: "3 million and a half" is 3.5 million.
func (r *reader) addPart(n *num, part dec, end int) {
	part.e += n.scale
	part.neg = n.val.neg
	if v, ok := n.val.plus(part); ok {
		n.val, n.end, n.exp = v, end, n.scale-1
	}
}

// ratio reads "one in five", "2 out of 3", "uno su tre". The second number is the greater.
func (r *reader) ratio(n *num, depth int) {
	if n.scaled || n.fraction || n.val.e < 0 || n.val.cmp(whole(100)) > 0 {
		return
	}
	it, end := r.phrase(n.end, '/')
	if it == nil {
		return
	}
	pos := r.spaces(end)
	var by dec
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		if nm.bad || it.value == "in" && !n.digits {
			return
		}
		by, end = nm.val, nm.end
	} else {
		w := wordEnd(r.s, pos)
		second, ok := r.words(pos, w, depth)
		if w == pos || !ok || second.ordinal || second.fraction {
			return
		}
		by, end = second.val, second.end
	}
	if by.e < 0 || by.m == 0 || n.val.cmp(by) >= 0 || by.cmp(whole(1000)) > 0 {
		return
	}
	n.top = n.val
	n.val, n.fraction, n.end, n.part = n.val.over(by), true, end, by
}

// powers multiplies by the powers of ten and dozens that follow: million, Mrd., k, "of a million", dozen.
func (r *reader) powers(n *num) {
	if r.lx.tag == "th" {
		r.thaiScale(n)
		return
	}
	for range 3 {
		pos, end, glued := r.powerAfter(n)
		if end == pos {
			return
		}
		at, _, ok := r.atomAt(pos, end)
		switch {
		case !ok:
			r.millionsOf(n, pos, end)
			return
		case glued && !n.digits, n.fraction && n.scaled && n.val.cmp(whole(1)) > 0, r.otherLetter(n, pos, end, glued),
			r.milesNotMillions(pos, end), !n.multiply(at, r.lx.tag != "fr" || r.hundreds(n, end)):
			return
		}
		n.end = end
		if end < len(r.s) && r.s[end] == '.' && end-pos <= 5 && r.abbreviates(end) {
			n.end++
		}
		for range 3 {
			if !r.addSmaller(n) {
				break
			}
		}
	}
}

// powerAfter gives the word after n that may multiply it, which is empty when there is none: glued to it in 10k, 2mil;
// behind "of a" after a fraction.
func (r *reader) powerAfter(n *num) (pos, end int, glued bool) {
	if end = wordEnd(r.s, n.end); end > n.end {
		return n.end, end, true
	}
	pos = r.skip(n.end)
	if end = wordEnd(r.s, pos); r.lx.tag == "fr" && r.lx.fold(r.s[pos:end]) == "autres" { // six autres millions
		pos = r.skip(end)
	}
	if n.fraction {
		if it, of := r.phrase(n.end, 'y'); it != nil {
			pos = r.spaces(of)
		}
		end = wordEnd(r.s, pos)
		if at, _, ok := r.atomAt(pos, end); ok && at.is&isArticle != 0 {
			pos = r.skip(end)
		}
	}
	if pos == n.end {
		return pos, pos, false
	}
	return pos, wordEnd(r.s, pos), false
}

// otherLetter reports that the one letter s[i:end] is no power: a unit, or a word when it stands apart ("16,5 k 10").
func (r *reader) otherLetter(n *num, i, end int, glued bool) bool {
	if end != i+1 {
		return false
	}
	next := r.s[r.spaces(end):]
	return !glued && next != "" && isLetter(firstRune(next)) || r.unitLetter(n, i)
}

// unitLetter reports whether the one letter at i is a unit rather than a power: 100m is metres, $100m millions.
func (r *reader) unitLetter(n *num, i int) bool {
	if c := r.s[i]; c != 'm' && c != 't' {
		return false
	}
	it, _ := r.phraseBefore(n.start)
	return it == nil || it.class != 'c'
}

// abbreviates reports whether the full stop at i belongs to the word before it (Mio. Euro) and does not end a
// sentence.
func (r *reader) abbreviates(i int) bool {
	j := r.spaces(i + 1)
	if j >= len(r.s) || j == i+1 {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.s[j:])
	return unicode.IsLower(c) || c == '€' || c == '$' || r.lx.tag == "de"
}

// multiply multiplies n by a power, a hundred only where hundreds, or a counting word.
func (n *num) multiply(at atom, hundreds bool) bool {
	switch {
	case at.is&isCut != 0:
		return false
	case at.power > 0 && (at.power != 2 || hundreds):
		n.val.e += int(at.power)
		n.exp += int(at.power)
		n.scale = int(at.power)
		n.val = n.val.norm()
	case at.times > 0:
		v, ok := n.val.times(whole(uint64(at.times)))
		if !ok {
			return false
		}
		n.val = v
	default:
		return false
	}
	n.alt.e += int(at.power)
	n.scaled = true
	return true
}

// addSmaller reads the rest of "3 million 500 thousand", "1 लाख 20 हजार" and "3 hundred and 21".
func (r *reader) addSmaller(n *num) bool {
	pos, joined := r.spaces(n.end), false
	if end := wordEnd(r.s, pos); end > pos {
		if at, _, ok := r.atomAt(pos, end); ok && at.is&isJoin != 0 {
			pos, joined = r.spaces(end), true
		}
	}
	if v, _ := digitAt(r.s, pos); v < 0 || pos == n.end || n.val.norm().e < 2 || !n.digits && r.lx.tag != "tr" {
		return false
	}
	nm := r.lx.numeralAt(r.s, pos)
	if nm.bad || nm.exp < 0 || nm.ints > 3 {
		return false
	}
	part, end, exp := nm.val, nm.end, 0
	if wpos := r.skip(nm.end); wordEnd(r.s, wpos) > wpos+1 { // 500 mila, 500mila
		if at, _, ok := r.atomAt(wpos, wordEnd(r.s, wpos)); ok && at.power >= 2 {
			if int(at.power) >= n.scale {
				return false
			}
			exp, end = int(at.power), wordEnd(r.s, wpos)
		}
	}
	if exp == 0 && (!joined && !r.hundredsOf(n, nm) || n.scale > 3 || part.m == 0) || nm.ints+exp > n.val.norm().e {
		return false
	}
	part.e += exp
	sum, ok := n.val.plus(part)
	if ok {
		n.val, n.end, n.exp, n.scale = sum, end, exp, exp
	}
	return ok && exp > 0
}

// hundredsOf reports whether the digits that follow a number of thousands without "and" are of it: 4 mil 300, 5 тысяч
// 300. Turkish tells any smaller number so, and after a bare thousand too: 4 bin 21, bin 300.
func (r *reader) hundredsOf(n *num, nm numeral) bool {
	return nm.ints == 3 && n.scale == 3 || r.lx.tag == "tr"
}
