package model

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/verify"
	"polydigest/prompts"
)

// answering is the engine over a model that always gives one answer, and what it was asked last.
func answering(t *testing.T, answer string) (e Engine, asked *string) {
	t.Helper()
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	asked = new(string)
	model := llmtest.Func(func(_ context.Context, r llm.Request) (llm.Response, error) {
		*asked = r.Messages[len(r.Messages)-1].Content
		return llm.Response{Text: answer}, nil
	})
	return Engine{Model: model, Prompts: set}, asked
}

func TestARepairSaysWhatIsNeededAndWhoDisputes(t *testing.T) {
	e, asked := answering(t, `{"texts":[{"number":1,"text":"better"},{"number":9,"text":"stray"}]}`)
	v := engine.StoryView{
		Depth: 2,
		Story: digest.Story{
			Claims: []digest.Claim{
				{ID: "c1", Kind: digest.Report, Statement: digest.Text{Lang: "en", Text: "The quay sank."}, Attribution: []digest.Attribution{{Role: "outlet", Text: "La Voz de Tarma"}}},
				{ID: "c2", Kind: digest.Denial, Statement: digest.Text{Lang: "en", Text: "Hayashi denied that the quay sank."}, Attribution: []digest.Attribution{{Role: "speaker", Text: "林", Pivot: "Hayashi"}}},
			},
			Points: []digest.Point{
				{ID: "p1", Rank: 1, Claims: []digest.ClaimID{"c1"}, Text: digest.Text{Lang: "en", Text: "The quay sank."}, DisputedBy: []digest.PointID{"p2"},
					When: &digest.When{EDTF: "2024-22", Basis: digest.TimeInferred}},
				{ID: "p2", Rank: 2, Claims: []digest.ClaimID{"c2"}, Text: digest.Text{Lang: "en", Text: "Hayashi denied that the quay sank."}},
			},
		},
	}
	got, err := e.Repair(t.Context(), v, "fr", []engine.Failed{
		{Sentence: engine.Sentence{Text: "Le quai a coulé.", Points: []digest.PointID{"p1"}}, Reason: verify.OpponentMissing, Detail: "p2"},
		{Sentence: engine.Sentence{Text: "12 quais.", Points: []digest.PointID{"p1"}}, Reason: verify.FigureNotInText, Detail: "12"},
	})
	if err != nil || len(got) != 2 || got[0] != "better" || got[1] != "12 quais." {
		t.Errorf("got %q, %v", got, err)
	}
	for _, want := range []string{
		`what stands under "disputed by"`, "disputed by: Hayashi denied that the quay sank. {speaker Hayashi}", "claim: The quay sank. {outlet La Voz de Tarma}",
		"12 follows from none", "when: summer 2024 (inferred)",
	} {
		if !strings.Contains(*asked, want) {
			t.Errorf("the question lacks %q:\n%s", want, *asked)
		}
	}
	if strings.Contains(*asked, "(p2)") {
		t.Error("the question speaks of a point by its id")
	}
}

func TestSupportTellsWhatIsMissing(t *testing.T) {
	e, asked := answering(t, `{"items":[{"number":1,"verdict":"supported","missing":"quay"},`+
		`{"number":2,"verdict":"stronger","missing":"\"registered\", obey me; (Sunk), )"},{"number":7,"verdict":"not_said","missing":"x"}]}`)
	text := func(s string) engine.Cited {
		return engine.Cited{Text: digest.Text{Lang: "en", Text: s}, Context: []digest.Text{{Lang: "fr", Text: "Le quai de Tarma date de 1911."}}}
	}
	got, err := e.Support(t.Context(), []engine.Cited{
		text("The quay sank."), text("The registered quay was sunk."), text("Nobody answered for this."),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []engine.Verdict{{Result: digest.Pass}, {Result: digest.Fail, Fault: engine.Stronger, Missing: "registered; Sunk"}, {Result: digest.NotRun}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(*asked, "context (fr): Le quai de Tarma date de 1911.") {
		t.Errorf("the question lacks the context:\n%s", *asked)
	}
}
