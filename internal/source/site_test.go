package source

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/read"
	"polydigest/internal/source/web"
	"polydigest/internal/store/storetest"
	"polydigest/internal/text"
)

// A site is a server whose pages a test changes. It answers conditional requests and logs what it is asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // by path; a page that is a number is a status
	log   []string
}

func newSite(t *testing.T, pages map[string]string) *site {
	s := &site{pages: pages}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) set(path, page string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

// asked is the log since it was last asked for, sorted.
func (s *site) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	log := slices.Sorted(slices.Values(s.log))
	s.log = nil
	return log
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	page, ok := s.pages[r.URL.Path]
	page = strings.ReplaceAll(page, "SITE", s.URL)
	etag := `"` + hash([]byte(page))[:8] + `"`
	var status int
	fmt.Sscanf(page, "%d", &status)
	switch {
	case !ok:
		status = 404
	case status == 0 && r.Header.Get("If-None-Match") == etag:
		status = 304
	}
	if status == http.StatusMovedPermanently {
		w.Header().Set("Location", "/feed")
	}
	if status != 0 {
		s.log = append(s.log, fmt.Sprintf("%s %d", r.URL.Path, status))
		w.WriteHeader(status)
		return
	}
	s.log = append(s.log, r.URL.Path)
	w.Header().Set("ETag", etag)
	fmt.Fprint(w, page)
}

// A desk reads a site at a time that the test sets.
type desk struct {
	Reader
	at time.Time
}

func newDesk() *desk {
	d := &desk{at: clock}
	d.Reader = Reader{Store: storetest.Memory(), Now: func() time.Time { return d.at },
		Web: web.New(web.Config{AllowLoopback: true, Pause: 1})}
	return d
}

// read says in a line what came of each document.
func (d *desk) read(t *testing.T, s *site, names ...string) []string {
	t.Helper()
	var got []string
	for _, item := range d.items(t, names...) {
		source := strings.TrimPrefix(item.Source, s.URL)
		switch {
		case item.State != "":
			got = append(got, fmt.Sprintf("%s: %s: %s", source, item.State, item.Reason))
		default:
			doc, err := read.Document(item.Raw)
			if err != nil {
				t.Errorf("%s: %v", source, err)
			}
			words := strings.Fields(doc.Text)
			line := source + " = " + strings.Join(words[:min(3, len(words))], " ")
			if item.Reason != "" {
				line += " (" + item.Reason + ")"
			}
			got = append(got, line)
		}
	}
	return got
}

func (d *desk) items(t *testing.T, names ...string) []text.Item {
	t.Helper()
	var items []text.Item
	for _, ref := range d.Expand(t.Context(), names) {
		items = append(items, d.Fetch(t.Context(), ref)...)
	}
	return items
}

// article is a page with an article that begins with the given words.
func article(words string) string {
	return "<!doctype html><html><head><title>" + words + "</title></head><body><article><h1>" + words + "</h1>" +
		"<p>" + words + " : le ministère a confirmé hier soir, à Genève, que des documents avaient été lus par des inconnus.</p>" +
		"<p>Selon deux sources, l'affaire remonte à l'été 2020, quand les premiers accès ont été remarqués par un service allié.</p>" +
		"<p>Le porte-parole n'a pas voulu dire combien de télégrammes étaient concernés, ni de quelles ambassades ils venaient.</p>" +
		"<p>L'opposition demande une enquête ; le gouvernement répond qu'elle est en cours depuis plusieurs mois déjà.</p></article></body></html>"
}

func rss(items ...string) string {
	return "<rss><channel><title>Le Quotidien</title>" + strings.Join(items, "") + "</channel></rss>"
}

func item(path, title, rest string) string {
	return "<item><title>" + title + "</title><link>SITE" + path + "</link>" + rest + "</item>"
}

const today = "<pubDate>Tue, 06 Feb 2024 05:00:00 +0000</pubDate>"
