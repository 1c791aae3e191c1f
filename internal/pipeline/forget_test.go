package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
	"polydigest/internal/verify"
)

// unwanted is a document that is to be forgotten. It shares its event with the reports of [ferry], and says things
// that none of them says.
var unwanted = []string{
	"Captain Zoltán Quibbleworth steered the ferry Marea past Port Allen with 214 passengers on board.",
	"Investigators found 7,313 litres of kerosene beneath deck Bravo on 27 February.",
	"Quibbleworth's lawyer Philippa Oyelaran denied negligence through the Sandpiper Tribune.",
	"Thirty-three lifejackets floated unused near Kestrel Rock.",
}

// feedOf serves a feed of one article.
func feedOf(t *testing.T, title string, paragraphs []string) *httptest.Server {
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>Dockside Wire</title><item><title>%s</title><link>%s/1.html?a=1&amp;b=2</link>"+
				"<description>%s</description><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>", title, s.URL, paragraphs[0])
		case "/1.html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<html lang=\"en\"><head><title>%s</title><meta name=\"author\" content=\"Ursula Brackenthwaite\"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>",
				title, title, strings.Join(paragraphs, "</p><p>"))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// words are those of a text, of four characters or more, in lower case.
func words(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ',' }),
		func(w string) bool { return len([]rune(w)) < 4 })
}

// holds are the keys of all objects that have one of the words, with the word.
func holds(t *testing.T, kv store.KV, words []string) []string {
	t.Helper()
	var out []string
	err := store.Each(context.Background(), kv, "", func(key string) error {
		data, _, err := kv.Get(context.Background(), key)
		said := strings.ToLower(key + "\n" + string(data))
		for _, w := range words {
			if strings.Contains(said, w) {
				out = append(out, key+": "+w)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNothingStoredHoldsAForgottenDocument makes digests of a feed's article beside other reports, with a model and
// without, and breaks off another run. Then it forgets the article by its address, or by its hash, and looks for its
// words in every stored byte.
func TestNothingStoredHoldsAForgottenDocument(t *testing.T) {
	const title = "Quibbleworth accused after Marea catastrophe"
	kept := map[string]bool{}
	for _, d := range ferry {
		for _, w := range words(d.Title + " " + d.Text + " " + d.Publisher) {
			kept[w] = true
		}
	}
	own := slices.DeleteFunc(words(title+" Ursula Brackenthwaite "+strings.Join(unwanted, " ")), func(w string) bool { return kept[w] })
	for _, by := range []string{"address", "hash"} {
		for _, plain := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, plain %t", by, plain), func(t *testing.T) {
				kv, site := storetest.Memory(), feedOf(t, title, unwanted)
				r := request(ferry...)
				r.Sources = []string{site.URL + "/feed"}
				with := func(m llm.Model) *Home {
					if plain {
						m = nil
					} else {
						m = llm.Wrap(m, llm.Options{Cache: kv})
					}
					h := home(t, kv, m)
					h.Sources = &source.Reader{Web: web.New(web.Config{AllowLoopback: true, Pause: time.Millisecond}), Now: h.Now}
					return h
				}
				first := with(llmtest.Text(llmtest.Parrot)).make(t, r)
				again := r
				again.Languages, again.Inline = []string{"en", "fr"}, ferry[:2] // another run, with another story beside it
				with(llmtest.Text(llmtest.Parrot)).make(t, again)
				breakOff(t, with, r)
				if len(holds(t, kv, own)) == 0 {
					t.Fatal("the store never had its words")
				}
				which := site.URL + "/1.html?a=1&b=2"
				if by == "hash" {
					at := slices.IndexFunc(first.Documents, func(d digest.Document) bool { return d.Publisher == "Dockside Wire" })
					which = first.Documents[at].TextSHA256
				}
				gone, err := Forget(t.Context(), kv, which, source.Forget)
				if err != nil || len(gone) == 0 {
					t.Fatalf("gone: %q, %v", gone, err)
				}
				for _, where := range holds(t, kv, own) {
					t.Error(where)
				}
				if again, err := Forget(t.Context(), kv, which, source.Forget); err != nil || len(again) > 0 {
					t.Errorf("gone once more: %q, %v", again, err)
				}
				checkStanding(t, kv, which)
				if !plain {
					checkOthersAreNotPaidAgain(t, with)
				}
			})
		}
	}
}

// breakOff starts the request anew and stops it before it is published.
func breakOff(t *testing.T, with func(llm.Model) *Home, r digest.Request) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	h := with(llmtest.Text(llmtest.Parrot))
	h.Progress = func(p Progress) {
		if p.Step == "settle" {
			stop()
		}
	}
	if _, err := h.Run(ctx, StartIn{Request: r, Fresh: true}); err == nil {
		t.Fatal("the run was not broken off")
	}
}

// checkStanding audits and renders what the digests still say.
func checkStanding(t *testing.T, kv store.KV, which string) {
	t.Helper()
	texts := func(hash string) (string, error) {
		data, _, err := kv.Get(context.Background(), "documents/"+hash)
		return string(data), err
	}
	digests := 0
	err := store.Each(t.Context(), kv, "digests/", func(key string) error {
		digests++
		data, _, err := kv.Get(t.Context(), key)
		if err != nil {
			return err
		}
		for _, f := range verify.Audit(data, texts).Findings {
			t.Errorf("%s: %s: %s", key, f.Where, f.What)
		}
		d, err := digest.Decode(data)
		if err != nil {
			return err
		}
		if !bytes.Contains(data, []byte(which)) || !bytes.Contains(data, []byte("Dockside Wire")) || !bytes.Contains(data, []byte(digest.SourceRemoved)) {
			t.Errorf("%s does not say what it had", key)
		}
		shown := 0
		for _, s := range d.Stories {
			for _, p := range s.Editions["en"].Points {
				if p.Text != "" {
					shown++
				}
			}
		}
		if shown == 0 {
			t.Errorf("%s says nothing of the other documents", key)
		}
		for _, f := range render.Formats {
			if err := render.Write(new(bytes.Buffer), f, d, texts, render.Options{Lang: "en", Width: 80}); err != nil {
				t.Errorf("%s as %s: %v", key, f, err)
			}
		}
		return nil
	})
	if err != nil || digests != 2 {
		t.Errorf("%d digests: %v", digests, err)
	}
}

// checkOthersAreNotPaidAgain has a digest made of the other documents: what was read in them is still in the cache.
func checkOthersAreNotPaidAgain(t *testing.T, with func(llm.Model) *Home) {
	t.Helper()
	extracts := 0
	h := with(llmtest.Text(func(req llm.Request) string {
		if req.Prompt == "extract" {
			extracts++
		}
		return llmtest.Parrot(req)
	}))
	h.make(t, request(ferry...))
	if extracts > 0 {
		t.Errorf("%d questions about other documents were paid for again", extracts)
	}
}
