package pipeline

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/store/files"
	"polydigest/internal/store/storetest"
)

const (
	day   = 24 * time.Hour
	week  = 7 * day
	month = 30 * day
)

// A shelf is a store in which runs of several ages have left what runs leave.
type shelf struct {
	store.KV
	t   *testing.T
	now time.Time
}

// told are the documents of the shelf, by what they are there for.
var told = map[string]string{
	"old digest only": "The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board.",
	"both digests":    "Le ferry Marea a coulé mardi au large de Port Allen avec 214 passagers à bord.",
	"new digest only": "渡轮马雷亚号周二在艾伦港外沉没，船上有214名乘客。",
	"newest of name":  "Grain prices rose by 4.5 percent last month after a dry winter in the north.",
	"old failed run":  "Die Fähre Marea sank am Dienstag vor Port Allen mit 214 Passagieren an Bord.",
	"failed and now":  "フェリー・マレア号は火曜日、アレン港沖で乗客214人を乗せて沈没した。",
	"run under way":   "El ferri Marea se hundió el martes frente a Port Allen con 214 pasajeros a bordo.",
}

// fill makes digests two months and half a month ago, one of another name two months ago, a run that failed then, and
// one that is under way.
func fill(t *testing.T, kv store.KV) shelf {
	t.Helper()
	s := shelf{kv, t, time.Now()}
	s.digest("leak", 2*month, "old digest only", "both digests")
	s.digest("grain", 2*month+day, "newest of name")
	s.digest("leak", month/2, "both digests", "new digest only")
	s.fetched(2*month, "old failed run", "failed and now")
	s.fetched(time.Hour, "failed and now", "run under way")
	return s
}

func (s shelf) request(name string, documents []string) digest.Request {
	var inline []digest.Inline
	for _, d := range documents {
		inline = append(inline, digest.Inline{Text: told[d], PublishedAt: "2026-03-04"})
	}
	return digest.Request{Name: name, Inline: inline, Languages: []string{"en"}}
}

// digest makes one that is so old.
func (s shelf) digest(name string, age time.Duration, documents ...string) {
	s.t.Helper()
	made := home(s.t, s.KV, nil).make(s.t, s.request(name, documents))
	s.age(made.ID, age)
}

// fetched starts a run that has come no further than its sources, one of which is an address that no other asks for.
func (s shelf) fetched(age time.Duration, documents ...string) {
	s.t.Helper()
	h := home(s.t, s.KV, nil)
	run, err := h.Start(s.t.Context(), StartIn{Request: s.request("", documents), Fresh: true})
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := h.Fetch(s.t.Context(), FetchIn{Run: run.Run}); err != nil {
		s.t.Fatal(err)
	}
	address := "sources/" + digest.Hash([]byte(age.String())) + ".json"
	s.put(address, []byte(`{"url": "https://news.example/`+age.String()+`"}`))
	s.put(touchedKey(run.Run, 1), []byte(`["`+address+`"]`))
	s.age(run.Run, age)
}

func (s shelf) put(key string, value []byte) {
	s.t.Helper()
	if err := s.Put(s.t.Context(), key, value); err != nil {
		s.t.Fatal(err)
	}
}

