package llm

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Limits are what the provider allows, and how long to bear with it. What the provider's headers say goes
// before Requests and Tokens.
type Limits struct {
	Requests   int           // a minute; 0: not known
	Tokens     int           // a minute, prompts and answers; 0: not known
	Concurrent int           // requests in flight; 0: 256 if the limits are known, else 64; 16 on this machine
	Patience   time.Duration // how long calls wait for a provider that is down; 0: 2 minutes
}

// A governor keeps requests within the provider's limits, in the order in which they were asked. It begins
// with a few requests at once, so that the first headers come before the crowd. After the first answer the
// limits decide how many are in flight; where they are not known, it is one more for each answer.
type governor struct {
	limits Limits
	turn   chan struct{} // held by the call at the head of the queue
	wake   chan struct{} // something changed that the head may wait for

	mu        sync.Mutex
	inFlight  int
	width     float64 // how many may be in flight now
	lastCut   time.Time
	requests  bucket
	tokens    bucket
	pause     time.Time // no request before this
	breaker   breaker
	failure   *Error  // the provider's last one
	stopped   error   // nothing will succeed any more
	calls     float64 // first attempts
	retries   float64
	times     []time.Duration // that the last answers took
	ever      bool            // there was an answer
	strange   int             // requests that were not understood, while there was none
	unreached int             // connections that failed, while there was none
}

const (
	startWidth = 4   // requests in flight until the first answer
	blindWidth = 64  // at most, where the limits are not known
	fullWidth  = 256 // at most, where they are
	localWidth = 16  // at most, for a server on this machine, which answers a few at a time and lets the rest wait
)

func newGovernor(l Limits) *governor {
	l.Patience = cmp.Or(l.Patience, 2*time.Minute)
	g := &governor{limits: l, turn: make(chan struct{}, 1), wake: make(chan struct{}, 1)}
	g.width = float64(min(startWidth, g.Width()))
	now := time.Now()
	g.requests.set(now, float64(l.Requests))
	g.tokens.set(now, float64(l.Tokens))
	return g
}

// A slot is the permission to make one request.
type slot struct {
	cost    float64 // tokens reserved
	started time.Time
	probe   bool
}

// admit waits until a request of cost tokens may be made. It returns an error if that cannot be before ctx
// ends.
func (g *governor) admit(ctx context.Context, cost int) (slot, error) {
	select {
	case g.turn <- struct{}{}:
		defer func() { <-g.turn }()
	case <-ctx.Done():
		return slot{}, context.Cause(ctx)
	}
	for {
		if !fits(ctx, g.usual()) {
			return slot{}, &Error{Class: Retry, Code: "deadline", Last: true,
				Message: "the time that is left is too short for another answer"}
		}
		s, wait, err := g.try(float64(cost))
		if err != nil || wait == 0 {
			return s, err
		}
		if wait != forever && !fits(ctx, wait) {
			return slot{}, &Error{Class: Retry, Code: "throttled", After: wait, Last: true,
				Message: fmt.Sprintf("the provider's limits allow the next request in %v, after the deadline",
					wait.Round(time.Second))}
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-g.wake:
		case <-ctx.Done():
			return slot{}, context.Cause(ctx)
		}
		timer.Stop()
	}
}

// usual is how long 19 of 20 answers have taken at most, and a reserve: with less time left no request is
// begun, since its answer would be paid for and lost.
func (g *governor) usual() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(g.times))
	p95 := sorted[len(sorted)*19/20]
	return p95 + min(p95, maxReserve)
}

const maxReserve = 20 * time.Second

// lastTimes is how many answers' times are remembered.
const lastTimes = 40

// forever is the wait for a request in flight to end.
const forever = time.Hour

// try takes a slot, or returns how long to wait before trying again.
func (g *governor) try(cost float64) (slot, time.Duration, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.stopped != nil {
		return slot{}, 0, g.stopped
	}
	probe := false
	if g.breaker.open() {
		patience := g.breaker.opened.Add(g.limits.Patience).Sub(now)
		cooling := g.breaker.until.Sub(now)
		switch {
		case cooling <= 0 && !g.breaker.probing:
			probe = true
		case patience <= 0:
			return slot{}, 0, &Error{Class: Down, Code: "down", After: max(cooling, 0), Err: g.failure,
				Message: g.failure.Error() + "; given up for now: run again later to go on from here"}
		case g.breaker.probing:
			return slot{}, patience, nil
		default:
			return slot{}, min(patience, cooling), nil
		}
	}
	if g.inFlight >= int(g.width) && !probe {
		return slot{}, forever, nil
	}
	if wait := max(g.pause.Sub(now), g.requests.wait(now, 1), g.tokens.wait(now, cost)); wait > 0 {
		return slot{}, wait, nil
	}
	g.requests.take(1)
	g.tokens.take(cost)
	g.inFlight++
	g.breaker.probing = g.breaker.probing || probe
	return slot{cost, now, probe}, 0, nil
}

