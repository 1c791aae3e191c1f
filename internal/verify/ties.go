package verify

import (
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/when"
)

// relate relates points as the engine ties their claims. A tie holds for the groups of its claims as the engine gave
// them: of a group that was divided each part has it that bears it.
func (w weighing) relate(points []digest.Point, groups [][]int) (dropped []digest.Dropped) {
	pointOf := make([]int, len(w.claims))
	for p, members := range groups {
		for _, i := range members {
			pointOf[i] = p
		}
	}
	parts := w.partsOf(pointOf)
	for _, t := range w.given.Ties {
		if t.Type == digest.Updates && w.earlier(t.From, t.To) {
			t.From, t.To = t.To, t.From
		}
		from, to := pointOf[t.From], pointOf[t.To]
		if (t.Type == digest.Conflicts || t.Type == digest.Updates) && from != to && agree(w.values(groups[from]), w.values(groups[to])) {
			dropped = append(dropped, digest.Dropped{Stage: "merge", Reason: SameFigure, Document: w.claims[t.From].Document, Count: 1})
			continue
		}
		tie(points, from, to, t.Type)
		for _, f := range parts[t.From] {
			for _, o := range parts[t.To] {
				if (f != from || o != to) && w.bears(points[f], groups[f], groups[o], t.Type) {
					tie(points, f, o, t.Type)
				}
			}
		}
	}
	return dropped
}

// partsOf are, for each claim, the points that hold claims of the group which the engine gave it.
func (w weighing) partsOf(pointOf []int) map[int][]int {
	parts := map[int][]int{}
	for _, group := range w.given.Groups {
		var of []int
		for _, i := range group {
			if i >= 0 && i < len(pointOf) && !slices.Contains(of, pointOf[i]) {
				of = append(of, pointOf[i])
			}
		}
		for _, i := range group {
			parts[i] = of
		}
	}
	return parts
}

// bears reports whether a part of a divided group shows by itself that it is related to another point: by its kind, or
// by other values and none that both have.
func (w weighing) bears(from digest.Point, a, b []int, t digest.PointRelationType) bool {
	if t == digest.Denies || t == digest.DoesNotConfirm {
		return from.Kind == digest.Denial || from.Kind == digest.NonConfirmation
	}
	mine, theirs := w.values(a), w.values(b)
	return differ(mine, theirs) && len(without(mine, theirs)) == len(mine)
}

// values are the figures of the claims of a point.
func (w weighing) values(members []int) []figures.Figure {
	var out []figures.Figure
	for _, i := range members {
		out = append(out, w.counts[i]...)
	}
	return out
}

// earlier reports whether claim a tells of an earlier state than b: by the times that they name, else by the dates of
// their documents.
func (w weighing) earlier(a, b int) bool {
	x, y := moment(w.claims[a]), moment(w.claims[b])
	if x == "" || y == "" || when.Overlap(x, y) {
		x, y = w.published(w.claims[a]), w.published(w.claims[b])
	}
	return x != "" && y != "" && !when.Overlap(x, y) && when.Compare(x, y) < 0
}

// moment is the time that a claim itself gives: when it was said, else when it happened.
func moment(c digest.Claim) string {
	for _, t := range []*digest.When{c.Said, c.When} {
		if t != nil && t.EDTF != "" {
			return t.EDTF
		}
	}
	return ""
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

// conflict relates the points of two claims that give different values for one figure: the later one updates.
func (w weighing) conflict(points []digest.Point, pointOf []int, a, b int) {
	switch {
	case w.earlier(a, b):
		tie(points, pointOf[b], pointOf[a], digest.Updates)
	case w.earlier(b, a):
		tie(points, pointOf[a], pointOf[b], digest.Updates)
	default:
		tie(points, pointOf[a], pointOf[b], digest.Conflicts)
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
