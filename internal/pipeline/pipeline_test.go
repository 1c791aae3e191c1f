package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/source"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
	"polydigest/internal/verify"
	"polydigest/prompts"
)

// ferry are three reports of one event and one of another.
var ferry = []digest.Inline{
	{ID: "a", Title: "Ferry sinks off Port Allen", PublishedAt: "2026-03-04", Publisher: "Allen Courier", Lang: "en",
		Text: "The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board. The coast guard took 190 people from the water by the evening. The harbour master called it the worst accident in forty years."},
	{ID: "b", Title: "Marea sinks", PublishedAt: "2026-03-05", Publisher: "Island Post", Lang: "en",
		Text: "The ferry Marea went down off Port Allen with 214 passengers, the coast guard said. Its cause has not been confirmed by the harbour office. Twelve people are still missing after two days of search."},
	{ID: "c", Title: "Grain prices rise", PublishedAt: "2026-03-05", Publisher: "Farm Gazette", Lang: "en",
		Text: "Grain prices rose by 4.5 percent last month after a dry winter in the north. Traders expect a further rise before the harvest begins in June."},
}

func request(inline ...digest.Inline) digest.Request {
	return digest.Request{Name: "ferry", Inline: inline, Languages: []string{"en"}}
}

// at is the time at which every test makes its digest.
var at = time.Date(2026, 3, 6, 7, 0, 0, 0, time.UTC)

func home(t *testing.T, kv store.KV, m llm.Model) *Home {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	h := &Home{
		Store: kv, Sources: &source.Reader{Now: func() time.Time { return at }}, Engine: extractive.Engine{}, Limit: 4,
		Now: func() time.Time { return at },
	}
	if m != nil {
		h.Fallback, h.Engine = h.Engine, model.Engine{Model: m, Prompts: set}
	}
	return h
}

// make runs the pipeline and returns the stored digest.
func (h *Home) make(t *testing.T, r digest.Request) *digest.Digest {
	t.Helper()
	p, err := h.Run(context.Background(), StartIn{Request: r})
	if err != nil {
		t.Fatal(err)
	}
	data, _, err := h.Store.Get(context.Background(), p.Key)
	if err != nil {
		t.Fatal(err)
	}
	report := verify.Audit(data, func(hash string) (string, error) {
		text, _, err := h.Store.Get(context.Background(), "documents/"+hash)
		return string(text), err
	})
	for _, f := range report.Findings {
		t.Errorf("audit: %s: %s", f.Where, f.What)
	}
	d, err := digest.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAModelsDigestHoldsEverySentence(t *testing.T) {
	d := home(t, storetest.Memory(), llmtest.Text(llmtest.Parrot)).make(t, request(ferry...))
	if d.Status != digest.Complete || d.Coverage.Used != 3 {
		t.Errorf("got %s, %d used, want complete, 3", d.Status, d.Coverage.Used)
	}
	cited := 0
	for _, item := range d.Coverage.Items {
		cited += item.Sentences.Cited
	}
	if cited != 8 {
		t.Errorf("%d sentences cited, want all 8; dropped: %+v", cited, d.Coverage.Dropped)
	}
	for _, s := range d.Stories {
		for _, p := range s.Points {
			if got := s.Editions["en"].Points[p.ID]; got.State != digest.TextOK || got.Checks.Support != digest.Pass {
				t.Errorf("%s/%s: %+v", s.ID, p.ID, got)
			}
		}
	}
}

func TestEqualInputsMakeEqualContent(t *testing.T) {
	a := home(t, storetest.Memory(), llmtest.Text(llmtest.Parrot)).make(t, request(ferry...))
	b := home(t, storetest.Memory(), llmtest.Text(llmtest.Parrot)).make(t, request(ferry...))
	if a.ID == b.ID || a.Content != b.Content {
		t.Errorf("ids %s and %s, contents %s and %s", a.ID, b.ID, a.Content, b.Content)
	}
}

// TestARunGoesOnWhereItWas breaks the run off at every question in turn, and starts it again.
func TestARunGoesOnWhereItWas(t *testing.T) {
	whole := llmtest.Text(llmtest.Parrot)
	want := home(t, storetest.Memory(), whole).make(t, request(ferry...))
	for stop := 1; ; stop++ {
		kv := storetest.Memory()
		ctx, cancel := context.WithCancel(context.Background())
		var mu sync.Mutex
		asked := 0
		breaking := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
			mu.Lock()
			asked++
			if asked == stop {
				cancel()
			}
			mu.Unlock()
			if err := ctx.Err(); err != nil {
				return llm.Response{}, err
			}
			return whole(ctx, req)
		})
		h := home(t, kv, breaking)
		h.Limit = 1
		_, err := h.Run(ctx, StartIn{Request: request(ferry...)})
		cancel()
		if err == nil {
			if stop < 5 {
				t.Errorf("the run asked %d questions only", stop-1)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("broken off at question %d: %v", stop, err)
		}
		before := asked
		d := h.make(t, request(ferry...))
		if d.Content != want.Content {
			t.Errorf("broken off at question %d: the digest is another one", stop)
		}
		if again := asked - before; before > 3 && again >= before+6 {
			t.Errorf("broken off at question %d: %d questions were asked again", stop, again)
		}
	}
}

