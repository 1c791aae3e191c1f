package verify

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
)

// scripts are the letters of scripts. Every language uses Latin ones for names.
var scripts = map[string][]*unicode.RangeTable{
	"Hans": {unicode.Han}, "Hant": {unicode.Han}, "Hani": {unicode.Han}, "Jpan": {unicode.Han, unicode.Hiragana, unicode.Katakana},
	"Kore": {unicode.Hangul, unicode.Han}, "Cyrl": {unicode.Cyrillic}, "Arab": {unicode.Arabic}, "Hebr": {unicode.Hebrew},
	"Grek": {unicode.Greek}, "Thai": {unicode.Thai}, "Deva": {unicode.Devanagari}, "Latn": {unicode.Latin},
}

// foreignWords is how many words in Latin letters, and none in its own, make a text one of another language: a name in the
// place of a text may have fewer.
const foreignWords = 4

// strange is the first word of a text in a script that its language is not written in and that the cited words do not
// have: a name may stay as a source writes it, other words may not. Single letters, as in formulae, do not count.
func strange(t digest.Text, quotes []figures.Quote) string {
	script, _ := language.Make(t.Lang).Script()
	own, known := scripts[script.String()]
	if !known {
		return ""
	}
	if !strings.ContainsFunc(t.Text, func(r rune) bool { return unicode.In(r, own...) }) {
		latin := strings.FieldsFunc(t.Text, func(r rune) bool { return !unicode.In(r, unicode.Latin) })
		letters := strings.ContainsFunc(t.Text, unicode.IsLetter)
		if letters && len(latin) == 0 || len(latin) >= foreignWords {
			return t.Text
		}
	}
	words := strings.FieldsFunc(t.Text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.In(r, unicode.Latin) || unicode.In(r, own...) || r == 'ー'
	})
	for _, w := range words {
		if len([]rune(w)) < 2 || !strings.ContainsFunc(w, unicode.IsLetter) {
			continue
		}
		cited := false
		for _, q := range quotes {
			cited = cited || strings.Contains(Fold(q.Text), Fold(w))
		}
		if !cited {
			return w
		}
	}
	return ""
}
