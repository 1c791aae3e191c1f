package pipeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"polydigest/internal/chunk"
	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// A manifest freezes what a run works on: every later step depends on it and on nothing outside.
type manifest struct {
	Request   digest.Request     `json:"request"`
	Engine    string             `json:"engine"`
	Items     []digest.Item      `json:"items"` // every source, in order, with what became of it so far
	Documents []manifestDocument `json:"documents"`
	Parallels []parallel         `json:"parallels,omitempty"`
	Stories   []manifestStory    `json:"stories"`
	Chunks    []manifestChunk    `json:"chunks"` // in order of their stories' rank
	Dropped   []digest.Dropped   `json:"dropped,omitempty"`
}

// A manifestDocument is a document and where its reading is.
type manifestDocument struct {
	digest.Document
	Fetched fetched `json:"fetched"`
	Item    int     `json:"item"`          // index into Items
	Of      string  `json:"of,omitempty"`  // the document that stands for it: this one is asked only for what it adds
	Ask     []int   `json:"ask,omitempty"` // with Of: numbers of the sentences that it adds
}

// A parallel pairs the sentences of two renderings of one text, by number.
type parallel struct {
	A     digest.DocID `json:"a"` // the one that is asked
	B     digest.DocID `json:"b"`
	Pairs [][2]int     `json:"pairs"`
}

// A manifestStory is the documents of one event.
type manifestStory struct {
	ID        digest.StoryID `json:"id"`
	Documents []digest.DocID `json:"documents"`
}

// A manifestChunk is what one question is asked about.
type manifestChunk struct {
	ID       string         `json:"id"` // "d1-0"
	Document digest.DocID   `json:"document"`
	Story    digest.StoryID `json:"story"`
	Chunk    chunk.Chunk    `json:"chunk"`
}

// docID is the id of the document at an index of a manifest.
func docID(i int) digest.DocID { return digest.DocID(fmt.Sprintf("d%d", i+1)) }

// document is the one with this id, or the zero one.
func (m manifest) document(id digest.DocID) manifestDocument {
	n, err := strconv.Atoi(strings.TrimPrefix(string(id), "d"))
	if err != nil || n < 1 || n > len(m.Documents) || m.Documents[n-1].ID != id {
		return manifestDocument{}
	}
	return m.Documents[n-1]
}

// documentsOf are the documents that claims are from, by id.
func (m manifest) documentsOf(claims []digest.Claim, more ...digest.DocID) map[digest.DocID]digest.Document {
	out := map[digest.DocID]digest.Document{}
	for _, id := range more {
		out[id] = m.document(id).Document
	}
	for _, c := range claims {
		if _, ok := out[c.Document]; !ok {
			out[c.Document] = m.document(c.Document).Document
		}
	}
	return out
}

// own are the numbers of the sentences of c that a question asks about.
func (c manifestChunk) own(doc text.Document, ask []int) []int {
	var out []int
	for i := c.Chunk.First; i <= c.Chunk.Last; i++ {
		n := i + 1
		if doc.Sentences[i].Role.Citable() && (ask == nil || slices.Contains(ask, n)) {
			out = append(out, n)
		}
	}
	return out
}

// before is how many sentences ahead of a chunk a question shows as context.
const before = 5

// beside are the numbers of the sentences that a question shows for context and credit only: those before the chunk
// and, anywhere in the document, the lines that code takes for credits.
func (c manifestChunk) beside(doc text.Document, own []int) []int {
	var out []int
	for i := c.Chunk.First - 1; i >= 0 && len(out) < before; i-- {
		if doc.Sentences[i].Role.Citable() {
			out = append(out, i+1)
		}
	}
	slices.Reverse(out)
	for i, s := range doc.Sentences {
		if n := i + 1; s.Role == text.Credit && !slices.Contains(own, n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// fit cuts sentences that are longer than a chunk.
func fit(doc text.Document) text.Document { return chunk.Fit(doc, chunk.Limit) }
