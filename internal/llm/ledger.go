package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"polydigest/internal/store"
)

// draws is into how many parts a shared budget is divided: each process draws one when it needs it. More of
// them would lose less when a process dies, and make the processes compete for the ledger more often.
const draws = 40

// A ledger is a budget in a store, shared by the processes of a run and kept through crashes. What a process
// draws counts as spent until it says otherwise, so one that dies cannot have cost more than that.
type ledger struct {
	kv   store.KV
	key  string
	id   string        // of this process's account
	turn chan struct{} // one draw of this process at a time
}

// accounts is the ledger's value in the store.
type accounts struct {
	Cap   Amount            `json:"cap"`
	Spent Amount            `json:"spent"`
	Drawn map[string]Amount `json:"drawn"` // by processes that have not closed their account
}

// OpenBudget returns the budget that is kept in kv under key, as runs/<run>/budget, and makes it if it is not
// there yet. A cap that is other than before counts from now on: the user has changed it. Close gives back
// what was not spent. Calls are not drawn; those of closed accounts are known: see [Budget.LimitCalls].
func OpenBudget(ctx context.Context, kv store.KV, key string, cap Amount, prices *Prices) (*Budget, error) {
	b := NewBudget(cap, prices)
	b.cap.Money, b.cap.Tokens = 0, 0 // until something is drawn
	b.ledger = &ledger{kv: kv, key: key, id: uuid.NewString(), turn: make(chan struct{}, 1)}
	return b, b.ledger.update(ctx, func(a *accounts) {
		a.Cap = Amount{Money: cap.Money, Tokens: cap.Tokens}
		b.earlier = a.Spent.Calls
	})
}

// Close settles a shared budget's account: what was drawn and not spent goes back. It does nothing for a
// budget of this process alone. The budget must not be used after.
func (b *Budget) Close(ctx context.Context) error {
	if b.ledger == nil {
		return nil
	}
	spent := b.Spent()
	return b.ledger.update(ctx, func(a *accounts) {
		delete(a.Drawn, b.ledger.id)
		a.Spent = a.Spent.plus(spent)
	})
}

// draw raises b's cap by a slice in which need fits, and reports whether there was enough left for that.
func (l *ledger) draw(ctx context.Context, b *Budget, need Amount) (bool, error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return false, context.Cause(ctx)
	}
	missing := b.missing(need)
	if missing.Money <= 0 && missing.Tokens <= 0 {
		return true, nil // another call has drawn meanwhile
	}
	var drawn Amount
	var enough bool
	err := l.update(ctx, func(a *accounts) {
		gone := a.Spent
		for _, d := range a.Drawn {
			gone = gone.plus(d)
		}
		money, ok1 := part(a.Cap.Money, gone.Money, missing.Money)
		tokens, ok2 := part(a.Cap.Tokens, gone.Tokens, missing.Tokens)
		if enough = ok1 && ok2; enough {
			drawn = Amount{Money: money, Tokens: tokens}
			a.Drawn[l.id] = a.Drawn[l.id].plus(drawn)
		}
	})
	if err != nil || !enough {
		return false, err
	}
	b.raise(drawn)
	return true, nil
}

// part returns how much to draw of a total of which some is gone, and whether what is missing is there.
func part[N int | Money](total, gone, missing N) (N, bool) {
	if total == 0 || missing <= 0 {
		return 0, true
	}
	left := total - gone
	return min(left, max(missing, total/draws)), left >= missing
}

// update changes the accounts in the store, again if another process was faster.
func (l *ledger) update(ctx context.Context, change func(*accounts)) error {
	for {
		b, version, err := l.kv.Get(ctx, l.key)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("budget: %w", err)
		}
		isNew := err != nil
		var a accounts
		if !isNew {
			if err := json.Unmarshal(b, &a); err != nil {
				return fmt.Errorf("budget %s: %w", l.key, err)
			}
		}
		if a.Drawn == nil {
			a.Drawn = make(map[string]Amount)
		}
		change(&a)
		if b, err = json.Marshal(a); err != nil {
			return fmt.Errorf("budget: %w", err)
		}
		if isNew {
			err = l.kv.Create(ctx, l.key, b)
		} else {
			_, err = l.kv.CompareAndSwap(ctx, l.key, version, b)
		}
		if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrExists) {
			continue
		}
		if err != nil {
			return fmt.Errorf("budget: %w", err)
		}
		return nil
	}
}