// age puts a run into the past: its id tells when it began (RFC 9562, 5.7).
func (s shelf) age(run digest.RunID, by time.Duration) {
	s.t.Helper()
	id, err := uuid.Parse(string(run))
	if err != nil {
		s.t.Fatal(err)
	}
	ms := s.now.Add(-by).UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
	older := strings.NewReplacer(string(run), id.String())
	err = store.Each(s.t.Context(), s.KV, "", func(key string) error {
		data, _, err := s.Get(s.t.Context(), key)
		if err != nil || !strings.Contains(key+string(data), string(run)) {
			return err
		}
		return errors.Join(s.Delete(s.t.Context(), key), s.Put(s.t.Context(), older.Replace(key), []byte(older.Replace(string(data)))))
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s shelf) keys(prefix string) []string {
	s.t.Helper()
	keys, err := s.List(s.t.Context(), prefix, "", 0)
	if err != nil {
		s.t.Fatal(err)
	}
	return keys
}

// left are the documents that are there, each with its bytes and its reading.
func (s shelf) left() []string {
	var out []string
	for name, text := range told {
		if _, _, err := s.Get(s.t.Context(), "documents/"+digest.Hash([]byte(text))); err == nil {
			out = append(out, name)
		}
	}
	for _, prefix := range []string{"raw/", "readings/", "documents/"} {
		if n := len(s.keys(prefix)); n != len(out) {
			s.t.Errorf("%d texts and %d of %s are left", len(out), n, prefix)
		}
	}
	return slices.Sorted(slices.Values(out))
}

// quoting are the digests that still show words of their documents, oldest first.
func (s shelf) quoting() []string {
	var out []string
	for _, key := range s.keys("digests/") {
		data, _, err := s.Get(s.t.Context(), key)
		if err != nil {
			s.t.Fatal(err)
		}
		d, err := digest.Decode(data)
		if err != nil {
			s.t.Fatal(err)
		}
		if d.Unquote(func(digest.Document) bool { return true }) {
			if without, err := d.Seal(); err != nil || string(without) != string(data) {
				at, _ := began(marks + string(d.ID) + ".json")
				out = append(out, d.Name+" "+s.now.Sub(at).Round(day).String())
			}
		}
	}
	return out
}

// runs counts those of which anything is left.
func (s shelf) runs() int {
	all := map[string]bool{}
	for _, key := range s.keys("runs/") {
		all[strings.Split(key, "/")[1]] = true
	}
	return len(all)
}

var sweeps = map[string]struct {
	keep    Retention
	removal Removal
	gone    []string // documents
	quoting []string
	runs    int
	asked   int // addresses that are remembered
}{
	"for ever": {Retention{}, Removal{}, nil, []string{"grain 1464h0m0s", "leak 1440h0m0s", "leak 360h0m0s"}, 5, 2},
	"what is unused": {
		Retention{Unused: month}, Removal{Texts: 1, Bodies: 1, Runs: 3}, []string{"old failed run"},
		[]string{"grain 1464h0m0s", "leak 1440h0m0s", "leak 360h0m0s"}, 2, 1,
	},
	"texts": {
		Retention{Texts: month}, Removal{Texts: 1, Bodies: 1, Digests: 1}, []string{"old digest only"},
		[]string{"grain 1464h0m0s", "leak 360h0m0s"}, 5, 2,
	},
	"both": {
		Retention{month, month}, Removal{Texts: 2, Bodies: 2, Runs: 3, Digests: 1}, []string{"old digest only", "old failed run"},
		[]string{"grain 1464h0m0s", "leak 360h0m0s"}, 2, 1,
	},
	"texts before what is unused": {
		Retention{3 * month, month}, Removal{Digests: 1}, nil, []string{"grain 1464h0m0s", "leak 360h0m0s"}, 5, 2,
	},
	"texts after what is unused": {
		Retention{week, month}, Removal{Texts: 2, Bodies: 2, Runs: 4, Digests: 1}, []string{"old digest only", "old failed run"},
		[]string{"grain 1464h0m0s", "leak 360h0m0s"}, 1, 1,
	},
	"nothing so old": {
		Retention{6 * month, 6 * month}, Removal{}, nil, []string{"grain 1464h0m0s", "leak 1440h0m0s", "leak 360h0m0s"}, 5, 2,
	},
}

func TestSweep(t *testing.T) {
	for name, c := range sweeps {
		t.Run(name, func(t *testing.T) {
			kv, err := files.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer kv.Close()
			s := fill(t, kv)
			for _, want := range []Removal{c.removal, {}} {
				got, err := Sweep(t.Context(), s, c.keep, s.now)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%v (-want +got)\n%s", err, diff)
				}
			}
			want := slices.DeleteFunc(slices.Sorted(maps.Keys(told)), func(d string) bool { return slices.Contains(c.gone, d) })
			if diff := cmp.Diff(want, s.left()); diff != "" {
				t.Errorf("documents (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(c.quoting, s.quoting()); diff != "" {
				t.Errorf("digests that show words (-want +got)\n%s", diff)
			}
			if runs, asked := s.runs(), len(s.keys("sources/")); runs != c.runs || asked != c.asked {
				t.Errorf("%d runs and %d addresses are left, want %d and %d", runs, asked, c.runs, c.asked)
			}
		})
	}
}

// TestInTheEndNothingIsLeft sweeps day by day, until no digest is the newest of its name any more.
func TestInTheEndNothingIsLeft(t *testing.T) {
	s := fill(t, storetest.Memory())
	for _, name := range []string{"leak", "grain"} {
		s.put(LatestKey(name), []byte(`{"id": "of another store"}`))
	}
	for at := s.now; at.Before(s.now.Add(3 * month)); at = at.Add(day) {
		if _, err := Sweep(t.Context(), s, Retention{2 * week, month}, at); err != nil {
			t.Fatal(err)
		}
	}
	for _, prefix := range []string{marks, "runs/", "documents/", "raw/", "readings/", "sources/"} {
		if keys := s.keys(prefix); len(keys) > 0 {
			t.Errorf("left: %q", keys)
		}
	}
	if got := s.quoting(); len(got) > 0 || len(s.keys("digests/")) != 3 {
		t.Errorf("%q still show words", got)
	}
}

// A breaking store fails at a write, and counts what was read.
type breaking struct {
	store.KV
	mu    sync.Mutex
	at    int // the write that fails, from 1
	reads map[string]int
}

var errBroken = errors.New("broken off")

func (b *breaking) write() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.at--; b.at == 0 {
		return errBroken
	}
	return nil
}

func (b *breaking) Put(ctx context.Context, key string, value []byte) error {
	if err := b.write(); err != nil {
		return err
	}
	return b.KV.Put(ctx, key, value)
}

func (b *breaking) Delete(ctx context.Context, key string) error {
	if err := b.write(); err != nil {
		return err
	}
	return b.KV.Delete(ctx, key)
}

func (b *breaking) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	if err := b.write(); err != nil {
		return "", err
	}
	return b.KV.CompareAndSwap(ctx, key, old, value)
}

