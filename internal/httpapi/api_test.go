package httpapi

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

var start = time.Date(2024, 5, 14, 8, 0, 0, 0, time.UTC)

// runs is a Runs that has nothing to do: a test says how far each run is.
type runs struct {
	mu     sync.Mutex
	byKey  map[string]string
	states map[string]Progress
	last   Request
	n      int
}

func (r *runs) Start(_ context.Context, req Request, key string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id := r.byKey[key]; key != "" && id != "" {
		return id, nil
	}
	r.n++
	id := string(rendertest.ID(1000 + r.n))
	r.byKey[key], r.last = id, req
	r.states[id] = Progress{ID: id, State: Running, Step: "extract", Done: 1, Of: 5, Spent: digest.Money{Amount: "0.01", Currency: "USD"}}
	return id, nil
}

func (r *runs) Status(_ context.Context, id string) (Progress, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p, ok := r.states[id]; ok {
		return p, nil
	}
	return Progress{}, fmt.Errorf("run %s: %w", id, store.ErrNotFound)
}

func (r *runs) set(id string, p Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.ID = id
	r.states[id] = p
}

// service is a handler with everything around it.
type service struct {
	http.Handler
	t    *testing.T
	kv   store.KV
	runs *runs
	keys map[Scope]string
	box  *deliver.Outbox
	d    *digest.Digest
}

var links = link.Keys{{ID: "k1", Secret: []byte(strings.Repeat("s", 32))}}

func newService(t *testing.T, change func(*Config)) *service {
	t.Helper()
	s := &service{t: t, kv: storetest.Memory(), runs: &runs{byKey: map[string]string{}, states: map[string]Progress{}}, keys: map[Scope]string{}}
	now := func() time.Time { return start }
	s.box = &deliver.Outbox{KV: s.kv, Now: now}
	for _, scope := range scopes {
		key, _, err := NewKey(t.Context(), s.kv, scope, "test", start)
		if err != nil {
			t.Fatal(err)
		}
		s.keys[scope] = key
	}
	d, texts := rendertest.Model()
	s.d = d
	s.put(d)
	for hash, text := range texts {
		if err := s.kv.Put(t.Context(), "documents/"+hash, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	c := Config{Log: slog.New(slog.DiscardHandler), Runs: s.runs, Digests: Stored{s.kv}, KV: s.kv, Links: links, Suppress: s.box.Suppress, Base: "https://digests.example", Now: now}
	if change != nil {
		change(&c)
	}
	s.Handler = New(c)
	return s
}

func (s *service) put(d *digest.Digest) {
	s.t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.kv.Put(s.t.Context(), "digests/"+d.Name+"/"+string(d.ID)+".json", data); err != nil {
		s.t.Fatal(err)
	}
}

// ask sends a request with a key of a scope, "" for none; headers are "Name: value".
func (s *service) ask(scope Scope, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.RemoteAddr = "203.0.113.9:4711"
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if scope != "" {
		r.Header.Set("Authorization", "Bearer "+s.keys[scope])
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
		if name == "Host" {
			r.Host = value
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

const good = `{"name":"orsa","sources":["https://hubin.example/feed"],"languages":["en","ja","ar"],"topic":"湖 بحيرة été"}`

func TestStart(t *testing.T) {
	s := newService(t, nil)
	w := s.ask(Make, "POST", "/v1/digests", good)
	location := w.Header().Get("Location")
	if w.Code != 202 || !strings.HasPrefix(location, "/v1/digests/") || w.Header().Get("Retry-After") == "" {
		t.Fatalf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if s.runs.last.Topic != "湖 بحيرة été" || len(s.runs.last.Languages) != 3 {
		t.Errorf("started %+v", s.runs.last)
	}
	w = s.ask(Read, "GET", location, "")
	var p Progress
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 202 || p.Step != "extract" || p.Of != 5 {
		t.Errorf("%d %s %v", w.Code, w.Body, err)
	}
	id := strings.TrimPrefix(location, "/v1/digests/")
	s.runs.set(id, Progress{State: Failed, Reason: "the provider is down"})
	if w := s.ask(Read, "GET", location, ""); w.Code != 410 || !strings.Contains(w.Body.String(), "the provider is down") {
		t.Errorf("failed: %d %s", w.Code, w.Body)
	}
	d := *s.d
	d.ID = digest.RunID(id)
	s.put(&d)
	s.runs.set(id, Progress{State: Done})
	if w := s.ask(Read, "GET", location, ""); w.Code != 200 || w.Header().Get("Content-Type") != "application/json" || !strings.Contains(w.Body.String(), `"schema": "polydigest/1"`) {
		t.Errorf("done: %d %s", w.Code, w.Body)
	}
}

// TestWait lets a run end while a client waits for it.
func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, nil)
		go func() {
			time.Sleep(3 * time.Second)
			s.runs.mu.Lock()
			id := s.runs.byKey[""]
			s.runs.mu.Unlock()
			d := *s.d
			d.ID = digest.RunID(id)
			s.put(&d)
			s.runs.set(id, Progress{State: Done})
		}()
		began := time.Now()
		w := s.ask(Make, "POST", "/v1/digests", good, "Prefer: respond-async, wait=20")
		if took := time.Since(began); w.Code != 200 || w.Header().Get("Preference-Applied") != "wait=20" || took < 3*time.Second || took > 4*time.Second {
			t.Errorf("%d after %v, %v", w.Code, took, w.Header())
		}
		began = time.Now()
		w = s.ask(Make, "POST", "/v1/digests", good, "Prefer: wait=99999999999", "Idempotency-Key: other")
		if took := time.Since(began); w.Code != 202 || took != maxWait {
			t.Errorf("%d after %v", w.Code, took)
		}
	})
}

func TestEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, nil)
		id := strings.TrimPrefix(s.ask(Make, "POST", "/v1/digests", good).Header().Get("Location"), "/v1/digests/")
		go func() {
			time.Sleep(20 * time.Second)
			s.runs.set(id, Progress{State: Running, Step: "merge"})
			time.Sleep(time.Second)
			s.runs.set(id, Progress{State: Done})
		}()
		w := s.ask(Read, "GET", "/v1/digests/"+id+"/events", "")
		var names []string
		for _, line := range strings.Split(w.Body.String(), "\n") {
			if name, ok := strings.CutPrefix(line, "event: "); ok {
				names = append(names, name)
			}
			if strings.HasPrefix(line, ":") {
				names = append(names, "alive")
			}
		}
		if got := strings.Join(names, " "); got != "progress alive progress done" || w.Header().Get("Content-Type") != "text/event-stream" || !w.Flushed {
			t.Errorf("%s, %v\n%s", got, w.Header(), w.Body)
		}
	})
	s := newService(t, nil)
	if w := s.ask(Read, "GET", "/v1/digests/"+string(s.d.ID)+"/events", ""); !strings.Contains(w.Body.String(), "event: done") {
		t.Errorf("a digest of an earlier day: %d %s", w.Code, w.Body)
	}
	if w := s.ask(Read, "GET", "/v1/digests/"+string(rendertest.ID(5))+"/events", ""); w.Code != 404 {
		t.Errorf("no such run: %d", w.Code)
	}
}

