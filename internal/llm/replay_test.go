package llm_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
)

func TestReplayGivesWhatWasRecorded(t *testing.T) {
	for _, text := range []string{
		`{"claims":[{"text":"<b> & 国会は否決した。 رفض"}],"n":1.0}`,
		"{\n  \"answer\": null,\t\"x\": [1,\n 2]}",
		`"a string"`,
		"no JSON: déjà vu",
		"```json\n{}\n```",
	} {
		dir := filepath.Join(t.TempDir(), "answers")
		req := llm.Request{Prompt: "extract", Version: "v1", Key: "abc"}
		want, err := llm.Record(llmtest.Answers(text), dir).Complete(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		got, err := llm.Replay(dir).Complete(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Text, got.Text); diff != "" || got.Model != want.Model || got.Usage != want.Usage {
			t.Errorf("(-recorded +replayed):\n%s\n%+v\n%+v", diff, want, got)
		}
	}
}

func TestReplayMarksAnswersOfAnotherWordingAsStale(t *testing.T) {
	dir := t.TempDir()
	req := llm.Request{Prompt: "extract", Version: "v1", Key: "abc"}
	if _, err := llm.Record(llmtest.Answers(`{}`), dir).Complete(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	r := llm.Replay(dir)
	if _, err := r.Complete(t.Context(), req); err != nil || len(r.Stale()) != 0 {
		t.Fatalf("stale %q, err %v", r.Stale(), err)
	}
	req.Version = "v2"
	if _, err := r.Complete(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"extract-abc.json"}, r.Stale()); diff != "" {
		t.Error(diff)
	}
}

func TestReplayNamesTheMissingFile(t *testing.T) {
	dir := t.TempDir()
	_, err := llm.Replay(dir).Complete(t.Context(), llm.Request{Prompt: "merge", Key: "0f"})
	want := filepath.Join(dir, "merge-0f.json")
	if llm.ClassOf(err) != llm.Fatal || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--record") {
		t.Errorf("err = %v; want one that names %s and how to record it", err, want)
	}
}
