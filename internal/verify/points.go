package verify

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
)

// A Grouping is an engine's answer about a story's claims, by their index.
type Grouping struct {
	Groups [][]int
	Order  []int
	Ties   []Tie
	Dated  func(digest.Claim) string // when a claim's document was published, EDTF or ""
}

// A Tie is how the fact of one claim bears on that of another.
type Tie struct {
	From, To int
	Type     digest.PointRelationType
}

// Points makes points of claims. Joins that [Join] refuses are undone and counted; a join undone for its figures
// becomes a conflict, or an update where one side is later. Claims that plainly say the same are joined though the
// grouping has them apart. Every claim is in exactly one point: what the grouping left out stands alone, behind the
// others. Relations that their claims do not bear are dropped and counted.
func Points(claims []digest.Claim, g Grouping) ([]digest.Point, []digest.Dropped) {
	w := weigh(claims, g)
	groups, split, dropped := w.divide(w.regroup())
	order(groups, g.Order, claims)
	points := make([]digest.Point, len(groups))
	pointOf := make([]int, len(claims))
	for i, members := range groups {
		points[i] = point(claims, members, i+1)
		for _, c := range members {
			pointOf[c] = i
		}
	}
	dropped = append(dropped, w.relate(points, groups)...)
	for _, p := range split {
		w.conflict(points, pointOf, p[0], p[1])
	}
	disputes(points)
	return points, dropped
}

// order sorts groups by where in the engine's order one of their claims comes first. What addresses software comes
// last, wherever the engine would have it.
func order(groups [][]int, by []int, claims []digest.Claim) {
	rank := func(group []int) int {
		if claims[group[0]].AddressesSoftware {
			return len(by) + 1
		}
		for r, i := range by {
			if slices.Contains(group, i) {
				return r
			}
		}
		return len(by)
	}
	ranks := map[int]int{} // by first member, which is in one group only
	for _, g := range groups {
		ranks[g[0]] = rank(g)
	}
	slices.SortStableFunc(groups, func(a, b []int) int { return ranks[a[0]] - ranks[b[0]] })
}

// point makes one point of claims. Its text is the first one's, and so is its kind; but what somebody also plainly
// denies, or does not confirm, in one of them he does in all.
func point(claims []digest.Claim, members []int, rank int) digest.Point {
	first := claims[members[0]]
	p := digest.Point{
		ID: digest.PointID(fmt.Sprintf("p%d", rank)), Rank: rank, Kind: first.Kind, Text: first.Statement,
		Independent: digest.Independent{Min: 1, Max: 1}, AddressesSoftware: first.AddressesSoftware,
	}
	for _, i := range members {
		c := claims[i]
		p.Claims = append(p.Claims, c.ID)
		if p.Kind == digest.Statement && (c.Kind == digest.Denial || c.Kind == digest.NonConfirmation) {
			p.Kind = c.Kind
		}
		if w := c.When; w != nil && w.EDTF != "" && (p.When == nil || better(w, p.When)) {
			p.When = w
		}
	}
	return p
}

// better reports whether a says more about a time than b: more exact, then more directly known.
func better(a, b *digest.When) bool {
	if len(a.EDTF) != len(b.EDTF) {
		return len(a.EDTF) > len(b.EDTF)
	}
	known := map[digest.TimeBasis]int{digest.TimeStated: 2, digest.TimeRelative: 1}
	return known[a.Basis] > known[b.Basis]
}
