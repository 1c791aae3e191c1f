package story

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// twoGroups are the edges of documents 0 to 2 and 3 to 5, alike as told within the groups and across.
func twoGroups(within, across float64) []edge {
	var edges []edge
	for a := range int32(6) {
		for b := a + 1; b < 6; b++ {
			score := across
			if a/3 == b/3 {
				score = within
			}
			edges = append(edges, edge{a, b, score})
		}
	}
	return edges
}

func TestClusterJoinsGroupsThatAreAboutAsAlikeAcrossAsWithin(t *testing.T) {
	apart, one := [][]int{{0, 1, 2}, {3, 4, 5}}, [][]int{{0, 1, 2, 3, 4, 5}}
	tests := []struct {
		name           string
		within, across float64
		want           [][]int
	}{
		{"reports of one event", 0.18, 0.14, one},
		{"events of one theme", 0.5, 0.14, apart},
		{"copies of two reports of one event", 0.9, 0.2, one},
		{"two events", 0.5, 0.05, apart},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, cluster(6, twoGroups(test.within, test.across), make([]profile, 6))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClusterComparesGroupsWithinALanguageOnly(t *testing.T) {
	profiles := make([]profile, 6)
	for i := range profiles {
		profiles[i].lang = []string{"ja", "fr"}[i/3]
	}
	if diff := cmp.Diff([][]int{{0, 1, 2, 3, 4, 5}}, cluster(6, twoGroups(0.5, 0.14), profiles)); diff != "" {
		t.Error(diff)
	}
}

func TestAWordAloneSaysLessTheLargerTheSet(t *testing.T) {
	weight := func(documents int) float64 {
		profiles := make([]profile, documents)
		in := map[uint64]int{1: documents}
		for i := range profiles {
			profiles[i].words = vector{{Key: 1, Weight: 1}, {Key: uint64(2 + i), Weight: 1}}
			in[uint64(2+i)] = 1
		}
		discountLone(profiles, in)
		return profiles[0].words[1].Weight / profiles[0].words[0].Weight
	}
	if few, many := weight(3), weight(300); few < 0.9 || many > 0.5 {
		t.Errorf("a word of one document counts %.2f of one in all of 3, and %.2f of 300", few, many)
	}
}

func TestLikenessAtLargeIsTakenOff(t *testing.T) {
	profiles := make([]profile, 100) // of which half share a term, and two of each half another
	for i := range profiles {
		profiles[i].words = vector{{Key: uint64(2 + i/2), Weight: 1}}
		if i%2 == 0 {
			profiles[i].words = append(vector{{Key: 1, Weight: 1}}, profiles[i].words...)
		}
		profiles[i].words.Scale()
	}
	compareAtLarge(profiles)
	if typical, own := profiles[0].usual, profiles[1].usual; typical != usualMost || own > 0.01 {
		t.Errorf("usual likeness %.3f with the common term, %.3f without", typical, own)
	}
	if got := score(&profiles[0], &profiles[2]); got > profiles[0].counts*(0.4-atLarge*usualMost)+1e-9 {
		t.Errorf("two that share only the common term score %.3f", got)
	}
	if got := score(&profiles[1], &profiles[3]); got != 0 {
		t.Errorf("two that share nothing score %.3f", got)
	}
}

func TestALikenessCountsLessTheLargerTheSet(t *testing.T) {
	counts := func(documents int) float64 {
		profiles := make([]profile, documents)
		compareAtLarge(profiles)
		return profiles[0].counts
	}
	if few, many := counts(5), counts(10_000); few < 1.4 || many > 0.9 {
		t.Errorf("a likeness counts %.2f among 5 documents, and %.2f among 10,000", few, many)
	}
}
