package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/verify"
)

// shortTexts are the most letters of the texts that editions cuts.
var shortTexts = []int{12, 18, 24, 32, 39, 60, 100, 200}

// editions prints how often a short text is refused for its language: rightly, in an edition of another language of
// its script, and wrongly, in one of its own. The texts are pieces of whole words of parallel-news-ntrex, one from the
// beginning of each line and one from its middle. Pairs of languages that the rule holds for one (Portuguese and
// Spanish, say) count as others.
func editions(args []string) error {
	if len(args) == 0 {
		return errors.New("editions: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	articles, langs, err := ntrex(args[0])
	if err != nil {
		return err
	}
	for _, most := range shortTexts {
		var own, other hits
		for _, lang := range langs {
			others := sharers(lang)
			if len(others) == 0 {
				continue
			}
			for n, line := range linesOf(articles, lang) {
				in := others[n%len(others)]
				for _, piece := range pieces(line, most) {
					refused := wrongLanguage(piece, lang)
					own.add(refused)
					note(refused && verbose, "%s: %q\n", lang, piece)
					if base(in) == base(lang) {
						continue
					}
					caught := wrongLanguage(piece, in)
					other.add(caught)
					note(!caught && verbose, "as %s: %s: %q\n", in, lang, piece)
				}
			}
		}
		fmt.Printf("at most %d letters: in its own language refused %.2f%% of %d; in another's %.1f%% of %d\n",
			most, own.rate(), own.n, other.rate(), other.n)
	}
	return nil
}

// sharers are the languages of a language's script, with itself.
func sharers(lang string) []string {
	for _, group := range []string{"en fr it es pt de nl sv pl cs tr vi id", "ru uk", "ar fa", "zh-Hans zh-Hant ja"} {
		if langs := strings.Fields(group); slices.Contains(langs, lang) {
			return langs
		}
	}
	return nil
}

func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return b
}

func linesOf(articles []article, lang string) (lines []string) {
	for _, a := range articles {
		lines = append(lines, a.lines(lang)...)
	}
	return lines
}

func wrongLanguage(s, lang string) bool {
	return verify.Surface(digest.Text{Text: s, Lang: lang}, 600) == verify.WrongLanguage
}

// pieces are the whole words of a line with so many letters at most, from its beginning and from its middle.
func pieces(line string, most int) []string {
	words := strings.Fields(line)
	if len(words) < 8 { // no spaces between words
		runes := []rune(line)
		return []string{string(runes[:min(most, len(runes))]), string(runes[len(runes)/2:][:min(most, len(runes)-len(runes)/2)])}
	}
	cut := func(words []string) string {
		letters := 0
		for i, w := range words {
			for _, r := range w {
				if unicode.IsLetter(r) {
					letters++
				}
			}
			if letters > most {
				return strings.Join(words[:i], " ")
			}
		}
		return strings.Join(words, " ")
	}
	return []string{cut(words), cut(words[len(words)/2:])}
}
