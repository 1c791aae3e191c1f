package text

import (
	"cmp"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// innerEnds find the ends of sentences that no language is alone in.
var innerEnds = [...]func(c *cutter, from, to int) int{(*cutter).unspaced, (*cutter).ellipsis, (*cutter).beforeFigure}

// inner returns the next place inside text[from:to] where a sentence ends although UAX #29 sees no boundary, or 0.
func (c *cutter) inner(from, to int) int {
	end := to
	for i := range innerEnds {
		if at := c.nextEnd(i, from, to); at > 0 {
			end = min(end, at)
		}
	}
	if at := c.rules.inner(c.text, c.start, from, end); at > 0 || end == to {
		return at
	}
	return end
}

// A sighting is what was found of one kind of sentence end: looking for it again behind every other one would be
// quadratic.
type sighting struct{ at, searched int }

// nextEnd returns the first place inside text[from:to] that a finder finds, or 0; from and to grow from call to call.
func (c *cutter) nextEnd(finder, from, to int) int {
	s := &c.ahead[finder]
	if s.at <= from && s.searched < to {
		s.at = innerEnds[finder](c, max(from, s.searched), to)
		s.searched = cmp.Or(s.at, to)
	}
	if s.at <= from {
		return 0
	}
	return s.at
}

// beforeFigure returns where in text[from:to] a sentence ends before one that begins with a figure, or behind the
// numbers of notes ("reported.11 12 Then"), or 0. UAX #29 looks past digits and signs for a small letter, so that the
// full stop before "45 people" is none to it, and takes one right before a digit for a part of a number.
func (c *cutter) beforeFigure(from, to int) int {
	for at := range places(c.text, from, to, ".") {
		ahead := strings.TrimLeftFunc(c.text[at:to], closes)
		next := strings.TrimLeft(ahead, " \u00a0")
		if notes := behindNotes(ahead); notes != "" {
			next = notes
		} else if len(next) == len(ahead) || !beginsFigure(next) {
			continue
		}
		if wholeWord(c.text[from:at-1]) && !c.goesOn(to-len(next)) {
			return to - len(next)
		}
	}
	return 0
}

// places are the places behind each mark inside text[from:to].
func places(text string, from, to int, mark string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := from; ; {
			i := strings.Index(text[at:to], mark)
			if i < 0 {
				return
			}
			if at += i + len(mark); !yield(at) {
				return
			}
		}
	}
}

// behindNotes returns what stands in s behind the numbers of notes that it begins with, or "" when there are none or
// no sentence begins behind them.
func behindNotes(s string) string {
	rest := strings.TrimLeft(s, "0123456789 ")
	if rest == "" || len(rest) == len(s) || s[0] == ' ' || s[len(s)-len(rest)-1] != ' ' || !startsUpper(rest) {
		return ""
	}
	for number := range strings.FieldsSeq(s[:len(s)-len(rest)]) {
		if len(number) > 3 {
			return ""
		}
	}
	return rest
}

// beginsFigure reports whether s begins with a number or an amount of money.
func beginsFigure(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.Is(unicode.Sc, r) {
		r, _ = utf8.DecodeRuneInString(strings.TrimLeft(s[size:], " \u00a0"))
	}
	return unicode.IsDigit(r)
}

// wholeWord reports whether s ends in a word too long for an abbreviation that nobody listed, in a year, or behind a
// bracket or sign.
func wholeWord(s string) bool {
	word := lastWord(s)
	switch n := utf8.RuneCountInString(word); {
	case n == 0:
		r, _ := utf8.DecodeLastRuneInString(s)
		return r == '%' || closes(r)
	case isNumber(word):
		return n == len("2006")
	case startsUpper(word):
		return n >= 5 && isLetters(word)
	default:
		return n >= 4 && isLetters(word)
	}
}

// inner is the same for the ends that only one language has. The sentence so far starts at byte start.
func (r *rules) inner(text string, start, from, to int) int {
	switch r.lang {
	case "hy":
		return behind(text, from, to, ":") // typed for the Armenian full stop ։
	case "el":
		return behind(text, from, to, ";") // the Greek question mark U+037E normalises to it
	case "th", "lo":
		return phraseEnd(text, start, from, to)
	}
	return 0
}

// behind returns the place behind the first mark that white space follows, inside text[from:to].
func behind(text string, from, to int, mark string) int {
	for at := range places(text, from, to, mark) {
		if rest := strings.TrimLeftFunc(text[at:to], unicode.IsSpace); rest != "" && len(rest) < to-at {
			return to - len(rest)
		}
	}
	return 0
}

// unspaced finds a full stop that lacks its space ("the end.Then").
func (c *cutter) unspaced(from, to int) int {
	for at := range places(c.text, from, to, ".") {
		if at < to && c.text[at] > ' ' && c.text[at] != '.' && gluedEnd(c.rules, c.text[from:at-1], c.text[at:to]) {
			return at
		}
	}
	return 0
}

