package cloudtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/provider"
	"polydigest/internal/cloud/sources"
	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/store/storetest"
	"polydigest/prompts"
)

// Lines is what a function writes to its standard output.
type Lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *Lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// All are the lines so far, each of them JSON.
func (l *Lines) All(t *testing.T) []map[string]any {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []map[string]any
	for line := range strings.Lines(l.buf.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("a line that is not JSON: %q", line)
		}
		out = append(out, m)
	}
	return out
}

// Place is a place in memory whose model is m.
func Place(t *testing.T, m llm.Model, env map[string]string) (*cloud.Place, *Lines) {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	out := new(Lines)
	p := &cloud.Place{
		Store: storetest.Memory(), Plain: extractive.Engine{}, Out: out, Build: "test",
		Limits: llm.Limits{Concurrent: 4, Patience: time.Millisecond}, Getenv: func(k string) string { return env[k] },
	}
	if err := sources.Reader(p); err != nil {
		t.Fatal(err)
	}
	if m != nil {
		p.Name, p.Model, p.Engine = "test", m, provider.Model(set)
		p.Keyed = func(context.Context) ([]llm.Model, error) { return []llm.Model{m}, nil }
	}
	return p, out
}

// Opened gives p.
func Opened(p *cloud.Place) func(context.Context) (*cloud.Place, error) {
	return func(context.Context) (*cloud.Place, error) { return p, nil }
}

// Send gives an event to a step as the runtime does, and returns its error's name.
func Send[In, Out any](t *testing.T, ctx context.Context, p *cloud.Place, name string, f cloud.StepFunc[In, Out], event string) (Out, string) {
	t.Helper()
	var in cloud.Asked[In]
	if err := json.Unmarshal([]byte(event), &in); err != nil {
		t.Fatal(err)
	}
	out, err := cloud.On(name, Opened(p), f)(ctx, in)
	if err == nil {
		return out, ""
	}
	t.Logf("%s: %v", name, err)
	return out, reflect.TypeOf(err).Elem().Name()
}

// Must is Send of what must succeed.
func Must[In, Out any](t *testing.T, p *cloud.Place, name string, f cloud.StepFunc[In, Out], format string, args ...any) Out {
	t.Helper()
	out, failure := Send(t, t.Context(), p, name, f, fmt.Sprintf(format, args...))
	if failure != "" {
		t.Fatalf("%s ended with %s", name, failure)
	}
	return out
}

