package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A reader goes through one text.
type reader struct {
	s     string
	lx    *lexicon
	buf   []byte
	parts []atom
	out   []mention
	done  int // end of the last mention
}

// A num is a number before its unit is known.
type num struct {
	start, end int
	val, high  dec // high is 0 but for an approximation such as 七八
	alt, part  dec
	has        bool // alt
	exp        int
	digits     bool
	scaled     bool
	ordinal    bool
	fraction   bool
	weak       bool
	name       bool
	percent    bool
	about      bool
}

// read finds the mentions of s, numbers in names and articles among them.
func read(s, lang string) []mention {
	r := reader{s: s, lx: lexiconOf(lang)}
	for i := 0; i < len(s); {
		i = max(i+1, r.step(i))
	}
	r.joinRanges()
	return r.out
}

// step reads what stands at i and gives where to go on.
func (r *reader) step(i int) int {
	c := r.s[i]
	switch {
	case c >= '0' && c <= '9':
		return r.digits(i)
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return r.word(i)
	case (c == '.' || c == ',') && r.leadingPoint(i):
		return r.digits(i)
	case c < 0x80:
		return i + 1
	}
	ch, n := utf8.DecodeRuneInString(r.s[i:])
	if v, _ := digitAt(r.s, i); v >= 0 {
		return r.digits(i)
	}
	if _, ok := vulgar(ch); ok {
		return r.attach(r.vulgarAt(num{start: i, end: i}))
	}
	switch {
	case hanValue(ch) >= 0 || hanUnit(ch) != 0 || ch == '半':
		if r.lx.tag == "zh" || r.lx.tag == "ja" || r.lx.tag == "ko" {
			return r.han(i)
		}
	case ch >= 0xac00 && ch < 0xd7b0:
		return r.hangul(i)
	case ch >= 0xe00 && ch < 0xe80 && r.lx.tag == "th":
		return r.thai(i)
	case r.lx.tag == "ja" && (ch == 'ひ' || ch == 'ふ' || ch == 'み' || ch == '半'):
		return i + n
	case !apartRune(ch) && isLetter(ch):
		return r.word(i)
	}
	return i + n
}

// leadingPoint reports whether a decimal sign without a zero stands at i: .5
func (r *reader) leadingPoint(i int) bool {
	if v, _ := digitAt(r.s, i+1); v < 0 || (r.s[i] == ',' && r.lx.decimal != ',') {
		return false
	}
	if i == 0 {
		return true
	}
	c, _ := utf8.DecodeLastRuneInString(r.s[:i])
	return c == ' ' || c == '-' || c == '(' || c == '$'
}

// word tries to read a number in words.
func (r *reader) word(i int) int {
	end := wordEnd(r.s, i)
	if strings.HasPrefix(r.s[end:], "://") || (end-i == 3 && strings.HasPrefix(r.s[end:], ".") && strings.EqualFold(r.s[i:end], "www")) {
		return r.untilSpace(end)
	}
	n, ok := r.words(i, end, 0)
	if !ok {
		return end
	}
	return r.attach(n)
}

func (r *reader) untilSpace(i int) int {
	for i < len(r.s) && r.s[i] > ' ' && r.s[i] < 0x80 {
		i++
	}
	return i
}

// skip gives where the next word of a number may begin: after spaces, or after one hyphen.
func (r *reader) skip(i int) int {
	if i < len(r.s) && r.s[i] == '-' {
		return i + 1
	}
	j := r.spaces(i)
	if j < len(r.s) && r.s[j] == '-' && j+1 < len(r.s) && r.s[j+1] == ' ' {
		return r.spaces(j + 1)
	}
	if strings.HasPrefix(r.s[j:], "\u200c") {
		return j + 3
	}
	return j
}

func (r *reader) spaces(i int) int {
	for range 4 {
		switch {
		case i < len(r.s) && r.s[i] == ' ':
			i++
		case strings.HasPrefix(r.s[i:], "\u00a0"):
			i += 2
		case strings.HasPrefix(r.s[i:], "\u202f"), strings.HasPrefix(r.s[i:], "\u2009"), strings.HasPrefix(r.s[i:], "\u3000"):
			i += 3
		default:
			return i
		}
	}
	return i
}

