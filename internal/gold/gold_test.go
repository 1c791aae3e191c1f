package gold_test

import (
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/gold"
)

// keys loads every key of the repository.
func keys(t *testing.T) []gold.Key {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/gold/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no gold keys (%v)", err)
	}
	var all []gold.Key
	for _, p := range paths {
		k, err := gold.Load(p)
		if err != nil {
			t.Fatal(err)
		}
		if k.Event != strings.TrimSuffix(filepath.Base(p), ".json") {
			t.Errorf("%s is the key of event %q", p, k.Event)
		}
		all = append(all, k)
	}
	return all
}

func TestEveryQuoteStandsInItsDocument(t *testing.T) {
	for _, k := range keys(t) {
		texts := map[string]string{}
		for _, d := range k.Documents {
			text, err := k.Text(d)
			if err != nil {
				t.Fatalf("%s: %v", k.Event, err)
			}
			texts[d.ID] = text
			for _, s := range append(d.Chrome, d.TranslationLines...) {
				if !strings.Contains(text, gold.Flat(s)) {
					t.Errorf("%s: %s: set aside, but not there: %q", k.Event, d.ID, s)
				}
			}
		}
		for _, f := range k.Facts {
			for _, c := range f.Carriers {
				if !strings.Contains(texts[c.Document], c.Quote) {
					t.Errorf("%s: fact %s: not in %s: %q", k.Event, f.ID, c.Document, c.Quote)
				}
			}
		}
	}
}

func TestNoCarrierIsSetAside(t *testing.T) {
	for _, k := range keys(t) {
		aside := map[string]string{}
		for _, d := range k.Documents {
			aside[d.ID] = strings.Join(append(d.Chrome, d.TranslationLines...), "\n")
		}
		for _, f := range k.Facts {
			for _, c := range f.Carriers {
				if strings.Contains(aside[c.Document], c.Quote) {
					t.Errorf("%s: fact %s rests on chrome or a translation line: %q", k.Event, f.ID, c.Quote)
				}
			}
		}
	}
}

func TestEveryDocumentTellsOfOneStory(t *testing.T) {
	for _, k := range keys(t) {
		seen := map[string]int{}
		for _, s := range k.Stories {
			for _, id := range s {
				seen[id]++
			}
		}
		for _, d := range k.Documents {
			if seen[d.ID] != 1 {
				t.Errorf("%s: %s is in %d stories", k.Event, d.ID, seen[d.ID])
			}
		}
	}
}

func TestDecodeRefusesWhatLeadsNowhere(t *testing.T) {
	const documents = `"schema":"polydigest-gold/1","event":"e","about":"","documents":[{"id":"a.txt","form":"text",` +
		`"charset":"utf-8","language":"ja","title":"","url":"","publisher":"","published":"","date_basis":"none",` +
		`"relations":[],"chrome":[],"translation_lines":[]}],"origins":[{"id":"o","kind":"body","name":"海上保安庁"}],`
	fact := func(kind, origin, document, tie string) string {
		return `{` + documents + `"stories":[["a.txt"]],"facts":[{"id":"f1","kind":"` + kind + `","statement":"s",` +
			`"attribution":[],"origins":["` + origin + `"],"independent_min":1,"independent_max":1,"figures":[],` +
			`"relations":[` + tie + `],"carriers":[{"document":"` + document + `","quote":"死者は9人。","origin":"` +
			origin + `"}]}]}`
	}
	tests := []struct{ name, in, want string }{
		{"a sound key", fact("report", "o", "a.txt", ""), ""},
		{"an unknown field", `{"schema":"polydigest-gold/1","extra":1}`, "unknown field"},
		{"two values", fact("report", "o", "a.txt", "") + `{}`, "more than one value"},
		{"another schema", `{"schema":"gold/0"}`, "schema"},
		{"an unknown kind", fact("rumour", "o", "a.txt", ""), "kind"},
		{"an opinion without its author", fact("opinion", "o", "a.txt", ""), "opinion_of"},
		{"an unknown origin", fact("report", "p", "a.txt", ""), `no origin "p"`},
		{"a carrier in no document", fact("report", "o", "b.txt", ""), "carrier"},
		{"a relation to itself", fact("report", "o", "a.txt", `{"type":"denies","fact":"f1"}`), "relation"},
		{"a relation to nothing", fact("report", "o", "a.txt", `{"type":"denies","fact":"f2"}`), "relation"},
		{"a story of nothing", `{` + documents + `"stories":[["b.txt"]],"facts":[]}`, `no document "b.txt"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := gold.Decode([]byte(tt.in))
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("Decode: error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"schema":"polydigest-gold/1","event":"洪水","stories":[],"documents":[],"origins":[],"facts":[]}`))
	f.Add([]byte(`{"schema":"polydigest-gold/1","facts":[{"id":"f"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		k, err := gold.Decode(data)
		if err == nil && k.Schema != gold.Schema {
			t.Errorf("accepted schema %q", k.Schema)
		}
	})
}
