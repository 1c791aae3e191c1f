package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

const (
	maxBody      = 4 << 20   // decoded bytes of an answer
	maxErrorBody = 256 << 10 // of an error's body; what is longer is not read: the status says enough
	maxHeader    = 64 << 10
)

// An exchange is one HTTP request and what came back, as it was. It travels in the request's context, past
// the client library.
type exchange struct {
	fields map[string]any // body fields to set
	stream bool           // leave the body to the caller, unread

	tried  bool        // the client library made the request
	sent   atomic.Bool // the request was written: it may be answered and billed even if we never hear of it
	status int
	header http.Header
	body   []byte
}

type exchangeKey struct{}

func withExchange(ctx context.Context, x *exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, x)
}

type dialer = func(ctx context.Context, network, addr string) (net.Conn, error)

// A doer is the transport under the client library: it has deadlines and limits, follows no redirects, and
// fills in the exchange of the request's context.
type doer struct{ client *http.Client }

func newDoer(dial dialer, timeout time.Duration) doer {
	proxy := http.ProxyFromEnvironment
	if dial != nil {
		proxy = nil
	} else {
		dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	return doer{&http.Client{
		Transport: &http.Transport{
			Proxy:                  proxy,
			DialContext:            dial,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  timeout - timeout/10, // the last tenth is for the body
			MaxResponseHeaderBytes: maxHeader,
			MaxIdleConnsPerHost:    64,
			IdleConnTimeout:        90 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Do sends req and reads the whole answer.
func (d doer) Do(req *http.Request) (*http.Response, error) {
	x, ok := req.Context().Value(exchangeKey{}).(*exchange)
	if !ok {
		return nil, errors.New("request without an exchange")
	}
	x.tried = true
	if err := setFields(req, x.fields); err != nil {
		return nil, err
	}
	trace := &httptrace.ClientTrace{WroteRequest: func(i httptrace.WroteRequestInfo) {
		if i.Err == nil {
			x.sent.Store(true)
		}
	}}
	resp, err := d.client.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	if err != nil {
		return nil, err
	}
	limit := maxBody
	if resp.StatusCode >= 300 {
		limit = maxErrorBody
	} else if x.stream {
		x.status, x.header = resp.StatusCode, resp.Header
		return resp, nil
	}
	x.body, err = readAll(resp.Body, limit)
	_ = resp.Body.Close() // it was read, or is given up
	if err != nil && resp.StatusCode < 300 {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	x.status, x.header = resp.StatusCode, resp.Header
	resp.Body = io.NopCloser(bytes.NewReader(x.body))
	return resp, nil
}

// errTooLarge is what reading a body beyond its limit ends with.
var errTooLarge = fmt.Errorf("more than %d MiB", maxBody>>20)

// readAll reads r whole if it has at most limit bytes, and returns errTooLarge if it has more. It keeps what
// it reads in pieces, since a buffer that grows by doubling would hold three times as much of a bomb.
func readAll(r io.Reader, limit int) ([]byte, error) {
	var pieces [][]byte
	for total := 0; ; {
		piece := make([]byte, 64<<10)
		n, err := 0, error(nil)
		for n < len(piece) && err == nil {
			var m int
			m, err = r.Read(piece[n:])
			n += m
		}
		if total += n; total > limit {
			return nil, errTooLarge
		}
		pieces = append(pieces, piece[:n])
		if err == io.EOF {
			err = nil
		} else if err == nil {
			continue
		}
		return bytes.Join(pieces, nil), err
	}
}

// setFields sets top-level fields of req's JSON body, which the library would leave out or refuse.
func setFields(req *http.Request, fields map[string]any) error {
	if len(fields) == 0 {
		return nil
	}
	b, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("read back the request: %w", err)
	}
	body, err := withFields(b, fields)
	if err != nil {
		return err
	}
	if b, err = json.Marshal(body); err != nil {
		return fmt.Errorf("write the request: %w", err)
	}
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
	return nil
}

func withFields(b []byte, fields map[string]any) (map[string]json.RawMessage, error) {
	var body map[string]json.RawMessage
	if err := json.Unmarshal(b, &body); err != nil {
		return nil, fmt.Errorf("read back the request: %w", err)
	}
	for k, v := range fields {
		b, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("request field %s: %w", k, err)
		}
		body[k] = b
	}
	return body, nil
}
