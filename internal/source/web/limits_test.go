package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"polydigest/internal/pause"
)

// quick are limits that let a test of an endless answer end soon; sizes are the real ones.
var quick = Limits{Connect: time.Second, Headers: 150 * time.Millisecond, Total: 300 * time.Millisecond}

// serve starts a server whose robots.txt does not exist.
func serve(t *testing.T, h http.HandlerFunc) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestHostileAnswers(t *testing.T) {
	zeros := gzipped(bytes.Repeat([]byte{0}, 64<<20))
	for name, c := range map[string]struct {
		kind  Kind
		serve http.HandlerFunc
	}{
		"gzip bomb": {TooLarge, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zeros)
		}},
		"gzip in gzip": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			w.Write(gzipped(zeros))
		}},
		"brotli": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			w.Write(zeros)
		}},
		"not gzip": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "<p>Le télégramme</p>")
		}},
		"gzip cut off": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zeros[:len(zeros)/100])
		}},
		"gzip with a wrong checksum": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			bad := gzipped([]byte("<p>電文</p>"))
			bad[len(bad)-6] ^= 1
			w.Write(bad)
		}},
		"a large body that says so": {TooLarge, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "600000000")
			w.WriteHeader(200)
		}},
		"a flood": {TooLarge, func(w http.ResponseWriter, _ *http.Request) {
			for flood := make([]byte, 64<<10); ; {
				if _, err := w.Write(flood); err != nil {
					return
				}
			}
		}},
		"a body cut off": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "<p>")
			panic(http.ErrAbortHandler)
		}},
		"chunks cut off": {Broken, func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "<p>")
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}},
		"a drip": {Timeout, func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				pause.For(r.Context(), 10*time.Millisecond)
			}
		}},
		"no answer": {Timeout, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		"large headers": {TooLarge, func(w http.ResponseWriter, _ *http.Request) {
			for i := range 200 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 50_000))
			}
		}},
		"a redirect to itself": {BadRedirect, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		}},
		"redirects without end": {BadRedirect, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusMovedPermanently)
		}},
		"a redirect to a file": {BadRedirect, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///proc/self/environ")
			w.WriteHeader(302)
		}},
		"a redirect to nowhere": {BadRedirect, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(302) }},
		"an image": {WrongType, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
		}},
		"a film": {WrongType, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "video/mp4; codecs=x")
		}},
		"gone":      {Gone, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) }},
		"too busy":  {Busy, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }},
		"not there": {Status, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }},
		"partial":   {Status, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(206) }},
		"a challenge for browsers": {Status, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cf-Mitigated", "challenge")
			w.WriteHeader(403)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			at := serve(t, c.serve)
			config := Config{AllowLoopback: true, Pause: 1}
			if c.kind == Timeout { // the others end by themselves, however busy the machine is
				config.Limits = quick
			}
			client := New(config)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			page, err := client.Get(t.Context(), Request{URL: at + "/a"})
			runtime.ReadMemStats(&after)
			var own *Error
			if !errors.As(err, &own) || own.Kind != c.kind || own.Reason == "" || page != nil {
				t.Errorf("Get = %v, %v; want %s", page != nil, err, c.kind)
			}
			// The server's side of the test is part of this; what counts is that no bomb is unpacked.
			if grown := int64(after.TotalAlloc - before.TotalAlloc); grown > 32<<20 {
				t.Errorf("it allocated %d MiB", grown>>20)
			}
		})
	}
}

func TestGoodAnswers(t *testing.T) {
	text := strings.Repeat("<p>外交电报 télégramme 電文 برقية</p>", 20_000) // over a megabyte
	for name, h := range map[string]http.HandlerFunc{
		"plain": func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) },
		"gzip": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") == "gzip" {
				w.Header().Set("Content-Encoding", "gzip")
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Write(gzipped([]byte(text)))
			}
		},
		"redirected": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b?c=%C3%A9", http.StatusSeeOther)
				return
			}
			io.WriteString(w, text)
		},
		"no content type": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			io.WriteString(w, text)
		},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := New(Config{AllowLoopback: true, Pause: 1}).Get(t.Context(), Request{URL: serve(t, h) + "/a"})
			if err != nil || string(page.Body) != text {
				t.Errorf("Get = %+.100v, %v", page, err)
			}
			if name == "redirected" && !strings.HasSuffix(page.URL, "/b?c=%C3%A9") {
				t.Errorf("it comes from %s", page.URL)
			}
		})
	}
}

