package verify

import (
	"cmp"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
)

// A weighing is claims with what their joins are judged by.
type weighing struct {
	judge
	claims []digest.Claim
	given  Grouping
	bags   []bag
	counts [][]figures.Figure

	refused map[[2]int]string // of the pairs that were asked about
}

func weigh(claims []digest.Claim, g Grouping) weighing {
	w := weighing{judge: judge{g.Dated}, claims: claims, given: g, bags: bags(claims), refused: map[[2]int]string{}}
	for _, c := range claims {
		w.counts = append(w.counts, numbers(c))
	}
	return w
}

// regroup is the engine's groups, each claim once, and those that it left out alone; with claims joined that plainly
// state the same.
func (w weighing) regroup() [][]int {
	var groups [][]int
	in := make([]int, len(w.claims)) // group of a claim, from 1
	for _, g := range w.given.Groups {
		var group []int
		for _, i := range g {
			if i >= 0 && i < len(w.claims) && in[i] == 0 {
				in[i] = len(groups) + 1
				group = append(group, i)
			}
		}
		if len(group) > 0 {
			groups = append(groups, group)
		}
	}
	for i := range w.claims {
		if in[i] == 0 {
			groups = append(groups, []int{i})
			in[i] = len(groups)
		}
	}
	move := func(i, to int) {
		groups[in[i]-1] = slices.DeleteFunc(groups[in[i]-1], func(j int) bool { return j == i })
		groups[to-1] = append(groups[to-1], i)
		in[i] = to
	}
	for _, p := range w.equals(in) {
		a, b := p[0], p[1]
		if len(groups[in[a]-1]) < len(groups[in[b]-1]) {
			a, b = b, a
		}
		switch into, from := in[a], in[b]; {
		case into == from:
		case len(groups[from-1]) == 1, w.mayJoin(groups[into-1], groups[from-1]):
			for _, i := range slices.Clone(groups[from-1]) {
				move(i, into)
			}
		case w.bags[a].alike(w.bags[b]) >= plainly: // one of the claims is in the wrong group: they stand by themselves
			groups = append(groups, nil)
			move(a, len(groups))
			move(b, len(groups))
		}
	}
	return slices.DeleteFunc(groups, func(g []int) bool { return len(g) == 0 })
}

// equals are the pairs of claims in different groups that plainly state the same, the most alike first. group is each
// claim's.
func (w weighing) equals(group []int) [][2]int {
	versions := versionsOf(w.given.Ties)
	var out [][2]int
	for _, p := range candidates(w.bags) {
		i, j := p[0], p[1]
		if group[i] != group[j] && w.equal(i, j, versions[p]) && w.between(i, j) == "" {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y [2]int) int {
		return cmp.Compare(w.bags[y[0]].alike(w.bags[y[1]]), w.bags[x[0]].alike(w.bags[x[1]]))
	})
	return out
}

// How much of the shorter of two statements must stand in the other, and how much they must share of both, before
// what else they have in common makes them one fact.
const (
	partly  = 0.3
	fairly  = 0.4
	mostly  = 0.6
	plainly = 0.75
)

// equal reports whether two claims plainly state the same fact:
//
//   - the engine relates them as values of one thing, and the values are the same;
//   - an anonymous source says what another document reports, with a figure that is no chance;
//   - they say it in the same words, or in much the same and cite the same sentence.
func (w weighing) equal(i, j int, versions bool) bool {
	a, b := w.claims[i], w.claims[j]
	near := w.bags[i].within(w.bags[j])
	switch {
	case versions:
		return near >= fairly && agree(w.counts[i], w.counts[j])
	case w.corroborates(i, j) || w.corroborates(j, i):
		return true
	case a.Kind != b.Kind:
		return false
	case w.bags[i].alike(w.bags[j]) >= plainly:
		return len(w.counts[i])+len(w.counts[j]) == 0 || agree(w.counts[i], w.counts[j])
	}
	return near >= mostly && sameWords(a, b)
}

// corroborates reports whether claim i is what an anonymous source says, or tells an outlet, and j is a report of the
// same: they have a large figure in common, and a good part of what the source says, himself aside.
func (w weighing) corroborates(i, j int) bool {
	a, b := w.claims[i], w.claims[j]
	s := insider(a)
	if s == nil || b.Kind != digest.Report || a.Document == b.Document {
		return false
	}
	shared := slices.IndexFunc(w.counts[i], func(f figures.Figure) bool {
		return len(f.Value) > 2 && slices.ContainsFunc(w.counts[j], func(g figures.Figure) bool {
			return figures.Comparable(f, g) && (follows(f, g) || follows(g, f))
		})
	})
	if shared < 0 {
		return false
	}
	said, told := w.bags[i].less(terms(s.Pivot)), w.bags[j]
	both := said.common(told)
	if f := figureTerm(w.counts[i][shared]); told.weight[f] == 0 { // 1,140 is "more than 1,100" in other digits
		both += said.weight[f]
	}
	return share01(both, min(said.total, told.total)) >= partly
}

// insider is the anonymous speaker of a statement or the anonymous source of a report; nil when there is none.
func insider(c digest.Claim) *digest.Attribution {
	role := map[digest.Kind]string{digest.Statement: "speaker", digest.Report: "source"}[c.Kind]
	for i, a := range c.Attribution {
		if a.Anonymous && a.Role == role {
			return &c.Attribution[i]
		}
	}
	return nil
}

