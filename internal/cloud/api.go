package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"polydigest/internal/deliver"
	"polydigest/internal/digest"
	"polydigest/internal/httpapi"
	"polydigest/internal/pipeline"
)

// API serves package httpapi's interface: runs are executions of the state machine.
func API() http.Handler {
	return api(once(func(ctx context.Context) (*Place, error) { return Open(ctx, os.Getenv) }))
}

func api(open func(context.Context) (*Place, error)) http.Handler {
	handler := once(func(ctx context.Context) (http.Handler, error) {
		p, err := open(ctx)
		if err != nil {
			return nil, err
		}
		return p.api(ctx)
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

func (p *Place) api(ctx context.Context) (http.Handler, error) {
	executions, err := p.runs(ctx)
	if err != nil {
		return nil, err
	}
	links, err := p.links(ctx)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(p.Out, nil)).With("function", "api")
	return httpapi.New(httpapi.Config{
		Runs: executions, Digests: httpapi.Stored{KV: p.Store}, KV: p.Store,
		Links: links, Lists: &deliver.Outbox{KV: p.Store}, Base: p.env("POLYDIGEST_PAGES"), Log: log,
	}), nil
}

// runs starts executions of a state machine, and asks how they are.
type runs struct {
	place   *Place
	client  *sfn.Client
	machine string
}

func (p *Place) runs(ctx context.Context) (*runs, error) {
	machine := p.env("POLYDIGEST_MACHINE")
	if !strings.Contains(machine, ":stateMachine:") {
		return nil, &BadConfig{cause{errors.New("POLYDIGEST_MACHINE is not the ARN of a state machine")}}
	}
	cfg, err := account(ctx)
	if err != nil {
		return nil, err
	}
	return &runs{place: p, client: sfn.NewFromConfig(cfg), machine: machine}, nil
}

// Start makes the run in the store and an execution of it, whose input is the run alone: documents that come with a
// request are far too large for one.
func (r *runs) Start(ctx context.Context, in httpapi.Request, key string) (string, error) {
	request, err := in.Asked()
	if err != nil {
		return "", err
	}
	w := r.place.work("api", "", false)
	started, err := w.Home.Start(ctx, pipeline.StartIn{Request: request, Key: key, Fresh: key == ""})
	if err != nil {
		return "", err
	}
	return string(started.Run), r.execute(ctx, started.Run)
}

// execute starts the execution of a run. Its name is the run's, which is made once for a request's key or a schedule's
// tick, so one that exists is the run's own.
func (r *runs) execute(ctx context.Context, run digest.RunID) error {
	event, err := json.Marshal(StartIn{Run: run})
	if err != nil {
		return err
	}
	name, input := string(run), string(event)
	_, err = r.client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &r.machine, Name: &name, Input: &input})
	if _, exists := errors.AsType[*types.ExecutionAlreadyExists](err); err != nil && !exists {
		return fmt.Errorf("starting run %s: %w", name, err)
	}
	return nil
}

// Status is what the store knows of a run, and while it has no digest, what the state machine does.
func (r *runs) Status(ctx context.Context, id string) (httpapi.Progress, error) {
	home := pipeline.Home{Store: r.place.Store}
	_, done, err := home.Status(ctx, digest.RunID(id))
	if err != nil {
		return httpapi.Progress{}, err
	}
	if done {
		return httpapi.Progress{ID: id, State: httpapi.Done, Step: "publish", Done: 1, Of: 1}, nil
	}
	arn := strings.Replace(r.machine, ":stateMachine:", ":execution:", 1) + ":" + id
	out, err := r.client.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	if _, none := errors.AsType[*types.ExecutionDoesNotExist](err); none {
		return httpapi.Progress{ID: id, State: httpapi.Queued}, nil // between being made and being started
	}
	if err != nil {
		return httpapi.Progress{}, fmt.Errorf("run %s: %w", id, err)
	}
	switch out.Status {
	case types.ExecutionStatusRunning, types.ExecutionStatusPendingRedrive, types.ExecutionStatusSucceeded:
		return httpapi.Progress{ID: id, State: httpapi.Running}, nil
	}
	return httpapi.Progress{ID: id, State: httpapi.Failed, Reason: reason(out)}, nil
}

// reason is a failure in words for a client: the name of the error that ended the run, and nothing of what is inside.
func reason(out *sfn.DescribeExecutionOutput) string {
	if out.Error == nil {
		return strings.ToLower(string(out.Status))
	}
	return *out.Error
}
