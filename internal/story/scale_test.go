//go:build unix

package story

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"

	"polydigest/internal/lineage"
	"polydigest/internal/text"
)

// invented makes n documents of about 6 kB: events of three reports each, every tenth document a near copy. The
// words are syllables drawn with the frequencies of a language, so that common words are common.
func invented(n int) []text.Document {
	rng := rand.New(rand.NewPCG(1, 2))
	common := make([]string, 3000)
	for i := range common {
		common[i] = syllables(rng, 2+rng.IntN(2))
	}
	docs := make([]text.Document, 0, n)
	for len(docs) < n {
		topic := make([]string, 40)
		for i := range topic {
			topic[i] = syllables(rng, 3)
			topic[i] = strings.ToUpper(topic[i][:1]) + topic[i][1:]
		}
		for range min(3, n-len(docs)) {
			docs = append(docs, inventedReport(rng, common, topic))
		}
		if len(docs)%30 == 0 && len(docs) < n {
			docs = append(docs, docs[len(docs)-1])
		}
	}
	return docs
}

func inventedReport(rng *rand.Rand, common, topic []string) text.Document {
	var b strings.Builder
	doc := text.Document{Language: "en"}
	for range 40 {
		start := b.Len()
		for i := range 20 {
			word := common[int(float64(len(common))*rng.Float64()*rng.Float64()*rng.Float64())]
			if rng.IntN(6) == 0 {
				word = topic[rng.IntN(len(topic))]
			}
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
		fmt.Fprintf(&b, " %d.", rng.IntN(5000))
		doc.Sentences = append(doc.Sentences, text.Sentence{Span: text.Span{Start: start, End: b.Len()}, Role: text.Body, Language: "en"})
		b.WriteByte('\n')
	}
	doc.Text = b.String()
	return doc
}

func syllables(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("bdfghklmnprstvz"[rng.IntN(15)])
		b.WriteByte("aeiou"[rng.IntN(5)])
		if rng.IntN(3) == 0 {
			b.WriteByte("nrls"[rng.IntN(4)])
		}
	}
	return b.String()
}

// BenchmarkGroup relates and groups 1,000, 3,000 and 10,000 documents: processor time a document, and the most memory
// that the process has had.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{1000, 3000, 10000} {
		docs := invented(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			before := used(b)
			for b.Loop() {
				Group(docs, lineage.Relate(docs), nil)
			}
			after := used(b)
			b.ReportMetric(float64(cpu(after)-cpu(before))/1e3/float64(b.N*n), "CPU-µs/document")
			b.ReportMetric(float64(after.Maxrss)/1e3, "max-MB") // Linux counts kilobytes
		})
	}
}

func used(b *testing.B) syscall.Rusage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}

// cpu is processor time in nanoseconds.
func cpu(u syscall.Rusage) int64 { return u.Utime.Nano() + u.Stime.Nano() }
