package llm_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

type claim struct {
	Kind    string  `json:"kind" enum:"report,denial"`
	Text    string  `json:"text" jsonschema:"one sentence"`
	Support []int   `json:"support"`
	Said    *string `json:"said"`
}

type answer struct {
	Claims []claim `json:"claims"`
}

const good = `{"claims":[{"kind":"report","text":"国会は否決した。","support":[3,4],"said":null}]}`

func TestAskReadsWhatFitsAndNothingElse(t *testing.T) {
	with := func(text string) string { return strings.Replace(good, "国会は否決した。", text, 1) }
	for _, c := range []struct {
		name, text, want string // want: part of the error, "" if the answer is good
	}{
		{"plain", good, ""},
		{"fenced", "```json\n" + good + "\n```", ""},
		{"fenced without a language", "```\n" + good + "```", ""},
		{"after thinking", "<think>{\"claims\":[]}\nhm</think>\n" + good, ""},
		{"Arabic", with("رفض البرلمان المشروع"), ""},
		{"French", with("L’Assemblée a rejeté le texte à 3 % près"), ""},
		{"escaped emoji", with(`\ud83d\ude00`), ""},
		{"empty list", `{"claims":[]}`, ""},

		{"fenced twice", "```\n```json\n" + good + "\n```\n```", "not one JSON value"},
		{"prose before", "Here it is: " + good, "not one JSON value"},
		{"two values", good + good, "not one JSON value"},
		{"trailing text", good + " I hope this helps!", "not one JSON value"},
		{"cut off", good[:len(good)-4], "not one JSON value"},
		{"equal keys", `{"claims":[],"claims":[]}`, `"claims" occurs twice`},
		{"equal keys, one escaped", `{"claims":[],"cla\u0069ms":[]}`, `"claims" occurs twice`},
		{"key of another case", `{"Claims":[]}`, "schema"},
		{"unknown key", `{"claims":[],"note":"x"}`, "schema"},
		{"missing key", `{}`, "schema"},
		{"null list", `{"claims":null}`, "schema"},
		{"other type", strings.Replace(good, "[3,4]", `"3"`, 1), "schema"},
		{"fraction for a whole number", strings.Replace(good, "3,4", `3.5`, 1), "schema"},
		{"number beyond int", strings.Replace(good, "3,4", `99999999999999999999`, 1), "schema"},
		{"value outside enum", strings.Replace(good, "report", "rumour", 1), "schema"},
		{"list instead of object", `[]`, "schema"},
		{"invalid UTF-8", with("caf\xe9"), "UTF-8"},
		{"replacement character", with("国\ufffd"), "U+FFFD"},
		{"half a surrogate pair", with(`\ud83d`), "U+FFFD"},
		{"byte order mark", "\ufeff" + good, "not one JSON value"},
		{"deep", strings.Repeat("[", 100000), "nested deeper"},
		{"long", with(strings.Repeat("x", 2<<20)), "bytes"},
		{"blank", "  \n", "empty"},
		{"NUL", with("a\x00b"), "not one JSON value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := llmtest.Answers(c.text)
			got, _, err := llm.Ask[answer](t.Context(), m, llm.Request{Prompt: "extract"})
			if c.want == "" {
				if err != nil || len(m.Asked()) != 1 {
					t.Fatalf("%d requests, err = %v; want one that is good", len(m.Asked()), err)
				}
				return
			}
			if llm.ClassOf(err) != llm.BadAnswer || !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v; want a bad answer that says %q", err, c.want)
			}
			if len(got.Claims) != 0 {
				t.Errorf("got %+v beside an error", got)
			}
		})
	}
}

func TestAskAllowsReplacementCharacterThatTheRequestHad(t *testing.T) {
	m := llmtest.Answers(`{"claims":[{"kind":"report","text":"caf�","support":[],"said":null}]}`)
	req := llm.Request{Messages: []llm.Message{{Role: "user", Content: "1 caf�"}}}
	if _, _, err := llm.Ask[answer](t.Context(), m, req); err != nil {
		t.Error(err)
	}
}

func TestAskGivesUpAfterThreeAnswers(t *testing.T) {
	m := llmtest.Answers("no", "no", "no", good)
	_, resp, err := llm.Ask[answer](t.Context(), m, llm.Request{Prompt: "extract"})
	if llm.ClassOf(err) != llm.BadAnswer || len(m.Asked()) != 3 || resp.Usage.Prompt != 300 {
		t.Errorf("err = %v after %d requests, usage %+v", err, len(m.Asked()), resp.Usage)
	}
	empty := &llmtest.Script{Steps: []llmtest.Step{
		{Err: &llm.Error{Class: llm.BadAnswer, Code: "empty", Paid: llm.PaidUsage, Usage: llm.Usage{Prompt: 5}}}, {Text: good}}}
	if _, resp, err := llm.Ask[answer](t.Context(), empty, llm.Request{}); err != nil || resp.Usage.Prompt != 105 {
		t.Errorf("after an empty answer: %v, usage %+v", err, resp.Usage)
	}
}

