package llm

import (
	"context"
	"fmt"
	"sync"
)

// An Amount is money, tokens and answered calls: spent, or allowed.
type Amount struct {
	Money  Money `json:"money"`
	Tokens int   `json:"tokens"`
	Calls  int   `json:"calls"`
}

func (a Amount) plus(b Amount) Amount {
	return Amount{a.Money + b.Money, a.Tokens + b.Tokens, a.Calls + b.Calls}
}

func (a Amount) minus(b Amount) Amount {
	return Amount{a.Money - b.Money, a.Tokens - b.Tokens, a.Calls - b.Calls}
}

// A Budget is what may be spent. A call reserves the most that it can cost, is made, and then settles what it
// did cost; so no number of calls at a time can pass the budget together. Where less is left than a call may
// cost but other calls are still to settle, it waits for them.
//
// A request without a limit on its answer gets one. What a provider bills beyond the bytes of a prompt and
// the limit of its answer is not foreseen; it ends the budget early.
type Budget struct {
	prices  *Prices
	ledger  *ledger // where the budget is shared with other processes; nil if it is this one's alone
	earlier int     // answered calls of the ledger's closed accounts
	limits  Amount  // what the user set; a zero field does not limit

	mu      sync.Mutex
	cap     Amount // what may be spent now; less than limits while a ledger has more
	spent   Amount
	held    Amount
	holders int
	changed chan struct{} // closed and replaced whenever something settles
}

// NewBudget returns a budget of this process alone. A zero field of cap does not limit; prices may be nil if
// money does not.
func NewBudget(cap Amount, prices *Prices) *Budget {
	if prices == nil {
		prices = &Prices{}
	}
	return &Budget{prices: prices, limits: cap, cap: cap, changed: make(chan struct{})}
}

// MostCalls is how many answered calls a run may need that asks about so many chunks and writes so many editions:
// each a few times (an edition is written, read again, and mended), and some for the whole. A model that never gives
// a usable answer ends there.
func MostCalls(chunks, editions int) int { return 3*chunks + 8*editions + 20 }

// LimitCalls allows n answered calls in all: those of a shared budget's closed accounts count too, so that neither
// starting again nor another process makes more of them.
func (b *Budget) LimitCalls(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limits.Calls, b.cap.Calls = n, n-b.earlier
}

// Earlier is how many answered calls were spent from a shared budget before this process opened it.
func (b *Budget) Earlier() int { return b.earlier }

// Spent returns what was spent.
func (b *Budget) Spent() Amount {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.spent
}

// Limits returns what may be spent; a zero field does not limit.
func (b *Budget) Limits() Amount {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.limits
}

// missing is by how much need does not fit beside what is spent and held; fields at or below 0 fit.
func (b *Budget) missing(need Amount) Amount {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.over(need)
}

func (b *Budget) over(need Amount) Amount {
	over := b.spent.plus(b.held).plus(need).minus(b.cap)
	if b.limits.Money == 0 {
		over.Money = 0
	}
	if b.limits.Tokens == 0 {
		over.Tokens = 0
	}
	if b.limits.Calls == 0 {
		over.Calls = 0
	}
	return over
}

func (b *Budget) raise(by Amount) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cap = b.cap.plus(by)
}

// reserve holds need until settle.
func (b *Budget) reserve(ctx context.Context, need Amount) error {
	for {
		over, others, changed := b.hold(need)
		if over == (Amount{}) {
			return nil
		}
		if b.ledger != nil && over.Calls <= 0 {
			if got, err := b.ledger.draw(ctx, b, need); err != nil || got {
				if err != nil {
					return err
				}
				continue
			}
		}
		if !others {
			return &Error{Class: OverBudget, Code: "over_budget", Message: b.explain(need, over)}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// hold holds need if it fits and returns the zero Amount; else it returns by how much it does not, whether
// others hold something that may come back, and what is closed when it does.
func (b *Budget) hold(need Amount) (over Amount, others bool, changed <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	over = b.over(need)
	if over.Money > 0 || over.Tokens > 0 || over.Calls > 0 {
		return over, b.holders > 0, b.changed
	}
	b.held = b.held.plus(need)
	b.holders++
	return Amount{}, false, nil
}

func (b *Budget) explain(need, over Amount) string {
	limits, spent := b.Limits(), b.Spent()
	switch {
	case over.Money > 0:
		return fmt.Sprintf("over budget: the next call may cost %s %s, and %s of %s are spent: raise --max-cost",
			need.Money, b.prices.Currency, spent.Money, limits.Money)
	case over.Tokens > 0:
		return fmt.Sprintf("over budget: the next call may take %d tokens, and %d of %d are spent: "+
			"raise --max-tokens", need.Tokens, spent.Tokens, limits.Tokens)
	}
	return fmt.Sprintf("over budget: %d answers were paid for, more than such a run should need", spent.Calls)
}

// settle turns what was held into what was spent.
func (b *Budget) settle(held, spent Amount) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held = b.held.minus(held)
	b.spent = b.spent.plus(spent)
	b.holders--
	close(b.changed)
	b.changed = make(chan struct{})
}

// budgeted asks next within a budget.
type budgeted struct {
	next   Model
	budget *Budget
	price  Price
	known  bool // the price
}

// defaultAnswer limits an answer where the request sets no limit, in tokens.
const defaultAnswer = 16 << 10

func newBudgeted(m Model, b *Budget) budgeted {
	p, known := b.prices.Find(ID(m))
	if _, ok := As[*Economy](m); ok {
		p.factor = Money(b.prices.Batch)
	}
	return budgeted{m, b, p, known}
}

// NoPrice says that money cannot be limited since a model's price is not known.
func NoPrice(m Model) error {
	return &Error{Class: Fatal, Code: "no_price", Message: fmt.Sprintf(
		"the price of %s is not known, so --max-cost cannot be kept: add it to a price file for --prices", ID(m))}
}

func (m budgeted) Name() string  { return m.next.Name() }
func (m budgeted) Unwrap() Model { return m.next }

func (m budgeted) Complete(ctx context.Context, req Request) (Response, error) {
	if !m.known && m.budget.Limits().Money > 0 {
		return Response{}, NoPrice(m)
	}
	if req.MaxTokens == 0 {
		req.MaxTokens = defaultAnswer
	}
	most := Usage{Prompt: MaxPrompt(req), Completion: req.MaxTokens}
	held := Amount{m.price.Cost(most), most.Total(), 1}
	if err := m.budget.reserve(ctx, held); err != nil {
		return Response{}, err
	}
	spent := held // unless we learn what was billed
	defer func() { m.budget.settle(held, spent) }()
	resp, err := m.next.Complete(ctx, req)
	switch e, ok := asError(err); {
	case err == nil && resp.Usage.Estimated:
		resp.Cost = held.Money
	case err == nil:
		resp.Cost = m.price.Cost(resp.Usage)
		spent = Amount{resp.Cost, resp.Usage.Total(), 1}
	case ok && e.Paid == NotPaid:
		spent = Amount{}
	case ok && e.Paid == PaidUsage:
		spent = Amount{m.price.Cost(e.Usage), e.Usage.Total(), 1}
	}
	return resp, err
}
