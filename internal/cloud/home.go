package cloud

import (
	"cmp"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
)

// Home is the pipeline for one event, with the run's budget around its model. It is no part of [Work]: functions
// whose templates find methods by name would have every step linked in.
func Home(w *Work) *pipeline.Home {
	p := w.Place
	h := &pipeline.Home{
		Store: p.Store, Sources: p.Sources, Engine: p.Plain, Limit: cmp.Or(p.Limits.Concurrent, 1), Now: time.Now,
		Build: p.Build, Memory: &p.memory,
	}
	if p.Name == "" {
		return h
	}
	h.Fallback, h.Engine, h.Model = h.Engine, p.Engine(w), p.Name
	return h
}

// Asking is the model for one event, within the run's budget.
func Asking(w *Work) llm.Model { return later{&asking{w.Place.Model, Once(w.wrapped)}, w.fallback} }

// absent is an engine in a function that never asks it: what others call theirs, and by whom its claims are. It has no
// other method; a step that called one would be wired wrongly.
type absent struct {
	engine.Engine
	id string
	by digest.By
}

func (a absent) ID() string    { return a.id }
func (a absent) By() digest.By { return a.by }
