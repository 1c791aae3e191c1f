package deliver_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// death is the end of a process at a chosen step.
type death struct{}

// world is a provider and a store that outlive the processes that use them. Each read, write and hand-over is two
// steps, before and after; the process dies at the step that dieAt counts down to.
type world struct {
	store.KV
	dieAt   int            // steps from now; negative is never
	taken   map[string]int // by recipient
	outcome func() error   // what the provider answers after it has taken a mail
	refuse  bool           // the provider takes nothing
}

func (w *world) step() {
	if w.dieAt == 0 {
		w.dieAt--
		panic(death{})
	}
	w.dieAt--
}

func (w *world) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	w.step()
	defer w.step()
	return w.KV.Get(ctx, key)
}

func (w *world) Create(ctx context.Context, key string, value []byte) error {
	w.step()
	err := w.KV.Create(ctx, key, value)
	w.step()
	return err
}

func (w *world) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	w.step()
	v, err := w.KV.CompareAndSwap(ctx, key, old, value)
	w.step()
	return v, err
}

func (w *world) Send(_ context.Context, m deliver.Mail) (deliver.Receipt, error) {
	w.step()
	if w.refuse {
		return deliver.Receipt{}, &deliver.NotTaken{Err: errors.New("busy")}
	}
	w.taken[m.To]++
	w.step()
	if w.outcome != nil {
		return deliver.Receipt{}, w.outcome()
	}
	return deliver.Receipt{ID: "1"}, nil
}

// live runs f and reports whether the process lived through it.
func live(f func()) (lived bool) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(death); !ok {
				panic(p)
			}
			lived = false
		}
	}()
	f()
	return true
}

// TestDeathAtEveryStep kills the process at each step of sending a mail, and then lets others try until nothing
// changes any more: at most one mail, and one unless the death was around the hand-over.
func TestDeathAtEveryStep(t *testing.T) {
	d, texts := rendertest.Empty()
	deaths, unknown := 0, 0
	for at := 0; ; at++ {
		w := &world{KV: storetest.Memory(), dieAt: at, taken: map[string]int{}}
		o, clock := newOutbox(w)
		o.KV = w
		send := func() (row deliver.Row, err error) {
			return o.Send(t.Context(), d, texts.Text, "reader@example.org", "en")
		}
		if live(func() { send() }) {
			break
		}
		deaths++
		w.dieAt = -1
		var row deliver.Row
		for range 3 {
			clock.pass(time.Hour)
			var err error
			if row, err = send(); err != nil {
				t.Errorf("death at step %d: %v", at, err)
			}
		}
		total := w.taken["reader@example.org"]
		switch {
		case row.State == deliver.Unknown && total <= 1:
			unknown++
		case row.State != deliver.Sent || total != 1:
			t.Errorf("death at step %d: %s, %d mails taken", at, row.State, total)
		}
	}
	if deaths < 10 || unknown == 0 || unknown == deaths {
		t.Errorf("%d deaths, %d of them left it unknown", deaths, unknown)
	}
}

// TestAnyHistory lets anything happen in any order: a mail is taken at most once for each time that an operator has
// released it, what is SENT was taken, and nobody who is suppressed is sent to.
func TestAnyHistory(t *testing.T) {
	d, texts := rendertest.Empty()
	addresses := []string{"a@example.org", "b@xn--bcher-kva.example"}
	rapid.Check(t, func(t *rapid.T) {
		w := &world{KV: storetest.Memory(), dieAt: -1, taken: map[string]int{}}
		o, clock := newOutbox(w)
		o.KV = w
		ctx := context.Background()
		released, barred := map[string]int{}, map[string]bool{}
		rows := map[string]deliver.Row{}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			to := rapid.SampledFrom(addresses).Draw(t, "to")
			switch rapid.SampledFrom([]string{"send", "send", "send", "die", "refuse", "lose", "pass", "event", "suppress", "release"}).Draw(t, "what") {
			case "send", "die", "refuse", "lose":
				w.dieAt, w.refuse, w.outcome = -1, rapid.Bool().Draw(t, "refuse"), nil
				if rapid.Bool().Draw(t, "die") {
					w.dieAt = rapid.IntRange(0, 14).Draw(t, "at")
				}
				if rapid.Bool().Draw(t, "lose") {
					w.outcome = func() error { return errors.New("no answer") }
				}
				before := w.taken[to]
				live(func() {
					if row, err := o.Send(ctx, d, texts.Text, to, "en"); row.ID != "" {
						rows[to] = row
						if row.State == deliver.Sent && w.taken[to] == 0 {
							t.Fatalf("%s was never taken (%v)", to, err)
						}
					}
				})
				w.dieAt = -1
				if barred[to] && w.taken[to] != before {
					t.Fatalf("sent to %s, who has left", to)
				}
			case "pass":
				clock.pass(time.Duration(rapid.IntRange(1, 300).Draw(t, "seconds")) * time.Second)
			case "event":
				// The provider tells only of what it took.
				if w.taken[to] > 0 {
					if err := o.Settle(ctx, deliver.Event{Row: rows[to].ID, To: to, Kind: deliver.Accepted}); err != nil {
						t.Fatal(err)
					}
				}
			case "suppress":
				if err := o.Suppress(ctx, deliver.Hash(to), "", "unsubscribe"); err != nil {
					t.Fatal(err)
				}
				barred[to] = true
			case "release":
				if o.Release(ctx, to, d.ID) == nil {
					released[to]++
				}
			}
			if w.taken[to] > 1+released[to] {
				t.Fatalf("%s got %d mails, %d released", to, w.taken[to], released[to])
			}
		}
	})
}
