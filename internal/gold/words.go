package gold

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// carries is the share of the shorter of two quotes that must stand in the other for them to be about one
// sentence. A reading may split or join sentences, or lose a footnote mark, so equality would be too much to
// ask.
const carries = 0.6

// touches reports whether two quotes, both as [letters] returns them, are about one sentence.
func touches(a, b []rune) bool {
	short := min(len(a), len(b))
	return short > 0 && float64(common(a, b)) >= carries*float64(short)
}

// letters returns s after compatibility normalisation and case folding, letters, marks and digits only.
func letters(s string) []rune {
	var out []rune
	for _, r := range cases.Fold().String(norm.NFKC.String(s)) {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

// common returns the length of the longest run that stands in both.
func common(a, b []rune) int {
	longest := 0
	row := make([]int, len(b)+1) // row[j+1]: length of the common run that ends at a[i] and b[j]
	for _, r := range a {
		diagonal := 0
		for j, q := range b {
			above := row[j+1]
			row[j+1] = 0
			if r == q {
				row[j+1] = diagonal + 1
				longest = max(longest, row[j+1])
			}
			diagonal = above
		}
	}
	return longest
}

// likeness compares two statements in English: the weight of the words in both over that of the lighter one,
// 0 to 1. A number weighs as much as two words, since it says more about which of two facts is meant.
func likeness(a, b string) float64 {
	x, y := contentWords(a), contentWords(b)
	both := 0.0
	for w, weight := range x {
		if y[w] > 0 {
			both += weight
		}
	}
	if light := min(total(x), total(y)); light > 0 {
		return both / light
	}
	return 0
}

func total(words map[string]float64) float64 {
	sum := 0.0
	for _, weight := range words {
		sum += weight
	}
	return sum
}

// contentWords returns the content words of an English statement, stemmed, and its numbers, each with its
// weight.
func contentWords(s string) map[string]float64 {
	out := map[string]float64{}
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(s), ",", ""), notWord) {
		w = strings.Trim(w, ".")
		switch n, spelled := spelledNumbers[w]; {
		case spelled:
			out[strconv.Itoa(n)] = 2
		case w != "" && unicode.IsDigit(rune(w[0])):
			out[w] = 2
		case oneWord[w] != "":
			out[stem(oneWord[w])] = 1
		case len(w) > 2 && !stopWords[w]:
			out[stem(w)] = 1
		}
	}
	return out
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }

// stem cuts what English inflection adds; it need only be the same for two forms of one word.
func stem(w string) string {
	for _, end := range []string{"ation", "ying", "ing", "ies", "ied", "ed", "es", "s", "e", "y"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) > 2 {
			return cut
		}
	}
	return w
}

var spelledNumbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90,
}

// oneWord holds words of tolls, which news says in many ways.
var oneWord = map[string]string{
	"died": "dead", "die": "dead", "dies": "dead", "death": "dead", "deaths": "dead", "killed": "dead",
	"kills": "dead", "toll": "dead", "fatalities": "dead", "unaccounted": "missing", "overturned": "capsized",
	"sank": "capsized", "aboard": "board", "vessel": "ship",
}

var stopWords = wordSet(`the and that was were are had has have been will would could for from with not but its his her
	their this which who whom when where while after before about into over under according said says say told than then
	there they them also all any one other some such only more most very`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
