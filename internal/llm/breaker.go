package llm

import "time"

const (
	openAfter      = 5                // failures in a row open the breaker,
	openWindow     = 20               // and half of the last 20 answers, if there are 10
	openAtLeast    = 10               //
	limitedAfter   = 8                // as many pauses for "too many requests" without an answer are down, too
	firstCooling   = 30 * time.Second // then one request tries again after this,
	longestCooling = 5 * time.Minute  // doubling up to this
)

// A breaker stops requests to a provider that is down. One request at a time probes whether it is back.
type breaker struct {
	failures, limited int    // in a row; pauses, of the latter
	last              []bool // whether each of the last answers was a failure
	opened            time.Time
	until             time.Time // not before this is there a probe; zero while closed
	cooling           time.Duration
	probing           bool
}

func (b *breaker) open() bool { return !b.until.IsZero() }

// answered counts an answer of any kind that shows the provider to be up.
func (b *breaker) answered() {
	if b.open() {
		b.last = nil
	}
	b.failures, b.limited, b.until, b.cooling, b.probing = 0, 0, time.Time{}, 0, false
	b.note(false)
}

// failed counts a failure of the provider and reports whether the breaker is open. One that took minutes to
// fail counts double: there is not the time to wait for five of them.
func (b *breaker) failed(now time.Time, slow bool) bool {
	b.failures++
	if slow {
		b.failures++
	}
	b.note(true)
	n := 0
	for _, f := range b.last {
		if f {
			n++
		}
	}
	if b.open() || b.failures >= openAfter || len(b.last) >= openAtLeast && 2*n >= len(b.last) {
		b.trip(now)
	}
	return b.open()
}

// refused counts a pause for "too many requests".
func (b *breaker) refused(now time.Time) {
	b.limited++
	if b.open() || b.limited >= limitedAfter {
		b.trip(now)
	}
}

// trip opens the breaker, or keeps it open for longer after a failed probe.
func (b *breaker) trip(now time.Time) {
	if !b.open() {
		b.opened, b.cooling = now, firstCooling
	} else if b.probing {
		b.cooling = min(2*b.cooling, longestCooling)
	} else {
		return // a request from before the breaker opened
	}
	b.until, b.probing = now.Add(b.cooling), false
}

func (b *breaker) note(failure bool) {
	b.last = append(b.last, failure)
	if len(b.last) > openWindow {
		b.last = b.last[1:]
	}
}
