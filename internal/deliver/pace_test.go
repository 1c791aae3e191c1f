package deliver_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"polydigest/internal/deliver"
)

func TestPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var at []time.Duration
		s := deliver.Paced(funcSender(func(context.Context, deliver.Mail) (deliver.Receipt, error) {
			at = append(at, time.Since(began))
			return deliver.Receipt{}, nil
		}), time.Second)
		for range 3 {
			if _, err := s.Send(t.Context(), deliver.Mail{}); err != nil {
				t.Fatal(err)
			}
		}
		if at[0] != 0 || at[1] != time.Second || at[2] != 2*time.Second {
			t.Errorf("%v", at)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		var refused *deliver.NotTaken
		if _, err := s.Send(ctx, deliver.Mail{}); !errors.As(err, &refused) || len(at) != 3 {
			t.Errorf("%v, %d handed over", err, len(at))
		}
	})
}
