package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"polydigest/internal/source/web"
	"polydigest/internal/store"
)

// A state is what is remembered of an address between runs, under sources/<hash of the address>: how to ask whether it
// has changed, what it said last, and when it may be asked again. It holds no text; that is under raw/.
type state struct {
	URL          string    `json:"url"`
	FirstSeen    time.Time `json:"first_seen,omitzero"`
	CheckedAt    time.Time `json:"checked_at,omitzero"` // last time that it answered
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Raw          string    `json:"raw,omitempty"` // hash of its last body
	RetrievedAt  time.Time `json:"retrieved_at,omitzero"`
	FinalURL     string    `json:"final_url,omitempty"`
	Moved        string    `json:"moved,omitempty"` // where it has moved for good
	ContentType  string    `json:"content_type,omitempty"`
	Language     string    `json:"language,omitempty"`
	Item         string    `json:"item,omitempty"`       // hash of the feed's item that led here
	Supersedes   string    `json:"supersedes,omitempty"` // hash of the text that the last body took the place of
	Failures     int       `json:"failures,omitempty"`   // in a row
	Failure      string    `json:"failure,omitempty"`
	RetryAt      time.Time `json:"retry_at,omitzero"`
	Gone         bool      `json:"gone,omitempty"` // 410: never asked again
}

const (
	firstRetry = 5 * time.Minute
	lastRetry  = 24 * time.Hour
)

func stateKey(address string) string { return "sources/" + hash([]byte(address)) + ".json" }

func rawKey(sum string) string { return "raw/" + sum }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// remembered is the state of an address; an empty one if there is none, or no store.
func (r *Reader) remembered(ctx context.Context, address string) (state, error) {
	st := state{URL: address}
	if r.Store == nil {
		return st, nil
	}
	data, _, err := r.Store.Get(ctx, stateKey(address))
	if errors.Is(err, store.ErrNotFound) {
		return st, nil
	}
	if err != nil {
		return st, err
	}
	if json.Unmarshal(data, &st) != nil || st.URL != address {
		return state{URL: address}, nil // not ours, or of a later version: as if never seen
	}
	return st, nil
}

// remember keeps a state. Two runs that read one address at a time both tell the truth; the later one stays.
func (r *Reader) remember(ctx context.Context, st state) error {
	if r.Store == nil {
		return nil
	}
	data, err := json.Marshal(st)
	if err != nil {
		return err
	}
	return r.Store.Put(ctx, stateKey(st.URL), data)
}

// body is the last body of an address, if it is still there.
func (r *Reader) body(ctx context.Context, st state) ([]byte, bool) {
	if r.Store == nil || st.Raw == "" {
		return nil, false
	}
	body, _, err := r.Store.Get(ctx, rawKey(st.Raw))
	return body, err == nil
}

// keep stores a body under its hash.
func (r *Reader) keep(ctx context.Context, body []byte) (sum string, err error) {
	sum = hash(body)
	if r.Store == nil {
		return sum, nil
	}
	if err := r.Store.Create(ctx, rawKey(sum), body); err != nil && !errors.Is(err, store.ErrExists) {
		return "", err
	}
	return sum, nil
}

// failed notes a failure and when to try again: at once, since networks go and come, then after five minutes, then
// after twice as long each time up to a day, or when the server says.
func (st *state) failed(err error, now time.Time) {
	wait := time.Duration(0)
	if st.Failures > 0 {
		wait = min(firstRetry<<min(st.Failures-1, 10), lastRetry)
	}
	var own *web.Error
	if errors.As(err, &own) {
		wait = max(wait, own.RetryAfter)
		st.Gone = own.Kind == web.Gone
	}
	st.Failures++
	st.Failure = err.Error()
	st.RetryAt = now.Add(wait)
}
