// Package e2e makes digests in an AWS account that is this machine: the real functions, and the state machine of the
// stack's template. This is its Lambda; the rest is in its tests. It says nothing of what only AWS knows: rights, quotas,
// the wording of its errors.
package e2e

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"polydigest/internal/pause"
)

// lambda is AWS Lambda as far as a function of provided.al2023 and its callers see it: the Runtime API of each process,
// and the Invoke API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, …/API_Invoke.html). Functions are
// real bootstrap files, as many processes of each as are needed at a time, one event in each.
type lambda struct {
	functions map[string]*function
	// fate says what happens to an event beside being handled; nil is nothing.
	fate func(name string, payload []byte) fate

	mu     sync.Mutex
	failed []string // names of functions whose asynchronous events were given up
}

// A fate is what a network and a data centre do to an event.
type fate struct {
	throttled bool            // 429, though there is room
	twice     bool            // a second process gets it too, at the same time
	killed    time.Duration   // the process ends this long after it got the event; 0: it does not
	kill      <-chan struct{} // ends the process when it is closed, or never if it is nil
	unheard   bool            // the process ends when it has answered, and the answer is lost
}

// A function is a bootstrap file and what the template says of it.
type function struct {
	name      string
	bootstrap string
	env       map[string]string
	memory    int // MB
	timeout   time.Duration
	most      int // processes at a time

	mu   sync.Mutex
	all  map[*process]bool
	idle []*process
	cold int
	peak float64 // resident MB of the largest process so far
	log  bytes.Buffer
}

// A process handles one event at a time.
type process struct {
	of     *function
	cmd    *exec.Cmd
	events chan *event
	done   chan struct{} // closed when it has ended
	now    *event        // guarded by of.mu
}

type event struct {
	id      string
	payload []byte
	ends    time.Time
	answer  chan answer
}

type answer struct {
	payload []byte
	failure bool
}

const mostPayload = 6 << 20

func failure(kind, format string, args ...any) answer {
	data, err := json.Marshal(map[string]string{"errorType": kind, "errorMessage": fmt.Sprintf(format, args...)})
	if err != nil {
		panic(err) // two strings
	}
	return answer{data, true}
}

// refused is an answer of Lambda itself.
type refused struct {
	status int
	kind   string
}

func (r *refused) Error() string { return r.kind }

// invoke hands an event to a process of a function and waits for its answer.
func (l *lambda) invoke(ctx context.Context, name string, payload []byte) (answer, error) {
	f := l.functions[name]
	if f == nil {
		return answer{}, &refused{http.StatusNotFound, "ResourceNotFoundException"}
	}
	if len(payload) > mostPayload {
		return answer{}, &refused{http.StatusRequestEntityTooLarge, "RequestTooLargeException"}
	}
	var what fate
	if l.fate != nil {
		what = l.fate(f.name, payload)
	}
	if what.throttled {
		return answer{}, &refused{http.StatusTooManyRequests, "TooManyRequestsException"}
	}
	var second sync.WaitGroup
	defer second.Wait()
	if what.twice {
		second.Go(func() { _, _ = f.handle(ctx, payload, fate{}) }) // nobody reads what it says
	}
	return f.handle(ctx, payload, what)
}

func (f *function) handle(ctx context.Context, payload []byte, what fate) (answer, error) {
	p, err := f.take()
	if err != nil {
		return answer{}, err
	}
	e := &event{id: rand.Text(), payload: payload, ends: time.Now().Add(f.timeout), answer: make(chan answer, 1)}
	f.mu.Lock()
	p.now = e
	f.mu.Unlock()
	p.events <- e
	var killed <-chan time.Time
	if what.killed > 0 {
		killed = time.After(what.killed)
	}
	exited := failure("Runtime.ExitError", "RequestId: %s Error: Runtime exited with error: signal: killed", e.id)
	var a answer
	select {
	case a = <-e.answer:
		if what.unheard {
			a = exited
			p.kill()
		}
	case <-killed:
		a = exited
		p.kill()
	case <-what.kill:
		a = exited
		p.kill()
	case <-time.After(f.timeout):
		a = failure("Sandbox.Timedout", "RequestId: %s Error: Task timed out after %.2f seconds", e.id, f.timeout.Seconds())
		p.kill()
	case <-p.done:
		a = failure("Runtime.ExitError", "RequestId: %s Error: Runtime exited", e.id)
	case <-ctx.Done():
		p.kill()
		a = exited
	}
	f.give(p)
	return a, nil
}

// take is an idle process or a new one.
func (f *function) take() (*process, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.idle) > 0 {
		p := f.idle[len(f.idle)-1]
		f.idle = f.idle[:len(f.idle)-1]
		select {
		case <-p.done:
			delete(f.all, p)
		default:
			return p, nil
		}
	}
	if len(f.all) >= f.most {
		return nil, &refused{http.StatusTooManyRequests, "TooManyRequestsException"}
	}
	p, err := f.start()
	if err != nil {
		return nil, err
	}
	f.all[p] = true
	f.cold++
	return p, nil
}

