package llm_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// TestWhatARunSpentIsKnownAfterAKill has three processes work on one run: one that is killed, one that ends, one that
// found everything in the cache.
func TestWhatARunSpentIsKnownAfterAKill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := storetest.Memory()
		paid := llm.Call{Outcome: "ok", Usage: llm.Usage{Prompt: 100, CachedPrompt: 40, Completion: 10}, Cost: money(t, "0.01")}
		failed := llm.Call{Outcome: "retry"}
		killed := llm.NewTally(kv, "runs/1/usage")
		killed.Add(paid)
		time.Sleep(3 * time.Second)
		killed.Add(paid)
		killed.Add(failed) // and no Note

		ended := llm.NewTally(kv, "runs/1/usage")
		ended.Add(paid)
		ended.Add(llm.Call{Outcome: "cached"})
		time.Sleep(2 * time.Second)
		if err := ended.Note(t.Context()); err != nil {
			t.Fatal(err)
		}
		free := llm.NewTally(kv, "runs/1/usage")
		free.Add(llm.Call{Outcome: "cached"})
		if err := free.Note(t.Context()); err != nil {
			t.Fatal(err)
		}
		llm.NewTally(kv, "runs/10/usage").Add(paid) // another run

		got, err := llm.Tallied(t.Context(), kv, "runs/1/usage")
		if err != nil {
			t.Fatal(err)
		}
		want := digest.Usage{
			Calls: 3, Cached: 2, PromptTokens: 300, CachedTokens: 120, CompletionTokens: 30,
			Cost: digest.Money{Amount: "0.03", Currency: "EUR"}, Seconds: 5,
		}
		if diff := cmp.Diff(want, got.Usage("EUR")); diff != "" || got.Calls.Failed != 1 {
			t.Errorf("%d failed (-want +got)\n%s", got.Calls.Failed, diff)
		}
	})
}

// TestNotesDoNotHoldUpCalls has a hundred calls end at once while a note takes a second: two notes are enough, and the
// last one has them all.
func TestNotesDoNotHoldUpCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := &slowNotes{KV: storetest.Memory()}
		tally := llm.NewTally(kv, "usage")
		start := time.Now()
		llm.Map(t.Context(), 0, make([]int, 100), func(context.Context, int) (int, error) {
			tally.Add(llm.Call{Outcome: "ok", Usage: llm.Usage{Prompt: 1}})
			return 0, nil
		})
		got, err := llm.Tallied(t.Context(), kv, "usage")
		if err != nil || got.Calls.Calls != 100 {
			t.Errorf("%d calls are noted: %v", got.Calls.Calls, err)
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("it took %v and %d notes", took, kv.notes.Load())
		}
	})
}

type slowNotes struct {
	store.KV
	notes atomic.Int64
}

func (s *slowNotes) Put(ctx context.Context, key string, value []byte) error {
	s.notes.Add(1)
	time.Sleep(time.Second)
	return s.KV.Put(ctx, key, value)
}
