package pipeline

import (
	"reflect"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/store/storetest"
	"polydigest/internal/story"
)

func TestWhatIsAskedAboutFirst(t *testing.T) {
	doc := func(hash, title, of string) manifestDocument {
		return manifestDocument{Document: digest.Document{TextSHA256: hash, Title: title}, Of: of}
	}
	m := manifest{Documents: []manifestDocument{
		doc("a", "Bourse", ""), doc("b", "Bourse", "d1"), doc("c", "Bourse", "d1"), // one report, copied twice
		doc("d", "Grève à Anvers", ""), doc("e", "アントワープ港で事故", ""),
		doc("f", "Ferry", ""), doc("g", "여객선", ""),
	}}
	gists := []story.Hint{{Gist: story.Gist{Doc: 4, Line: "An accident in the port of Antwerp.", Names: []string{"Antwerp"}}}}
	seen := &digest.Digest{Documents: []digest.Document{{TextSHA256: "f"}, {TextSHA256: "g"}}}
	for name, c := range map[string]struct {
		topic    string
		previous *digest.Digest
		want     [][]int
	}{
		"copies do not count":              {"", nil, [][]int{{3, 4}, {5, 6}, {0, 1, 2}}},
		"what is known comes last":         {"", seen, [][]int{{3, 4}, {0, 1, 2}, {5, 6}}},
		"the topic, in a title":            {"ferry", seen, [][]int{{5, 6}, {3, 4}, {0, 1, 2}}},
		"the topic, in the pivot language": {"Antwerp port", nil, [][]int{{3, 4}, {5, 6}, {0, 1, 2}}},
	} {
		groups := [][]int{{0, 1, 2}, {3, 4}, {5, 6}}
		m.Request.Topic = c.topic
		newsworthy(m, groups, gists, c.previous)
		if !reflect.DeepEqual(groups, c.want) {
			t.Errorf("%s: %v, want %v", name, groups, c.want)
		}
	}
}

func TestStoriesBelowTheTopAreListedAndNotAskedAbout(t *testing.T) {
	r := request(append([]digest.Inline{{
		URL: "https://museum.example/1", Title: "Museum buys a clock", Lang: "en", Text: "The town museum of Luz bought a clock of 1721. " +
			"The clock was made by Amalia Ferrer in Girona. The mayor said the museum paid 14,000 euros for the clock.",
	}}, ferry...)...)
	r.Top, r.Topic = 1, "museum"
	d := home(t, storetest.Memory(), nil).make(t, r)
	if len(d.Stories) != 1 || len(d.Stories[0].Documents) != 1 || d.Stories[0].Documents[0] != "d1" {
		t.Fatalf("got %d stories, the first of %v", len(d.Stories), d.Stories[0].Documents)
	}
	for i, item := range d.Coverage.Items {
		if want := i == 0; (item.State == digest.Used) != want || (item.State == digest.BelowCut) == want {
			t.Errorf("%s is %s (%s)", item.Document, item.State, item.Reason)
		}
	}
}
