//go:build unix

package e2e

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"
)

// one is a Lambda with the function of a step alone, whose store answers nothing for as long as the test says.
func one(t *testing.T, step string, timeout time.Duration, most int) (l *lambda, answerStore func()) {
	t.Helper()
	held := make(chan struct{})
	s3 := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-held:
		case <-r.Context().Done():
		}
		http.Error(w, "", http.StatusNotFound)
	}))
	t.Cleanup(s3.Close)
	l = &lambda{functions: map[string]*function{step: {
		name: step, bootstrap: build(t)(step), timeout: timeout, most: most, all: map[*process]bool{}, env: map[string]string{
			"POLYDIGEST_STORE": "s3://b", "AWS_ENDPOINT_URL_S3": s3.URL, "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
		},
	}}}
	t.Cleanup(l.stop)
	return l, func() { close(held) }
}

const group = `{"run": "019ab3c2-7d1e-7c55-9a60-3f2f5d1c8e01"}`

func TestLambdaKeepsItsRules(t *testing.T) {
	if testing.Short() {
		t.Skip("builds every function")
	}
	kind := func(a answer, err error) string {
		var no *refused
		if errors.As(err, &no) {
			return no.kind
		}
		_, rest, _ := strings.Cut(string(a.payload), `"errorType":"`)
		name, _, _ := strings.Cut(rest, `"`)
		return name
	}
	t.Run("an event that is too large", func(t *testing.T) {
		l, _ := one(t, "group", time.Second, 1)
		if got := kind(l.invoke(t.Context(), "group", make([]byte, mostPayload+1))); got != "RequestTooLargeException" {
			t.Errorf("ended with %q", got)
		}
	})
	t.Run("more at a time than it has room for", func(t *testing.T) {
		l, release := one(t, "group", 20*time.Second, 1)
		first := make(chan string)
		go func() { first <- kind(l.invoke(t.Context(), "group", []byte(group))) }()
		l.functions["group"].busy(t.Context())
		if got := kind(l.invoke(t.Context(), "group", []byte(group))); got != "TooManyRequestsException" {
			t.Errorf("the second ended with %q", got)
		}
		release()
		if got := <-first; got != "Missing" {
			t.Errorf("the first ended with %q", got)
		}
	})
	t.Run("a function that stops in time", func(t *testing.T) {
		l, _ := one(t, "group", 3*time.Second, 1)
		if got := kind(l.invoke(t.Context(), "group", []byte(group))); got != "OutOfTime" {
			t.Errorf("ended with %q", got)
		}
	})
	t.Run("a function that does not", func(t *testing.T) {
		l, _ := one(t, "group", 1500*time.Millisecond, 1)
		go func() { _ = l.functions["group"].busy(t.Context()).cmd.Process.Signal(syscall.SIGSTOP) }()
		if got := kind(l.invoke(t.Context(), "group", []byte(group))); got != "Sandbox.Timedout" {
			t.Errorf("ended with %q", got)
		}
	})
	t.Run("a process that is killed", func(t *testing.T) {
		l, release := one(t, "group", 20*time.Second, 1)
		deaths := 0
		l.fate = func(string, []byte) fate {
			if deaths++; deaths == 1 {
				return fate{killed: 20 * time.Millisecond}
			}
			return fate{}
		}
		if got := kind(l.invoke(t.Context(), "group", []byte(group))); got != "Runtime.ExitError" {
			t.Errorf("ended with %q", got)
		}
		release()
		if got := kind(l.invoke(t.Context(), "group", []byte(group))); got != "Missing" {
			t.Errorf("the next event ended with %q", got)
		}
	})
	t.Run("an event that nobody waits for", func(t *testing.T) {
		l, release := one(t, "group", 20*time.Second, 1)
		release()
		tries := 0
		l.fate = func(string, []byte) fate { tries++; return fate{} }
		l.later("group", []byte(group))
		if tries != 3 || fmt.Sprint(l.failed) != "[group]" {
			t.Errorf("%d tries, given up %v", tries, l.failed)
		}
	})
}
