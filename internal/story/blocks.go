package story

import "slices"

// Blocks divides n claims of a story, by their index, into sets of at most size that may be about the same thing, so
// that each set fits one question. pairs are claims that may state the same, the likeliest first: those come into one
// block, and stand near each other in it. Else claims keep their order.
func Blocks(n int, pairs [][2]int, size int) [][]int {
	runs := make([][]int, n) // the claims that belong together, under the first of them
	in := make([]int, n)
	for i := range n {
		runs[i], in[i] = []int{i}, i
	}
	for _, p := range pairs {
		a, b := min(in[p[0]], in[p[1]]), max(in[p[0]], in[p[1]])
		if a == b || len(runs[a])+len(runs[b]) > size {
			continue
		}
		for _, i := range runs[b] {
			in[i] = a
		}
		runs[a], runs[b] = append(runs[a], runs[b]...), nil
	}
	var blocks [][]int
	for _, run := range runs {
		if run == nil {
			continue
		}
		at := slices.IndexFunc(blocks, func(b []int) bool { return len(b)+len(run) <= size })
		if at < 0 {
			at, blocks = len(blocks), append(blocks, nil)
		}
		blocks[at] = append(blocks[at], run...)
	}
	return blocks
}