func TestAStartKeyMakesOneRun(t *testing.T) {
	h := home(t, storetest.Memory(), nil)
	in := StartIn{Request: request(ferry...), Key: "ferry/2026-03-06T07:00:00Z"}
	var wg sync.WaitGroup
	runs := make([]StartOut, 20)
	for i := range runs {
		wg.Go(func() {
			var err error
			if runs[i], err = h.Start(context.Background(), in); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, r := range runs {
		if r.Run == "" || r.Run != runs[0].Run {
			t.Fatalf("runs %v", runs)
		}
	}
}

func TestAnEqualRequestResumesOnlyWhatIsUnfinished(t *testing.T) {
	ctx := context.Background()
	h := home(t, storetest.Memory(), nil)
	in := StartIn{Request: request(ferry...)}
	start := func(in StartIn) digest.RunID {
		t.Helper()
		out, err := h.Start(ctx, in)
		if err != nil {
			t.Fatal(err)
		}
		return out.Run
	}
	first := start(in)
	if again := start(in); again != first {
		t.Error("an unfinished run was not resumed")
	}
	fresh := in
	fresh.Fresh = true
	second := start(fresh)
	if second == first {
		t.Error("--fresh resumed a run")
	}
	if _, err := h.Run(ctx, in); err != nil {
		t.Fatal(err)
	}
	third := start(in)
	if third == second {
		t.Error("a finished run was resumed")
	}
	h.Now = func() time.Time { return at.Add(25 * time.Hour) }
	if start(in) == third {
		t.Error("a run that is a day old was resumed")
	}
}

func TestAProviderThatIsDownLeavesTheSourcesOwnSentences(t *testing.T) {
	down := llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
		return llm.Response{}, &llm.Error{Class: llm.Down, Code: "down"}
	})
	d := home(t, storetest.Memory(), down).make(t, request(ferry...))
	if len(d.Stories) == 0 || d.Status != digest.Partial {
		t.Fatalf("got %d stories, %s", len(d.Stories), d.Status)
	}
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			if c.By != digest.ByExtractive {
				t.Errorf("claim %s is by %s", c.ID, c.By)
			}
		}
		if e := s.Editions["en"]; e.By != digest.ByExtractive {
			t.Errorf("the edition is by %s", e.By)
		}
	}
}

