// Package lineage finds out which documents are one text: copies and excerpts within a language, renderings of one
// text in several languages, and documents that quote another at length. What is one text counts as one origin,
// however many outlets print it, and is paid for once.
//
// Within a language, documents are compared by the runs of characters they share (shingles; 4 characters of Han,
// kana and hangul, 8 of other scripts), whatever their language is called. Across languages, and between two
// translations into one language, they are compared by what a translation keeps: the row of sentence lengths (Gale
// and Church, 1993) and, sentence by sentence, figures and names. Own reports of one event share figures and names
// too, but not the row of sentences, and stay apart.
//
// The package is pure. Its work grows nearly linearly with the number of documents: only documents that share rare
// shingles, figures or names are compared.
package lineage

import (
	"cmp"
	"math"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// A Relation ties two documents, given by their places in the slice that Relate was given.
//
// Type copy, excerpt and quotes: A is the later or lesser one, made from B. Type same_text: two renderings of one
// text, neither known to be the original, A < B. Score runs from 0 to 1: the share of text in common, or for
// same_text how well the sentences match.
type Relation struct {
	Type  digest.RelationType
	A, B  int
	Score float64
}

// Relate returns the relations among documents, ordered by A and B. A pair of documents has at most one. In a large
// set of copies each is tied to some others, not to all: who needs the whole set takes the connected ones.
func Relate(docs []text.Document) []Relation {
	views := make([]view, len(docs))
	for i := range docs {
		views[i] = look(&docs[i])
	}
	discount(views)
	relations := copies(views)
	relations = append(relations, sameTexts(views, relations)...)
	slices.SortFunc(relations, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return relations
}

// A view is what Relate keeps of a document.
type view struct {
	doc      *text.Document
	shingles shingles
	lines    []line
	side     side     // of an alignment
	anchors  []placed // of all lines, ordered by key, then line
	length   float64
	latin    bool // the text is in Latin letters
}

// A line is a sentence as the comparison across languages sees it.
type line struct {
	index   int     // in Document.Sentences
	length  float64 // in letters of English
	numbers int     // anchors that are numbers
}

// A placed anchor knows its line.
type placed struct {
	anchor
	line int32
}

func look(doc *text.Document) view {
	v := view{doc: doc, shingles: shinglesOf(doc), latin: mostlyLatin(doc.Text[:min(len(doc.Text), 2000)])}
	density := densityOf(doc.Language)
	for i, s := range doc.Sentences {
		if !s.Role.Citable() || s.Role == text.Credit || len(v.lines) > 0 && repeatsTitle(doc, v.lines[0].index, i) {
			continue
		}
		words := doc.Text[s.Start:s.End]
		l := line{index: i, length: float64(letters(words)) * density}
		if l.length < 4 {
			continue
		}
		for _, a := range anchorsIn(words) {
			v.anchors = append(v.anchors, placed{a, int32(len(v.lines))})
			if a.number {
				l.numbers++
			}
		}
		v.lines = append(v.lines, l)
		v.length += l.length
	}
	v.side = sideOf(v.lines)
	slices.SortFunc(v.anchors, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.line, b.line))
	})
	return v
}

// discount lowers the weight of anchors that many documents of the set have: a figure or name that stands
// everywhere ties nothing together. In a small set nothing can be said of that.
func discount(views []view) {
	if len(views) < 20 {
		return
	}
	in := map[uint64]int{}
	for _, v := range views {
		for i, a := range v.anchors {
			if i == 0 || v.anchors[i-1].key != a.key {
				in[a.key]++
			}
		}
	}
	full := math.Log(20)
	for _, v := range views {
		for i := range v.anchors {
			rarity := math.Log(float64(len(views)) / float64(in[v.anchors[i].key]))
			v.anchors[i].weight *= min(1, rarity/full)
		}
	}
}

// repeatsTitle reports whether sentence i says again the sentence that a page begins with.
func repeatsTitle(doc *text.Document, first, i int) bool {
	a, b := doc.Sentences[first], doc.Sentences[i]
	return i < 4 && doc.Text[a.Start:a.End] == doc.Text[b.Start:b.End]
}
