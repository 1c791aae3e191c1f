package openai

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"

	"polydigest/internal/llm"
)

// A Dialect is what differs between services that speak the same API. The zero value of a field means that it
// is not known yet.
type Dialect struct {
	Tokens      string // name of the field that limits the answer: "max_tokens" or "max_completion_tokens"
	Temperature string // "zero": 0 is sent; "none": the model takes no temperature
	Answer      int    // the longest answer that may be asked for, in tokens
	Format      string // "json_schema", "json_object", or "text": the schema is only described in the prompt
}

// or fills in what d does not know from e.
func (d Dialect) or(e Dialect) Dialect {
	return Dialect{
		Tokens: cmp.Or(d.Tokens, e.Tokens), Temperature: cmp.Or(d.Temperature, e.Temperature),
		Answer: cmp.Or(d.Answer, e.Answer), Format: cmp.Or(d.Format, e.Format),
	}
}

// guess is the dialect to begin with. OpenAI's reasoning models refuse max_tokens; Ollama and older llama.cpp
// servers silently ignore max_completion_tokens, which is worse.
func guess(u *url.URL) Dialect {
	d := Dialect{Tokens: "max_tokens", Temperature: "zero", Format: "json_schema"}
	host := u.Hostname()
	if host == "api.openai.com" || strings.HasSuffix(host, ".openai.azure.com") {
		d.Tokens = "max_completion_tokens"
	}
	return d
}

// without returns the dialect without what err says that the service does not take, and whether that is a
// change.
func (d Dialect) without(err error) (Dialect, bool) {
	e, ok := errors.AsType[*llm.Error](err)
	if !ok {
		return d, false
	}
	next := d
	switch e.Code {
	case "use_max_tokens":
		next.Tokens = "max_tokens"
	case "use_max_completion_tokens":
		next.Tokens = "max_completion_tokens"
	case "no_temperature":
		next.Temperature = "none"
	case "answer_limit":
		next.Answer = e.Context
	case "no_json_schema":
		next.Format = "json_object"
		if d.Format != "json_schema" {
			next.Format = "text"
		}
	case "no_json_object":
		next.Format = "text"
	}
	return next, next != d
}

// fields are the body fields that the library has no way to send.
func (d Dialect) fields(req llm.Request) map[string]any {
	f := make(map[string]any)
	if d.Temperature == "zero" {
		f["temperature"] = 0 // the library takes 0 for "not given", and servers then take 1
	}
	if n := req.MaxTokens; n > 0 {
		if d.Answer > 0 {
			n = min(n, d.Answer)
		}
		f[d.Tokens] = n
	}
	if req.Schema == nil {
		return f
	}
	switch d.Format {
	case "json_schema":
		f["response_format"] = map[string]any{"type": "json_schema",
			"json_schema": map[string]any{"name": "answer", "strict": true, "schema": req.Schema}}
	case "json_object":
		f["response_format"] = map[string]any{"type": "json_object"}
	}
	return f
}

// messages are req's messages; the schema is told at the end of the first one where it cannot be sent as such.
func (d Dialect) messages(req llm.Request) []llm.Message {
	if req.Schema == nil || d.Format == "json_schema" || len(req.Messages) == 0 {
		return req.Messages
	}
	first := req.Messages[0]
	first.Content += "\n\nAnswer with one JSON value that fits this JSON Schema, and nothing else:\n" +
		string(req.Schema)
	return append([]llm.Message{first}, req.Messages[1:]...)
}

// ignored reports whether an answer shows that the service took the schema and did not heed it: it has no
// JSON, or JSON without the schema's keys. An answer that was cut off shows nothing.
func ignored(schema json.RawMessage, text string) bool {
	text = llm.Unwrap(text)
	if !strings.HasPrefix(text, "{") {
		return true
	}
	var s struct {
		Required []string `json:"required"`
	}
	var answer map[string]json.RawMessage
	if json.Unmarshal(schema, &s) != nil || json.Unmarshal([]byte(text), &answer) != nil {
		return false
	}
	return slices.ContainsFunc(s.Required, func(key string) bool {
		_, ok := answer[key]
		return !ok
	})
}
