//go:build unix

package openai

import (
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"

	"polydigest/internal/llm/llmtest"
)

func TestBombGrowsNothing(t *testing.T) {
	for _, status := range []int{200, 502} {
		m := newModel(t, llmtest.Bomb(status))
		debug.FreeOSMemory()
		before := peak(t)
		if _, err := m.Complete(t.Context(), question); err == nil {
			t.Error("a bomb is an answer")
		}
		grown := peak(t) - before
		t.Logf("status %d: the process grew by %.1f MiB", status, float64(grown)/(1<<20))
		if grown > 16<<20 {
			t.Errorf("status %d: the process grew by %d MiB, want 16 at most", status, grown>>20)
		}
	}
}

// peak is the most memory that this program ever had resident, in bytes.
func peak(t *testing.T) int {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "darwin" { // in bytes there, in KiB elsewhere
		return int(used.Maxrss)
	}
	return int(used.Maxrss) << 10
}