func TestInvalidRequests(t *testing.T) {
	s := newService(t, nil)
	for _, c := range []struct {
		name, body string
		code       int
		want       string // in the body
	}{
		{"nothing asked", `{}`, 422, "give sources or documents"},
		{"every fault at once", `{"name":"../x","sources":["file:///etc/passwd","https://u:p@x.example"],"languages":["??"],"since":"soon","from":"x","top":-1,"max_cost":"1e9"}`, 422, `/sources/1`},
		{"a document without text", `{"documents":[{"title":"湖"}]}`, 422, "/documents/0"},
		{"both kinds of text", `{"documents":[{"text":"a","html":"b"}]}`, 422, "/documents/0"},
		{"a line feed in a title", `{"documents":[{"text":"a","title":"b\nc"}]}`, 422, "/documents/0/title"},
		{"unknown field", `{"sources":["https://x.example"],"sauces":[]}`, 400, "sauces"},
		{"field twice", `{"name":"a","name":"b"}`, 400, "twice"},
		{"field in two cases", `{"name":"a","Name":"b"}`, 400, "twice"},
		{"two values", `{} {}`, 400, "follows"},
		{"cut off", `{"name":`, 400, "ends too early"},
		{"not JSON", `<xml>`, 400, "byte 1"},
		{"wrong type", `{"top":"ten"}`, 400, "top"},
		{"deep", strings.Repeat(`{"a":`, 100), 400, "deep"},
		{"not UTF-8", "{\"name\":\"\xff\"}", 400, "UTF-8"},
		{"too large", `{"topic":"` + strings.Repeat("x", 5<<20) + `"}`, 413, "too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := s.ask(Make, "POST", "/v1/digests", c.body)
			if w.Code != c.code || !strings.Contains(w.Body.String(), c.want) || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d %.300s", w.Code, w.Body)
			}
			if strings.Contains(w.Body.String(), "httpapi") || strings.Contains(w.Body.String(), "Go ") {
				t.Errorf("the inside shows: %s", w.Body)
			}
		})
	}
	if w := s.ask(Make, "POST", "/v1/digests", good, "Content-Type: text/plain"); w.Code != 415 {
		t.Errorf("text/plain: %d", w.Code)
	}
	if s.runs.n != 0 {
		t.Errorf("%d runs started", s.runs.n)
	}
}