// give puts a process back, unless it has ended.
func (f *function) give(p *process) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p.now = nil
	select {
	case <-p.done:
		delete(f.all, p)
	default:
		f.peak = max(f.peak, resident(p.cmd.Process.Pid))
		f.idle = append(f.idle, p)
	}
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended by itself
	<-p.done
}

// start begins a process with a Runtime API of its own.
func (f *function) start() (*process, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &process{of: f, events: make(chan *event, 1), done: make(chan struct{})}
	mux := http.NewServeMux()
	const api = "/2018-06-01/runtime/invocation/"
	mux.HandleFunc("GET "+api+"next", p.next)
	mux.HandleFunc("POST "+api+"{id}/response", func(w http.ResponseWriter, r *http.Request) { p.answered(w, r, false) })
	mux.HandleFunc("POST "+api+"{id}/error", func(w http.ResponseWriter, r *http.Request) { p.answered(w, r, true) })
	server := &http.Server{Handler: mux}
	go func() { _ = server.Serve(listener) }() // until it is closed below
	p.cmd = exec.Command(f.bootstrap)
	p.cmd.Dir = filepath.Dir(f.bootstrap)
	// A process has the memory of its function: what is more than that ends it on AWS, and is measured here.
	p.cmd.Env = append(p.cmd.Env, "AWS_LAMBDA_RUNTIME_API="+listener.Addr().String(), "AWS_LAMBDA_FUNCTION_NAME="+f.name,
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE="+strconv.Itoa(f.memory), "TZ=:UTC", "PATH=/usr/bin:/bin")
	for k, v := range f.env {
		p.cmd.Env = append(p.cmd.Env, k+"="+v)
	}
	p.cmd.Stdout, p.cmd.Stderr = logWriter{f}, logWriter{f}
	if err := p.cmd.Start(); err != nil {
		_ = server.Close()
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait() // killed, as a rule
		_ = server.Close()
		close(p.done)
	}()
	return p, nil
}

func (p *process) next(w http.ResponseWriter, r *http.Request) {
	select {
	case e := <-p.events:
		h := w.Header()
		h.Set("Lambda-Runtime-Aws-Request-Id", e.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(e.ends.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:"+p.of.name)
		h.Set("Content-Type", "application/json")
		_, _ = w.Write(e.payload)
	case <-r.Context().Done():
	}
}

func (p *process) answered(w http.ResponseWriter, r *http.Request, isFailure bool) {
	body, err := io.ReadAll(r.Body)
	p.of.mu.Lock()
	e := p.now
	p.of.mu.Unlock()
	if err != nil || e == nil || r.PathValue("id") != e.id {
		http.Error(w, `{"errorType":"InvalidRequestID"}`, http.StatusBadRequest)
		return
	}
	a := answer{body, isFailure}
	if len(body) > mostPayload {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		a = failure("Function.ResponseSizeTooLarge", "Response payload size (%d bytes) exceeded maximum allowed payload size", len(body))
	} else {
		w.WriteHeader(http.StatusAccepted)
	}
	e.answer <- a
}

// ServeHTTP is the Invoke API.
func (l *lambda) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(parts) != 4 || parts[1] != "functions" || parts[3] != "invocations" {
		http.NotFound(w, r)
		return
	}
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if r.Header.Get("X-Amz-Invocation-Type") == "Event" {
		go l.later(parts[2], payload)
		w.WriteHeader(http.StatusAccepted)
		return
	}
	a, err := l.invoke(r.Context(), parts[2], payload)
	if no, ok := err.(*refused); ok {
		w.Header().Set("X-Amzn-Errortype", no.kind)
		http.Error(w, fmt.Sprintf(`{"message": %q}`, no.kind), no.status)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if a.failure {
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
	}
	_, _ = w.Write(a.payload)
}

// later handles an event that nobody waits for: twice more if it fails.
func (l *lambda) later(name string, payload []byte) {
	for range 3 {
		a, err := l.invoke(context.Background(), name, payload)
		if err == nil && !a.failure {
			return
		}
		_ = pause.For(context.Background(), 20*time.Millisecond) // it ends by itself
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = append(l.failed, name)
}

// stop ends all processes.
func (l *lambda) stop() {
	for _, f := range l.functions {
		f.mu.Lock()
		all := slices.Collect(maps.Keys(f.all))
		f.mu.Unlock()
		for _, p := range all {
			p.kill()
		}
	}
}

type logWriter struct{ f *function }

func (w logWriter) Write(p []byte) (int, error) {
	w.f.mu.Lock()
	defer w.f.mu.Unlock()
	return w.f.log.Write(p)
}

// resident is the most memory that a process has had so far, in MB.
func resident(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // not on this system
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1000
		}
	}
	return 0
}

// busy waits for a process of a function that has an event.
func (f *function) busy(ctx context.Context) *process {
	for ctx.Err() == nil {
		f.mu.Lock()
		for p := range f.all {
			if p.now != nil {
				f.mu.Unlock()
				return p
			}
		}
		f.mu.Unlock()
		_ = pause.For(ctx, time.Millisecond) // the loop ends with ctx
	}
	return nil
}