func TestAskRepairsAndSaysWhatWasWrong(t *testing.T) {
	m := llmtest.Answers(`{"claims":null}`, good)
	req := llm.Request{Prompt: "extract", Key: "k1", Messages: []llm.Message{{Role: "user", Content: "1 国会は否決した。"}}}
	got, resp, err := llm.Ask[answer](t.Context(), m, req)
	if err != nil || len(got.Claims) != 1 || got.Claims[0].Said != nil {
		t.Fatalf("got %+v, %v", got, err)
	}
	if diff := cmp.Diff(llm.Usage{Prompt: 200, Completion: 20}, resp.Usage); diff != "" {
		t.Errorf("usage of both answers (-want +got):\n%s", diff)
	}
	asked := m.Asked()
	if len(asked) != 2 || asked[1].Key != "k1-again" || len(asked[1].Messages) != 3 || len(req.Messages) != 1 {
		t.Fatalf("asked %+v", asked)
	}
	if last := asked[1].Messages[2].Content; !strings.Contains(last, "claims") || !strings.Contains(last, "null") {
		t.Errorf("the second question %q does not say what was wrong", last)
	}
}

func TestAskPassesOtherErrorsOn(t *testing.T) {
	m := &llmtest.Script{Steps: []llmtest.Step{{Err: &llm.Error{Class: llm.Split, Context: 2051}}}}
	_, _, err := llm.Ask[answer](t.Context(), m, llm.Request{Prompt: "extract"})
	e, ok := errors.AsType[*llm.Error](err)
	if !ok || e.Class != llm.Split || e.Context != 2051 || len(m.Asked()) != 1 {
		t.Errorf("err = %#v after %d requests", err, len(m.Asked()))
	}
}

func TestSchemaIsStrict(t *testing.T) {
	raw, err := llm.SchemaOf[answer]()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"object","properties":{"claims":{"type":"array","items":{"type":"object","properties":{` +
		`"kind":{"type":"string","enum":["report","denial"]},"text":{"type":"string","description":"one sentence"},` +
		`"support":{"type":"array","items":{"type":"integer"}},"said":{"type":["null","string"]}},` +
		`"required":["kind","text","support","said"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}`
	if diff := cmp.Diff(want, string(raw)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := lint(raw); err != nil {
		t.Error(err)
	}
}

// lint reports what providers' strict modes refuse in a schema.
func lint(raw json.RawMessage) error {
	var s struct {
		Type       any                        `json:"type"`
		Properties map[string]json.RawMessage `json:"properties"`
		Required   []string                   `json:"required"`
		Additional any                        `json:"additionalProperties"`
		Items      json.RawMessage            `json:"items"`
	}
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	if err := dec.Decode(&s); err != nil {
		return err
	}
	for _, word := range []string{"$ref", "oneOf", "allOf", "uniqueItems", "format", "patternProperties"} {
		if strings.Contains(string(raw), `"`+word+`"`) {
			return fmt.Errorf("%s in %s", word, raw)
		}
	}
	if s.Type == nil {
		return fmt.Errorf("no type in %s", raw)
	}
	if s.Properties != nil && (s.Additional != false || len(s.Required) != len(s.Properties)) {
		return fmt.Errorf("open object %s", raw)
	}
	for _, p := range s.Properties {
		if err := lint(p); err != nil {
			return err
		}
	}
	if s.Items != nil {
		return lint(s.Items)
	}
	return nil
}

func TestSchemaRefusesWhatIsNotStrict(t *testing.T) {
	if _, err := llm.SchemaOf[struct{ M map[string]int }](); err == nil {
		t.Error("a map has a schema")
	}
	if _, err := llm.SchemaOf[struct{ V any }](); err == nil {
		t.Error("an interface has a schema")
	}
	if raw, err := llm.SchemaOf[struct {
		A int `json:"a,omitempty"`
	}](); err != nil || lint(raw) != nil {
		t.Errorf("omitempty: %s, %v", raw, err)
	}
}

func TestAnAnswerMayLeaveOutWhatIsOptional(t *testing.T) {
	type item struct {
		Text string `json:"text"`
		Note string `json:"note,omitempty"`
	}
	type list struct {
		Items []item `json:"items"`
	}
	raw, err := llm.SchemaOf[list]()
	if err != nil || !strings.Contains(string(raw), `"required":["text","note"]`) {
		t.Errorf("a provider is asked for every field: %s, %v", raw, err)
	}
	got, _, err := llm.Ask[list](t.Context(), llmtest.Answers(`{"items":[{"text":"a"}]}`), llm.Request{})
	if err != nil || len(got.Items) != 1 || got.Items[0].Text != "a" {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, _, err := llm.Ask[list](t.Context(), llmtest.Answers(`{"items":[{"note":"a"}]}`), llm.Request{}); err == nil {
		t.Error("an answer without a required field was read")
	}
}

func FuzzAsk(f *testing.F) {
	for _, s := range []string{good, "```json\n" + good + "```", `{"claims":[],"Claims":[]}`, "<think>", `{"claims":[{"kind":"\ud800"}]}`, "```"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _, err := llm.Ask[answer](t.Context(), llmtest.Answers(text), llm.Request{})
		if err != nil {
			return
		}
		b, _ := json.Marshal(got)
		if strings.ContainsRune(string(b), '\ufffd') {
			t.Errorf("accepted %q as %s", text, b)
		}
	})
}
