// Package llm defines how this program talks to a language model: one request, one answer, in JSON of a known
// type. [Model] is the interface; package openai implements it; the wrappers in this package add limits, a
// budget, a cache, a record of calls, and replay. Nothing that a model answers is used before it was validated.
package llm

import (
	"context"
	"encoding/json"
)

// A Model answers one request at a time. Its methods are safe to call from several goroutines.
type Model interface {
	// Name identifies endpoint, model and parameters: two models of one name give interchangeable answers.
	Name() string
	// Complete answers req, or returns an *Error that says what to do about it.
	Complete(ctx context.Context, req Request) (Response, error)
}

// A Request is what a model is asked.
type Request struct {
	Prompt    string          // prompt name, as "extract"
	Version   string          // hash of the prompt's text
	Key       string          // hash of the prompt's name and data; unlike Version it survives a rewording
	Messages  []Message       // static part first, so that a provider's prompt cache applies
	Schema    json.RawMessage // strict JSON Schema of the answer
	MaxTokens int             // limit on the answer; 0 means the model's own
	Estimate  int             // upper bound of the prompt's tokens; 0 means: let the client estimate
}

// A Message is one turn of a request.
type Message struct {
	Role    string `json:"role"` // system, user
	Content string `json:"content"`
}

// A Response is one valid answer: exactly one choice, finished by itself, one JSON value.
type Response struct {
	Text   string
	Model  string // as the provider resolved it
	Usage  Usage
	Cached bool // from our own cache; nothing was paid
}

// Usage counts tokens, as billed.
type Usage struct {
	Prompt, CachedPrompt, Completion int
	Estimated                        bool // the provider reported none; the numbers are our own upper bound
}
