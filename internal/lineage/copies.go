package lineage

import (
	"cmp"
	"slices"

	"polydigest/internal/digest"
)

const (
	// nearCopy is the share of shingles in common (Jaccard) from which two texts are one: copies with 8 % of their
	// words edited keep .4, and unrelated texts of one language reach .26 at most.
	nearCopy = 0.3
	// contained is the share of the shorter text's shingles that an excerpt has from the longer.
	contained = 0.6
	// muchShorter is the most that an excerpt has of the longer text's length; longer ones are copies with cuts.
	muchShorter = 0.6
	// quoted is the share of the shorter text's shingles from which a document quotes another at length.
	quoted = 0.12
	// crowd is from how many documents with one shingle on only some pairs of them are looked at.
	crowd = 24
)

// copies returns the relations within a language.
func copies(views []view) []Relation {
	var found []Relation
	for _, pair := range sharers(views) {
		a, b := int(pair[0]), int(pair[1])
		shared, inA, inB := common(views[a].shingles, views[b].shingles)
		if shared == 0 {
			continue
		}
		jaccard := float64(shared) / float64(inA+inB-shared)
		containment := float64(shared) / float64(min(inA, inB))
		shorter := float64(min(views[a].shingles.total, views[b].shingles.total)) /
			float64(max(views[a].shingles.total, views[b].shingles.total))
		switch {
		case containment >= contained && shorter <= muchShorter:
			lesser, whole := byLength(views, a, b)
			found = append(found, Relation{digest.RelExcerpt, lesser, whole, containment})
		case jaccard >= nearCopy:
			later, earlier := byTime(views, a, b)
			found = append(found, Relation{digest.RelCopy, later, earlier, jaccard})
		case containment >= quoted && shared*sampled(views[a], views[b]) >= 60:
			if quoting, source, ok := byCredit(views, a, b); ok {
				found = append(found, Relation{digest.RelQuotes, quoting, source, containment})
			}
		}
	}
	return found
}

// sampled is how many shingles of two texts one compared shingle stands for.
func sampled(a, b view) int {
	if a.shingles.whole && b.shingles.whole {
		return 1
	}
	return sampling
}

// sharers returns the pairs of documents that share enough sampled shingles to be compared.
func sharers(views []view) [][2]int32 {
	type entry struct {
		hash uint32
		doc  int32
	}
	var index []entry
	for i, v := range views {
		if v.shingles.total < enoughShingles {
			continue
		}
		rate := v.shingles.rate()
		for _, h := range v.shingles.set {
			if h%rate == 0 {
				index = append(index, entry{h, int32(i)})
			}
		}
	}
	slices.SortFunc(index, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc)) })
	shared := map[[2]int32]int32{}
	for from := 0; from < len(index); {
		to := from
		for to < len(index) && index[to].hash == index[from].hash {
			to++
		}
		group := index[from:to]
		for i := range group {
			// In a crowd each goes with its next few neighbours: a set of copies stays connected, and the work linear.
			last := len(group)
			if last > crowd {
				last = min(last, i+3)
			}
			for j := i + 1; j < last; j++ {
				shared[[2]int32{group[i].doc, group[j].doc}]++
			}
		}
		from = to
	}
	var pairs [][2]int32
	for pair, n := range shared {
		a, b := views[pair[0]].shingles, views[pair[1]].shingles
		if int(n)*int(max(a.rate(), b.rate()))*12 >= min(a.total, b.total) {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs
}

// byLength returns the shorter of two texts first.
func byLength(views []view, a, b int) (lesser, whole int) {
	if views[a].shingles.total <= views[b].shingles.total {
		return a, b
	}
	return b, a
}

// byTime returns the later of two texts first; without dates the one that credits the other's outlet, or the one
// that was given later.
func byTime(views []view, a, b int) (later, earlier int) {
	switch c := cmp.Compare(views[a].doc.Published, views[b].doc.Published); {
	case views[a].doc.Published == "" || views[b].doc.Published == "" || c == 0:
		if quoting, source, ok := byCredit(views, a, b); ok {
			return quoting, source
		}
		return b, a
	case c > 0:
		return a, b
	}
	return b, a
}
