// Package web fetches pages and feeds from strangers: safely for the machine it runs on, politely for theirs.
//
// Safely: every connection of every hop is checked at dial time, when the name has become an address, so neither a
// redirect nor a name that changes its address leads to loopback, a private network, or a cloud's metadata service.
// No proxy of the environment is used, no cookie or credential sent, no https address left for an http one. Headers,
// bodies before and after decompression, redirects and time are limited; what exceeds a limit is an error, never a
// shorter body.
//
// Politely: one request at a time per host and a pause before the next, robots.txt as RFC 9309 has it, Retry-After
// obeyed, and a User-Agent that says who asks and where to complain.
//
// Every failure is an [*Error], in words that fit into a digest's coverage.
package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"polydigest/internal/pause"
)

// Agent is the product token that robots.txt files call us by.
const Agent = "polydigest"

// Config says how a Client behaves. The zero Config is right in production but for its Contact.
type Config struct {
	Contact  string        // URL of a page that says who runs this; part of the User-Agent
	Ports    []uint16      // allowed besides 80 and 443
	Pause    time.Duration // between two requests to a host; 0: a second
	Resolver *net.Resolver // nil: the system's
	Limits   Limits        // zero fields: see DefaultLimits

	// AllowLoopback lets tests and rehearsals fetch from this machine, from any port. It never comes from the
	// environment, and nothing that serves users sets it.
	AllowLoopback bool
}

// Limits bound one fetch.
type Limits struct {
	Connect   time.Duration // name, connection
	TLS       time.Duration
	Headers   time.Duration // from the request to the end of the answer's headers
	Total     time.Duration // of a whole fetch, redirects and robots.txt included, waiting for one's turn not
	Wait      time.Duration // for one's turn when a host asked to be left alone; longer is an error
	Wire      int64         // bytes of a body as sent
	Body      int64         // bytes of a body decompressed
	Redirects int
}

// DefaultLimits apply where a Config says nothing.
var DefaultLimits = Limits{
	Connect: 5 * time.Second, TLS: 5 * time.Second, Headers: 10 * time.Second, Total: 20 * time.Second,
	Wait: 30 * time.Second, Wire: 5 << 20, Body: 10 << 20, Redirects: 5,
}

const maxHeaderBytes = 64 << 10

// A Client fetches. It is safe for concurrent use; all fetches of a program should share one, since it keeps the
// pauses between requests to a host.
type Client struct {
	limits Limits
	pause  time.Duration
	agent  string
	guard  *guard
	wire   *http.Transport // follows no redirect, keeps no cookie
	hosts  hosts
}

// New makes a client.
func New(cfg Config) *Client {
	l, d := cfg.Limits, DefaultLimits
	c := &Client{
		limits: Limits{
			Connect: cmp.Or(l.Connect, d.Connect), TLS: cmp.Or(l.TLS, d.TLS), Headers: cmp.Or(l.Headers, d.Headers),
			Total: cmp.Or(l.Total, d.Total), Wait: cmp.Or(l.Wait, d.Wait), Wire: cmp.Or(l.Wire, d.Wire),
			Body: cmp.Or(l.Body, d.Body), Redirects: cmp.Or(l.Redirects, d.Redirects),
		},
		pause: cmp.Or(cfg.Pause, time.Second),
		agent: Agent + "/1",
		guard: newGuard(cfg),
	}
	if cfg.Contact != "" {
		c.agent += " (+" + cfg.Contact + ")"
	}
	c.wire = c.guard.transport(c.limits, cfg.Resolver)
	return c
}

// A Request asks for a page. With validators of an earlier answer it is conditional.
type Request struct {
	URL          string
	ETag         string
	LastModified string
	Of           string // the address that gave these validators, where redirects led; "" for URL
	Accept       string // "" for pages and feeds alike
}

// A Page is an answer: a body, or the news that it has not changed.
type Page struct {
	URL          string // where the redirects led
	Moved        string // where they led as long as all of them were permanent; "" if the first was not, or none was
	Unchanged    bool   // 304: no body
	Body         []byte // decompressed
	ContentType  string // as declared
	Language     string // as declared
	ETag         string
	LastModified string
}

const accept = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " +
	"application/xml;q=0.9, text/plain;q=0.8, application/pdf;q=0.8, */*;q=0.1"

// Get fetches one page. An error is an [*Error], or the context's.
func (c *Client) Get(ctx context.Context, req Request) (*Page, error) {
	u, err := c.guard.parse(req.URL)
	if err != nil {
		return nil, err
	}
	left, first := c.limits.Total, u.String()
	permanent := true
	moved := ""
	asked := map[string]bool{}
	for hop := 0; ; hop++ {
		asked[u.String()] = true
		ask := req
		if u.String() != cmp.Or(req.Of, first) {
			ask.ETag, ask.LastModified = "", "" // validators belong to the place that gave them
		}
		page, next, err := c.hop(ctx, u, ask, &left)
		if err != nil {
			return nil, err
		}
		if page != nil {
			page.URL, page.Moved = u.String(), moved
			return page, nil
		}
		if hop == c.limits.Redirects {
			return nil, fail(BadRedirect, "more than %d redirects", c.limits.Redirects)
		}
		target, err := c.guard.redirect(u, next.location)
		if err != nil {
			return nil, err
		}
		if asked[target.String()] {
			return nil, fail(BadRedirect, "redirects in a circle") // no cookie changes what it says the next time
		}
		if permanent = permanent && next.permanent; permanent {
			moved = target.String()
		}
		u = target
	}
}

type redirect struct {
	location  string
	permanent bool
}

