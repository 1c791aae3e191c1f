package text

import (
	"strings"
	"unicode"

	"polydigest/internal/when"
)

// markDatelines marks what stands round an article's text: the date above it, and the lines on its author below
// it.
func markDatelines(pieces []piece, lang string, authors []string) {
	for i := range pieces {
		if (i < 6 || i >= len(pieces)-2) && isDateline(pieces[i], lang) {
			pieces[i].role = Chrome
		}
	}
	for i := max(0, len(pieces)-4); i < len(pieces); i++ {
		if !namesAuthor(pieces[i].text, authors) {
			continue
		}
		pieces[i].role = Credit
		for j := i + 1; j < len(pieces); j++ {
			pieces[j].role = Chrome
		}
		break
	}
}

// isDateline reports whether a line says little more than a day.
func isDateline(p piece, lang string) bool {
	if p.row || startsItem(p.text) || runes(p.text) > 90 || !strings.ContainsFunc(p.text, unicode.IsDigit) {
		return false
	}
	if isCredit(p.text, lower(p.text)) {
		return false
	}
	rest, at, day := "", 0, false
	for _, t := range when.Find(p.text, lang, "") {
		rest += p.text[at:t.Start] + " "
		at = t.End
		day = day || t.Kind == when.Date && fullDay(t.EDTF)
	}
	if !day {
		return false
	}
	rest = lower(rest + p.text[at:])
	labels := 0
	count := func(from, to int) { labels += runes(fold(rest[from:to])) }
	dateLabels().scan(rest, count)
	if labels == 0 {
		widgets().scan(rest, count)
	}
	return runes(fold(rest))-labels <= 6
}

// namesAuthor reports whether a line is the name of one of the authors.
func namesAuthor(s string, authors []string) bool {
	for _, a := range authors {
		if runes(a) >= 4 && sameLine(s, a) {
			return true
		}
	}
	return false
}
