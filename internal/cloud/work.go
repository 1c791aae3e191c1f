package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
)

// Work is one event in the making, on a place. [Home] is the pipeline of it.
type Work struct {
	Place    *Place
	Log      *slog.Logger
	step     string
	run      digest.RunID
	fallback bool
	began    time.Time
	calls    *llm.Tally

	mu      sync.Mutex
	metrics map[string]metric
	budget  *llm.Budget // open once the model was asked
	most    int         // answered calls that this event may need
}

// mostCalls is how many answered calls a step may need that says nothing else: names in batches, large merges.
const mostCalls = 400

// Work begins what is done for one event of a step.
func (p *Place) Work(step string, run digest.RunID, fallback bool) *Work {
	log := slog.New(slog.NewJSONHandler(p.Out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return &Work{
		Place: p, Log: log.With("function", step, "run", run), step: step, run: run, fallback: fallback, began: time.Now(),
		most: mostCalls, metrics: map[string]metric{}, calls: llm.NewTally(p.Store, usageKey(run)),
	}
}

// end gives back what was reserved and not spent, notes what was spent, and tells it.
func (w *Work) end(ctx context.Context, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	w.mu.Lock()
	budget := w.budget
	w.mu.Unlock()
	if budget != nil { // an account that is left open counts as spent
		if err := budget.Close(ctx); err != nil {
			w.Log.Warn("budget not closed", "error", err)
		}
		if err := w.calls.Note(ctx); err != nil {
			w.Log.Warn("usage not noted", "error", err)
		}
	}
	if _, quiet := errors.AsType[*NothingNew](err); quiet {
		w.Log.Info("nothing new", "why", err)
		err = nil
	}
	w.report(err)
	if err != nil {
		w.Log.Error("step failed", "name", strings.TrimPrefix(fmt.Sprintf("%T", err), "*cloud."), "error", err)
	}
}

// usageKey is where every event of a run that asks notes what it has spent.
func usageKey(run digest.RunID) string { return "runs/" + string(run) + "/usage" }

// metric is a number that CloudWatch is to keep.
type metric struct {
	unit  string
	value any
}

// Count tells CloudWatch a number of things of this event, as "gaps".
func (w *Work) Count(name string, n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.metrics[name] = metric{"Count", n}
}

// report writes the event's numbers in CloudWatch's embedded metric format
// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
func (w *Work) report(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.calls.Counts()
	all := maps.Clone(w.metrics)
	maps.Copy(all, map[string]metric{
		"calls": {"Count", c.Calls}, "cached": {"Count", c.Cached}, "failed_calls": {"Count", c.Failed},
		"tokens": {"Count", c.Usage.Total()}, "cost": {"None", json.Number(c.Cost.String())},
		"seconds": {"Seconds", time.Since(w.began).Seconds()}, "errors": {"Count", 0},
	})
	if err != nil {
		all["errors"] = metric{"Count", 1}
	}
	type definition struct {
		Name, Unit string
	}
	type directive struct {
		Namespace  string
		Dimensions [][]string
		Metrics    []definition
	}
	d := directive{Namespace: "polydigest", Dimensions: [][]string{{"function"}}}
	line := map[string]any{"function": w.step, "run": w.run}
	for name, m := range all {
		d.Metrics = append(d.Metrics, definition{name, m.unit})
		line[name] = m.value
	}
	line["_aws"] = map[string]any{"Timestamp": time.Now().UnixMilli(), "CloudWatchMetrics": []directive{d}}
	write(w.Place.Out, line)
}
