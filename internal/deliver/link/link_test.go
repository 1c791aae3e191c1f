package link

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"
)

var (
	now  = time.Date(2024, 5, 14, 7, 0, 0, 0, time.UTC)
	old  = Key{"k1", []byte(strings.Repeat("a", 32))}
	keys = Keys{{"k2", []byte(strings.Repeat("b", 32))}, old}
)

func TestPage(t *testing.T) {
	token := keys.Page("d1", now.Add(time.Hour))
	for _, c := range []struct {
		name, token, digest string
		keys                Keys
		at                  time.Time
		want                error
	}{
		{"good", token, "d1", keys, now, nil},
		{"by an older key", Keys{old}.Page("d1", now.Add(time.Hour)), "d1", keys, now, nil},
		{"expired", token, "d1", keys, now.Add(time.Hour), ErrExpired},
		{"another digest", token, "d2", keys, now, ErrInvalid},
		{"key withdrawn", token, "d1", Keys{old}, now, ErrInvalid},
		{"no key", token, "d1", nil, now, ErrInvalid},
		{"later expiry put in", "k2.zzzzzz" + token[strings.LastIndex(token, "."):], "d1", keys, now, ErrInvalid},
		{"another key named", "k1" + token[2:], "d1", keys, now, ErrInvalid},
		{"token for leaving", keys.Leave("d1", "d1"), "d1", keys, now, ErrInvalid},
		{"nothing", "", "d1", keys, now, ErrInvalid},
		{"noise", "日本.é.ف", "d1", keys, now, ErrInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			expires, err := c.keys.CheckPage(c.token, c.digest, c.at)
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if err == nil && !expires.Equal(now.Add(time.Hour)) {
				t.Errorf("expires %v", expires)
			}
		})
	}
}

func TestLeave(t *testing.T) {
	for _, list := range []string{"cable-leak", "湖のニュース", "نشرة", "été.x~y", ""} {
		token := keys.Leave(list, "abc123")
		if strings.ContainsAny(token, "/?&=+% @") {
			t.Errorf("token %q does not stand in an address as it is", token)
		}
		gotList, recipient, err := keys.CheckLeave(token)
		if err != nil || gotList != list || recipient != "abc123" {
			t.Errorf("%q: %q, %q, %v", list, gotList, recipient, err)
		}
		if _, _, err := keys.CheckLeave(token[:len(token)-2] + "xx"); !errors.Is(err, ErrInvalid) {
			t.Errorf("forged: %v", err)
		}
	}
	if _, _, err := keys.CheckLeave(keys.Page("d1", now)); !errors.Is(err, ErrInvalid) {
		t.Errorf("page token: %v", err)
	}
}

func TestParseKeys(t *testing.T) {
	secret := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\xff", 32)))
	got, err := ParseKeys("b:" + secret + ", a:" + base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat("\xfe", 40))))
	if err != nil || len(got) != 2 || got[0].ID != "b" || len(got[0].Secret) != 32 {
		t.Fatalf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "a", "a:" + secret[:20], ":" + secret, "a b:" + secret, "a:not base64 at all, none of it"} {
		if _, err := ParseKeys(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(keys.Page("d1", now), "d1")
	f.Add(keys.Leave("list", "abc"), "")
	f.Fuzz(func(t *testing.T, token, digest string) {
		if _, err := keys.CheckPage(token, digest, now); err == nil {
			t.Errorf("%q opens %q", token, digest)
		}
		list, recipient, err := keys.CheckLeave(token)
		if err == nil && keys.Leave(list, recipient) != token {
			t.Errorf("%q was taken for leaving", token)
		}
	})
}
