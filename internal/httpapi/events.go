package httpapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/store"
)

// keepAlive is how often a stream without news says that it lives.
const keepAlive = 15 * time.Second

// events streams a run's progress as server-sent events: "progress" whenever something changes, and "done" or
// "failed" as the last.
func (a *api) events(w http.ResponseWriter, r *http.Request, _ caller) error {
	id := r.PathValue("id")
	if uuid.Validate(id) != nil {
		return errNotFound
	}
	p, err := a.Runs.Status(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		if _, err := a.Digests.Digest(r.Context(), id); err != nil {
			return err
		}
		p, err = Progress{ID: id, State: Done}, nil
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	flush := http.NewResponseController(w)
	quiet := time.Now()
	for last := (Progress{}); ; {
		if p != last {
			if !send(w, p) {
				return nil
			}
			last, quiet = p, time.Now()
		} else if time.Since(quiet) >= keepAlive {
			fmt.Fprint(w, ": still here\n\n")
			quiet = time.Now()
		}
		// A writer that cannot flush sends at the end; there is nothing to be done about it.
		_ = flush.Flush()
		if p.State == Done || p.State == Failed {
			return nil
		}
		poll := time.NewTimer(pollEvery)
		select {
		case <-r.Context().Done():
			poll.Stop()
			return nil
		case <-poll.C:
		}
		if p, err = a.Runs.Status(r.Context(), id); err != nil {
			a.log().Error("progress is not known any more", "run", id, "error", err)
			return nil // the stream ends without "done": the client asks again
		}
	}
}

// send writes one event and reports whether somebody took it.
func send(w http.ResponseWriter, p Progress) bool {
	name := "progress"
	if p.State == Done || p.State == Failed {
		name = string(p.State)
	}
	data, err := json.Marshal(p) // one line
	if err != nil {
		return false
	}
	_, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", name, data)
	return err == nil
}
