package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strings"

	"polydigest/internal/llm"
)

// read makes a response of an exchange that was answered, or says what to do about it. It reads the bytes,
// not what the client library made of them: that takes the last of two equal keys and of two JSON values the
// first, follows keys of another case, repairs broken text, and looks at no finish reason.
func read(x *exchange) (llm.Response, *llm.Error) {
	if x.status < 200 || x.status > 299 {
		return llm.Response{}, classify(x)
	}
	resp, err := readEnvelope(x)
	if err != nil {
		err.Rate = rate(x.header)
		return llm.Response{}, err
	}
	resp.Rate = rate(x.header)
	return resp, nil
}

// maxEnvelope is how deeply an answer's envelope may nest; Azure's filter results are the deepest seen, at 6.
const maxEnvelope = 16

func readEnvelope(x *exchange) (none llm.Response, e *llm.Error) {
	unpaid := llm.Usage{}
	ct, _, _ := mime.ParseMediaType(x.header.Get("Content-Type"))
	switch {
	case ct == "text/event-stream":
		return none, unusable(llm.Retry, "stream", "answered with a stream, which was not asked for", unpaid)
	case looksLikeHTML(x.body):
		return none, unusable(llm.Retry, "web_page", "answered with a web page: does the base URL end in /v1?", unpaid)
	}
	if err := llm.OneValue(x.body, maxEnvelope, true); err != nil {
		return none, unusable(llm.Retry, "broken_json", "answered with broken JSON: "+err.Error(), unpaid)
	}
	top, err := object(x.body, "error", "choices", "usage", "model")
	if err != nil {
		return none, unusable(llm.Retry, "broken_json", "answered with other JSON: "+err.Error(), unpaid)
	}
	usage := readUsage(top["usage"])
	if given(top["error"]) {
		return none, classify(x)
	}
	var choices []json.RawMessage
	if json.Unmarshal(top["choices"], &choices) != nil || len(choices) == 0 {
		return none, unusable(llm.Retry, "no_choice", "answered without an answer", usage)
	}
	if len(choices) > 1 {
		return none, unusable(llm.BadAnswer, "choices", "gave more than one answer", usage)
	}
	text, e := readChoice(choices[0], usage)
	if e != nil {
		return none, e
	}
	return llm.Response{Text: text, Model: stringOf(top["model"]), Usage: usage}, nil
}

// readChoice returns the text of a choice that the model finished by itself.
func readChoice(raw json.RawMessage, usage llm.Usage) (string, *llm.Error) {
	choice, err := object(raw, "message", "finish_reason", "error")
	if err != nil {
		return "", unusable(llm.BadAnswer, "choice", "gave an answer of another form: "+err.Error(), usage)
	}
	msg, err := object(choice["message"], "role", "content", "refusal", "tool_calls", "function_call")
	if err != nil {
		return "", unusable(llm.BadAnswer, "choice", "gave a message of another form: "+err.Error(), usage)
	}
	if stringOf(msg["refusal"]) != "" {
		return "", unusable(llm.Skip, "refusal", "the model refused to answer", usage)
	}
	content := stringOf(msg["content"])
	switch reason := stringOf(choice["finish_reason"]); reason {
	case "stop":
	case "length":
		return "", cutOff(content, usage)
	case "content_filter":
		return "", unusable(llm.Skip, "content_filter", "a content filter cut the answer off", usage)
	case "error", "load", "abort":
		return "", unusable(llm.Retry, "unfinished", "the answer broke off: "+reason, usage)
	default:
		why := fmt.Sprintf("the answer ended for the reason %.40q, not \"stop\"", reason)
		return "", unusable(llm.BadAnswer, "unfinished", why, usage)
	}
	if hasItems(msg["tool_calls"]) || given(msg["function_call"]) {
		return "", unusable(llm.BadAnswer, "tool_call", "the model called a tool; it was given none", usage)
	}
	if strings.TrimSpace(content) == "" {
		return "", unusable(llm.BadAnswer, "empty", "the answer is empty", usage)
	}
	return content, nil
}

// maxBlank is how much white space at the end of an answer is a model that has got stuck in it, as happens in
// JSON mode; asking about less does not help then.
const maxBlank = 200

func cutOff(content string, usage llm.Usage) *llm.Error {
	if len(content)-len(strings.TrimRight(content, " \t\r\n")) > maxBlank {
		return unusable(llm.BadAnswer, "blank", "the model wrote white space without end", usage)
	}
	if 2*usage.Thinking > usage.Completion {
		return unusable(llm.Split, "length", "the model spent its answer on thinking: give it a larger limit", usage)
	}
	return unusable(llm.Split, "length", "the answer was cut off at the limit of tokens", usage)
}

// unusable is an answer that came, and was billed, but cannot be used.
func unusable(c llm.Class, code, message string, usage llm.Usage) *llm.Error {
	e := &llm.Error{Class: c, Code: code, Message: message, Status: 200, Paid: llm.PaidUsage, Usage: usage}
	if usage == (llm.Usage{}) || usage.Estimated {
		e.Paid, e.Usage = llm.PaidMaybe, llm.Usage{}
	}
	return e
}

// object decodes a JSON object, exactly: a key that differs from one of known only by case is an error.
func object(raw json.RawMessage, known ...string) (map[string]json.RawMessage, error) {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(raw, &m); err != nil || m == nil {
		return nil, errors.New("not an object")
	}
	for key := range m {
		for _, k := range known {
			if key != k && strings.EqualFold(key, k) {
				return nil, fmt.Errorf("key %q instead of %q", key, k)
			}
		}
	}
	return m, nil
}

// maxUsage bounds the token counts that are believed.
const maxUsage = 1 << 30

// readUsage reads what was billed; what cannot be is marked as to be estimated.
func readUsage(raw json.RawMessage) llm.Usage {
	var u struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
		Details    *struct {
			Cached int `json:"cached_tokens"`
		} `json:"prompt_tokens_details"`
		Parts *struct {
			Thinking int `json:"reasoning_tokens"`
		} `json:"completion_tokens_details"`
	}
	if json.Unmarshal(raw, &u) != nil || min(u.Prompt-1, u.Completion) < 0 || max(u.Prompt, u.Completion) > maxUsage {
		return llm.Usage{Estimated: true}
	}
	usage := llm.Usage{Prompt: u.Prompt, Completion: u.Completion}
	if u.Details != nil {
		usage.CachedPrompt = min(max(u.Details.Cached, 0), u.Prompt)
	}
	if u.Parts != nil {
		usage.Thinking = min(max(u.Parts.Thinking, 0), u.Completion)
	}
	return usage
}

// given reports whether a field is there and not null, false or empty.
func given(raw json.RawMessage) bool {
	switch strings.TrimSpace(string(raw)) {
	case "", "null", "false", `""`, "{}":
		return false
	}
	return true
}

func hasItems(raw json.RawMessage) bool {
	var items []json.RawMessage
	return given(raw) && (json.Unmarshal(raw, &items) != nil || len(items) > 0)
}

// stringOf returns the string in raw, or "" if it is none.
func stringOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // anything else counts as absent
	return s
}

func looksLikeHTML(body []byte) bool {
	return strings.HasPrefix(strings.TrimSpace(string(body[:min(len(body), 200)])), "<")
}
