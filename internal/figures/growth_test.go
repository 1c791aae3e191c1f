//go:build unix

package figures

import (
	"math"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHostileTexts holds the processor's time that a text takes to grow as the text does: 32 times the text may take six times
// what it should, 192 times as long; by its square it would take 1,024 times. The least of several times is taken, as other
// work on the machine only adds to them.
func TestHostileTexts(t *testing.T) {
	const size, longer, margin, tries = 3_000, 32, 6, 8
	for _, h := range hostile {
		short := strings.Repeat(h.unit, size/len(h.unit))
		long := strings.Repeat(short, longer)
		readingTime(t, h.unit, h.lang) // makes the language's lexicon
		least, most := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
		for try := 0; try < 2 || try < tries && most > longer*margin*least; try++ {
			least, most = min(least, readingTime(t, short, h.lang)), min(most, readingTime(t, long, h.lang))
		}
		if most > longer*margin*least {
			t.Errorf("%s %q: %d bytes take %v, %d bytes %v", h.lang, h.unit, len(short), least, len(long), most)
		}
	}
}

// processorTime is what the test has used of the processor, which does not grow while others have it.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// readingTime is the processor's time that it takes to find the figures of text, which are to be inside it.
func readingTime(t *testing.T, text, lang string) time.Duration {
	t.Helper()
	start := processorTime(t)
	found := Find(text, lang, "")
	took := processorTime(t) - start
	for _, f := range found {
		if f.Start < 0 || f.Start >= f.End || f.End > len(text) {
			t.Fatalf("%s %.40q: a figure from %d to %d of %d bytes", lang, text, f.Start, f.End, len(text))
		}
	}
	return took
}
