package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// StartIn asks for a run.
type StartIn struct {
	Request digest.Request `json:"request"`
	// Key makes a run once: "<name>/<scheduled time UTC>" for a schedule's tick, a client's Idempotency-Key. Without
	// one it is the request's hash, and a run of it that is finished or a day old is not resumed.
	Key   string `json:"key,omitempty"`
	Fresh bool   `json:"fresh,omitempty"` // a new run also where one could be resumed
	// Where is what the words of a request without a key do not say and its documents depend on: the folder that its
	// sources are relative to, the hash of standard input. Requests from different places are not equal.
	Where string `json:"where,omitempty"`
}

// StartOut names the run.
type StartOut struct {
	Run     digest.RunID `json:"run"`
	Resumed bool         `json:"resumed"`
	Sources int          `json:"sources"` // to fetch, numbered from 0
}

// started is what a start key holds.
type started struct {
	Run digest.RunID `json:"run"`
	At  time.Time    `json:"at"`
}

// resumable is how long an unfinished run of an equal request is resumed.
const resumable = 24 * time.Hour

// Start creates the run of a request, once, or finds it.
func (h *Home) Start(ctx context.Context, in StartIn) (StartOut, error) {
	now := h.Now().UTC()
	request, err := in.Request.Complete(now)
	if err != nil {
		return StartOut{}, err
	}
	startKey, once := "starts/"+digest.Hash([]byte("key\n"+in.Key)), true
	if in.Key == "" {
		once = false
		asked, err := json.Marshal(in.Request) // as asked: a period relative to now is still the same request
		if err != nil {
			return StartOut{}, err
		}
		startKey = "starts/" + digest.Hash(append([]byte("request\n"+h.Engine.ID()+"\n"+in.Where+"\n"), asked...))
	}
	out := StartOut{Sources: sources(request)}
	for range 8 {
		was, version, err := h.started(ctx, startKey)
		if err != nil {
			return StartOut{}, err
		}
		if was.Run != "" {
			resume, err := h.resumes(ctx, was, now, once, in.Fresh)
			if err != nil {
				return StartOut{}, err
			}
			if resume {
				out.Run, out.Resumed = was.Run, true
				return out, h.keepRequest(ctx, was.Run, request)
			}
		}
		run, err := h.claim(ctx, startKey, version, now)
		if errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrConflict) {
			continue // another process started it meanwhile: find its run
		}
		if err != nil {
			return StartOut{}, err
		}
		out.Run = run
		return out, h.keepRequest(ctx, run, request)
	}
	return StartOut{}, fmt.Errorf("start: %w too often", store.ErrConflict)
}

// keepRequest opens the mark of a run and stores its request, once: the first making's defaults and times hold.
func (h *Home) keepRequest(ctx context.Context, run digest.RunID, request digest.Request) error {
	for _, part := range []struct {
		key   string
		value any
	}{{markKey(run), mark{}}, {key(run, "request.json"), request}} {
		data, err := json.Marshal(part.value)
		if err != nil {
			return err
		}
		if err := h.Store.Create(ctx, part.key, data); err != nil && !errors.Is(err, store.ErrExists) {
			return err
		}
	}
	return nil
}

func (h *Home) started(ctx context.Context, startKey string) (started, store.Version, error) {
	data, version, err := h.Store.Get(ctx, startKey)
	if errors.Is(err, store.ErrNotFound) {
		return started{}, "", nil
	}
	if err != nil {
		return started{}, "", err
	}
	var s started
	if err := json.Unmarshal(data, &s); err != nil {
		return started{}, "", fmt.Errorf("%s: %w", startKey, err)
	}
	return s, version, nil
}

// resumes reports whether a run that was started is to be gone on with. A run under a key that makes it once always
// is, finished or not.
func (h *Home) resumes(ctx context.Context, s started, now time.Time, once, fresh bool) (bool, error) {
	if once {
		return true, nil
	}
	if fresh || now.Sub(s.At) > resumable {
		return false, nil
	}
	_, done, err := load[Published](ctx, h.Store, key(s.Run, "published.json"))
	if err != nil || done {
		return false, err
	}
	_, ended, err := load[[]digest.Item](ctx, h.Store, key(s.Run, "ended.json"))
	return !ended, err
}

// claim makes a run's id and puts it under the start key, unless somebody else did.
func (h *Home) claim(ctx context.Context, startKey string, old store.Version, now time.Time) (digest.RunID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(started{Run: digest.RunID(id.String()), At: now})
	if err != nil {
		return "", err
	}
	if old == "" {
		err = h.Store.Create(ctx, startKey, data)
	} else {
		_, err = h.Store.CompareAndSwap(ctx, startKey, old, data)
	}
	return digest.RunID(id.String()), err
}

// sources counts what there is to fetch: each source, and the documents that came with the request as one more.
func sources(r digest.Request) int {
	n := len(r.Sources)
	if len(r.Inline) > 0 {
		n++
	}
	return n
}
