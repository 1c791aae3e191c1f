// Package openai asks any service that speaks the OpenAI chat API: OpenAI itself, Azure, Ollama, vLLM,
// llama.cpp, Bedrock, and the proxies in front of them. It is the only package that imports go-openai, which
// forms the requests; transport, deadlines, and the reading of answers and errors are this package's own,
// since that client has no time-outs or size limits and takes many an unusable answer as good.
package openai

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"polydigest/internal/llm"
)

// DefaultBaseURL is where a key without a base URL is used.
const DefaultBaseURL = "https://api.openai.com/v1"

// Config says which model to ask and where.
type Config struct {
	BaseURL string        // as "http://localhost:11434/v1"; "" means DefaultBaseURL
	Key     string        // sent as a bearer token; may be empty for a server on this machine
	Model   string        // as the service names it; for Azure the deployment
	Dialect Dialect       // what is known of the service; what is not is found out
	Timeout time.Duration // of one request until its whole answer is read; 0: 5 minutes, or an hour on this machine

	// Dial replaces the network, for tests; nil means the network.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// A Model is a model behind an OpenAI-compatible endpoint. It makes one request per call: package llm's Wrap
// adds retries and limits.
type Model struct {
	client  *openai.Client
	base    string
	model   string
	key     string
	timeout time.Duration
	local   bool

	dialect atomic.Pointer[Dialect]
	heeded  atomic.Bool  // an answer fitted its schema
	ignored atomic.Int64 // answers that had nothing of it
	window  window
}

// Beside returns the models that stand in for cfg's, named as [llm.ParseModel] reads, each with the key of its place in
// keys. One at cfg's endpoint that has none there is asked with cfg's; no other endpoint is shown that.
func Beside(cfg Config, named, keys []string) ([]llm.Model, error) {
	var all []llm.Model
	for i, spec := range named {
		name, endpoint, err := llm.ParseModel(spec)
		if err != nil {
			return nil, err
		}
		own := Config{BaseURL: cmp.Or(endpoint, cfg.BaseURL), Model: name, Dial: cfg.Dial}
		if i < len(keys) {
			own.Key = strings.TrimSpace(keys[i])
		}
		if own.Key == "" && own.BaseURL == cfg.BaseURL {
			own.Key = cfg.Key
		}
		m, err := New(own)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", spec, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// New returns the model that cfg names. It makes no request.
func New(cfg Config) (*Model, error) {
	if cfg.Key == "" && cfg.BaseURL == "" {
		return nil, fatal("no_model",
			"no model: set OPENAI_API_KEY, or --base-url http://localhost:11434/v1 for one on this machine")
	}
	if cfg.Model == "" {
		return nil, fatal("no_model", "no model named: set --model, or POLYDIGEST_MODEL")
	}
	base := strings.TrimRight(cmp.Or(cfg.BaseURL, DefaultBaseURL), "/")
	u, err := url.Parse(base)
	isWeb := err == nil && (u.Scheme == "http" || u.Scheme == "https")
	if !isWeb || u.Host == "" || u.User != nil || u.RawQuery != "" {
		return nil, fatal("no_endpoint", fmt.Sprintf(
			"%q is no base URL: it is a web address without user or query, usually ending in /v1", cfg.BaseURL))
	}
	m := &Model{base: base, model: cfg.Model, key: cfg.Key, local: isLocal(u.Hostname())}
	m.timeout = cmp.Or(cfg.Timeout, 5*time.Minute)
	if m.local && cfg.Timeout == 0 {
		m.timeout = time.Hour // a model on an ordinary computer is slow, and answers one after the other
	}
	d := cfg.Dialect.or(guess(u))
	m.dialect.Store(&d)

	c := openai.DefaultConfig(cfg.Key)
	c.BaseURL = base
	c.HTTPClient = newDoer(cfg.Dial, m.timeout)
	m.client = openai.NewClientWithConfig(c)
	return m, nil
}

func fatal(code, message string) *llm.Error {
	return &llm.Error{Class: llm.Fatal, Code: code, Message: message}
}

// Name identifies endpoint, model and parameters.
func (m *Model) Name() string { return m.base + " " + m.model + " temperature=0" }

// ID is the model's name as it was configured, by which prices are found.
func (m *Model) ID() string { return m.model }

// Local reports whether the server is on this machine, where a few requests at a time are plenty.
func (m *Model) Local() bool { return m.local }

func isLocal(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Dialect returns what is known of the service by now.
func (m *Model) Dialect() Dialect { return *m.dialect.Load() }

// Complete makes one request, or a few if the service refuses a parameter: what it does not take is left out
// from then on. Once the server has refused a prompt for its length or was seen to cut one silently, longer ones are
// refused with [llm.Split], unasked: so the first one sets the run's context size, and what was not yet asked is
// split to fit.
func (m *Model) Complete(ctx context.Context, req llm.Request) (llm.Response, error) {
	if size := m.window.known(); size > 0 && llm.EstimateMessages(req) > size {
		return llm.Response{}, m.explain(tooLong(size, llm.Usage{}, llm.NotPaid))
	}
	for range maxDialects {
		d := m.dialect.Load()
		resp, err := m.once(ctx, req, *d)
		next, changed := d.without(err)
		if !changed {
			return resp, err
		}
		m.dialect.CompareAndSwap(d, &next)
	}
	return llm.Response{}, m.explain(fatal("no_dialect",
		"refuses every form of request: is this an OpenAI-compatible endpoint?"))
}

// maxDialects bounds the forms of a request that are tried: one for each thing that may be left out, and one
// more.
const maxDialects = 6

// once makes one request in the dialect d.
func (m *Model) once(ctx context.Context, req llm.Request, d Dialect) (llm.Response, error) {
	attempt, cancel := context.WithTimeout(ctx, m.timeout)
	defer cancel()
	x := &exchange{fields: d.fields(req)}
	// The client's own reading of the answer is not used: see answer.
	_, err := m.client.CreateChatCompletion(withExchange(attempt, x), m.request(req, d))
	if x.status == 0 {
		if ctx.Err() != nil {
			return llm.Response{}, fmt.Errorf("%s: %w", m.model, context.Cause(ctx))
		}
		return llm.Response{}, m.explain(unanswered(x, err))
	}
	resp, e := read(x)
	asked := llm.EstimateMessages(req)
	if e != nil {
		if e.Class == llm.Split && e.Context > 0 { // of prompt and answer together
			e.Context = max(e.Context-req.MaxTokens, e.Context/2)
			m.window.set(e.Context)
		}
		return llm.Response{}, m.explain(e)
	}
	if u := &resp.Usage; u.Estimated || asked >= minEstimate && 2*u.Prompt < asked && u.Prompt < minWindow {
		*u = llm.Usage{Prompt: llm.MaxPrompt(req), Completion: len(resp.Text), Estimated: true}
	} else if m.window.cut(asked, u.Prompt) {
		return llm.Response{}, m.explain(tooLong(u.Prompt, *u, llm.PaidUsage))
	}
	m.heed(req, d, resp.Text)
	resp.Model = cmp.Or(resp.Model, m.model)
	return resp, nil
}

// heed notes whether the service heeds schemas. One that says nothing against them and ignores them is from
// then on told the schema in the prompt.
func (m *Model) heed(req llm.Request, d Dialect, text string) {
	if req.Schema == nil || d.Format != "json_schema" {
		return
	}
	if !ignored(req.Schema, text) {
		m.heeded.Store(true)
		return
	}
	if n := m.ignored.Add(1); n >= maxIgnored && !m.heeded.Load() {
		d.Format = "json_object"
		m.dialect.Store(&d)
	}
}

// maxIgnored is after how many answers without any that heeds a schema the service is taken to ignore them.
const maxIgnored = 2

// request forms the request but for what is in [Dialect.fields].
func (m *Model) request(req llm.Request, d Dialect) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: m.model}
	for _, msg := range d.messages(req) {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: msg.Role, Content: msg.Content})
	}
	return r
}

// minKey is the length from which a key is taken for one, and not for a word of the message.
const minKey = 6

// explain adds to an error's message which model it was, and takes the key out of it.
func (m *Model) explain(e *llm.Error) *llm.Error {
	e.Message = m.model + " at " + m.base + ": " + e.Message
	if len(m.key) >= minKey { // some services repeat it
		e.Message = strings.ReplaceAll(e.Message, m.key, "…")
	}
	return e
}
