package read

import (
	"strings"
	"unicode"

	"polydigest/internal/text"
	"polydigest/internal/when"
)

// markDatelines marks what stands round an article's text: the date above it, and the lines on its author below
// it.
func markDatelines(pieces []piece, lang string, authors []string) {
	for i, p := range pieces {
		edge := i < 6 || i >= len(pieces)-2 || runes(p.text) <= 60 && labelled(lower(p.text), updateLabels())
		if edge && isDateline(p, lang) {
			pieces[i].role = text.Chrome
		}
	}
	for i := max(0, len(pieces)-4); i < len(pieces); i++ {
		if !namesAuthor(pieces[i].text, authors) {
			continue
		}
		pieces[i].role = text.Credit
		for j := i + 1; j < len(pieces); j++ {
			pieces[j].role = text.Chrome
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
	rest, day := withoutDates(p.text, lang)
	if !day {
		own, _ := text.Language(p.text) // the line may be a translation's
		if own == lang {
			return false
		}
		if rest, day = withoutDates(p.text, own); !day {
			return false
		}
	}
	rest = lower(rest)
	labels := 0
	count := func(from, to int) { labels += runes(fold(rest[from:to])) }
	updateLabels().scan(rest, count)
	if labels == 0 {
		dateLabels().scan(rest, count)
	}
	if labels == 0 {
		widgets().scan(rest, count)
	}
	return runes(fold(rest))-labels <= 6
}

// withoutDates gives a line without the times it names, and whether one of them is a day.
func withoutDates(line, lang string) (rest string, day bool) {
	at := 0
	for _, t := range when.Find(line, lang, "") {
		rest += line[at:t.Start] + " "
		at = t.End
		day = day || t.Kind == when.Date && fullDay(t.EDTF)
	}
	return rest + line[at:], day
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
