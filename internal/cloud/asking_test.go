package cloud_test

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

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
)

// prepared is a run up to its chunks.
func prepared(t *testing.T, p *cloud.Place) (run digest.RunID, list string) {
	t.Helper()
	s := cloudtest.Must(t, p, "start", cloud.Start, "%s", cloudtest.Asked(t))
	cloudtest.Times(s.Sources, func(i int) {
		cloudtest.Must(t, p, "fetch", cloud.Plain((*pipeline.Home).Fetch), `{"run": %q, "source": %d}`, s.Run, i)
	})
	out := cloudtest.Must(t, p, "prepare", cloud.Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d, "fallback": true}`, s.Run, s.Sources)
	return s.Run, cloudtest.Chunks(t, p, out)
}

// by are the engines that read a run's chunks.
func by(t *testing.T, p *cloud.Place, run digest.RunID) map[digest.By]int {
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
		p, _ := cloudtest.Place(t, down, nil)
		run, list := prepared(t, p)
		event := fmt.Sprintf(`{"run": %q, "chunks": %s, "fallback": %%v}`, run, list)
		if _, got := cloudtest.Send(t, t.Context(), p, "extract", cloud.Extract, fmt.Sprintf(event, false)); got != "ProviderDown" {
			t.Errorf("it ended with %q", got)
		}
		if made := by(t, p, run); len(made) > 0 {
			t.Errorf("chunks were read all the same: %v", made)
		}
		cloudtest.Must(t, p, "extract", cloud.Extract, event, true)
		if made := by(t, p, run); made[digest.ByExtractive] == 0 || made[digest.ByModel] > 0 {
			t.Errorf("in the end chunks were read by %v", made)
		}
	})
}

func TestAnotherModelStandsInForOneThatIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
			return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "overloaded", Status: 503}
		})
		p, _ := cloudtest.Place(t, down, nil)
		up := &llmtest.Script{}
		for range 20 {
			up.Steps = append(up.Steps, llmtest.Step{Text: `{"claims":[]}`})
		}
		p.Keyed = func(context.Context) ([]llm.Model, error) { return []llm.Model{down, up}, nil }
		run, list := prepared(t, p)
		before := len(up.Asked())
		cloudtest.Must(t, p, "extract", cloud.Extract, `{"run": %q, "chunks": %s, "fallback": false}`, run, list)
		if made := by(t, p, run); made[digest.ByModel] == 0 || made[digest.ByExtractive] > 0 || len(up.Asked()) == before {
			t.Errorf("chunks were read by %v after %d questions", made, len(up.Asked())-before)
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
		p, _ := cloudtest.Place(t, slow, nil)
		p.Limits.Concurrent = 1
		run, list := prepared(t, p)
		event := fmt.Sprintf(`{"run": %q, "chunks": %s}`, run, list)
		rounds := 0
		for again := true; again && rounds < 10; rounds++ {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute+15*time.Second)
			out, failure := cloudtest.Send(t, ctx, p, "extract", cloud.Extract, event)
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
		p, _ := cloudtest.Place(t, m, nil)
		p.Most.Tokens = 30000
		run, list := prepared(t, p)
		var ids []string
		if err := json.Unmarshal([]byte(list), &ids); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for _, id := range ids {
			all.Go(func() {
				event := cloud.Asked[pipeline.ExtractIn]{In: pipeline.ExtractIn{Run: run, Chunks: []string{id}}, Run: run}
				if _, err := cloud.On("extract", cloudtest.Opened(p), cloud.Extract)(t.Context(), event); err != nil {
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
	p, _ := cloudtest.Place(t, llmtest.Text(llmtest.Parrot), nil)
	p.Most = llm.Amount{Tokens: 1000, Money: 5}
	for request, want := range map[string]llm.Amount{
		`{}`:                                  {Tokens: 1000, Money: 5},
		`{"max_tokens": 10, "max_cost": "1"}`: {Tokens: 10, Money: 5},
		`{"max_tokens": 5000, "max_cost": "0.000000000001"}`: {Tokens: 1000, Money: 1},
	} {
		w := p.Work("extract", "r", false)
		if err := p.Store.Put(t.Context(), cloud.RequestKey("r"), []byte(request)); err != nil {
			t.Fatal(err)
		}
		if got, err := cloud.Allowed(t.Context(), w); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", request, got, err, want)
		}
	}
}

func TestARunAsksNoMoreHoweverOftenItsEventsCome(t *testing.T) {
	asked := 0
	var mu sync.Mutex
	evil := llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return llm.Response{Text: "never JSON", Usage: llm.Usage{Prompt: 100, Completion: 10}}, nil
	})
	p, _ := cloudtest.Place(t, evil, nil)
	run, list := prepared(t, p)
	for range 6 {
		cloudtest.Must(t, p, "extract", cloud.Extract, `{"run": %q, "chunks": %s}`, run, list)
		keys, err := p.Store.List(t.Context(), "runs/"+string(run)+"/claims/", "", 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys { // as if the process had been killed before it could keep them
			if err := p.Store.Delete(t.Context(), k); err != nil {
				t.Fatal(err)
			}
		}
	}
	if most := llm.MostCalls(strings.Count(list, "d"), 0); asked == 0 || asked > most {
		t.Errorf("%d calls, want %d at most", asked, most)
	}
}
