package figures

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An acc composes number words in the order in which they are read: "two", "hundred", "thousand", "five" is
// 200 005.
type acc struct {
	total, group uint64
	last         uint64 // the last power ≥ 1000, or 0
	before       uint64 // the value before the word that "and" led in, when it is the last
	joined       bool
	word         uint64 // the value before the last word that is no denominator
	used         bool
}

func (a *acc) value() uint64 { return a.total + a.group }

// tens reports whether the last words are tens that a unit may follow: twenty, hundred and thirty.
func (a *acc) tens() bool {
	low := a.group % 100
	return low > 10 && low%10 == 0
}

// add takes a cardinal. It reports whether v has a place in the number so far.
func (a *acc) add(v uint64, joined bool, lx *lexicon) bool {
	low := a.group % 100
	switch {
	case !a.used:
		a.used = true
	case v == 0, a.value() == 0, a.last > 0 && v >= a.last:
		return false
	case a.group == 0:
	case v == 20 && low == 4 && lx.tag == "fr": // quatre-vingt
		v = 4*20 - 4
	case v < 10 && !lx.unitFollows(a.group, v, joined), v >= 10 && v < 20 && !lx.teenFollows(low, v),
		v >= 20 && v < 100 && !lx.tenFollows(low, v, joined), v >= 100 && a.group%1000 != 0, v >= 1000:
		return false
	}
	a.group += v
	return true
}

// unitFollows reports whether the unit v may follow what is read of a group below a thousand.
func (lx *lexicon) unitFollows(group, v uint64, joined bool) bool {
	switch {
	case group%10 != 0, lx.tag == "ar" && !joined && group >= 20:
		return false
	case group%100 == 10:
		return lx.tenUnit || lx.tag == "fr" && v >= 7 // dix-sept
	}
	return true
}

// teenFollows reports whether v, from 10 to 19, may follow a group that ends in low: after the tens only where those
// are twenties, after a unit only as the ten of ثلاثة عشر, three ten.
func (lx *lexicon) teenFollows(low, v uint64) bool {
	if low == 0 || lx.tag == "fr" && (low == 60 || low == 80) {
		return true
	}
	return v == 10 && low <= 9 && (lx.unitsFirst || lx.tag == "he" || lx.tag == "id")
}

// tenFollows reports whether v, from 20 to 99, may follow a group that ends in low: fünfundzwanzig.
func (lx *lexicon) tenFollows(low, v uint64, joined bool) bool {
	return low == 0 || v%10 == 0 && low < 10 && joined && lx.unitsFirst
}

// multiply takes a power of ten. It reports whether the power has a place in the number so far. bare says that it may
// stand without a number before it.
func (a *acc) multiply(p uint64, bare bool, lx *lexicon) bool {
	switch {
	case !a.used && bare && p >= 1000:
		a.total, a.last, a.used = p, p, true
		return true
	case !a.used && bare:
		a.group, a.used = p, true
		return true
	case !a.used:
		return false
	case p < 1000:
		return a.multiplyGroup(p, bare, lx)
	}
	low := a.total%p + a.group
	if low == 0 {
		if !bare || (a.last > 0 && p >= a.last) {
			return false
		}
		low = 1
	}
	if a.last > 0 && p >= a.last && a.total/p%1000 != 0 { // five million … million
		return false
	}
	hi, grown := bits.Mul64(low, p)
	sum, carry := bits.Add64(a.total-a.total%p, grown, 0)
	if hi != 0 || carry != 0 {
		return false
	}
	a.total, a.group, a.last = sum, 0, p
	return true
}

// multiplyGroup is multiply for ten and a hundred: of the part of the group that is less.
func (a *acc) multiplyGroup(p uint64, bare bool, lx *lexicon) bool {
	low := a.group % p
	if p == 100 && low > 19 && lx.tag == "fr" { // quarante-cinq cents are coins
		return false
	}
	if low == 0 {
		if !bare || a.group%(p*10) != 0 {
			return false
		}
		a.group += p
		return true
	}
	if (a.group-low)%(p*10) != 0 { // three hundred and two | hundred
		return false
	}
	a.group += low*p - low
	return true
}

// wordEnd gives the end of the word that starts at i: letters, marks and the joiners inside words.
func wordEnd(s string, i int) int {
	cyrillic := false
	for n, r := range s[i:] {
		if !isLetter(r) && !(cyrillic && apostrophe(s[i+n:])) { // Ukrainian п'ять
			return i + n
		}
		cyrillic = r >= 0x400 && r < 0x530
	}
	return len(s)
}

// apostrophe reports whether s begins with an apostrophe and a Cyrillic letter after it.
func apostrophe(s string) bool {
	for _, mark := range [...]string{"'", "’", "ʼ"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			c, _ := utf8.DecodeRuneInString(rest)
			return c >= 0x400 && c < 0x530
		}
	}
	return false
}

