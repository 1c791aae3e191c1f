package gold

import (
	"maps"
	"slices"

	"polydigest/internal/digest"
)

// A tie is a relation between two facts, by id. Conflicts has the smaller id first.
type tie struct {
	kind digest.PointRelationType
	a, b string
}

func tied(kind digest.PointRelationType, a, b string) tie {
	if kind == digest.Conflicts && b < a {
		a, b = b, a
	}
	return tie{kind, a, b}
}

// relations holds the relations between points against those between the facts that the points tell. An
// update of an update is one of the first, on both sides.
func (s *Score) relations(k Key, d digest.Digest, all []match) {
	want := map[tie]bool{}
	for _, f := range k.Facts {
		for _, r := range f.Relations {
			want[tied(r.Type, f.ID, r.Fact)] = true
		}
	}
	required := slices.SortedFunc(maps.Keys(want), func(x, y tie) int { return slices.Compare([]string{x.a, x.b}, []string{y.a, y.b}) })
	closeUpdates(want)

	told := pointFacts(all)
	got := map[tie]bool{}
	for _, story := range d.Stories {
		for _, p := range story.Points {
			for _, r := range p.Relations {
				from, to := told[string(story.ID)+"/"+string(p.ID)], told[string(story.ID)+"/"+string(r.Point)]
				ties := between(r.Type, from, to)
				if len(ties) == 0 {
					continue // the key cannot say what one of them tells
				}
				right := slices.ContainsFunc(ties, func(t tie) bool { return want[t] })
				s.Precision.count(right)
				if !right {
					s.note("wrong relation: %s/%s (%v) %s %s (%v)", story.ID, p.ID, from, r.Type, r.Point, to)
				}
				for _, t := range ties {
					got[t] = true
				}
			}
		}
	}
	closeUpdates(got)
	s.recalled(required, got, told)
}

// between gives the ties that a relation of two points may stand for.
func between(kind digest.PointRelationType, from, to []string) (ties []tie) {
	for _, a := range from {
		for _, b := range to {
			ties = append(ties, tied(kind, a, b))
		}
	}
	return ties
}

// recalled counts the required relations that were found, among all and among those of facts that some point tells.
func (s *Score) recalled(required []tie, got map[tie]bool, told map[string][]string) {
	present := map[string]bool{}
	for _, facts := range told {
		for _, id := range facts {
			present[id] = true
		}
	}
	for _, t := range required {
		s.AllRelated.count(got[t])
		if !present[t.a] || !present[t.b] {
			continue
		}
		s.Relations.count(got[t])
		if !got[t] {
			s.note("relation not found: %s %s %s", t.a, t.kind, t.b)
		}
	}
}

// closeUpdates adds the updates that follow from others.
func closeUpdates(set map[tie]bool) {
	for grown := true; grown; {
		grown = false
		for x := range set {
			for y := range set {
				t := tie{digest.Updates, x.a, y.b}
				if x.kind == digest.Updates && y.kind == digest.Updates && x.b == y.a && !set[t] {
					set[t], grown = true, true
				}
			}
		}
	}
}