func TestIdempotencyKey(t *testing.T) {
	s := newService(t, nil)
	first := s.ask(Make, "POST", "/v1/digests", good, "Idempotency-Key: one").Header().Get("Location")
	var wg sync.WaitGroup
	for range 15 {
		wg.Go(func() {
			if got := s.ask(Make, "POST", "/v1/digests", good, "Idempotency-Key: one"); got.Header().Get("Location") != first {
				t.Errorf("%d %s", got.Code, got.Header().Get("Location"))
			}
		})
	}
	wg.Wait()
	if w := s.ask(Make, "POST", "/v1/digests", strings.Replace(good, "orsa", "other", 1), "Idempotency-Key: one"); w.Code != 422 {
		t.Errorf("another body: %d", w.Code)
	}
	if got := s.ask(Admin, "POST", "/v1/digests", good, "Idempotency-Key: one").Header().Get("Location"); got == first || got == "" {
		t.Errorf("another caller met the run %q", got)
	}
	if got := s.ask(Make, "POST", "/v1/digests", good, "Idempotency-Key: two").Header().Get("Location"); got == first || got == "" {
		t.Errorf("another key met the run %q", got)
	}
	if w := s.ask(Make, "POST", "/v1/digests", good, "Idempotency-Key: 鍵"); w.Code != 400 {
		t.Errorf("a key that is not ASCII: %d", w.Code)
	}
}

func TestTooManyStarts(t *testing.T) {
	s := newService(t, nil)
	for i := range startsAtOnce {
		if w := s.ask(Make, "POST", "/v1/digests", good); w.Code != 202 {
			t.Fatalf("start %d: %d", i, w.Code)
		}
	}
	w := s.ask(Make, "POST", "/v1/digests", good)
	if w.Code != 429 || w.Header().Get("Retry-After") != "4" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := s.ask(Admin, "POST", "/v1/digests", good); w.Code != 202 {
		t.Errorf("another key: %d", w.Code)
	}
}

func TestFormatsAndEditions(t *testing.T) {
	s := newService(t, nil)
	target := "/v1/digests/" + string(s.d.ID)
	for _, c := range []struct{ accept, query, language, media, want string }{
		{"", "", "", "application/json", `"schema"`},
		{"*/*", "", "", "application/json", `"schema"`},
		{"text/html,application/xhtml+xml,*/*;q=0.8", "", "", "text/html; charset=utf-8", "Ferry aground on Lake Orsa"},
		{"text/*;q=0.5, text/markdown", "", "", "text/markdown; charset=utf-8", "# Ferry"},
		{"text/plain", "?lang=ja", "", "text/plain; charset=utf-8", "オルサ湖のフェリー座礁"},
		{"text/plain", "", "ar-EG, en;q=0.5", "text/plain; charset=utf-8", "جنوح عبّارة"},
		{"text/plain", "?lang=en", "ar", "text/plain; charset=utf-8", "Ferry"},
		{"text/plain", "?lang=fr", "", "text/plain; charset=utf-8", "Ce qui est rapporté"},
		{"application/vnd.polydigest.bundle+json", "", "", "application/json", `"polydigest-bundle/1"`},
		{"application/json;q=0, text/plain;q=0.1", "", "", "text/plain; charset=utf-8", "Ferry"},
	} {
		w := s.ask(Read, "GET", target+c.query, "", "Accept: "+c.accept, "Accept-Language: "+c.language)
		if w.Code != 200 || w.Header().Get("Content-Type") != c.media || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%+v: %d %v %.200s", c, w.Code, w.Header(), w.Body)
		}
		again := s.ask(Read, "GET", target+c.query, "", "Accept: "+c.accept, "Accept-Language: "+c.language, "If-None-Match: "+w.Header().Get("ETag"))
		if again.Code != 304 || again.Body.Len() != 0 {
			t.Errorf("%+v again: %d", c, again.Code)
		}
	}
	if w := s.ask(Read, "GET", target, "", "Accept: image/png"); w.Code != 406 {
		t.Errorf("an image: %d", w.Code)
	}
	if w := s.ask(Read, "GET", target+"?lang=%ff", ""); w.Code != 400 {
		t.Errorf("no language: %d", w.Code)
	}
	for _, id := range []string{string(rendertest.ID(77)), "x", "..%2f..%2fkeys", "d1"} {
		if w := s.ask(Read, "GET", "/v1/digests/"+id, ""); w.Code != 404 {
			t.Errorf("%s: %d", id, w.Code)
		}
	}
}

