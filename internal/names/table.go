package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Table finds among many renderings those that a text may name, in time that grows with the text and with what is
// found, not with the table. It is for one language and safe to share.
type Table struct {
	rendered map[string][]string
	byStart  map[string][]string // renderings by the first letters of each of their words
}

// starting is how many letters of a word the table looks it up by, at most.
const starting = 6

// NewTable makes a table of renderings, each with the forms of the sources.
func NewTable(rendered map[string][]string) *Table {
	t := &Table{rendered: rendered, byStart: map[string][]string{}}
	for name := range rendered {
		seen := map[string]bool{}
		eachStart(fold(telling(name)), func(start string) {
			if utf8.RuneCountInString(start) > 4 {
				start = shorter(start) // it may be an ending
			}
			if !seen[start] {
				seen[start] = true
				t.byStart[start] = append(t.byStart[start], name)
			}
		})
	}
	return t
}

// telling is a name without its small words, of which every text has some: the of of Bank of Japan.
func telling(name string) string {
	words := strings.Fields(name)
	capital := func(w string) bool { return strings.ContainsFunc(w, unicode.IsUpper) }
	if !slices.ContainsFunc(words, capital) {
		return name
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return !capital(w) }), " ")
}

// In gives the renderings a word of which begins as a word of the text does: all that [Check] can ask for, and more.
func (t *Table) In(text string) map[string][]string {
	out, seen := map[string][]string{}, map[string]bool{}
	eachStart(fold(text), func(start string) {
		for n := start; n != ""; n = shorter(n) {
			if seen[n] {
				break
			}
			seen[n] = true
			for _, name := range t.byStart[n] {
				out[name] = t.rendered[name]
			}
		}
	})
	return out
}

func shorter(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-size]
}

// eachStart gives the first letters of every word of a folded text, with and without the particles that Arabic and
// Hebrew write before it, and from every letter in scripts without spaces.
func eachStart(folded string, give func(string)) {
	before := 4 // letters since the word began; more than any particle
	for i, r := range folded {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
			before = 0
			continue
		}
		if i == 0 {
			before = 0
		}
		switch scriptOf(r) {
		case hanScript, kana, thai:
			before = 0
		}
		if before == 0 || before <= 3 && joinsParticles(r) {
			give(firstLetters(folded[i:]))
		}
		before++
	}
}

// joinsParticles reports the scripts whose names [Occurs] finds behind up to three letters.
func joinsParticles(r rune) bool {
	switch scriptOf(r) {
	case hangul, arabic, hebrew:
		return true
	}
	return false
}

// firstLetters cuts a text after its first letters or its first word.
func firstLetters(s string) string {
	n := 0
	for i, r := range s {
		if n == starting || n > 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
			return s[:i]
		}
		n++
	}
	return s
}