// versionsOf are the pairs of claims of which an engine takes one for another value of the other.
func versionsOf(ties []Tie) map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, t := range ties {
		if t.Type == digest.Conflicts || t.Type == digest.Updates {
			out[pair(t.From, t.To)] = true
		}
	}
	return out
}

func pair(i, j int) [2]int { return [2]int{min(i, j), max(i, j)} }

// divide parts each group where its claims may not stand together: the most alike are joined first. split holds pairs
// of claims that were kept apart because two documents, or two times, give different figures.
func (w weighing) divide(groups [][]int) (out [][]int, split [][2]int, dropped []digest.Dropped) {
	for _, group := range groups {
		parts := w.parts(group)
		out = append(out, parts...)
		for k, part := range parts[1:] {
			why := ""
			for _, earlier := range parts[:k+1] {
				for _, i := range part {
					why = cmp.Or(why, w.refusal(earlier, i))
				}
				if p, ok := w.versions(earlier, part); ok {
					split = append(split, p)
				}
			}
			dropped = append(dropped, digest.Dropped{Stage: "merge", Reason: why, Document: w.claims[part[0]].Document, Count: 1})
		}
	}
	return out, split, dropped
}

// versions are claims of two parts that differ in nothing but their figures, as different documents or different times
// give them. What one document counts twice at one time is no other version of one thing.
func (w weighing) versions(a, b []int) (p [2]int, ok bool) {
	for _, i := range a {
		for _, j := range b {
			switch w.between(i, j) {
			case "":
				continue
			case DifferentFigure:
				if w.claims[i].Document == w.claims[j].Document {
					return p, false
				}
			case DifferentTime:
				if !differ(w.counts[i], w.counts[j]) || !w.earlier(i, j) && !w.earlier(j, i) {
					return p, false
				}
			default:
				return p, false
			}
			if !ok {
				p, ok = [2]int{i, j}, true
			}
		}
	}
	return p, ok
}

// parts divides one group, joining its claims pair by pair, the most alike first. The order of its claims stays.
func (w weighing) parts(group []int) [][]int {
	parts := make([][]int, len(group))
	in := make([]int, len(group)) // part of a member
	var pairs [][2]int
	for m, i := range group {
		parts[m], in[m] = []int{i}, m
		for n := range m {
			pairs = append(pairs, [2]int{n, m})
		}
	}
	near := func(p [2]int) float64 { return w.bags[group[p[0]]].alike(w.bags[group[p[1]]]) }
	slices.SortStableFunc(pairs, func(x, y [2]int) int { return cmp.Compare(near(y), near(x)) })
	apart := map[[2]int]int{}     // how many claims two parts had when they might not be joined
	for joined := true; joined; { // what two claims may not, a third may have made possible
		joined = false
		for _, p := range pairs {
			x, y := min(in[p[0]], in[p[1]]), max(in[p[0]], in[p[1]])
			size := len(parts[x]) + len(parts[y])
			if x == y || apart[[2]int{x, y}] == size {
				continue
			}
			if !w.mayJoin(parts[x], parts[y]) {
				apart[[2]int{x, y}] = size
				continue
			}
			parts[x], parts[y], joined = append(parts[x], parts[y]...), nil, true
			for m := range in {
				if in[m] == y {
					in[m] = x
				}
			}
		}
	}
	place := map[int]int{}
	for m, i := range group {
		place[i] = m
	}
	for _, part := range parts {
		slices.SortFunc(part, func(i, j int) int { return cmp.Compare(place[i], place[j]) })
	}
	return slices.DeleteFunc(parts, func(part []int) bool { return part == nil })
}

// mayJoin reports whether all claims of b may stand in one point with those of a.
func (w weighing) mayJoin(a, b []int) bool {
	return !slices.ContainsFunc(b, func(i int) bool { return w.refusal(a, i) != "" })
}

// same reports whether two figures say the same in the same way.
func same(f, g figures.Figure) bool {
	return f.Kind == g.Kind && f.Value == g.Value && f.Unit == g.Unit && f.Bound == g.Bound
}

// between says why two claims may not share a point. It is asked again and again, and reads both.
func (w weighing) between(i, j int) string {
	p := pair(i, j)
	why, known := w.refused[p]
	if !known {
		why = w.refuse(w.claims[p[0]], w.claims[p[1]], w.counts[p[0]], w.counts[p[1]])
		w.refused[p] = why
	}
	return why
}

// refusal says why claim i may not join a part, "" when it may. Its figures are compared with those of the whole part:
// what one claim leaves out another may have. But what one document counts in two places is two things.
func (w weighing) refusal(part []int, i int) string {
	var figs []figures.Figure
	for _, j := range part {
		why := w.between(i, j)
		if why == DifferentFigure && w.claims[j].Document != w.claims[i].Document {
			why = ""
		}
		if why != "" {
			return why
		}
		for _, f := range w.counts[j] {
			if !slices.ContainsFunc(figs, func(g figures.Figure) bool { return same(f, g) }) {
				figs = append(figs, f)
			}
		}
	}
	if differ(figs, w.counts[i]) {
		return DifferentFigure
	}
	return ""
}
