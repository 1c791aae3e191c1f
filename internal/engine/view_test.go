package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
)

// TestWhatDisputesAShownPointIsShown cuts a story at its depth: of the points below, those that bear on one above stay,
// one for three at most and a denial before an update.
func TestWhatDisputesAShownPointIsShown(t *testing.T) {
	points := []digest.Point{
		{ID: "p1", Rank: 1, DisputedBy: []digest.PointID{"p6"}}, {ID: "p2", Rank: 2}, {ID: "p3", Rank: 3},
		{ID: "p4", Rank: 4, DisputedBy: []digest.PointID{"p7"}},
		{ID: "p5", Rank: 5, Relations: []digest.PointRelation{{Type: digest.Updates, Point: "p2"}}},
		{ID: "p6", Rank: 6, Relations: []digest.PointRelation{{Type: digest.Denies, Point: "p1"}}},
		{ID: "p7", Rank: 7, Relations: []digest.PointRelation{{Type: digest.Denies, Point: "p4"}}},
		{ID: "p8", Rank: 8, AddressesSoftware: true},
	}
	for _, c := range []struct {
		depth int
		want  []digest.PointID
	}{
		{1, []digest.PointID{"p1", "p6"}},
		{3, []digest.PointID{"p1", "p2", "p3", "p6"}},
		{4, []digest.PointID{"p1", "p2", "p3", "p4", "p6", "p7"}}, // two for four: the denials
		{12, []digest.PointID{"p1", "p2", "p3", "p4", "p5", "p6", "p7"}},
	} {
		v := StoryView{Depth: c.depth, Story: digest.Story{Points: points}}
		var got []digest.PointID
		for _, p := range v.Shown() {
			got = append(got, p.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("depth %d (-want +got)\n%s", c.depth, diff)
		}
		if got, want := len(v.Withheld()), max(0, c.depth-11); got != want {
			t.Errorf("depth %d: %d withheld, want %d", c.depth, got, want)
		}
	}
}

// TestEveryWordIsSomebodys shows one point that an outlet, a wire without a publisher and a paper that quotes the outlet
// tell.
func TestEveryWordIsSomebodys(t *testing.T) {
	quote := func(s string) []digest.Citation {
		return []digest.Citation{{Role: digest.Support, Language: "fr", Quote: s + " 1"}, {Role: digest.Support, Language: "fr", Quote: s + " 2"}}
	}
	v := StoryView{
		Documents: map[digest.DocID]digest.Document{
			"d1": {Publisher: "한결일보", PublisherName: "n1"}, "d2": {}, "d3": {PublisherName: "n2"}, "d4": {Title: "Tout est faux"},
		},
		Names: map[digest.NameID]digest.Name{
			"n1": {ID: "n1", Rendered: map[string]digest.Rendered{"fr": {Text: "Hangyeol Ilbo"}}},
			"n2": {ID: "n2", Forms: []digest.NameForm{{Text: "潮風新聞"}}},
		},
		Story: digest.Story{Claims: []digest.Claim{
			{ID: "c1", Document: "d1", Citations: quote("a")},
			{ID: "c2", Document: "d2", Citations: quote("b")},
			{ID: "c3", Document: "d3", Citations: quote("c"), Attribution: []digest.Attribution{{Role: "outlet", Text: "한결일보", Name: "n1"}}},
			{ID: "c4", Document: "d4", Kind: digest.Opinion, Attribution: []digest.Attribution{{Role: "speaker", Text: "Tout est faux", Anonymous: true}}},
		}},
	}
	p := digest.Point{Claims: []digest.ClaimID{"c1", "c2", "c3", "c4"}}
	var got []string
	for _, w := range v.Words(p, digest.Support, "fr", 4) {
		got = append(got, w.Text.Text+" {"+w.By+"}")
	}
	want := []string{"a 1 {outlet Hangyeol Ilbo}", "b 1 {" + Unsigned + "}", "c 1 {outlet Hangyeol Ilbo, as told by 潮風新聞}", "a 2 {outlet Hangyeol Ilbo}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got, want := v.Teller(v.Story.Claims[3], "d4", "fr"), `the unnamed author of the text "Tout est faux"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
