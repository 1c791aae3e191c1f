package llm_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/llm"
)

func TestMapKeepsOrderAndLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int64
		out, errs := llm.Map(t.Context(), 3, []int{5, 4, 3, 2, 1}, func(_ context.Context, n int) (int, error) {
			most.Store(max(most.Load(), now.Add(1)))
			defer now.Add(-1)
			time.Sleep(time.Duration(n) * time.Second)
			if n == 2 {
				return 0, errors.New("two")
			}
			return n * n, nil
		})
		if diff := cmp.Diff([]int{25, 16, 9, 0, 1}, out); diff != "" {
			t.Error(diff)
		}
		for i, err := range errs {
			if (err != nil) != (i == 3) {
				t.Errorf("errs[%d] = %v", i, err)
			}
		}
		if most.Load() != 3 {
			t.Errorf("%d at a time, want 3", most.Load())
		}
	})
}

func TestMapEndsWithContextAndOutlivesPanics(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, errs := llm.Map(ctx, 1, []string{"panic", "cancel", "late"}, func(_ context.Context, s string) (int, error) {
		if s == "panic" {
			panic("古い")
		}
		cancel()
		return 0, nil
	})
	if errs[0] == nil || !strings.Contains(errs[0].Error(), "古い") || errs[1] != nil || !errors.Is(errs[2], context.Canceled) {
		t.Errorf("errs = %v", errs)
	}
}