// words reads a number in words that begins with the word s[i:end]. Nested numbers ("three and two fifths") go one
// level deep.
func (r *reader) words(i, end, depth int) (num, bool) {
	n := num{start: i}
	first, _, ok := r.atomAt(i, end)
	if ok && first.is&(isJoin|isPoint|isMinus) != 0 && first.is&(isCardinal|isOrdinal|isHalf) == 0 {
		return n, false
	}
	if ok && first.is&isArticle != 0 && !r.counts(end) {
		n.weak = true
	}
	var a acc
	joined, pos := false, i
	for {
		at, glued, ok := r.atomAt(pos, end)
		if !ok {
			parts, split := r.compound(pos, end)
			if !split || !r.takeAll(&a, &n, parts, joined) {
				break
			}
			n.end = end
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
		} else if !r.take(&a, &n, at, joined || glued) {
			break
		} else {
			n.end = end
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
	if n.end == 0 && first.power > 0 && depth == 0 { // thousands of people: no figure, but a claim's thousand may rest on it
		return num{start: i, end: wordEnd(r.s, i), val: dec{m: 1, e: int(first.power)}, weak: true}, true
	}
	if n.end == 0 || r.lx.tag == "vi" && n.end == wordEnd(r.s, i) && !r.vietnamese(n) {
		return n, false
	}
	if !n.ordinal && !n.fraction {
		n.val = whole(a.value())
		r.year(&n, a)
	}
	n.scaled = a.last > 0
	if n.scaled {
		n.exp = n.val.norm().e
	}
	return r.tail(n, depth), true
}

// vietnamese reports whether a number of one syllable is one: không is "not" and năm "year" as a rule.
func (r *reader) vietnamese(n num) bool {
	switch r.lx.fold(n.textOf(r.s)) {
	case "không", "lăm", "nhăm", "mốt", "tư":
		return r.alone(n)
	case "năm":
		rest := r.s[r.spaces(n.end):]
		for _, c := range [...]string{"người", "con ", "cái", "chiếc", "cuộc", "ngày", "tháng", "lần", "vụ", "năm", "tuổi", "phút", "giờ", "tuần",
			"trận", "nước", "quốc gia", "điểm", "thành", "đội", "cơ quan", "chính", "bộ", "nhà", "công ty", "bên", "loại", "dự án"} {
			if strings.HasPrefix(rest, c) {
				return true
			}
		}
		return r.alone(n)
	}
	return true
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

// takeAll composes the parts of a compound word.
func (r *reader) takeAll(a *acc, n *num, parts []atom, joined bool) bool {
	was, before := *a, *n
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
	if at.is&isCut != 0 && a.used && (at.power > 0 || at.den > 0) {
		return false
	}
	if at.power > 0 && (a.used || at.is&(isBare|isCardinal) != 0) {
		bare := at.is&isBare != 0 || at.cardinal == pow10(int(min(at.power, 19)))
		if at.power < 19 && a.multiply(pow10(int(at.power)), bare) {
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
		v := max(a.value(), 1)
		if !a.used || v > 1<<40 {
			return false
		}
		a.total, a.group = v*uint64(at.times), 0
		n.scaled = true
		return true
	case at.is&isCardinal != 0 && a.add(at.cardinal, joined, r.lx):
		return true
	case at.den > 0 && (a.used || r.lx.loneParts) && !(joined && a.used):
		v := uint64(1)
		if a.used {
			v = a.value()
		}
		n.val, n.fraction = whole(v).over(whole(denominators[at.den])), true
		return true
	case at.is&isHalf != 0 && !joined:
		if a.used && a.value() != 1 {
			return false
		}
		n.val, n.fraction = dec{m: 5, e: -1}, true
		return true
	case at.is&isOrdinal != 0:
		return r.takeOrdinal(a, n, at, joined)
	}
	return false
}

func (r *reader) takeOrdinal(a *acc, n *num, at atom, joined bool) bool {
	if at.is&isPlural == 0 {
		was := *a
		if at.ordinal >= 100 && a.used && a.multiply(at.ordinal, true) || a.add(at.ordinal, joined, r.lx) {
			n.val, n.ordinal = whole(a.value()), true
			return true
		}
		*a = was
	}
	if !a.used || joined || at.ordinal < 3 || (at.is&isPlural == 0 && a.value() != 1 && r.lx.tag == "en") {
		return false
	}
	n.val, n.fraction = whole(a.value()).over(whole(at.ordinal)), true
	return true
}

// year reads "nineteen eighty-four" and "twenty twenty-five" in English.
func (r *reader) year(n *num, a acc) {
	v := a.value()
	if r.lx.tag != "en" || a.last > 0 || v < 13 || v > 20 {
		return
	}
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	at, _, ok := r.atomAt(pos, end)
	if !ok || at.is&isCardinal == 0 || at.cardinal < 10 || at.cardinal > 99 || pos == n.end {
		return
	}
	low := at.cardinal
	n.end = end
	if low%10 == 0 && low > 10 {
		pos = r.skip(end)
		end = wordEnd(r.s, pos)
		if at, _, ok = r.atomAt(pos, end); ok && pos > n.end && at.is&isCardinal != 0 && at.cardinal > 0 && at.cardinal < 10 {
			low += at.cardinal
			n.end = end
		}
	}
	n.val = whole(v*100 + low)
}

// tail reads what may follow a number: a decimal part in words, "and a half", powers of ten and dozens.
func (r *reader) tail(n num, depth int) num {
	if n.ordinal {
		return n
	}
	if !n.fraction && depth == 0 {
		r.pointWords(&n)
		r.andFraction(&n)
	}
	r.ratio(&n)
	r.powers(&n)
	return n
}

// pointWords reads "point zero five" after a number.
func (r *reader) pointWords(n *num) {
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	at, _, ok := r.atomAt(pos, end)
	if !ok || at.is&isPoint == 0 || pos == n.end {
		return
	}
	frac := dec{}
	for range 12 {
		pos = r.skip(end)
		next := wordEnd(r.s, pos)
		at, _, ok = r.atomAt(pos, next)
		if !ok || pos == end || at.is&isCardinal == 0 {
			break
		}
		switch v := at.cardinal; {
		case v < 10 && frac.e > -15:
			frac.m, frac.e = frac.m*10+v, frac.e-1
		case v < 100 && frac.e == 0:
			frac.m, frac.e = v, -2
			if unit, _, ok := r.atomAt(r.skip(next), wordEnd(r.s, r.skip(next))); ok && v%10 == 0 &&
				unit.is&isCardinal != 0 && unit.cardinal > 0 && unit.cardinal < 10 {
				frac.m += unit.cardinal
				next = wordEnd(r.s, r.skip(next))
			}
			n.finish(frac, next)
			return
		default:
			return
		}
		end = next
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

// andFraction reads "and a half", "y un cuarto", "and three fifths" after a whole number.
func (r *reader) andFraction(n *num) {
	if it, end := r.phrase(n.end, 'H'); it != nil {
		if v, ok := n.val.plus(dec{m: 5, e: -1, neg: n.val.neg}); ok {
			n.val, n.end, n.exp = v, end, -1
		}
		return
	}
	pos := r.skip(n.end)
	end := wordEnd(r.s, pos)
	at, glued, ok := r.atomAt(pos, end)
	if pos == n.end || end == pos {
		return
	}
	if ok && at.is&isJoin != 0 && at.is&isCardinal == 0 {
		next := r.skip(end)
		if next == end {
			return
		}
		pos, end = next, wordEnd(r.s, next)
	} else if !glued {
		return
	}
	if end == pos {
		return
	}
	part, ok := r.words(pos, end, 1)
	if ok && part.fraction && !part.scaled && part.val.cmp(whole(1)) < 0 {
		if v, ok := n.val.plus(part.val); ok {
			n.val, n.end, n.exp = v, part.end, min(n.exp, -1)
		}
	}
}

// ratio reads "one in five", "2 out of 3", "uno su tre". The second number is the greater.
func (r *reader) ratio(n *num) {
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
		if nm.bad || !n.digits {
			return
		}
		by, end = nm.val, nm.end
	} else {
		w := wordEnd(r.s, pos)
		second, ok := r.words(pos, w, 1)
		if w == pos || !ok || second.ordinal || second.fraction {
			return
		}
		by, end = second.val, second.end
	}
	if by.e < 0 || by.m == 0 || n.val.cmp(by) >= 0 || by.cmp(whole(1000)) > 0 {
		return
	}
	n.val, n.fraction, n.end, n.part = n.val.over(by), true, end, by
}

// powers multiplies by the powers of ten and dozens that follow: million, Mrd., k, "of a million", dozen.
func (r *reader) powers(n *num) {
	if r.lx.tag == "th" {
		r.thaiScale(n)
		return
	}
	for range 3 {
		pos := n.end
		glued := pos < len(r.s) && wordEnd(r.s, pos) > pos // 10k, 2mil
		if !glued {
			pos = r.skip(n.end)
			if n.fraction {
				if it, end := r.phrase(n.end, 'y'); it != nil {
					pos = r.spaces(end)
				}
				if end := wordEnd(r.s, pos); end > pos {
					if at, _, ok := r.atomAt(pos, end); ok && at.is&isArticle != 0 {
						pos = r.skip(end)
					}
				}
			}
		}
		end := wordEnd(r.s, pos)
		if end == pos || (pos == n.end && !glued) {
			return
		}
		at, _, ok := r.atomAt(pos, end)
		if !ok || (glued && !n.digits) || end == pos+1 && r.unitLetter(n, pos) || !n.scale(at) {
			return
		}
		n.end = end
		if end < len(r.s) && r.s[end] == '.' && end-pos <= 5 && r.abbreviates(end) {
			n.end++
		}
		if !r.addSmaller(n) {
			continue
		}
	}
}

// unitLetter reports whether the one letter at i is a unit rather than a power: 100m is metres, $100m millions.
func (r *reader) unitLetter(n *num, i int) bool {
	if c := r.s[i]; c != 'm' && c != 't' && c != 'b' {
		return false
	}
	it, _ := r.phraseBefore(n.start)
	return it == nil || it.class != 'c'
}

// abbreviates reports whether the full stop at i belongs to the word before it (Mio. Euro) and does not end a sentence.
func (r *reader) abbreviates(i int) bool {
	j := r.spaces(i + 1)
	if j >= len(r.s) || j == i+1 {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.s[j:])
	return unicode.IsLower(c) || c == '€' || c == '$' || r.lx.tag == "de"
}

// scale multiplies n by a power or a counting word.
func (n *num) scale(at atom) bool {
	switch {
	case at.is&isCut != 0:
		return false
	case at.power > 0 && !(at.power == 2 && n.digits && at.is&isBare == 0 && n.val.cmp(whole(100)) >= 0):
		n.val.e += int(at.power)
		n.exp += int(at.power)
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

// addSmaller reads the rest of "3 million 500 thousand" and "1 लाख 20 हजार".
func (r *reader) addSmaller(n *num) bool {
	pos := r.spaces(n.end)
	if v, _ := digitAt(r.s, pos); v < 0 || pos == n.end || n.val.norm().e < 4 || !n.digits {
		return false
	}
	nm := r.lx.numeralAt(r.s, pos)
	if nm.bad || nm.exp < 0 || nm.ints > 3 {
		return false
	}
	wpos := r.skip(nm.end)
	end := wordEnd(r.s, wpos)
	at, _, ok := r.atomAt(wpos, end)
	if !ok || wpos == nm.end || at.power < 3 || int(at.power) >= n.val.norm().e {
		return false
	}
	part := nm.val
	part.e += int(at.power)
	if sum, ok := n.val.plus(part); ok {
		n.val, n.end, n.exp = sum, end, int(at.power)
		return true
	}
	return false
}

// digits reads a number in digits.
func (r *reader) digits(i int) int {
	n := num{start: i, digits: true}
	if c := r.s[i]; c == '.' || c == ',' {
		nm := r.lx.numeralAt(r.s, i+1)
		d := nm.val
		d.e -= nm.end - i - 1
		n.val, n.end, n.exp = d.norm(), nm.end, -(nm.end - i - 1)
		if nm.exp < 0 || nm.bad {
			return nm.end
		}
	} else {
		nm := r.lx.numeralAt(r.s, i)
		n.end, n.val, n.exp, n.alt, n.has = nm.end, nm.val, nm.exp, nm.alt, nm.has
		if nm.bad {
			if nm.ints > 18 { // an identifier
				return nm.end
			}
			n.name = true
		}
	}
	if r.lx.tag == "zh" || r.lx.tag == "ja" || r.lx.tag == "ko" {
		return r.mixedHan(n)
	}
	n = r.slash(n)
	n = r.vulgarAt(n)
	r.inName(&n)
	if !n.name {
		n = r.tail(n, 0)
	}
	return r.attach(n)
}

// slash reads 3/4 and 1 1/2, but not 9/11, 24/7 and dates.
func (r *reader) slash(n num) num {
	if n.exp < 0 || n.val.cmp(whole(9999)) > 0 {
		return n
	}
	at := n.end
	over := n.val
	mixed := dec{}
	if pos := r.spaces(n.end); pos > n.end {
		if v, _ := digitAt(r.s, pos); v >= 0 {
			nm := r.lx.numeralAt(r.s, pos)
			mixed, over, at = n.val, nm.val, nm.end
		}
	}
	if at >= len(r.s) || r.s[at] != '/' || over.e < 0 || over.cmp(whole(9999)) > 0 {
		return n
	}
	if v, _ := digitAt(r.s, at+1); v < 0 {
		return n
	}
	nm := r.lx.numeralAt(r.s, at+1)
	if nm.bad || nm.exp < 0 || nm.val.m == 0 || nm.ints > 4 || strings.HasPrefix(r.s[nm.end:], "/") {
		return n
	}
	if mixed.m != 0 && over.cmp(nm.val) >= 0 || over.same(whole(9)) && nm.val.same(whole(11)) || nm.val.same(whole(7)) && over.same(whole(24)) {
		return n
	}
	v, ok := over.over(nm.val).plus(mixed)
	if !ok {
		return n
	}
	n.val, n.end, n.fraction, n.exp = v, nm.end, mixed.m == 0, -2
	return n
}

// vulgar gives the value of ½, ⅔ and their like (Unicode's numeric values).
func vulgar(r rune) (dec, bool) {
	switch {
	case r == '½':
		return dec{m: 5, e: -1}, true
	case r == '¼':
		return dec{m: 25, e: -2}, true
	case r == '¾':
		return dec{m: 75, e: -2}, true
	case r >= 0x2150 && r <= 0x215e:
		v := [...][2]uint64{{1, 7}, {1, 9}, {1, 10}, {1, 3}, {2, 3}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 6}, {5, 6}, {1, 8}, {3, 8}, {5, 8}, {7, 8}}[r-0x2150]
		return whole(v[0]).over(whole(v[1])), true
	}
	return dec{}, false
}

// vulgarAt adds a fraction sign that follows n, or reads one alone.
func (r *reader) vulgarAt(n num) num {
	pos := n.end
	if n.end > n.start {
		pos = r.spaces(pos)
	}
	c, w := utf8.DecodeRuneInString(r.s[pos:])
	v, ok := vulgar(c)
	if !ok || n.fraction {
		return n
	}
	if sum, ok := n.val.plus(v); ok {
		n.fraction = n.end == n.start
		n.val, n.end, n.exp, n.digits = sum, pos+w, -2, true
		if n.fraction {
			r.powers(&n)
		}
	}
	return n
}
