package openai

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfterIsNeverBelowZeroNorWithoutEnd(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Duration{
		"0": 0, "-1": 0, "20": 20 * time.Second, "1.5": 1500 * time.Millisecond, "1e12": maxWait, "NaN": 0, "Inf": maxWait, "": 0,
		"6m0s": 6 * time.Minute, "120ms": 120 * time.Millisecond, "-5s": 0, "soon": 0, "９": 0,
		"Sun, 01 Mar 2026 12:00:30 GMT": 30 * time.Second, "Sun, 01 Mar 2026 11:00:00 GMT": 0, "Sun, 01 Mar 2099 11:00:00 GMT": maxWait,
	} {
		if got := retryAfter(http.Header{"Retry-After": {in}}, "", now); got != want {
			t.Errorf("Retry-After: %q is %v, want %v", in, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"0", "-1", "1e12", "NaN", "6m0s", "Sun, 01 Mar 2026 12:00:30 GMT", "9223372036854775807"} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, ms, s, message string) {
		h := http.Header{"Retry-After-Ms": {ms}, "Retry-After": {s}, "X-Ratelimit-Remaining-Tokens": {"0"}, "X-Ratelimit-Reset-Tokens": {ms}}
		if d := retryAfter(h, "try again in "+message, time.Now()); d < 0 || d > maxWait {
			t.Errorf("%v", d)
		}
	})
}
