package pipeline

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store/storetest"
)

// TestWhatAnEditChangesIsTold makes a digest of a page, and another one after the page was edited: a figure is another
// one, a sentence is worded in another way, one is gone, one was added.
func TestWhatAnEditChangesIsTold(t *testing.T) {
	const (
		wreck  = "The wreck of the ferry lies 40 metres below the surface near Kestrel Rock, a diver of the navy said on Wednesday."
		owner  = "The owner of the ferry is under investigation for forging two certificates, the prosecutor's office in Allen told reporters."
		before = "Rescuers recovered 12 bodies from the sea off Port Allen by noon, the coast guard of the province said in a statement."
		after  = "Rescuers recovered 19 bodies from the sea off Port Allen by noon, the coast guard of the province said in a statement."
		worded = "The wreck of the ferry lies 40 metres below the surface near Kestrel Rock, a diver of the fleet said on Wednesday."
		added  = "Parliament will debate the safety of ferries in an extraordinary session next week, the speaker announced."
	)
	page := []string{before, wreck, owner}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html lang="en"><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1><p>%s</p></article></body></html>`,
			strings.Join(page, "</p><p>"))
	}))
	t.Cleanup(site.Close)
	kv := storetest.Memory()
	digestAt := func(now time.Time) *digest.Digest {
		h := home(t, kv, nil)
		h.Now = func() time.Time { return now }
		h.Sources = &source.Reader{Web: web.New(web.Config{AllowLoopback: true, Pause: time.Millisecond}), Now: h.Now}
		return h.make(t, digest.Request{Name: "ferry", Sources: []string{site.URL + "/page"}, Languages: []string{"en"}})
	}
	if first := digestAt(at); first.Changes != nil {
		t.Fatalf("the first digest has changes: %+v", first.Changes)
	}
	page = []string{after, worded, added}
	second := digestAt(at.Add(time.Hour))
	if second.Changes == nil {
		t.Fatal("nothing is said of what changed")
	}
	var told []string
	for _, c := range second.Changes.Items {
		text := fmt.Sprint(c.Before["text"])
		for _, p := range second.Stories[0].Points {
			if c.Point == "s1/"+string(p.ID) {
				text = p.Text.Text
			}
		}
		told = append(told, fmt.Sprint(c.What, " ", c.Before["figures"], " ", c.After["figures"], ": ", text))
	}
	slices.Sort(told)
	want := []string{
		"figure [12] [19]: " + after,
		"new <nil> <nil>: " + added,
		"retracted <nil> <nil>: " + owner,
		"source_edited <nil> <nil>: " + worded,
	}
	if !slices.Equal(told, want) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
}
