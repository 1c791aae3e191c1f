package llmtest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

//go:embed shapes.txtar
var shapes []byte

// A Shape is one form that a service's answer was seen in, and what a client must make of it. It is an
// http.Handler.
type Shape struct {
	Name   string // as "OpenAI: rate limit"
	Class  string // of llm.Error, or "ok"
	Code   string // of llm.Error
	Detail string // what else must be understood: how long to wait, what prompt fits, "last"
	Status int
	Header http.Header
	Body   []byte
}

// Shapes returns the shapes on record.
func Shapes() []Shape {
	var all []Shape
	for file := range strings.SplitSeq("\n"+string(shapes), "\n-- ") {
		name, data, ok := strings.Cut(file, " --\n")
		if !ok {
			continue // the comment at the top
		}
		s, err := parseShape(name, data)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", name, err)) // a mistake in shapes.txtar
		}
		all = append(all, s)
	}
	return all
}

func parseShape(name, data string) (Shape, error) {
	expect, name, _ := strings.Cut(name, " / ")
	words := append(strings.Fields(expect), "", "", "")
	s := Shape{Name: name, Class: words[0], Code: words[1], Detail: words[2]}
	r := bufio.NewReader(strings.NewReader(data + "\n"))
	line, err := r.ReadString('\n')
	if err != nil {
		return s, err
	}
	if s.Status, err = strconv.Atoi(strings.TrimSpace(line)); err != nil {
		return s, err
	}
	h, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return s, err
	}
	s.Header = http.Header(h)
	body, err := io.ReadAll(r)
	s.Body = bytes.TrimRight(body, "\n")
	return s, err
}

// ServeHTTP answers in this shape.
func (s Shape) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for k, v := range s.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(s.Status)
	_, _ = w.Write(s.Body) // the client may have gone
}

// A Broken is a server's answer that breaks below the level of shapes. Class is what the client must make of
// it.
type Broken struct {
	Name  string
	Class string
	http.HandlerFunc
}

const event = `data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,` +
	`"delta":{"content":"{\"claims\":"},"finish_reason":null}]}` + "\n\n"

// whole is a good answer, as a body.
const whole = `{"model":"m","choices":[{"index":0,` +
	`"message":{"role":"assistant","content":"{\"claims\":[]}"},"finish_reason":"stop"}],` +
	`"usage":{"prompt_tokens":812,"completion_tokens":5,"total_tokens":817}}`

// BrokenStreams returns answers that break off, are too large, or are streams that nobody asked for.
func BrokenStreams() []Broken {
	sse := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, body)
		}
	}
	const ok = "HTTP/1.1 200 OK\r\n"
	const ofJSON = ok + "Content-Type: application/json\r\n"
	filler := strings.Repeat("X-Fill: "+strings.Repeat("x", 1000)+"\r\n", 200)
	failed := ": ping\n\ndata: {\"error\":{\"message\":\"overloaded\"}}\n\n"
	done := `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n"
	return []Broken{
		{"a whole stream, not asked for", "retry", sse(event + done)},
		{"a stream without its end", "retry", sse(event)},
		{"a stream cut inside a line", "retry", sse(event + event[:60])},
		{"a stream with an error after a comment", "retry", sse(event + failed)},
		{"a stream of pings", "retry", sse(strings.Repeat(": ping\n\n", 400) + event + done)},
		{"a body shorter than announced", "retry", raw(ofJSON + "Content-Length: 5000\r\n\r\n" + whole)},
		{"chunks without a last one", "retry", raw(ofJSON + "Transfer-Encoding: chunked\r\n\r\n" +
			fmt.Sprintf("%x\r\n%s\r\n", len(whole), whole))},
		{"a connection cut in the headers", "retry", raw(ok + "Content-Ty")},
		{"a connection closed without a word", "retry", raw("")},
		{"headers without end", "retry", raw(ok + filler + "\r\n" + whole)},
		{"an answer of 10 MB", "bad_answer", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"choices":[{"message":{"content":"`+strings.Repeat("x", 10<<20)+`"}}]}`)
		}},
		{"a bomb", "bad_answer", Bomb(200)},
		{"a bomb under an error", "retry", Bomb(502)},
		{"invalid UTF-8", "retry", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Replace(whole, "claims", "caf\xe9", 1))
		}},
		{"another encoding, announced", "retry", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, "\x0b\x02\x80{}\x03")
		}},
	}
}

// Hangs returns answers that never end, until the client goes away. For time bubbles, with Dial.
func Hangs() []Broken {
	return []Broken{
		{"headers, then silence", "retry", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}},
		{"silence", "retry", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"a byte now and then", "retry", func(w http.ResponseWriter, r *http.Request) {
			for i := 0; r.Context().Err() == nil; i++ {
				_, _ = io.WriteString(w, whole[i%len(whole):i%len(whole)+1])
				w.(http.Flusher).Flush()
				select {
				case <-time.After(time.Second):
				case <-r.Context().Done():
				}
			}
		}},
	}
}

// Bomb returns a handler whose answer has 256 KB on the wire and 256 MB unpacked.
func Bomb(status int) http.HandlerFunc {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = z.Close()
	body := bytes.Repeat(b.Bytes(), 256) // members in a row are one stream (RFC 1952 §2.2)
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		_, _ = w.Write(body)
	}
}

// raw writes bytes to the connection and closes it.
func raw(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, s)
		_ = conn.Close()
	}
}
