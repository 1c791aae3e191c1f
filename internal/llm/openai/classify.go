package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"polydigest/internal/llm"
)

// A rule says what an answer of a status, or with certain words in its code, type or message, means. The first
// rule that fits counts; the words are of those that services have been seen to use, in lower case.
type rule struct {
	from, to int      // of the status, inclusive; 0 is any
	words    []string // any of them; none means the status is enough
	also     []string // and any of these, if there are some
	class    llm.Class
	code     string
	advice   string
}

var rules = []rule{
	// What is wrong for good, whatever the status: money, key, model.
	{0, 0, words("insufficient_quota", "exceeded your current quota", "billing_hard_limit", "billing hard limit", "credit balance",
		"insufficient credits", "insufficient balance", "servicequotaexceeded", "out of credits"), nil,
		llm.Fatal, "quota", "the account has no money or quota left"},
	{402, 402, nil, nil, llm.Fatal, "quota", "the account has no money left"},
	{0, 0, words("invalid_api_key", "api key not valid", "incorrect api key", "invalid api key", "unrecognizedclient", "invalid_iam_token"), nil,
		llm.Fatal, "key", "the key is not accepted: check OPENAI_API_KEY"},

	// Too much at once. A 429 of this kind asks for more than a minute's limit and never gets it.
	{413, 413, nil, nil, llm.Split, "context_length", "the request is too large"},
	{0, 0, words("context_length_exceeded", "maximum context length", "context window", "exceed_context_size", "available context size",
		"prompt is too long", "input is too long", "too many input tokens", "max_model_len", "input tokens exceed", "input length",
		"exceeds the maximum number of tokens", "exceeds maximum model length", "too many tokens in", "string_above_max_length"), nil,
		llm.Split, "context_length", "the request is longer than the model's window"},
	{429, 429, words("request too large", "tokens_exceeded_per_request"), nil,
		llm.Split, "request_too_large", "the request alone passes the limit of a minute"},

	// Content that is refused.
	{0, 0, words("content_filter", "responsibleaipolicyviolation", "content management policy", "content_policy_violation",
		"content policy", "flagged", "guardrail_intervened", "blocked by guardrail", "invalid_prompt"), nil,
		llm.Skip, "content_filter", "a content filter refused the text"},

	// What the service does not take; see Dialect.without.
	{400, 422, words("max_completion_tokens' instead", "use max_completion_tokens", "'max_tokens' is not supported", "unsupported parameter: 'max_tokens'"), nil,
		llm.Fatal, "use_max_completion_tokens", "takes max_completion_tokens only"},
	{400, 422, words("max_completion_tokens"), refusals,
		llm.Fatal, "use_max_tokens", "takes max_tokens only"},
	{400, 422, words("temperature"), refusals,
		llm.Fatal, "no_temperature", "takes no temperature"},
	{400, 501, words("json_schema", "json schema", "structured output", "invalid schema", "guided", "grammar", "failed to parse schema"), nil,
		llm.Fatal, "no_json_schema", "takes no JSON Schema"},
	{400, 501, words("response_format", "json_object", "json mode"), nil,
		llm.Fatal, "no_json_schema", "takes no response format"},

	// The rest by status, with the words that some services put under the wrong one.
	{0, 0, words("model_not_found", "deploymentnotfound", "try pulling it", "model does not exist", "invalid model", "unknown model",
		"is not a valid model", "model not found", "model identifier is invalid", "no endpoints found"), nil,
		llm.Fatal, "model", "the service does not know this model: check --model"},
	{404, 404, words("model"), words("not found", "does not exist", "not exist"),
		llm.Fatal, "model", "the service does not know this model: check --model"},
	{401, 401, nil, nil, llm.Fatal, "key", "the key is not accepted: check OPENAI_API_KEY"},
	{0, 0, words("throttlingexception", "throttled", "rate_limit", "rate limit", "too many requests", "resource_exhausted"), nil,
		llm.Retry, "rate_limit", "too many requests"},
	{403, 403, nil, nil, llm.Fatal, "forbidden", "access is forbidden: may this key use this model, from here?"},
	{300, 399, nil, nil, llm.Fatal, "redirect", "the endpoint has moved"},
	{404, 405, nil, nil, llm.Fatal, "endpoint", "nothing answers there: does the base URL end in /v1?"},
	{501, 501, nil, nil, llm.Fatal, "endpoint", "the service does not offer chat completions"},
	{429, 429, nil, nil, llm.Retry, "rate_limit", "too many requests"},
	{408, 409, nil, nil, llm.Retry, "busy", "the service is busy"},
	{425, 425, nil, nil, llm.Retry, "busy", "the service is busy"},
	{498, 499, nil, nil, llm.Retry, "busy", "the service is busy"},
	{500, 599, words("loading"), nil, llm.Retry, "loading", "the model is being loaded"},
	{500, 599, nil, nil, llm.Retry, "server_error", "the service failed"},
	{200, 299, words("overloaded", "server_error", "internal", "unavailable", "timeout", "timed out", "provider returned error"), nil,
		llm.Retry, "server_error", "the service failed"},
	{200, 299, nil, nil, llm.Retry, "error_in_200", "answered with an error under status 200"},
	{0, 0, nil, nil, llm.Skip, "bad_request", "the service does not take this request"},
}

func words(w ...string) []string { return w }

// refusals are how services say that they do not take a parameter.
var refusals = words("unsupported", "not supported", "does not support", "unrecognized", "unknown", "extra", "not permitted",
	"not allowed", "unexpected", "deprecated", "only the default")

