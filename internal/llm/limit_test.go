package llm_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

// A metered provider counts as providers do: each limit is a bucket that holds a minute's worth; a request
// takes its prompt and the limit of its answer, and gets back what the answer did not need.
type metered struct {
	rpm, tpm float64
	headers  bool // tells its limits
	keeps    bool // gives nothing back
	latency  func() time.Duration

	mu                sync.Mutex
	at                time.Time
	requests, tokens  float64
	asked, refused    int
	inFlight, highest int
}

func (p *metered) Name() string { return "metered" }

func (p *metered) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	use := llm.Usage{Prompt: req.Estimate, Completion: req.MaxTokens / 3}
	cost := float64(req.Estimate + req.MaxTokens)
	if err := p.admit(cost); err != nil {
		return llm.Response{}, err
	}
	time.Sleep(p.latency())
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fill()
	p.inFlight--
	if !p.keeps {
		p.tokens = min(p.tokens+cost-float64(use.Total()), p.tpm)
	}
	return llm.Response{Text: "{}", Usage: use, Rate: p.rate()}, nil
}

func (p *metered) admit(cost float64) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fill()
	p.asked++
	if p.requests < 1 || p.tokens < cost {
		p.refused++
		missing := max((1-p.requests)/p.rpm, (cost-p.tokens)/p.tpm)
		return &llm.Error{Class: llm.Retry, Code: "rate_limit", Status: 429, Rate: p.rate(),
			After: time.Duration(missing * float64(time.Minute)).Round(time.Second)}
	}
	p.requests--
	p.tokens -= cost
	p.inFlight++
	p.highest = max(p.highest, p.inFlight)
	return nil
}

func (p *metered) fill() {
	now := time.Now()
	if p.at.IsZero() {
		p.at, p.requests, p.tokens = now, p.rpm, p.tpm
	}
	d := now.Sub(p.at).Minutes()
	p.requests, p.tokens, p.at = min(p.requests+d*p.rpm, p.rpm), min(p.tokens+d*p.tpm, p.tpm), now
}

func (p *metered) rate() llm.Rate {
	if !p.headers {
		return llm.Rate{RequestsLeft: -1, TokensLeft: -1}
	}
	return llm.Rate{Requests: int(p.rpm), RequestsLeft: int(p.requests), Tokens: int(p.tpm), TokensLeft: int(p.tokens)}
}

func TestRequestsFillTheLimitAndDoNotPassIt(t *testing.T) {
	for _, c := range []struct {
		name    string
		p       *metered
		limits  llm.Limits
		chunks  int
		within  float64 // of the ideal time
		refused int     // at most
	}{
		{"limits from headers", &metered{headers: true}, llm.Limits{}, 500, 1.10, 5},
		{"limits configured", &metered{}, llm.Limits{Requests: 500, Tokens: 200_000}, 500, 1.10, 5},
		{"limits told and configured, nothing given back", &metered{headers: true, keeps: true}, llm.Limits{Requests: 500, Tokens: 200_000}, 500, 1.10, 5},
		{"many short requests", &metered{headers: true, tpm: 20_000_000}, llm.Limits{}, 2000, 1.10, 5},
		{"limits unknown", &metered{}, llm.Limits{}, 500, 1.25, 100},
		{"limits guessed twice too high", &metered{}, llm.Limits{Requests: 1000, Tokens: 400_000}, 500, 1.25, 60},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := c.p
			p.rpm, p.tpm = 500, max(p.tpm, 200_000)
			r := rand.New(rand.NewPCG(1, 2))
			var mu sync.Mutex
			p.latency = func() time.Duration {
				mu.Lock()
				defer mu.Unlock()
				return time.Duration(5000+r.IntN(10000)) * time.Millisecond
			}
			m := llm.Wrap(p, llm.Options{Limits: c.limits})
			start, total := time.Now(), 0.0
			reqs := make([]llm.Request, c.chunks)
			for i := range reqs {
				reqs[i] = llm.Request{Estimate: 1000 + r.IntN(1000), MaxTokens: 3000}
				if total += float64(reqs[i].Estimate + 1000); p.keeps {
					total += 2000
				}
			}
			_, errs := llm.Map(t.Context(), llm.Width(m), reqs, m.Complete)
			for i, err := range errs {
				if err != nil {
					t.Errorf("%s: chunk %d: %v", c.name, i, err)
				}
			}
			// What is left after the first minute's worth, and one answer's time.
			ideal := max(total/p.tpm-1, float64(c.chunks)/p.rpm-1)*60 + 10
			took := time.Since(start).Seconds()
			t.Logf("%-48s %4.0f s of ideally %4.0f (%.2f), %3d refused of %d, %d in flight at most",
				c.name, took, ideal, took/ideal, p.refused, p.asked, p.highest)
			if took > ideal*c.within {
				t.Errorf("%s: %.0f s, %.2f times the ideal %.0f; want %.2f", c.name, took, took/ideal, ideal, c.within)
			}
			if p.refused > c.refused {
				t.Errorf("%s: %d refused, want %d at most", c.name, p.refused, c.refused)
			}
		})
	}
}

func TestFaultsLoseNothingAndCostLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const documents = 500
		var mu sync.Mutex
		billed, dice := 0, make(map[string]*rand.Rand) // a document's faults are the same in every order of the calls
		roll := func(key string) int {
			mu.Lock()
			defer mu.Unlock()
			doc, _, _ := strings.Cut(key, "-")
			if dice[doc] == nil {
				n, _ := strconv.Atoi(doc)
				dice[doc] = rand.New(rand.NewPCG(1, uint64(n)))
			}
			n := dice[doc].IntN(100)
			if n >= 7 {
				billed++
			}
			return n
		}
		m := llm.Wrap(llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
			n := roll(req.Key)
			time.Sleep(3 * time.Second)
			resp := llm.Response{Text: good, Usage: llm.Usage{Prompt: 100, Completion: 10}}
			switch {
			case n < 5:
				return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "rate_limit", Status: 429, After: 2 * time.Second}
			case n < 7:
				return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "server_error", Status: 500}
			case n < 8:
				time.Sleep(5 * time.Minute)
				return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "timeout", Paid: llm.PaidMaybe}
			case n < 10:
				resp.Text = good[:40]
			}
			return resp, nil
		}), llm.Options{})
		docs := make([]int, documents)
		for i := range docs {
			docs[i] = i
		}
		start := time.Now()
		_, errs := llm.Map(t.Context(), llm.Width(m), docs, func(ctx context.Context, doc int) (answer, error) {
			a, _, err := llm.Ask[answer](ctx, m, llm.Request{Prompt: "extract", Key: strconv.Itoa(doc)})
			return a, err
		})
		for i, err := range errs {
			if err != nil {
				t.Errorf("document %d is lost: %v", i, err)
			}
		}
		t.Logf("%d answers billed for %d documents, %v", billed, documents, time.Since(start).Round(time.Second))
		if billed > documents*105/100 {
			t.Errorf("%d answers billed for %d documents, want 5 %% more at most", billed, documents)
		}
	})
}

func TestProviderThatIsDownIsLeftAlone(t *testing.T) {
	for _, e := range []*llm.Error{
		{Class: llm.Retry, Code: "server_error", Status: 503},
		{Class: llm.Retry, Code: "timeout", Paid: llm.PaidMaybe},
		{Class: llm.Retry, Code: "rate_limit", Status: 429},
		{Class: llm.Retry, Code: "unreachable"},
	} {
		for _, before := range []int{0, 100} {
			synctest.Test(t, func(t *testing.T) {
				const outage = 30 * time.Minute
				start, asked, answered := time.Now(), 0, 0
				var mu sync.Mutex
				m := llm.Wrap(llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
					mu.Lock()
					defer mu.Unlock()
					if answered < before || time.Since(start) > outage {
						answered++
						return llm.Response{Text: "{}"}, nil
					}
					asked++
					return llm.Response{}, e
				}), llm.Options{})
				// A call every second for half an hour, whoever makes them.
				var wg sync.WaitGroup
				down := 0
				for range int(outage/time.Second) - 1 {
					wg.Go(func() {
						_, err := m.Complete(t.Context(), llm.Request{})
						mu.Lock()
						defer mu.Unlock()
						if llm.ClassOf(err) == llm.Down {
							down++
						}
					})
					time.Sleep(time.Second)
				}
				wg.Wait()
				t.Logf("%s after %d answers: %d requests, %d calls told that it is down", e.Code, before, asked, down)
				if asked > 40 {
					t.Errorf("%s: %d requests in %v, want 40 at most", e.Code, asked, outage)
				}
				if down == 0 {
					t.Errorf("%s: no call was told", e.Code)
				}
				time.Sleep(6 * time.Minute)
				if _, err := m.Complete(t.Context(), llm.Request{}); err != nil {
					t.Errorf("%s: still down after the outage: %v", e.Code, err)
				}
			})
		}
	}
}

func TestFatalErrorStopsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		var mu sync.Mutex
		m := llm.Wrap(llmtest.Func(func(context.Context, llm.Request) (llm.Response, error) {
			mu.Lock()
			asked++
			n := asked
			mu.Unlock()
			time.Sleep(time.Second)
			if n >= 3 {
				return llm.Response{}, &llm.Error{Class: llm.Fatal, Code: "quota", Status: 429}
			}
			return llm.Response{Text: "{}"}, nil
		}), llm.Options{})
		const width = 8
		_, errs := llm.Map(t.Context(), width, make([]llm.Request, 200), m.Complete)
		for i, err := range errs[10:] {
			if llm.ClassOf(err) != llm.Fatal {
				t.Fatalf("call %d: %v", i+10, err)
			}
		}
		if asked > 3+width {
			t.Errorf("%d requests, want %d at most", asked, 3+width)
		}
	})
}

func TestWaitBeyondTheDeadlineIsAnErrorAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		m := llm.Wrap(llmtest.Answers("{}"), llm.Options{Limits: llm.Limits{Requests: 1}})
		if _, err := m.Complete(ctx, llm.Request{}); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err := m.Complete(ctx, llm.Request{})
		if e, ok := asError(err); !ok || e.Class != llm.Retry || e.Code != "throttled" || e.After < 50*time.Second || time.Since(start) > 0 {
			t.Errorf("err = %v after %v", err, time.Since(start))
		}
	})
}

func TestNothingIsBegunThatTheDeadlineWouldCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const chunks = 200
		done, cut, asked := make(map[int]bool), 0, 0
		var mu sync.Mutex
		p := llmtest.Func(func(ctx context.Context, req llm.Request) (llm.Response, error) {
			mu.Lock()
			asked++
			refused := rand.IntN(10) == 0
			mu.Unlock()
			if refused {
				return llm.Response{}, &llm.Error{Class: llm.Retry, Code: "rate_limit", Status: 429}
			}
			select {
			case <-time.After(time.Second + rand.N(89*time.Second)):
				return llm.Response{Text: "{}"}, nil
			case <-ctx.Done():
				mu.Lock()
				cut++
				mu.Unlock()
				return llm.Response{}, ctx.Err()
			}
		})
		runs := 0
		for ; len(done) < chunks && runs < 10; runs++ {
			ctx, cancel := context.WithTimeout(t.Context(), 900*time.Second)
			m := llm.Wrap(p, llm.Options{Limits: llm.Limits{Concurrent: 4}})
			var todo []int
			for i := range chunks {
				if !done[i] {
					todo = append(todo, i)
				}
			}
			start := time.Now()
			llm.Map(ctx, llm.Width(m), todo, func(ctx context.Context, i int) (llm.Response, error) {
				resp, err := m.Complete(ctx, llm.Request{})
				if err == nil {
					mu.Lock()
					done[i] = true
					mu.Unlock()
				}
				return resp, err
			})
			if time.Since(start) >= 900*time.Second {
				t.Errorf("run %d went on to its deadline", runs)
			}
			cancel()
		}
		t.Logf("%d chunks in %d runs, %d requests, %d cut off", len(done), runs, asked, cut)
		if len(done) < chunks || cut > 0 {
			t.Errorf("%d of %d chunks done, %d answers cut off", len(done), chunks, cut)
		}
	})
}

func TestRetryHonoursTheProvider(t *testing.T) {
	for _, c := range []struct {
		e        llm.Error
		requests int
		wait     time.Duration // at least
	}{
		{llm.Error{Class: llm.Retry, Code: "server_error", After: 20 * time.Second}, 5, 80 * time.Second},
		{llm.Error{Class: llm.Retry, Code: "server_error", After: time.Hour}, 1, 0},
		{llm.Error{Class: llm.Retry, Code: "server_error", Last: true}, 1, 0},
		{llm.Error{Class: llm.Split}, 1, 0},
		{llm.Error{Class: llm.Skip}, 1, 0},
		{llm.Error{Class: llm.BadAnswer}, 1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &llmtest.Script{Steps: []llmtest.Step{{Err: &c.e}}}
			start := time.Now()
			_, err := llm.Wrap(s, llm.Options{}).Complete(t.Context(), llm.Request{})
			if llm.ClassOf(err) != c.e.Class || len(s.Asked()) != c.requests || time.Since(start) < c.wait {
				t.Errorf("%v: %v after %d requests and %v", c.e.Class, err, len(s.Asked()), time.Since(start))
			}
		})
	}
}

func ExampleError() {
	var err error = fmt.Errorf("extract: %w", &llm.Error{Class: llm.Split, Code: "context_length", Context: 8192})
	if llm.ClassOf(err) == llm.Split {
		fmt.Println("ask about less")
	}
	// Output: ask about less
}