// ellipsis finds one before a capital, which UAX #29 takes for a mark within a sentence.
func (c *cutter) ellipsis(from, to int) int {
	for at := range places(c.text, from, to, "… ") {
		if startsUpper(strings.TrimLeftFunc(c.text[at:to], opensOrMarks)) {
			return at
		}
	}
	return 0
}

// gluedEnd decides on a full stop between before and after without white space: the word before is a plain word in
// small letters, the one after begins with a capital, and neither is part of an address.
func gluedEnd(r *rules, before, after string) bool {
	word := lastWord(before)
	if utf8.RuneCountInString(word) < 4 || r.hard[word] || !isLetters(word) || !startsUpper(after) {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(word); !unicode.IsLower(last) {
		return false
	}
	next := firstWord(after)
	if utf8.RuneCountInString(next) < 2 && !r.openers[next] || startsUpper(word) && !r.openers[next] {
		return false
	}
	if rest := after[len(next):]; rest != "" && rest[0] == '.' && !r.hard[next] {
		return false
	}
	token := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	return !strings.ContainsAny(token, "/@:\\") && !strings.HasPrefix(token, "www.")
}

// phrases bound, in code points, the sentences of a script that writes none of its sentence ends.
const (
	phraseLeast = 30             // nothing shorter stands on either side of such an end
	phraseLong  = 600            // past it a word that often begins sentences is enough, lest a page become one quote,
	phraseMost  = 5 * phraseLong // and past it any space, in Lao too, whose words are not listed
)

// phraseEnd returns where a Thai or Lao sentence ends: at a space behind a word that ends sentences or before one that
// begins them, so that no quote begins amid a phrase; most spaces part phrases.
func phraseEnd(text string, start, from, to int) int {
	n := utf8.RuneCountInString(text[max(start, from-4*phraseMost):from])
	for i, c := range text[from:to] {
		if n++; n < phraseLeast || c != ' ' {
			continue
		}
		at := from + i
		rest, _, _ := strings.Cut(strings.TrimLeft(text[at:min(len(text), at+reach)], " "), "\n")
		if len(rest) < phraseLeast*len("ก") {
			return 0
		}
		if n >= phraseMost || endsThai(text[start:at], rest, n >= phraseLong) {
			return at + 1
		}
	}
	return 0
}

// endsThai reports whether a Thai sentence ends at the space between before and after; in a long one a subject behind
// the space is enough.
func endsThai(before, after string, long bool) bool {
	switch {
	case hasAnySuffix(before, thaiLeads...) || hasAnySuffix(before, thaiJoiners...):
		return false
	case hasAnyPrefix(after, thaiOpeners...):
		return true
	case hasAnyPrefix(after, thaiJoiners...):
		return false
	case hasAnySuffix(before, thaiEnders...) && !strings.HasSuffix(before, "ดังกล่าว"):
		return !strings.ContainsAny(after[:1], `"'`) && !hasAnyPrefix(after, "“", "‘") // what he said stands behind
	}
	if !long || !hasAnyPrefix(after, thaiSubjects...) || strings.Contains(after[:min(len(after), 30*len("ก"))], "กล่าว") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return !closes(r) && !unicode.IsDigit(r) && !hasAnyPrefix(before[strings.LastIndexByte(before, ' ')+1:], thaiForerunners...)
}

// nextItem returns where in text[from:to] the next item of a list begins that stands on one line, as "2." in
// "1. the first 2. the second" or a second "•", or 0.
func (c *cutter) nextItem(from, to int) int {
	start, _ := trim(c.text, c.start, to)
	first := c.text[start:to]
	bullet, size := utf8.DecodeRuneInString(first)
	if bullet == '•' || bullet == '⁃' || bullet == '◦' {
		at := max(from, start+size)
		if i := strings.Index(c.text[at:to], " "+string(bullet)); i >= 0 {
			return at + i + 1
		}
		return 0
	}
	next, style := afterLabel(first)
	if next == "" {
		return 0
	}
	at := max(from, start+len(next))
	for _, lead := range []string{" ", " ("} {
		if i := strings.Index(c.text[at:to], lead+next+style+" "); i >= 0 {
			return at + i + 1
		}
	}
	return 0
}

// afterLabel returns the label that follows the one which s begins with in a list ("2" after "1", "b" after "a"), and
// what stands behind both ("." or ")" or ".)"); "" when s begins with none.
func afterLabel(s string) (next, style string) {
	s = strings.TrimPrefix(s, "(")
	size := 0
	for size < len(s) && size < 3 && s[size] >= '0' && s[size] <= '9' {
		size++
	}
	switch {
	case size > 0:
		n, _ := strconv.Atoi(s[:size])
		next = strconv.Itoa(n + 1)
	case s != "" && s[0] >= 'a' && s[0] < 'z':
		size, next = 1, string(rune(s[0]+1))
	default:
		return "", ""
	}
	style = s[size:min(size+8, len(s))]
	if cut := strings.IndexAny(style, " \u00a0"); cut > 0 && cut < 3 {
		style = style[:cut]
	}
	if style != "." && style != ")" && style != ".)" {
		return "", ""
	}
	return next, style
}
