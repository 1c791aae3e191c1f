package openai

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"polydigest/internal/lazy"
)

// maxWait bounds what a server may say; how long is really waited is the caller's to decide.
const maxWait = 24 * time.Hour

// retryAfter returns how long a service asks to wait: Retry-After-Ms, or Retry-After (RFC 9110 §10.2.3:
// seconds or a date; some send fractions or Go durations), or the reset of a limit that is used up, or what
// its message says. 0 means that it says nothing that makes sense.
func retryAfter(h http.Header, message string, now time.Time) time.Duration {
	if d, ok := seconds(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return d
	}
	if d, ok := delay(h.Get("Retry-After"), now); ok {
		return d
	}
	var wait time.Duration
	for _, what := range []string{"Requests", "Tokens"} {
		if h.Get("X-Ratelimit-Remaining-"+what) == "0" {
			d, _ := delay(h.Get("X-Ratelimit-Reset-"+what), now)
			wait = max(wait, d)
		}
	}
	if wait == 0 {
		if m := tryAgain.FindStringSubmatch(message); m != nil {
			wait, _ = delay(m[1], now)
		}
	}
	return wait
}

var tryAgain = lazy.MustCompile(`(?i)(?:try again in|retry after|retry in) (\d[\dhms.]*)`)

// delay reads seconds, a Go duration, or a date.
func delay(s string, now time.Time) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if d, ok := seconds(s, time.Second); ok {
		return d, true
	}
	if d, err := time.ParseDuration(strings.TrimRight(s, ".")); err == nil {
		return bound(d), true
	}
	if t, err := http.ParseTime(s); err == nil {
		return bound(t.Sub(now)), true
	}
	return 0, false
}

func seconds(s string, unit time.Duration) (time.Duration, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(f) {
		return 0, false
	}
	return bound(time.Duration(min(max(f*float64(unit), 0), float64(maxWait)))), true
}

func bound(d time.Duration) time.Duration { return min(max(d, 0), maxWait) }
