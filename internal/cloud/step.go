package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
)

// Asked is an event: a step's input, and beside it what a state machine adds.
type Asked[In any] struct {
	In In
	// Run is the input's "run".
	Run digest.RunID
	// Fallback lets the sources' own sentences stand for what a provider that is down does not answer. Without it
	// such a step ends with an error that is worth another try, so the state machine sets it in its last one.
	Fallback bool
}

// UnmarshalJSON reads an event. A field that the step does not know is an error: it would be lost.
func (a *Asked[In]) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return &BadInput{cause{err}}
	}
	if f, ok := fields["fallback"]; ok {
		if err := json.Unmarshal(f, &a.Fallback); err != nil {
			return &BadInput{cause{fmt.Errorf("fallback: %w", err)}}
		}
		delete(fields, "fallback")
	}
	if run, ok := fields["run"]; ok {
		if err := json.Unmarshal(run, &a.Run); err != nil {
			return &BadInput{cause{fmt.Errorf("run: %w", err)}}
		}
	}
	rest, err := json.Marshal(fields)
	if err != nil {
		return &BadInput{cause{err}}
	}
	decoder := json.NewDecoder(bytes.NewReader(rest))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&a.In); err != nil {
		return &BadInput{cause{err}}
	}
	return nil
}

// A StepFunc does a step's work for one event.
type StepFunc[In, Out any] func(context.Context, *Work, In) (Out, error)

// Plain is a step that needs nothing but the pipeline.
func Plain[In, Out any](f func(*pipeline.Home, context.Context, In) (Out, error)) StepFunc[In, Out] {
	return func(ctx context.Context, w *Work, in In) (Out, error) { return f(Home(w), ctx, in) }
}

// Step is a function's handler: it does f within the time that the event has left, and ends with one of the errors
// of this package, whatever happens. needs are what its place has beside the store.
func Step[In, Out any](name string, f StepFunc[In, Out], needs ...Need) func(context.Context, Asked[In]) (Out, error) {
	return On(name, Once(func(ctx context.Context) (*Place, error) { return Open(ctx, os.Getenv, needs...) }), f)
}

// On is [Step] on a place of one's own.
func On[In, Out any](
	name string, open func(context.Context) (*Place, error), f StepFunc[In, Out],
) func(context.Context, Asked[In]) (Out, error) {
	return func(ctx context.Context, event Asked[In]) (out Out, err error) {
		place, err := open(ctx)
		if err != nil {
			return out, named(err)
		}
		w := place.Work(name, event.Run, event.Fallback)
		ctx, cancel := inTime(ctx)
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				err = &Crashed{cause{fmt.Errorf("panic: %v", p)}}
				w.Log.Error("panic", "value", fmt.Sprint(p), "stack", string(debug.Stack()))
			}
			w.end(ctx, err)
		}()
		out, err = f(ctx, w, event.In)
		return out, named(err)
	}
}

// inTime ends before the function is ended, so that what was made can be kept and told: a twentieth of the time
// before, at least a second and at most ten. Model calls are begun only while an answer can be expected before that.
func inTime(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	spare := min(max(time.Until(end)/20, time.Second), 10*time.Second)
	return context.WithDeadline(ctx, end.Add(-spare))
}

// write writes one line for CloudWatch. A line that cannot be written stops nothing.
func write(w io.Writer, line any) {
	if data, err := json.Marshal(line); err == nil {
		_, _ = w.Write(append(data, '\n'))
	}
}
