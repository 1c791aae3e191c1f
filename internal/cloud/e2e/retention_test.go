package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
)

// answered is what a function says to what its schedule sends at a time.
func answered[T any](w *world, step string, at time.Time) (out T) {
	w.t.Helper()
	id, event := w.template.due(step, at.UTC().Format(time.RFC3339))
	a, err := w.lambda.invoke(w.t.Context(), id, event)
	if err != nil || a.failure {
		w.t.Fatalf("%s: %s %v", step, a.payload, err)
	}
	if err := json.Unmarshal(a.payload, &out); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// keep writes polydigest.yaml.
func (w *world) keep(settings []byte, more string) {
	w.t.Helper()
	if err := w.store.Put(w.t.Context(), "polydigest.yaml", []byte(more+string(settings))); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) keys(prefix string) []string {
	w.t.Helper()
	keys, err := w.store.List(w.t.Context(), prefix, "", 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return keys
}

// errors are the events that a function of the world told CloudWatch went wrong.
func (w *world) errors() map[string]int {
	out := map[string]int{}
	for _, f := range w.lambda.functions {
		f.mu.Lock()
		out[f.name] += strings.Count(f.log.String(), `"errors":1`)
		f.mu.Unlock()
	}
	return out
}

// TestWhereNothingIsNewNothingIsSentAndNobodyIsCalled has a schedule come due for which its source has nothing: what it
// has is months old. The execution succeeds and says so, and nothing that an alarm looks at tells of it.
func TestWhereNothingIsNewNothingIsSentAndNobodyIsCalled(t *testing.T) {
	news := corpus{documents: 6, events: 2, own: 1}
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer})
	often := strings.Replace(string(settings(news.write(t, w.sources, 3), "en, fr", 2)), "cron(0 7 * * ? *)", "cron(* * * * ? *)\n    since: 24h", 1)
	w.keep([]byte(often), "")
	look := time.Now().Add(46 * time.Minute) // 45 minutes after the minute that comes next
	type late struct{ Late []string }
	if got := answered[late](w, "watch", look); !slices.Equal(got.Late, []string{"morning"}) {
		t.Errorf("before anything was made %q are late", got.Late)
	}
	run := w.schedule(monday)
	r := w.finished(run)
	var out struct{ Run, Status string }
	if err := json.Unmarshal(r.Output, &out); err != nil || out.Run != string(run) || out.Status != "nothing_new" {
		t.Errorf("the execution ended with %s, %v", r.Output, err)
	}
	if mails, digests := len(w.ses.Taken()), w.keys("digests/"); mails > 0 || len(digests) > 0 {
		t.Errorf("%d mails, digests %q", mails, digests)
	}
	for name, n := range w.errors() {
		if n > 0 {
			t.Errorf("%s told of %d errors", name, n)
		}
	}
	if got := answered[late](w, "watch", look); len(got.Late) > 0 {
		t.Errorf("%q are late", got.Late)
	}
}

// TestWhatIsPastItsRetentionGoes makes two digests of one name, of sources that share half of their documents, and has
// the night's sweep come a day and forty days later.
func TestWhatIsPastItsRetentionGoes(t *testing.T) {
	news := corpus{documents: 9, events: 3, own: 1}
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer})
	sources := news.write(t, w.sources, 3)
	const retention = "retention: {unused: 7d, texts: 30d}\n"
	var made []*digest.Digest
	for i, at := range []string{monday, "2026-03-31T07:00:00Z"} {
		w.keep(settings(sources[i:i+2], "en", 1), retention)
		made = append(made, w.digest(w.finished(w.schedule(at))))
	}
	sweep := func(days int) pipeline.Removal {
		return answered[pipeline.Removal](w, "sweep", time.Now().AddDate(0, 0, days))
	}
	before := len(w.keys(""))
	if gone := sweep(1); gone != (pipeline.Removal{}) || len(w.keys("")) != before {
		t.Errorf("a day later %+v is removed", gone)
	}
	if got, want := sweep(40), (pipeline.Removal{Texts: 3, Bodies: 3, Runs: 2, Digests: 1}); got != want {
		t.Errorf("forty days later %+v is removed, want %+v", got, want)
	}
	for prefix, want := range map[string]int{"runs/": 0, "documents/": 6, "raw/": 6, "readings/": 6, "digests/": 2, "filed/": 1} {
		if keys := w.keys(prefix); len(keys) != want {
			t.Errorf("%d keys of %s are left, want %d: %q", len(keys), prefix, want, keys)
		}
	}
	for i, d := range made {
		data, _, err := w.store.Get(t.Context(), pipeline.DigestKey(d.Name, d.ID))
		if err != nil {
			t.Fatal(err)
		}
		now, err := digest.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if before, after := quotes(d), quotes(now); before == 0 || i == 0 && after > 0 || i == 1 && after != before {
			t.Errorf("digest %d of 2 shows %d quotes of %d", i+1, after, before)
		}
	}
	if mails := w.ses.Taken(); len(mails) != 2 || slices.ContainsFunc(mails, func(m delivertest.Taken) bool { return m.To != address(0) }) {
		t.Errorf("%d mails were sent", len(mails))
	}
}

func quotes(d *digest.Digest) int {
	n := 0
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			n += len(slices.DeleteFunc(slices.Clone(c.Citations), func(c digest.Citation) bool { return c.Quote == "" }))
		}
	}
	return n
}
