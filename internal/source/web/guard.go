package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// A guard says which addresses may be asked for (parse, redirect) and connected to (control).
type guard struct {
	ports   []uint16 // nil: any
	control func(network, address string, c syscall.RawConn) error
}

func newGuard(cfg Config) *guard {
	g := &guard{ports: append([]uint16{80, 443}, cfg.Ports...)}
	options := []ssrf.Option{
		ssrf.WithPorts(g.ports...),
		// Documentation (RFC 9637) lies within the global unicast range, and SIXXS and 6bone's returned space
		// is nobody's.
		ssrf.WithDeniedV6Prefixes(netip.MustParsePrefix("3fff::/20"), netip.MustParsePrefix("3ffe::/16")),
	}
	if cfg.AllowLoopback {
		g.ports = nil
		options = append(options, ssrf.WithAnyPort(),
			ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.0/8")),
			ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("::1/128")))
	}
	safe := ssrf.New(options...).Safe
	g.control = func(network, address string, c syscall.RawConn) error {
		if err := safe(network, address, c); err != nil {
			return fail(Forbidden, "its address %s is not a public one", address)
		}
		return nil
	}
	return g
}

// transport connects only where control allows it. Compression is off since readBody limits both its sides.
func (g *guard) transport(l Limits, resolver *net.Resolver) *http.Transport {
	dialer := &net.Dialer{
		Timeout: l.Connect, Resolver: resolver,
		Control: func(network, address string, c syscall.RawConn) error { return g.control(network, address, c) },
	}
	return &http.Transport{
		Proxy:                  nil, // not even the environment's: the guard would see its address only
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    l.TLS,
		ResponseHeaderTimeout:  l.Headers,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true,
		MaxConnsPerHost:        1,
		MaxIdleConns:           512,
		IdleConnTimeout:        10 * time.Second,
		ReadBufferSize:         4 << 10,
		WriteBufferSize:        1 << 10,
	}
}

const maxAddress = 4 << 10

// parse reads an address that someone named. Its host comes back in the form that DNS knows.
func (g *guard) parse(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || len(s) > maxAddress {
		return nil, fail(BadURL, "not an address")
	}
	return u, g.check(u)
}

func (g *guard) check(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fail(BadURL, "neither http nor https")
	}
	if u.User != nil {
		return fail(BadURL, "an address with a user name or password")
	}
	if u.Opaque != "" || u.Host == "" {
		return fail(BadURL, "an address without a host")
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return err
	}
	port := u.Port()
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || g.ports != nil && !slices.Contains(g.ports, uint16(n)) {
			return fail(BadURL, "port %.10s is not allowed", port)
		}
	}
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != "" {
		u.Host += ":" + port
	}
	u.Fragment = ""
	return nil
}

// asciiHost is the host as DNS knows it: in lower case and Punycode. Literal addresses stay as they are.
func asciiHost(host string) (string, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return "", fail(BadURL, "an address with a zone")
		}
		return host, nil
	}
	ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil || ascii == "" || len(ascii) > 253 {
		return "", fail(BadURL, "not a host name: %.100q", host)
	}
	return ascii, nil
}

// redirect is where a redirect leads, if one may go there.
func (g *guard) redirect(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil || location == "" || len(location) > maxAddress {
		return nil, fail(BadRedirect, "redirects to no address")
	}
	if from.Scheme == "https" && to.Scheme == "http" {
		return nil, fail(BadRedirect, "redirects from https to http")
	}
	if err := g.check(to); err != nil {
		return nil, fail(BadRedirect, "redirects to %s", err)
	}
	return to, nil
}
