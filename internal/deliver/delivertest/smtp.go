// Package delivertest has mail providers to test with: an SMTP server and an SES endpoint in this process, which
// keep what they took and fail in the ways that real ones do.
package delivertest

import (
	"bufio"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
)

// A Fault is a way to fail.
type Fault string

const (
	Works         Fault = ""
	RefuseGreet   Fault = "refuse the session"             // 554 instead of a greeting
	RefuseSender  Fault = "refuse the sender for now"      // 451 to MAIL
	RefuseRcpt    Fault = "refuse the recipient for good"  // 550 to RCPT
	DeferRcpt     Fault = "refuse the recipient for now"   // 450 to RCPT
	RefuseData    Fault = "refuse the data"                // 451 to DATA
	CutInData     Fault = "cut within the message"         //
	RefuseMessage Fault = "refuse the message for good"    // 554 to the final dot, not taken
	TakeThenDefer Fault = "take it, then say 451"          // taken
	TakeThenCut   Fault = "take it, then cut"              // taken
	TakeThenSlow  Fault = "take it, then never answer"     // taken
	CutAfterDot   Fault = "cut after the message, untaken" // not taken
)

// Server is an SMTP server. It speaks the real protocol over a real connection.
type Server struct {
	Addr  string // host:port
	mu    sync.Mutex
	fault Fault
	taken []Taken
}

// Taken is a mail that a provider took.
type Taken struct {
	From, To string
	Raw      string
	Row      string // of a provider that has tags
}

// NewServer starts a server that works until t ends.
func NewServer(t testing.TB) *Server {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Addr: listener.Addr().String()}
	var sessions sync.WaitGroup
	var conns []net.Conn
	sessions.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			conns = append(conns, conn)
			s.mu.Unlock()
			sessions.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		s.mu.Lock()
		for _, conn := range conns {
			conn.Close()
		}
		s.mu.Unlock()
		sessions.Wait()
	})
	return s
}

// Fail makes the server fail from now on.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Taken lists what the server took.
func (s *Server) Taken() []Taken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Taken(nil), s.taken...)
}

func (s *Server) serve(conn net.Conn) {
	defer conn.Close()
	s.mu.Lock()
	fault := s.fault
	s.mu.Unlock()
	session := &session{Server: s, fault: fault, r: bufio.NewReader(conn), w: conn}
	session.run()
}

type session struct {
	*Server
	fault Fault
	r     *bufio.Reader
	w     io.Writer
	mail  Taken
}

func (s *session) say(line string) { io.WriteString(s.w, line+"\r\n") }

// answers are the replies to commands, by fault; "" is the reply when nothing fails.
var answers = map[string]map[Fault]string{
	"EHLO": {Works: "250-test\r\n250 8BITMIME"},
	"MAIL": {Works: "250 ok", RefuseSender: "451 later"},
	"RCPT": {Works: "250 ok", RefuseRcpt: "550 no such user", DeferRcpt: "450 busy"},
	"DATA": {Works: "354 go on", RefuseData: "451 not now"},
	"RSET": {Works: "250 ok"},
	"NOOP": {Works: "250 ok"},
	"QUIT": {Works: "221 bye"},
}

func (s *session) run() {
	if s.fault == RefuseGreet {
		s.say("554 no service")
		return
	}
	s.say("220 test ESMTP")
	for {
		line, err := s.r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb := strings.ToUpper(line)
		if len(verb) > 4 {
			verb = verb[:4]
		}
		known, ok := answers[verb]
		if !ok {
			s.say("500 what")
			continue
		}
		answer, fails := known[s.fault]
		if !fails {
			answer = known[Works]
		}
		switch verb {
		case "MAIL":
			s.mail.From = between(line)
		case "RCPT":
			s.mail.To = between(line)
		}
		if (verb == "MAIL" && s.mail.From == "") || (verb == "RCPT" && s.mail.To == "") {
			answer = "501 want <address>"
		}
		s.say(answer)
		if verb == "QUIT" {
			return
		}
		if verb == "DATA" && answer == known[Works] && !s.data() {
			return
		}
	}
}

// data reads a message up to its final dot and answers. It reports whether the session goes on.
func (s *session) data() bool {
	if s.fault == CutInData {
		s.r.ReadString('\n')
		return false
	}
	raw, err := io.ReadAll(textproto.NewReader(s.r).DotReader())
	if err != nil || s.fault == CutAfterDot {
		return false
	}
	if s.fault == RefuseMessage {
		s.say("554 looks like spam")
		return true
	}
	s.mail.Raw = string(raw)
	s.mu.Lock()
	s.taken = append(s.taken, s.mail)
	s.mu.Unlock()
	switch s.fault {
	case TakeThenDefer:
		s.say("451 lost my notes")
	case TakeThenCut:
		return false
	case TakeThenSlow:
		s.r.ReadString('\n') // until the other side gives up
		return false
	default:
		s.say("250 queued as 42")
	}
	return true
}

func between(line string) string {
	_, rest, _ := strings.Cut(line, "<")
	address, _, _ := strings.Cut(rest, ">")
	return address
}
