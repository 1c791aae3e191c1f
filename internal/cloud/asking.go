package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

// asking is the place's model for one event. The key is read and the run's budget opened when it is first asked, so
// that functions that never do need neither.
type asking struct {
	llm.Model // before it is asked: its name, and what else is known of it
	open      func(context.Context) (llm.Model, error)
}

// Unwrap is what is known of the model before it is asked.
func (a *asking) Unwrap() llm.Model { return a.Model }

// Complete asks.
func (a *asking) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	m, err := a.open(ctx)
	if err != nil {
		return llm.Response{}, unasked(err)
	}
	return m.Complete(ctx, req)
}

// wrapped puts cache, budget, limits and the record of calls around the model, for the run of this event.
func (w *Work) wrapped(ctx context.Context) (llm.Model, error) {
	keyed, err := w.Place.Keyed(ctx)
	if err != nil {
		return nil, err
	}
	allowed, err := w.allowed(ctx)
	if err != nil {
		return nil, err
	}
	prices, err := w.Place.prices(ctx)
	if err != nil {
		return nil, err
	}
	budget, err := llm.OpenBudget(ctx, w.Place.Store, "runs/"+string(w.run)+"/budget", allowed, prices)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.budget = budget
	w.mu.Unlock()
	most, err := w.answers(ctx, budget.Earlier())
	if err != nil {
		return nil, err
	}
	budget.LimitCalls(most)
	o := llm.Options{
		Limits: w.Place.Limits, Budget: budget, Cache: w.Place.Store,
		Observe: []func(llm.Call){w.calls.Add, llm.Log(w.Log)},
	}
	models := make([]llm.Model, len(keyed))
	for i, m := range keyed {
		if i > 0 { // what the first one's provider allows says nothing of another's
			o.Limits.Requests, o.Limits.Tokens = 0, 0
		}
		models[i] = llm.Wrap(m, o)
	}
	return llm.Chain(models...), nil
}

// answers is how many calls the run may have had answered when this event ends: of those before it and its own no
// more than the program allows a run that is as large.
func (w *Work) answers(ctx context.Context, earlier int) (int, error) {
	home := pipeline.Home{Store: w.Place.Store}
	f, found, err := home.Foresee(ctx, w.run)
	if err != nil || !found {
		return earlier + w.most, err
	}
	return min(earlier+w.most, llm.MostCalls(f.Chunks, f.Editions)), nil
}

// unasked is why the model cannot be asked at all: for good, or for now. Neither is a reason to do without it.
func unasked(err error) error {
	class := llm.Down
	if r := rank(err); r == badConfig || r == badInput {
		class = llm.Fatal
	}
	return &llm.Error{Class: class, Code: "not_asked", Message: err.Error(), Err: err}
}

// allowed is what the run may spend: what its request says, and never more than the place allows.
func (w *Work) allowed(ctx context.Context) (llm.Amount, error) {
	most := w.Place.Most
	data, _, err := w.Place.Store.Get(ctx, requestKey(w.run))
	if errors.Is(err, store.ErrNotFound) {
		return most, nil
	}
	if err != nil {
		return most, err
	}
	var r digest.Request
	if err := json.Unmarshal(data, &r); err != nil {
		return most, fmt.Errorf("request of run %s: %w", w.run, err)
	}
	if r.MaxCost != "" {
		money, err := llm.ParseMoney(r.MaxCost)
		if err != nil {
			return most, &BadInput{cause{fmt.Errorf("max_cost: %w", err)}}
		}
		most.Money = lesser(most.Money, money)
	}
	most.Tokens = lesser(most.Tokens, r.MaxTokens)
	return most, nil
}

func requestKey(run digest.RunID) string { return "runs/" + string(run) + "/request.json" }

// lesser is the stricter of two limits, where 0 is none.
func lesser[N int | llm.Money](a, b N) N {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// later asks next, and puts off what may succeed at another time: the event ends, and comes again. Without it a
// provider that is gone for a minute, or slow, would leave its mark on the digest for good.
type later struct {
	next     llm.Model
	fallback bool // puts nothing off: there is no other time, and what is not answered is made without the model
}

func (m later) Name() string      { return m.next.Name() }
func (m later) Unwrap() llm.Model { return m.next }

func (m later) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	resp, err := m.next.Complete(ctx, req)
	if e, ok := errors.AsType[*llm.Error](err); ok && !m.fallback && (e.Class == llm.Retry || e.Class == llm.Down) {
		return resp, &llm.Error{Class: llm.Pending, Code: e.Code, Message: e.Error(), After: e.After, Err: e}
	}
	return resp, err
}
