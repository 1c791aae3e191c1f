package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
)

// prepared is a run up to its chunks.
func prepared(t *testing.T, p *Place) (run digest.RunID, list string) {
	t.Helper()
	s := must(t, p, "start", Start, "%s", asked(t))
	times(s.Sources, func(i int) {
		must(t, p, "fetch", Plain((*pipeline.Home).Fetch), `{"run": %q, "source": %d}`, s.Run, i)
	})
	out := must(t, p, "prepare", Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d, "fallback": true}`, s.Run, s.Sources)
	return s.Run, chunks(t, p, out)
}

// by are the engines that read a run's chunks.
func by(t *testing.T, p *Place, run digest.RunID) map[digest.By]int {
	t.Helper()
	keys, err := p.Store.List(t.Context(), "runs/"+string(run)+"/claims/", "", 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[digest.By]int{}
	for _, k := range keys {
		data, _, err := p.Store.Get(t.Context(), k)
		if err != nil {
			t.Fatal(err)
		}
		var r struct{ By digest.By }
		if err := json.Unmarshal(data, &r); err != nil {
			t.Fatal(err)
		}
		out[r.By]++
	}
	return out
}

func TestWhatAProviderThatIsDownDoesNotAnswerIsMadeWithoutItOnlyWhenAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
			return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "overloaded", Status: 503}
		})
		p, _ := place(t, down, nil)
		run, list := prepared(t, p)
		event := fmt.Sprintf(`{"run": %q, "chunks": %s, "fallback": %%v}`, run, list)
		if _, got := send(t, t.Context(), p, "extract", Extract, fmt.Sprintf(event, false)); got != "ProviderDown" {
			t.Errorf("it ended with %q", got)
		}
		if made := by(t, p, run); len(made) > 0 {
			t.Errorf("chunks were read all the same: %v", made)
		}
		must(t, p, "extract", Extract, event, true)
		if made := by(t, p, run); made[digest.ByExtractive] == 0 || made[digest.ByModel] > 0 {
			t.Errorf("in the end chunks were read by %v", made)
		}
	})
}

func TestWhenTimeRunsOutTheStepGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answered := map[string]int{}
		var mu sync.Mutex
		slow := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
			select {
			case <-time.After(20 * time.Second):
			case <-ctx.Done():
				return llm.Response{}, ctx.Err()
			}
			mu.Lock()
			defer mu.Unlock()
			answered[req.Key]++
			return llmtest.Text(llmtest.Parrot)(ctx, req)
		})
		p, _ := place(t, slow, nil)
		p.Limits.Concurrent = 1
		run, list := prepared(t, p)
		event := fmt.Sprintf(`{"run": %q, "chunks": %s}`, run, list)
		rounds := 0
		for again := true; again && rounds < 10; rounds++ {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute+15*time.Second)
			out, failure := send(t, ctx, p, "extract", Extract, event)
			cancel()
			if failure != "" {
				t.Fatalf("round %d ended with %s", rounds, failure)
			}
			again = out.Continue
		}
		if n := by(t, p, run)[digest.ByModel]; rounds < 2 || n != strings.Count(list, "d") {
			t.Errorf("after %d rounds %d of %s were read", rounds, n, list)
		}
		for key, n := range answered {
			if n > 1 {
				t.Errorf("%s was asked and answered %d times", key, n)
			}
		}
	})
}

func TestABudgetHoldsForAllFunctionsOfARun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var billed atomic.Int64
		m := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
			time.Sleep(time.Second) // so that all ask at the same time
			resp, err := llmtest.Text(llmtest.Parrot)(ctx, req)
			billed.Add(int64(resp.Usage.Total()))
			return resp, err
		})
		p, _ := place(t, m, nil)
		p.Most.Tokens = 30000
		run, list := prepared(t, p)
		var ids []string
		if err := json.Unmarshal([]byte(list), &ids); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for _, id := range ids {
			all.Go(func() {
				event := Asked[pipeline.ExtractIn]{In: pipeline.ExtractIn{Run: run, Chunks: []string{id}}, Run: run}
				if _, err := step("extract", opened(p), Extract)(t.Context(), event); err != nil {
					t.Errorf("%s: %v", id, err)
				}
			})
		}
		all.Wait()
		if made := by(t, p, run); made[digest.ByExtractive] == 0 || made[digest.ByModel] == 0 {
			t.Errorf("chunks were read by %v: what they may cost together is more than the budget", made)
		}
		if n := billed.Load(); n > int64(p.Most.Tokens) {
			t.Errorf("%d tokens were billed of %d", n, p.Most.Tokens)
		}
	})
}

func TestTheStricterLimitHolds(t *testing.T) {
	p, _ := place(t, llmtest.Text(llmtest.Parrot), nil)
	p.Most = llm.Amount{Tokens: 1000, Money: 5}
	for request, want := range map[string]llm.Amount{
		`{}`:                                  {Tokens: 1000, Money: 5},
		`{"max_tokens": 10, "max_cost": "1"}`: {Tokens: 10, Money: 5},
		`{"max_tokens": 5000, "max_cost": "0.000000000001"}`: {Tokens: 1000, Money: 1},
	} {
		w := p.work("extract", "r", false)
		if err := p.Store.Put(t.Context(), requestKey("r"), []byte(request)); err != nil {
			t.Fatal(err)
		}
		if got, err := w.allowed(t.Context()); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", request, got, err, want)
		}
	}
}
