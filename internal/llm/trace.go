package llm

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"time"
)

// A Call is the record of one request: what was asked for, by whom it was answered, what it cost. It holds no
// text and no key.
type Call struct {
	Time    time.Time `json:"time"`
	Prompt  string    `json:"prompt"` // prompt@version
	Key     string    `json:"key"`
	Model   string    `json:"model"` // as resolved, or as asked for if there was no answer
	Attempt int       `json:"attempt"`
	Outcome string    `json:"outcome"` // "ok", "cached", or the error's class
	Code    string    `json:"code,omitempty"`
	Status  int       `json:"status,omitempty"`
	Usage   Usage     `json:"usage"`
	Cost    Money     `json:"cost"`
	Millis  int64     `json:"ms"`
}

// Trace returns an observer that writes one line of JSON to w for each call.
func Trace(w io.Writer) func(Call) {
	var mu sync.Mutex
	enc := json.NewEncoder(w)
	return func(c Call) {
		mu.Lock()
		defer mu.Unlock()
		_ = enc.Encode(c) // a trace that cannot be written does not stop the run
	}
}

// Log returns an observer that logs one line for each call: failures as warnings, the rest for debugging.
func Log(l *slog.Logger) func(Call) {
	return func(c Call) {
		level := slog.LevelDebug
		if c.Outcome != "ok" && c.Outcome != "cached" {
			level = slog.LevelWarn
		}
		l.Log(context.Background(), level, "model call",
			"prompt", c.Prompt, "key", c.Key, "model", c.Model, "attempt", c.Attempt,
			"outcome", c.Outcome, "code", c.Code, "status", c.Status,
			"prompt_tokens", c.Usage.Prompt, "cached_tokens", c.Usage.CachedPrompt,
			"completion_tokens", c.Usage.Completion, "cost", c.Cost, "ms", c.Millis)
	}
}

// Stats counts calls, for progress and the digest's usage. The zero value is ready; Add is an observer.
type Stats struct {
	mu     sync.Mutex
	counts Counts
}

// Counts are the sums of a run.
type Counts struct {
	Calls  int // answered by a provider, usable or not
	Cached int // answered from our own cache
	Failed int // requests without an answer
	Usage  Usage
	Cost   Money
}

// Plus returns the sums of both.
func (c Counts) Plus(d Counts) Counts {
	return Counts{c.Calls + d.Calls, c.Cached + d.Cached, c.Failed + d.Failed, c.Usage.Plus(d.Usage), c.Cost + d.Cost}
}

// Add counts a call.
func (s *Stats) Add(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case c.Outcome == "cached":
		s.counts.Cached++
		return
	case c.Outcome == "ok" || c.Usage != (Usage{}):
		s.counts.Calls++
	default:
		s.counts.Failed++
	}
	s.counts.Usage = s.counts.Usage.Plus(c.Usage)
	s.counts.Cost += c.Cost
}

// Counts returns the sums so far.
func (s *Stats) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts
}

// observed tells observers of every request that it passes on.
type observed struct {
	next  Model
	only  func(Response, error) bool // which ones to tell of; nil means all
	tell  []func(Call)
	price Price
}

func (m observed) Name() string  { return m.next.Name() }
func (m observed) Unwrap() Model { return m.next }

func (m observed) Complete(ctx context.Context, req Request) (Response, error) {
	start := time.Now()
	resp, err := m.next.Complete(ctx, req)
	if m.only != nil && !m.only(resp, err) {
		return resp, err
	}
	c := Call{
		Time: start, Millis: time.Since(start).Milliseconds(), Attempt: attemptOf(ctx),
		Prompt: req.Prompt + "@" + req.Version, Key: req.Key, Model: resp.Model,
		Outcome: "ok", Usage: resp.Usage, Cost: resp.Cost,
	}
	e, isError := asError(err)
	switch {
	case isError && e.unasked():
		return resp, err
	case isError:
		c.Outcome, c.Code, c.Status = e.Class.String(), e.Code, e.Status
		c.Usage, c.Cost = e.Usage, m.price.Cost(e.Usage)
	case err != nil:
		c.Outcome = "cancelled"
	case resp.Cached:
		c.Outcome, c.Usage, c.Cost = "cached", Usage{}, 0
	}
	if c.Model == "" {
		c.Model = ID(m)
	}
	for _, f := range m.tell {
		f(c)
	}
	return resp, err
}
