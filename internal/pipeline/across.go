package pipeline

import (
	"context"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/story"
)

// blocked is what was found in each of several blocks of claims.
type blocked struct {
	blocks [][]int
	found  []engine.Relations
}

// crossing is how many claims of the question across blocks are there because claims of other blocks are like them. The
// others stand for the most important groups, so that it also finds the order of all.
const crossing = Block / 2

// partners is how many claims of other blocks a denial brings with it of which its own block showed nothing that it concerns.
const partners = 2

// relateAcross asks once about claims of different blocks: denials that concern nothing in their own block, with the
// claims most like them; those that are like some of another block, the most alike first; and those of the most
// important groups. Groups whose claims are found to state the same are joined. What is beyond the question keeps the
// groups and the order that its block gave.
func (h *Home) relateAcross(ctx context.Context, m manifest, claims []digest.Claim, b blocked, pairs [][2]int) (engine.Relations, error) {
	all := b.together()
	group := make([]int, len(claims)) // of each claim
	for g, members := range all.Groups {
		for _, i := range members {
			group[i] = g
		}
	}
	r, err := h.relateBlock(ctx, m, claims, b.question(claims, all, group, pairs))
	if err != nil {
		return all, err
	}
	for _, joined := range r.Groups {
		for _, i := range joined[min(1, len(joined)):] {
			into, from := group[joined[0]], group[i]
			if into == from {
				continue
			}
			for _, member := range all.Groups[from] {
				group[member] = into
			}
			all.Groups[into] = append(all.Groups[into], all.Groups[from]...)
			all.Groups[from] = nil
		}
	}
	all.Ties = append(all.Ties, r.Ties...)
	all.Order = append(slices.Clone(r.Order), all.Order...)
	return all, nil
}

// together is what was found as one: each claim in one group, those that an answer left out in their own; of the order
// the first of each block before the second of any.
func (b blocked) together() engine.Relations {
	var all engine.Relations
	grouped := map[int]bool{}
	add := func(claims []int) {
		var group []int
		for _, i := range claims {
			if !grouped[i] {
				grouped[i], group = true, append(group, i)
			}
		}
		all.Groups = append(all.Groups, group)
	}
	for k, r := range b.found {
		all.Ties = append(all.Ties, r.Ties...)
		for _, g := range r.Groups {
			add(g)
		}
		for _, i := range b.blocks[k] {
			add([]int{i})
		}
	}
	for rank := range Block {
		for _, r := range b.found {
			if rank < len(r.Order) {
				all.Order = append(all.Order, r.Order[rank])
			}
		}
	}
	return all
}

// question is which claims to ask about across blocks, at most one of a group, like ones side by side.
func (b blocked) question(claims []digest.Claim, all engine.Relations, group []int, pairs [][2]int) []int {
	var out []int
	place := map[int]int{} // of the groups that stand in it, from 1
	add := func(i, most int) {
		if place[group[i]] == 0 && len(out) < most {
			out = append(out, i)
			place[group[i]] = len(out)
		}
	}
	across := b.across(pairs)
	for _, p := range append(ofLoose(claims, all, group, across), across...) {
		add(p[0], crossing)
		add(p[1], crossing)
	}
	for _, i := range all.Order {
		add(i, Block)
	}
	var among [][2]int
	for _, p := range pairs {
		if a, b := place[group[p[0]]], place[group[p[1]]]; a > 0 && b > 0 && a != b {
			among = append(among, [2]int{a - 1, b - 1})
		}
	}
	var sorted []int
	for _, k := range slices.Concat(story.Blocks(len(out), among, len(out))...) {
		sorted = append(sorted, out[k])
	}
	return sorted
}

// across are the pairs of which each claim stands in another block.
func (b blocked) across(pairs [][2]int) (out [][2]int) {
	block := map[int]int{} // of each claim
	for k, claims := range b.blocks {
		for _, i := range claims {
			block[i] = k
		}
	}
	for _, p := range pairs {
		if block[p[0]] != block[p[1]] {
			out = append(out, p)
		}
	}
	return out
}

// ofLoose are those of the pairs, the most alike first, in which a claim denies or does not confirm and is tied to nothing
// yet: at most [partners] for each such claim.
func ofLoose(claims []digest.Claim, all engine.Relations, group []int, pairs [][2]int) (out [][2]int) {
	tied := map[int]bool{} // the groups that are
	for _, t := range all.Ties {
		tied[group[t.From]] = true
	}
	brought := map[int]int{}
	for _, p := range pairs {
		for _, i := range p {
			k := claims[i].Kind
			if (k == digest.Denial || k == digest.NonConfirmation) && !tied[group[i]] && brought[i] < partners {
				brought[i]++
				out = append(out, p)
			}
		}
	}
	return out
}
