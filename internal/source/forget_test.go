package source

import (
	"encoding/json"
	"errors"
	"fmt"
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
func (s shelf) document(id, url, text string) digest.Document {
	raw := []byte("<p>" + text)
	s.put("documents/"+hash([]byte(text)), []byte(text))
	s.put("raw/"+hash(raw), raw)
	return digest.Document{ID: digest.DocID(id), URL: url, FinalURL: url + "/", TextSHA256: hash([]byte(text)), RawSHA256: hash(raw)}
}

func (s shelf) digest(id string, at time.Time, documents ...digest.Document) {
	data, err := json.Marshal(digest.Digest{ID: digest.RunID(id), CreatedAt: at, Documents: documents})
	if err != nil {
		s.t.Fatal(err)
	}
	s.put("digests/leak/"+id+".json", data)
}

func (s shelf) has(text string) bool {
	_, _, err := s.Get(s.t.Context(), "documents/"+hash([]byte(text)))
	_, _, errRaw := s.Get(s.t.Context(), "raw/"+hash([]byte("<p>"+text)))
	if (err == nil) != (errRaw == nil) {
		s.t.Errorf("%s: the text is there: %t, its bytes: %t", text, err == nil, errRaw == nil)
	}
	return err == nil
}

func (s shelf) removed(text string) bool {
	removed, err := Removed(s.t.Context(), s, hash([]byte(text)))
	if err != nil {
		s.t.Error(err)
	}
	return removed
}

func TestForget(t *testing.T) {
	const url = "https://news.example/電文"
	for what, want := range map[string]struct {
		removal Removal
		left    []string
	}{
		url:                          {Removal{Texts: 2, Bodies: 2, Digests: []string{"digests/leak/1.json", "digests/leak/2.json"}}, []string{"autre"}},
		url + "/":                    {Removal{Texts: 2, Bodies: 2, Digests: []string{"digests/leak/1.json", "digests/leak/2.json"}}, []string{"autre"}},
		hash([]byte("version 2 泄露")): {Removal{Texts: 1, Bodies: 1, Digests: []string{"digests/leak/2.json"}}, []string{"version 1 泄露", "autre"}},
		"2/d2":                       {Removal{Texts: 1, Bodies: 1, Digests: []string{"digests/leak/2.json"}}, []string{"version 1 泄露", "version 2 泄露"}},
	} {
		s := shelf{storetest.Memory(), t}
		s.digest("1", clock, s.document("d1", url, "version 1 泄露"))
		s.digest("2", clock, s.document("d1", url, "version 2 泄露"), s.document("d2", "https://other.example/", "autre"))
		got, err := Forget(t.Context(), s, what, clock)
		if diff := cmp.Diff(want.removal, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got)\n%s", what, err, diff)
		}
		var left []string
		for _, text := range []string{"version 1 泄露", "version 2 泄露", "autre"} {
			if s.has(text) {
				left = append(left, text)
			}
			if s.has(text) == s.removed(text) {
				t.Errorf("%s: %s is there and has a tombstone, or neither", what, text)
			}
		}
		if diff := cmp.Diff(want.left, left); diff != "" {
			t.Errorf("%s: left (-want +got)\n%s", what, diff)
		}
		if _, err := Forget(t.Context(), s, "https://unknown.example/", clock); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("what is not known: %v", err)
		}
	}
}

func TestForgetWhatWasFetched(t *testing.T) {
	s := newSite(t, map[string]string{"/page": article("Deux morts selon")})
	d := newDesk()
	d.read(t, s, s.URL+"/page")
	if got, err := Forget(t.Context(), d.Store, s.URL+"/page", clock); got.Bodies != 1 || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if keys, err := d.Store.List(t.Context(), "", "", 0); len(keys) > 0 || err != nil {
		t.Errorf("left: %q, %v", keys, err)
	}
}

func TestSweep(t *testing.T) {
	const month = 30 * 24 * time.Hour
	s := shelf{storetest.Memory(), t}
	s.digest("old", clock.Add(-2*month), s.document("d1", "https://a.example/1", "only old"), s.document("d2", "https://a.example/2", "both"))
	s.digest("new", clock.Add(-month/2), s.document("d1", "https://a.example/2", "both"), s.document("d2", "https://a.example/3", "only new"))
	s.document("", "", "in no digest")
	running := s.document("", "", "in a run under way")
	s.put(runKey(clock.Add(-time.Hour))+"/fetched/0.json", fmt.Appendf(nil, `[{"text_sha256":%q,"raw_sha256":%q}]`, running.TextSHA256, running.RawSHA256))
	s.put(runKey(clock.Add(-2*month))+"/fetched/0.json", []byte("[]"))
	s.put(runKey(clock.Add(-2*month))+"/manifest.json", []byte("{}"))
	s.put("runs/start/leak", []byte("kept: its name is no run's"))
	r := &Reader{Store: s}
	for address, at := range map[string]time.Time{"https://a.example/asked": clock, "https://a.example/left": clock.Add(-2 * month)} {
		if err := r.remember(t.Context(), state{URL: address, CheckedAt: at}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Sweep(t.Context(), s, month, clock)
	if diff := cmp.Diff(Removal{Texts: 2, Bodies: 2, Runs: 1}, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	for text, want := range map[string]bool{"only old": false, "both": true, "only new": true, "in no digest": false, "in a run under way": true} {
		if s.has(text) != want {
			t.Errorf("%s is there: %t", text, !want)
		}
	}
	if !s.removed("only old") || s.removed("in no digest") {
		t.Error("a text that a digest cites needs a tombstone, another one none")
	}
	for prefix, want := range map[string]int{"runs/": 2, "sources/": 1, "digests/": 2} {
		if keys, err := s.List(t.Context(), prefix, "", 0); len(keys) != want || err != nil {
			t.Errorf("%s: %q, %v", prefix, keys, err)
		}
	}
	if got, err := Sweep(t.Context(), s, month, clock); !cmp.Equal(got, Removal{}) || err != nil {
		t.Errorf("again: %+v, %v", got, err)
	}
	if _, err := Sweep(t.Context(), s, time.Hour, clock); err == nil {
		t.Error("a retention of an hour")
	}
}

// runKey is the folder of a run that began at a time.
func runKey(at time.Time) string {
	ms := fmt.Sprintf("%012x", at.UnixMilli())
	return "runs/" + ms[:8] + "-" + ms[8:] + "-7000-8000-000000000000"
}
