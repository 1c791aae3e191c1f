package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/delivertest"
	"polydigest/internal/deliver/ses/events"
	"polydigest/internal/digest"
	"polydigest/internal/llm/llmtest"
)

// monday is when the schedule of settings is due.
const monday = "2026-03-30T07:00:00Z"

// settings are a polydigest.yaml, whose digest is called as that of the template's schedule.
func settings(sources []string, languages string, recipients int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "digests:\n  morning:\n    languages: [%s]\n    schedule: cron(0 7 * * ? *)\n    sources:\n", languages)
	for _, s := range sources {
		fmt.Fprintf(&b, "      - %s\n", s)
	}
	if recipients > 0 {
		b.WriteString("    recipients:\n")
	}
	for i := range recipients {
		fmt.Fprintf(&b, "      - {to: %s, language: %s}\n", address(i), []string{"en", "fr", "ja"}[i%3])
	}
	return []byte(b.String())
}

// schedule sends what a schedule of the stack sends, twice as a scheduler may, and returns the run.
func (w *world) schedule(at string) digest.RunID {
	w.t.Helper()
	w.mu.Lock()
	before := maps.Clone(w.executions)
	w.mu.Unlock()
	id, event := w.template.due("tick", at)
	var once sync.WaitGroup
	for range 2 {
		once.Go(func() { w.lambda.later(id, event) })
	}
	once.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.executions) != len(before)+1 || len(w.lambda.failed) > 0 {
		w.t.Fatalf("a tick that came twice started %d executions; %q failed", len(w.executions)-len(before), w.lambda.failed)
	}
	for run := range w.executions {
		if before[run] == nil {
			return digest.RunID(run)
		}
	}
	panic("unreachable")
}

func TestNothingIsLostAndNothingIsMailedTwice(t *testing.T) {
	const readers = 9
	news := corpus{documents: 200, events: 25, own: 3}
	mood := &moody{oneIn: 10, asked: map[string]int{}}
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer, Fault: mood.fault})
	sources := news.write(t, w.sources, 10)
	if err := w.store.Put(t.Context(), "polydigest.yaml", settings(sources, "en, fr, ja", readers)); err != nil {
		t.Fatal(err)
	}
	d := &disasters{seen: map[string]bool{}}
	w.lambda.fate = d.fate
	// The process that mails to the last reader is killed when SES has taken the mail and not yet said so.
	unsure := make(chan struct{})
	d.fates = map[string]fate{fmt.Sprintf(`"recipient":%d}`, readers-1): {kill: unsure}}
	w.taken = func(to string) {
		if to == address(readers-1) {
			close(unsure)
			<-t.Context().Done()
		}
	}
	began := time.Now()
	run := w.schedule(monday)
	r := w.finished(run)
	t.Logf("%v for %d documents: %d of %d questions failed at first; %d processes killed, %d answers lost, %d events doubled, %d refused",
		time.Since(began).Round(time.Second), news.documents, mood.failed, len(mood.asked), d.killed, d.unheard, d.twice, d.throttled)
	t.Logf("largest state: %d bytes, into or out of %s; %v", r.Largest.Bytes, r.Largest.State, r.Counts)
	got := w.digest(r)
	for _, i := range got.Coverage.Items {
		if i.State != digest.Used && i.State != digest.SameText {
			t.Errorf("%s is %s: %s", i.Source, i.State, i.Reason)
		}
	}
	if got.Coverage.Received != news.documents {
		t.Errorf("%d documents were received, want %d", got.Coverage.Received, news.documents)
	}
	keys, err := w.store.List(t.Context(), "digests/", "", 0)
	if err != nil || len(keys) != 1 {
		t.Errorf("the store has the digests %q, %v", keys, err)
	}
	w.checkMails(run, readers)
	if r.Largest.Bytes > 32<<10 {
		t.Errorf("%s has a state of %d bytes", r.Largest.State, r.Largest.Bytes)
	}
	if d.killed == 0 || d.unheard == 0 || d.twice == 0 || d.throttled == 0 || mood.failed < 10 {
		t.Errorf("not every kind of disaster came: %+v, %d faults", d, mood.failed)
	}
	if local := w.local(sources, "en,fr,ja"); local.Content != got.Content {
		t.Errorf("content %s from the functions, %s from the program", got.Content, local.Content)
	}
}