// classify says what to do about an exchange that was answered with an error.
func classify(x *exchange) *llm.Error {
	code, kind, message := errorFields(x.body)
	haystack := strings.ToLower(code + " " + kind + " " + message + " " + x.header.Get("X-Amzn-Errortype"))
	status := x.status
	if n, err := strconv.Atoi(code); err == nil && status < 300 && n >= 400 && n <= 599 {
		status = n // some proxies send an error's status in its body only
	}
	for _, r := range rules {
		if r.fits(status, haystack) {
			return r.error(x, message)
		}
	}
	panic("unreachable: the last rule fits everything")
}

func (r rule) fits(status int, haystack string) bool {
	if r.from != 0 && (status < r.from || status > r.to) {
		return false
	}
	return hasAny(haystack, r.words) && hasAny(haystack, r.also)
}

func hasAny(haystack string, words []string) bool {
	for _, w := range words {
		if strings.Contains(haystack, w) {
			return true
		}
	}
	return len(words) == 0
}

func (r rule) error(x *exchange, message string) *llm.Error {
	e := &llm.Error{Class: r.class, Code: r.code, Status: x.status, Rate: rate(x.header)}
	e.Message = fmt.Sprintf("%s (HTTP %d)", r.advice, x.status)
	if to := x.header.Get("Location"); r.code == "redirect" && to != "" {
		e.Message += ": give its new address as the base URL"
	}
	if said := quote(message); said != "" {
		e.Message += "; it says: " + said
	}
	if r.class == llm.Split {
		e.Context = contextSize(message)
	}
	if r.class == llm.Retry {
		e.After = retryAfter(x.header, message, time.Now())
		e.Last = x.header.Get("X-Should-Retry") == "false"
		if x.status == 408 || x.status == 502 || x.status == 504 {
			e.Paid = llm.PaidMaybe // a proxy gave up waiting; the model behind it may have answered
		}
	}
	return e
}

var contextSizes = regexp.MustCompile(`(?i)(?:context length is|context size \(|context window of|maximum of|n_ctx["\s:=]+)\s*(\d{3,8})`)

// contextSize reads the model's window out of an error message; 0 if it is not said.
func contextSize(message string) int {
	m := contextSizes.FindStringSubmatch(message)
	if m == nil {
		return 0
	}
	n := 0
	_, _ = fmt.Sscan(m[1], &n) // digits, by the expression
	return n
}

// errorFields reads the forms that error bodies take. They are OpenAI's {"error": {…}}, Ollama's {"error": "…"}, the
// flat ones of vLLM and AWS, FastAPI's {"detail": …}, and any of these in a list; of other bodies the beginning is
// the message.
func errorFields(body []byte) (code, kind, message string) {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		body = list[0]
	}
	var m map[string]json.RawMessage
	if json.Unmarshal(body, &m) != nil {
		if looksLikeHTML(body) {
			return "", "", ""
		}
		return "", "", string(body[:min(len(body), 500)])
	}
	if s := stringOf(m["error"]); s != "" {
		return plain(m["code"]), plain(m["type"]), s + " " + plain(m["message"])
	}
	var inner map[string]json.RawMessage
	if json.Unmarshal(m["error"], &inner) == nil && inner != nil {
		m = inner
	}
	message = plain(m["message"])
	for _, other := range []string{"detail", "Message", "errors", "innererror", "metadata"} {
		if message == "" || other == "innererror" || other == "metadata" {
			message = strings.TrimSpace(message + " " + plain(m[other]))
		}
	}
	return plain(m["code"]), plain(m["type"]) + " " + plain(m["__type"]) + " " + plain(m["param"]), message
}

// plain returns a JSON string's text, and other values as they are written.
func plain(raw json.RawMessage) string {
	if s := stringOf(raw); s != "" || !given(raw) {
		return s
	}
	return string(raw[:min(len(raw), 500)])
}

var secrets = regexp.MustCompile(`(?i)(sk|pk|key|bearer)[-_ :]+[\w*.-]{6,}`)

// quote makes of what a service says one short line without keys.
func quote(s string) string {
	s = secrets.ReplaceAllString(s, "$1-…")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}

// unanswered says what to do about a request that got no answer, or not the whole of one.
func unanswered(x *exchange, err error) *llm.Error {
	e := &llm.Error{Class: llm.Retry, Code: "connection", Message: "the connection broke", Err: err}
	if x.sent.Load() {
		e.Paid = llm.PaidMaybe
	}
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, errTooLarge):
		e.Class, e.Code, e.Message = llm.BadAnswer, "too_large", "the answer has "+errTooLarge.Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Code, e.Message = "unreachable", "there is no such host: check --base-url"
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Code, e.Message = "unreachable", "nothing listens there: is the server running?"
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Code, e.Message = "timeout", "no whole answer in time"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e.Code, e.Message = "cut", "the answer was cut off on the way"
	case strings.Contains(err.Error(), "certificate"), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		e.Class, e.Code, e.Message = llm.Fatal, "tls", "no secure connection: "+quote(err.Error())
	case strings.Contains(err.Error(), "server response headers exceeded"):
		e.Code, e.Message = "headers", "the answer's headers are too large"
	}
	return e
}

// rate reads the provider's limits. Azure says -1 where it does not tell.
func rate(h http.Header) llm.Rate {
	n := func(name string) int {
		v, err := strconv.Atoi(h.Get(name))
		if err != nil {
			return -1
		}
		return v
	}
	return llm.Rate{
		Requests: max(n("X-Ratelimit-Limit-Requests"), 0), RequestsLeft: n("X-Ratelimit-Remaining-Requests"),
		Tokens: max(n("X-Ratelimit-Limit-Tokens"), 0), TokensLeft: n("X-Ratelimit-Remaining-Tokens"),
	}
}
