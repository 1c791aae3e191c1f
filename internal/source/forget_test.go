package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// shelf is a store with digests and their documents.
type shelf struct {
	store.KV
	t *testing.T
}

func (s shelf) put(key string, value []byte) {
	s.t.Helper()
	if err := s.Put(s.t.Context(), key, value); err != nil {
		s.t.Fatal(err)
	}
}

// document stores a text and its bytes, and gives them as a digest names them.
func (s shelf) document(text string) digest.Document {
	raw := []byte("<p>" + text)
	s.put("documents/"+hash([]byte(text)), []byte(text))
	s.put("raw/"+hash(raw), raw)
	return digest.Document{TextSHA256: hash([]byte(text)), RawSHA256: hash(raw)}
}

// digest stores a digest that quotes its documents.
func (s shelf) digest(id string, at time.Time, documents ...digest.Document) {
	d := digest.Digest{Schema: digest.Schema, ID: digest.RunID(id), CreatedAt: at}
	for i, doc := range documents {
		doc.ID = digest.DocID(fmt.Sprint("d", i+1))
		d.Documents = append(d.Documents, doc)
		d.Stories = append(d.Stories, digest.Story{Claims: []digest.Claim{{Document: doc.ID, Citations: []digest.Citation{{Quote: "引用 cité"}}}}})
	}
	data, err := d.Seal()
	if err != nil {
		s.t.Fatal(err)
	}
	s.put("digests/leak/"+id+".json", data)
}

// texts are those of the given ones that are there, each with its bytes or both gone.
func (s shelf) texts(all ...string) []string {
	return slices.DeleteFunc(all, func(text string) bool {
		_, _, err := s.Get(s.t.Context(), "documents/"+hash([]byte(text)))
		_, _, errRaw := s.Get(s.t.Context(), "raw/"+hash([]byte("<p>"+text)))
		if (err == nil) != (errRaw == nil) {
			s.t.Errorf("%s: the text is there: %t, its bytes: %t", text, err == nil, errRaw == nil)
		}
		return err != nil
	})
}

func (s shelf) quotes(id string) int {
	data, _, err := s.Get(s.t.Context(), "digests/leak/"+id+".json")
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.Count(string(data), "引用 cité")
}

func TestForgetWhatWasFetched(t *testing.T) {
	s := newSite(t, map[string]string{"/page": article("Deux morts selon")})
	d := newDesk()
	d.read(t, s, s.URL+"/page")
	for _, want := range []bool{true, false} {
		if gone, err := Forget(t.Context(), d.Store, s.URL+"/page"); len(gone) > 0 != want || err != nil {
			t.Errorf("gone: %q, %v", gone, err)
		}
	}
	if keys, err := d.Store.List(t.Context(), "", "", 0); len(keys) > 0 || err != nil {
		t.Errorf("left: %q, %v", keys, err)
	}
}

func TestSweep(t *testing.T) {
	const month = 30 * 24 * time.Hour
	all := []string{"only old 泄露", "both", "only new برقية", "in no digest", "in a run under way"}
	for name, c := range map[string]struct {
		keep                Retention
		removal             Removal
		texts               []string
		quotes              int // of the old digest
		runs, addressesLeft int
	}{
		"for ever":       {Retention{}, Removal{}, all, 2, 4, 2},
		"what is unused": {Retention{Unused: month}, Removal{Texts: 1, Bodies: 1, Runs: 1}, []string{all[0], all[1], all[2], all[4]}, 2, 2, 1},
		"texts":          {Retention{Texts: month}, Removal{Texts: 1, Bodies: 1, Digests: 1}, all[1:], 0, 4, 2},
		"both":           {Retention{month, month}, Removal{Texts: 2, Bodies: 2, Runs: 1, Digests: 1}, []string{all[1], all[2], all[4]}, 0, 2, 1},
		"nothing so old": {Retention{6 * month, 6 * month}, Removal{}, all, 2, 4, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := shelf{storetest.Memory(), t}
			s.digest("old", clock.Add(-2*month), s.document(all[0]), s.document(all[1]))
			s.digest("new", clock.Add(-month/2), s.document(all[1]), s.document(all[2]))
			old, running := s.document(all[3]), s.document(all[4])
			for at, doc := range map[time.Time]digest.Document{clock.Add(-time.Hour): running, clock.Add(-2 * month): old} {
				s.put(runKey(at)+"/fetched/0.json", fmt.Appendf(nil, `[{"text_sha256":%q,"raw_sha256":%q}]`, doc.TextSHA256, doc.RawSHA256))
			}
			s.put(runKey(clock.Add(-2*month))+"/manifest.json", []byte("{}"))
			s.put("runs/start/leak", []byte("its name is no run's"))
			r := &Reader{Store: s}
			for address, at := range map[string]time.Time{"https://a.example/asked": clock, "https://a.example/left": clock.Add(-2 * month)} {
				if err := r.remember(t.Context(), state{URL: address, CheckedAt: at}); err != nil {
					t.Fatal(err)
				}
			}
			for _, want := range []Removal{c.removal, {}} {
				got, err := Sweep(t.Context(), s, c.keep, clock)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%v (-want +got)\n%s", err, diff)
				}
			}
			if diff := cmp.Diff(c.texts, s.texts(slices.Clone(all)...)); diff != "" {
				t.Errorf("texts (-want +got)\n%s", diff)
			}
			if s.quotes("old") != c.quotes || s.quotes("new") != 2 {
				t.Errorf("%d quotes in the old digest, %d in the new one", s.quotes("old"), s.quotes("new"))
			}
			for prefix, want := range map[string]int{"runs/": c.runs, "sources/": c.addressesLeft, "digests/": 2} {
				if keys, err := s.List(t.Context(), prefix, "", 0); len(keys) != want || err != nil {
					t.Errorf("%s: %q, %v", prefix, keys, err)
				}
			}
		})
	}
	if _, err := Sweep(t.Context(), storetest.Memory(), Retention{Unused: time.Hour}, clock); err == nil {
		t.Error("a retention of an hour")
	}
}

// runKey is the folder of a run that began at a time.
func runKey(at time.Time) string {
	ms := fmt.Sprintf("%012x", at.UnixMilli())
	return "runs/" + ms[:8] + "-" + ms[8:] + "-7000-8000-000000000000"
}