// local is the digest that the program makes of the same sources.
func (w *world) local(sources []string, languages string) *digest.Digest {
	w.t.Helper()
	out := filepath.Join(w.t.TempDir(), "digest.json")
	args := []string{"digest", "--name", "morning", "-l", languages, "-f", "json", "-o", out, "--store", w.t.TempDir(), "--model", "gpt-5-mini",
		"--base-url", w.template.answers["Endpoint"]}
	cmd := exec.Command(build(w.t)("polydigest"), append(args, sources...)...)
	cmd.Env = append(os.Environ(), "OPENAI_API_KEY=sk-local")
	for name, value := range w.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("%v: %s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := digest.Decode(data)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// checkMails checks that every reader got one mail, and what is known of each: the last one's was taken, but who was
// told of it is gone. It is not sent again; SES tells later.
func (w *world) checkMails(run digest.RunID, readers int) {
	w.t.Helper()
	mails := map[string]int{}
	var last delivertest.Taken
	for _, m := range w.ses.Taken() {
		mails[m.To]++
		if m.To == address(readers-1) {
			last = m
		}
		if !strings.Contains(m.Raw, "List-Unsubscribe:") || !strings.Contains(m.Raw, "Message-ID: <") || m.Row == "" {
			w.t.Errorf("the mail to %s has no header or tag that mails have", m.To)
		}
	}
	state := func(i int) deliver.State {
		outbox := deliver.Outbox{KV: w.store}
		who, err := outbox.Recipient(w.t.Context(), deliver.Hash(address(i)))
		if err != nil || len(who.Rows) != 1 {
			w.t.Fatalf("%s has %d rows, %v", address(i), len(who.Rows), err)
		}
		for _, row := range who.Rows {
			if row.Digest != run {
				w.t.Errorf("%s was to get digest %s", address(i), row.Digest)
			}
			return row.State
		}
		panic("unreachable")
	}
	for i := range readers {
		want := deliver.Sent
		if i == readers-1 {
			want = deliver.Sending
		}
		if got := state(i); mails[address(i)] != 1 || got != want {
			w.t.Errorf("%s got %d mails, and it says %s", address(i), mails[address(i)], got)
		}
	}
	id, _ := w.lambda.named("mailed")
	w.lambda.later(id, fmt.Appendf(nil, `{"eventType": "Send", "mail": {"destination": [%q], "tags": {%q: [%q]}}}`, last.To, events.Tag, last.Row))
	if got := state(readers - 1); got != deliver.Sent {
		w.t.Errorf("after SES has told of the last mail it is %s", got)
	}
}

func address(reader int) string { return fmt.Sprintf("reader%d@example.org", reader) }

// disasters befall one event in five, each at its first attempt only: what is tried again succeeds.
type disasters struct {
	mu                                sync.Mutex
	seen                              map[string]bool
	fates                             map[string]fate // of events with these words
	killed, unheard, twice, throttled int
}

var runs = regexp.MustCompile(`"run":"[^"]*"`)

func (d *disasters) fate(name string, payload []byte) fate {
	d.mu.Lock()
	defer d.mu.Unlock()
	event := name + runs.ReplaceAllString(string(payload), "") // the same in every run of the test
	if d.seen[event] {
		return fate{}
	}
	d.seen[event] = true
	for words, f := range d.fates {
		if strings.Contains(event, words) {
			return f
		}
	}
	switch c := chance([]byte(event)); c % 20 {
	case 0:
		if name != "deliver" { // whose mail may be on its way: see above
			d.killed++
			return fate{killed: time.Duration(1+c/20%30) * time.Millisecond}
		}
	case 1:
		d.unheard++
		return fate{unheard: true}
	case 2:
		d.twice++
		return fate{twice: true}
	case 3:
		d.throttled++
		return fate{throttled: true}
	}
	return fate{}
}

const manyChunks = 10_000

func TestManyChunksOfWhichHalfFail(t *testing.T) {
	news := corpus{documents: manyChunks, events: manyChunks / 50, own: 2}
	filtered := func(_ int, q llmtest.Question) http.Handler {
		if text := q.Messages[len(q.Messages)-1].Content; !strings.Contains(text, "Sentences of this part:") || chance([]byte(text))%2 == 0 {
			return nil
		}
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"error": {"code": "content_filter", "message": %q}}`, strings.Repeat("not in this house. ", 110))
		})
	}
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer, Fault: filtered})
	sources := news.write(t, w.sources, 250)
	if err := w.store.Put(t.Context(), "polydigest.yaml", settings(sources, "en", 0)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	r := w.finished(w.schedule(monday))
	got := w.digest(r)
	t.Logf("%v; largest state: %d bytes, into or out of %s; %v; %v",
		time.Since(began).Round(time.Second), r.Largest.Bytes, r.Largest.State, r.Maps, r.Counts)
	if r.Largest.Bytes > 32<<10 {
		t.Errorf("%s has a state of %d bytes", r.Largest.State, r.Largest.Bytes)
	}
	list, _, err := w.store.Get(t.Context(), got.Coverage.List)
	if err != nil {
		t.Fatal(err)
	}
	var items []digest.Item
	if err := json.Unmarshal(list, &items); err != nil {
		t.Fatal(err)
	}
	asked, failed, said := 0, 0, 0
	for _, i := range items {
		asked += i.Chunks.Of
		failed += i.Chunks.Of - i.Chunks.Done
		if i.Reason != "" {
			said++
		}
	}
	t.Logf("%d sources, %d chunks, %d failed, %d with a reason", len(items), asked, failed, said)
	if len(items) != news.documents || asked < news.documents*99/100 || failed < asked*2/5 || failed > asked*3/5 || said < failed {
		t.Errorf("coverage lists %d sources with %d chunks, of which %d failed, with %d reasons", len(items), asked, failed, said)
	}
	if got.Status != digest.Partial {
		t.Errorf("the digest is %s", got.Status)
	}
}

func TestMemoryOfADigestOf500Documents(t *testing.T) {
	news := corpus{documents: 500, events: 1, own: 10} // one story: a function never holds more of a digest at once
	w := newWorld(t, &llmtest.Provider{Answer: news.reader().answer})
	sources := news.write(t, w.sources, 50)
	if err := w.store.Put(t.Context(), "polydigest.yaml", settings(sources, "en, fr, ja", 1)); err != nil {
		t.Fatal(err)
	}
	got := w.digest(w.finished(w.schedule(monday)))
	t.Logf("%d documents, %d claims in the largest story", got.Coverage.Received, claims(got))
	for _, f := range w.lambda.functions {
		if f.cold == 0 {
			continue
		}
		t.Logf("%-8s %4.0f of %4d MB", f.name, f.peak, f.memory)
		if f.name == "merge" && f.memory > 512 || f.peak > 0.6*float64(f.memory) {
			t.Errorf("%s took %.0f MB of %d", f.name, f.peak, f.memory)
		}
	}
}

func claims(d *digest.Digest) int {
	most := 0
	for _, s := range d.Stories {
		most = max(most, len(s.Claims))
	}
	return most
}