func TestList(t *testing.T) {
	s := newService(t, nil)
	d, _ := rendertest.Empty()
	for n := range 7 {
		d.ID, d.Name = rendertest.ID(n), fmt.Sprintf("list-%d", n%2)
		s.put(d)
	}
	var got []string
	next := "/v1/digests?limit=3"
	for next != "" {
		w := s.ask(Read, "GET", next, "")
		var page struct {
			Digests []Entry
			Next    string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != 200 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		for _, e := range page.Digests {
			got = append(got, e.ID)
		}
		next = page.Next
	}
	if len(got) != 8 || got[0] != string(s.d.ID) || got[1] != string(rendertest.ID(6)) || got[7] != string(rendertest.ID(0)) {
		t.Errorf("%v", got)
	}
	w := s.ask(Read, "GET", "/v1/digests?name=list-1", "")
	if strings.Count(w.Body.String(), `"list-1"`) != 3 || strings.Contains(w.Body.String(), `"list-0"`) {
		t.Errorf("by name: %s", w.Body)
	}
	for _, query := range []string{"limit=0", "limit=x", "limit=1000", "name=../x", "before=x"} {
		if w := s.ask(Read, "GET", "/v1/digests?"+query, ""); w.Code != 400 {
			t.Errorf("%s: %d", query, w.Code)
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := newService(t, nil)
	for _, target := range []string{"/", "/nowhere", "/v1/digests", "/healthz", "/v1", "/d/x"} {
		w := s.ask("", "GET", target, "")
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", target, w.Header())
		}
	}
	if w := s.ask(Admin, "GET", "/nowhere", ""); w.Code != 404 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := s.ask(Admin, "PUT", "/v1/digests", "{}"); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD, POST" ||
		w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), "/problems/method") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
}

// TestLogs writes one line a request, and no secret in any.
func TestLogs(t *testing.T) {
	var out strings.Builder
	s := newService(t, func(c *Config) { c.Log = slog.New(slog.NewJSONHandler(&out, nil)) })
	token := links.Page(string(s.d.ID), start.Add(time.Hour))
	leave := links.Leave("orsa", "abc")
	s.ask("", "GET", "/d/"+string(s.d.ID)+"?t="+token, "")
	s.ask("", "POST", "/u/"+leave, "")
	s.ask(Make, "POST", "/v1/digests", good, "X-Line: a\nb")
	s.ask(Make, "GET", "/v1/digests/%0a%1b%5b31m", "")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 4 || !strings.Contains(lines[2], `"status":202`) {
		t.Errorf("%d lines:\n%s", len(lines), out.String())
	}
	for _, secret := range []string{token, leave, s.keys[Make], "hubin", "\x1b"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

// TestOnLambda gives a handler what lambdaurl makes of a request.
func TestOnLambda(t *testing.T) {
	h := OnLambda(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("no")
		}
		c, err := r.Cookie("b")
		if err != nil || c.Value != "2" || r.RequestURI != "/x?y=1" || r.RemoteAddr != "192.0.2.1:0" {
			t.Errorf("%v %v %q %q", c, err, r.RequestURI, r.RemoteAddr)
		}
	}), func(context.Context) []string { return []string{"a=1", "b=2"} })
	for _, target := range []string{"/x?y=1", "/panic"} {
		r := httptest.NewRequest("GET", target, nil)
		r.RequestURI, r.RemoteAddr = "", "192.0.2.1"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if target == "/panic" && w.Code != 500 {
			t.Errorf("a panic answers %d", w.Code)
		}
	}
}

func FuzzStart(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(`{"documents":[{"text":"湖 é بحيرة"}],"name":"a","NAME":"b"}`))
	f.Add([]byte("[[[[[[[[["))
	f.Fuzz(func(t *testing.T, body []byte) {
		s := newService(t, nil)
		r := httptest.NewRequest("POST", "/v1/digests", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+s.keys[Make])
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if _, err := io.ReadAll(w.Body); err != nil {
			t.Error(err)
		}
	})
}
