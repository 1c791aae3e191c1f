package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"polydigest/internal/source/feed"
)

// inside are addresses that nobody else's page may lead to; outside are public ones.
var (
	inside = []string{
		"127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1",
		"100.127.255.255", "169.254.169.254", "169.254.170.2", "169.254.170.23", "169.254.79.129", "172.16.0.1",
		"172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1",
		"192.168.0.1", "192.168.255.255", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
		"224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:10::1",
		"2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "3fff::1", "3ffe::1", "5f00::1", "fc00::1",
		"fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "2620:4f:8000::1", "4000::1",
	}
	outside = []string{"93.184.215.14", "1.1.1.1", "8.8.4.4", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"}
)

// A tap counts the connections that the guard lets through, by address, and stops them there.
type tap struct {
	inside, outside atomic.Int32
}

func (p *tap) into(g *guard) {
	allowed := g.control
	g.control = func(network, address string, c syscall.RawConn) error {
		if err := allowed(network, address, c); err != nil {
			return err
		}
		addr := netip.MustParseAddrPort(address).Addr().String()
		for _, a := range outside {
			if a == addr {
				p.outside.Add(1)
				return errors.New("stopped by the test")
			}
		}
		p.inside.Add(1)
		return errors.New("stopped by the test")
	}
}

func get(t *testing.T, address string, p *tap) error {
	c := New(Config{})
	p.into(c.guard)
	_, err := c.Get(t.Context(), Request{URL: address})
	return err
}

func literal(addr string) string {
	if strings.Contains(addr, ":") {
		return "[" + addr + "]"
	}
	return addr
}

func TestNoConnectionInside(t *testing.T) {
	if len(inside) < 60 {
		t.Fatalf("%d addresses", len(inside))
	}
	for route, try := range map[string]func(t *testing.T, addr string, p *tap) error{
		"literal":            func(t *testing.T, addr string, p *tap) error { return get(t, "http://"+literal(addr)+"/", p) },
		"literal over https": func(t *testing.T, addr string, p *tap) error { return get(t, "https://"+literal(addr)+"/", p) },
		"A or AAAA": func(t *testing.T, addr string, p *tap) error {
			c := New(Config{Resolver: resolver(answers{"news.example.": {addr}})})
			p.into(c.guard)
			_, err := c.Get(t.Context(), Request{URL: "http://news.example/"})
			return err
		},
		"CNAME": func(t *testing.T, addr string, p *tap) error {
			c := New(Config{Resolver: resolver(answers{"www.example.": {"inside.example."}, "inside.example.": {addr}})})
			p.into(c.guard)
			_, err := c.Get(t.Context(), Request{URL: "http://www.example/"})
			return err
		},
		"link of a feed": func(t *testing.T, addr string, p *tap) error {
			f := feed.Parse([]byte("<rss><item><title>電文</title><link>http://"+literal(addr)+"/</link></item></rss>"), "", "", "https://news.example/feed")
			return get(t, f.Items[0].Link, p)
		},
		"base of a feed": func(t *testing.T, addr string, p *tap) error {
			f := feed.Parse([]byte(`<feed xml:base="http://`+literal(addr)+`/"><entry><link href="a"/></entry></feed>`), "", "", "https://news.example/feed")
			return get(t, f.Items[0].Link, p)
		},
		"base of a page": func(t *testing.T, addr string, p *tap) error {
			page := `<base href="http://` + literal(addr) + `/"><link rel="alternate" type="application/rss+xml" href="rss">`
			return get(t, feed.Discover([]byte(page), "", "https://news.example/")[0], p)
		},
		"redirect": func(t *testing.T, addr string, p *tap) error { return redirected(t, "http://"+literal(addr)+"/", p) },
	} {
		t.Run(route, func(t *testing.T) {
			for _, addr := range inside {
				var p tap
				err := try(t, addr, &p)
				if n := p.inside.Load() + p.outside.Load(); n > 0 || err == nil {
					t.Errorf("%s: %d connections, %v", addr, n, err)
				}
			}
			for _, addr := range outside {
				var p tap
				try(t, addr, &p)
				if p.outside.Load() == 0 || p.inside.Load() > 0 {
					t.Errorf("%s: %d connections outside, %d inside", addr, p.outside.Load(), p.inside.Load())
				}
			}
		})
	}
}

// redirected fetches a page of a public host that redirects to the target. The public host is a server on loopback,
// which only its own connection is let through to.
func redirected(t *testing.T, target string, p *tap) error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, target, http.StatusFound)
	}))
	defer server.Close()
	c := New(Config{Pause: 1})
	p.into(c.guard)
	at, _ := url.Parse(server.URL)
	next := c.guard.control
	c.guard.control = func(network, address string, rc syscall.RawConn) error {
		if address == at.Host {
			return nil
		}
		return next(network, address, rc)
	}
	c.guard.ports = nil // of the address; the guard's own ports stay
	_, err := c.Get(t.Context(), Request{URL: server.URL})
	return err
}

