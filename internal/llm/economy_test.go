package llm_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store/storetest"
)

// A desk answers batches after some hours. It keeps them when the process that asked is gone.
type desk struct {
	llm.Model
	hours float64
	lose  func(batch, question int) bool // gives no result
	fail  func(submission int) error     // after taking the batch

	mu        sync.Mutex
	submitted int
	batches   map[string]*deskBatch
}

type deskBatch struct {
	tag   string
	reqs  []llm.Request
	ready time.Time
}

func (d *desk) Submit(_ context.Context, tag string, reqs []llm.Request) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.submitted++
	id := fmt.Sprintf("b%d", d.submitted)
	if d.batches == nil {
		d.batches = make(map[string]*deskBatch)
	}
	d.batches[id] = &deskBatch{tag, reqs, time.Now().Add(time.Duration(d.hours * float64(time.Hour)))}
	if d.fail != nil {
		if err := d.fail(d.submitted); err != nil {
			return "", err
		}
	}
	return id, nil
}

func (d *desk) Find(_ context.Context, tag string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, b := range d.batches {
		if b.tag == tag {
			return id, nil
		}
	}
	return "", nil
}

func (d *desk) Collect(ctx context.Context, id string) (map[int]llm.Result, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	b := d.batches[id]
	if time.Now().Before(b.ready) {
		return nil, false, nil
	}
	out := make(map[int]llm.Result)
	for i, r := range b.reqs {
		if d.lose != nil && d.lose(len(d.batches), i) {
			continue
		}
		resp, err := d.Complete(ctx, r)
		out[i] = llm.Result{Response: resp, Err: err}
	}
	return out, true, nil
}

func questions(n int) []llm.Request {
	reqs := make([]llm.Request, n)
	for i := range reqs {
		reqs[i] = llm.Request{Prompt: "extract", Messages: []llm.Message{{Role: "user", Content: fmt.Sprintf("%d 国会", i)}}}
	}
	return reqs
}

func echo() llm.Model {
	return llmtest.Text(func(r llm.Request) string { return r.Messages[0].Content })
}

func checkEcho(t *testing.T, reqs []llm.Request, out []llm.Response, errs []error) {
	t.Helper()
	for i := range reqs {
		if errs[i] != nil || out[i].Text != reqs[i].Messages[0].Content {
			t.Errorf("question %d: %q, %v", i, out[i].Text, errs[i])
		}
	}
}

func TestEconomyAsksEverythingInOneBatchAtHalfThePrice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{Model: echo(), hours: 5}
		budget := llm.NewBudget(llm.Amount{}, prices(t))
		var stats llm.Stats
		m := llm.Wrap(llm.NewEconomy(d, storetest.Memory(), true), llm.Options{Budget: budget, Observe: []func(llm.Call){stats.Add}})
		start, reqs := time.Now(), questions(300)
		out, errs := llm.Map(t.Context(), llm.Width(m), reqs, m.Complete)
		checkEcho(t, reqs, out, errs)
		if d.submitted != 1 || time.Since(start) > 6*time.Hour {
			t.Errorf("%d batches, %v", d.submitted, time.Since(start))
		}
		c := stats.Counts()
		full := money(t, "1")/1e6*llm.Money(c.Usage.Prompt) + money(t, "4")/1e6*llm.Money(c.Usage.Completion)
		if c.Cost != full/2 || budget.Spent().Money != c.Cost {
			t.Errorf("cost %s, spent %s, want half of %s", c.Cost, budget.Spent().Money, full)
		}
	})
}

func TestEconomyResumesABatchAfterACrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, d := storetest.Memory(), &desk{Model: echo(), hours: 5}
		reqs := questions(20)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		m := llm.NewEconomy(d, kv, true)
		_, errs := llm.Map(ctx, 0, reqs, m.Complete)
		for i, err := range errs {
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("question %d: %v", i, err)
			}
		}
		// A new process, with one question more, that does not wait.
		m = llm.NewEconomy(d, kv, false)
		more := append(questions(20), llm.Request{Messages: []llm.Message{{Role: "user", Content: "new"}}})
		_, errs = llm.Map(t.Context(), 0, more, m.Complete)
		for i, err := range errs {
			if llm.ClassOf(err) != llm.Pending {
				t.Fatalf("question %d: %v", i, err)
			}
		}
		time.Sleep(6 * time.Hour)
		out, errs := llm.Map(t.Context(), 0, more, m.Complete)
		checkEcho(t, more, out, errs)
		if d.submitted != 2 {
			t.Errorf("%d batches, want one for the first questions and one for the new one", d.submitted)
		}
	})
}

func TestEconomyDoesNotSubmitTwiceWhatMayHaveArrived(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{Model: echo(), hours: 1, fail: func(n int) error {
			return &llm.Error{Class: llm.Retry, Code: "timeout", Paid: llm.PaidMaybe}
		}}
		m := llm.NewEconomy(d, storetest.Memory(), true)
		reqs := questions(5)
		out, errs := llm.Map(t.Context(), 0, reqs, m.Complete)
		checkEcho(t, reqs, out, errs)
		if d.submitted != 1 {
			t.Errorf("%d batches", d.submitted)
		}
	})
}

func TestEconomyAsksAgainWhatGotNoResult(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{Model: echo(), hours: 1, lose: func(batch, q int) bool { return batch == 1 && q%3 == 0 }}
		m := llm.NewEconomy(d, storetest.Memory(), true)
		reqs := questions(30)
		out, errs := llm.Map(t.Context(), 0, reqs, m.Complete)
		checkEcho(t, reqs, out, errs)
		var sizes []int
		for id := range d.submitted {
			sizes = append(sizes, len(d.batches[fmt.Sprintf("b%d", id+1)].reqs))
		}
		if diff := cmp.Diff([]int{30, 10}, sizes); diff != "" {
			t.Errorf("batches (-want +got):\n%s", diff)
		}
	})
}

func TestEconomyPassesAFailureOnToAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{Model: echo(), fail: func(int) error { return &llm.Error{Class: llm.Fatal, Code: "key"} }}
		m := llm.NewEconomy(d, storetest.Memory(), true)
		_, errs := llm.Map(t.Context(), 0, questions(5), m.Complete)
		for i, err := range errs {
			if llm.ClassOf(err) != llm.Fatal {
				t.Errorf("question %d: %v", i, err)
			}
		}
		if d.submitted != 1 {
			t.Errorf("%d batches", d.submitted)
		}
	})
}
