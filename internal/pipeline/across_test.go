package pipeline

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/engine/extractive"
)

// A listener answers no question about claims with more than that each stands alone, but joins those of the question
// across blocks that say the same.
type listener struct {
	extractive.Engine
	asked [][]string
}

func (l *listener) Relate(_ context.Context, c engine.Claims) (engine.Relations, error) {
	var texts []string
	var out engine.Relations
	first := map[string]int{}
	for i, claim := range c.Claims {
		texts = append(texts, claim.Statement.Text)
		out.Order = append(out.Order, i)
		if at, said := first[claim.Statement.Text]; said {
			out.Groups[at] = append(out.Groups[at], i)
			continue
		}
		first[claim.Statement.Text] = len(out.Groups)
		out.Groups = append(out.Groups, []int{i})
	}
	l.asked = append(l.asked, texts)
	return out, nil
}

// TestClaimsOfDifferentBlocksMeet tears equal claims apart, as blocks that are full do, and looks whether they find each
// other again.
func TestClaimsOfDifferentBlocksMeet(t *testing.T) {
	const n = 2 * Block
	claims := make([]digest.Claim, n)
	for i := range claims {
		text := fmt.Sprintf("Gauge %d stands alone.", i)
		if i%10 == 0 { // claim i of the first block says what claim i+Block says
			text = fmt.Sprintf("The river gauge number %d burst.", i%Block)
		}
		claims[i] = digest.Claim{ID: digest.ClaimID(fmt.Sprint(i)), Statement: digest.Text{Lang: "en", Text: text}}
	}
	l := &listener{}
	h := &Home{Engine: l, Limit: 1}
	b := blocked{blocks: make([][]int, 2)}
	var pairs [][2]int
	for i := range claims {
		b.blocks[i/Block] = append(b.blocks[i/Block], i)
		if i%10 == 0 && i < Block {
			pairs = append(pairs, [2]int{i, i + Block})
		}
	}
	for _, block := range b.blocks {
		r, err := h.relateBlock(t.Context(), manifest{}, claims, block)
		if err != nil {
			t.Fatal(err)
		}
		b.found = append(b.found, r)
	}
	b.found[1].Groups = b.found[1].Groups[:Block-1] // an answer that leaves one out
	all, err := h.relateAcross(t.Context(), manifest{}, claims, b, pairs)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]int{}
	for _, g := range all.Groups {
		for _, i := range g {
			seen[i]++
		}
		if len(g) > 0 && g[0]%10 == 0 && g[0] < Block && !slices.Equal(g, []int{g[0], g[0] + Block}) {
			t.Errorf("the group of claim %d is %v", g[0], g)
		}
	}
	for i := range claims {
		if seen[i] != 1 {
			t.Errorf("claim %d stands in %d groups", i, seen[i])
		}
	}
	last := l.asked[len(l.asked)-1]
	if len(l.asked) != 3 || len(last) > Block {
		t.Errorf("%d questions, the last of %d claims", len(l.asked), len(last))
	}
	if last[0] != last[1] {
		t.Errorf("equal claims do not stand side by side: %q, %q", last[0], last[1])
	}
}

// TestALooseDenialMeetsWhatItConcerns tears a denial from what it denies and has more claims of other blocks that are
// alike than the question holds.
func TestALooseDenialMeetsWhatItConcerns(t *testing.T) {
	const n = 2 * Block
	claims := make([]digest.Claim, n)
	b := blocked{blocks: make([][]int, 2), found: make([]engine.Relations, 2)}
	var pairs [][2]int
	for i := range claims {
		claims[i] = digest.Claim{Kind: digest.Report, Statement: digest.Text{Lang: "en", Text: fmt.Sprint(i)}}
		b.blocks[i/Block] = append(b.blocks[i/Block], i)
		if i < Block-1 {
			pairs = append(pairs, [2]int{i, i + Block})
		}
	}
	denial, denied := Block-1, n-1
	pairs = append(pairs, [2]int{denial, denied})
	for _, c := range []struct {
		kind digest.Kind
		tied bool
		want bool
	}{{digest.Denial, false, true}, {digest.NonConfirmation, false, true}, {digest.Denial, true, false}, {digest.Report, false, false}} {
		claims[denial].Kind = c.kind
		b.found[0].Ties = nil
		if c.tied {
			b.found[0].Ties = []engine.Tie{{From: denial, To: 0, Type: digest.Denies}}
		}
		l := &listener{}
		if _, err := (&Home{Engine: l, Limit: 1}).relateAcross(t.Context(), manifest{}, claims, b, pairs); err != nil {
			t.Fatal(err)
		}
		asked := l.asked[0]
		if got := slices.Contains(asked, fmt.Sprint(denial)) && slices.Contains(asked, fmt.Sprint(denied)); got != c.want {
			t.Errorf("%s, tied %v: asked together %v, want %v", c.kind, c.tied, got, c.want)
		}
	}
}
