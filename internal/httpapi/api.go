// Package httpapi serves the program over HTTP: an API to make and read digests, feeds of them, and pages for their
// readers. One handler serves a Lambda function URL and a port on this machine alike.
//
//	POST /v1/digests              start a run: 202, Location; with Prefer: wait=20 200 if it is done by then
//	GET  /v1/digests              list digests, newest first
//	GET  /v1/digests/{id}         the digest (Accept and ?lang= choose format and edition), or 202 and its progress
//	GET  /v1/digests/{id}/events  the run's progress as server-sent events
//	GET  /feeds/{name}.atom       the newest digests of a name
//	GET  /d/{id}                  a reader's page, for a signed link (?t=) or a key
//	GET  /u/{token}               asks whether to leave a list; POST leaves it (RFC 8058)
//	GET  /                        the digests, as a page
//	GET  /openapi.json            this, for programs
//	GET  /healthz                 whether it runs
//
// Whoever asks shows a key (Authorization: Bearer) whose scope allows it. Without keys the handler serves nobody but
// this machine, and that only if [Config.Local] says so. Errors are RFC 9457 problems.
package httpapi

import (
	"context"
	_ "embed"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// Runs starts runs and knows how far they are.
type Runs interface {
	// Start begins a run and returns its id without waiting for it. Equal keys start one run: a second Start with a
	// key returns the id of the first. An empty key is equal to none.
	Start(ctx context.Context, r Request, key string) (id string, err error)
	// Status reports on a run, or returns an error matching [store.ErrNotFound].
	Status(ctx context.Context, id string) (Progress, error)
}

// Progress is how far a run is.
type Progress struct {
	ID     string       `json:"id"`
	State  State        `json:"state"`
	Step   string       `json:"step"` // fetch, prepare, extract, group, merge, settle, compose, publish
	Done   int          `json:"done"` // of the step's parts
	Of     int          `json:"of"`
	Spent  digest.Money `json:"spent"`
	Reason string       `json:"reason,omitempty"` // of a failure, in words for the client
}

// State is whether a run is done.
type State string

const (
	Queued  State = "queued"
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Digests reads what is stored. [Stored] reads a store.
type Digests interface {
	// Digest returns a digest, or an error matching [store.ErrNotFound].
	Digest(ctx context.Context, id string) (*digest.Digest, error)
	// List returns up to limit digests that were begun before the one with the id before, newest first; "" begins at
	// the newest. An empty name lists the digests of all names.
	List(ctx context.Context, name, before string, limit int) ([]Entry, error)
	// Text returns a document's text by its hash.
	Text(ctx context.Context, sha256 string) (string, error)
}

// An Entry is a digest in a list.
type Entry struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
	Location  string    `json:"location"`
}

// Config is what a handler is made of.
type Config struct {
	Runs    Runs
	Digests Digests
	KV      store.KV  // API keys, idempotency keys, withdrawn links
	Links   link.Keys // check the links in mails; without them there are none
	// Suppress takes people off lists, as that of *deliver.Outbox; nil if nothing is mailed. It is no interface: where
	// templates find methods by name every other one of its type would be linked in.
	Suppress func(ctx context.Context, recipientHash, list, reason string) error
	Base     string // address of this service, for feeds; "" when it is not known
	Local    bool   // this machine needs no key; never set it behind a proxy or on Lambda
	Now      func() time.Time
	Log      *slog.Logger
}

type api struct {
	Config
	keys  sync.Map // stored-under → cachedKey
	limit limiter
	cross *http.CrossOriginProtection
}

//go:embed openapi.json
var openAPI []byte

// New returns the handler.
func New(c Config) http.Handler {
	a := &api{Config: c, cross: http.NewCrossOriginProtection()}
	mux := http.NewServeMux()
	for _, r := range a.routes() {
		mux.Handle(r.pattern, a.serve(r))
	}
	return a.guard(orProblem(mux))
}

// orProblem answers with a problem what no route does: 405 with the methods that a known path allows (RFC 9110, section
// 15.5.6), 404 else.
func orProblem(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		unrouted, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		told := &unsent{header: http.Header{}}
		unrouted.ServeHTTP(told, r)
		if told.status != http.StatusMethodNotAllowed {
			errNotFound.write(w)
			return
		}
		w.Header().Set("Allow", told.header.Get("Allow"))
		errMethod.write(w)
	})
}

