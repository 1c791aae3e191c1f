package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"polydigest/internal/pause"
)

// A host is asked by one at a time. Who holds it, by hosts.acquire, may use its fields.
type host struct {
	turn   chan struct{} // holds one token while nobody has the host
	next   time.Time     // not to be asked before
	delay  time.Duration // until next, from the end of the request under way; 0: there was none
	robots map[string]cachedRules
}

type cachedRules struct {
	rules   *Rules
	err     error // why they could not be asked for
	expires time.Time
}

// Rules of robots.txt are kept for a day, as RFC 9309 allows at most; that there were none to be had, shortly.
const (
	keepRules   = 24 * time.Hour
	keepFailure = 10 * time.Minute
	manyHosts   = 20_000
)

type hosts struct {
	mu     sync.Mutex
	byName map[string]*host
}

// acquire waits for one's turn with a host. If the host asked to be left alone for longer than longest, it fails.
func (hs *hosts) acquire(ctx context.Context, name string, longest time.Duration) (*host, error) {
	h := hs.host(name)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	wait := time.Until(h.next)
	if wait > longest {
		h.turn <- struct{}{}
		err := fail(Busy, "asked to be left alone for another %s", wait.Round(time.Second))
		err.RetryAfter = wait
		return nil, err
	}
	if err := pause.For(ctx, wait); err != nil {
		h.turn <- struct{}{}
		return nil, err
	}
	h.delay = 0
	return h, nil
}

// release gives the turn to the next one, who waits for the host's delay if a request was made.
func (hs *hosts) release(h *host) {
	if h.delay > 0 {
		h.next = time.Now().Add(h.delay)
	}
	h.turn <- struct{}{}
}

func (hs *hosts) host(name string) *host {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if h := hs.byName[name]; h != nil {
		return h
	}
	if hs.byName == nil || len(hs.byName) >= manyHosts {
		hs.forget()
	}
	h := &host{turn: make(chan struct{}, 1), robots: map[string]cachedRules{}}
	h.turn <- struct{}{}
	hs.byName[name] = h
	return h
}

// forget drops the hosts that nobody has and that may be asked again.
func (hs *hosts) forget() {
	kept := map[string]*host{}
	for name, h := range hs.byName {
		select {
		case <-h.turn:
			if time.Until(h.next) > 0 {
				kept[name] = h
			}
			h.turn <- struct{}{}
		default:
			kept[name] = h
		}
	}
	hs.byName = kept
}

// robots gives the rules of an origin, asking for them if need be; asked says that it did. A file that cannot be
// had for reasons of the server's forbids everything (RFC 9309, 2.3.1.4), one that does not exist nothing.
func (c *Client) robots(
	ctx context.Context, h *host, u *url.URL, left *time.Duration,
) (rules *Rules, asked bool, err error) {
	origin := u.Scheme + "://" + u.Host
	if kept, ok := h.robots[origin]; ok && time.Now().Before(kept.expires) {
		return kept.rules, false, kept.err
	}
	h.delay = c.pause
	rules, err = c.fetchRobots(ctx, u, left)
	if ctx.Err() != nil {
		return nil, true, ctx.Err()
	}
	keep := keepRules
	if rules == nothing || err != nil {
		keep = keepFailure
	}
	h.robots[origin] = cachedRules{rules, err, time.Now().Add(keep)}
	return rules, true, err
}

// ofRobots says of an error that it was met while asking for a robots.txt.
func ofRobots(err error) error {
	if own, ok := errors.AsType[*Error](err); ok {
		said := *own
		said.Reason = "its robots.txt: " + own.Reason
		return &said
	}
	return err
}

// fetchRobots follows redirects like any fetch, but keeps the turn of the first host only: hosts whose files point
// at each other would wait for ever.
func (c *Client) fetchRobots(ctx context.Context, page *url.URL, left *time.Duration) (*Rules, error) {
	u := &url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	limits := c.limits
	limits.Wire, limits.Body = maxRobotsRead, maxRobotsRead
	for range 1 + c.limits.Redirects {
		a, err := c.once(ctx, u, Request{Accept: "text/plain, */*;q=0.1"}, limits, left)
		if err != nil {
			return nil, ofRobots(err)
		}
		switch {
		case a.status == http.StatusOK:
			return ParseRobots(a.body), nil
		case a.status >= 300 && a.status < 400:
			if u, err = c.guard.redirect(u, a.header.Get("Location")); err != nil {
				return anything, nil // as a file that does not exist
			}
		case a.status >= 400 && a.status < 500 && a.status != http.StatusTooManyRequests:
			return anything, nil
		default:
			return nothing, nil
		}
	}
	return anything, nil
}
