package lineage

import (
	"cmp"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"polydigest/internal/digest"
	"polydigest/internal/sparse"
)

// What two documents must show to be one text. The values keep pairs of different news articles in 26 languages
// apart, but for a few in 10,000, and find 97 of 100 pairs of translations (measure sametext).
const (
	leastScore     = 7.5  // nats for all of it
	leastPerLine   = 0.6  // nats per sentence of the longer text
	leastSpelled   = 0.7  // … of two languages in one alphabet, whose names look alike too
	plenty         = 15.0 // nats from which chance is unlikely whatever the number of sentences
	leastOfMany    = 0.4  // nats per sentence then
	leastLengths   = 0.15 // nats per sentence from the lengths alone: own reports of one event share names, not these
	leastWords     = 0.12 // share of shingles that two translations into one language have in common
	refund         = 0.7  // nats given back per sentence that one text has more: some translators cut sentences up
	scoreOfCrowd   = 0.2  // more nats per e-fold of documents, since more pairs are looked at
	crowdFrom      = 20   // documents that this counts from
	differByLength = 1.5  // ratio of lengths past which two texts are not compared
	fewDocuments   = 250  // up to how many every pair is compared
	candidates     = 32   // with how many others a document is compared otherwise
	fewestLines    = 3    // sentences that a text must have
	fewestAtHome   = 6    // … within a language, where two short reports of one event look alike
)

// sameTexts returns the pairs that are renderings of one text, leaving out those that are already related.
func sameTexts(views []view, known []Relation) []Relation {
	related := map[[2]int]bool{}
	for _, r := range known {
		related[[2]int{min(r.A, r.B), max(r.A, r.B)}] = true
	}
	least := leastScore + scoreOfCrowd*math.Log(max(1, float64(len(views))/crowdFrom))
	pairs := slices.DeleteFunc(likelyPairs(views), func(pair [2]int) bool {
		return related[pair] || !comparable(views[pair[0]], views[pair[1]])
	})
	scores := make([]float64, len(pairs))
	var compare errgroup.Group
	compare.SetLimit(runtime.GOMAXPROCS(0))
	for i, pair := range pairs {
		compare.Go(func() error {
			scores[i] = oneText(views[pair[0]], views[pair[1]], least)
			return nil
		})
	}
	_ = compare.Wait() // none fails
	var found []Relation
	for i, pair := range pairs {
		if scores[i] > 0 {
			found = append(found, Relation{digest.RelSameText, pair[0], pair[1], scores[i]})
		}
	}
	found = slices.DeleteFunc(found, lonely(found))
	return slices.DeleteFunc(found, outdone(found, related, views))
}

// outdoes is how many times more nats per sentence a better rendering has than one that it speaks against.
const outdoes = 1.5

// outdone returns a test for relations to a document of which a far better rendering is in the set, in the same language
// and not one text with it: an own report of the event that the text tells of.
func outdone(found []Relation, related map[[2]int]bool, views []view) func(Relation) bool {
	nats := func(r Relation) float64 { return -math.Log(1 - r.Score) }
	renderings := map[int][]Relation{}
	for _, r := range found {
		renderings[r.A] = append(renderings[r.A], r)
		renderings[r.B] = append(renderings[r.B], Relation{r.Type, r.B, r.A, r.Score})
		related[[2]int{r.A, r.B}] = true
	}
	beaten := func(text, rendering int, r Relation) bool {
		return slices.ContainsFunc(renderings[text], func(better Relation) bool {
			return views[better.B].doc.Language == views[rendering].doc.Language && nats(better) > outdoes*nats(r) &&
				!related[[2]int{min(better.B, rendering), max(better.B, rendering)}]
		})
	}
	return func(r Relation) bool { return beaten(r.A, r.B, r) || beaten(r.B, r.A, r) }
}

// manyLike is from how many renderings of a text on a further one must be like several of them.
const manyLike = 4

