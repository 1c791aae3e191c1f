package story

import (
	"fmt"
	"slices"
	"testing"

	"polydigest/internal/digest"
)

func TestBlocksHoldEveryClaimOnceAndKeepLikeOnesTogether(t *testing.T) {
	var claims []digest.Claim
	for i := range 400 {
		subject := []string{"turbine", "harbour", "vaccine", "référendum"}[i%4]
		claims = append(claims, digest.Claim{Statement: digest.Text{Lang: "en", Text: fmt.Sprintf("The %s was reported again by outlet %d.", subject, i)}})
	}
	blocks := Blocks(claims, 150)
	seen := map[int]int{}
	pairs, together := 0, 0
	blockOf := map[int]int{}
	for b, block := range blocks {
		if len(block) > 150 {
			t.Errorf("a block of %d", len(block))
		}
		for _, i := range block {
			seen[i]++
			blockOf[i] = b
		}
	}
	for i := range claims {
		if seen[i] != 1 {
			t.Fatalf("claim %d is in %d blocks", i, seen[i])
		}
		for j := i + 4; j < len(claims); j += 4 {
			pairs++
			if blockOf[i] == blockOf[j] {
				together++
			}
		}
	}
	if together*10 < pairs*6 {
		t.Errorf("%d of %d like pairs are in one block", together, pairs)
	}
	if got := Blocks(claims[:3], 150); !slices.Equal(got[0], []int{0, 1, 2}) || len(got) != 1 {
		t.Errorf("three claims make %v", got)
	}
}
