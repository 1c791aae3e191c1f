package sparse

import "testing"

func TestSharedCountsWhatBothSetsHave(t *testing.T) {
	set := func(keys ...string) map[string]bool {
		out := map[string]bool{}
		for _, k := range keys {
			out[k] = true
		}
		return out
	}
	for name, c := range map[string]struct {
		a, b          map[string]bool
		both, smaller int
	}{
		"the larger one first": {set("港", "a", "b"), set("b", "c"), 1, 2},
		"the smaller first":    {set("b", "c"), set("港", "a", "b"), 1, 2},
		"nothing":              {set("a"), set("b"), 0, 1},
		"empty":                {nil, set("b"), 0, 0},
	} {
		if both, smaller := Shared(c.a, c.b); both != c.both || smaller != c.smaller {
			t.Errorf("%s: %d of %d, want %d of %d", name, both, smaller, c.both, c.smaller)
		}
	}
}
