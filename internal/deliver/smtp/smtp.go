// Package smtp hands mails to an SMTP server (RFC 5321), one connection a mail, and says of each failure whether
// the server can have taken it. The outcome turns on the final dot: an error before it means that the server did
// not, an error after it that it may have, unless the server itself answers that it refuses for good.
package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"polydigest/internal/deliver"
)

// timeout bounds one whole hand-over.
const timeout = 60 * time.Second

// A Sender hands mails to one server.
type Sender struct {
	host, addr     string
	user, password string
	implicit       bool // TLS from the first byte
	plain          bool // no TLS at all
	tls            *tls.Config
}

// New returns a sender for a server:
//
//	smtp://user:password@mail.example.org:587    STARTTLS, refused without it
//	smtps://user:password@mail.example.org:465   TLS from the start
//	smtp://localhost:25?tls=none                 a relay on this machine
func New(address string) (*Sender, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("SMTP server: not an address") // the parser's error would show a password
	}
	s := &Sender{host: u.Hostname(), user: u.User.Username()}
	s.password, _ = u.User.Password()
	port := u.Port()
	switch {
	case s.host == "":
		return nil, errors.New("SMTP server: want smtp://host:port or smtps://host:port")
	case u.Scheme == "smtps":
		s.implicit = true
		if port == "" {
			port = "465"
		}
	case u.Scheme == "smtp":
		if port == "" {
			port = "587"
		}
	default:
		return nil, fmt.Errorf("SMTP server: scheme %q, want smtp or smtps", u.Scheme)
	}
	switch mode := u.Query().Get("tls"); {
	case mode == "none" && !s.implicit && s.user == "":
		s.plain = true
	case mode != "":
		return nil, errors.New("SMTP server: tls=none is for smtp:// without a password")
	}
	s.addr = net.JoinHostPort(s.host, port)
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
	return s, nil
}

// Send hands over one mail.
func (s *Sender) Send(ctx context.Context, m deliver.Mail) (deliver.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	conn, err := s.dial(ctx)
	if err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	defer conn.Close()
	// The end of ctx ends whatever waits for the server.
	defer context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })()

	client, err := s.greet(conn)
	if err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	if err := client.Mail("<" + m.From + ">"); err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: fmt.Errorf("sender: %w", err)}
	}
	if err := client.Rcpt("<" + m.To + ">"); err != nil {
		// A refusal for good is about this address; anything about the sender or the session may change.
		return deliver.Receipt{}, &deliver.NotTaken{Err: fmt.Errorf("recipient: %w", err), Permanent: refused(err)}
	}
	data, err := client.Data()
	if err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	if _, err := data.Write(m.Raw); err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err} // no final dot was sent
	}
	if err := data.Close(); err != nil {
		if refused(err) {
			return deliver.Receipt{}, &deliver.NotTaken{Err: fmt.Errorf("message: %w", err), Permanent: true}
		}
		return deliver.Receipt{}, fmt.Errorf("after the message: %w", err)
	}
	var receipt deliver.Receipt
	if closer, ok := data.(*smtp.DataCloser); ok {
		receipt.ID = strings.TrimSpace(closer.ServerResponse())
	}
	// The server has the mail; how it takes our good-bye changes nothing.
	_ = client.Quit()
	return receipt, nil
}

func (s *Sender) dial(ctx context.Context) (net.Conn, error) {
	if s.implicit {
		return (&tls.Dialer{Config: s.tls}).DialContext(ctx, "tcp", s.addr)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", s.addr)
}

// greet opens the session: EHLO, STARTTLS, authentication.
func (s *Sender) greet(conn net.Conn) (*smtp.Client, error) {
	client, err := smtp.NewClient(conn, s.host)
	if err != nil {
		return nil, err
	}
	if !s.implicit && !s.plain {
		if ok, _ := client.Extension("STARTTLS"); !ok {
			return nil, errors.New("the server offers no STARTTLS")
		}
		if err := client.StartTLS(s.tls); err != nil {
			return nil, fmt.Errorf("STARTTLS: %w", err)
		}
	}
	if s.user == "" {
		return client, nil
	}
	auth := smtp.PlainAuth("", s.user, s.password, s.host, false)
	if _, offered := client.Extension("AUTH"); !strings.Contains(offered, "PLAIN") && strings.Contains(offered, "LOGIN") {
		auth = smtp.LoginAuth(s.user, s.password, s.host, false)
	}
	if err := client.Auth(auth); err != nil {
		return nil, fmt.Errorf("authentication: %w", err)
	}
	return client, nil
}

// refused reports whether err is the server's answer that it will never take what it was given (5yz).
func refused(err error) bool {
	var answer *textproto.Error
	return errors.As(err, &answer) && answer.Code >= 500
}