func TestWhatTheProviderRefusesIsNamed(t *testing.T) {
	refusing := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
		if req.Prompt == "extract" && strings.Contains(req.Messages[1].Content, "Grain") {
			return llm.Response{}, &llm.Error{Class: llm.Skip, Code: "content_filter"}
		}
		return llmtest.Text(llmtest.Parrot)(ctx, req)
	})
	d := home(t, storetest.Memory(), refusing).make(t, request(ferry...))
	if item := d.Coverage.Items[2]; item.State != digest.Failed || item.Reason != "content_filter" {
		t.Errorf("got %+v", item)
	}
	if d.Status != digest.Partial {
		t.Errorf("the digest is %s", d.Status)
	}
}

func TestAWrongKeyStopsTheRunAtOnce(t *testing.T) {
	var mu sync.Mutex
	asked := 0
	wrong := llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return llm.Response{}, &llm.Error{Class: llm.Fatal, Code: "auth", Message: "wrong key"}
	})
	_, err := home(t, storetest.Memory(), wrong).Run(context.Background(), StartIn{Request: request(ferry...)})
	if llm.ClassOf(err) != llm.Fatal || asked > 1 {
		t.Errorf("got %v after %d questions", err, asked)
	}
}

func TestAPartThatIsTooLongIsAskedInHalves(t *testing.T) {
	short := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
		if _, texts := strings.CutPrefix(req.Messages[1].Content, ""); req.Prompt == "extract" && texts &&
			strings.Count(after(req.Messages[1].Content, "Sentences of this part:"), "\n[") > 1 {
			return llm.Response{}, &llm.Error{Class: llm.Split, Code: "context_length"}
		}
		return llmtest.Text(llmtest.Parrot)(ctx, req)
	})
	d := home(t, storetest.Memory(), short).make(t, request(ferry...))
	for _, item := range d.Coverage.Items {
		if item.Sentences.Cited != item.Sentences.Of {
			t.Errorf("%s: %d of %d sentences cited", item.Source, item.Sentences.Cited, item.Sentences.Of)
		}
	}
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

// A model that makes things up: another figure, a number out of range, an unknown point, a link.
func liar(req llm.Request) string {
	answer := llmtest.Parrot(req)
	switch req.Prompt {
	case "extract":
		return strings.NewReplacer("214", "241", `"support":[2]`, `"support":[99]`).Replace(answer)
	case "compose":
		return strings.NewReplacer("Twelve", "Twenty", "Grain prices", "See http://evil.example/ Grain prices").Replace(answer)
	}
	return answer
}

func TestNothingThatAModelMakesUpIsShown(t *testing.T) {
	d := home(t, storetest.Memory(), llmtest.Text(liar)).make(t, request(ferry...))
	data, err := json.Marshal(d.Stories)
	if err != nil {
		t.Fatal(err)
	}
	for _, lie := range []string{"241", "Twenty", "evil"} {
		if strings.Contains(string(data), lie) {
			t.Errorf("the digest says %q", lie)
		}
	}
	var reasons []string
	for _, x := range d.Coverage.Dropped {
		reasons = append(reasons, fmt.Sprintf("%s %s %d", x.Stage, x.Reason, x.Count))
	}
	for _, want := range []string{"verify " + verify.FigureNotInText, "verify " + verify.NoSupport, "compose " + verify.HasLink, "compose " + verify.FigureNotInText} {
		if !strings.Contains(strings.Join(reasons, "\n"), want) {
			t.Errorf("%q is not among what was dropped: %q", want, reasons)
		}
	}
}

func TestNoSourceAtAllIsAnErrorThatNamesEach(t *testing.T) {
	r := digest.Request{Sources: []string{"not-here.txt", "nor-here.txt"}, Languages: []string{"ja"}}
	_, err := home(t, storetest.Memory(), nil).Run(context.Background(), StartIn{Request: r})
	var nothing *NothingError
	if !errors.As(err, &nothing) || len(nothing.Items) != 2 {
		t.Fatalf("got %v", err)
	}
	for _, source := range r.Sources {
		if !strings.Contains(nothing.Error(), source+": no such file") {
			t.Errorf("%q does not say what is wrong with %s", nothing, source)
		}
	}
}
