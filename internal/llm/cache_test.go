package llm_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/store/storetest"
)

func TestOnlyWhatWasKeptIsNotAskedAgain(t *testing.T) {
	kv := storetest.Memory()
	s := llmtest.Answers(good)
	var stats llm.Stats
	m := llm.Wrap(s, llm.Options{Cache: kv, Observe: []func(llm.Call){stats.Add}})
	req := llm.Request{Prompt: "extract", Version: "v1", Messages: []llm.Message{{Role: "user", Content: "1 国会は否決した。"}}}

	if _, _, err := llm.Ask[answer](t.Context(), m, req); err != nil { // not kept: it was not verified
		t.Fatal(err)
	}
	want, resp, err := llm.Ask[answer](t.Context(), m, req)
	if err != nil || resp.Cached || len(s.Asked()) != 2 {
		t.Fatalf("%v after %d requests, cached %v", err, len(s.Asked()), resp.Cached)
	}
	if err := resp.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, resp, err := llm.Ask[answer](t.Context(), m, req)
	if err != nil || !resp.Cached || len(s.Asked()) != 2 {
		t.Fatalf("%v after %d requests, cached %v", err, len(s.Asked()), resp.Cached)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c := stats.Counts(); c.Calls != 2 || c.Cached != 1 || c.Usage.Prompt != 200 {
		t.Errorf("counts = %+v", c)
	}

	for name, change := range map[string]func(*llm.Request){
		"another wording": func(r *llm.Request) { r.Version = "v2" },
		"another document": func(r *llm.Request) {
			r.Messages = []llm.Message{{Role: "user", Content: "1 国会は可決した。"}}
		},
		"another length": func(r *llm.Request) { r.MaxTokens = 5 },
	} {
		before := len(s.Asked())
		other := req
		change(&other)
		if _, resp, err := llm.Ask[answer](t.Context(), m, other); err != nil || resp.Cached || len(s.Asked()) != before+1 {
			t.Errorf("%s: cached %v, %v", name, resp.Cached, err)
		}
	}
	if _, resp, err := llm.Ask[answer](t.Context(), llm.Wrap(named{s, "other"}, llm.Options{Cache: kv}), req); err != nil || resp.Cached {
		t.Errorf("another model: cached %v, %v", resp.Cached, err)
	}
}

func TestRepairedAnswerIsKeptUnderItsQuestion(t *testing.T) {
	s := llmtest.Answers("no", good)
	m := llm.Wrap(s, llm.Options{Cache: storetest.Memory()})
	_, resp, err := llm.Ask[answer](t.Context(), m, llm.Request{Prompt: "extract"})
	if err == nil {
		err = resp.Keep(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, resp, err := llm.Ask[answer](t.Context(), m, llm.Request{Prompt: "extract"}); err != nil || !resp.Cached || len(s.Asked()) != 2 {
		t.Errorf("%v, cached %v, %d requests", err, resp.Cached, len(s.Asked()))
	}
}

func TestBrokenCacheEntryIsAskedAnew(t *testing.T) {
	kv := storetest.Memory()
	s := llmtest.Answers(good)
	m := llm.Wrap(s, llm.Options{Cache: kv})
	req := llm.Request{Prompt: "extract"}
	if err := kv.Put(t.Context(), llm.CacheKey(m, req), []byte("{")); err != nil {
		t.Fatal(err)
	}
	resp, err := m.Complete(t.Context(), req)
	if err != nil || resp.Text != good {
		t.Errorf("%+v, %v", resp, err)
	}
}

func TestChainFallsBackWhenAModelIsGone(t *testing.T) {
	fails := func(e llm.Error) llm.Model { return &llmtest.Script{Steps: []llmtest.Step{{Err: &e}}} }
	for _, c := range []struct {
		name string
		e    llm.Error
		next bool
	}{
		{"down", llm.Error{Class: llm.Down}, true},
		{"over budget", llm.Error{Class: llm.OverBudget}, true},
		{"still failing after retries", llm.Error{Class: llm.Retry, Last: true}, true},
		{"no time is left", llm.Error{Class: llm.Retry, Code: "deadline", Last: true}, false},
		{"out of quota", llm.Error{Class: llm.Fatal, Code: "quota"}, true},
		{"wrong key", llm.Error{Class: llm.Fatal, Code: "key"}, false},
		{"too long", llm.Error{Class: llm.Split}, false},
		{"refused", llm.Error{Class: llm.Skip}, false},
	} {
		resp, err := llm.Chain(fails(c.e), llmtest.Answers(good)).Complete(t.Context(), llm.Request{})
		if c.next != (err == nil && resp.Text == good && resp.Instead == "script") || !c.next && llm.ClassOf(err) != c.e.Class {
			t.Errorf("%s: %q, %v", c.name, resp.Text, err)
		}
	}
	_, err := llm.Chain(fails(llm.Error{Class: llm.Down}), fails(llm.Error{Class: llm.OverBudget})).Complete(t.Context(), llm.Request{})
	if llm.ClassOf(err) != llm.OverBudget {
		t.Errorf("what the last one says holds when all are gone: %v", err)
	}
}

func TestModelsAreNamedWithTheirEndpoint(t *testing.T) {
	for spec, want := range map[string][3]string{
		"small":                       {"small", "", ""},
		"qwen3:8b@http://[::1]:80/v1": {"qwen3:8b", "http://[::1]:80/v1", ""},
		"@cf/meta/llama":              {"@cf/meta/llama", "", ""},
		"モデル@https://例え.jp/v1":        {"モデル", "https://例え.jp/v1", ""},
		"":                            {"", "", "names no model"},
		"@http://x/v1":                {"", "", "names no model"},
		"q@http://":                   {"", "", "is no endpoint"},
		"q@https://u:p@x/v1":          {"", "", "is no endpoint"},
		"http://x/v1":                 {"", "", "names no model"},
		"q@ftp://x":                   {"", "", "names no model"},
		" q":                          {"", "", "names no model"},
	} {
		name, endpoint, err := llm.ParseModel(spec)
		if name != want[0] || endpoint != want[1] || (err == nil) != (want[2] == "") || err != nil && !strings.Contains(err.Error(), want[2]) {
			t.Errorf("%q: %q, %q, %v", spec, name, endpoint, err)
		}
	}
}

func TestTraceHoldsNumbersAndNoText(t *testing.T) {
	var trace, logged bytes.Buffer
	s := &llmtest.Script{Steps: []llmtest.Step{
		{Err: &llm.Error{Class: llm.Retry, Code: "server_error", Status: 500, Message: "x\x1b[31m\nsk-secret"}}, {Text: good}}}
	log := slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	m := llm.Wrap(s, llm.Options{
		Budget:  llm.NewBudget(llm.Amount{}, prices(t)),
		Observe: []func(llm.Call){llm.Trace(&trace), llm.Log(log)},
	})
	req := llm.Request{Prompt: "extract", Version: "438d4b8c", Key: "k1", Messages: []llm.Message{{Role: "user", Content: "秘密 سرّ secret"}}}
	if _, err := m.Complete(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(trace.String()), "\n")
	if len(lines) != 2 || strings.Count(logged.String(), "\n") != 2 {
		t.Fatalf("trace:\n%s\nlog:\n%s", trace.String(), logged.String())
	}
	var calls [2]llm.Call
	for i, l := range lines {
		if err := json.Unmarshal([]byte(l), &calls[i]); err != nil {
			t.Fatal(err)
		}
	}
	if c := calls[0]; c.Outcome != "retry" || c.Code != "server_error" || c.Status != 500 || c.Attempt != 1 || c.Model != "script" {
		t.Errorf("first call: %+v", c)
	}
	if c := calls[1]; c.Outcome != "ok" || c.Attempt != 2 || c.Prompt != "extract@438d4b8c" || c.Model != "test" || c.Usage.Prompt != 100 || c.Cost.String() != "0.00014" {
		t.Errorf("second call: %+v", c)
	}
	for _, out := range []string{trace.String(), logged.String()} {
		for _, secret := range []string{"秘密", "secret", "国会", "sk-"} {
			if strings.Contains(out, secret) {
				t.Errorf("%q in %s", secret, out)
			}
		}
	}
}

func TestAsFindsWhatIsWrapped(t *testing.T) {
	s := llmtest.Answers(good)
	m := llm.Wrap(s, llm.Options{Cache: storetest.Memory(), Budget: llm.NewBudget(llm.Amount{}, nil), Observe: []func(llm.Call){func(llm.Call) {}}})
	if got, ok := llm.As[*llmtest.Script](m); !ok || got != s {
		t.Error("the script is not found")
	}
	if llm.Width(m) != 256 || llm.Width(s) != 1 {
		t.Errorf("widths %d and %d", llm.Width(m), llm.Width(s))
	}
	if _, ok := llm.As[interface{ Nobody() int }](m); ok {
		t.Error("found a method that nobody has")
	}
}
