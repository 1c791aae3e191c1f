package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/read"
	"polydigest/internal/source"
	"polydigest/internal/store/files"
	"polydigest/internal/text"
)

// sentencesByLanguage are the sentences of the project's own documents.
func sentencesByLanguage(b *testing.B) map[string][]string {
	b.Helper()
	names, err := filepath.Glob("../../testdata/documents/*/[0-9]*")
	if err != nil || len(names) == 0 {
		b.Fatalf("no documents: %v", err)
	}
	out := map[string][]string{}
	for _, name := range names {
		if filepath.Ext(name) == ".jsonl" {
			continue // documents in a wrapping
		}
		body, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		doc, err := read.Document(text.Raw{Body: body})
		if err != nil {
			continue
		}
		for _, s := range doc.Sentences {
			if s.Role == text.Body && s.Language == doc.Language {
				out[doc.Language] = append(out[doc.Language], doc.Text[s.Start:s.End])
			}
		}
	}
	return out
}

// write makes a file of n documents of some 6 kB, a line each, in the languages in turn.
func write(b *testing.B, n int) (file string, size int64) {
	b.Helper()
	sentences := sentencesByLanguage(b)
	languages := slices.Sorted(maps.Keys(sentences))
	random := rand.New(rand.NewPCG(1, 2))
	var all bytes.Buffer
	enc := json.NewEncoder(&all)
	for i := range n {
		lang := languages[i%len(languages)]
		pool := sentences[lang]
		var body bytes.Buffer
		for body.Len() < 6000 {
			fmt.Fprintf(&body, "%s %d. ", pool[random.IntN(len(pool))], random.IntN(100_000))
			if random.IntN(4) == 0 {
				body.WriteByte('\n')
			}
		}
		size += int64(body.Len())
		err := enc.Encode(digest.Inline{ID: fmt.Sprint("n", i), Text: body.String(), PublishedAt: fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28)})
		if err != nil {
			b.Fatal(err)
		}
	}
	file = filepath.Join(b.TempDir(), "documents.jsonl")
	if err := os.WriteFile(file, all.Bytes(), 0o666); err != nil {
		b.Fatal(err)
	}
	return file, size
}

// BenchmarkDocuments makes digests of many documents without a model: documents and megabytes a second, and the most
// memory that the heap held.
func BenchmarkDocuments(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			file, size := write(b, n)
			for b.Loop() {
				kv, err := files.Open(b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				h := &Home{Store: kv, Sources: &source.Reader{}, Engine: extractive.Engine{}, Limit: runtime.GOMAXPROCS(0), Now: time.Now}
				debug.FreeOSMemory()
				peak := watchHeap()
				begun := time.Now()
				_, err = h.Run(context.Background(), StartIn{Request: digest.Request{Sources: []string{file}, Languages: []string{"en"}}})
				took := time.Since(begun).Seconds()
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(n)/took, "documents/s")
				b.ReportMetric(float64(size)/1e6/took, "MB/s")
				b.ReportMetric(float64(peak())/1e6, "peak-MB")
			}
		})
	}
}

// watchHeap samples the heap until the function it returns is called, which gives the largest size seen.
func watchHeap() func() uint64 {
	var most atomic.Uint64
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse+m.StackInuse))
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-done
		return most.Load()
	}
}
