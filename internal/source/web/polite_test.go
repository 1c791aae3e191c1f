package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A world is the servers of all hosts, reached over pipes, so that its clock can be a synctest bubble's.
type world struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (w *world) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}
func (w *world) Close() error   { w.once.Do(func() { close(w.closed) }); return nil }
func (w *world) Addr() net.Addr { return &net.TCPAddr{} }

// inBubble runs a test with a client whose every connection leads to the handler.
func inBubble(t *testing.T, cfg Config, h http.HandlerFunc, test func(t *testing.T, c *Client)) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{conns: make(chan net.Conn), closed: make(chan struct{})}
		server := &http.Server{Handler: h}
		go server.Serve(w)
		c := New(cfg)
		c.wire.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			select {
			case w.conns <- theirs:
				return ours, nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		test(t, c)
		c.wire.CloseIdleConnections()
		server.Close()
		time.Sleep(time.Minute) // until the handlers have seen it
	})
}

// A log is who was asked for what and when.
type log struct {
	mu    sync.Mutex
	start time.Time
	lines []string
}

func (l *log) add(r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.start.IsZero() {
		l.start = time.Now()
	}
	l.lines = append(l.lines, fmt.Sprintf("%s %s%s", time.Since(l.start).Round(time.Millisecond), r.Host, r.URL.Path))
}

func TestOneRequestASecondPerHost(t *testing.T) {
	var l log
	busy := map[string]int{}
	var mu sync.Mutex
	serve := func(w http.ResponseWriter, r *http.Request) {
		l.add(r)
		mu.Lock()
		busy[r.Host]++
		if busy[r.Host] > 1 {
			t.Errorf("%d requests to %s at a time", busy[r.Host], r.Host)
		}
		mu.Unlock()
		time.Sleep(100 * time.Millisecond)
		mu.Lock()
		busy[r.Host]--
		mu.Unlock()
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
		}
	}
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		var group sync.WaitGroup
		for _, host := range []string{"a.example", "b.example"} {
			for range 3 {
				group.Go(func() {
					if _, err := c.Get(t.Context(), Request{URL: "http://" + host + "/"}); err != nil {
						t.Error(err)
					}
				})
			}
		}
		group.Wait()
	})
	slices.Sort(l.lines)
	want := []string{
		"0s a.example/robots.txt", "0s b.example/robots.txt", "1.1s a.example/", "1.1s b.example/",
		"2.2s a.example/", "2.2s b.example/", "3.3s a.example/", "3.3s b.example/",
	}
	if !slices.Equal(l.lines, want) {
		t.Errorf("asked %q\nwant %q", l.lines, want)
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	var l log
	answers := []string{"10", "3600", ""}
	serve := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		l.add(r)
		if len(answers) > 0 {
			w.Header().Set("Retry-After", answers[0])
			answers = answers[1:]
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		get := func() time.Duration {
			_, err := c.Get(t.Context(), Request{URL: "http://a.example/"})
			var own *Error
			if err != nil && (!errors.As(err, &own) || own.Kind != Busy) {
				t.Fatal(err)
			}
			if own == nil {
				return 0
			}
			return own.RetryAfter
		}
		first, second := get(), get()         // the second waits for its 10 s
		third := get()                        // must not ask for an hour
		time.Sleep(time.Hour + time.Second)   // later
		fourth := get()                       // asked, and is told nothing: a minute
		fifth := get()                        // not asked
		time.Sleep(time.Minute + time.Second) //
		if sixth := get(); first != 10*time.Second || second != time.Hour || third < time.Hour-time.Second || fourth != 0 ||
			fifth < 59*time.Second || sixth != 0 {
			t.Errorf("told to wait %s, %s, %s, %s, %s, %s", first, second, third, fourth, fifth, sixth)
		}
	})
	if want := []string{"0s a.example/", "10s a.example/", "1h0m11s a.example/", "1h1m12s a.example/"}; !slices.Equal(l.lines, want) {
		t.Errorf("asked %q, want %q", l.lines, want)
	}
}

func TestTimeIsLimitedNotWaiting(t *testing.T) {
	serve := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(200)
		for range 15 {
			time.Sleep(time.Second)
			io.WriteString(w, "x")
			w.(http.Flusher).Flush()
		}
	}
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		var group sync.WaitGroup
		for range 5 { // the last one waits for more than a minute
			group.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: "http://a.example/"}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
}

