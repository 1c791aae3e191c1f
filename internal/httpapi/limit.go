package httpapi

import (
	"math"
	"sync"
	"time"
)

// Runs that one key may start.
const (
	startsPerMinute = 20
	startsAtOnce    = 20
)

// limiter counts starts by key: a bucket that holds startsAtOnce and fills by startsPerMinute. It is per process.
type limiter struct {
	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

// take takes one start for a key, or says after how long there is one.
func (l *limiter) take(key string, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.buckets == nil {
		l.buckets = map[string]bucket{}
	}
	b, ok := l.buckets[key]
	if !ok {
		b = bucket{startsAtOnce, now}
	}
	b.left = math.Min(startsAtOnce, b.left+now.Sub(b.at).Minutes()*startsPerMinute)
	b.at = now
	if b.left >= 1 {
		b.left--
	} else {
		wait = time.Duration((1 - b.left) / startsPerMinute * float64(time.Minute))
	}
	l.buckets[key] = b
	return wait
}
