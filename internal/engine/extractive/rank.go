package extractive

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polydigest/internal/sparse"
)

// informative reports whether a sentence can stand as a claim: long enough to say something, and words rather than
// signs.
func informative(s string) bool {
	letters, wide, all := 0, 0, 0
	for _, r := range s {
		all++
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			letters++
		}
		if dense(r) {
			wide++
		}
	}
	return letters+2*wide >= 25 && 2*(letters+wide) >= all
}

// dense reports whether a character of this script says about as much as a syllable or word.
func dense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// A vector weighs the terms of a sentence by their numbers among those of all sentences. Two that are scaled are as
// alike as their product says, 0 to 1.
type vector = sparse.Vector[int]

// terms are what two sentences of one language may share: pairs of neighbouring characters where words are not
// spaced, else the first six letters of each word, which takes most inflection away.
func terms(s string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 2 || len(word) > 0 && unicode.IsDigit(word[0]) {
			out = append(out, string(word[:min(6, len(word))]))
		}
		word = word[:0]
	}
	var before rune
	for _, r := range strings.ToLower(norm.NFKC.String(s)) { // case folding only has to be the same on both sides
		switch {
		case dense(r) || unicode.Is(unicode.Thai, r):
			flush()
			if before != 0 {
				out = append(out, string([]rune{before, r}))
			}
			before = r
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			word = append(word, r)
		default:
			flush()
		}
		before = 0
	}
	flush()
	return out
}

// vectors weighs terms by how often they occur in a sentence and in how few of the sentences.
func vectors(sentences []string) []vector {
	out := make([]vector, len(sentences))
	numbers := map[string]int{}
	var in []int // how many sentences have each term
	for i, s := range sentences {
		count := map[int]int{}
		for _, t := range terms(s) {
			n, known := numbers[t]
			if !known {
				n = len(in)
				numbers[t] = n
				in = append(in, 0)
			}
			if count[n]++; count[n] == 1 {
				in[n]++
			}
		}
		for _, n := range slices.Sorted(maps.Keys(count)) {
			out[i] = append(out[i], sparse.Term[int]{Key: n, Weight: float64(count[n])})
		}
	}
	for _, v := range out {
		for t, x := range v {
			v[t].Weight = (1 + math.Log(x.Weight)) * math.Log(1+float64(len(sentences))/float64(in[x.Key]))
		}
		v.Scale()
	}
	return out
}

// Damping and stop of the power method, as in Erkan and Radev, "LexRank" (JAIR 22, 2004), and the likeness below
// which two sentences count as unlike.
const (
	damping   = 0.85
	steps     = 40
	unlike    = 0.05
	redundant = 0.6
)

// lexrank scores sentences by how much they share with others that score high. The random walk restarts by prior.
func lexrank(vs []vector, prior []float64) []float64 {
	n := len(vs)
	like := make([][]float64, n)
	for i := range like {
		like[i] = make([]float64, n)
	}
	for i := range vs {
		for j := range i {
			if c := sparse.Dot(vs[i], vs[j]); c > unlike {
				like[i][j], like[j][i] = c, c
			}
		}
	}
	for i := range like {
		var sum float64
		for _, c := range like[i] {
			sum += c
		}
		for j := range like[i] {
			if sum > 0 {
				like[i][j] /= sum
			} else {
				like[i][j] = prior[j]
			}
		}
	}
	score := slices.Clone(prior)
	next := make([]float64, n)
	for range steps {
		for j := range next {
			next[j] = (1 - damping) * prior[j]
		}
		for i := range like {
			for j, c := range like[i] {
				next[j] += damping * score[i] * c
			}
		}
		score, next = next, score
	}
	return score
}

// prior favours what comes first and what is long, as news is written.
func prior(sentences []string) []float64 {
	out := make([]float64, len(sentences))
	var sum float64
	for i, s := range sentences {
		length := math.Min(1, float64(width(s))/120)
		out[i] = length * (1/(1+float64(i)) + 0.15)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// width is the length of a sentence with characters of dense scripts counted double.
func width(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if dense(r) {
			n++
		}
	}
	return n
}

// pick returns the indexes of up to want sentences, best first, leaving out those that repeat a better one
// (Carbonell and Goldstein's maximal marginal relevance, with a hard limit for its penalty).
func pick(sentences []string, want int) []int {
	if len(sentences) == 0 {
		return nil
	}
	vs := vectors(sentences)
	score := lexrank(vs, prior(sentences))
	order := make([]int, len(sentences))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case score[a] > score[b]:
			return -1
		case score[a] < score[b]:
			return 1
		}
		return 0
	})
	var out []int
	for _, i := range order {
		repeats := slices.ContainsFunc(out, func(j int) bool { return sparse.Dot(vs[i], vs[j]) > redundant })
		if !repeats {
			out = append(out, i)
		}
		if len(out) == want {
			break
		}
	}
	return out
}
