package llm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"polydigest/internal/store"
)

// cached answers from a store what was asked and verified before.
type cached struct {
	next Model
	kv   store.KV
}

// An entry is a cached answer, under answers/<hash of the question>.
type entry struct {
	Prompt  string `json:"prompt"`
	Version string `json:"version"`
	Model   string `json:"model"`
	Usage   Usage  `json:"usage"` // of the call that was paid for
	Answer  string `json:"answer"`
}

func (m cached) Name() string  { return m.next.Name() }
func (m cached) Unwrap() Model { return m.next }

func (m cached) Complete(ctx context.Context, req Request) (Response, error) {
	key := CacheKey(m, req)
	b, _, err := m.kv.Get(ctx, key)
	if err == nil {
		var e entry
		if json.Unmarshal(b, &e) == nil && e.Answer != "" {
			return Response{Text: e.Answer, Model: e.Model, Usage: e.Usage, Cached: true}, nil
		}
		// A broken entry is asked anew and written over.
	} else if !errors.Is(err, store.ErrNotFound) {
		return Response{}, fmt.Errorf("cache: %w", err)
	}
	resp, err := m.next.Complete(ctx, req)
	if err != nil {
		return resp, err
	}
	resp.keep = func(ctx context.Context, r Response) error {
		b, err := json.Marshal(entry{req.Prompt, req.Version, r.Model, r.Usage, r.Text})
		if err == nil {
			err = m.kv.Put(ctx, key, b)
		}
		if err != nil {
			return fmt.Errorf("cache: %w", err)
		}
		return nil
	}
	return resp, nil
}

// CacheKey is where m's answer to req is kept: the hash of endpoint, model and parameters (the model's name),
// the prompt's version, the messages, and the shape and length of the answer.
func CacheKey(m Model, req Request) string {
	b, err := json.Marshal(struct {
		Model, Version string
		Messages       []Message
		Schema         json.RawMessage
		MaxTokens      int
	}{m.Name(), req.Version, req.Messages, req.Schema, req.MaxTokens})
	if err != nil {
		panic(err) // a schema that is no JSON: a mistake of this program
	}
	h := sha256.Sum256(b)
	return "answers/" + hex.EncodeToString(h[:])
}
