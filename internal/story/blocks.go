package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
)

// Blocks divides the claims of a story, by their index, into sets of at most size that may be about the same thing,
// so that each set fits one question. Claims that share rare words or figures stay together; claims of one point are
// rarely torn apart, and those that are meet again when the heads of all groups are compared.
func Blocks(claims []digest.Claim, size int) [][]int {
	order := byLikeness(claims)
	var blocks [][]int
	for len(order) > size {
		blocks = append(blocks, order[:size:size])
		order = order[size:]
	}
	return append(blocks, order)
}

// byLikeness orders claims so that like ones are near each other: by the rarest term that they share with another
// claim, terms of many claims first.
func byLikeness(claims []digest.Claim) []int {
	in := map[string][]int{}
	for i, c := range claims {
		for _, t := range termsOf(c) {
			in[t] = append(in[t], i)
		}
	}
	terms := make([]string, 0, len(in))
	for t, ids := range in {
		if len(ids) > 1 && len(ids)*4 <= len(claims)+4 { // in a quarter of the claims it tells nothing apart
			terms = append(terms, t)
		}
	}
	slices.SortFunc(terms, func(a, b string) int { return cmp.Or(cmp.Compare(len(in[b]), len(in[a])), cmp.Compare(a, b)) })
	var order []int
	placed := make([]bool, len(claims))
	place := func(i int) {
		if !placed[i] {
			placed[i] = true
			order = append(order, i)
		}
	}
	for _, t := range terms {
		for _, i := range in[t] {
			place(i)
		}
	}
	for i := range claims {
		place(i)
	}
	return order
}

// termsOf are the longer words and the figures of a claim's statement, each once.
func termsOf(c digest.Claim) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(c.Statement.Text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if r, _ := utf8.DecodeRuneInString(w); (utf8.RuneCountInString(w) > 4 || unicode.IsDigit(r)) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	for _, f := range c.Figures {
		if w := f.Kind + f.Value + f.Unit; !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
