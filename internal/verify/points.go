package verify

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
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
// becomes a conflict, or an update where one side is later. Every claim is in exactly one point: what the grouping
// left out stands alone, behind the others.
func Points(claims []digest.Claim, g Grouping) ([]digest.Point, []digest.Dropped) {
	groups, split, dropped := divide(claims, g)
	order(groups, g.Order, claims)
	points := make([]digest.Point, len(groups))
	pointOf := make([]int, len(claims))
	for i, members := range groups {
		points[i] = point(claims, members, i+1)
		for _, c := range members {
			pointOf[c] = i
		}
	}
	for _, t := range g.Ties {
		tie(points, pointOf[t.From], pointOf[t.To], t.Type)
	}
	for _, pair := range split {
		conflict(points, pointOf, claims, pair, g.Dated)
	}
	disputes(points)
	return points, dropped
}

// divide takes from each group the claims that may not stand with its first ones. split holds pairs of claims that
// were kept apart because their figures differ.
func divide(claims []digest.Claim, g Grouping) (groups [][]int, split [][2]int, dropped []digest.Dropped) {
	taken := make([]bool, len(claims))
	for _, group := range g.Groups {
		var parts [][]int
		for _, i := range group {
			if i < 0 || i >= len(claims) || taken[i] {
				continue
			}
			taken[i] = true
			at, why := -1, ""
			for p, part := range parts {
				if why = refusal(claims, part, i); why == "" {
					at = p
					break
				}
				if why == DifferentFigure {
					split = append(split, [2]int{part[0], i})
				}
			}
			switch {
			case at >= 0:
				parts[at] = append(parts[at], i)
			default:
				if why != "" {
					dropped = append(dropped, digest.Dropped{Stage: "merge", Reason: why, Document: claims[i].Document, Count: 1})
				}
				parts = append(parts, []int{i})
			}
		}
		groups = append(groups, parts...)
	}
	for i := range claims {
		if !taken[i] {
			groups = append(groups, []int{i})
		}
	}
	return groups, split, dropped
}

// refusal says why claim i may not join a part, "" when it may. Its figures are compared with those of the whole part:
// what one claim leaves out another may have.
func refusal(claims []digest.Claim, part []int, i int) string {
	var figs []figures.Figure
	for _, j := range part {
		if why := Join(claims[j], claims[i]); why != "" && why != DifferentFigure {
			return why
		}
		figs = append(figs, numbers(claims[j])...)
	}
	if differ(figs, numbers(claims[i])) {
		return DifferentFigure
	}
	return ""
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

// point makes one point of claims. Its text is the first one's.
func point(claims []digest.Claim, members []int, rank int) digest.Point {
	first := claims[members[0]]
	p := digest.Point{
		ID: digest.PointID(fmt.Sprintf("p%d", rank)), Rank: rank, Kind: first.Kind, Text: first.Statement,
		Independent: digest.Independent{Min: 1, Max: 1}, AddressesSoftware: first.AddressesSoftware,
	}
	for _, i := range members {
		c := claims[i]
		p.Claims = append(p.Claims, c.ID)
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

// tie relates two points. What does not confirm never becomes a denial, nor the reverse; a report that is said to
// deny conflicts, since only somebody can deny.
func tie(points []digest.Point, from, to int, t digest.PointRelationType) {
	if from == to {
		return
	}
	if t == digest.Denies || t == digest.DoesNotConfirm {
		switch points[from].Kind {
		case digest.NonConfirmation:
			t = digest.DoesNotConfirm
		case digest.Denial:
			t = digest.Denies
		case digest.Statement: // it may deny in other words
		default:
			t = digest.Conflicts
		}
	}
	if t == digest.Conflicts && points[from].Kind == digest.Denial {
		t = digest.Denies
	}
	r := digest.PointRelation{Type: t, Point: points[to].ID}
	if !slices.ContainsFunc(points[from].Relations, func(x digest.PointRelation) bool { return x.Point == r.Point }) {
		points[from].Relations = append(points[from].Relations, r)
	}
}

// conflict relates the points of two claims that give different values for one figure.
func conflict(points []digest.Point, pointOf []int, claims []digest.Claim, pair [2]int, dated func(digest.Claim) string) {
	a, b := pair[0], pair[1]
	older, newer := dated(claims[a]), dated(claims[b])
	switch {
	case older == "" || newer == "" || older == newer:
		tie(points, pointOf[a], pointOf[b], digest.Conflicts)
	case older < newer:
		tie(points, pointOf[b], pointOf[a], digest.Updates)
	default:
		tie(points, pointOf[a], pointOf[b], digest.Updates)
	}
}

// disputes notes on each point what stands against it.
func disputes(points []digest.Point) {
	for _, p := range points {
		for _, r := range p.Relations {
			if r.Type == digest.Updates {
				continue
			}
			for i := range points {
				if points[i].ID == r.Point && !slices.Contains(points[i].DisputedBy, p.ID) {
					points[i].DisputedBy = append(points[i].DisputedBy, p.ID)
				}
				if r.Type == digest.Conflicts && points[i].ID == p.ID && !slices.Contains(points[i].DisputedBy, r.Point) {
					points[i].DisputedBy = append(points[i].DisputedBy, r.Point)
				}
			}
		}
	}
}
