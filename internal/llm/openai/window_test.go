package openai

import (
	"math/rand/v2"
	"testing"
)

func TestWindowIsFoundBySilentCuts(t *testing.T) {
	type prompt struct {
		asked, read int
		cut         bool
	}
	for _, c := range []struct {
		name    string
		prompts []prompt
		size    int
	}{
		{"read whole", []prompt{{2000, 2000, false}, {2500, 1900, false}, {1800, 2400, false}}, 0},
		{"less than half read", []prompt{{2000, 1900, false}, {7900, 2051, true}}, 2051},
		{"a power of two, to a token", []prompt{{3000, 2900, false}, {5000, 4095, true}}, 4095},
		{"a power of two that was asked", []prompt{{4200, 4096, false}, {4000, 4095, false}}, 0},
		{"always the same", []prompt{{3300, 3000, false}, {4000, 3000, false}, {3900, 3000, true}}, 3000},
		{"the same for the same", []prompt{{3300, 3000, false}, {3310, 3000, false}, {3305, 3000, false}}, 0},
		{"the same, but more was read before", []prompt{{4000, 4000, false}, {3500, 3000, false}, {4000, 3000, false}, {4100, 3000, false}}, 0},
		{"only what a cache did not have", []prompt{{4000, 3900, false}, {4000, 300, false}}, 0},
		{"short prompts", []prompt{{200, 50, false}}, 0},
	} {
		var w window
		for i, p := range c.prompts {
			if got := w.cut(p.asked, p.read); got != p.cut {
				t.Errorf("%s: prompt %d: cut = %v", c.name, i, got)
			}
		}
		if w.known() != c.size {
			t.Errorf("%s: size %d, want %d", c.name, w.known(), c.size)
		}
	}
}

func TestWindowIsNotSeenWhereThereIsNone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	found := 0
	const runs, prompts = 200, 500
	for range runs {
		var w window
		for range prompts {
			asked := 2200 + r.IntN(1800)
			read := asked * (85 + r.IntN(31)) / 100 // estimates are within 15 %
			w.cut(asked, read)
		}
		if w.known() > 0 {
			found++
		}
	}
	if found > runs/50 {
		t.Errorf("a window in %d of %d runs of %d prompts without one", found, runs, prompts)
	}
}
