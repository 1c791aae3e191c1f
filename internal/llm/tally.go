package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// A Tally counts what one process spends on a run and notes it in a store after every call that is paid for, so that
// it is known also when the process is killed. [Tallied] is the sum of a run's notes.
type Tally struct {
	Stats
	kv    store.KV
	key   string
	began time.Time
	turn  sync.Mutex  // the later note is the larger one
	due   atomic.Bool // a call is counted that no note has yet
}

// Spent is what was spent on a run.
type Spent struct {
	Calls   Counts  `json:"calls"`
	Seconds float64 `json:"seconds"` // of the processes, added up
}

// NewTally returns a tally of this process that is kept in a folder of kv, as runs/<run>/usage.
func NewTally(kv store.KV, folder string) *Tally {
	return &Tally{kv: kv, key: folder + "/" + uuid.NewString() + ".json", began: time.Now()}
}

// noteFor is the longest that the note of a call is waited for.
const noteFor = 5 * time.Second

// Add counts a call; it is an observer. Calls that end while a note is being written wait for none: whoever writes it
// writes another. A note that cannot be written does not stop the run: the next one has its sums too.
func (t *Tally) Add(c Call) {
	t.Stats.Add(c)
	if c.Outcome == "cached" {
		return // it cost nothing, and there may be thousands at once
	}
	t.due.Store(true)
	for t.due.Load() && t.turn.TryLock() {
		t.due.Store(false)
		ctx, cancel := context.WithTimeout(context.Background(), noteFor)
		_ = t.note(ctx)
		cancel()
		t.turn.Unlock()
	}
}

// Note writes the sums so far.
func (t *Tally) Note(ctx context.Context) error {
	t.turn.Lock()
	defer t.turn.Unlock()
	return t.note(ctx)
}

func (t *Tally) note(ctx context.Context) error {
	data, err := json.Marshal(t.Spent())
	if err == nil {
		err = t.kv.Put(ctx, t.key, data)
	}
	if err != nil {
		return fmt.Errorf("note what was spent: %w", err)
	}
	return nil
}

// Spent is what this process has spent so far.
func (t *Tally) Spent() Spent {
	return Spent{t.Counts(), time.Since(t.began).Round(time.Millisecond).Seconds()}
}

// Tallied adds up the notes in a folder of kv: what all processes have spent, those that were killed too.
func Tallied(ctx context.Context, kv store.KV, folder string) (Spent, error) {
	keys, err := kv.List(ctx, folder+"/", "", 0)
	if err != nil {
		return Spent{}, err
	}
	var all Spent
	for _, key := range keys {
		data, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return Spent{}, err
		}
		var s Spent
		if err := json.Unmarshal(data, &s); err != nil {
			return Spent{}, fmt.Errorf("%s: %w", key, err)
		}
		all = all.Plus(s)
	}
	return all, nil
}

// Plus returns the sum.
func (s Spent) Plus(o Spent) Spent { return Spent{s.Calls.Plus(o.Calls), s.Seconds + o.Seconds} }

// Usage is what was spent as a digest tells it.
func (s Spent) Usage(currency string) digest.Usage {
	c := s.Calls
	return digest.Usage{
		Calls: c.Calls, Cached: c.Cached, PromptTokens: c.Usage.Prompt, CachedTokens: c.Usage.CachedPrompt,
		CompletionTokens: c.Usage.Completion, Cost: digest.Money{Amount: c.Cost.String(), Currency: currency}, Seconds: s.Seconds,
	}
}
