package story

import (
	"slices"
	"testing"
)

func TestBlocksHoldEveryClaimOnceAndKeepLikelyPairsTogether(t *testing.T) {
	const n, size = 400, 150
	var pairs [][2]int // i and i+200 say the same, i and i+1 of one hundred may
	for i := range n / 2 {
		pairs = append(pairs, [2]int{i, i + n/2})
	}
	for i := range n - 1 {
		if i%100 != 99 {
			pairs = append(pairs, [2]int{i, i + 1})
		}
	}
	blocks := Blocks(n, pairs, size)
	blockOf := map[int]int{}
	for b, block := range blocks {
		if len(block) > size {
			t.Errorf("a block of %d", len(block))
		}
		for _, i := range block {
			if _, twice := blockOf[i]; twice {
				t.Errorf("claim %d stands in two places", i)
			}
			blockOf[i] = b
		}
	}
	if len(blockOf) != n {
		t.Errorf("%d claims of %d", len(blockOf), n)
	}
	for i := range n / 2 {
		if blockOf[i] != blockOf[i+n/2] {
			t.Errorf("claims %d and %d say the same and are not asked about together", i, i+n/2)
		}
	}
	if len(blocks) > 4 {
		t.Errorf("%d blocks", len(blocks))
	}
}

func TestBlocksPutLikelyPairsSideBySide(t *testing.T) {
	if got, want := Blocks(5, [][2]int{{1, 4}, {0, 2}}, 150), [][]int{{0, 2, 1, 4, 3}}; !slices.EqualFunc(got, want, slices.Equal[[]int]) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Blocks(3, nil, 150); len(got) != 1 || !slices.Equal(got[0], []int{0, 1, 2}) {
		t.Errorf("what nothing joins makes %v", got)
	}
	if got := Blocks(0, nil, 150); len(got) != 0 {
		t.Errorf("nothing makes %v", got)
	}
}
