package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/pause"
	"polydigest/internal/store"
)

// A Batcher is a model that also answers many requests as one batch, some hours later and at a lower price.
type Batcher interface {
	Model
	// Submit sends reqs as a batch that Find finds by tag, and returns the batch's id.
	Submit(ctx context.Context, tag string, reqs []Request) (id string, err error)
	// Find returns the id of the batch with the tag, or "" if it was never submitted.
	Find(ctx context.Context, tag string) (id string, err error)
	// Collect returns what came of each request, by its place in the batch, once the batch has ended; before,
	// it returns ok == false. Requests without a result are left out.
	Collect(ctx context.Context, id string) (results map[int]Result, ok bool, err error)
}

// A Result is what came of one request of a batch.
type Result struct {
	Response Response
	Err      error
}

// Economy answers requests through a Batcher. It gathers those that are asked at about the same time, submits
// them as one batch, and waits. The batch is noted in a store before it is submitted: whoever asks one of its
// questions later, after a crash or on another day, waits for the same batch.
//
// Ask everything at once: give Map no limit, which is what Width says.
type Economy struct {
	batcher Batcher
	kv      store.KV
	wait    bool

	mu        sync.Mutex
	loaded    bool
	open      map[string]*batch // by question
	gathering *batch
}

// A batch is a set of questions under way. One of the calls that wait for it leads: it submits and polls for
// all.
type batch struct {
	lead chan struct{} // held by the leading call
	done chan struct{} // closed when results or err are there
	note note          // ID and Noted belong to the leader, Questions to Economy.mu

	reqs   []Request // guarded by Economy.mu
	joined time.Time // the last question; guarded by Economy.mu

	results map[int]Result
	err     error
}

// A note is what the store knows of a batch, under batches/<tag>.
type note struct {
	Tag       string    `json:"tag"`
	Model     string    `json:"model"`
	ID        string    `json:"id"` // the provider's; "" until it was submitted
	Noted     time.Time `json:"noted"`
	Questions []string  `json:"questions"` // hashes, as in [CacheKey]
}

const (
	gatherFor   = 2 * time.Second     // after the last question
	gatherMost  = 20_000              // questions; OpenAI takes 50,000, and 200 MB
	noteLives   = 30 * 24 * time.Hour // providers keep results no longer
	firstPoll   = 15 * time.Second    //
	slowestPoll = 10 * time.Minute    //
	batchRounds = 3                   // batches that a question is put into before it is given up
)

// NewEconomy returns a model that answers through b and notes its batches in kv. If wait is false, a question
// that was submitted and is not answered yet is an error of class Pending: run again later.
func NewEconomy(b Batcher, kv store.KV, wait bool) *Economy {
	return &Economy{batcher: b, kv: kv, wait: wait, open: make(map[string]*batch)}
}

// Name is the batcher's: an answer is as good from a batch as at once.
func (e *Economy) Name() string { return e.batcher.Name() }

// Unwrap returns the batcher.
func (e *Economy) Unwrap() Model { return e.batcher }

// Width says that all requests should be made at once.
func (e *Economy) Width() int { return 0 }