func TestDripEndsInTwentySeconds(t *testing.T) {
	serve := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		for r.Context().Err() == nil {
			time.Sleep(time.Second)
			io.WriteString(w, "x")
			w.(http.Flusher).Flush()
		}
	}
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		start := time.Now()
		_, err := c.Get(t.Context(), Request{URL: "http://a.example/"})
		var own *Error
		if took := time.Since(start); !errors.As(err, &own) || own.Kind != Timeout || took > 22*time.Second {
			t.Errorf("after %s: %v", took, err)
		}
	})
}

func TestCancelWhileWaiting(t *testing.T) {
	serve := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				if _, err := c.Get(ctx, Request{URL: "http://a.example/"}); !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
}

// TestRobotsAnswers is RFC 9309, 2.3.1: what an answer to the request for robots.txt means.
func TestRobotsAnswers(t *testing.T) {
	redirect := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			hop := strings.Count(r.URL.RawQuery, "x")
			if hop < n {
				http.Redirect(w, r, "/robots.txt?"+strings.Repeat("x", hop+1), http.StatusFound)
				return
			}
			io.WriteString(w, "User-agent: *\nDisallow: /")
		}
	}
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	body := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, s) }
	}
	filler := strings.Repeat("# 電報\n", 90_000)
	for name, c := range map[string]struct {
		robots  http.HandlerFunc
		allowed bool
	}{
		"forbids":         {body("User-agent: *\nDisallow: /"), false},
		"forbids another": {body("User-agent: other\nDisallow: /"), true},
		"forbids us":      {body("User-agent: Polydigest\nDisallow: /\n\nUser-agent: *\nAllow: /"), false},
		"not there":       {status(404), true},
		"not for us":      {status(403), true},
		"too busy":        {status(429), false},
		"broken":          {status(500), false},
		"unavailable":     {status(503), false},
		"five redirects":  {redirect(5), false},
		"six redirects":   {redirect(6), true},
		"a redirect to a file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///x")
			w.WriteHeader(302)
		}, true},
		"a page":                  {body("<!doctype html><p>User-agent: *<p>Disallow: /"), true},
		"empty":                   {body(""), true},
		"lines that are no rules": {body("Disallow: /\nUser-agent\nx\n\nUser-agent: *\nFoo: bar\nDisallow: /a"), false},
		"a rule within 500 KiB":   {body(filler[:500<<10] + "\nUser-agent: *\nDisallow: /"), false},
		"a file of 3 MB":          {body(strings.Repeat(filler, 4)), false},
		"silence":                 {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, false},
	} {
		t.Run(name, func(t *testing.T) {
			serve := func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					c.robots(w, r)
					return
				}
				io.WriteString(w, "x")
			}
			inBubble(t, Config{}, serve, func(t *testing.T, client *Client) {
				_, err := client.Get(t.Context(), Request{URL: "http://a.example/a"})
				if (err == nil) != c.allowed {
					t.Errorf("Get: %v", err)
				}
			})
		})
	}
}

func TestRobotsAreKeptForADay(t *testing.T) {
	var l log
	rules := "User-agent: *\nDisallow: /private\nCrawl-delay: 3"
	serve := func(w http.ResponseWriter, r *http.Request) {
		l.add(r)
		if r.URL.Path == "/robots.txt" {
			io.WriteString(w, rules)
		}
	}
	inBubble(t, Config{}, serve, func(t *testing.T, c *Client) {
		for _, path := range []string{"/1", "/private", "/2"} {
			_, err := c.Get(t.Context(), Request{URL: "http://a.example" + path})
			if (err != nil) != (path == "/private") {
				t.Errorf("%s: %v", path, err)
			}
		}
		time.Sleep(25 * time.Hour)
		rules = "User-agent: *\nDisallow: /2"
		if _, err := c.Get(t.Context(), Request{URL: "http://a.example/2"}); err == nil {
			t.Error("the new rules are not read")
		}
	})
	want := []string{"0s a.example/robots.txt", "3s a.example/1", "6s a.example/2", "25h0m6s a.example/robots.txt"}
	if !slices.Equal(l.lines, want) {
		t.Errorf("asked %q, want %q", l.lines, want)
	}
}