// Finish sends a run's events in the order of the state machine, each of them twice, and returns the digest.
func Finish(t *testing.T, p *cloud.Place, s cloud.StartOut) *digest.Digest {
	t.Helper()
	Times(2, func(int) {
		for _, event := range Listed(t, p, s.SourceList, s.Sources) {
			Must(t, p, "fetch", cloud.Plain((*pipeline.Home).Fetch), "%s", event)
		}
		prepared := Must(t, p, "prepare", cloud.Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d}`, s.Run, s.Sources)
		Must(t, p, "extract", cloud.Extract, `{"run": %q, "chunks": %s}`, s.Run, Chunks(t, p, prepared))
		grouped := Must(t, p, "group", cloud.Plain((*pipeline.Home).Group), `{"run": %q}`, s.Run)
		for _, event := range Listed(t, p, grouped.List, grouped.Stories) {
			Must(t, p, "merge", cloud.Plain((*pipeline.Home).Merge), "%s", event)
		}
		settled := Must(t, p, "settle", cloud.Plain((*pipeline.Home).Settle), `{"run": %q}`, s.Run)
		for _, event := range Listed(t, p, settled.List, settled.Editions) {
			Must(t, p, "compose", cloud.Plain((*pipeline.Home).Compose), "%s", event)
		}
	})
	published := Must(t, p, "publish", cloud.Publish, `{"run": %q}`, s.Run)
	data, _, err := p.Store.Get(t.Context(), published.Key)
	if err != nil {
		t.Fatal(err)
	}
	d, err := digest.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Times calls f with the numbers below n.
func Times(n int, f func(int)) {
	for i := range n {
		f(i)
	}
}

// Listed are the n lines of a list, as a map of the state machine reads them.
func Listed(t *testing.T, p *cloud.Place, key string, n int) []string {
	t.Helper()
	data, _, err := p.Store.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Collect(strings.Lines(string(data)))
	if len(all) != n {
		t.Fatalf("%s has %d lines, want %d", key, len(all), n)
	}
	return all
}

// Chunks are a run's chunks as the state machine batches them.
func Chunks(t *testing.T, p *cloud.Place, prepared pipeline.PrepareOut) string {
	t.Helper()
	var ids []string
	for _, line := range Listed(t, p, prepared.List, prepared.Chunks) {
		var c struct{ Chunk string }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.Chunk)
	}
	out, err := json.Marshal(ids)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Harbour is one event in four scripts, and another.
var Harbour = []digest.Inline{
	{ID: "fr", Title: "Le port de Saint-Malo fermé", PublishedAt: "2026-03-04", Publisher: "La Dépêche", Lang: "fr",
		Text: "Le port de Saint-Malo a été fermé mardi après une fuite de 300 litres de carburant. La préfète a évoqué une pollution limitée."},
	{ID: "zh", Title: "圣马洛港关闭", PublishedAt: "2026-03-04", Publisher: "海事报", Lang: "zh",
		Text: "圣马洛港星期二因燃油泄漏关闭。当局说泄漏了300升燃油。"},
	{ID: "ja", Title: "サンマロ港が閉鎖", PublishedAt: "2026-03-05", Publisher: "港湾新聞", Lang: "ja",
		Text: "サンマロ港は燃料漏れのため火曜日に閉鎖された。当局は300リットルが流出したと発表した。"},
	{ID: "ar", Title: "إغلاق ميناء سان مالو", PublishedAt: "2026-03-05", Publisher: "البحر", Lang: "ar",
		Text: "أغلق ميناء سان مالو يوم الثلاثاء بعد تسرب الوقود. قالت السلطات إن 300 لتر تسربت."},
	{ID: "grain", Title: "Grain prices rise", PublishedAt: "2026-03-05", Publisher: "Farm Gazette", Lang: "en",
		Text: "Grain prices rose by 4.5 percent last month after a dry winter. Traders expect a further rise before June."},
}

// Asked asks for a digest of Harbour.
func Asked(t *testing.T) string {
	t.Helper()
	data, err := json.Marshal(digest.Request{Name: "harbour", Inline: Harbour, Languages: []string{"en", "fr", "ja"}})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"request": %s, "key": "k1"}`, data)
}

// Settings are a polydigest.yaml.
const Settings = `
digests:
  harbour:
    sources: [https://news.example/rss]
    languages: [fr, ja]
    schedule: cron(0 7 ? * MON-FRI *)
    recipients:
      - {to: Zoé <zoe@example.org>, language: fr}
      - {to: aiko@example.org, language: ja}
`

// Amazon is an endpoint that Answers the JSON protocol of AWS's services: an answer, or an error's name, by operation.
type Amazon struct {
	mu      sync.Mutex
	Answers map[string]any
	Asked   []string // operation and body
}

func (a *Amazon) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	a.Asked = append(a.Asked, operation+" "+string(body))
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if name, failed := a.Answers[operation].(string); failed {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"__type": %q}`, name)
		return
	}
	if err := json.NewEncoder(w).Encode(a.Answers[operation]); err != nil {
		panic(err) // maps of the test's own
	}
}

// InAWS is an account whose services are all answered by a.
func InAWS(t *testing.T, a *Amazon) {
	t.Helper()
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL, "AWS_ENDPOINT_URL_SFN": server.URL, "AWS_REGION": "eu-central-1",
		"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_CONFIG_FILE": "/dev/null",
		"AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
	} {
		t.Setenv(name, value)
	}
}

// Machine is the name of a state machine.
const Machine = "arn:aws:states:eu-central-1:000000000000:stateMachine:digest"
