package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

func newModel(t *testing.T, h http.Handler) *Model {
	t.Helper()
	m, err := New(Config{BaseURL: llmtest.Serve(t, h), Key: "sk-test-123456", Model: "m", Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var question = llm.Request{
	Prompt: "extract", Schema: []byte(`{"type":"object"}`), MaxTokens: 2000, Estimate: 900,
	Messages: []llm.Message{{Role: "system", Content: "Read."}, {Role: "user", Content: "1 国会は法案を否決した。\n2 رفض البرلمان المشروع.\n3 L’Assemblée a dit non."}},
}

func TestEveryShapeIsUnderstood(t *testing.T) {
	shapes := llmtest.Shapes()
	if len(shapes) < 60 {
		t.Fatalf("%d shapes, want 60 or more", len(shapes))
	}
	for _, s := range shapes {
		t.Run(s.Name, func(t *testing.T) {
			m := newModel(t, s)
			m.dialect.Store(&Dialect{Tokens: "max_tokens", Temperature: "zero", Format: "json_schema"})
			req := question
			if s.Code == "prompt_cut" {
				req.Estimate = 7900
			}
			// One request, so that the dialect that it asks for shows.
			resp, err := m.once(t.Context(), req, m.Dialect())
			got := "ok"
			e, ok := errors.AsType[*llm.Error](err)
			if ok {
				got = strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Class, e.Code, detail(e)))
			} else if err != nil {
				t.Fatal(err)
			}
			want := strings.TrimSpace(s.Class + " " + s.Code + " " + s.Detail)
			if got != want {
				t.Errorf("got %q, want %q (%v)", got, want, err)
			}
			if err == nil && resp.Text != `{"claims":[]}` {
				t.Errorf("text = %q", resp.Text)
			}
			if err != nil && (strings.Contains(err.Error(), "abcd1234") || strings.ContainsAny(err.Error(), "\n\x1b")) {
				t.Errorf("message shows a key or more than a line: %v", err)
			}
		})
	}
}

func detail(e *llm.Error) string {
	switch {
	case e.Last:
		return "last"
	case e.Context > 0:
		return fmt.Sprint(e.Context)
	case e.After > 0:
		return e.After.String()
	}
	return ""
}

func TestNothingBrokenIsTakenForAnAnswer(t *testing.T) {
	for _, b := range llmtest.BrokenStreams() {
		t.Run(b.Name, func(t *testing.T) {
			m := newModel(t, b)
			_, err := m.Complete(t.Context(), question)
			if got := llm.ClassOf(err).String(); got != b.Class {
				t.Errorf("got %s (%v), want %s", got, err, b.Class)
			}
		})
	}
}

func TestAnswersThatNeverEndAreGivenUp(t *testing.T) {
	for _, b := range llmtest.Hangs() {
		synctest.Test(t, func(t *testing.T) {
			m, err := New(Config{BaseURL: "http://model.example/v1", Model: "m", Dial: llmtest.Dial(t, b)})
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			_, err = m.Complete(t.Context(), question)
			e, ok := errors.AsType[*llm.Error](err)
			if !ok || e.Class != llm.Retry || e.Code != "timeout" || time.Since(start) > 5*time.Minute+time.Second {
				t.Errorf("%s: %v after %v", b.Name, err, time.Since(start))
			}
		})
	}
}

func TestModelThatIsNotForChatIsAMistakeOfTheUser(t *testing.T) {
	m, err := New(Config{Key: "k", Model: "text-davinci-003"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Complete(t.Context(), question); llm.ClassOf(err) != llm.Fatal {
		t.Errorf("err = %v", err)
	}
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		cfg  Config
		want string
	}{
		{Config{Model: "m"}, "OPENAI_API_KEY"},
		{Config{Key: "k"}, "--model"},
		{Config{Key: "k", Model: "m", BaseURL: "localhost:11434"}, "base URL"},
		{Config{Key: "k", Model: "m", BaseURL: "ftp://example.org"}, "base URL"},
		{Config{Key: "k", Model: "m", BaseURL: "https://user:pass@example.org/v1"}, "base URL"},
	} {
		_, err := New(c.cfg)
		if llm.ClassOf(err) != llm.Fatal || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: err = %v, want %q in it", c.cfg, err, c.want)
		}
	}
}

func TestCancelledCallIsNoFailureOfTheProvider(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := newModel(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	if _, err := m.Complete(ctx, question); !errors.Is(err, context.Canceled) || llm.ClassOf(err) != 0 {
		t.Errorf("err = %v", err)
	}
}

func TestUnreachable(t *testing.T) {
	for base, want := range map[string]string{
		"http://127.0.0.1:1/v1":    "is the server running",
		"http://model.invalid./v1": "--base-url",
	} {
		m, err := New(Config{BaseURL: base, Model: "m"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = m.Complete(t.Context(), question)
		e, ok := errors.AsType[*llm.Error](err)
		if !ok || e.Class != llm.Retry || e.Code != "unreachable" && e.Code != "connection" || e.Paid != llm.NotPaid {
			t.Errorf("%s: err = %v", base, err)
		}
		if e.Code == "unreachable" && !strings.Contains(e.Message, want) {
			t.Errorf("%s: %q does not say %q", base, e.Message, want)
		}
	}
}

func TestBatchAnswersEachRequest(t *testing.T) {
	p := &llmtest.Provider{Answer: func(q llmtest.Question) string { return q.Messages[0].Content }}
	m := newModel(t, p)
	texts := []string{`{"a":"国会"}`, `{"a":"البرلمان"}`, `{"a":"été"}`}
	var reqs []llm.Request
	for _, s := range texts {
		reqs = append(reqs, llm.Request{Messages: []llm.Message{{Role: "user", Content: s}}, MaxTokens: 7})
	}
	id, err := m.Submit(t.Context(), "tag-1", reqs)
	if err != nil {
		t.Fatal(err)
	}
	if found, err := m.Find(t.Context(), "tag-1"); err != nil || found != id {
		t.Errorf("Find = %q, %v; want %q", found, err, id)
	}
	if _, ok, err := m.Collect(t.Context(), id); ok || err != nil {
		t.Errorf("ready at once: %v, %v", ok, err)
	}
	got, ok, err := m.Collect(t.Context(), id)
	if !ok || err != nil || len(got) != len(texts) {
		t.Fatalf("%d results, %v, %v", len(got), ok, err)
	}
	for i, want := range texts {
		if got[i].Err != nil || got[i].Response.Text != want {
			t.Errorf("result %d = %+v, want %s", i, got[i], want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range llmtest.Shapes() {
		f.Add(s.Status, s.Body)
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		resp, err := read(&exchange{status: status, header: http.Header{}, body: body})
		if err != nil {
			if err.Class < llm.Retry || err.Class > llm.Fatal || strings.ContainsAny(err.Message, "\n\r\x1b") {
				t.Errorf("%#v", err)
			}
			return
		}
		if strings.TrimSpace(resp.Text) == "" || !json.Valid(body) || status < 200 || status > 299 {
			t.Errorf("accepted %d %q", status, body)
		}
	})
}