// Complete answers req out of a batch.
func (e *Economy) Complete(ctx context.Context, req Request) (Response, error) {
	question := strings.TrimPrefix(CacheKey(e.batcher, req), "answers/")
	for range batchRounds {
		b, err := e.join(ctx, question, req)
		if err != nil {
			return Response{}, err
		}
		select {
		case <-b.done:
		case b.lead <- struct{}{}:
			err = e.run(ctx, b)
			<-b.lead
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
		if err != nil {
			return Response{}, err
		}
		if b.err != nil {
			return Response{}, b.err
		}
		r, ok := b.results[slices.Index(b.note.Questions, question)]
		if ok && ClassOf(r.Err) != Retry {
			return r.Response, r.Err
		}
		e.leave(b, question) // it expired, or the provider failed: into another batch
	}
	return Response{}, &Error{Class: Down, Code: "batch",
		Message: "several batches gave no answer: ask without --economy"}
}

// join returns the batch that question is in.
func (e *Economy) join(ctx context.Context, question string, req Request) (*batch, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	if b := e.open[question]; b != nil {
		return b, nil
	}
	b := e.gathering
	if b == nil || len(b.reqs) == gatherMost {
		b = newBatch(note{Tag: uuid.NewString(), Model: e.Name()})
		e.gathering = b
	}
	b.note.Questions = append(b.note.Questions, question)
	b.reqs = append(b.reqs, req)
	b.joined = time.Now()
	e.open[question] = b
	return b, nil
}

func newBatch(n note) *batch {
	return &batch{note: n, lead: make(chan struct{}, 1), done: make(chan struct{})}
}

// leave takes a question out of an ended batch, so that it can join another one.
func (e *Economy) leave(b *batch, question string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.open[question] == b {
		delete(e.open, question)
	}
}

// run leads b until its results are there, or ctx ends: then another call may lead.
func (e *Economy) run(ctx context.Context, b *batch) error {
	select {
	case <-b.done:
		return nil
	default:
	}
	if b.note.ID == "" {
		if err := e.gather(ctx, b); err != nil {
			return err
		}
		if err := e.submit(ctx, b); err != nil {
			return e.end(ctx, b, nil, err)
		}
	}
	for wait := firstPoll; ; wait = min(2*wait, slowestPoll) {
		results, ok, err := e.batcher.Collect(ctx, b.note.ID)
		if err != nil && ClassOf(err) != Retry || ok {
			return e.end(ctx, b, results, err)
		}
		if !e.wait {
			return e.end(ctx, b, nil, &Error{Class: Pending, Code: "batch",
				Message: "asked in batch " + b.note.ID + ", which is not ready: run again later"})
		}
		if err := pause.For(ctx, wait); err != nil {
			return err
		}
	}
}

// end gives all calls of b their results, or an error unless it is only the leader's that went away.
func (e *Economy) end(ctx context.Context, b *batch, results map[int]Result, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	b.results, b.err = results, err
	if err != nil {
		e.mu.Lock()
		for _, q := range b.note.Questions {
			delete(e.open, q)
		}
		e.loaded = false // the notes know what was submitted
		e.mu.Unlock()
	}
	close(b.done)
	return nil
}

// gather waits until nobody has joined b for a while, and closes it.
func (e *Economy) gather(ctx context.Context, b *batch) error {
	for {
		e.mu.Lock()
		quiet := gatherFor - time.Since(b.joined)
		if quiet <= 0 || e.gathering != b {
			if e.gathering == b {
				e.gathering = nil
			}
			e.mu.Unlock()
			return nil
		}
		e.mu.Unlock()
		if err := pause.For(ctx, quiet); err != nil {
			return err
		}
	}
}

// submit notes the batch, sends it, and notes its id.
func (e *Economy) submit(ctx context.Context, b *batch) error {
	b.note.Noted = time.Now()
	if err := e.write(ctx, b.note); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		id, err := e.batcher.Submit(ctx, b.note.Tag, b.reqs)
		if err == nil {
			b.note.ID = id
			return e.write(ctx, b.note)
		}
		c, ok := asError(err)
		if !ok || c.Class != Retry || attempt == maxAttempts {
			return err
		}
		if err := pause.For(ctx, max(backoff(attempt), c.After)); err != nil {
			return err
		}
		if c.Paid == PaidMaybe { // it may have arrived
			if id, err := e.batcher.Find(ctx, b.note.Tag); err == nil && id != "" {
				b.note.ID = id
				return e.write(ctx, b.note)
			}
		}
	}
}

func (e *Economy) write(ctx context.Context, n note) error {
	v, err := json.Marshal(n)
	if err == nil {
		err = e.kv.Put(ctx, "batches/"+n.Tag, v)
	}
	if err != nil {
		return fmt.Errorf("note a batch: %w", err)
	}
	return nil
}

// load reads the notes of earlier batches of this model. Its caller holds e.mu.
func (e *Economy) load(ctx context.Context) error {
	if e.loaded {
		return nil
	}
	keys, err := e.kv.List(ctx, "batches/", "", 10_000)
	if err != nil {
		return fmt.Errorf("batches: %w", err)
	}
	for _, key := range keys {
		if err := e.loadNote(ctx, key); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	e.loaded = true
	return nil
}

func (e *Economy) loadNote(ctx context.Context, key string) error {
	v, _, err := e.kv.Get(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var n note
	if err := json.Unmarshal(v, &n); err != nil {
		return err
	}
	if time.Since(n.Noted) > noteLives {
		return e.kv.Delete(ctx, key)
	}
	if n.Model != e.Name() {
		return nil
	}
	if n.ID == "" { // the process died between noting and submitting, or between submitting and noting
		if n.ID, err = e.batcher.Find(ctx, n.Tag); err != nil || n.ID == "" {
			return err
		}
	}
	b := newBatch(n)
	for _, q := range n.Questions {
		if old := e.open[q]; old == nil || old.note.Noted.Before(n.Noted) {
			e.open[q] = b
		}
	}
	return nil
}
