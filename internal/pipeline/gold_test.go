package pipeline

import (
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/engine/model"
	"polydigest/internal/gold"
	"polydigest/internal/llm"
	"polydigest/internal/store/storetest"
	"polydigest/prompts"
)

// TestRecordedAnswersAgainstTheGoldKey holds what a careful reader's answers make of an event against its key.
func TestRecordedAnswersAgainstTheGoldKey(t *testing.T) {
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	h := home(t, storetest.Memory(), nil)
	replay := llm.Replay("../../testdata/answers/ferry")
	h.Engine = model.Engine{Model: replay, Prompts: set}
	d := h.make(t, digest.Request{
		Sources: []string{"../../testdata/documents/ferry"}, Languages: []string{"en", "fr", "ja"},
	})
	if stale := replay.Stale(); len(stale) > 0 {
		t.Errorf("recordings of another wording: %v", stale)
	}
	key, err := gold.Load("../../testdata/gold/ferry.json")
	if err != nil {
		t.Fatal(err)
	}
	score := key.Score(*d)
	for _, f := range []struct {
		name  string
		share gold.Share
		least float64 // else most
		most  float64
	}{
		{"facts told", score.Recall, 0.90, 1}, {"statements not carried", score.NotCarried, 0, 0.02},
		{"pairs wrongly joined", score.WrongJoins, 0, 0.02}, {"pairs apart", score.Missed, 0, 0.15},
		{"relations: precision", score.Precision, 0.95, 1}, {"relations: recall", score.Relations, 0.85, 1},
		{"independent.min exact", score.Independent, 0.90, 1}, {"opinions told as fact", score.AsFact, 0, 0},
	} {
		if got := f.share.Rate(); f.share.Of == 0 || got < f.least || got > f.most {
			t.Errorf("%s: %d of %d, want %.2f to %.2f", f.name, f.share.Got, f.share.Of, f.least, f.most)
		}
	}
	for _, lang := range []string{"en", "fr", "ja"} {
		for _, s := range d.Stories {
			for id, p := range s.Editions[lang].Points {
				if p.State != digest.TextOK {
					t.Logf("%s %s/%s shows only quotes: %s", lang, s.ID, id, p.Reason)
				}
			}
		}
	}
}
