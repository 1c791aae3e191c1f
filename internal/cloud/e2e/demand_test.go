package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/httpapi"
	"polydigest/internal/llm/llmtest"
)

// A reply is what a client of the interface gets.
type reply struct {
	StatusCode int
	Headers    map[string]string
	body       []byte
}

// ask sends a request to the interface as its function URL does, and reads the stream that comes back: a head of JSON,
// eight zeros, the body (https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html).
func (w *world) ask(method, path, key, body string) (out reply) {
	w.t.Helper()
	event, err := json.Marshal(map[string]any{
		"version": "2.0", "rawPath": path, "body": body, "isBase64Encoded": false,
		"headers": map[string]string{
			"authorization": "Bearer " + key, "content-type": "application/json", "host": "api.example", "idempotency-key": `"once"`,
		},
		"requestContext": map[string]any{"http": map[string]string{"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.17"}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	id, _ := w.lambda.named("api")
	a, err := w.lambda.invoke(w.t.Context(), id, event)
	if err != nil || a.failure {
		w.t.Fatalf("%s %s: %s %v", method, path, a.payload, err)
	}
	head, rest, found := bytes.Cut(a.payload, make([]byte, 8))
	if err := json.Unmarshal(head, &out); err != nil || !found {
		w.t.Fatalf("%s %s: %.200q is no stream: %v", method, path, a.payload, err)
	}
	out.body = rest
	return out
}

// TestADigestOnDemand asks the interface's function for a digest of documents that come with the request.
func TestADigestOnDemand(t *testing.T) {
	news := corpus{documents: 6, events: 2, own: 1}
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer})
	key, _, err := httpapi.NewKey(t.Context(), w.store, httpapi.Make, "client", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	request, err := json.Marshal(map[string]any{"name": "asked", "languages": []string{"en", "ja"}, "documents": news.wires()})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []struct {
		key, body string
		want      int
	}{{"", string(request), http.StatusUnauthorized}, {key, `{"languages": ["en"]}`, http.StatusUnprocessableEntity}, {key, `{`, http.StatusBadRequest}} {
		got := w.ask("POST", "/v1/digests", bad.key, bad.body)
		var problem struct {
			Title  string
			Status int
		}
		if err := json.Unmarshal(got.body, &problem); err != nil || got.StatusCode != bad.want || problem.Status != bad.want || problem.Title == "" ||
			!strings.HasPrefix(got.Headers["Content-Type"], "application/problem+json") {
			t.Errorf("%.40q with the key %q: %d %v %s, want a problem %d", bad.body, bad.key, got.StatusCode, got.Headers, got.body, bad.want)
		}
	}
	made := w.ask("POST", "/v1/digests", key, string(request))
	at := made.Headers["Location"]
	if again := w.ask("POST", "/v1/digests", key, string(request)).Headers["Location"]; made.StatusCode != http.StatusAccepted || at == "" || again != at {
		t.Fatalf("%d %v %s, and again at %q", made.StatusCode, made.Headers, made.body, again)
	}
	path := at[strings.Index(at, "/v1/"):]
	if early := w.ask("GET", path, key, ""); early.StatusCode != http.StatusAccepted && early.StatusCode != http.StatusOK {
		t.Errorf("before it is done: %d %s", early.StatusCode, early.body)
	}
	if len(w.executions) != 1 {
		t.Errorf("%d executions were started", len(w.executions))
	}
	w.finished(digest.RunID(path[strings.LastIndex(path, "/")+1:]))
	done := w.ask("GET", path, key, "")
	got, err := digest.Decode(done.body)
	if err != nil || done.StatusCode != http.StatusOK {
		t.Fatalf("%d %.200s: %v", done.StatusCode, done.body, err)
	}
	if got.Status != digest.Complete || got.Coverage.Used != news.documents || len(got.Stories) == 0 || len(got.Languages) != 2 {
		t.Errorf("the digest is %s, of %d documents, with %d stories in %v", got.Status, got.Coverage.Used, len(got.Stories), got.Languages)
	}
}
