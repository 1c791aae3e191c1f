package sparse

import (
	"math"
	"testing"
)

func TestDotOfScaledVectorsIsTheirCosine(t *testing.T) {
	for name, c := range map[string]struct {
		a, b Vector[string]
		want float64
	}{
		"the same":      {Vector[string]{{"渡轮", 3}, {"港", 4}}, Vector[string]{{"渡轮", 6}, {"港", 8}}, 1},
		"nothing alike": {Vector[string]{{"a", 1}}, Vector[string]{{"b", 1}}, 0},
		"half":          {Vector[string]{{"a", 1}, {"b", 1}}, Vector[string]{{"b", 1}, {"é", 1}}, 0.5},
		"of zeros":      {Vector[string]{{"a", 0}}, Vector[string]{{"a", 1}}, 0},
		"empty":         {nil, Vector[string]{{"a", 1}}, 0},
	} {
		c.a.Scale()
		c.b.Scale()
		if got := Dot(c.a, c.b); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