// hop makes one request to one host in its turn, once its robots.txt allows it.
func (c *Client) hop(ctx context.Context, u *url.URL, req Request, left *time.Duration) (*Page, redirect, error) {
	h, err := c.hosts.acquire(ctx, u.Hostname(), c.limits.Wait)
	if err != nil {
		return nil, redirect{}, err
	}
	defer c.hosts.release(h)
	rules, asked, err := c.robots(ctx, h, u, left)
	if err != nil {
		return nil, redirect{}, err
	}
	if rules == nothing {
		return nil, redirect{}, fail(Robots, "its robots.txt cannot be had, which forbids everything for now")
	}
	if !rules.Allowed(Agent, u.EscapedPath(), u.RawQuery) {
		return nil, redirect{}, fail(Robots, "its robots.txt does not allow it")
	}
	h.delay = max(c.pause, rules.delay)
	if asked {
		if err := pause.For(ctx, h.delay); err != nil {
			return nil, redirect{}, err
		}
	}
	answer, err := c.once(ctx, u, req, c.limits, left)
	if err != nil {
		return nil, redirect{}, err
	}
	if answer.status == http.StatusTooManyRequests || answer.status == http.StatusServiceUnavailable {
		wait := retryAfter(answer.header.Get("Retry-After"), time.Now())
		if wait == 0 && answer.status == http.StatusTooManyRequests {
			wait = time.Minute
		}
		h.delay = max(h.delay, wait)
	}
	return answer.page(u)
}

// An answer is what came back from one request.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// once makes one request and takes the time that it needs off left.
func (c *Client) once(ctx context.Context, u *url.URL, req Request, l Limits, left *time.Duration) (*answer, error) {
	limited, cancel := context.WithTimeout(ctx, *left)
	defer cancel()
	defer func(start time.Time) { *left -= time.Since(start) }(time.Now())

	r, err := http.NewRequestWithContext(limited, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fail(BadURL, "not an address: %v", err)
	}
	r.Header.Set("User-Agent", c.agent)
	r.Header.Set("Accept", cmp.Or(req.Accept, accept))
	r.Header.Set("Accept-Encoding", "gzip")
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		r.Header.Set("If-Modified-Since", req.LastModified)
	}
	resp, err := c.wire.RoundTrip(r)
	if err != nil {
		return nil, networkError(ctx, err)
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header}
	if resp.StatusCode != http.StatusOK {
		io.CopyN(io.Discard, resp.Body, 4<<10) // so that the connection can be used again
		return a, nil
	}
	if a.body, err = readBody(resp, l); err != nil {
		return nil, networkError(ctx, err)
	}
	return a, nil
}

// page is the page of an answer, or where it redirects to, or the error that it is.
func (a *answer) page(u *url.URL) (*Page, redirect, error) {
	page := &Page{
		ContentType: a.header.Get("Content-Type"), ETag: a.header.Get("ETag"), Language: a.header.Get("Content-Language"),
		LastModified: a.header.Get("Last-Modified"), Body: a.body,
	}
	switch a.status {
	case http.StatusOK:
		if !acceptable(page.ContentType) {
			return nil, redirect{}, fail(WrongType, "neither page nor feed: %.60s", page.ContentType)
		}
		return page, redirect{}, nil
	case http.StatusNotModified:
		page.Unchanged = true
		return page, redirect{}, nil
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		return nil, redirect{a.header.Get("Location"), true}, nil
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		return nil, redirect{a.header.Get("Location"), false}, nil
	}
	return nil, redirect{}, statusError(a)
}

func statusError(a *answer) error {
	kind, text := Status, strings.ToLower(http.StatusText(a.status))
	switch a.status {
	case http.StatusGone:
		kind = Gone
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		kind = Busy
	}
	if strings.EqualFold(a.header.Get("cf-mitigated"), "challenge") {
		text = "shows a challenge for browsers"
	}
	err := fail(kind, "%s (%d)", cmp.Or(text, "answered"), a.status)
	err.Status = a.status
	err.RetryAfter = retryAfter(a.header.Get("Retry-After"), time.Now())
	return err
}

// networkError says in words what went wrong below HTTP. The context's own end stays what it is.
func networkError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var own *Error
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fail(Timeout, "took too long")
	case errors.As(err, &dns) && dns.IsNotFound:
		return fail(Unreachable, "no such host: %.100s", dns.Name)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fail(Broken, "the answer broke off")
	}
	if strings.Contains(err.Error(), "response headers exceeded") { // net/http has no type for it
		return fail(TooLarge, "its headers are too large")
	}
	return fail(Unreachable, "%.200s", err.Error())
}

// An Error says why a page was not fetched.
type Error struct {
	Kind       Kind
	Reason     string // in words, without the address
	Status     int    // of HTTP, if that is the reason
	RetryAfter time.Duration
}

func (e *Error) Error() string { return e.Reason }

// Kind tells errors apart for those who branch on them.
type Kind string

const (
	BadURL      Kind = "bad_url"      // no address that may be fetched
	Forbidden   Kind = "forbidden"    // an address inside: loopback, private, metadata
	Robots      Kind = "robots"       // robots.txt does not allow it, or could not be had
	Unreachable Kind = "unreachable"  // no such host, no connection
	Timeout     Kind = "timeout"      //
	Broken      Kind = "broken"       // the answer broke off or cannot be decompressed
	TooLarge    Kind = "too_large"    // body or headers
	BadRedirect Kind = "bad_redirect" // too many, or to where one may not go
	WrongType   Kind = "wrong_type"   // neither page nor feed
	Busy        Kind = "busy"         // 429, 503, or still within a Retry-After
	Gone        Kind = "gone"         // 410: never ask again
	Status      Kind = "status"       // any other status
)

func fail(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Reason: fmt.Sprintf(format, args...)}
}
