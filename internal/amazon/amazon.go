// Package amazon asks services of AWS, and others that speak S3's protocol: signed requests, tried again where another
// try may succeed, and errors by their names. Accounts, credentials and signatures are the SDK's. Its clients are not
// used: they hold what every operation of a service needs, ten times the code of the few that are asked here, and a
// function would be downloaded with it before its first event.
package amazon

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"polydigest/internal/pause"
)

// A Service is one of AWS's.
type Service struct {
	ID      string // as in AWS_ENDPOINT_URL_<ID>: "Secrets Manager"
	Host    string // "secretsmanager" of secretsmanager.eu-central-1.amazonaws.com
	Signing string // its name in signatures
}

// A Client asks one service for an account; made by [New].
type Client struct {
	Endpoint *url.URL
	Own      bool // the endpoint is one that the account names, not Amazon's

	service Service
	account aws.Config
	http    aws.HTTPClient
	ahead   atomic.Int64 // of this machine's clock is the service's, in nanoseconds
}

// New gives the client of a service for an account. It asks the service nothing.
func New(account aws.Config, service Service) (*Client, error) {
	at, own, err := endpoint(account, service)
	if err != nil {
		return nil, err
	}
	c := &Client{Endpoint: at, Own: own, service: service, account: account, http: account.HTTPClient}
	if c.http == nil {
		c.http = shared
	}
	return c, nil
}

// shared is for accounts without a client of their own.
var shared = &http.Client{
	Transport: &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 64, IdleConnTimeout: 90 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: time.Minute,
	},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// A Request is one operation.
type Request struct {
	Method string
	Host   string // the endpoint's without one
	Path   string // under the endpoint, not escaped
	Query  url.Values
	Header http.Header
	Body   []byte
	Most   int64 // longer answers are refused as [TooLong]; 0: none is too long
}

// An Answer is what a service says when it did what it was asked.
type Answer struct {
	Header http.Header
	Body   []byte
}

// Attempts is how often [Client.Do] asks.
const Attempts = 8

// Do asks, and asks again when no answer comes, or one that may be another next time. Its errors are those of Once.
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	for n := 1; ; n++ {
		a, err := c.Once(ctx, r)
		if err == nil || n == Attempts || ctx.Err() != nil || !Transient(err) {
			return a, err
		}
		if err := Pause(ctx, n); err != nil {
			return Answer{}, err
		}
	}
}

// Once asks a single time. What the service answers instead of doing it is an [Error].
func (c *Client) Once(ctx context.Context, r Request) (Answer, error) {
	req, err := c.signed(ctx, r)
	if err != nil {
		return Answer{}, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		err := refusal(resp)
		if err.clock() {
			c.setClock(resp.Header.Get("Date"))
		}
		return Answer{}, err
	}
	if r.Most > 0 && resp.ContentLength > r.Most {
		return Answer{}, TooLong(resp.ContentLength)
	}
	var all io.Reader = resp.Body
	if r.Most > 0 { // one in chunks does not say how long it is
		all = io.LimitReader(all, r.Most+1)
	}
	body, err := io.ReadAll(all)
	if err != nil {
		return Answer{}, fmt.Errorf("the answer broke off: %w", err)
	}
	if r.Most > 0 && int64(len(body)) > r.Most {
		return Answer{}, TooLong(len(body))
	}
	return Answer{resp.Header, body}, nil
}

// signed is the request as it is sent.
func (c *Client) signed(ctx context.Context, r Request) (*http.Request, error) {
	at := *c.Endpoint
	at.Path += r.Path
	at.RawPath = escape(at.Path)
	at.RawQuery = r.Query.Encode()
	if r.Host != "" {
		at.Host = r.Host
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, at.String(), bytes.NewReader(r.Body))
	if err != nil {
		return nil, err
	}
	if r.Header != nil {
		req.Header = r.Header.Clone()
	}
	req.Header.Set("User-Agent", "polydigest")
	sum := sha256.Sum256(r.Body)
	hash := hex.EncodeToString(sum[:])
	s3 := c.service == S3
	if s3 {
		req.Header.Set("X-Amz-Content-Sha256", hash)
	}
	credentials, err := c.credentials(ctx)
	if err != nil {
		return nil, err
	}
	now := time.Now().Add(time.Duration(c.ahead.Load()))
	plain := func(o *v4.SignerOptions) { o.DisableURIPathEscaping = s3 } // the path of an object is escaped once, others twice
	err = v4.NewSigner().SignHTTP(ctx, credentials, req, hash, c.service.Signing, c.account.Region, now, plain)
	// An object that says of itself that it is compressed is the bytes that were stored. The header is not signed: some
	// services change it on its way.
	req.Header.Set("Accept-Encoding", "identity")
	return req, err
}

func (c *Client) credentials(ctx context.Context) (aws.Credentials, error) {
	if c.account.Credentials == nil {
		return aws.Credentials{}, ErrNoCredentials
	}
	found, err := c.account.Credentials.Retrieve(ctx)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", ErrNoCredentials, err)
	}
	return found, err
}

// setClock takes over the time of a service that refuses this machine's.
func (c *Client) setClock(date string) {
	if at, err := http.ParseTime(date); err == nil {
		c.ahead.Store(int64(time.Until(at)))
	}
}

// Pause waits up to 50 ms doubled with each attempt, at most 5 s, by chance.
func Pause(ctx context.Context, attempt int) error {
	return pause.For(ctx, rand.N(min(50*time.Millisecond<<attempt, 5*time.Second)))
}

// escape is a path as signatures have it: every byte but unreserved characters and slashes in percents (RFC 3986,
// section 2.3). What package url leaves as it is would make other signatures.
func escape(path string) string {
	const hexDigits = "0123456789ABCDEF"
	var out []byte
	for i := range len(path) {
		b := path[i]
		if 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '-' || b == '_' || b == '.' || b == '~' || b == '/' {
			out = append(out, b)
			continue
		}
		out = append(out, '%', hexDigits[b>>4], hexDigits[b&15])
	}
	return string(out)
}
