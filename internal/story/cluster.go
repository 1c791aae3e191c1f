package story

import (
	"container/heap"
	"slices"
)

// cluster joins documents by average linkage, the most similar first, down to joins. A pair in two languages that
// share nothing says nothing, so between languages only the pairs with an edge count.
func cluster(n int, edges []edge, profiles []profile) [][]int {
	c := newClusters(n, edges, profiles)
	for c.queue.Len() > 0 {
		top := heap.Pop(&c.queue).(link)
		if c.stale(top) {
			continue
		}
		if top.score < joins {
			break
		}
		c.merge(top.a, top.b)
	}
	var groups [][]int
	for i, members := range c.members {
		if members != nil {
			slices.Sort(c.members[i])
			groups = append(groups, members)
		}
	}
	return groups
}

// strongest is the share of the strongest edge in the score of two groups; the rest is the average.
const strongest = 0.25

// Two groups are one only when they are across about as alike as within, or quite alike: else a theme that events share
// would tie them together.
const (
	acrossShare = 0.6  // of the likeness within the looser of the groups
	quiteAlike  = 0.25 // … or of this
)

// clusters are the groups so far; a group goes by the number of one of its documents.
type clusters struct {
	members [][]int
	langs   []map[string]int
	ties    []map[int32]tie // to other groups
	within  []within
	queue   queue
	version []int // of a group; a link from an earlier version is stale
}

// within sums the edges inside a group between documents of one language.
type within struct {
	sum   float64
	pairs int // in one language, with an edge or without
}

// A tie sums the edges between two groups.
type tie struct {
	sum     float64
	max     float64
	sumSame float64 // of the edges between documents of one language
	same    int     // those edges
	all     int
}

func newClusters(n int, edges []edge, profiles []profile) *clusters {
	c := &clusters{
		members: make([][]int, n), langs: make([]map[string]int, n), ties: make([]map[int32]tie, n), within: make([]within, n),
		version: make([]int, n),
	}
	for i := range n {
		c.members[i] = []int{i}
		c.langs[i] = map[string]int{profiles[i].lang: 1}
		c.ties[i] = map[int32]tie{}
	}
	for _, e := range edges {
		t := c.ties[e.a][e.b]
		if e.score <= t.max {
			continue // the same pair twice: the stronger counts
		}
		t = tie{sum: e.score, max: e.score, all: 1}
		if profiles[e.a].lang == profiles[e.b].lang {
			t.same, t.sumSame = 1, e.score
		}
		c.ties[e.a][e.b], c.ties[e.b][e.a] = t, t
	}
	for a := range c.ties {
		for b := range c.ties[a] {
			if int32(a) < b {
				c.push(int32(a), b)
			}
		}
	}
	return c
}

// score is the average similarity of two groups over the pairs that can be compared, or 0 where each holds together far
// better than with the other.
func (c *clusters) score(a, b int32) float64 {
	t := c.ties[a][b]
	if t.max >= 1 {
		return 1 // one text
	}
	inOne := c.inOneLanguage(a, b)
	across := within{t.sumSame, inOne}.average()
	if inOne > 1 && across < acrossShare*min(c.within[a].average(), c.within[b].average(), quiteAlike) {
		return 0
	}
	average := t.sum / float64(max(inOne+t.all-t.same, 1))
	return (1-strongest)*average + strongest*t.max
}

// inOneLanguage counts the pairs of documents in one language between two groups.
func (c *clusters) inOneLanguage(a, b int32) int {
	pairs := 0
	for lang, n := range c.langs[a] {
		pairs += n * c.langs[b][lang]
	}
	return pairs
}

func (w within) average() float64 { return w.sum / float64(max(w.pairs, 1)) }

func (c *clusters) push(a, b int32) {
	if s := c.score(a, b); s >= joins {
		heap.Push(&c.queue, link{s, a, b, c.version[a], c.version[b]})
	}
}

func (c *clusters) stale(l link) bool {
	return c.members[l.a] == nil || c.members[l.b] == nil || c.version[l.a] != l.versionA || c.version[l.b] != l.versionB
}

// merge takes group b into group a.
func (c *clusters) merge(a, b int32) {
	if len(c.ties[a]) < len(c.ties[b]) {
		a, b = b, a // the one with more ties stays, or moving them would be quadratic
	}
	c.within[a] = within{c.within[a].sum + c.within[b].sum + c.ties[a][b].sumSame, c.within[a].pairs + c.within[b].pairs + c.inOneLanguage(a, b)}
	c.members[a] = append(c.members[a], c.members[b]...)
	c.members[b] = nil
	for lang, n := range c.langs[b] {
		c.langs[a][lang] += n
	}
	delete(c.ties[a], b)
	delete(c.ties[b], a)
	for other, t := range c.ties[b] {
		sum := c.ties[a][other]
		sum = tie{sum.sum + t.sum, max(sum.max, t.max), sum.sumSame + t.sumSame, sum.same + t.same, sum.all + t.all}
		c.ties[a][other], c.ties[other][a] = sum, sum
		delete(c.ties[other], b)
	}
	c.ties[b] = nil
	c.version[a]++
	for other := range c.ties[a] {
		c.push(min(a, other), max(a, other))
	}
}

// A link is a pair of groups that could be joined, as of their versions.
type link struct {
	score              float64
	a, b               int32
	versionA, versionB int
}

// queue is a heap of links, the strongest first; on a draw the lowest numbers, so that equal sets group equally.
type queue []link

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].score != q[j].score {
		return q[i].score > q[j].score
	}
	if q[i].a != q[j].a {
		return q[i].a < q[j].a
	}
	return q[i].b < q[j].b
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(link)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
