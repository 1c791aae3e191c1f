package pipeline

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

// TestARunThatTookLongIsThereForItsMails has a run that took six days, as with a provider's batches, be over for an hour.
func TestARunThatTookLongIsThereForItsMails(t *testing.T) {
	s := shelf{storetest.Memory(), t, at.Add(time.Hour)}
	h := home(t, s.KV, nil)
	made := h.make(t, s.request("leak", []string{"both digests"}))
	s.age(made.ID, 6*day)
	keep := Retention{Unused: 2 * day}
	if gone, err := Sweep(t.Context(), s, keep, s.now); err != nil || gone != (Removal{}) || s.runs() != 1 {
		t.Errorf("%+v, %v; %d runs are left", gone, err, s.runs())
	}
	if gone, err := Sweep(t.Context(), s, keep, s.now.Add(3*day)); err != nil || gone.Runs != 1 {
		t.Errorf("three days later %+v, %v", gone, err)
	}
}

// TestALongRunKeepsWhatItMet has a run of three days work on a document that a digest before it forgets.
func TestALongRunKeepsWhatItMet(t *testing.T) {
	s := shelf{storetest.Memory(), t, at.Add(time.Hour)}
	s.digest("leak", 4*day, "both digests")
	s.digest("leak", day, "new digest only")
	s.fetched(3*day, "both digests", "run under way")
	if gone, err := Sweep(t.Context(), s, Retention{Texts: 2 * day}, s.now); err != nil || gone != (Removal{Digests: 1}) {
		t.Errorf("%+v, %v", gone, err)
	}
	if got := s.left(); len(got) != 3 {
		t.Errorf("left: %q", got)
	}
}

// A hooked store has something happen before a write, once.
type hooked struct {
	store.KV
	before func(key string) error
}

func (h *hooked) Put(ctx context.Context, key string, value []byte) error {
	if err := h.before(key); err != nil {
		return err
	}
	return h.KV.Put(ctx, key, value)
}

// TestADocumentThatGoesWhileItIsMetIsLostAlone has a sweep come when a run has met a document and not said so.
func TestADocumentThatGoesWhileItIsMetIsLostAlone(t *testing.T) {
	s := shelf{storetest.Memory(), t, time.Now()}
	s.fetched(2*month, "old failed run")
	var gone Removal
	h := home(t, &hooked{s.KV, func(key string) (err error) {
		if strings.Contains(key, "/touched/") && gone == (Removal{}) {
			gone, err = Sweep(t.Context(), s, Retention{Unused: month}, s.now)
		}
		return err
	}}, nil)
	made := h.make(t, s.request("leak", []string{"old failed run", "both digests"}))
	if gone.Texts != 1 || len(made.Documents) != 1 || made.Coverage.Items[0].State != digest.Failed {
		t.Errorf("%+v is removed; documents %+v, items %+v", gone, made.Documents, made.Coverage.Items)
	}
}

// TestWhatAFailedFetchLeftGoes has a source fail for good when it has stored a document.
func TestWhatAFailedFetchLeftGoes(t *testing.T) {
	s := shelf{storetest.Memory(), t, time.Now()}
	full := errors.New("no space")
	readings := 0
	h := home(t, &hooked{s.KV, func(key string) error {
		if strings.HasPrefix(key, "readings/") {
			if readings++; readings > 1 {
				return full
			}
		}
		return nil
	}}, nil)
	h.Limit = 1
	run, err := h.Start(t.Context(), StartIn{Request: s.request("", []string{"old failed run", "both digests"})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Fetch(t.Context(), FetchIn{Run: run.Run}); !errors.Is(err, full) {
		t.Fatal(err)
	}
	s.age(run.Run, 2*month)
	if len(s.keys("documents/")) == 0 {
		t.Fatal("nothing was stored")
	}
	if _, err := Sweep(t.Context(), s, Retention{Unused: month}, s.now); err != nil {
		t.Fatal(err)
	}
	for _, prefix := range []string{"documents/", "raw/", "readings/", marks} {
		if keys := s.keys(prefix); len(keys) > 0 {
			t.Errorf("left: %q", keys)
		}
	}
}

// TestTheNewestDigestHasItsMark has a run stop for good when its digest is stored.
func TestTheNewestDigestHasItsMark(t *testing.T) {
	s := shelf{storetest.Memory(), t, time.Now()}
	s.digest("leak", 3*month, "both digests")
	stopped := errors.New("stopped")
	h := home(t, &hooked{s.KV, func(key string) error {
		if strings.HasPrefix(key, marks) {
			return stopped
		}
		return nil
	}}, nil)
	if _, err := h.Run(t.Context(), StartIn{Request: s.request("leak", []string{"both digests"})}); !errors.Is(err, stopped) {
		t.Fatal(err)
	}
	l, _, err := load[latest](t.Context(), s, LatestKey("leak"))
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := load[mark](t.Context(), s, markKey(l.ID))
	if err != nil || !m.Filed || len(m.Shown) == 0 {
		t.Errorf("the mark of the newest is %+v, %v", m, err)
	}
}
