package figures

import (
	"strings"
	"unicode/utf8"
)

const longestPhrase = 40 // bytes, folded

// A hit is a phrase that stands at a place: its end and its entries.
type hit struct {
	end   int
	items []item
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

// look fills l with the phrases at i.
func (r *reader) look(i int, l *lookup) {
	var (
		ends [longestPhrase + 4]int // by folded length, the offset in s after it
		buf  = r.buf[:0]
		last rune
		most = longestPhrase - 4
	)
	for pos := i; pos < len(r.s) && len(buf) < most; {
		c, n := utf8.DecodeRuneInString(r.s[pos:])
		if c == '\n' {
			break
		}
		pos += n
		f := r.lx.foldRune(c)
		if f < 0 || f == ' ' && last == ' ' {
			if len(buf) > 0 {
				ends[len(buf)] = pos
			}
			continue
		}
		buf = utf8.AppendRune(buf, f)
		ends[len(buf)] = pos
		if last == 0 {
			if most = min(most, int(r.lx.starts[start(buf)])); most == 0 {
				break
			}
		}
		last = f
	}
	r.buf = buf
	for n := min(len(buf), most); n > 0; n-- {
		end := ends[n]
		if end == 0 {
			continue
		}
		if items := r.lx.after[string(buf[:n])]; items != nil && r.boundary(end) {
			l.hits = append(l.hits, hit{end, items})
		}
		if n >= 4 && len(r.lx.stems) > 0 {
			if items := r.lx.stems[string(buf[:n])]; items != nil {
				l.hits = append(l.hits, hit{wordEnd(r.s, end), items})
			}
		}
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
	if c, _ := utf8.DecodeLastRuneInString(r.s[:end]); end == 0 || !r.lx.tails[r.lx.foldRune(c)] {
		return nil, 0
	}
	from := max(0, end-longestPhrase)
	for from < end && !utf8.RuneStart(r.s[from]) {
		from++
	}
	// Folded once; then looked up from each place where a phrase may begin.
	var starts [longestPhrase]struct{ at, folded int }
	count := 0
	buf := r.buf[:0]
	for pos := from; pos < end; {
		c, n := utf8.DecodeRuneInString(r.s[pos:])
		if c != ' ' && (pos == 0 || r.startsAt(pos, c)) {
			starts[count].at, starts[count].folded = pos, len(buf)
			count++
		}
		if f := r.lx.foldRune(c); f >= 0 {
			buf = utf8.AppendRune(buf, f)
		}
		pos += n
	}
	r.buf = buf
	for _, s := range starts[:count] {
		items := r.lx.before[string(buf[s.folded:])]
		for k := range items {
			if !items[k].code || isUpper(r.s[s.at:end]) {
				return &items[k], s.at
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
