package openai

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

type claims struct {
	Claims []int `json:"claims"`
}

// TestClientSurvivesEveryFault puts each shape and each hang in the way of the whole client, once and for ever.
func TestClientSurvivesEveryFault(t *testing.T) {
	type fault struct {
		name, class, code string
		mends             bool // once, it is got over: by asking again, or in another dialect
		http.Handler
	}
	var faults []fault
	for _, s := range llmtest.Shapes() {
		dialect := s.Code == "use_max_completion_tokens" || s.Code == "no_temperature" ||
			s.Code == "no_json_schema" || s.Code == "answer_limit"
		again := s.Class == "ok" || s.Class == "bad_answer" || s.Class == "retry" && s.Detail != "last" && s.Detail != "6m0s"
		faults = append(faults, fault{s.Name, s.Class, s.Code, dialect || again, s})
	}
	for _, b := range append(llmtest.BrokenStreams(), llmtest.Hangs()...) {
		faults = append(faults, fault{b.Name, b.Class, "", true, b})
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				once := &llmtest.Provider{
					Answer: func(llmtest.Question) string { return `{"claims":[7]}` },
					Fault: func(n int, _ llmtest.Question) http.Handler {
						if n == 1 {
							return f
						}
						return nil
					},
				}
				got, err := askThrough(t, once, f.code)
				if f.mends {
					if want := len(got.Claims); err != nil || f.class != "ok" && want != 1 {
						t.Errorf("after one fault: %+v, %v", got, err)
					}
				} else if llm.ClassOf(err).String() != f.class {
					t.Errorf("after one fault: %v, want %s", err, f.class)
				}

				always := &llmtest.Provider{Fault: func(int, llmtest.Question) http.Handler { return f }}
				got, err = askThrough(t, always, f.code)
				if (err == nil) != (f.class == "ok") || len(got.Claims) > 0 {
					t.Errorf("a fault for ever: %+v, %v", got, err)
				}
				if n := len(always.Asked()); n > 5 {
					t.Errorf("%d requests for one question", n)
				}
			})
		})
	}
}

// askThrough asks about a text that is as long as the shapes' usage says.
func askThrough(t *testing.T, p *llmtest.Provider, code string) (claims, error) {
	t.Helper()
	sentences := 45
	if code == "prompt_cut" {
		sentences = 400
	}
	m, err := New(Config{BaseURL: "http://model.example/v1", Model: "m", Dial: llmtest.Dial(t, p)})
	if err != nil {
		t.Fatal(err)
	}
	req := question
	req.Schema, req.Estimate = nil, 0
	req.Messages = []llm.Message{{Role: "user", Content: strings.Repeat("国会は法案を否決した。رفض البرلمان المشروع. ", sentences)}}
	got, _, err := llm.Ask[claims](t.Context(), llm.Wrap(m, llm.Options{}), req)
	return got, err
}

// TestNoEndpointIsShownTheKeyOfAnother asks each of several models and notes the host and the key of each request.
func TestNoEndpointIsShownTheKeyOfAnother(t *testing.T) {
	var shown []string
	p := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown = append(shown, r.Host+" "+r.Header.Get("Authorization"))
		(&llmtest.Provider{Answer: func(llmtest.Question) string { return `{"claims":[7]}` }}).ServeHTTP(w, r)
	})
	first := Config{BaseURL: "http://model.example/v1", Key: "k0", Model: "m", Dial: llmtest.Dial(t, p)}
	models, err := Beside(first, []string{"small", "q@http://other.example/v1", "r@http://other.example/v1", "s@http://model.example/v1"}, []string{"", " k2 "})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range models {
		if _, _, err := llm.Ask[claims](t.Context(), m, question); err != nil {
			t.Error(err)
		}
	}
	want := []string{"model.example Bearer k0", "other.example Bearer k2", "other.example ", "model.example Bearer k0"}
	for i := range want {
		if i >= len(shown) || strings.TrimSuffix(shown[i], "Bearer ") != want[i] {
			t.Errorf("shown %q, want %q", shown, want)
			break
		}
	}
	for _, spec := range []string{"", "x@http://", "x@https://host/v1?key=1"} {
		if _, err := Beside(first, []string{spec}, nil); err == nil {
			t.Errorf("%q is a model", spec)
		}
	}
}
