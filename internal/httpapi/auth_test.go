package httpapi

import (
	"errors"
	"net/http/httptest"
	"polydigest/internal/store"
	"strings"
	"testing"
)

// TestWhoMayAsk walks every route with every kind of caller.
func TestWhoMayAsk(t *testing.T) {
	s := newService(t, nil)
	revoked, _, err := NewKey(t.Context(), s.kv, Admin, "", start)
	if err != nil {
		t.Fatal(err)
	}
	if err := RevokeKey(t.Context(), s.kv, revoked, start); err != nil {
		t.Fatal(err)
	}
	byID, told, err := NewKey(t.Context(), s.kv, Admin, "", start)
	if err != nil {
		t.Fatal(err)
	}
	if err := RevokeKey(t.Context(), s.kv, told.ID, start); err != nil {
		t.Fatal(err)
	}
	if err := RevokeKey(t.Context(), s.kv, "nobody's", start); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a key that is none: %v", err)
	}
	for _, r := range (&api{}).routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		target := strings.NewReplacer("{id}", string(s.d.ID), "{file}", "orsa.atom", "{token}", links.Leave("orsa", "abc"), "{$}", "").Replace(path)
		body := ""
		if method == "POST" {
			body = good
		}
		status := func(headers ...string) int { return s.ask("", method, target, body, headers...).Code }
		if r.scope == "" {
			if got := status(); got >= 300 {
				t.Errorf("%s: open to all, answers %d", r.pattern, got)
			}
			continue
		}
		for name, c := range map[string]struct {
			header string
			want   int
		}{
			"no key":         {"X-None: 1", 401},
			"not a key":      {"Authorization: Bearer hello", 401},
			"wrong checksum": {"Authorization: Bearer " + s.keys[Admin][:len(s.keys[Admin])-1] + "x", 401},
			"unknown key":    {"Authorization: Bearer " + unknownKey(), 401},
			"revoked key":    {"Authorization: Bearer " + revoked, 401},
			"revoked by id":  {"Authorization: Bearer " + byID, 401},
			"basic":          {"Authorization: Basic YTpi", 401},
			"admin":          {"Authorization: Bearer " + s.keys[Admin], 0},
		} {
			got := status(c.header)
			if c.want != 0 && got != c.want || c.want == 0 && got >= 300 {
				t.Errorf("%s, %s: %d", r.pattern, name, got)
			}
		}
		if r.scope == Make {
			if got := status("Authorization: Bearer " + s.keys[Read]); got != 403 {
				t.Errorf("%s with a reader's key: %d", r.pattern, got)
			}
		}
	}
}

func unknownKey() string {
	body := keyPrefix + strings.Repeat("A", 38)
	return body + "_" + checksum(body)
}

// TestThisMachine lets nobody else in where no key is needed.
func TestThisMachine(t *testing.T) {
	for _, c := range []struct {
		name    string
		local   bool
		from    string
		headers []string
		want    int
	}{
		{"this machine", true, "127.0.0.1:5000", []string{"Host: localhost:8080"}, 202},
		{"this machine, IPv6", true, "[::1]:5000", []string{"Host: [::1]:8080"}, 202},
		{"its own page", true, "127.0.0.1:5000", []string{"Host: localhost:8080", "Sec-Fetch-Site: same-origin"}, 202},
		{"switched off", false, "127.0.0.1:5000", []string{"Host: localhost:8080"}, 401},
		{"another machine", true, "192.0.2.1:5000", []string{"Host: localhost:8080"}, 401},
		{"a name that somebody lets resolve to here", true, "127.0.0.1:5000", []string{"Host: evil.example:8080"}, 401},
		{"behind a proxy", true, "127.0.0.1:5000", []string{"Host: localhost:8080", "X-Forwarded-For: 192.0.2.1"}, 401},
		{"a page from elsewhere", true, "127.0.0.1:5000", []string{"Host: localhost:8080", "Sec-Fetch-Site: cross-site"}, 403},
		{"a page from elsewhere, older browser", true, "127.0.0.1:5000", []string{"Host: localhost:8080", "Origin: https://evil.example"}, 403},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newService(t, func(config *Config) { config.Local = c.local })
			r := httptest.NewRequest("POST", "/v1/digests", strings.NewReader(good))
			r.RemoteAddr = c.from
			r.Header.Set("Content-Type", "application/json")
			for _, h := range c.headers {
				name, value, _ := strings.Cut(h, ": ")
				r.Header.Set(name, value)
				if name == "Host" {
					r.Host = value
				}
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}
