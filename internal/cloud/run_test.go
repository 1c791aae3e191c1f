package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/store/storetest"
	"polydigest/prompts"
)

// lines is what a function writes to its standard output.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// all are the lines so far, each of them JSON.
func (l *lines) all(t *testing.T) []map[string]any {
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

// a place in memory whose model is m.
func place(t *testing.T, m llm.Model, env map[string]string) (*Place, *lines) {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	out := new(lines)
	p := &Place{
		Store: storetest.Memory(), Prompts: set, Out: out, Build: "test",
		Limits: llm.Limits{Concurrent: 4, Patience: time.Millisecond}, getenv: func(k string) string { return env[k] },
	}
	if m != nil {
		p.Name, p.Model, p.Keyed = "test", m, func(context.Context) (llm.Model, error) { return m, nil }
	}
	return p, out
}

func opened(p *Place) func(context.Context) (*Place, error) {
	return func(context.Context) (*Place, error) { return p, nil }
}

// send gives an event to a step as the runtime does, and returns its error's name.
func send[In, Out any](t *testing.T, ctx context.Context, p *Place, name string, f StepFunc[In, Out], event string) (Out, string) {
	t.Helper()
	var in Asked[In]
	if err := json.Unmarshal([]byte(event), &in); err != nil {
		t.Fatal(err)
	}
	out, err := step(name, opened(p), f)(ctx, in)
	if err == nil {
		return out, ""
	}
	t.Logf("%s: %v", name, err)
	return out, reflect.TypeOf(err).Elem().Name()
}

// must is send of what must succeed.
func must[In, Out any](t *testing.T, p *Place, name string, f StepFunc[In, Out], format string, args ...any) Out {
	t.Helper()
	out, failure := send(t, t.Context(), p, name, f, fmt.Sprintf(format, args...))
	if failure != "" {
		t.Fatalf("%s ended with %s", name, failure)
	}
	return out
}

// finish sends a run's events in the order of the state machine, each of them twice, and returns the digest.
func finish(t *testing.T, p *Place, s StartOut) *digest.Digest {
	t.Helper()
	times(2, func(int) {
		for _, event := range listed(t, p, s.SourceList, s.Sources) {
			must(t, p, "fetch", Plain((*pipeline.Home).Fetch), "%s", event)
		}
		prepared := must(t, p, "prepare", Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d}`, s.Run, s.Sources)
		must(t, p, "extract", Extract, `{"run": %q, "chunks": %s}`, s.Run, chunks(t, p, prepared))
		grouped := must(t, p, "group", Plain((*pipeline.Home).Group), `{"run": %q}`, s.Run)
		for _, event := range listed(t, p, grouped.List, grouped.Stories) {
			must(t, p, "merge", Plain((*pipeline.Home).Merge), "%s", event)
		}
		settled := must(t, p, "settle", Plain((*pipeline.Home).Settle), `{"run": %q}`, s.Run)
		for _, event := range listed(t, p, settled.List, settled.Editions) {
			must(t, p, "compose", Plain((*pipeline.Home).Compose), "%s", event)
		}
	})
	published := must(t, p, "publish", Publish, `{"run": %q}`, s.Run)
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

func times(n int, f func(int)) {
	for i := range n {
		f(i)
	}
}

// listed are the n lines of a list, as a map of the state machine reads them.
func listed(t *testing.T, p *Place, key string, n int) []string {
	t.Helper()
	data, _, err := p.Store.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(data)))
	if len(lines) != n {
		t.Fatalf("%s has %d lines, want %d", key, len(lines), n)
	}
	return lines
}

// chunks are a run's chunks as the state machine batches them.
func chunks(t *testing.T, p *Place, prepared pipeline.PrepareOut) string {
	t.Helper()
	var ids []string
	for _, line := range listed(t, p, prepared.List, prepared.Chunks) {
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

// harbour is one event in four scripts, and another.
var harbour = []digest.Inline{
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

func asked(t *testing.T) string {
	t.Helper()
	data, err := json.Marshal(digest.Request{Name: "harbour", Inline: harbour, Languages: []string{"en", "fr", "ja"}})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"request": %s, "key": "k1"}`, data)
}

func TestTheFunctionsMakeTheDigestThatTheProgramMakes(t *testing.T) {
	for name, m := range map[string]llm.Model{"with a model": llmtest.Text(llmtest.Parrot), "without one": nil} {
		t.Run(name, func(t *testing.T) {
			p, out := place(t, m, nil)
			started := must(t, p, "start", Start, "%s", asked(t))
			got := finish(t, p, started)

			local := &pipeline.Home{
				Store: storetest.Memory(), Sources: &source.Reader{}, Engine: extractive.Engine{}, Limit: 2, Now: time.Now,
			}
			if m != nil {
				local.Fallback, local.Engine = local.Engine, model.Engine{Model: m, Prompts: p.Prompts}
				local.Model, local.Prompts = "test", map[string]string{}
				for _, n := range p.Prompts.Names() {
					local.Prompts[n] = p.Prompts[n].ID()
				}
			}
			var in Asked[StartIn]
			if err := json.Unmarshal([]byte(asked(t)), &in); err != nil {
				t.Fatal(err)
			}
			published, err := local.Run(t.Context(), pipeline.StartIn{Request: *in.In.Request})
			if err != nil {
				t.Fatal(err)
			}
			data, _, err := local.Store.Get(t.Context(), published.Key)
			if err != nil {
				t.Fatal(err)
			}
			want, err := digest.Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			if got.Content != want.Content || got.Content == "" {
				t.Errorf("content %s from the functions, %s from the program", got.Content, want.Content)
			}
			calls := 0
			for _, line := range out.all(t) {
				if line["msg"] == "model call" && line["outcome"] == "ok" {
					calls++
				}
			}
			if got.Usage.Calls != calls || (calls == 0) != (m == nil) {
				t.Errorf("the digest tells of %d calls, the log of %d", got.Usage.Calls, calls)
			}
		})
	}
}

const settings = `
digests:
  harbour:
    sources: [https://news.example/rss]
    languages: [fr, ja]
    schedule: cron(0 7 ? * MON-FRI *)
    recipients:
      - {to: Zoé <zoe@example.org>, language: fr}
      - {to: aiko@example.org, language: ja}
`

func TestATickThatComesTwiceIsOneRun(t *testing.T) {
	p, _ := place(t, nil, nil)
	if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(settings)); err != nil {
		t.Fatal(err)
	}
	const tick = `{"name": "harbour", "scheduled": "2026-11-21T07:00:00Z"}`
	first := must(t, p, "start", Start, tick)
	again := must(t, p, "start", Start, tick)
	found := must(t, p, "start", Start, `{"run": %q}`, first.Run)
	later := must(t, p, "start", Start, `{"name": "harbour", "scheduled": "2026-11-22T07:00:00Z"}`)
	if first.Run != again.Run || first.Run != found.Run || first.Run == later.Run {
		t.Errorf("runs %s, %s, %s, and a day later %s", first.Run, again.Run, found.Run, later.Run)
	}
	if first.Recipients != 2 || again.Recipients != 2 || found.Recipients != 2 || first.Sources != 1 || found.Sources != 1 {
		t.Errorf("started %+v, then %+v, found %+v", first, again, found)
	}
	for event, want := range map[string]string{
		`{"name": "harbor", "scheduled": "2026-11-21T07:00:00Z"}`: "BadInput",
		`{"name": "harbour"}`:                      "BadInput",
		`{"run": "x", "name": "harbour"}`:          "BadInput",
		`{"run": "019ab3c2-0000-7000-8000-00000"}`: "Missing",
	} {
		if _, got := send(t, t.Context(), p, "start", Start, event); got != want {
			t.Errorf("%s: %q, want %q", event, got, want)
		}
	}
}

func TestEachRecipientIsMailedOnce(t *testing.T) {
	server := delivertest.NewServer(t)
	p, _ := place(t, nil, map[string]string{"POLYDIGEST_SMTP": "smtp://" + server.Addr + "?tls=none", "POLYDIGEST_FROM": "Digest <digest@example.org>"})
	started := must(t, p, "start", Start, "%s", asked(t))
	if _, got := send(t, t.Context(), p, "deliver", Deliver, fmt.Sprintf(`{"run": %q, "recipient": 0}`, started.Run)); got != "Missing" {
		t.Errorf("mailing before there is a digest ended with %q", got)
	}
	finish(t, p, started)
	to := `[{"To": "Zoé <zoe@example.org>", "Language": "fr"}, {"To": "aiko@example.org", "Language": "ja"}]`
	if err := p.Store.Put(t.Context(), recipientsKey(started.Run), []byte(to)); err != nil {
		t.Fatal(err)
	}
	times(6, func(i int) {
		out := must(t, p, "deliver", Deliver, `{"run": %q, "recipient": %d}`, started.Run, i%2)
		if out.State != deliver.Sent {
			t.Errorf("mail %d is %s", i, out.State)
		}
	})
	if n := len(server.Taken()); n != 2 {
		t.Errorf("%d mails were taken, want 2", n)
	}
	if _, got := send(t, t.Context(), p, "deliver", Deliver, fmt.Sprintf(`{"run": %q, "recipient": 2}`, started.Run)); got != "BadInput" {
		t.Errorf("a recipient who is not there: %q", got)
	}
}
