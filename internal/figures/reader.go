package figures

import (
	"slices"
	"strings"
	"sync"
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
	last  found
	done  int // end of the last mention

	fraction bool // only a fraction is looked for
}

// A found is what a word of the text is as a number.
type found struct {
	i, end    int
	atom      atom
	glued, ok bool
}

// A num is a number before its unit is known.
type num struct {
	start, end int
	val, high  dec // high is 0 but for an approximation such as 七八
	alt, part  dec
	top        dec  // of "three out of four", the three
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

var readers = sync.Pool{New: func() any { return new(reader) }}

// read finds the mentions of s, numbers in names and articles among them.
func read(s, lang string) []mention {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	return slices.Clone(r.read(s, lang))
}

// read gives the mentions of s, which stay with r.
func (r *reader) read(s, lang string) []mention {
	*r = reader{s: s, lx: lexiconOf(lang), buf: r.buf, parts: r.parts, out: r.out[:0], seen: r.seen}
	for i := range r.seen {
		r.seen[i].at = 0
	}
	for i := 0; i < len(s); {
		i = max(i+1, r.step(i))
	}
	r.joinRanges()
	return r.out
}

// step reads what stands at i and gives where to go on.
func (r *reader) step(i int) int {
	c, n := rune(r.s[i]), 1
	if c >= utf8.RuneSelf {
		c, n = utf8.DecodeRuneInString(r.s[i:])
	}
	switch {
	case isLetter(c) && !apartRune(c):
		return r.word(i)
	case '0' <= c && c <= '9', (c == '.' || c == ',') && r.leadingPoint(i):
		return r.digits(i)
	case c < utf8.RuneSelf:
		return i + n
	}
	if v, _ := digitAt(r.s, i); v >= 0 {
		if c == '०' && isLetter(r.lastRune(i)) { // the sign of an abbreviation: ई०
			return i + n
		}
		return r.digits(i)
	}
	if apartRune(c) || c == '○' {
		return r.apart(c, i, i+n)
	}
	if v, ok := vulgar(c); ok {
		if mixed, ok := r.vulgarFirst(i, i+n, v); ok {
			return r.attach(mixed)
		}
		return r.attach(r.vulgarAt(num{start: i, end: i}))
	}
	return i + n
}

// apart reads what the character c between i and after begins, in a script without spaces between words.
func (r *reader) apart(c rune, i, after int) int {
	switch {
	case c >= 0xac00 && c < 0xd7b0:
		return r.hangul(i)
	case c >= 0xe00 && c < 0xe80 && r.lx.tag == "th":
		return r.thai(i)
	case c >= 0x3041 && c <= 0x309f && r.lx.tag == "ja":
		return r.kana(i)
	case r.lx.apart && r.lx.tag != "th" && (hanValue(c) >= 0 || hanUnit(c) != 0 || c == '半' || c == '对' || c == '對'):
		return r.han(i)
	}
	return after
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
	if strings.HasPrefix(r.s[end:], "://") || (end-i == 3 && strings.HasPrefix(r.s[end:], ".") &&
		strings.EqualFold(r.s[i:end], "www")) {
		return r.untilSpace(end)
	}
	if r.mayCount(i, end) {
		if n, ok := r.words(i, end, 0); ok {
			return r.attach(n)
		}
		if n, ok := r.combined(i, end); ok {
			return r.attach(n)
		}
	}
	if r.lx.tag == "it" {
		if n, ok := r.aged(i, end); ok {
			return r.attach(n)
		}
	}
	return end
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
		case i >= len(r.s):
			return i
		case r.s[i] == ' ':
			i++
		case r.s[i] < utf8.RuneSelf:
			return i
		case strings.HasPrefix(r.s[i:], "\u00a0"):
			i += 2
		case strings.HasPrefix(r.s[i:], "\u202f"), strings.HasPrefix(r.s[i:], "\u2009"),
			strings.HasPrefix(r.s[i:], "\u3000"):
			i += 3
		default:
			return i
		}
	}
	return i
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
			n.name = nm.ints > 9
		}
	}
	if r.lx.tag == "zh" || r.lx.tag == "ja" || r.lx.tag == "ko" {
		return r.mixedHan(n)
	}
	n = r.slash(n)
	n = r.vulgarAt(n)
	end := n.end
	if r.inName(&n); n.end == n.start {
		return end
	}
	if !n.name {
		n = r.tail(n, 0)
		r.thousandsOf(&n)
	}
	return r.attach(n)
}
