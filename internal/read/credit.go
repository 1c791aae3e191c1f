package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

var (
	noteNumber  = lazy.MustCompile(`^(?:\(\d{1,3}\)|\[\d{1,3}\]|（\d{1,3}）)`)
	noteNumbers = lazy.MustCompile(`\(\d{1,3}\)|\[\d{1,3}\]|（\d{1,3}）`)
	// bracketed is a line all in brackets, as Japanese and Chinese sites credit what they quote.
	bracketed = lazy.MustCompile(`^[【\[［(（〔][^【】\[\]]{2,60}[】\]］)）〕]$`)
	// reporter is how Korean articles sign: a name of two to four syllables and the title.
	reporter = lazy.MustCompile(`^(?:\p{Hangul}{2,12}\s*[=|]\s*)?\p{Hangul}{2,4}\s?` +
		`(?:기자|특파원|논설위원)(?:\s+\S+@\S+)?$`)
	anyDate = lazy.MustCompile(`\d{4}\s*[./年년-]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}`)
)

// isCredit reports whether a line says where what stands near it comes from: a byline, an agency's tag, a
// footnote, an outlet and a date in brackets. low is the line in lower case.
func isCredit(s, low string) bool {
	n := runes(s)
	switch {
	case n > 300:
		return false
	case text.NoteMark(s) != "":
		return true
	case n <= 70 && bracketed.MatchString(s):
		return anyDate.MatchString(s) || agencies().any(low)
	case n <= 100 && labelled(low, sources()):
		return !libraries().any(low)
	case n <= 80 && !text.EndsSentence(s) && isByline(s, low):
		return true
	case n <= 40 && reporter.MatchString(s):
		return true
	}
	return n <= 40 && !text.EndsSentence(s) && startsWithAgency(low)
}

// markFootnotes marks the last lines of a text that begin with the mark of a note, "(2)", which stands further up too:
// they say where that is from.
func markFootnotes(pieces []piece) {
	var referred map[string]int
	for i := len(pieces) - 1; i >= 0; i-- {
		p := &pieces[i]
		mark := noteNumber.FindString(p.text)
		if mark != "" && referred == nil {
			referred = noteMarks(pieces)
		}
		first, known := referred[mark]
		switch {
		case mark != "" && runes(p.text) <= 300 && known && first < i:
			p.role = text.Credit
		case p.role != text.Chrome && p.role != text.Credit:
			return
		}
	}
}

// noteMarks tells in which line a mark first stands behind words.
func noteMarks(pieces []piece) map[string]int {
	first := map[string]int{}
	for i, p := range pieces {
		for _, at := range noteNumbers.FindAllStringIndex(p.text, -1) {
			mark := p.text[at[0]:at[1]]
			if _, known := first[mark]; at[0] > 0 && !known {
				first[mark] = i
			}
		}
	}
	return first
}

// isByline reports whether a short line names an author: a word of bylines, then a colon or a name.
func isByline(s, low string) bool {
	label := bylines().starts(low)
	if label == "" || len(low) != len(s) || len(strings.Fields(s)) > 8 {
		return false
	}
	rest := s[len(label):]
	name := strings.TrimLeft(rest, " :：/／・\u3000\u00a0")
	first, _ := utf8.DecodeRuneInString(name)
	marked := strings.IndexAny(strings.TrimLeft(rest, " "), ":：/／・") == 0
	switch {
	case name == "" || name == rest && !unicode.IsLower(first):
		return false
	case marked:
		return len([]rune(label)) > 2 || !spaced(first) || unicode.IsUpper(first)
	}
	return spaced(first) && unicode.IsUpper(first) && strings.Contains(name, " ") ||
		unicode.In(first, unicode.Arabic, unicode.Thai)
}

// startsWithAgency reports whether an agency's name stands at a short line's beginning.
func startsWithAgency(low string) bool {
	if len(strings.Fields(low)) > 5 {
		return false
	}
	found := false
	agencies().scan(low, func(from, _ int) { found = found || from <= 12 })
	return found
}
