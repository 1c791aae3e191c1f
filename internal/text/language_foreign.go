package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Foreign tells how surely s, a sentence or a title of any length, is not in the language tag but in another one of
// its script, and in which: sure is 0 to 1. Only words that are no names count; in a script without capitals, where
// they look the same, one of the commonest words of the other language must stand there. of is "" where there are less
// than two, since names are of any language, and where tag's script is its own or it has no n-grams.
func Foreign(s, tag string) (of string, sure float64) {
	want := slices.Index(languageTags[:], Base(tag))
	own := ownWords(s)
	if want < 0 || len(own) < 2 {
		return "", 0
	}
	of, lead := outdone(own, want)
	theirs := common(own, of)
	if common(own, tag) > theirs || theirs == 0 && !hasCase(s) {
		return languageTags[want], 0
	}
	return of, 1 - math.Exp(-lead/6)
}

// hasCase reports whether s is in a script with capitals.
func hasCase(s string) bool { return strings.ToUpper(s) != strings.ToLower(s) }

// outdone is the language of want's script that is likeliest for the words, and by how many nats it leads want.
func outdone(words []string, want int) (of string, lead float64) {
	script := slices.IndexFunc(groups[:], func(g [2]int) bool { return want >= g[0] && want < g[1] })
	var scores [len(languageTags)]float64
	letters := weigh(strings.Join(words, " "), scriptRanges[script], &scores)
	of = languageTags[want]
	for i := groups[script][0]; i < groups[script][1]; i++ {
		over := scores[i] - scores[want] + lean[languageTags[i]]*math.Sqrt(float64(letters))
		if i != want && over > lead {
			of, lead = languageTags[i], over
		}
	}
	return of, lead
}

// common counts the words that are among the commonest of a language.
func common(words []string, tag string) (n int) {
	for _, w := range words {
		if FunctionWord(w, tag) {
			n++
		}
	}
	return n
}

// ownWords are the words of s that its language can be told by: not those with a capital, nor one or two small words
// between two of those ("Ursula von der Leyen", "Bank of England"), which are names as a rule. The first word has its
// capital from its place if it is one of the commonest of a language and a small one follows.
func ownWords(s string) (own []string) {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
	named := func(i int) bool {
		first, _ := utf8.DecodeRuneInString(words[i])
		return unicode.IsUpper(first)
	}
	if len(words) > 1 && named(0) && !named(1) {
		if first := strings.ToLower(words[0]); wordLanguages()[first] != nil {
			words[0] = first
		}
	}
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && !named(end) {
			end++
		}
		between := i > 0 && end < len(words)
		if !between || end-i > 2 {
			own = append(own, words[i:end]...)
		}
		i = end + 1
	}
	return own
}
