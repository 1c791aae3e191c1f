package cloud

import (
	"cmp"
	"context"
	"time"

	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/s3"
)

// Home is the pipeline for one event, with the run's budget around its model. It is no part of [Work]: functions
// whose templates find methods by name would have every step linked in.
func Home(w *Work) *pipeline.Home {
	p := w.Place
	h := &pipeline.Home{
		Store: p.Store, Sources: reader(p), Engine: extractive.Engine{}, Limit: cmp.Or(p.Limits.Concurrent, 1), Now: time.Now,
		Build: p.Build,
	}
	if p.Model == nil {
		return h
	}
	asked := p.Model
	if p.Keyed != nil {
		asked = later{&asking{p.Model, Once(w.wrapped)}, w.fallback}
	}
	h.Fallback, h.Engine = h.Engine, model.Engine{Model: asked, Prompts: p.Prompts}
	h.Model, h.Prompts = p.Name, map[string]string{}
	for _, name := range p.Prompts.Names() {
		h.Prompts[name] = p.Prompts[name].ID()
	}
	return h
}

// reader reads pages, feeds and buckets: a function has no files of a user's.
func reader(p *Place) *source.Reader {
	return &source.Reader{
		Web: web.New(web.Config{Contact: p.Env("POLYDIGEST_CONTACT")}),
		Bucket: func(_ context.Context, name string) (store.KV, error) {
			bucket, err := s3.Open(Account(), name)
			if err != nil {
				return nil, err
			}
			bucket.MaxValue = source.MaxDocument
			return bucket, nil
		},
	}
}
