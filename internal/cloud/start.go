package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"polydigest/internal/config"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

// StartIn is one of three: a schedule's tick (name and time), a request with a key, or a run that the API has made.
type StartIn struct {
	Name      string          `json:"name,omitempty"`     // of a digest in polydigest.yaml
	Scheduled time.Time       `json:"scheduled,omitzero"` // <aws.scheduler.scheduled-time>: the same in every attempt
	Request   *digest.Request `json:"request,omitempty"`  //
	Key       string          `json:"key,omitempty"`      // makes the request's run once
	Run       digest.RunID    `json:"run,omitempty"`      //
}

// StartOut names the run, and counts what is to be fetched and to whom it is to be mailed, each numbered from 0 and
// listed, a [pipeline.FetchIn] or a [DeliverIn] a line, under the keys SourceList and RecipientList.
type StartOut struct {
	pipeline.StartOut
	SourceList    string `json:"source_list"`
	Recipients    int    `json:"recipients"`
	RecipientList string `json:"recipient_list"`
	// Asking is how many functions may ask the model at a time, for the state machine's maps.
	Asking int `json:"asking"`
}

// Start makes the run of an event, once, or finds it: a tick that comes twice is one run.
func Start(ctx context.Context, w *Work, in StartIn) (StartOut, error) {
	out, err := w.started(ctx, in)
	if err != nil {
		return StartOut{}, err
	}
	out.Asking = w.Place.Asking
	fetches := make([]pipeline.FetchIn, out.Sources)
	for i := range fetches {
		fetches[i] = pipeline.FetchIn{Run: out.Run, Source: i}
	}
	if out.SourceList, err = pipeline.List(ctx, w.Place.Store, out.Run, "sources", fetches); err != nil {
		return StartOut{}, err
	}
	mails := make([]DeliverIn, out.Recipients)
	for i := range mails {
		mails[i] = DeliverIn{Run: out.Run, Recipient: i}
	}
	out.RecipientList, err = pipeline.List(ctx, w.Place.Store, out.Run, "recipients", mails)
	return out, err
}

func (w *Work) started(ctx context.Context, in StartIn) (StartOut, error) {
	var out StartOut
	var err error
	switch {
	case in.Name != "" && !in.Scheduled.IsZero() && in.Request == nil && in.Run == "":
		return w.tick(ctx, in.Name, in.Scheduled)
	case in.Request != nil && in.Name == "" && in.Run == "":
		out.StartOut, err = Home(w).Start(ctx, pipeline.StartIn{Request: *in.Request, Key: in.Key})
	case in.Run != "" && in.Name == "" && in.Request == nil:
		return w.found(ctx, in.Run)
	default:
		err = &BadInput{cause{errors.New(`want {"name", "scheduled"}, {"request", "key"} or {"run"}`)}}
	}
	return out, err
}

// tick makes the run of a digest of polydigest.yaml for one time.
func (w *Work) tick(ctx context.Context, name string, at time.Time) (StartOut, error) {
	cfg, err := w.Place.Config(ctx)
	if err != nil {
		return StartOut{}, err
	}
	request, ok := cfg.Request(name)
	if !ok {
		return StartOut{}, &BadInput{cause{fmt.Errorf("polydigest.yaml has no digest %q; it has %v", name, cfg.Names())}}
	}
	key := name + "/" + at.UTC().Format(time.RFC3339)
	started, err := Home(w).Start(ctx, pipeline.StartIn{Request: request, Key: key})
	if err != nil {
		return StartOut{}, err
	}
	recipients, err := w.keepRecipients(ctx, started.Run, cfg.Digests[name].Recipients)
	return StartOut{StartOut: started, Recipients: len(recipients)}, err
}

// found is a run that was started before, with the recipients of it if it is a schedule's.
func (w *Work) found(ctx context.Context, run digest.RunID) (StartOut, error) {
	started, err := Home(w).Started(ctx, run)
	if err != nil {
		return StartOut{}, err
	}
	to, err := w.Recipients(ctx, run)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return StartOut{StartOut: started, Recipients: len(to)}, err
}

// Config reads polydigest.yaml from the store.
func (p *Place) Config(ctx context.Context) (config.Config, error) {
	at := p.Env("POLYDIGEST_CONFIG")
	if at == "" {
		at = "polydigest.yaml"
	}
	data, _, err := p.Store.Get(ctx, at)
	if errors.Is(err, store.ErrNotFound) {
		return config.Config{}, &BadConfig{cause{err}}
	}
	if err != nil {
		return config.Config{}, err
	}
	cfg, err := config.Parse(at, data)
	if err != nil {
		return cfg, &BadConfig{cause{err}}
	}
	return cfg, nil
}

func recipientsKey(run digest.RunID) string { return "runs/" + string(run) + "/recipients.json" }

// keepRecipients stores to whom a run's digest goes, once: a list that changes meanwhile is the next run's.
func (w *Work) keepRecipients(ctx context.Context, run digest.RunID, to []config.Recipient) ([]config.Recipient, error) {
	data, err := json.Marshal(to)
	if err != nil {
		return nil, err
	}
	err = w.Place.Store.Create(ctx, recipientsKey(run), data)
	if errors.Is(err, store.ErrExists) {
		return w.Recipients(ctx, run)
	}
	return to, err
}

// Recipients are those to whom the digest of a run goes.
func (w *Work) Recipients(ctx context.Context, run digest.RunID) ([]config.Recipient, error) {
	data, _, err := w.Place.Store.Get(ctx, recipientsKey(run))
	if err != nil {
		return nil, err
	}
	var to []config.Recipient
	if err := json.Unmarshal(data, &to); err != nil {
		return nil, fmt.Errorf("recipients of run %s: %w", run, err)
	}
	return to, nil
}

// DeliverIn names a recipient of a run's digest, by number from 0: states carry no addresses.
type DeliverIn struct {
	Run       digest.RunID `json:"run"`
	Recipient int          `json:"recipient"`
}

// Tick makes the run of a digest of polydigest.yaml for one time, or finds it.
func Tick(ctx context.Context, w *Work, name string, at time.Time) (digest.RunID, error) {
	out, err := w.tick(ctx, name, at)
	return out.Run, err
}
