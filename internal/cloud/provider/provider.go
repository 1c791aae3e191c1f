// Package provider is the model's, for functions that ask it.
package provider

import (
	"cmp"
	"context"
	"fmt"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/secrets"
	"polydigest/internal/engine"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/openai"
)

// Model lets a function ask the model of its environment. Its key is read when it is first asked.
func Model(p *cloud.Place) error {
	if p.Name == "" {
		return nil
	}
	base := cmp.Or(p.Env("OPENAI_BASE_URL"), openai.DefaultBaseURL)
	m, err := openai.New(openai.Config{BaseURL: base, Model: p.Name})
	if err != nil {
		return fmt.Errorf("OPENAI_BASE_URL: %w", err)
	}
	p.Model, p.Engine = m, Engine
	p.Keyed = cloud.Once(func(ctx context.Context) (llm.Model, error) { return keyed(ctx, p, base) })
	return nil
}

// Engine asks the model of a place.
func Engine(w *cloud.Work) engine.Engine {
	return model.Engine{Model: cloud.Asking(w), Prompts: w.Place.Prompts}
}

func keyed(ctx context.Context, p *cloud.Place, base string) (llm.Model, error) {
	key, err := secrets.Read(ctx, p.Env, "OPENAI_API_KEY", "POLYDIGEST_KEY_SECRET")
	if err != nil {
		return nil, err
	}
	m, err := openai.New(openai.Config{BaseURL: base, Key: key, Model: p.Name})
	if err != nil {
		return nil, err
	}
	if p.Env("POLYDIGEST_ECONOMY") == "true" {
		return llm.NewEconomy(m, p.Store, false), nil
	}
	return m, nil
}
