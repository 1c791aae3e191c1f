//go:build unix

package read

import (
	"syscall"
	"testing"
	"time"

	"polydigest/internal/text"
)

// BenchmarkPathological reads inputs of the most bytes that Read takes, and prints the seconds of a processor for each.
func BenchmarkPathological(b *testing.B) {
	for _, c := range nasty {
		b.Run(c.name, func(b *testing.B) {
			body := []byte(c.body(MaxBytes - 64<<10))
			if len(body) > MaxBytes {
				b.Fatalf("%d bytes", len(body))
			}
			before := cpuTime(b)
			for b.Loop() {
				Document(text.Raw{Body: body})
			}
			b.ReportMetric((cpuTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}

// cpuTime is what this process has used of the processors: a busy machine is not a slow reader.
func cpuTime(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