func (b *breaking) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	b.mu.Lock()
	b.reads[key]++
	b.mu.Unlock()
	return b.KV.Get(ctx, key)
}

// TestASweepThatIsBrokenOffGoesOn breaks one off at each of its writes: the next leaves what one that was not leaves.
func TestASweepThatIsBrokenOffGoesOn(t *testing.T) {
	keep, broken := Retention{month, month}, 0
	whole := fill(t, storetest.Memory())
	if _, err := Sweep(t.Context(), whole, keep, whole.now); err != nil {
		t.Fatal(err)
	}
	prefixes := []string{marks, "runs/", "documents/", "raw/", "readings/", "sources/", "digests/"}
	for again := true; again; broken++ {
		s := fill(t, storetest.Memory())
		_, err := Sweep(t.Context(), &breaking{KV: s.KV, at: broken + 1, reads: map[string]int{}}, keep, s.now)
		if again = errors.Is(err, errBroken); err != nil && !again {
			t.Fatal(err)
		}
		if _, err := Sweep(t.Context(), s, keep, s.now); err != nil {
			t.Fatal(err)
		}
		for _, prefix := range prefixes {
			if got, want := len(s.keys(prefix)), len(whole.keys(prefix)); got != want {
				t.Errorf("broken off at write %d: %d keys of %s are left, want %d", broken+1, got, prefix, want)
			}
		}
		if diff := cmp.Diff(whole.quoting(), s.quoting()); diff != "" {
			t.Errorf("broken off at write %d (-want +got)\n%s", broken+1, diff)
		}
	}
	if broken < 20 {
		t.Errorf("it was broken off %d times", broken)
	}
}

// TestASweepDoesNotReadWhatRunsLeft is why one fits into a function: of a run that is over and not past its time it
// reads the mark, however much the run has left.
func TestASweepDoesNotReadWhatRunsLeft(t *testing.T) {
	s := fill(t, storetest.Memory())
	b := &breaking{KV: s.KV, reads: map[string]int{}}
	if _, err := Sweep(t.Context(), b, Retention{month, month}, s.now); err != nil {
		t.Fatal(err)
	}
	for key, n := range b.reads {
		prefix, _, _ := strings.Cut(key, "/")
		underWay := prefix == "runs" && strings.Contains(key, "/touched/")
		if n > 2 || !underWay && !slices.Contains([]string{"filed", "digests", "names", "sources"}, prefix) {
			t.Errorf("%s is read %d times", key, n)
		}
	}
	if len(b.reads) == 0 {
		t.Error("nothing was read")
	}
}
