package e2e

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"polydigest/internal/pause"
)

// startS3 runs an S3 server. It keeps objects in memory where that can be and takes what it needs of a file system: the
// largest test makes 50,000.
func startS3(t *testing.T, binary string) (endpoint string) {
	t.Helper()
	if memory, err := os.MkdirTemp("/dev/shm", "e2e-"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(memory) })
		if room(memory) {
			if endpoint, err := serveS3(t, binary, memory); err == nil {
				return endpoint
			}
		}
	}
	endpoint, err := serveS3(t, binary, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return endpoint
}

// room reports whether a folder has a gigabyte left.
func room(folder string) bool {
	out, err := exec.Command("df", "-Pk", folder).Output()
	fields := strings.Fields(string(out))
	if err != nil || len(fields) < 6 {
		return false
	}
	left, err := strconv.Atoi(fields[len(fields)-3])
	return err == nil && left > 1<<20
}

// serveS3 runs the server on a folder until the test ends.
func serveS3(t *testing.T, binary, folder string) (endpoint string, err error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		return "", err
	}
	// Connections are kept as S3 keeps them, buffers are of the size of objects, and memory goes before time: it is what
	// the tests spend most on.
	cmd := exec.Command(binary, "--port", addr, "--quiet", "--keep-alive", "posix", "--io-buffer-size", "65536", folder)
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=secret", "GOGC=400")
	if err := cmd.Start(); err != nil {
		return "", err
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // killed, as a rule
		close(ended)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		if c, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr); err == nil {
			_ = c.Close()
			return "http://" + addr, nil
		}
		select {
		case <-ended:
			return "", errors.New("the S3 server ends as it starts")
		default:
		}
		if err := pause.For(ctx, 20*time.Millisecond); err != nil {
			return "", errors.New("the S3 server does not start")
		}
	}
}
