package text

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inner returns the next place inside text[from:to] where a sentence ends although UAX #29 sees no boundary, or 0.
// The sentence so far starts at byte start.
func (r *rules) inner(text string, start, from, to int) int {
	if at := unspaced(r, text, from, to); at > 0 {
		return at
	}
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
	for at := from; ; {
		i := strings.Index(text[at:to], mark)
		if i < 0 {
			return 0
		}
		at += i + len(mark)
		if rest := strings.TrimLeftFunc(text[at:to], unicode.IsSpace); rest != "" && len(rest) < to-at {
			return to - len(rest)
		}
	}
}

// unspaced finds a full stop that lacks its space ("the end.Then"), and an ellipsis before a capital, which UAX #29
// takes for a mark within a sentence.
func unspaced(r *rules, text string, from, to int) int {
	for at := from; ; {
		i := strings.IndexByte(text[at:to], '.')
		if i < 0 {
			break
		}
		stop := at + i
		at = stop + 1
		if at < to && text[at] > ' ' && text[at] != '.' && gluedEnd(r, text[from:stop], text[at:to]) {
			return at
		}
	}
	for at := from; ; {
		i := strings.Index(text[at:to], "… ")
		if i < 0 {
			return 0
		}
		at += i + len("… ")
		if startsUpper(strings.TrimLeftFunc(text[at:to], opensOrMarks)) {
			return at
		}
	}
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

// phrase bounds, in code points, the sentences of a script that writes none of its sentence ends: not before the
// first does a space end one, and past the second any space does.
const (
	phraseShort = 140
	phraseLong  = 280
)

// phraseEnd returns where a Thai or Lao sentence ends: at a space before a word that begins sentences once the
// sentence has some length, or at any space once it is long.
func phraseEnd(text string, start, from, to int) int {
	n := utf8.RuneCountInString(text[max(start, from-3*phraseLong):from])
	for i, c := range text[from:to] {
		if n++; n < phraseShort || c != ' ' {
			continue
		}
		rest := text[from+i+1 : to]
		if len(rest) < phraseShort {
			return 0 // about fifty letters, of three bytes each
		}
		r, _ := utf8.DecodeRuneInString(rest)
		if !unicode.In(r, unicode.Thai, unicode.Lao) && n < phraseLong {
			continue
		}
		if n >= phraseLong || hasAnyPrefix(rest, thaiOpeners...) {
			return from + i + 1
		}
	}
	return 0
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
	digits := 0
	for digits < len(first) && digits < 3 && first[digits] >= '0' && first[digits] <= '9' {
		digits++
	}
	if digits == 0 {
		return 0
	}
	style := first[digits:min(digits+8, len(first))]
	if cut := strings.IndexAny(style, " \u00a0"); cut > 0 && cut < 3 {
		style = style[:cut]
	}
	if style != "." && style != ")" && style != ".)" {
		return 0
	}
	n, _ := strconv.Atoi(first[:digits])
	at := max(from, start+digits)
	if i := strings.Index(c.text[at:to], " "+strconv.Itoa(n+1)+style+" "); i >= 0 {
		return at + i + 1
	}
	return 0
}
