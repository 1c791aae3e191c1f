package figures

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode/utf8"
)

const longestPhrase = 60 // bytes, folded

// A hit is a phrase that stands at a place: its end and its entries.
type hit struct {
	end   int
	items []item
}

// lengths are how long the phrases are that begin or end in the same way.
type lengths struct {
	runes [1 << 10]bool    // the first or last runes of all
	bytes [headSize]uint64 // by the hash of the first or last bytes: bit n is set for phrases of n bytes
}

func (l *lengths) enter(c rune, hash uint16, n int) {
	if n <= longestPhrase {
		l.runes[c%rune(len(l.runes))] = true
		l.bytes[hash] |= 1 << n
	}
}

// has reports whether a phrase may begin or end with the folded c, or beside one that does not count.
func (l *lengths) has(c rune) bool { return c < 0 || l.runes[c%rune(len(l.runes))] }

// beginning gives the lengths of the phrases that text may begin with.
func (l *lengths) beginning(text []byte) (of uint64) {
	for n := 1; n <= min(len(text), 3); n++ {
		of |= l.bytes[head(text[:n])] & (1 << n)
	}
	if len(text) > 3 {
		of |= l.bytes[head(text)] &^ 0xf
	}
	return of
}

// ending gives the lengths of the phrases that text may end in.
func (l *lengths) ending(text []byte) (of uint64) {
	for n := 1; n <= min(len(text), 3); n++ {
		of |= l.bytes[tail(text[len(text)-n:])] & (1 << n)
	}
	if len(text) > 3 {
		of |= l.bytes[tail(text)] &^ 0xf
	}
	return of
}

// A lookup remembers the phrases at one place, longest first.
type lookup struct {
	at   int
	hits []hit
}

// phrases calls yes for the entries of what stands at i, longest first, until it accepts one. It gives the end of the
// accepted phrase, or -1.
func (r *reader) phrases(i int, yes func(it *item) bool) int {
	if i >= len(r.s) {
		return -1
	}
	l := &r.seen[i%len(r.seen)]
	if l.at != i+1 {
		l.at, l.hits = i+1, l.hits[:0]
		r.look(i, l)
	}
	for _, h := range l.hits {
		for k := range h.items {
			if yes(&h.items[k]) {
				return h.end
			}
		}
	}
	return -1
}

// look fills l with the phrases at i. What stands there is folded as far as a phrase goes on that begins so.
func (r *reader) look(i int, l *lookup) {
	if !r.lx.starts.has(r.lx.foldRune(firstRune(r.s[i:]))) {
		return
	}
	f := folded{bytes: r.buf[:0], pos: i}
	r.foldOn(&f, 4)
	of := r.lx.starts.beginning(f.bytes)
	r.foldOn(&f, bits.Len64(of)-1)
	r.buf = f.bytes
	for ; of != 0; of &^= 1 << (bits.Len64(of) - 1) {
		n := bits.Len64(of) - 1
		if n > len(f.bytes) || f.ends[n] == 0 {
			continue
		}
		if items := r.lx.after[string(f.bytes[:n])]; items != nil && r.boundary(f.ends[n]) {
			l.hits = append(l.hits, hit{f.ends[n], items})
		}
		if n >= 4 && len(r.lx.stems) > 0 {
			if items := r.lx.stems[string(f.bytes[:n])]; items != nil {
				l.hits = append(l.hits, hit{wordEnd(r.s, f.ends[n]), items})
			}
		}
	}
}

// A folded is text as it is compared with phrases.
type folded struct {
	bytes []byte
	ends  [longestPhrase + utf8.UTFMax]int // by the number of bytes, where they end in the text
	pos   int                              // in the text, behind the bytes and what follows them that does not count
}

// foldOn adds to f what is in its line up to so many bytes.
func (r *reader) foldOn(f *folded, most int) {
	for f.pos < len(r.s) && r.s[f.pos] != '\n' {
		c, n := utf8.DecodeRuneInString(r.s[f.pos:])
		c = r.lx.foldRune(c)
		if drop := c < 0 || c == ' ' && bytes.HasSuffix(f.bytes, []byte{' '}); !drop {
			if len(f.bytes) >= most {
				return
			}
			f.bytes = utf8.AppendRune(f.bytes, c)
		}
		f.pos += n
		f.ends[len(f.bytes)] = f.pos
	}
}

// boundary reports whether a phrase may end at i: between words, or anywhere in scripts without spaces.
func (r *reader) boundary(i int) bool {
	if i >= len(r.s) || i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(r.s[:i])
	if !isLetter(before) || apartRune(before) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(r.s[i:])
	return !isLetter(after) || apartRune(after)
}

// phrase finds an entry of one class after i, spaces or a hyphen skipped.
func (r *reader) phrase(i int, class byte) (*item, int) {
	var found *item
	pick := func(it *item) bool {
		if it.class != class {
			return false
		}
		found = it
		return true
	}
	end := r.phrases(i, pick)
	if end < 0 {
		if j := r.spaces(i); j > i {
			end = r.phrases(j, pick)
		}
	}
	return found, end
}

// phraseBefore finds the longest entry that ends at i, spaces skipped.
func (r *reader) phraseBefore(i int) (*item, int) {
	end := i
	for end > 0 && i-end < 8 {
		c, n := utf8.DecodeLastRuneInString(r.s[:end])
		if c != ' ' && c != 0xa0 && c != 0x202f && c != 0x2009 {
			break
		}
		end -= n
	}
	if c, _ := utf8.DecodeLastRuneInString(r.s[:end]); end == 0 || !r.lx.tails.has(r.lx.foldRune(c)) {
		return nil, 0
	}
	near := end
	for n := 0; near > 0 && n < 4; {
		c, w := utf8.DecodeLastRuneInString(r.s[:near])
		if near -= w; r.lx.foldRune(c) >= 0 {
			n++
		}
	}
	r.buf = r.foldInto(r.buf[:0], near, end)
	of := r.lx.tails.ending(r.buf)
	if of == 0 {
		return nil, 0
	}
	var (
		starts [longestPhrase]int // where phrases of these lengths would begin
		count  int
	)
	for pos, n := end, 0; pos > 0 && of>>n > 1; {
		c, w := utf8.DecodeLastRuneInString(r.s[:pos])
		if pos -= w; end-pos > longestPhrase {
			break
		}
		if f := r.lx.foldRune(c); f >= 0 {
			n += utf8.RuneLen(f)
		}
		if of&(1<<n) != 0 && c != ' ' && (pos == 0 || r.startsAt(pos, c)) {
			starts[count], count = pos, count+1
		}
	}
	for count--; count >= 0; count-- {
		start := starts[count]
		r.buf = r.foldInto(r.buf[:0], start, end)
		items := r.lx.before[string(r.buf)]
		for k := range items {
			if !items[k].code || isUpper(r.s[start:end]) {
				return &items[k], start
			}
		}
	}
	return nil, 0
}

// startsAt reports whether a phrase that begins with c may begin at i.
func (r *reader) startsAt(i int, c rune) bool {
	before, _ := utf8.DecodeLastRuneInString(r.s[:i])
	if !isLetter(c) || !isLetter(before) || apartRune(c) || apartRune(before) {
		return true
	}
	return containsRune(r.lx.prefixes, before)
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }

// phrasesWith reports whether an entry of a class stands at i.
func (r *reader) phrasesWith(i int, class byte) bool {
	try := reader{s: r.s, lx: r.lx}
	return try.phrases(i, func(it *item) bool { return it.class == class }) > 0
}