// TestRebinding has a name that is public when asked first and loopback when asked next, 1,000 times.
func TestRebinding(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	var accepted atomic.Int32
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			accepted.Add(1)
			conn.Close()
		}
	}()
	port := listener.Addr().(*net.TCPAddr).Port
	var asked atomic.Int32
	flip := func(name string) []string {
		if asked.Add(1)%4 < 2 { // A and AAAA are asked for each time
			return []string{outside[0]}
		}
		return []string{"127.0.0.1"}
	}
	var p tap
	c := New(Config{Resolver: resolverFunc(flip), Pause: 1, Ports: []uint16{uint16(port)}})
	p.into(c.guard)
	for range 1000 {
		c.hosts = hosts{} // forget what robots.txt said
		if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://flip.example:%d/", port)}); err == nil {
			t.Fatal("fetched")
		}
	}
	if p.inside.Load() > 0 || accepted.Load() > 0 || p.outside.Load() == 0 {
		t.Errorf("%d connections allowed inside, %d accepted, %d outside", p.inside.Load(), accepted.Load(), p.outside.Load())
	}
}

func TestAddressesRefused(t *testing.T) {
	c := New(Config{Resolver: resolver(nil)})
	for address, want := range map[string]Kind{
		"file:///etc/passwd":                  BadURL,
		"ftp://example.org/":                  BadURL,
		"gopher://example.org/":               BadURL,
		"javascript:alert(1)":                 BadURL,
		"http:example.org":                    BadURL,
		"http://":                             BadURL,
		"//example.org/":                      BadURL,
		"http://user:pass@example.org/":       BadURL,
		"http://user@example.org/":            BadURL,
		"http://example.org:22/":              BadURL,
		"http://example.org:99999/":           BadURL,
		"http://[fe80::1%25eth0]/":            BadURL,
		"http://exa mple.org/":                BadURL,
		"http://" + strings.Repeat("a.", 130): BadURL,
		"http://ex\x00ample.org/":             BadURL,
		"http://0x7f.1/":                      Unreachable,
		"http://2130706433/":                  Unreachable,
		"http://127.1/":                       Unreachable,
		"http://０１２７.１/":                      Unreachable,
		"http://localhost/":                   Forbidden,
		"http://例え.テスト/":                      Unreachable,
	} {
		_, err := c.Get(t.Context(), Request{URL: address})
		var own *Error
		if !errors.As(err, &own) || own.Kind != want && !(want == Forbidden && own.Kind == Unreachable) {
			t.Errorf("Get(%q): %v, want %s", address, err, want)
		}
	}
}

func TestNoProxyOfTheEnvironment(t *testing.T) {
	proxied := make(chan string, 10)
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { proxied <- r.URL.String() }))
	defer proxy.Close()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	c := New(Config{Resolver: resolver(answers{"news.example.": {"127.0.0.1"}})})
	if _, err := c.Get(t.Context(), Request{URL: "http://news.example/"}); err == nil {
		t.Error("fetched")
	}
	if c.wire.Proxy != nil || len(proxied) > 0 {
		t.Errorf("the proxy was asked for %d pages", len(proxied))
	}
}

// answers are what a name server knows: addresses, or one other name.
type answers map[string][]string

func resolver(a answers) *net.Resolver {
	return resolverFunc(func(name string) []string { return a[name] })
}

// resolverFunc resolves names by a function, over an in-memory connection to a name server.
func resolverFunc(lookup func(name string) []string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go serveDNS(theirs, lookup)
		return ours, nil
	}}
}

func serveDNS(conn net.Conn, lookup func(name string) []string) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	for {
		var size [2]byte
		if _, err := io.ReadFull(conn, size[:]); err != nil {
			return
		}
		query := make([]byte, int(size[0])<<8|int(size[1]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		var p dnsmessage.Parser
		header, err := p.Start(query)
		if err != nil {
			return
		}
		q, err := p.Question()
		if err != nil {
			return
		}
		packed := answer53(header.ID, q, lookup)
		conn.Write(append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...))
	}
}

func answer53(id uint16, q dnsmessage.Question, lookup func(string) []string) []byte {
	b := dnsmessage.NewBuilder(nil, dnsmessage.Header{ID: id, Response: true, Authoritative: true, RecursionAvailable: true})
	b.StartQuestions()
	b.Question(q)
	b.StartAnswers()
	name := q.Name
	for found := lookup(name.String()); len(found) > 0; {
		head := dnsmessage.ResourceHeader{Name: name, Class: dnsmessage.ClassINET, TTL: 0}
		addr, err := netip.ParseAddr(found[0])
		if err != nil { // another name
			target := dnsmessage.MustNewName(found[0])
			b.CNAMEResource(head, dnsmessage.CNAMEResource{CNAME: target})
			name, found = target, lookup(target.String())
			continue
		}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			b.AResource(head, dnsmessage.AResource{A: addr.As4()})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			b.AAAAResource(head, dnsmessage.AAAAResource{AAAA: addr.As16()})
		}
		break
	}
	packed, _ := b.Finish()
	return packed
}