// lonely returns a test for relations that their surroundings speak against: both documents are like many others,
// but not like the same ones. A text in twenty languages is one text; a chance likeness of one of them with
// another text must not make two such families one.
func lonely(found []Relation) func(Relation) bool {
	like := map[int]map[int]bool{}
	for _, r := range found {
		for _, side := range [][2]int{{r.A, r.B}, {r.B, r.A}} {
			if like[side[0]] == nil {
				like[side[0]] = map[int]bool{}
			}
			like[side[0]][side[1]] = true
		}
	}
	return func(r Relation) bool {
		both, fewer := sparse.Shared(like[r.A], like[r.B])
		return fewer >= manyLike && both*4 < fewer
	}
}

// oneText returns how well two texts align, 0 to 1, or 0 when they are not one text. least is the score that they
// must reach.
func oneText(a, b view, least float64) float64 {
	if a.doc.Language == b.doc.Language || baseOf(a.doc.Language) == baseOf(b.doc.Language) && baseOf(a.doc.Language) != "zh" {
		shared, inA, inB := common(a.shingles, b.shingles)
		if float64(shared) < leastWords*float64(min(inA, inB)) || min(len(a.lines), len(b.lines)) < fewestAtHome {
			return 0
		}
	}
	n, m := len(a.lines), len(b.lines)
	lines, back := float64(max(n, m)), refund*float64(abs(n-m))
	perLine := func(score float64) float64 {
		switch {
		case a.latin && b.latin:
			return leastSpelled
		case score > plenty:
			return leastOfMany
		}
		return leastPerLine
	}
	needed := max(least, perLine(math.Inf(1))*lines)
	al := align(a, b, needed-back)
	score, lengths := al.score+back, al.lengths+back
	if score < max(least, perLine(score)*lines) || lengths < leastLengths*lines {
		return 0
	}
	return 1 - math.Exp(-score/lines)
}

// comparable passes over pairs that cannot be one text.
func comparable(a, b view) bool {
	n, m := len(a.lines), len(b.lines)
	return n >= fewestLines && m >= fewestLines && n <= 2*m && m <= 2*n &&
		a.length <= differByLength*b.length && b.length <= differByLength*a.length
}

// likelyPairs returns the pairs to compare: all of them in a small set, else each document with those that share
// most of its rare figures and names.
func likelyPairs(views []view) [][2]int {
	var pairs [][2]int
	if len(views) <= fewDocuments {
		for i := range views {
			for j := i + 1; j < len(views); j++ {
				pairs = append(pairs, [2]int{i, j})
			}
		}
		return pairs
	}
	docs := map[uint64][]int32{}
	for i, v := range views {
		for k, a := range v.anchors {
			if k == 0 || v.anchors[k-1].key != a.key {
				docs[a.key] = append(docs[a.key], int32(i))
			}
		}
	}
	common := max(150, len(views)/60) // an anchor in more documents than this tells little and costs much
	rarity := make([]float64, len(views))
	shared := make([]int, len(views))
	var touched []int32
	for i, v := range views {
		for k, a := range v.anchors {
			with := docs[a.key]
			if len(with) > common || k > 0 && v.anchors[k-1].key == a.key {
				continue
			}
			for _, j := range with {
				if int(j) == i || !comparable(v, views[j]) {
					continue
				}
				if shared[j] == 0 {
					touched = append(touched, j)
				}
				shared[j]++
				rarity[j] += math.Log(float64(len(views)) / float64(len(with)))
			}
		}
		slices.SortFunc(touched, func(a, b int32) int {
			return cmp.Or(cmp.Compare(rarity[b], rarity[a]), cmp.Compare(a, b))
		})
		for n, j := range touched {
			if n < candidates && (shared[j] > 1 || n < candidates/3) {
				pairs = append(pairs, [2]int{min(i, int(j)), max(i, int(j))})
			}
			shared[j], rarity[j] = 0, 0
		}
		touched = touched[:0]
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}
