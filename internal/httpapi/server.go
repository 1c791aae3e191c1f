package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"time"
)

// Server is a server for a port with limits against slow and large requests. Answers have no time limit of its own:
// streams of progress last as long as their runs.
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr: addr, Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}

// Loopback reports whether an address to listen on is reached from this machine alone, so that [Config.Local] may be
// set. ":8080" is not: it listens everywhere.
func Loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
