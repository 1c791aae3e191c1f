package text

import (
	"unicode/utf8"
)

// stride is how many bytes of text one checkpoint of an Index covers.
const stride = 256

// An Index converts between byte offsets and code point offsets of one text, in time that does not grow with the
// text. It costs one integer per 256 bytes, and nothing when the text is ASCII.
type Index struct {
	text   string
	before []int32 // before[i]: code points that start before byte i*stride; nil when the text is ASCII
	count  int
}

// NewIndex reads text once. A byte that is not UTF-8 counts as one code point, as in a range loop.
func NewIndex(text string) *Index {
	x := &Index{text: text, count: len(text)}
	if isASCII(text) {
		return x
	}
	x.before = make([]int32, 0, len(text)/stride+1)
	n := 0
	for at := 0; at < len(text); {
		if at/stride >= len(x.before) {
			x.before = append(x.before, int32(n))
		}
		if text[at] < utf8.RuneSelf {
			at++
		} else {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
		n++
	}
	x.count = n
	return x
}

// CodePoint returns how many code points start before byte b. Offsets outside the text are held to its ends; one
// inside a code point counts the code point that it is in.
func (x *Index) CodePoint(b int) int {
	b = min(max(b, 0), len(x.text))
	if x.before == nil || b == 0 {
		return b
	}
	at, n := x.checkpoint((b - 1) / stride)
	for at < b {
		_, size := utf8.DecodeRuneInString(x.text[at:])
		at += size
		n++
	}
	return n
}

// Byte returns the offset of the byte where code point cp starts, or the length of the text past its end.
func (x *Index) Byte(cp int) int {
	cp = min(max(cp, 0), x.count)
	if x.before == nil {
		return cp
	}
	low, high := 0, len(x.before)
	for high-low > 1 {
		if mid := (low + high) / 2; int(x.before[mid]) <= cp {
			low = mid
		} else {
			high = mid
		}
	}
	at, n := x.checkpoint(low)
	for n < cp {
		_, size := utf8.DecodeRuneInString(x.text[at:])
		at += size
		n++
	}
	return at
}

// Len returns the length of the text in code points.
func (x *Index) Len() int { return x.count }

// checkpoint returns the first code point start at or after the i-th stride, and how many start before it.
func (x *Index) checkpoint(i int) (at, n int) {
	i = min(i, len(x.before)-1)
	at = i * stride
	for at > 0 && at < len(x.text) && !x.starts(at) {
		at++
	}
	return at, int(x.before[i])
}

// starts reports whether a code point of a range loop starts at byte at.
func (x *Index) starts(at int) bool {
	if utf8.RuneStart(x.text[at]) {
		return true
	}
	// A stray continuation byte is a code point of its own; one that belongs to a lead byte is not.
	for back := 1; back < utf8.UTFMax && back <= at; back++ {
		if utf8.RuneStart(x.text[at-back]) {
			_, size := utf8.DecodeRuneInString(x.text[at-back:])
			return size <= back
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
