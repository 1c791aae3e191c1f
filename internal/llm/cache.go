package llm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
	// About are the hashes of the texts that the question had words of; null where that was not noted.
	About []string `json:"about"`
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
		b, err := json.Marshal(entry{req.Prompt, req.Version, r.Model, r.Usage, r.Text, req.About})
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

// Forget removes the cached answers to questions that had words of texts with these hashes, and those that do not say
// whose words they had.
func Forget(ctx context.Context, kv store.KV, texts []string) error {
	return store.Each(ctx, kv, "answers/", func(key string) error {
		b, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		var e entry
		known := json.Unmarshal(b, &e) == nil && e.About != nil
		if known && !slices.ContainsFunc(e.About, func(hash string) bool { return slices.Contains(texts, hash) }) {
			return nil
		}
		return kv.Delete(ctx, key)
	})
}
