package gold_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/gold"
)

func TestDocumentsGroupedAndRelated(t *testing.T) {
	k := gold.Key{
		Documents: []gold.Document{
			{ID: "01_fr.txt", Title: "Inondations à Sfax", Relations: []gold.Relation{{Type: digest.RelSameText, With: []string{"02_de.txt"}}}},
			{ID: "02_de.txt", Title: "Überschwemmung", Relations: []gold.Relation{{Type: digest.RelSameText, With: []string{"01_fr.txt"}}}},
			{ID: "03.jsonl#2", Title: "فيضانات بئر الياسمين"},
			{ID: "04_ja.html", Title: "洪水の被害", URL: "https://a.example/洪水"},
		},
		Stories: [][]string{{"01_fr.txt", "02_de.txt", "03.jsonl#2"}, {"04_ja.html"}},
	}
	same := func(with digest.DocID) *digest.Relation {
		return &digest.Relation{Type: digest.RelSameText, With: []digest.DocID{with}}
	}
	made := func(relations [4]*digest.Relation, stories ...[]digest.DocID) digest.Digest {
		d := digest.Digest{
			Documents: []digest.Document{
				{ID: "d1", Title: "autre", Relation: relations[0]},                  // by the name of its file
				{ID: "d2", Title: "ÜBERSCHWEMMUNG!", Relation: relations[1]},        // by its title
				{ID: "d3", Title: "فيضانات بئر الياسمين", Relation: relations[2]},   // by its title
				{ID: "d4", URL: "https://a.example/洪水", Relation: relations[3]},     // by its URL
				{ID: "d5", Title: "no document of the key", Relation: relations[0]}, // not at all
			},
			Coverage: digest.Coverage{Items: []digest.Item{{Source: "event/01_fr.txt", Document: "d1"}}},
		}
		for _, s := range stories {
			d.Stories = append(d.Stories, digest.Story{Documents: s})
		}
		return d
	}
	tests := []struct {
		name                 string
		digest               digest.Digest
		grouped, kin, wrongs gold.Share
	}{
		{"as in the key", made([4]*digest.Relation{same("d2"), same("d1")}, []digest.DocID{"d1", "d2", "d3"}, []digest.DocID{"d4"}),
			gold.Share{Got: 6, Of: 6}, gold.Share{Got: 2, Of: 2}, gold.Share{Got: 0, Of: 2}},
		{"one story too many", made([4]*digest.Relation{same("d2"), same("d1")}, []digest.DocID{"d1", "d2"}, []digest.DocID{"d3"}, []digest.DocID{"d4"}),
			gold.Share{Got: 4, Of: 6}, gold.Share{Got: 2, Of: 2}, gold.Share{Got: 0, Of: 2}},
		{"all in one story", made([4]*digest.Relation{}, []digest.DocID{"d1", "d2", "d3", "d4"}),
			gold.Share{Got: 3, Of: 6}, gold.Share{Got: 0, Of: 2}, gold.Share{Got: 0, Of: 0}},
		{"the wrong relations", made([4]*digest.Relation{same("d3"), {Type: digest.RelCopy, With: []digest.DocID{"d1"}}, same("d1")},
			[]digest.DocID{"d1", "d2", "d3"}), gold.Share{Got: 6, Of: 6}, gold.Share{Got: 0, Of: 2}, gold.Share{Got: 3, Of: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := k.Score(tt.digest)
			if diff := cmp.Diff([]gold.Share{tt.grouped, tt.kin, tt.wrongs}, []gold.Share{s.Grouped, s.Kin, s.NoKin}); diff != "" {
				t.Errorf("grouped, related, wrongly related (-want +got):\n%s", diff)
			}
		})
	}
}
