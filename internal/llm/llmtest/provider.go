package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"polydigest/internal/llm"
)

// A Question is a chat completion request as a service receives it.
type Question struct {
	Model               string          `json:"model"`
	Messages            []llm.Message   `json:"messages"`
	Temperature         *float64        `json:"temperature"`
	MaxTokens           int             `json:"max_tokens"`
	MaxCompletionTokens int             `json:"max_completion_tokens"`
	ResponseFormat      json.RawMessage `json:"response_format"`
	Stream              bool            `json:"stream"`
}

// A Provider is a service that speaks the OpenAI API: chat completions, files, and batches, which are ready
// at the second look. It is an http.Handler.
type Provider struct {
	// Answer is what the model says; nil means {}.
	Answer func(Question) string
	// Fault returns a handler that takes request n (from 1) out of the hands of the model, or nil.
	Fault func(n int, q Question) http.Handler
	// Watch is told of each request, by method and path, before it is answered; or nil.
	Watch func(request string)
	// Header is sent with each answer.
	Header http.Header

	mu      sync.Mutex
	asked   []Question
	files   map[string][]byte
	batches map[string]*fakeBatch
}

// Asked returns the chat completion requests so far.
func (p *Provider) Asked() []Question {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Question(nil), p.asked...)
}

// Batches is how many batches were started.
func (p *Provider) Batches() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.batches)
}

// ServeHTTP answers a request of any of the APIs.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/v1")
	if p.Watch != nil {
		p.Watch(r.Method + " " + path)
	}
	switch {
	case path == "/chat/completions":
		p.chat(w, r)
	case strings.HasPrefix(path, "/files"):
		p.file(w, r, strings.TrimPrefix(path, "/files"))
	case strings.HasPrefix(path, "/batches"):
		p.batch(w, r, strings.TrimPrefix(path, "/batches"))
	default:
		http.NotFound(w, r)
	}
}

func (p *Provider) chat(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var q Question
	if err == nil {
		err = json.Unmarshal(body, &q)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p.mu.Lock()
	p.asked = append(p.asked, q)
	n := len(p.asked)
	p.mu.Unlock()
	if p.Fault != nil {
		if h := p.Fault(n, q); h != nil {
			h.ServeHTTP(w, r)
			return
		}
	}
	for k, v := range p.Header {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(p.completion(q))
}

func (p *Provider) completion(q Question) []byte {
	text := "{}"
	if p.Answer != nil {
		text = p.Answer(q)
	}
	prompt := 0
	for _, m := range q.Messages {
		prompt += llm.Tokens(m.Content) + 4
	}
	completion := llm.Tokens(text)
	message := map[string]any{"role": "assistant", "content": text}
	b, err := json.Marshal(map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "model": q.Model,
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": message}},
		"usage": map[string]int{
			"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion,
		},
	})
	if err != nil {
		panic(err) // strings and numbers
	}
	return b
}

// A fakeBatch is one batch and how often it was looked at.
type fakeBatch struct {
	ID       string         `json:"id"`
	Object   string         `json:"object"`
	Status   string         `json:"status"`
	Input    string         `json:"input_file_id"`
	Output   string         `json:"output_file_id,omitempty"`
	Metadata map[string]any `json:"metadata"`
	looks    int
}

func (p *Provider) file(w http.ResponseWriter, r *http.Request, path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.Method == http.MethodGet {
		_, _ = w.Write(p.files[strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/content")])
		return
	}
	f, _, err := r.FormFile("file")
	var b []byte
	if err == nil {
		b, err = io.ReadAll(f)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if p.files == nil {
		p.files = make(map[string][]byte)
	}
	id := fmt.Sprintf("file-%d", len(p.files)+1)
	p.files[id] = b
	writeJSON(w, map[string]any{"id": id, "object": "file", "bytes": len(b), "purpose": r.FormValue("purpose")})
}

func (p *Provider) batch(w http.ResponseWriter, r *http.Request, path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch id := strings.TrimPrefix(path, "/"); {
	case r.Method == http.MethodPost:
		var b fakeBatch
		if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if p.batches == nil {
			p.batches = make(map[string]*fakeBatch)
		}
		b.ID, b.Object, b.Status = fmt.Sprintf("batch-%d", len(p.batches)+1), "batch", "validating"
		p.batches[b.ID] = &b
		writeJSON(w, b)
	case id == "":
		list := []*fakeBatch{}
		for _, b := range p.batches {
			list = append(list, b)
		}
		writeJSON(w, map[string]any{"object": "list", "data": list})
	default:
		b := p.batches[id]
		if b == nil {
			http.NotFound(w, r)
			return
		}
		if b.looks++; b.looks >= 2 && b.Output == "" {
			b.Status, b.Output = "completed", b.ID+"-out"
			p.files[b.Output] = p.results(p.files[b.Input])
		}
		writeJSON(w, b)
	}
}

// results answers each line of a batch, in reverse: services do not keep the order.
func (p *Provider) results(input []byte) []byte {
	out := ""
	for l := range strings.Lines(string(input)) {
		var item struct {
			ID   string   `json:"custom_id"`
			Body Question `json:"body"`
		}
		if err := json.Unmarshal([]byte(l), &item); err != nil {
			continue
		}
		b, err := json.Marshal(map[string]any{"custom_id": item.ID, "error": nil,
			"response": map[string]any{"status_code": 200, "body": json.RawMessage(p.completion(item.Body))}})
		if err != nil {
			panic(err) // JSON that we made ourselves
		}
		out = string(b) + "\n" + out
	}
	return []byte(out)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the client may have gone
}
