package extractive

import (
	"cmp"
	"context"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/sparse"
	"polydigest/internal/verify"
)

// How alike two sentences of one language must be to say the same, and to concern the same.
const (
	same     = 0.5
	concerns = 0.12
)

// Relate groups sentences that say the same: within a language by their words, across languages where figures and
// dates are enough to tell. What it cannot tell stays apart. Sentences that many others resemble come first.
func (Engine) Relate(_ context.Context, c engine.Claims) (engine.Relations, error) {
	texts := make([]string, len(c.Claims))
	for i, claim := range c.Claims {
		texts[i] = claim.Statement.Text
	}
	vs := vectors(texts)
	groups := group(c.Claims, vs)
	score := lexrank(vs, leads(c.Claims))
	weight := make([]float64, len(groups))
	for g, members := range groups {
		slices.SortStableFunc(members, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
		weight[g] = weigh(c.Claims, members, score)
	}
	out := engine.Relations{Groups: groups}
	order := make([]int, len(groups))
	for g := range order {
		order[g] = g
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	for _, g := range order {
		out.Order = append(out.Order, groups[g][0])
	}
	out.Ties = ties(c.Claims, vs, score)
	return out, nil
}

// group puts each claim to the first group that it resembles.
func group(claims []digest.Claim, vs []vector) [][]int {
	var groups [][]int
	for i, c := range claims {
		at := slices.IndexFunc(groups, func(members []int) bool {
			return slices.ContainsFunc(members, func(j int) bool {
				return alike(c, claims[j], sparse.Dot(vs[i], vs[j])) && verify.Join(c, claims[j]) == ""
			})
		})
		if at < 0 {
			groups = append(groups, []int{i})
			continue
		}
		groups[at] = append(groups[at], i)
	}
	return groups
}

// alike reports whether two sentences say the same. Across languages it takes two figures or dates in common, and
// none that only one of them has.
func alike(a, b digest.Claim, words float64) bool {
	if a.Statement.Lang == b.Statement.Lang {
		return words >= same
	}
	x, y := anchors(a), anchors(b)
	return len(x) >= 2 && len(x) == len(y) && !slices.ContainsFunc(x, func(s string) bool { return !slices.Contains(y, s) })
}

// anchors are what of a sentence reads the same in every language: its figures and the time it names.
func anchors(c digest.Claim) []string {
	var out []string
	for _, f := range c.Figures {
		if key := f.Kind + " " + f.Value + " " + f.Unit; !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	if c.When != nil && c.When.EDTF != "" {
		out = append(out, c.When.EDTF)
	}
	return out
}

// leads is the prior of claims: what stands early in its document leads it.
func leads(claims []digest.Claim) []float64 {
	out := make([]float64, len(claims))
	before := map[digest.DocID]int{}
	var sum float64
	for i, c := range claims {
		out[i] = 1/(1+float64(before[c.Document])) + 0.1
		before[c.Document]++
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// weigh scores a group: the best of its sentences, more for every further document that says it, and more for what
// somebody denies or does not confirm, since that concerns the event itself.
func weigh(claims []digest.Claim, members []int, score []float64) float64 {
	best := 0.0
	documents := map[digest.DocID]bool{}
	for _, i := range members {
		s := score[i]
		if k := claims[i].Kind; k == digest.Denial || k == digest.NonConfirmation {
			s *= 1.5
		}
		best = max(best, s)
		documents[claims[i].Document] = true
	}
	return best * (1 + 0.5*float64(len(documents)-1))
}

// ties relates what is denied or not confirmed to the report that it most resembles, if it resembles any.
func ties(claims []digest.Claim, vs []vector, score []float64) []engine.Tie {
	types := map[digest.Kind]digest.PointRelationType{
		digest.Denial: digest.Denies, digest.NonConfirmation: digest.DoesNotConfirm,
	}
	var out []engine.Tie
	for i, c := range claims {
		t, ok := types[c.Kind]
		if !ok {
			continue
		}
		best, at := 0.0, -1
		for j, other := range claims {
			words := sparse.Dot(vs[i], vs[j])
			if other.Kind != digest.Report || other.Statement.Lang != c.Statement.Lang || words < concerns {
				continue
			}
			if s := words * (1 + score[j]); s > best {
				best, at = s, j
			}
		}
		if at >= 0 {
			out = append(out, engine.Tie{From: i, To: at, Type: t})
		}
	}
	return out
}
