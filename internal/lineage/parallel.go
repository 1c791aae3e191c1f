package lineage

import (
	"slices"
	"strings"

	"polydigest/internal/text"
)

// A Pair is a sentence of one document and the sentence of another that says the same, by their indexes in
// Document.Sentences.
type Pair struct{ A, B int }

// Parallel returns the sentences of two documents that say the same, ordered by A and B, so that a citation of one
// can show the other. The documents are copies of one text or renderings of it; of unrelated ones it makes no
// sense. Two sentences rendered as one give two pairs.
func Parallel(a, b text.Document) []Pair {
	if baseOf(a.Language) == baseOf(b.Language) {
		if pairs := sameWords(a, b); len(pairs) > 0 {
			return pairs
		}
	}
	va, vb := look(&a), look(&b)
	if len(va.lines) == 0 || len(vb.lines) == 0 {
		return nil
	}
	var pairs []Pair
	for _, bead := range align(va, vb, unset).beads {
		n, m := bead.a[1]-bead.a[0], bead.b[1]-bead.b[0]
		for i := range n {
			for j := range m {
				if n == m && i != j {
					continue // two for two: in order
				}
				pairs = append(pairs, Pair{va.lines[bead.a[0]+i].index, vb.lines[bead.b[0]+j].index})
			}
		}
	}
	return pairs
}

// Added returns the citable sentences of b, by index, that say what no sentence of a says: when a was read, they
// are what is left to read of b. pairs are what Parallel returns for both.
func Added(a, b text.Document, pairs []Pair) []int {
	paired := map[int]bool{}
	for _, p := range pairs {
		paired[p.B] = true
	}
	seen := map[string]bool{} // a title that stands again over the text adds nothing
	for _, s := range a.Sentences {
		seen[string(appendFolded(nil, a.Text[s.Start:s.End]))] = true
	}
	var added []int
	for i, s := range b.Sentences {
		key := string(appendFolded(nil, b.Text[s.Start:s.End]))
		if s.Role.Citable() && s.Role != text.Credit && !paired[i] && !seen[key] && key != "" {
			added = append(added, i)
		}
		seen[key] = true
	}
	return added
}

// sameShare is the share of the shorter sentence's shingles that makes two sentences of one language one.
const sameShare = 0.6

// sameWords pairs the sentences of two documents in one language by the words that they share.
func sameWords(a, b text.Document) []Pair {
	index := map[uint32][]int{} // shingle → sentences of a
	sizes := make([]int, len(a.Sentences))
	for i, s := range a.Sentences {
		if !s.Role.Citable() {
			continue
		}
		set := sentenceShingles(a.Text[s.Start:s.End])
		sizes[i] = len(set)
		for _, h := range set {
			index[h] = append(index[h], i)
		}
	}
	var pairs []Pair
	for j, s := range b.Sentences {
		if !s.Role.Citable() {
			continue
		}
		set := sentenceShingles(b.Text[s.Start:s.End])
		shared := map[int]int{}
		for _, h := range set {
			for _, i := range index[h] {
				shared[i]++
			}
		}
		best, most := -1, 0
		for i, n := range shared {
			if n > most || n == most && i < best {
				best, most = i, n
			}
		}
		if best >= 0 && float64(most) >= sameShare*float64(min(len(set), sizes[best])) {
			pairs = append(pairs, Pair{best, j})
		}
	}
	slices.SortFunc(pairs, func(x, y Pair) int {
		if x.A != y.A {
			return x.A - y.A
		}
		return x.B - y.B
	})
	return pairs
}

// sentenceShingles are shorter than those of documents: a sentence has few.
func sentenceShingles(s string) []uint32 {
	runes := appendFolded(nil, s)
	var set []uint32
	for i := range runes {
		n := 5
		if wide(runes[i]) {
			n = 2
		}
		if i+n <= len(runes) {
			set = append(set, hashRunes(runes[i:i+n]))
		}
	}
	slices.Sort(set)
	return slices.Compact(set)
}

func baseOf(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}
