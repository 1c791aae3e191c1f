package e2e

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
)

// hurried has every function end within a minute: none waits for a provider that asks for ten.
func (w *world) hurried() {
	for _, f := range w.lambda.functions {
		f.timeout = min(f.timeout, time.Minute)
	}
}

// full is a provider that can take no more for now.
func full(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "600")
	http.Error(w, `{"error": {"message": "slow down", "type": "requests", "code": "rate_limit_exceeded"}}`, http.StatusTooManyRequests)
}

// TestWithoutItsProviderADigestIsMadeOfTheSourcesOwnSentences has a provider that never answers. The state machine tries
// each step again, and then goes on without the model.
func TestWithoutItsProviderADigestIsMadeOfTheSourcesOwnSentences(t *testing.T) {
	news := corpus{documents: 30, events: 3, own: 1}
	w := newWorld(t, &llmtest.Provider{Fault: func(int, llmtest.Question) http.Handler { return http.HandlerFunc(full) }})
	w.hurried()
	w.keep(settings(news.write(t, w.sources, 10), "en, fr", 2), "")
	r := w.finished(w.schedule(monday))
	got := w.digest(r)
	t.Logf("%d questions; %v", len(w.provider.Asked()), r.Entered)
	for _, state := range []string{"ExtractBatch", "MergeStory", "ComposeEdition"} {
		if r.Entered[state+"WithoutModel"] == 0 || r.Entered[state+"WithoutModel"] != r.Entered[state] {
			t.Errorf("%s was entered %d times, and without the model %d times", state, r.Entered[state], r.Entered[state+"WithoutModel"])
		}
	}
	for _, i := range got.Coverage.Items {
		if i.State != digest.Used && i.State != digest.SameText {
			t.Errorf("%s is %s: %s", i.Source, i.State, i.Reason)
		}
	}
	for _, s := range got.Stories {
		for _, c := range s.Claims {
			if c.By != digest.ByExtractive {
				t.Errorf("claim %s is by %s", c.ID, c.By)
			}
		}
	}
	if got.Coverage.Received != news.documents || len(got.Stories) == 0 || len(w.ses.Taken()) != 2 {
		t.Errorf("%d documents, %d stories, %d mails", got.Coverage.Received, len(got.Stories), len(w.ses.Taken()))
	}
}

// TestABatchThatIsNotDoneInTimeGoesOn has a provider that stops amid a batch of chunks: the function says "continue",
// and the state machine sends the same event again.
func TestABatchThatIsNotDoneInTimeGoesOn(t *testing.T) {
	news := corpus{documents: 24, events: 4, own: 1}
	var parts atomic.Int64
	provider := &llmtest.Provider{Answer: news.reader().answer, Fault: func(_ int, q llmtest.Question) http.Handler {
		if part := strings.Contains(q.Messages[len(q.Messages)-1].Content, "Sentences of this part:"); part && parts.Add(1) == 7 {
			return http.HandlerFunc(full)
		}
		return nil
	}}
	w := newWorld(t, provider)
	w.hurried()
	sources := news.write(t, w.sources, 8)
	w.keep(settings(sources, "en, fr", 0), "")
	r := w.finished(w.schedule(monday))
	got := w.digest(r)
	if r.Entered["NextRound"] == 0 || r.Entered["ExtractBatchWithoutModel"] > 0 {
		t.Errorf("rounds: %v", r.Entered)
	}
	if n := parts.Load(); n != int64(news.documents)+1 {
		t.Errorf("%d chunks were asked %d times: what is done is asked again", news.documents, n)
	}
	if local := w.local(sources, "en,fr"); local.Content != got.Content {
		t.Errorf("content %s from the functions, %s from the program", got.Content, local.Content)
	}
	if t.Failed() {
		t.Log(w.logs())
	}
}
