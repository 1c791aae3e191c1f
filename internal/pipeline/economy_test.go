package pipeline

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/llm/openai"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// A service counts what it is asked for, and tells a test.
type service struct {
	*llmtest.Provider
	mu       sync.Mutex
	requests int
	at       func(n int) // told of request n, from 1
}

func newService(at func(n int)) *service {
	s := &service{at: at, Provider: &llmtest.Provider{Answer: func(q llmtest.Question) string {
		return llmtest.Parrot(llm.Request{Prompt: llmtest.PromptOf(q), Messages: q.Messages})
	}}}
	s.Watch = func(string) {
		s.mu.Lock()
		s.requests++
		n := s.requests
		s.mu.Unlock()
		if s.at != nil {
			s.at(n)
		}
	}
	return s
}

// home is a process that asks the service: in batches, or each question at once.
func (s *service) home(t *testing.T, kv store.KV, batches bool) *Home {
	t.Helper()
	remote, err := openai.New(openai.Config{BaseURL: "http://model.example/v1", Key: "k", Model: "m", Dial: llmtest.Dial(t, s)})
	if err != nil {
		t.Fatal(err)
	}
	var m llm.Model = remote
	if batches {
		m = llm.NewEconomy(remote, kv, true)
	}
	m = llm.Wrap(m, llm.Options{Cache: kv})
	h := home(t, kv, m)
	h.Limit = llm.Width(m)
	return h
}

// cache is every stored answer, by key.
func cache(t *testing.T, kv store.KV) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := store.Each(context.Background(), kv, "answers/", func(key string) error {
		data, _, err := kv.Get(context.Background(), key)
		out[key] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestBatchesMakeTheSameDigest makes one digest with a question at a time and one in batches: the answers that are
// kept are the same to the byte, and serve either way of asking.
func TestBatchesMakeTheSameDigest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plain, single := storetest.Memory(), newService(nil)
		want := single.home(t, plain, false).make(t, request(ferry...))
		kv, s := storetest.Memory(), newService(nil)
		got := s.home(t, kv, true).make(t, request(ferry...))
		if got.Content != want.Content || got.Status != digest.Complete {
			t.Errorf("contents %s and %s, %s", got.Content, want.Content, got.Status)
		}
		if diff := cmp.Diff(cache(t, plain), cache(t, kv)); diff != "" {
			t.Errorf("answers (-plain +batches)\n%s", diff)
		}
		if len(s.Asked()) > 0 || s.Batches() == 0 || s.Batches() >= len(single.Asked()) {
			t.Errorf("%d questions in %d batches and %d beside them", len(single.Asked()), s.Batches(), len(s.Asked()))
		}
		before := s.requests
		for _, batches := range []bool{true, false} {
			h := s.home(t, kv, batches)
			if again := h.make(t, request(ferry...)); again.Status != digest.Complete || s.requests != before {
				t.Errorf("in batches %t: made again, %s, with %d requests more", batches, again.Status, s.requests-before)
			}
		}
	})
}

// TestABatchIsPaidOnceWhateverDies kills the process at each request to the service in turn, and lets another one go on:
// it makes the same digest, with no batch more.
func TestABatchIsPaidOnceWhateverDies(t *testing.T) {
	var whole *service
	var want *digest.Digest
	synctest.Test(t, func(t *testing.T) {
		whole = newService(nil)
		want = whole.home(t, storetest.Memory(), true).make(t, request(ferry...))
	})
	for n := 1; n <= whole.requests; n++ {
		synctest.Test(t, func(t *testing.T) {
			ctx, kill := context.WithCancel(t.Context())
			defer kill()
			kv := storetest.Memory()
			s := newService(func(at int) {
				if at == n {
					kill()
				}
			})
			if _, err := s.home(t, kv, true).Run(ctx, StartIn{Request: request(ferry...)}); err == nil {
				t.Fatalf("request %d: the run was not killed", n)
			}
			time.Sleep(time.Hour)
			got := s.home(t, kv, true).make(t, request(ferry...))
			if got.Content != want.Content {
				t.Errorf("request %d: contents %s and %s", n, got.Content, want.Content)
			}
			if s.Batches() != whole.Batches() {
				t.Errorf("request %d: %d batches, want %d", n, s.Batches(), whole.Batches())
			}
		})
	}
	t.Logf("%d requests, %d batches", whole.requests, whole.Batches())
	if whole.Batches() < 4 {
		t.Errorf("%d batches: a digest takes one for gists, chunks, merges and editions each", whole.Batches())
	}
}
