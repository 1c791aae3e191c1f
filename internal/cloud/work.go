package cloud

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/s3"
)

// Work is one event in the making: the pipeline on this place, with the run's budget around its model.
type Work struct {
	*pipeline.Home
	place *Place
	step  string
	run   digest.RunID
	began time.Time
	calls *llm.Tally
	log   *slog.Logger

	mu      sync.Mutex
	metrics map[string]metric
	budget  *llm.Budget // open once the model was asked
	most    int         // answered calls that this event may need
}

// mostCalls is how many answered calls a step may need that says nothing else: names in batches, large merges.
const mostCalls = 400

func (p *Place) work(step string, run digest.RunID, fallback bool) *Work {
	w := &Work{place: p, step: step, run: run, began: time.Now(), most: mostCalls, metrics: map[string]metric{}}
	w.calls = llm.NewTally(p.Store, usageKey(run))
	w.log = slog.New(slog.NewJSONHandler(p.Out, &slog.HandlerOptions{Level: slog.LevelDebug})).With("function", step, "run", run)
	w.Home = &pipeline.Home{
		Store: p.Store, Sources: p.reader(), Engine: extractive.Engine{}, Limit: cmp.Or(p.Limits.Concurrent, 1), Now: time.Now,
		Build: p.Build,
	}
	if p.Model == nil {
		return w
	}
	set := p.Prompts
	w.Fallback = w.Engine
	w.Engine = model.Engine{Model: later{&asking{w, once(w.wrapped)}, fallback}, Prompts: set}
	w.Home.Model, w.Prompts = p.Name, map[string]string{}
	for _, name := range set.Names() {
		w.Prompts[name] = set[name].ID()
	}
	return w
}

// reader reads pages, feeds and buckets: a function has no files of a user's.
func (p *Place) reader() *source.Reader {
	return &source.Reader{
		Web: web.New(web.Config{Contact: p.env("POLYDIGEST_CONTACT")}),
		Bucket: func(ctx context.Context, name string) (store.KV, error) {
			bucket, err := s3.Open(ctx, name)
			if err != nil {
				return nil, err
			}
			bucket.MaxValue = source.MaxDocument
			return bucket, nil
		},
	}
}

func (p *Place) env(name string) string {
	if p.getenv == nil {
		return ""
	}
	return p.getenv(name)
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
			w.log.Warn("budget not closed", "error", err)
		}
		if err := w.calls.Note(ctx); err != nil {
			w.log.Warn("usage not noted", "error", err)
		}
	}
	w.report(err)
	if err != nil {
		w.log.Error("step failed", "name", strings.TrimPrefix(fmt.Sprintf("%T", err), "*cloud."), "error", err)
	}
}

// usageKey is where every event of a run that asks notes what it has spent.
func usageKey(run digest.RunID) string { return "runs/" + string(run) + "/usage" }

func (p *Place) prices() *llm.Prices {
	if p.Prices == nil {
		return llm.DefaultPrices()
	}
	return p.Prices
}

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
	write(w.place.Out, line)
}
