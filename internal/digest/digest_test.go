package digest

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sample has every part of a digest at least once.
func sample() *Digest {
	return &Digest{
		Schema: Schema, ID: "0190-1", Name: "フェリー", CreatedAt: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
		Pivot: "en", Languages: []string{"en", "ar"}, Status: Complete,
		Coverage: Coverage{Received: 1, Used: 1, Items: []Item{{Source: "a.txt", Document: "d1", State: Used}}},
		Documents: []Document{{
			ID: "d1", Title: "渡轮", PublishedAt: "2026-03-03", DateBasis: DateMeta, Language: "zh-Hans",
			Relation: &Relation{Type: RelSameText, With: []DocID{"d2"}, Score: 0.9},
		}},
		Stories: []Story{{
			ID: "s1",
			Claims: []Claim{{
				ID: "c1", Document: "d1", By: ByModel, Kind: Report, Statement: Text{Lang: "en", Text: "It sank."}, OriginBasis: BasisOwnReport,
				When:      &When{EDTF: "2026-03-03", Basis: TimeStated},
				Citations: []Citation{{Role: Support, Start: 0, End: 2, Quote: "渡轮", Language: "zh-Hans"}},
				Checks:    Checks{Quote: Pass},
			}},
			Points:   []Point{{ID: "p1", Kind: Report, Claims: []ClaimID{"c1"}, Independent: Independent{1, 1}}},
			Editions: map[string]StoryEdition{"ar": {Title: "غرق عبارة", By: ByModel, Points: map[PointID]PointText{"p1": {Text: "غرقت", Lang: "ar", State: TextOK}}}},
		}},
		Editions: map[string]Edition{"ar": {Title: "غرق عبارة"}},
	}
}

func TestASealedDigestHasThePublishedForm(t *testing.T) {
	d := sample()
	data, err := d.Seal()
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckSchema(data); err != nil {
		t.Error(err)
	}
	if bytes.Contains(data, []byte("null")) {
		t.Errorf("a sealed digest holds null:\n%s", data)
	}
	back, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, back); diff != "" {
		t.Errorf("decoded digest differs (-sealed +decoded):\n%s", diff)
	}
}

func TestTheSchemaRefusesWhatIsNoDigest(t *testing.T) {
	data, err := sample().Seal()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new string }{
		{"unknown kind", `"kind": "report"`, `"kind": "rumour"`},
		{"missing member", `"pivot": "en",`, ``},
		{"wrong type", `"start": 0`, `"start": "0"`},
		{"another schema", Schema, "polydigest/0"},
	} {
		broken := strings.Replace(string(data), c.old, c.new, 1)
		if broken == string(data) {
			t.Fatalf("%s: nothing replaced", c.name)
		}
		if err := CheckSchema([]byte(broken)); err == nil {
			t.Errorf("%s: accepted", c.name)
		}
	}
}

func TestContentHash(t *testing.T) {
	d := sample()
	if _, err := d.Seal(); err != nil {
		t.Fatal(err)
	}
	was := d.Content
	d.ID, d.Build, d.CreatedAt, d.Usage.Calls = "0190-2", "other", d.CreatedAt.Add(time.Hour), 9
	if got, _ := d.ContentHash(); got != was {
		t.Error("the hash depends on id, build, time of making or usage")
	}
	d.Stories[0].Claims[0].Citations[0].End = 1
	if got, _ := d.ContentHash(); got == was {
		t.Error("the hash does not depend on an offset")
	}
}

func TestAnUnknownMemberCounts(t *testing.T) {
	data, err := sample().Seal()
	if err != nil {
		t.Fatal(err)
	}
	a, err := ContentHash(data)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	members["later"] = 1
	more, _ := json.Marshal(members)
	if b, _ := ContentHash(more); a == b {
		t.Error("a member of a later version does not count")
	}
}

func TestDecodeSaysWhatItReads(t *testing.T) {
	for _, data := range []string{``, `{}`, `{"schema":"polydigest/9"}`, `[1]`} {
		if _, err := Decode([]byte(data)); err == nil {
			t.Errorf("%q: decoded", data)
		}
	}
}

func FuzzDecode(f *testing.F) {
	data, _ := sample().Seal()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Decode(data); err == nil {
			d.Seal() // fails for numbers that JSON cannot hold, and does not panic
		}
	})
}