// isLetter reports whether r is of a word: a letter, a mark on one, or what joins letters.
func isLetter(r rune) bool {
	if uint32(r) < uint32(len(letters)) {
		return letters[r]
	}
	return letterOrMark(r)
}

// letters is isLetter of the common scripts that are written with spaces.
var letters = func() (is [0x700]bool) {
	for r := range is {
		is[r] = letterOrMark(rune(r))
	}
	return is
}()

func letterOrMark(r rune) bool {
	switch { // the common blocks without a search in Unicode's tables
	case r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4, r >= 0x3041 && r < 0x3097, r >= 0x30a1 && r < 0x30fb,
		r >= 0x904 && r < 0x964, r >= 0xe01 && r < 0xe3b, r >= 0x1e00 && r < 0x1f00:
		return true
	case r == 0x200d || r == 0xad:
		return true
	case r >= 0x2000 && r < 0x2100, r >= 0x3000 && r < 0x3005, r >= 0xff01 && r < 0xff10:
		return false
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// apartRune reports whether r is of a script that is written without spaces.
func apartRune(r rune) bool {
	return r >= 0x2e80 && r < 0xa000 || r >= 0xf900 && r < 0xfb00 || r >= 0x20000 && r < 0x33480 ||
		r >= 0xe00 && r < 0xe80 || r >= 0xac00 && r < 0xd7b0
}

const longestWord = 96 // bytes; no number is longer in one word that a paper would print

// atomAt looks the word s[i:end] up. Several rules ask for the word behind a number in turn, so the last one is kept.
func (r *reader) atomAt(i, end int) (a atom, glued, ok bool) {
	if r.last.i != i || r.last.end != end {
		r.lookUpWord(i, end)
	}
	return r.last.atom, r.last.glued, r.last.ok
}

// lookUpWord looks the word s[i:end] up and leaves it folded in r.buf.
func (r *reader) lookUpWord(i, end int) {
	r.last.i, r.last.end = i, end
	r.last.atom, r.last.glued, r.last.ok = r.wordAtom(i, end)
}

// wordAtom gives what the word s[i:end] is. In languages that glue on "and", "the" and prepositions it also tries the word
// without them; glued is then set when "and" was among them.
func (r *reader) wordAtom(i, end int) (a atom, glued, ok bool) {
	if end-i > longestWord {
		return atom{}, false, false
	}
	r.buf = r.foldInto(r.buf[:0], i, end)
	key := r.buf
	if a, ok = r.lx.num(key); ok {
		return a, false, true
	}
	if r.lx.tag == "es" {
		if stem, ok := cutAvo(key); ok {
			if a, ok = r.lx.num(stem); ok && a.is&isCardinal != 0 {
				return atom{ordinal: a.cardinal, is: isOrdinal | isPlural}, false, true
			}
		}
	}
	if r.lx.tag == "tr" {
		if a, ok = r.lx.cutCase(key); ok {
			return a, false, true
		}
	}
	if r.lx.tag == "fa" {
		if a, ok = r.lx.cutOrdinal(key); ok {
			return a, false, true
		}
	}
	for cuts := range 3 {
		c, n := utf8.DecodeRune(key)
		if len(key) < n+6 || !containsRune(r.lx.prefixes, c) {
			break
		}
		if c == 'ا' { // the article is ال
			if l, m := utf8.DecodeRune(key[n:]); l == 'ل' {
				n += m
			} else {
				break
			}
		}
		if and := c == 'و' || c == 'ו'; and && cuts > 0 {
			break // "and" is the outermost
		} else if and {
			glued = true
		}
		key = key[n:]
		if a, ok = r.lx.num(key); ok {
			if !glued { // in fifty, at a hundred: not a factor of what stands before
				a.is |= isCut
			}
			return a, glued, true
		}
	}
	return atom{}, false, false
}

// mayCount reports whether the word s[i:end] is a number word, or begins as one does that may be a part of a word.
// Most words are told apart from numbers by it.
func (r *reader) mayCount(i, end int) bool {
	if r.lookUpWord(i, end); r.last.ok {
		return true
	}
	begins := r.lx.begins(r.buf)
	return begins&ofPart != 0 || begins&ofNumber != 0 && r.lx.compound || r.lx.leadIn(r.buf)
}

// turkishCases are the endings of case, and of adjectives, on number words: milyondan, kırktan, milyonluk.
var turkishCases = []string{"sini", "sını", "sinin", "sının", "sinde", "sında", "si", "sı", "unu", "ünü", "dan", "den", "tan", "ten", "da", "de", "ta", "te", "lık", "lik", "luk", "lük",
	"nın", "nin", "nun", "nün", "ın", "in", "un",
	"ün", "yı", "yi", "yu", "yü", "ya", "ye", "ı", "i", "u", "ü", "a", "e"}

// cutCase looks a Turkish word up without its ending. Short numbers with endings are other words: onu, biri, yüzden.
func (lx *lexicon) cutCase(key []byte) (atom, bool) {
	for _, c := range turkishCases {
		stem, ok := bytes.CutSuffix(key, []byte(c))
		if !ok || len(stem) < 4 || string(stem) == "yüz" {
			continue
		}
		if a, ok := lx.num(stem); ok && (a.is&isCardinal != 0 || a.power > 2) {
			return a, true
		}
	}
	return atom{}, false
}

// cutOrdinal looks a Persian ordinal up as its cardinal: پنجاهمین.
func (lx *lexicon) cutOrdinal(key []byte) (atom, bool) {
	for _, c := range [...]string{"مین", "م"} {
		stem, ok := bytes.CutSuffix(key, []byte(lx.fold(c)))
		if !ok || len(stem) < 6 {
			continue
		}
		if a, ok := lx.num(stem); ok && a.is&isCardinal != 0 && a.cardinal > 4 {
			return atom{ordinal: a.cardinal, is: isOrdinal}, true
		}
	}
	return atom{}, false
}

// head is a hash of a word's first bytes. The lexicon marks those of its number words, so that most words are
// told apart from numbers without a search.
func head(w []byte) uint16 {
	h := uint16(0)
	for _, c := range w[:min(len(w), 4)] {
		h = h*31 + uint16(c)
	}
	return h & (headSize - 1)
}

// tail is head from a word's end.
func tail(w []byte) uint16 {
	h := uint16(0)
	for i := len(w) - 1; i >= max(0, len(w)-4); i-- {
		h = h*31 + uint16(w[i])
	}
	return h & (headSize - 1)
}

const headSize = 4096

// What the marks of a head say: that words with it are numbers, or first parts of words that tell numbers.
const (
	ofNumber uint8 = 1 << iota
	ofPart
)

// begins gives the marks of the words that w may begin with, of two bytes or more.
func (lx *lexicon) begins(w []byte) (marks uint8) {
	hash := uint16(0) // as head makes it
	for n, c := range w[:min(len(w), 4)] {
		if hash = hash*31 + uint16(c); n > 0 {
			marks |= lx.heads[hash&(headSize-1)]
		}
	}
	return marks
}

func (lx *lexicon) num(w []byte) (atom, bool) {
	if lx.heads[head(w)]&ofNumber == 0 {
		return atom{}, false
	}
	a, ok := lx.nums[string(w)]
	return a, ok
}

// cutAvo takes the ending of Spanish fractions off: veinticincoavos.
func cutAvo(key []byte) ([]byte, bool) {
	key = bytes.TrimSuffix(key, []byte("s"))
	return bytes.CutSuffix(key, []byte("avo"))
}

func containsRune(set string, c rune) bool {
	for _, r := range set {
		if r == c {
			return true
		}
	}
	return false
}

func (r *reader) foldInto(buf []byte, i, end int) []byte {
	for _, c := range r.s[i:end] {
		if f := r.lx.foldRune(c); f >= 0 {
			buf = utf8.AppendRune(buf, f)
		}
	}
	return buf
}

// compound splits a word such as dreihundertfünfundzwanzigtausend, ventitremila or yirmibeş into number words and
// composes them. It takes all of the word or nothing; the last part may be an ordinal.
func (r *reader) compound(i, end int) (parts []atom, ok bool) {
	if !r.lx.compound || end-i < 6 || end-i > longestWord {
		return nil, false
	}
	r.buf = r.foldInto(r.buf[:0], i, end)
	b := r.buf
	if len(b) < 4 || r.lx.begins(b)&ofNumber == 0 {
		return nil, false
	}
	steps := 0
	r.parts = r.parts[:0]
	if !r.split(r.buf, 0, &steps) || len(r.parts) < 2 {
		return nil, false
	}
	return r.parts, true
}

// split fills r.parts with the words that w is made of from i on, longest first. The number of tries is bounded.
func (r *reader) split(w []byte, i int, steps *int) bool {
	if i == len(w) {
		return true
	}
	for end := min(len(w), i+24); end > i+1; end-- {
		if *steps++; *steps > 400 {
			return false
		}
		if end < len(w) && !utf8.RuneStart(w[end]) {
			continue
		}
		a, ok := r.lx.nums[string(w[i:end])]
		if !ok || !r.lx.glues(a, w[i:end], i, end == len(w)) {
			continue
		}
		r.parts = append(r.parts, a)
		if r.split(w, end, steps) {
			return true
		}
		r.parts = r.parts[:len(r.parts)-1]
	}
	return false
}

// glues reports whether a may be part of a compound.
func (lx *lexicon) glues(a atom, w []byte, at int, final bool) bool {
	switch {
	case a.is&isJoin != 0:
		return at > 0 && !final && len(w) > 1 || string(w) == "e" && at > 0 && !final
	case a.is&(isCardinal|isMixed|isHalf) != 0, a.power != 0:
		return true
	case a.is&isOrdinal != 0, a.den != 0:
		return final && at > 0
	}
	return false
}
