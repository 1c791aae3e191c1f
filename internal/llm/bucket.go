package llm

import "time"

// A bucket is a limit per minute, as providers count it: it fills steadily and holds a minute's worth. What
// is taken may be given back. The zero bucket does not limit.
type bucket struct {
	limit float64 // per minute; 0 is no limit
	rate  float64 // per minute, what we allow ourselves: less than limit after we were told off
	level float64 // below zero after a request larger than the bucket
	at    time.Time
}

// set makes limit the bucket's limit; a bucket without one begins full.
func (b *bucket) set(now time.Time, limit float64) {
	if limit == b.limit {
		return
	}
	if b.limit == 0 {
		b.level, b.at = limit, now
	}
	b.limit, b.rate = limit, limit
	b.level = min(b.level, limit)
}

func (b *bucket) fill(now time.Time) {
	b.level = min(b.level+now.Sub(b.at).Minutes()*b.rate, b.limit)
	b.at = now
}

// wait returns how long it takes until n can be taken.
func (b *bucket) wait(now time.Time, n float64) time.Duration {
	if b.limit == 0 {
		return 0
	}
	b.fill(now)
	missing := min(n, b.limit) - b.level
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing/b.rate*float64(time.Minute)) + time.Millisecond
}

func (b *bucket) take(n float64) {
	if b.limit > 0 {
		b.level -= n
	}
}

// give returns what was taken and not used.
func (b *bucket) give(n float64) {
	if b.limit > 0 {
		b.level = min(b.level+n, b.limit)
	}
}

// told lowers the level to what the provider says is left.
func (b *bucket) told(now time.Time, left float64) {
	if b.limit > 0 {
		b.fill(now)
		b.level = min(b.level, left)
	}
}

// slower is for a limit that proved too high, faster for an answer that came.
func (b *bucket) slower() { b.rate = max(b.rate*0.8, b.limit/20) }
func (b *bucket) faster() { b.rate = min(b.rate*1.002, b.limit) }
