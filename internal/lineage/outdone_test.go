package lineage

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

func TestAnOwnReportIsNoRenderingWhereAFarBetterOneIs(t *testing.T) {
	translation := Relation{digest.RelSameText, 0, 1, 0.95}
	tests := []struct {
		name  string
		langs []string // of three documents
		other Relation
		known map[[2]int]bool
		stays bool
	}{
		{"an own report in the language of the rendering", []string{"en", "fr", "fr"}, Relation{digest.RelSameText, 0, 2, 0.6}, nil, false},
		{"its counterpart", []string{"fr", "en", "fr"}, Relation{digest.RelSameText, 1, 2, 0.6}, nil, false},
		{"a second translation, about as good", []string{"en", "fr", "fr"}, Relation{digest.RelSameText, 0, 2, 0.9}, nil, true},
		{"an edited copy of the translation", []string{"en", "fr", "fr"}, Relation{digest.RelSameText, 0, 2, 0.6}, map[[2]int]bool{{1, 2}: true}, true},
		{"a rendering in another language", []string{"en", "fr", "ja"}, Relation{digest.RelSameText, 0, 2, 0.6}, nil, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var views []view
			for _, lang := range test.langs {
				views = append(views, view{doc: &text.Document{Language: lang}})
			}
			known := test.known
			if known == nil {
				known = map[[2]int]bool{}
			}
			found := []Relation{translation, test.other}
			want := []Relation{translation}
			if test.stays {
				want = slices.Clone(found)
			}
			if diff := cmp.Diff(want, slices.DeleteFunc(found, outdone(found, known, views))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
