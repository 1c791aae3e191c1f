package llm

import (
	"cmp"

	"polydigest/internal/store"
)

// Options are what Wrap puts around a model. The zero value is limits and retries alone.
type Options struct {
	Limits  Limits
	Budget  *Budget      // nil: no limit, and no prices
	Cache   store.KV     // nil: none
	Observe []func(Call) // of every request, and of every answer from the cache
}

// Wrap returns m with what every real model needs, from the outside in: the cache; retries, the provider's
// limits and the breaker, in one place since they know of each other; the record of each request; and the
// budget, which each request that may be billed passes on its own.
func Wrap(m Model, o Options) Model {
	local := false
	if l, ok := As[interface{ Local() bool }](m); ok {
		local = l.Local()
	}
	if local && o.Limits.Concurrent == 0 {
		o.Limits.Concurrent = localWidth
	}
	var price Price
	if o.Budget != nil {
		b := newBudgeted(m, o.Budget)
		m, price = b, b.price
	}
	if len(o.Observe) > 0 {
		m = observed{next: m, tell: o.Observe, price: price}
	}
	if _, batches := As[*Economy](m); !batches { // which keep their own pace
		m = governed{m, newGovernor(o.Limits)}
	}
	if o.Cache == nil {
		return m
	}
	m = cached{m, o.Cache}
	if len(o.Observe) > 0 {
		fromCache := func(r Response, err error) bool { return err == nil && r.Cached }
		m = observed{next: m, tell: o.Observe, only: fromCache}
	}
	return m
}

// Width is how many requests m can have under way at a time: the limit to give Map, where 0 is all at once.
// It is 1 for a model that does not say.
func Width(m Model) int {
	if w, ok := As[interface{ Width() int }](m); ok {
		return w.Width()
	}
	return 1
}

// Width is how many requests may ever be in flight.
func (g *governor) Width() int { return cmp.Or(g.limits.Concurrent, fullWidth) }
