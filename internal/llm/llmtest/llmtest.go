// Package llmtest has models and a provider for tests: functions and scripts that answer in memory, a server
// that speaks the OpenAI API with every fault on record, and a model that obeys whoever speaks to it.
package llmtest

import (
	"context"
	"sync"

	"polydigest/internal/llm"
)

// A Func is a model that answers as the function does.
type Func func(context.Context, llm.Request) (llm.Response, error)

// Name returns "func".
func (Func) Name() string { return "func" }

// Complete calls f.
func (f Func) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	return f(ctx, req)
}

// Text returns a model that answers with what f returns. Its usage counts the estimate of the prompt and of the
// answer.
func Text(f func(llm.Request) string) Func {
	return func(_ context.Context, req llm.Request) (llm.Response, error) {
		text := f(req)
		usage := llm.Usage{Prompt: llm.EstimatePrompt(req), Completion: llm.Tokens(text)}
		return llm.Response{Text: text, Model: "test", Usage: usage}, nil
	}
}

// A Step is one answer of a [Script].
type Step struct {
	Text string
	Err  error
}

// A Script is a model that gives its steps in order, whatever it is asked, and remembers what that was. After
// its last step it repeats that one.
type Script struct {
	Steps []Step

	mu    sync.Mutex
	asked []llm.Request
}

// Answers returns a script of texts.
func Answers(texts ...string) *Script {
	s := new(Script)
	for _, t := range texts {
		s.Steps = append(s.Steps, Step{Text: t})
	}
	return s
}

// Name returns "script".
func (*Script) Name() string { return "script" }

// Complete gives the next step.
func (s *Script) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return llm.Response{}, err
	}
	step := s.Steps[min(len(s.asked), len(s.Steps)-1)]
	s.asked = append(s.asked, req)
	if step.Err != nil {
		return llm.Response{}, step.Err
	}
	return llm.Response{Text: step.Text, Model: "test", Usage: llm.Usage{Prompt: 100, Completion: 10}}, nil
}

// Asked returns the requests so far.
func (s *Script) Asked() []llm.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]llm.Request(nil), s.asked...)
}
