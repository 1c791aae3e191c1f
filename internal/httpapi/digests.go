package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/deliver/render"
	"polydigest/internal/lazy"
	"polydigest/internal/store"
)

const (
	maxWait   = 25 * time.Second // under the time-outs of the proxies in use
	pollEvery = 250 * time.Millisecond
	retrySecs = 5
)

// start begins a run.
func (a *api) start(w http.ResponseWriter, r *http.Request, who caller) error {
	if after := a.limit.take(who.id, a.now()); after > 0 {
		p := problem(http.StatusTooManyRequests, "too-many", "Too many requests", fmt.Sprintf("at most %d a minute", startsPerMinute))
		p.after = int(after/time.Second) + 1
		return p
	}
	var req Request
	body, err := decode(w, r, &req)
	if err != nil {
		return err
	}
	if faults := req.faults(); len(faults) > 0 {
		p := problem(http.StatusUnprocessableEntity, "invalid", "The request cannot be met", "")
		p.Errors = faults
		return p
	}
	key, err := a.idempotency(r, who, body)
	if err != nil {
		return err
	}
	id, err := a.Runs.Start(r.Context(), req, key)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/v1/digests/"+url.PathEscape(id))
	wait := preferredWait(r.Header.Get("Prefer"))
	progress, err := a.await(r, id, wait)
	if err != nil {
		return err
	}
	if wait > 0 {
		w.Header().Set("Preference-Applied", fmt.Sprintf("wait=%d", int(wait/time.Second)))
	}
	return a.answer(w, r, progress)
}

var keyForm = lazy.MustCompile(`^[!-~]{1,255}$`)

// idempotency is the start key for a request's Idempotency-Key, "" without one. It holds the caller's name, so that
// no caller meets another's runs. The first request with it is remembered; another one with it is refused.
func (a *api) idempotency(r *http.Request, who caller, body []byte) (string, error) {
	given := r.Header.Get("Idempotency-Key")
	if given == "" {
		return "", nil
	}
	if !keyForm.MatchString(given) {
		return "", problem(http.StatusBadRequest, "idempotency-key", "The Idempotency-Key is not valid", "1 to 255 printable ASCII characters")
	}
	key := hexSum([]byte(who.id + "\n" + given))
	print := []byte(hexSum(body))
	under := "idempotency/" + key
	err := a.KV.Create(r.Context(), under, print)
	if errors.Is(err, store.ErrExists) {
		first, _, err := a.KV.Get(r.Context(), under)
		if err != nil {
			return "", err
		}
		if !bytes.Equal(first, print) {
			return "", errKeyReused
		}
		return key, nil
	}
	return key, err
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// preferredWait reads RFC 7240's "Prefer: wait=20".
func preferredWait(prefer string) time.Duration {
	for part := range strings.SplitSeq(prefer, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if seconds, err := strconv.Atoi(strings.TrimSpace(value)); strings.EqualFold(strings.TrimSpace(name), "wait") && err == nil && seconds > 0 {
			return min(time.Duration(min(seconds, 3600))*time.Second, maxWait)
		}
	}
	return 0
}

// await is a run's progress once it is done, or after a time.
func (a *api) await(r *http.Request, id string, wait time.Duration) (Progress, error) {
	deadline := time.NewTimer(wait)
	defer deadline.Stop()
	for {
		p, err := a.Runs.Status(r.Context(), id)
		if errors.Is(err, store.ErrNotFound) {
			p, err = Progress{ID: id, State: Queued}, nil // it has begun, and nothing of it is written yet
		}
		if err != nil || p.State == Done || p.State == Failed || wait == 0 {
			return p, err
		}
		poll := time.NewTimer(pollEvery)
		select {
		case <-r.Context().Done():
			poll.Stop()
			return p, r.Context().Err()
		case <-deadline.C:
			poll.Stop()
			return p, nil
		case <-poll.C:
		}
	}
}

// get answers with a digest, or with how far its run is.
func (a *api) get(w http.ResponseWriter, r *http.Request, _ caller) error {
	id := r.PathValue("id")
	if uuid.Validate(id) != nil {
		return errNotFound
	}
	p, err := a.Runs.Status(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		// A digest outlives what is known of its run.
		p, err = Progress{ID: id, State: Done}, nil
	}
	if err != nil {
		return err
	}
	return a.answer(w, r, p)
}

// answer writes what there is of a run.
func (a *api) answer(w http.ResponseWriter, r *http.Request, p Progress) error {
	switch p.State {
	case Done:
		return a.digest(w, r, p.ID)
	case Failed:
		return problem(http.StatusGone, "run-failed", "The run failed", shorten(p.Reason, 300))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", strconv.Itoa(retrySecs))
	w.WriteHeader(http.StatusAccepted)
	return gone(json.NewEncoder(w).Encode(p))
}

// digest writes a digest in the format and the edition that the request asks for.
func (a *api) digest(w http.ResponseWriter, r *http.Request, id string) error {
	format, ok := negotiate(r)
	if !ok {
		return problem(http.StatusNotAcceptable, "not-acceptable", "There is no such format", fmt.Sprintf("one of %v", offers))
	}
	lang, err := edition(r)
	if err != nil {
		return err
	}
	d, err := a.Digests.Digest(r.Context(), id)
	if err != nil {
		return err
	}
	tag := fmt.Sprintf(`"%s"`, hexSum([]byte(d.Content + "\n" + string(d.ID) + "\n" + string(format) + "\n" + lang))[:32])
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Vary", "Accept, Accept-Language, Authorization")
	h.Set("Cache-Control", "private, no-cache")
	if match := r.Header.Get("If-None-Match"); r.Method == http.MethodGet && strings.Contains(match, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	var b bytes.Buffer
	if err := render.Write(&b, format, d, a.texts(r.Context()), render.Options{Lang: lang}); err != nil {
		return fmt.Errorf("rendering %s: %w", id, err)
	}
	h.Set("Content-Type", format.MediaType())
	if format == render.FormatHTML {
		h.Set("Content-Security-Policy", render.PagePolicy()+"; frame-ancestors 'none'")
	}
	_, err = w.Write(b.Bytes())
	return gone(err)
}

// list pages through the digests.
func (a *api) list(w http.ResponseWriter, r *http.Request, _ caller) error {
	q := r.URL.Query()
	limit := 50
	if s := q.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 200 {
			return problem(http.StatusBadRequest, "bad-query", "limit is not valid", "1 to 200")
		}
		limit = n
	}
	name, before := q.Get("name"), q.Get("before")
	if name != "" && !nameForm.MatchString(name) {
		return problem(http.StatusBadRequest, "bad-query", "name is not valid", "")
	}
	if before != "" && uuid.Validate(before) != nil {
		return problem(http.StatusBadRequest, "bad-query", "before is not a digest's id", "")
	}
	entries, err := a.Digests.List(r.Context(), name, before, limit)
	if err != nil {
		return err
	}
	body := struct {
		Digests []Entry `json:"digests"`
		Next    string  `json:"next,omitempty"`
	}{Digests: entries}
	if len(entries) == limit {
		next := url.Values{"limit": {strconv.Itoa(limit)}, "before": {entries[limit-1].ID}}
		if name != "" {
			next.Set("name", name)
		}
		body.Next = "/v1/digests?" + next.Encode()
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return gone(json.NewEncoder(w).Encode(body))
}
