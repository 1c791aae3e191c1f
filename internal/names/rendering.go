package names

import (
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// Rendering says whether a person's or a place's name, as a source writes it, can have been rendered so in another
// language: Pass when it is the same place of the table, the same letters or the same sounds, or when one of its words
// reads a part of a form in Han characters (Hayashi, 林芳正); Fail when nothing is alike, so that it is another's name
// (拜登 as Trump, 林芳正 as Matsuno); NotRun for what lies between and for scripts that are not read. Names of bodies are
// translated by their sense and not for this.
func Rendering(form, formLang, text, lang string) digest.Result {
	a, b := places()[fold(form)], places()[fold(text)]
	switch {
	case slices.ContainsFunc(a, func(row string) bool { return slices.Contains(b, row) }):
		return digest.Pass
	case len(a) > 0 && len(b) > 0:
		return digest.Fail
	case Occurs(form, text, lang), Occurs(text, form, formLang):
		return digest.Pass
	}
	least, known := wholeDistance(form, formLang, text, lang)
	if !known && least == 1 {
		return digest.NotRun
	}
	for _, w := range partsOf(text) {
		least = min(least, wordIn(w, lang, form, formLang))
	}
	switch {
	case least <= Same:
		return digest.Pass
	case least >= Unlike, scriptOfText(form) == hanScript && !foreign([]rune(form)):
		return digest.Fail // of a name in Han characters at least one word has to read a part
	}
	return digest.NotRun
}

// wholeDistance compares the names whole, with the words of either in both orders.
func wholeDistance(form, formLang, text, lang string) (float64, bool) {
	d, known := Distance(form, formLang, text, lang)
	if parts := partsOf(text); len(parts) > 1 {
		slices.Reverse(parts)
		turned, _ := Distance(form, formLang, strings.Join(parts, " "), lang)
		d = min(d, turned)
	}
	return d, known || d < 1
}

// wordIn gives the distance of a word of a rendering to the nearest part of the form: to its words, or to one to three
// of its Han characters in Japanese, Mandarin and Korean reading, which must be met more nearly.
func wordIn(w, lang, form, formLang string) float64 {
	least := 1.0
	if scriptOfText(form) != hanScript {
		for _, part := range partsOf(form) {
			if d, known := Distance(part, formLang, w, lang); known {
				least = min(least, d)
			}
		}
		return least
	}
	own, ok := sounds(w, lang)
	if !ok {
		return 1
	}
	runes := []rune(form)
	for i := range runes {
		for n := 1; n <= 3 && i+n <= len(runes); n++ {
			for _, tongue := range [...]string{"ja", "zh", "ko"} {
				s, ok := hanSounds(string(runes[i:i+n]), tongue)
				if d := nearest(own, s); ok && d <= 0.2 {
					least = min(least, d)
				}
			}
		}
	}
	return least
}