func TestWhatIsSent(t *testing.T) {
	var got http.Header
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 05 Feb 2024 09:47:00 GMT")
		io.WriteString(w, "x")
	})
	c := New(Config{AllowLoopback: true, Pause: 1, Contact: "https://example.org/about-us"})
	first, err := c.Get(t.Context(), Request{URL: at})
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.Get(t.Context(), Request{URL: at, ETag: first.ETag, LastModified: first.LastModified})
	if err != nil || !second.Unchanged || second.Body != nil {
		t.Errorf("asked again: %+v, %v", second, err)
	}
	for name, want := range map[string]string{
		"User-Agent":        "polydigest/1 (+https://example.org/about-us)",
		"If-None-Match":     `"v1"`,
		"If-Modified-Since": "Mon, 05 Feb 2024 09:47:00 GMT",
		"Accept-Encoding":   "gzip",
		"Cookie":            "",
		"Referer":           "",
		"Authorization":     "",
	} {
		if got.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.Get(name), want)
		}
	}
}

func TestMovedForGood(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/new":
			http.Redirect(w, r, "/today", http.StatusFound)
		case "/today":
			io.WriteString(w, "x")
		}
	})
	page, err := New(Config{AllowLoopback: true, Pause: 1}).Get(t.Context(), Request{URL: at + "/old"})
	if err != nil || page.Moved != at+"/new" || page.URL != at+"/today" {
		t.Errorf("Get = %+v, %v", page, err)
	}
}

// TestNoWayBackToHTTP asks the rule itself, since a test has no certificate for a public name.
func TestNoWayBackToHTTP(t *testing.T) {
	g := newGuard(Config{})
	from, err := g.parse("https://example.org/a")
	if err != nil {
		t.Fatal(err)
	}
	for location, ok := range map[string]bool{
		"http://example.org/b": false, "https://example.org/b": true, "//example.org/b": true, "b": true,
		"https://user:x@example.org/": false, "": false, "https://例え.テスト/記事": true,
	} {
		if _, err := g.redirect(from, location); (err == nil) != ok {
			t.Errorf("redirect to %q: %v", location, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2024, 2, 5, 9, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{
		"": 0, "0": 0, "-1": 0, "120": 2 * time.Minute, "1e12": 24 * time.Hour, "NaN": 0, "Inf": 24 * time.Hour,
		"-Inf": 0, "6m0s": 0, " 5 ": 5 * time.Second, "99999999999999999999": 24 * time.Hour, "soon": 0,
		"Mon, 05 Feb 2024 09:05:00 GMT": 5 * time.Minute, "Mon, 05 Feb 2024 08:00:00 GMT": 0,
		"Mon, 05 Feb 2029 08:00:00 GMT": 24 * time.Hour,
	} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("retryAfter(%q) = %s, want %s", s, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Mon, 05 Feb 2024 09:05:00 GMT")
	f.Fuzz(func(t *testing.T, s string) {
		if d := retryAfter(s, time.Now()); d < 0 || d > 24*time.Hour {
			t.Errorf("%s", d)
		}
	})
}

func gzipped(b []byte) []byte {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write(b)
	w.Close()
	return buf.Bytes()
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"http://例え.テスト/記事?x=é", "https://user@h:80/", "http://[::1%25a]/", "http://0x7f.1/#a", "//h/a"} {
		f.Add(seed, "../b")
	}
	g := newGuard(Config{})
	f.Fuzz(func(t *testing.T, address, location string) {
		u, err := g.parse(address)
		if err != nil {
			return
		}
		if _, err := http.NewRequest(http.MethodGet, u.String(), nil); err != nil {
			t.Errorf("%q passes and cannot be asked for: %v", address, err)
		}
		if strings.ContainsFunc(u.Host, func(r rune) bool { return r > '~' || r <= ' ' }) || u.User != nil {
			t.Errorf("%q has the host %q", address, u.Host)
		}
		if to, err := g.redirect(u, location); err == nil && u.Scheme == "https" && to.Scheme != "https" {
			t.Errorf("from %s to %s", u, to)
		}
	})
}
