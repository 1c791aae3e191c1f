package llm

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"polydigest/internal/pause"
)

const (
	maxAttempts = 5 // requests for one call
	maxBackoff  = 30 * time.Second
	maxAfter    = 2 * time.Minute // a provider that asks for more is not waited for
)

// governed asks next within the limits of a governor, and asks again where that may help.
type governed struct {
	next Model
	*governor
}

func (m governed) Name() string  { return m.next.Name() }
func (m governed) Unwrap() Model { return m.next }

func (m governed) Complete(ctx context.Context, req Request) (Response, error) {
	m.mu.Lock()
	m.calls++
	m.mu.Unlock()
	for attempt := 1; ; attempt++ {
		resp, err := m.attempt(withAttempt(ctx, attempt), req)
		e, ok := asError(err)
		if !ok || e.Class != Retry || e.Last {
			return resp, err
		}
		wait := max(backoff(attempt), e.After)
		if attempt == maxAttempts || e.After > maxAfter || !fits(ctx, wait) || !m.mayRetry(e) {
			last := *e
			last.Last = true
			return resp, &last
		}
		if err := pause.For(ctx, wait); err != nil {
			return resp, err
		}
	}
}

func (m governed) attempt(ctx context.Context, req Request) (resp Response, err error) {
	s, err := m.admit(ctx, EstimatePrompt(req)+req.MaxTokens)
	if err != nil {
		return Response{}, err
	}
	err = errCrashed
	defer func() { m.release(s, resp, err) }()
	resp, err = m.next.Complete(ctx, req)
	return resp, err
}

// errCrashed is what a request that panics ends with, for the slot that it had.
var errCrashed = errors.New("crashed")

// backoff is a random wait that doubles with each attempt at most: full jitter.
func backoff(attempt int) time.Duration {
	return rand.N(min(time.Second<<min(attempt, 10), maxBackoff)) + time.Millisecond
}

// fits reports whether ctx lasts for d and what comes then.
func fits(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || time.Until(end) > d
}

func asError(err error) (*Error, bool) { return errors.AsType[*Error](err) }

type attemptKey struct{}

// withAttempt notes in ctx which attempt of its call a request is, for the record of calls.
func withAttempt(ctx context.Context, n int) context.Context {
	return context.WithValue(ctx, attemptKey{}, n)
}

func attemptOf(ctx context.Context) int {
	n, _ := ctx.Value(attemptKey{}).(int)
	return n
}
