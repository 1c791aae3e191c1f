package e2e

import (
	"strings"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
)

// TestABatchIsWaitedForWithoutAFunction makes a digest at half the price: the provider answers in batches, and while one
// is under way the state machine waits, and no function does.
func TestABatchIsWaitedForWithoutAFunction(t *testing.T) {
	news := corpus{documents: 9, events: 3, own: 1}
	provider := &llmtest.Provider{Answer: news.reader().answer}
	w := newWorldOf(t, provider, map[string]string{"Economy": "true"})
	sources := news.write(t, w.sources, 9)
	w.keep(settings(sources, "en, fr", 1), "")
	r := w.finished(w.schedule(monday))
	got := w.digest(r)
	if got.Status != digest.Complete || provider.Batches() == 0 || len(w.ses.Taken()) != 1 {
		t.Errorf("the digest is %s after %d batches, %d mails were sent", got.Status, provider.Batches(), len(w.ses.Taken()))
	}
	pending := 0
	for _, f := range w.lambda.functions {
		f.mu.Lock()
		pending += strings.Count(f.log.String(), `"name":"Pending"`)
		f.mu.Unlock()
	}
	t.Logf("%d batches, functions ended %d times until they were ready; %v", provider.Batches(), pending, r.Counts)
	if pending < provider.Batches() || r.Counts["StateRetried"] < pending {
		t.Errorf("functions ended %d times for %d batches, and the machine tried %d times again", pending, provider.Batches(), r.Counts["StateRetried"])
	}
	if local := w.local(sources, "en,fr"); local.Content != got.Content {
		t.Errorf("content %s from the functions, %s from the program", got.Content, local.Content)
	}
}
