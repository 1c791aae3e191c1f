package story

import (
	"cmp"
	"slices"

	"polydigest/internal/lineage"
	"polydigest/internal/text"
)

// A Hint is what a model says of a document: what it is about, and which documents it would file with it.
type Hint struct {
	Gist
	SameAs []int // indexes of documents
}

// GroupHinted is [Group] by the hints' gists, with those groups joined that a model files together: for at least
// half of the documents of the smaller one.
func GroupHinted(docs []text.Document, rels []lineage.Relation, hints []Hint) [][]int {
	var gists []Gist
	for _, h := range hints {
		gists = append(gists, h.Gist)
	}
	groups := Group(docs, rels, gists)
	for join(groups, hints) {
	}
	groups = slices.DeleteFunc(groups, func(g []int) bool { return len(g) == 0 })
	slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	return groups
}

// join joins the first two groups that are filed together, and reports whether there were any. An emptied group stays.
func join(groups [][]int, hints []Hint) bool {
	of := map[int]int{}
	for g, docs := range groups {
		for _, d := range docs {
			of[d] = g
		}
	}
	tied := map[[2]int]map[int]bool{} // documents of the smaller group with a tie to the other
	for _, h := range hints {
		for _, other := range h.SameAs {
			a, b := of[h.Doc], of[other]
			if a == b {
				continue
			}
			small, large, in := a, b, h.Doc
			if len(groups[a]) > len(groups[b]) {
				small, large, in = b, a, other
			}
			pair := [2]int{small, large}
			if tied[pair] == nil {
				tied[pair] = map[int]bool{}
			}
			tied[pair][in] = true
		}
	}
	pairs := make([][2]int, 0, len(tied))
	for pair := range tied {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, pair := range pairs {
		if small, large := pair[0], pair[1]; 2*len(tied[pair]) >= len(groups[small]) {
			groups[large] = append(groups[large], groups[small]...)
			slices.Sort(groups[large])
			groups[small] = nil
			return true
		}
	}
	return false
}
