package httpapi

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// A Problem is an error as RFC 9457 writes it. It says what the client can act on and never what is inside.
type Problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail,omitempty"`
	Errors []Fault `json:"errors,omitempty"`

	after int // seconds, for Retry-After
}

// A Fault is one thing that is wrong with a request.
type Fault struct {
	Pointer string `json:"pointer"` // RFC 6901, into the body; "" is all of it
	Detail  string `json:"detail"`
}

func (p *Problem) Error() string { return p.Title + ": " + p.Detail }

// problem makes a problem of a kind; kinds are listed in openapi.json.
func problem(status int, kind, title, detail string) *Problem {
	return &Problem{Type: "/problems/" + kind, Title: title, Status: status, Detail: detail}
}

var (
	errNotFound  = problem(http.StatusNotFound, "not-found", "Not found", "")
	errMethod    = problem(http.StatusMethodNotAllowed, "method", "This path does not take this method", "")
	errNoKey     = problem(http.StatusUnauthorized, "no-key", "A key is needed", "send Authorization: Bearer <key>")
	errBadKey    = problem(http.StatusUnauthorized, "bad-key", "The key is not valid", "")
	errScope     = problem(http.StatusForbidden, "scope", "The key does not allow this", "")
	errInternal  = problem(http.StatusInternalServerError, "internal", "Something went wrong here", "")
	errForeign   = problem(http.StatusForbidden, "cross-origin", "Requests from other sites are refused", "")
	errMediaType = problem(http.StatusUnsupportedMediaType, "media-type", "Send JSON", "Content-Type must be application/json")
	errTooLarge  = problem(http.StatusRequestEntityTooLarge, "too-large", "The request is too large", "")
	errKeyReused = problem(http.StatusUnprocessableEntity, "idempotency-key", "The Idempotency-Key belongs to another request", "")
)

// write answers with p.
func (p *Problem) write(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="polydigest"`)
	}
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(p.after))
	}
	w.WriteHeader(p.Status)
	// A client that has gone cannot be told.
	_ = json.NewEncoder(w).Encode(p)
}
