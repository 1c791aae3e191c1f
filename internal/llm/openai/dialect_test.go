package openai

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

func TestRequestSaysWhatItMustInEachDialect(t *testing.T) {
	for _, c := range []struct {
		name string
		d    Dialect
		want []string // in the body
		not  []string
	}{
		{"schema", Dialect{Tokens: "max_completion_tokens", Temperature: "zero", Format: "json_schema"},
			[]string{`"temperature":0`, `"max_completion_tokens":2000`, `"strict":true`, `"schema":{"type":"object"}`}, []string{`"max_tokens"`}},
		{"JSON mode", Dialect{Tokens: "max_tokens", Temperature: "none", Format: "json_object"},
			[]string{`"max_tokens":2000`, `{"type":"json_object"}`, `JSON Schema`}, []string{"temperature", "max_completion_tokens", "json_schema"}},
		{"plain", Dialect{Tokens: "max_tokens", Temperature: "zero", Format: "text"},
			[]string{`JSON Schema`, `国会は法案を否決した。`}, []string{"response_format"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var body string
			m := newModel(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				b, _ := io.ReadAll(r.Body)
				body = string(b)
				if r.Header.Get("Authorization") != "Bearer sk-test-123456" {
					t.Errorf("Authorization = %q", r.Header.Get("Authorization"))
				}
			}))
			m.dialect.Store(&c.d)
			_, _ = m.Complete(t.Context(), question) // what it sends is in question, not what it gets
			for _, s := range c.want {
				if !strings.Contains(body, s) {
					t.Errorf("no %s in %s", s, body)
				}
			}
			for _, s := range c.not {
				if strings.Contains(body, s) {
					t.Errorf("%s in %s", s, body)
				}
			}
		})
	}
}

func TestDialectIsFoundOutOnce(t *testing.T) {
	refuse := func(code string) http.Handler {
		for _, s := range llmtest.Shapes() {
			if s.Code == code {
				return s
			}
		}
		t.Fatal("no shape ", code)
		return nil
	}
	p := &llmtest.Provider{
		Answer: func(llmtest.Question) string { return `{"claims":[]}` },
		Fault: func(_ int, q llmtest.Question) http.Handler {
			switch {
			case q.MaxTokens > 4096 || q.MaxCompletionTokens > 4096:
				return refuse("answer_limit")
			case q.MaxTokens > 0:
				return refuse("use_max_completion_tokens")
			case q.Temperature != nil:
				return refuse("no_temperature")
			case len(q.ResponseFormat) > 0:
				return refuse("no_json_schema")
			}
			return nil
		},
	}
	m := newModel(t, p)
	for range 3 {
		req := question
		req.Estimate, req.MaxTokens = 0, 16384
		if _, err := m.Complete(t.Context(), req); err != nil {
			t.Fatal(err)
		}
	}
	if want := (Dialect{"max_completion_tokens", "none", 4096, "text"}); m.Dialect() != want {
		t.Errorf("dialect = %+v, want %+v", m.Dialect(), want)
	}
	if n := len(p.Asked()); n != 5+1+2 {
		t.Errorf("%d requests, want 5 that found out, 1 that was answered, and 2", n)
	}
}

func TestServiceThatIgnoresSchemasIsToldThemInThePrompt(t *testing.T) {
	type answer struct {
		Claims []int `json:"claims"`
	}
	p := &llmtest.Provider{Answer: func(q llmtest.Question) string {
		if strings.Contains(q.Messages[0].Content, "JSON Schema") {
			return `{"claims":[1]}`
		}
		return `{"summary":"国会は法案を否決した。"}`
	}}
	m := newModel(t, p)
	for i, want := range []int{3, 1} {
		req := llm.Request{Messages: question.Messages}
		before := len(p.Asked())
		if _, _, err := llm.Ask[answer](t.Context(), m, req); err != nil {
			t.Fatal(err)
		}
		if got := len(p.Asked()) - before; got != want {
			t.Errorf("question %d: %d requests, want %d", i, got, want)
		}
	}
	// An answer that was cut off says nothing about schemas.
	cut := newModel(t, &llmtest.Provider{Answer: func(llmtest.Question) string { return `{"summ` }})
	if _, _, err := llm.Ask[answer](t.Context(), cut, llm.Request{}); llm.ClassOf(err) != llm.BadAnswer || cut.Dialect().Format != "json_schema" {
		t.Errorf("%v, %+v", err, cut.Dialect())
	}
}

func TestSilentlyCutPromptSetsTheContextAndIsNotPaidForTwice(t *testing.T) {
	n := 0
	m := newModel(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		fmt.Fprint(w, `{"model":"m","choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":2051,"completion_tokens":5}}`)
	}))
	long := question
	long.Estimate = 7900
	for i := range 3 {
		_, err := m.Complete(t.Context(), long)
		e, ok := errors.AsType[*llm.Error](err)
		if !ok || e.Class != llm.Split || e.Context != 2051 {
			t.Fatalf("err = %v", err)
		}
		if paid := e.Paid != llm.NotPaid; paid != (i == 0) {
			t.Errorf("request %d: paid = %v", i, paid)
		}
	}
	short := question
	short.Estimate = 2000
	if _, err := m.Complete(t.Context(), short); err != nil || n != 2 || m.window.known() != 2051 {
		t.Errorf("err = %v after %d requests, context %d", err, n, m.window.known())
	}
}
