package httpapi

import (
	"net/http"
	"time"
)

// recorder remembers an answer's status for the log.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the writer that can flush.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// logged writes one line for each request: the route rather than the path, which may hold a token, and never a body.
func (a *api) logged(w *recorder, r *http.Request, pattern string, who caller, began time.Time) {
	a.log().Info("request", "route", pattern, "status", w.status, "key", who.id, "ms", time.Since(began).Milliseconds(), "id", r.PathValue("id"))
}
