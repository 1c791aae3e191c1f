package llm_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

func money(t testing.TB, s string) llm.Money {
	t.Helper()
	m, err := llm.ParseMoney(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func prices(t testing.TB) *llm.Prices {
	t.Helper()
	p, err := llm.ParsePrices([]byte("currency: USD\nbatch: 0.5\nmodels:\n  func: {input: 1, cached: 0.1, output: 4}\n  script: {input: 1, output: 4}\n  \"local-*\": {free: true}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMoneyIsExact(t *testing.T) {
	for in, want := range map[string]string{"0.50": "0.5", "12": "12", "0.000000000001": "0.000000000001", ".5": "0.5", "1.": "1", "0": "0"} {
		if got := money(t, in).String(); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"", ".", "-1", "1e3", "0,5", "1.0000000000001", "10000000", "０.5", "$1", "NaN"} {
		if m, err := llm.ParseMoney(in); err == nil {
			t.Errorf("%q is %s, want an error", in, m)
		}
	}
	sum := llm.Money(0)
	for range 10 {
		sum += money(t, "0.1")
	}
	if sum != money(t, "1") {
		t.Errorf("ten times 0.1 is %s", sum)
	}
}

func TestPrices(t *testing.T) {
	p := llm.DefaultPrices()
	for model, want := range map[string]string{
		"gpt-4o-mini": "0.00045", "gpt-4o-mini-2024-07-18": "0.00045", "gpt-5": "0.00625",
	} {
		price, ok := p.Find(model)
		if got := price.Cost(llm.Usage{Prompt: 1000, Completion: 500}); !ok || got.String() != want {
			t.Errorf("%s: %s, want %s", model, got, want)
		}
	}
	if _, ok := p.Find("gpt-4o-mini-tuned"); ok {
		t.Error("a model that nobody listed has a price")
	}
	price, _ := prices(t).Find("func")
	if got := price.Cost(llm.Usage{Prompt: 1000, CachedPrompt: 400, Completion: 100}); got.String() != "0.00104" {
		t.Errorf("with cached tokens: %s", got)
	}
	if _, ok := prices(t).Find("local-qwen"); !ok {
		t.Error("no price by pattern")
	}
}

func TestPriceTablesThatWouldLiftTheBudgetAreRefused(t *testing.T) {
	for _, table := range []string{
		"currency: USD\nmodels:\n  m: {input: 0, output: 1}",
		"currency: USD\nmodels:\n  m: {input: 1, output: 0}",
		"currency: USD\nmodels:\n  m: {}",
		"currency: USD\nmodels:\n  m: {input: -1, output: 1}",
		"currency: USD\nmodels:\n  m: {input: 1, output: 1, free: true}",
		"currency: USD\nmodels:\n  m: {inputs: 1, output: 1}",
		"currency: USD\nmodels:\n  m: {input: 1, cached: 2, output: 1}",
		"currency: USD\nmodels:\n  \"[\": {free: true}",
		"models:\n  m: {free: true}",
		"currency: USD\nmodels:\n  m: {input: cheap, output: 1}",
		"",
	} {
		if _, err := llm.ParsePrices([]byte(table)); err == nil {
			t.Errorf("accepted %q", table)
		}
	}
}

func FuzzParsePrices(f *testing.F) {
	f.Add([]byte("currency: USD\nmodels:\n  m: {input: 1, output: 1}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := llm.ParsePrices(b)
		if err != nil {
			return
		}
		for name := range p.Models {
			if price, _ := p.Find(name); !price.Free && price.Cost(llm.Usage{Prompt: 1, Completion: 1}) <= 0 {
				t.Errorf("%q costs nothing", name)
			}
		}
	})
}

func TestUnknownPriceIsRefusedWhereMoneyIsCapped(t *testing.T) {
	other := llmtest.Answers("{}")
	m := llm.Wrap(named{other, "gpt-unheard-of"}, llm.Options{Budget: llm.NewBudget(llm.Amount{Money: money(t, "1")}, prices(t))})
	_, err := m.Complete(t.Context(), llm.Request{})
	if llm.ClassOf(err) != llm.Fatal || !strings.Contains(err.Error(), "gpt-unheard-of") || len(other.Asked()) != 0 {
		t.Errorf("err = %v after %d requests", err, len(other.Asked()))
	}
	m = llm.Wrap(named{other, "gpt-unheard-of"}, llm.Options{Budget: llm.NewBudget(llm.Amount{Tokens: 1e6}, nil)})
	if _, err := m.Complete(t.Context(), llm.Request{}); err != nil {
		t.Errorf("without a cap on money: %v", err)
	}
}

type named struct {
	llm.Model
	name string
}

func (n named) Name() string { return n.name }

// TestBudgetIsNeverPassed has 64 workers at a time spend all they can, through faults, cancelled calls and
// crashes.
func TestBudgetIsNeverPassed(t *testing.T) {
	var billed atomic.Int64 // by the provider, whatever became of the answer
	price, _ := prices(t).Find("func")
	m := llmtest.Func(func(_ context.Context, req llm.Request) (llm.Response, error) {
		u := llm.Usage{Prompt: llm.MaxPrompt(req) * (50 + rand.IntN(51)) / 100, Completion: rand.IntN(req.MaxTokens + 1)}
		bill := func() { billed.Add(int64(price.Cost(u))) }
		switch n := rand.IntN(10); n {
		case 0:
			return llm.Response{}, &llm.Error{Class: llm.Skip}
		case 1:
			bill()
			return llm.Response{}, &llm.Error{Class: llm.Split, Paid: llm.PaidUsage, Usage: u}
		case 2:
			bill()
			return llm.Response{}, &llm.Error{Class: llm.BadAnswer, Paid: llm.PaidMaybe}
		case 3:
			bill()
			return llm.Response{}, context.Canceled
		case 4:
			bill()
			return llm.Response{Text: "{}", Usage: llm.Usage{Estimated: true}}, nil
		case 5:
			bill()
			panic("crash")
		}
		bill()
		return llm.Response{Text: "{}", Usage: u}, nil
	})
	cap := money(t, "2.5")
	budget := llm.NewBudget(llm.Amount{Money: cap}, prices(t))
	asked := llm.Wrap(m, llm.Options{Budget: budget, Limits: llm.Limits{Concurrent: 64}})
	var over atomic.Int64
	_, errs := llm.Map(t.Context(), 64, make([]int, 10_000), func(ctx context.Context, _ int) (llm.Response, error) {
		resp, err := asked.Complete(ctx, llm.Request{Messages: []llm.Message{{Role: "user", Content: "国会は否決した。"}}, MaxTokens: 500})
		if llm.ClassOf(err) == llm.OverBudget {
			over.Add(1)
		}
		return resp, err
	})
	if got := llm.Money(billed.Load()); got > cap || budget.Spent().Money > cap || budget.Spent().Money < cap*9/10 {
		t.Errorf("billed %s, spent %s, of %s", got, budget.Spent().Money, cap)
	}
	if over.Load() == 0 {
		t.Error("no call was over budget", errs[0])
	}
}

// TestSharedBudgetSurvivesCrashes opens the same budget again and again, in four processes at a time, of
// which half die without settling.
func TestSharedBudgetSurvivesCrashes(t *testing.T) {
	kv := storetest.Memory()
	cap := llm.Amount{Money: money(t, "1"), Tokens: 5_000_000}
	price, _ := prices(t).Find("func")
	var billed, tokens atomic.Int64
	m := llmtest.Func(func(_ context.Context, req llm.Request) (llm.Response, error) {
		u := llm.Usage{Prompt: llm.MaxPrompt(req) / 2, Completion: req.MaxTokens / 2}
		billed.Add(int64(price.Cost(u)))
		tokens.Add(int64(u.Total()))
		return llm.Response{Text: "{}", Usage: u}, nil
	})
	var wg sync.WaitGroup
	for process := range 4 {
		wg.Go(func() {
			for life := range 12 {
				b, err := llm.OpenBudget(t.Context(), kv, "runs/r1/budget", cap, prices(t))
				if err != nil {
					t.Error(err)
					return
				}
				asked := llm.Wrap(m, llm.Options{Budget: b})
				_, errs := llm.Map(t.Context(), 8, make([]llm.Request, 100), func(ctx context.Context, _ llm.Request) (llm.Response, error) {
					return asked.Complete(ctx, llm.Request{MaxTokens: 200})
				})
				for _, err := range errs {
					if err != nil && llm.ClassOf(err) != llm.OverBudget {
						t.Error(err)
					}
				}
				if (process+life)%2 == 0 {
					if err := b.Close(t.Context()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	got := llm.Money(billed.Load())
	t.Logf("billed %s of %s after 24 crashes", got, cap.Money)
	if got > cap.Money || int(tokens.Load()) > cap.Tokens {
		t.Errorf("billed %s and %d tokens of %+v", got, tokens.Load(), cap)
	}
	if got < cap.Money/3 {
		t.Errorf("billed only %s of %s: crashes lost the rest", got, cap.Money)
	}
}

func TestBudgetSaysWhatToDo(t *testing.T) {
	for _, c := range []struct {
		cap  llm.Amount
		want string
	}{
		{llm.Amount{Money: 1}, "--max-cost"},
		{llm.Amount{Tokens: 10}, "--max-tokens"},
	} {
		m := llm.Wrap(llmtest.Answers("{}"), llm.Options{Budget: llm.NewBudget(c.cap, prices(t))})
		_, err := m.Complete(t.Context(), llm.Request{})
		if llm.ClassOf(err) != llm.OverBudget || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.cap, err)
		}
	}
	b := llm.NewBudget(llm.Amount{}, nil)
	b.LimitCalls(2)
	m := llm.Wrap(llmtest.Answers("{}"), llm.Options{Budget: b})
	for i := range 3 {
		if _, err := m.Complete(t.Context(), llm.Request{}); (llm.ClassOf(err) == llm.OverBudget) != (i == 2) {
			t.Errorf("call %d: %v", i, err)
		}
	}
}

func TestAnswersOfEarlierProcessesCount(t *testing.T) {
	kv := storetest.Memory()
	const most = 3
	answered := 0
	for range 4 { // a process after the other, each with one call more than is left in the end
		b, err := llm.OpenBudget(t.Context(), kv, "b", llm.Amount{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if b.Earlier() != answered {
			t.Errorf("%d answers before, want %d", b.Earlier(), answered)
		}
		b.LimitCalls(most)
		m := llm.Wrap(llmtest.Answers("{}"), llm.Options{Budget: b})
		for range 2 {
			if _, err := m.Complete(t.Context(), llm.Request{}); err == nil {
				answered++
			} else if llm.ClassOf(err) != llm.OverBudget {
				t.Error(err)
			}
		}
		if err := b.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if answered != most {
		t.Errorf("%d calls were answered, want %d", answered, most)
	}
}

func TestEvilModelEndsUnderItsBudget(t *testing.T) {
	const chunks = 200
	for _, evil := range []*llmtest.Script{
		llmtest.Answers("never JSON"),
		{Steps: []llmtest.Step{{Err: &llm.Error{Class: llm.BadAnswer, Code: "empty", Status: 200, Paid: llm.PaidUsage}}}},
	} {
		budget := llm.NewBudget(llm.Amount{Money: money(t, "5")}, prices(t))
		budget.LimitCalls(3*chunks + 20)
		m := llm.Wrap(evil, llm.Options{Budget: budget})
		_, errs := llm.Map(t.Context(), 8, make([]int, chunks), func(ctx context.Context, _ int) (answer, error) {
			a, _, err := llm.Ask[answer](ctx, m, llm.Request{MaxTokens: 100})
			return a, err
		})
		for i, err := range errs {
			if c := llm.ClassOf(err); c != llm.BadAnswer && c != llm.OverBudget {
				t.Errorf("chunk %d: %v", i, err)
			}
		}
		if n := len(evil.Asked()); n > 620 || budget.Spent().Calls != n {
			t.Errorf("%d answers, %d counted, want 620 at most", n, budget.Spent().Calls)
		}
	}
}

func TestBudgetOfABrokenStoreIsAnError(t *testing.T) {
	kv := storetest.Memory()
	if err := kv.Put(t.Context(), "b", []byte("{")); err != nil {
		t.Fatal(err)
	}
	if _, err := llm.OpenBudget(t.Context(), kv, "b", llm.Amount{Money: 1}, nil); err == nil {
		t.Error("opened a budget that cannot be read")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := llm.OpenBudget(ctx, failing{kv}, "c", llm.Amount{Money: 1}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

type failing struct{ store.KV }

func (failing) Get(ctx context.Context, _ string) ([]byte, store.Version, error) {
	return nil, "", ctx.Err()
}
