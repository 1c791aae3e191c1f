// Package provider has the engines, for functions that ask them.
package provider

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/secrets"
	"polydigest/internal/engine"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/openai"
	"polydigest/prompts"
)

// Engines lets a function ask the model of its environment, and those that stand in for it, or do without. Keys are
// read when the first is asked.
func Engines(p *cloud.Place) error {
	p.Plain = extractive.Engine{}
	if p.Name == "" {
		return nil
	}
	models, err := named(p, nil)
	if err != nil {
		return err
	}
	set, err := prompts.Load("")
	if err != nil {
		return err
	}
	p.Model, p.Engine = llm.Chain(models...), Model(set)
	p.Keyed = cloud.Once(func(ctx context.Context) ([]llm.Model, error) { return keyed(ctx, p) })
	return nil
}

// named are the models of a place, with these keys.
func named(p *cloud.Place, keys []string) ([]llm.Model, error) {
	first := openai.Config{BaseURL: cmp.Or(p.Env("OPENAI_BASE_URL"), openai.DefaultBaseURL), Model: p.Name}
	var others []string
	if len(keys) > 0 {
		first.Key, others = strings.TrimSpace(keys[0]), keys[1:]
	}
	m, err := openai.New(first)
	if err != nil {
		return nil, fmt.Errorf("OPENAI_BASE_URL: %w", err)
	}
	beside, err := openai.Beside(first, strings.Fields(p.Env("POLYDIGEST_FALLBACK_MODELS")), others)
	if err != nil {
		return nil, fmt.Errorf("POLYDIGEST_FALLBACK_MODELS: %w", err)
	}
	return append([]llm.Model{m}, beside...), nil
}

// Model is the engine that asks the model of a place.
func Model(set prompts.Set) func(*cloud.Work) engine.Engine {
	return func(w *cloud.Work) engine.Engine { return model.Engine{Model: cloud.Asking(w), Prompts: set} }
}

func keyed(ctx context.Context, p *cloud.Place) ([]llm.Model, error) {
	keys, err := secrets.Read(ctx, p.Env, "OPENAI_API_KEY", "POLYDIGEST_KEY_SECRET")
	if err != nil {
		return nil, err
	}
	models, err := named(p, strings.Split(keys, "\n"))
	if err != nil {
		return nil, err
	}
	if p.Env("POLYDIGEST_ECONOMY") == "true" {
		models[0] = llm.NewEconomy(models[0].(*openai.Model), p.Store, false)
	}
	return models, nil
}
