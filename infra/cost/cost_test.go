package cost

import (
	"os"
	"strings"
	"testing"

	"polydigest/infra/machine"
)

// TestTheCostsAreThoseOfTheREADME holds the page to the sums.
func TestTheCostsAreThoseOfTheREADME(t *testing.T) {
	table, err := Table("../../testdata/answers")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), table) {
		t.Errorf("README.md has other costs than `go run ./cost/table` prints:\n%s", table)
	}
}

func TestTransitionsAreCounted(t *testing.T) {
	got := machine.Transitions()
	want := map[string]int{"run": 16, "Fetch": 1, "Extract": 4, "Merge": 1, "Compose": 1, "Deliver": 1}
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: %d transitions, want %d", name, got[name], n)
		}
	}
}

// TestMoreCostsMore finds a line that forgets what it is of.
func TestMoreCostsMore(t *testing.T) {
	for i := range Uses[1:] {
		few, many := Month(Uses[i]), Month(Uses[i+1])
		for j := range few {
			if fixed := few[j].What == "secrets" || few[j].What == "alarms and dashboard"; fixed != (few[j].USD == many[j].USD) {
				t.Errorf("%s: %f, then %f", few[j].What, few[j].USD, many[j].USD)
			}
		}
	}
}