// release gives the slot back and learns from what came of its request.
func (g *governor) release(s slot, resp Response, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer func() {
		select {
		case g.wake <- struct{}{}:
		default: // the head of the queue will look anyway
		}
	}()
	now := time.Now()
	g.inFlight--
	used, rate := float64(resp.Usage.Total()), resp.Rate
	e, isError := asError(err)
	if isError {
		used, rate = float64(e.Usage.Total()), e.Rate
	}
	if paid := err == nil || isError && e.Paid != NotPaid; !paid || used > 0 {
		g.tokens.give(s.cost - used)
	}
	g.told(now, rate)
	switch {
	case err == nil:
		g.times = append(g.times, now.Sub(s.started))
		g.times = g.times[max(len(g.times)-lastTimes, 0):]
		g.answered()
	case !isError || e.unasked(): // or the caller went away
		g.requests.give(1)
		g.breaker.probing = g.breaker.probing && !s.probe
	default:
		g.learn(now, s, e)
	}
}

// told takes over what the provider says of its limits.
func (g *governor) told(now time.Time, r Rate) {
	if r.Requests > 0 {
		g.requests.set(now, float64(r.Requests))
		if r.RequestsLeft >= 0 {
			g.requests.told(now, float64(r.RequestsLeft))
		}
	}
	if r.Tokens > 0 {
		g.tokens.set(now, float64(r.Tokens))
		if r.TokensLeft >= 0 {
			g.tokens.told(now, float64(r.TokensLeft))
		}
	}
}

func (g *governor) answered() {
	known := g.requests.limit > 0 || g.tokens.limit > 0
	first := !g.ever || g.breaker.open()
	g.breaker.answered()
	g.ever = true
	most := float64(g.Width())
	if !known {
		most = min(most, blindWidth)
	}
	g.width = min(g.width+1, most)
	if first && known {
		g.width = most
	}
	g.requests.faster()
	g.tokens.faster()
}

// learn draws the conclusions of an error for all calls.
func (g *governor) learn(now time.Time, s slot, e *Error) {
	switch {
	case e.Class == Fatal:
		g.stopped = e
	case e.Code == "bad_request":
		g.breaker.answered()
		if g.strange++; g.strange >= openAfter && !g.ever {
			g.stopped = &Error{Class: Fatal, Code: e.Code, Status: e.Status, Err: e,
				Message: "the provider takes none of our requests: " + e.Message}
		}
	case e.Class != Retry:
		g.answered()
	case e.Code == "rate_limit":
		g.failure = e
		g.slowDown(now, s, e)
	default:
		g.failure = e
		if g.breaker.failed(now, e.Code == "timeout") {
			g.width = float64(min(startWidth, g.Width()))
		}
		if e.Code == "unreachable" && !g.ever {
			if g.unreached++; g.unreached == neverThere {
				g.breaker.trip(now)
				g.breaker.opened = now.Add(-g.limits.Patience)
			}
		}
	}
}

// neverThere is after how many failed connections an endpoint that never answered is not waited for.
const neverThere = 3

// slowDown makes everybody wait and fewer be in flight, once for all the requests that were under way at that
// time.
func (g *governor) slowDown(now time.Time, s slot, e *Error) {
	wait := cmp.Or(e.After, backoff(g.breaker.limited+1))
	if until := now.Add(min(wait, maxAfter)); until.After(g.pause) {
		g.pause = until
	}
	if s.started.Before(g.lastCut) {
		return
	}
	g.breaker.refused(now)
	g.lastCut = now
	g.width = max(g.width/2, 1)
	for _, b := range []*bucket{&g.requests, &g.tokens} {
		b.told(now, 0)
		b.slower()
	}
}

// mayRetry counts a retry against the budget for all calls, a tenth of them and a few to begin with: when
// every call fails, retrying each of them would only be in the way of the provider's recovery. Waiting our
// turn after a rate limit is free.
func (g *governor) mayRetry(e *Error) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if e.Code == "rate_limit" {
		return true
	}
	if g.retries >= 10+g.calls/10 {
		return false
	}
	g.retries++
	return true
}