// unsent is an answer that is looked at and not sent.
type unsent struct {
	header http.Header
	status int
}

func (u *unsent) Header() http.Header         { return u.header }
func (u *unsent) WriteHeader(status int)      { u.status = status }
func (u *unsent) Write(p []byte) (int, error) { return len(p), nil }

// A route is a pattern, who may ask, and what answers.
type route struct {
	pattern string
	scope   Scope // "" for everybody
	link    bool  // a signed link does instead of a key; the handler checks it
	handle  func(http.ResponseWriter, *http.Request, caller) error
}

// routes is the whole interface: tests walk it.
func (a *api) routes() []route {
	return []route{
		{"POST /v1/digests", Make, false, a.start},
		{"GET /v1/digests", Read, false, a.list},
		{"GET /v1/digests/{id}", Read, false, a.get},
		{"GET /v1/digests/{id}/events", Read, false, a.events},
		{"GET /feeds/{file}", Read, true, a.feed},
		{"GET /d/{id}", Read, true, a.page},
		{"GET /u/{token}", "", true, a.askToLeave},
		{"POST /u/{token}", "", true, a.leave},
		{"GET /{$}", Read, false, a.index},
		{"GET /openapi.json", "", false, a.openAPI},
		{"GET /healthz", "", false, a.health},
	}
}

// serve finds out who asks, answers, and turns errors into problems.
func (a *api) serve(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		began := time.Now()
		answer := &recorder{ResponseWriter: w}
		who, err := a.caller(req, r)
		defer func() { a.logged(answer, req, r.pattern, who, began) }()
		if err == nil {
			err = r.handle(answer, req, who)
		}
		if err != nil {
			a.fail(answer, req, err)
		}
	})
}

// fail answers with the problem that err is, or says nothing of what went wrong inside but in the log.
func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p *Problem
	switch {
	case errors.As(err, &p):
		p.write(w)
	case errors.Is(err, store.ErrNotFound):
		errNotFound.write(w)
	case r.Context().Err() != nil:
		// The client has gone; nobody reads an answer.
	default:
		a.log().Error("request failed", "method", r.Method, "route", r.Pattern, "error", err)
		errInternal.write(w)
	}
}

// guard is around everything: headers that every answer has, and a panic in one request is not the end of others.
func (a *api) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				a.log().Error("request panicked", "method", r.Method, "panic", p)
				errInternal.write(w)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (a *api) now() time.Time {
	if a.Now != nil {
		return a.Now()
	}
	return time.Now()
}

func (a *api) log() *slog.Logger {
	if a.Log != nil {
		return a.Log
	}
	return slog.Default()
}

// texts reads documents' texts for a renderer.
func (a *api) texts(ctx context.Context) render.Texts {
	return func(sha256 string) (string, error) { return a.Digests.Text(ctx, sha256) }
}

func (a *api) openAPI(w http.ResponseWriter, r *http.Request, _ caller) error {
	w.Header().Set("Content-Type", "application/json")
	_, err := w.Write(openAPI)
	return gone(err)
}

func (a *api) health(w http.ResponseWriter, r *http.Request, _ caller) error {
	w.Header().Set("Content-Type", "application/json")
	_, err := w.Write([]byte("{\"status\":\"ok\"}\n"))
	return gone(err)
}

// gone drops the error of a write: once an answer has begun, the client that cannot take it cannot be told either.
func gone(error) error { return nil }
