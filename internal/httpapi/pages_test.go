package httpapi

import (
	"errors"
	"strings"
	"testing"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/store"
)

func TestPages(t *testing.T) {
	s := newService(t, nil)
	id := string(s.d.ID)
	token := links.Page(id, start.Add(time.Hour))
	w := s.ask("", "GET", "/d/"+id+"?t="+token+"&lang=ja", "")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "オルサ湖のフェリー座礁") || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	c := rendertest.NewChecker(s.d, s.texts())
	c.Allow("/d/" + id)
	for _, fault := range c.HTML(w.Body.Bytes()) {
		t.Error(fault)
	}
	if !strings.Contains(w.Body.String(), "?lang=ar&amp;t="+token) || !strings.Contains(w.Body.String(), "العربية") {
		t.Error("no way to the Arabic edition")
	}
	for name, target := range map[string]string{
		"no token": "/d/" + id + "?t=", "forged": "/d/" + id + "?t=" + token + "x", "another digest": "/d/" + string(rendertest.ID(3)) + "?t=" + token,
		"expired": "/d/" + id + "?t=" + links.Page(id, start.Add(-time.Second)), "not an id": "/d/x?t=" + token,
	} {
		if w := s.ask("", "GET", target, "", "Accept-Language: fr"); w.Code != 404 || !strings.Contains(w.Body.String(), "Cette synthèse") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if err := WithdrawLinks(t.Context(), s.kv, s.d.ID, start); err != nil {
		t.Fatal(err)
	}
	if w := s.ask("", "GET", "/d/"+id+"?t="+token, ""); w.Code != 404 {
		t.Errorf("withdrawn: %d", w.Code)
	}
	if w := s.ask("", "GET", "/d/"+id+"?t="+links.Page(id, start.Add(feedLife+time.Hour)), ""); w.Code != 200 {
		t.Errorf("given out later: %d", w.Code)
	}
	if w := s.ask(Read, "GET", "/", "", "Accept-Language: ar"); w.Code != 200 || !strings.Contains(w.Body.String(), `dir="rtl"`) || !strings.Contains(w.Body.String(), "/d/"+id) {
		t.Errorf("index: %d %s", w.Code, w.Body)
	}
}

func (s *service) texts() rendertest.Texts {
	_, texts := rendertest.Model()
	return texts
}

func TestUnfinishedPage(t *testing.T) {
	s := newService(t, nil)
	id := strings.TrimPrefix(s.ask(Make, "POST", "/v1/digests", good).Header().Get("Location"), "/v1/digests/")
	w := s.ask("", "GET", "/d/"+id+"?t="+links.Page(id, start.Add(time.Hour)), "")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "1 of 5 done") || !strings.Contains(w.Body.String(), `http-equiv="refresh"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestFeed(t *testing.T) {
	s := newService(t, nil)
	w := s.ask(Read, "GET", "/feeds/orsa.atom?lang=ja", "")
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/atom+xml" || !strings.Contains(w.Body.String(), "オルサ湖のフェリー座礁") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if again := s.ask(Read, "GET", "/feeds/orsa.atom?lang=ja", ""); again.Body.String() != w.Body.String() {
		t.Error("the feed changes though nothing has")
	}
	token := links.Page(FeedToken("orsa"), start.Add(time.Hour))
	for target, want := range map[string]int{
		"/feeds/orsa.atom?t=" + token: 200, "/feeds/other.atom?t=" + token: 404, "/feeds/orsa.atom?t=x": 404, "/feeds/orsa.atom": 401, "/feeds/orsa.xml?t=" + token: 404,
	} {
		if w := s.ask("", "GET", target, ""); w.Code != want {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

// TestLeaving follows the link of a mail: looking changes nothing, however often; posting does, and again.
func TestLeaving(t *testing.T) {
	s := newService(t, nil)
	hash := deliver.Hash("reader@example.org")
	target := "/u/" + links.Leave("orsa", hash)
	for range 50 {
		if w := s.ask("", "GET", target, ""); w.Code != 200 || !strings.Contains(w.Body.String(), `method="post"`) {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if _, err := s.box.Recipient(t.Context(), hash); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("looking has left something: %v", err)
	}
	for range 2 {
		w := s.ask("", "POST", target, "List-Unsubscribe=One-Click", "Content-Type: application/x-www-form-urlencoded", "Origin: https://mail.example")
		if w.Code != 200 || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%d %v", w.Code, w.Header())
		}
	}
	r, err := s.box.Recipient(t.Context(), hash)
	if err != nil || r.Suppressed["orsa"].Reason != "unsubscribe" || len(r.Suppressed) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	for _, bad := range []string{"x", links.Page("orsa", start.Add(time.Hour)), links.Leave("orsa", hash) + "x"} {
		if w := s.ask("", "POST", "/u/"+bad, ""); w.Code != 404 {
			t.Errorf("forged: %d", w.Code)
		}
	}
}
