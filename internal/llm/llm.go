// Package llm is how this program talks to a language model: one request, one answer, in JSON of a known
// type.
//
// [Model] is the interface. Package openai implements it for any service that speaks the OpenAI chat API,
// [Replay] from recorded files. [Wrap] puts around a model, in the one right order, what every real one
// needs: a cache, the provider's limits, retries, a budget, and a record of each call. [Chain] falls back
// from one model to the next. [Ask] derives the schema of an answer from the Go type that reads it, and
// decodes the answer strictly: nothing that a model said is used before it was validated. [Map] asks many
// things at once.
//
// Every failure is an [*Error], whose [Class] says what the caller should do:
//
//	answer, resp, err := llm.Ask[Extraction](ctx, model, request)
//	switch llm.ClassOf(err) {
//	case llm.Split: // ask again about less; see Error.Context
//	case llm.Skip, llm.BadAnswer: // this content stays unread; say so in coverage
//	case llm.Down, llm.OverBudget: // fall back to the extractive engine for what is missing
//	case llm.Fatal: // stop the run; the message says what to change
//	}
//	… verify answer …
//	err = resp.Keep(ctx) // only now may the cache have it
package llm

import (
	"context"
	"encoding/json"
)

// A Model answers one request at a time. Its methods are safe to call from several goroutines.
type Model interface {
	// Name identifies endpoint, model and parameters: two models of one name give interchangeable answers.
	Name() string
	// Complete answers req, or returns an *Error that says what to do about it, or the context's error.
	Complete(ctx context.Context, req Request) (Response, error)
}

// A Request is what a model is asked.
type Request struct {
	Prompt    string          // prompt name, as "extract"
	Version   string          // hash of the prompt's text
	Key       string          // hash of the prompt's name and data; unlike Version it survives a rewording
	Messages  []Message       // static part first, so that a provider's prompt cache applies
	Schema    json.RawMessage // strict JSON Schema of the answer; Ask sets it
	MaxTokens int             // limit on the answer; 0 means the model's own
	Estimate  int             // tokens of Messages by the model's tokenizer; 0 means: let the client estimate
	About     []string        // hashes of the texts that the question has words of; see [Forget]
}

// A Message is one turn of a request.
type Message struct {
	Role    string `json:"role"` // system, user, assistant
	Content string `json:"content"`
}

// A Response is one whole answer: exactly one choice, finished by itself.
type Response struct {
	Text    string
	Model   string // as the provider resolved it
	Instead string // which model of a [Chain] answered in the first one's place, by its ID; "" for the first
	Usage   Usage
	Cost    Money // what Usage costs; 0 if the price is unknown or nothing was paid
	Cached  bool  // from our own cache; nothing was paid
	Rate    Rate  // what the provider said of its limits

	keep func(context.Context, Response) error
}

// A Rate is what a provider's headers say of its limits. Zero limits are unknown ones.
type Rate struct {
	Requests, Tokens         int // allowed in a minute
	RequestsLeft, TokensLeft int // of them, now; -1 if not said
}

// Keep stores the response in the cache, if there is one. Call it once the answer is verified, and never
// else: what the cache holds is not asked again.
func (r Response) Keep(ctx context.Context) error {
	if r.keep == nil {
		return nil
	}
	return r.keep(ctx, r)
}

// Usage counts tokens, as billed.
type Usage struct {
	Prompt       int  `json:"prompt"`
	CachedPrompt int  `json:"cached_prompt,omitempty"` // the part of Prompt that the provider's cache had
	Completion   int  `json:"completion"`
	Thinking     int  `json:"thinking,omitempty"`  // the part of Completion that is not in the answer
	Estimated    bool `json:"estimated,omitempty"` // the provider said nothing; our own upper bound
}

// Plus returns the sum of two usages.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Prompt: u.Prompt + v.Prompt, CachedPrompt: u.CachedPrompt + v.CachedPrompt,
		Completion: u.Completion + v.Completion, Thinking: u.Thinking + v.Thinking, Estimated: u.Estimated || v.Estimated,
	}
}

// Total is the number of tokens, in and out.
func (u Usage) Total() int { return u.Prompt + u.Completion }

// As returns the first model of type T in m and the models that it wraps.
func As[T any](m Model) (T, bool) {
	for {
		if t, ok := m.(T); ok {
			return t, true
		}
		w, ok := m.(interface{ Unwrap() Model })
		if !ok {
			var zero T
			return zero, false
		}
		m = w.Unwrap()
	}
}

// ID is the name by which m's provider knows it, or m's name if it has no other.
func ID(m Model) string {
	if n, ok := As[interface{ ID() string }](m); ok {
		return n.ID()
	}
	return m.Name()
}
