package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"polydigest/internal/lazy"
	"polydigest/internal/llm"
)

// classify says what to do about an exchange that was answered with an error.
func classify(x *exchange) *llm.Error {
	code, kind, message := errorFields(x.body)
	said := strings.ToLower(code + " " + kind + " " + message + " " + x.header.Get("X-Amzn-Errortype"))
	status := x.status
	if n, err := strconv.Atoi(code); err == nil && status < 300 && n >= 400 && n <= 599 {
		status = n // some proxies send an error's status in its body only
	}
	for _, r := range rules {
		if r.fits(status, said) {
			return r.error(x, message)
		}
	}
	panic("unreachable: the last rule fits everything")
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
	if r.class == llm.Split || r.code == "answer_limit" {
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

var contextSizes = lazy.MustCompile(
	`(?i)(?:context length is|context size \(|context window of|context length of only|must be <=|` +
		`supports at most|\d >)\s*(\d{3,8})`)

// contextSize reads the model's window, or the limit of its answers, out of an error message; 0 if it is not said.
func contextSize(message string) int {
	m := contextSizes.FindStringSubmatch(message)
	if m == nil {
		return 0
	}
	n := 0
	_, _ = fmt.Sscan(m[1], &n) // digits, by the expression
	return n
}

// errorFields reads the forms that error bodies take. They are OpenAI's {"error": {…}}, Ollama's {"error":
// "…"}, the flat ones of vLLM and AWS, FastAPI's {"detail": …}, and any of these in a list; of other bodies
// the beginning is the message.
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

var secrets = lazy.MustCompile(`(?i)(sk|pk|key|bearer)[-_ :]+[\w*.-]{6,}`)

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
	if !x.tried { // refused by the client library: not a model for chat
		e := fatal("model", "cannot be asked: "+quote(err.Error()))
		e.Err = err
		return e
	}
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
	case strings.Contains(err.Error(), "certificate"), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
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
