// Package story finds out which documents tell of one event.
//
// Documents in one language are compared by their words, weighed by how rare they are in the set, less what both have
// in common with documents at large; documents in different languages by the figures and names that they share, and Chinese and Japanese ones by their ideographs
// too. Publication dates that lie far apart keep documents apart. Where a model wrote a line on each document in
// one language (a [Gist]), those lines are compared as well. What lineage found to be one text is one story.
//
// Groups grow from the most similar pair downwards by average linkage, so that one document that touches two
// events does not tie them together; nor does a theme, since groups that are far less alike across than within stay
// apart. The package is pure, its work nearly linear in the number of documents: only
// those that share rare terms are compared.
package story

import (
	"cmp"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/lineage"
	"polydigest/internal/text"
)

// A Gist is what a model says a document is about, in the pivot language.
type Gist struct {
	Doc   int    // index into the documents
	Line  string // one sentence
	Date  string // EDTF: when the event was; "" when not said
	Names []string
}

// Group returns the stories among documents: every document is in exactly one group. Groups are ordered by size,
// then by their first document; documents within a group by index. rels are lineage's for the same documents.
// hints are optional and may cover some documents only.
func Group(docs []text.Document, rels []lineage.Relation, hints []Gist) [][]int {
	profiles := profilesOf(docs, hints)
	edges := similarities(profiles)
	edges = append(edges, kinships(rels)...)
	groups := cluster(len(docs), edges, profiles)
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	return groups
}

// kinships turns lineage's relations into edges: one text is one story, and who quotes a report at length most
// probably writes on the same event.
func kinships(rels []lineage.Relation) []edge {
	var edges []edge
	for _, r := range rels {
		score := 1.0
		if r.Type == digest.RelQuotes {
			score = joins + 0.1
		}
		edges = append(edges, edge{int32(min(r.A, r.B)), int32(max(r.A, r.B)), score})
	}
	return edges
}
