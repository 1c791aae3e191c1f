// Package front is the API: runs are executions of the state machine.
package front

import (
	"context"
	"log/slog"
	"net/http"
	"os"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/machine"
	"polydigest/internal/cloud/secrets"
	"polydigest/internal/deliver"
	"polydigest/internal/digest"
	"polydigest/internal/httpapi"
	"polydigest/internal/pipeline"
)

// API serves package httpapi's interface: runs are executions of the state machine.
func API() http.Handler {
	return api(cloud.Once(func(ctx context.Context) (*cloud.Place, error) { return cloud.Open(ctx, os.Getenv) }))
}

func api(open func(context.Context) (*cloud.Place, error)) http.Handler {
	handler := cloud.Once(func(ctx context.Context) (http.Handler, error) {
		p, err := open(ctx)
		if err != nil {
			return nil, err
		}
		return serve(ctx, p)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, err := handler(r.Context())
		if err != nil { // what it is stands in the log, and is nothing for a client
			slog.New(slog.NewJSONHandler(os.Stdout, nil)).Error("api not opened", "error", err)
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func serve(ctx context.Context, p *cloud.Place) (http.Handler, error) {
	executions, err := open(p)
	if err != nil {
		return nil, err
	}
	links, err := secrets.Links(ctx, p)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(p.Out, nil)).With("function", "api")
	return httpapi.New(httpapi.Config{
		Runs: executions, Digests: httpapi.Stored{KV: p.Store}, KV: p.Store,
		Links: links, Suppress: (&deliver.Outbox{KV: p.Store}).Suppress, Base: p.Env("POLYDIGEST_PAGES"), Log: log,
	}), nil
}

// runs are the executions of a state machine. It keeps the steps that it calls as functions, so that the templates of
// the pages, which find methods by name, do not have every step linked in.
type runs struct {
	make       func(context.Context, pipeline.StartIn) (pipeline.StartOut, error)
	status     func(context.Context, digest.RunID) (pipeline.Published, bool, error)
	executions *machine.Executions
}

func open(p *cloud.Place) (*runs, error) {
	executions, err := machine.Open(p)
	if err != nil {
		return nil, err
	}
	home := cloud.Home(p.Work("api", "", false))
	return &runs{home.Start, home.Status, executions}, nil
}

// Start makes the run in the store and an execution of it, whose input is the run alone: documents that come with a
// request are far too large for one.
func (r *runs) Start(ctx context.Context, in httpapi.Request, key string) (string, error) {
	request, err := in.Asked()
	if err != nil {
		return "", err
	}
	started, err := r.make(ctx, pipeline.StartIn{Request: request, Key: key, Fresh: key == ""})
	if err != nil {
		return "", err
	}
	return string(started.Run), r.executions.Start(ctx, started.Run)
}

// Status is what the store knows of a run, and while it has no digest, what the state machine does.
func (r *runs) Status(ctx context.Context, id string) (httpapi.Progress, error) {
	published := httpapi.Progress{ID: id, State: httpapi.Done, Step: "publish", Done: 1, Of: 1}
	_, done, err := r.status(ctx, digest.RunID(id))
	if err != nil {
		return httpapi.Progress{}, err
	}
	if done {
		return published, nil
	}
	state, reason, err := r.executions.State(ctx, digest.RunID(id))
	if err != nil {
		return httpapi.Progress{}, err
	}
	if state == machine.Over { // with a digest that has come meanwhile, or without one
		if _, done, err := r.status(ctx, digest.RunID(id)); err != nil || done {
			return published, err
		}
		state, reason = machine.Failed, "NothingNew"
	}
	return httpapi.Progress{ID: id, State: states[state], Reason: reason}, nil
}

var states = map[machine.State]httpapi.State{
	machine.Unknown: httpapi.Queued, machine.Running: httpapi.Running, machine.Failed: httpapi.Failed,
}
