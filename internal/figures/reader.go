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
	seen  [4]lookup
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
	unit       string // of one word with the number: пятилетний; "-" for none
	scale      int    // the power of ten of the last word of scale
	bare       bool   // a power at the beginning counts
	base, frac dec    // of a mixed number
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
	case hanValue(ch) >= 0 || hanUnit(ch) != 0 || ch == '半' || ch == '对' || ch == '對':
		if r.lx.tag == "zh" || r.lx.tag == "ja" || r.lx.tag == "ko" {
			return r.han(i)
		}
	case ch >= 0xac00 && ch < 0xd7b0:
		return r.hangul(i)
	case ch >= 0xe00 && ch < 0xe80 && r.lx.tag == "th":
		return r.thai(i)
	case r.lx.tag == "ja" && ch >= 0x3041 && ch <= 0x309f:
		return r.kana(i)
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
		if n, ok = r.combined(i, end); !ok {
			return end
		}
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
	n.bare = ok && end-i > 2 && (first.power > 0 || first.den == 4 && r.lx.tag == "en") && (r.powerAt(end) || r.alone(num{start: i, end: end}))
	var a, kept acc
	keptEnd := 0
	joined, pos := false, i
	for {
		at, glued, ok := r.atomAt(pos, end)
		if ok && at.power > 0 && r.lx.tag != "vi" && utf8.RuneCountInString(r.s[pos:end]) < 3 && firstRune(r.s[pos:]) < 0x590 {
			break // an abbreviation: after digits only
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
			if at.power > 0 && kept.used { // the last word belongs to the next number
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
	if n.end == 0 && first.power > 0 && depth == 0 && end-i > 2 { // thousands of people: no figure, but a claim's thousand may rest on it
		return num{start: i, end: wordEnd(r.s, i), val: dec{m: 1, e: int(first.power)}, weak: true}, true
	}
	if n.end == 0 || n.end == wordEnd(r.s, i) && depth == 0 && (first.is&isHomograph != 0 || !r.ownWord(n)) {
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
	n.weak = n.weak && (n.end == word.end && !r.alone(n) || r.vague(i, word.end))
	return n, true
}

// ownWord reports whether a number of one word is one: Vietnamese không is "not" and năm "year" as a rule, Hebrew
// המאה the century, Turkish on binlerce tens of thousands.
func (r *reader) ownWord(n num) bool {
	word := r.lx.fold(n.textOf(r.s))
	switch r.lx.tag {
	case "he":
		return word != "המאה" && word != "במאה"
	case "tr":
		next := r.s[r.spaces(n.end):]
		next = next[:wordEnd(next, 0)]
		return !strings.HasSuffix(next, "lerce") && !strings.HasSuffix(next, "larca")
	case "pt": // na sexta, quinta-feira
		rest := r.s[n.end:]
		c := firstRune(strings.TrimLeft(rest, " "))
		weekday := word == "segunda" || word == "terca" || word == "quarta" || word == "quinta" || word == "sexta"
		return !weekday || rest != "" && !strings.HasPrefix(rest, "-") && !unicode.IsPunct(c)
	case "vi":
	default:
		return true
	}
	switch word {
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

// andHalf reads the number after साढ़े.
func (r *reader) andHalf(i, end int) (num, bool) {
	pos := r.spaces(end)
	n := num{start: i, end: wordEnd(r.s, pos), exp: -1}
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		n.val, n.end, n.digits = nm.val, nm.end, true
	} else if at, _, ok := r.atomAt(pos, n.end); ok && at.is&isCardinal != 0 {
		n.val = whole(at.cardinal)
	}
	v, ok := n.val.plus(dec{m: 5, e: -1})
	n.val = v
	if !ok || v.cmp(whole(1)) < 0 || v.e < -1 {
		return n, false
	}
	r.powers(&n)
	return n, true
}

// ofPart reads पांच का आठवां भाग, the eighth part of five.
func (r *reader) ofPart(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if w := r.s[pos:end]; w != "का" && w != "की" && w != "के" {
		return
	}
	pos = r.spaces(end)
	if part, ok := r.words(pos, wordEnd(r.s, pos), 1); ok && part.ordinal && part.val.cmp(whole(3)) >= 0 {
		n.val, n.end, n.fraction = n.val.over(part.val), part.end, true
	}
}

// avos reads três vinte avos, three twentieths.
func (r *reader) avos(n *num) {
	pos := r.spaces(n.end)
	end := wordEnd(r.s, pos)
	if end == pos {
		return
	}
	den, ok := r.words(pos, end, 1)
	if !ok || den.ordinal || den.fraction || den.val.m == 0 {
		return
	}
	rest := r.s[r.spaces(den.end):]
	if w := rest[:wordEnd(rest, 0)]; w == "avos" || w == "avo" {
		n.val, n.end, n.fraction = n.val.over(den.val), len(r.s)-len(rest)+len(w), true
	}
}

// percentBefore reports whether s[i:end] is a percent word that stands before its number.
func (r *reader) percentBefore(i, end int) bool {
	for _, it := range r.lx.before[r.lx.fold(r.s[i:end])] {
		if it.class == '%' {
			return true
		}
	}
	return false
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

// moreOrdinal reads the rest of an ordinal whose every word is one: trzydziesty czwarty, vigésimo quinto, الخامس
// والعشرين.
func (r *reader) moreOrdinal(n *num) {
	for range 2 {
		pos := r.skip(n.end)
		end := wordEnd(r.s, pos)
		at, glued, ok := r.atomAt(pos, end)
		if !ok || pos == n.end {
			return
		}
		v := at.ordinal
		if at.is&isOrdinal == 0 {
			v = at.cardinal
		}
		low := n.val.cmp(whole(10)) < 0
		switch {
		case r.lx.tag == "ar" && low && (v == 10 && !glued || glued && v >= 20 && v < 100 && v%10 == 0):
		case r.lx.tag != "en" && at.is&isOrdinal != 0 && v < 10 && v > 0 && n.val.e == 1 && n.val.m > 1:
		case r.lx.tag != "en" && at.is&isOrdinal != 0 && v < 100 && v > 0 && n.val.e >= 2:
		default:
			return
		}
		n.val, _ = n.val.plus(whole(v))
		n.end = end
	}
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// vague reports a compound that is tens or hundreds of thousands: Zehntausende, tiotusentals, tienduizenden.
func (r *reader) vague(i, end int) bool {
	word := r.lx.fold(r.s[i:end])
	switch r.lx.tag {
	case "de":
		return strings.HasSuffix(word, "ende") || strings.HasSuffix(word, "enden") || strings.HasSuffix(word, "erte")
	case "sv":
		return strings.HasSuffix(word, "tals")
	case "nl":
		return strings.HasSuffix(word, "enden")
	}
	return false
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
	if at.is&isCut != 0 && a.used && (at.power > 0 || at.den > 0) || at.is&isArticle != 0 && a.used && r.lx.tag == "en" {
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
	if at.is&isPlural == 0 && !(at.ordinal >= 100 && a.used && a.value() == 1 && r.lx.tag != "en") && !(a.joined && at.ordinal > a.value()-a.before && at.ordinal < 100 && r.lx.tag == "fr") {
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
		switch r.lx.tag {
		case "hi":
			r.ofPart(&n)
		case "pt":
			r.avos(&n)
		}
	}
	r.ratio(&n)
	was := n.end
	r.powers(&n)
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
	if part, ok := r.words(pos, next, 1); ok && (at.cardinal >= 10 || part.fraction || at.cardinal == 0 && at.power > 0) {
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
	if it, end := r.phrase(n.end, 'H'); it != nil && !(n.scale > 0 && r.powerAt(end)) {
		r.addPart(n, dec{m: 5, e: -1}, end)
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
		if v, _ := digitAt(r.s, next); v >= 0 {
			if f := r.slash(num{start: next, end: r.lx.numeralAt(r.s, next).end, val: r.lx.numeralAt(r.s, next).val}); f.fraction && f.val.cmp(whole(1)) < 0 {
				r.addPart(n, f.val, f.end)
			}
			return
		}
		pos, end = next, wordEnd(r.s, next)
	} else if !glued {
		return
	}
	if end == pos {
		return
	}
	if part, ok := r.words(pos, end, 1); ok && part.fraction && !part.scaled && part.val.cmp(whole(1)) < 0 {
		r.addPart(n, part.val, part.end)
	} else if ok && part.fraction && part.scaled && part.val.cmp(n.val) < 0 && n.scaled { // a billion and half a million
		if v, ok := n.val.plus(part.val); ok {
			n.val, n.end, n.exp = v, part.end, min(n.exp, part.exp)
		}
	}
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
		if nm.bad || it.value == "in" && !n.digits {
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
		if ok && n.fraction && n.val.cmp(whole(1)) > 0 && n.scaled {
			return
		}
		if !ok || (glued && !n.digits) || end == pos+1 && !glued && r.s[pos] < 0x80 && r.s[r.spaces(end):] != "" && isLetter(firstRune(r.s[r.spaces(end):])) || r.milesNotMillions(pos, end) || end == pos+1 && r.unitLetter(n, pos) || !n.multiply(at, r.lx.tag == "fr") {
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

// unitLetter reports whether the one letter at i is a unit rather than a power: 100m is metres, $100m millions.
func (r *reader) unitLetter(n *num, i int) bool {
	if c := r.s[i]; c != 'm' && c != 't' {
		return false
	}
	it, _ := r.phraseBefore(n.start)
	return it == nil || it.class != 'c'
}

// milesNotMillions reports Czech mil without the stop of mil.
func (r *reader) milesNotMillions(i, end int) bool {
	return r.lx.tag == "cs" && r.s[i:end] == "mil" && !strings.HasPrefix(r.s[end:], ".")
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

// multiply multiplies n by a power or a counting word.
func (n *num) multiply(at atom, french bool) bool {
	switch {
	case at.is&isCut != 0:
		return false
	case at.power > 0 && !(at.power == 2 && n.digits && french && n.val.cmp(whole(20)) >= 0):
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
	if v, _ := digitAt(r.s, pos); v < 0 || pos == n.end || n.val.norm().e < 2 || !n.digits {
		return false
	}
	nm := r.lx.numeralAt(r.s, pos)
	if nm.bad || nm.exp < 0 || nm.ints > 3 {
		return false
	}
	part, end, exp := nm.val, nm.end, 0
	if wpos := r.skip(nm.end); wpos > nm.end {
		if at, _, ok := r.atomAt(wpos, wordEnd(r.s, wpos)); ok && at.power >= 2 {
			if int(at.power) >= n.scale {
				return false
			}
			exp, end = int(at.power), wordEnd(r.s, wpos)
		}
	}
	if exp == 0 && (!joined || n.scale > 3 || part.m == 0) || nm.ints+exp > n.val.norm().e {
		return false
	}
	part.e += exp
	sum, ok := n.val.plus(part)
	if ok {
		n.val, n.end, n.exp, n.scale = sum, end, exp, exp
	}
	return ok && exp > 0
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
		r.thousandsOf(&n)
	}
	return r.attach(n)
}

// slash reads 3/4 and 1 1/2, but not 9/11, 24/7 and dates.
func (r *reader) slash(n num) num {
	if n.exp < 0 || n.val.cmp(whole(9999)) > 0 || n.start > 0 && r.s[n.start-1] == '-' && n.val.cmp(whole(99)) > 0 {
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
	if strings.HasPrefix(r.s[at:], "／") {
		at += len("／") - 1 // the full-width sign ends where the ASCII one would
	} else if at >= len(r.s) || r.s[at] != '/' {
		return n
	}
	if over.e < 0 || over.cmp(whole(9999)) > 0 {
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
	if nm.val.same(whole(100)) && mixed.m == 0 {
		n.val, n.fraction, n.percent, n.exp = over, false, true, 0
	}
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
