package verify

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/sparse"
)

// A bag is the terms of a statement with their weights: the rarer a term among the claims of a story, the more it
// tells. total is the sum of the weights. They are whole numbers: sums of others depend on the order they are taken in,
// and equal claims must be joined equally.
type bag struct {
	weight map[string]int
	total  int
}

// fine is what weights are multiplied by before they are rounded.
const fine = 1 << 20

// bags weighs the statements of claims.
func bags(claims []digest.Claim) []bag {
	in := map[string]int{}
	all := make([][]string, len(claims))
	for i, c := range claims {
		all[i] = termsOf(c)
		for _, t := range all[i] {
			in[t]++
		}
	}
	out := make([]bag, len(claims))
	for i, ts := range all {
		out[i].weight = make(map[string]int, len(ts))
		for _, t := range ts {
			w := int(math.Round(fine * math.Log(1+float64(len(claims))/float64(in[t]))))
			out[i].weight[t] = w
			out[i].total += w
		}
	}
	return out
}

// common is the weight of the terms that two statements share.
func (b bag) common(o bag) int {
	sum := 0
	for t, w := range b.weight {
		if o.weight[t] > 0 {
			sum += w
		}
	}
	return sum
}

// less is b without these terms.
func (b bag) less(ts []string) bag {
	out := bag{weight: maps.Clone(b.weight), total: b.total}
	for _, t := range ts {
		out.total -= out.weight[t]
		delete(out.weight, t)
	}
	return out
}

// alike is what two statements share of both, 0 to 1.
func (b bag) alike(o bag) float64 { return share01(2*b.common(o), b.total+o.total) }

// within is what two statements share of the shorter one, 0 to 1.
func (b bag) within(o bag) float64 { return share01(b.common(o), min(b.total, o.total)) }

func share01(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}

// rare is in how many claims at most a term stands that tells which others a claim may equal.
const rare = 24

// candidates are the pairs of claims that share a rare term, in order. There are about as many as claims, not as many
// as pairs of them.
func candidates(bags []bag) [][2]int {
	in := map[string][]int{}
	for i, b := range bags {
		for t := range b.weight {
			in[t] = append(in[t], i)
		}
	}
	seen := map[[2]int]bool{}
	for _, ids := range in {
		if len(ids) > rare {
			continue
		}
		for k, i := range ids {
			for _, j := range ids[k+1:] {
				seen[[2]int{i, j}] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
}

// faintly is what two statements share of both when they may concern one thing.
const faintly = 0.15

// Alike are the pairs of claims, by index, that may state the same or bear on each other as far as the words and figures
// of their statements tell, the most alike first.
func Alike(claims []digest.Claim) [][2]int {
	bags := bags(claims)
	alike := map[[2]int]float64{}
	out := slices.DeleteFunc(candidates(bags), func(p [2]int) bool {
		alike[p] = bags[p[0]].alike(bags[p[1]])
		return alike[p] < faintly
	})
	slices.SortStableFunc(out, func(x, y [2]int) int { return cmp.Compare(alike[y], alike[x]) })
	return out
}

// termsOf are the words of a claim's statement and, instead of its digits, the values of its figures, each once.
func termsOf(c digest.Claim) []string {
	out := slices.DeleteFunc(terms(c.Statement.Text), func(t string) bool {
		return strings.ContainsFunc(t, unicode.IsDigit)
	})
	for _, f := range numbers(c) {
		if v := figureTerm(f); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// figureTerm is a figure among the words of a statement.
func figureTerm(f figures.Figure) string { return "#" + f.Value }

// terms are the words of a text in any language, each once: folded, cut to their first letters, in which inflected
// forms agree; in scripts without spaces every two letters.
func terms(s string) []string {
	var out []string
	add := func(t string) {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	for _, w := range strings.FieldsFunc(cases.Fold().String(norm.NFKC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		runes := []rune(w)
		switch {
		case strings.ContainsFunc(w, unspaced) && len(runes) > 1:
			for i := range len(runes) - 1 {
				add(string(runes[i : i+2]))
			}
		case len(runes) > stem:
			add(string(runes[:stem]))
		case len(runes) > 1 || unicode.IsDigit(runes[0]):
			add(w)
		}
	}
	return out
}

// stem is how many letters of a word tell it from others, whatever its ending.
const stem = 5

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// sameWords reports whether two claims of different documents cite the same sentence: one quotes or copies the other.
func sameWords(a, b digest.Claim) bool {
	if a.Document == b.Document {
		return false
	}
	for _, q := range a.Citations {
		for _, r := range b.Citations {
			if q.Role == digest.Support && r.Role == digest.Support && q.Language == r.Language && Repeats(q.Quote, r.Quote) {
				return true
			}
		}
	}
	return false
}

const (
	shingle = 6   // letters; so many in a row are seldom the same by chance
	quoted  = 0.6 // the share of the shorter quote's shingles that the other has when one repeats the other
	// enough is how many shingles a quote needs to be told from others.
	enough = 12
)

// Repeats reports whether most of the shorter of two quotes stands in the other: one is a copy of the other, or what an
// edited page has in its place.
func Repeats(a, b string) bool {
	both, fewer := sparse.Shared(shingles(a), shingles(b))
	return fewer >= enough && float64(both) >= quoted*float64(fewer)
}

func shingles(s string) map[string]bool {
	var runes []rune
	for _, r := range Fold(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			runes = append(runes, r)
		}
	}
	out := map[string]bool{}
	for i := range max(0, len(runes)-shingle+1) {
		out[string(runes[i:i+shingle])] = true
	}
	return out
}
