package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// A caller is whoever asks.
type caller struct {
	id    string // of the key; "local" on this machine, "" when nobody has been named
	local bool
}

// caller finds out who asks and whether the route is for them. A route that takes signed links lets nobody in
// without one: it gets the empty caller and checks.
func (a *api) caller(r *http.Request, route route) (caller, error) {
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case route.scope == "":
		return caller{}, nil
	case bearer:
		key, err := a.lookUp(r.Context(), strings.TrimSpace(token))
		if err != nil {
			return caller{}, err
		}
		if !key.allows(route.scope) {
			return caller{}, errScope
		}
		return caller{id: key.ID}, nil
	case a.Local && local(r):
		// A page from elsewhere that this machine's browser shows must not start runs.
		if a.cross.Check(r) != nil {
			return caller{}, errForeign
		}
		return caller{id: "local", local: true}, nil
	case route.link && r.URL.Query().Has("t"):
		return caller{}, nil
	}
	return caller{}, errNoKey
}

// local reports whether a request comes from this machine and was meant for it: the name it was sent to is one of
// this machine's too, else any page could reach it by a name that it lets resolve to here.
func local(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !from.Addr().Unmap().IsLoopback() {
		return false
	}
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip"} {
		if r.Header.Get(header) != "" {
			return false // a proxy on this machine speaks for somebody else
		}
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}
