// Package link makes and checks the tokens in the addresses that mails carry: the page of one digest, and leaving
// a list. A token names what it is for and is signed with HMAC-SHA256; it holds no address. Keys have ids, so that
// a new key can sign while the tokens of the old ones still hold.
package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"polydigest/internal/lazy"
)

// A Key signs tokens. Its Secret has at least 32 random bytes.
type Key struct {
	ID     string // letters and digits
	Secret []byte
}

// Keys check tokens; the first of them signs.
type Keys []Key

var (
	// ErrInvalid is a token that none of the keys has signed for what it is shown for.
	ErrInvalid = errors.New("not a link of ours")
	// ErrExpired is a token whose time is over.
	ErrExpired = errors.New("link has expired")
)

var encoding = base64.RawURLEncoding.Strict()

var keyID = lazy.MustCompile(`^[A-Za-z0-9]{1,16}$`)

// ParseKeys reads "id:secret,id:secret", each secret in base64 of either alphabet.
func ParseKeys(s string) (Keys, error) {
	var keys Keys
	for part := range strings.SplitSeq(s, ",") {
		id, secret, found := strings.Cut(strings.TrimSpace(part), ":")
		if !found || !keyID.MatchString(id) {
			return nil, fmt.Errorf("link keys: want id:secret, the id of letters and digits")
		}
		secret = strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(secret)
		raw, err := encoding.DecodeString(secret)
		if err != nil || len(raw) < 32 {
			return nil, fmt.Errorf("link key %s: want at least 32 random bytes in base64", id)
		}
		keys = append(keys, Key{id, raw})
	}
	return keys, nil
}

// Page is a token for the page of one digest until a time.
func (k Keys) Page(digest string, expires time.Time) string {
	until := strconv.FormatInt(expires.Unix(), 36)
	return k.sign("page", until, digest)
}

// CheckPage reports until when a token opens a digest's page, or an error matching [ErrInvalid] or [ErrExpired].
func (k Keys) CheckPage(token, digest string, now time.Time) (time.Time, error) {
	until, err := k.check("page", token, digest)
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(until, 36, 64)
	if err != nil {
		return time.Time{}, ErrInvalid
	}
	expires := time.Unix(seconds, 0)
	if !now.Before(expires) {
		return time.Time{}, ErrExpired
	}
	return expires, nil
}

// Leave is a token with which the recipient that a hash stands for leaves a list. It does not expire: whoever finds
// an old mail can still leave.
func (k Keys) Leave(list, recipient string) string {
	return k.sign("leave", encoding.EncodeToString([]byte(list))+"~"+recipient)
}

// CheckLeave is the list and the recipient's hash of a token, or an error matching [ErrInvalid].
func (k Keys) CheckLeave(token string) (list, recipient string, err error) {
	open, err := k.check("leave", token)
	if err != nil {
		return "", "", err
	}
	name, recipient, found := strings.Cut(open, "~")
	raw, err := encoding.DecodeString(name)
	if err != nil || !found {
		return "", "", ErrInvalid
	}
	return string(raw), recipient, nil
}

// sign makes a token "key.open.signature"; the signature is also over fields that the token does not show.
func (k Keys) sign(purpose, open string, hidden ...string) string {
	if len(k) == 0 {
		panic("link: no key to sign with")
	}
	return k[0].ID + "." + open + "." + encoding.EncodeToString(k[0].mac(purpose, open, hidden))
}

// check is the open part of a token that one of the keys has signed.
func (k Keys) check(purpose, token string, hidden ...string) (string, error) {
	parts := strings.Split(token, ".")
	if len(token) > 1024 || len(parts) != 3 {
		return "", ErrInvalid
	}
	given, err := encoding.DecodeString(parts[2])
	if err != nil {
		return "", ErrInvalid
	}
	for _, key := range k {
		if key.ID == parts[0] && hmac.Equal(given, key.mac(purpose, parts[1], hidden)) {
			return parts[1], nil
		}
	}
	return "", ErrInvalid
}

// mac signs fields so that no two lists of fields give the same bytes: each goes in behind its length.
func (key Key) mac(purpose, open string, hidden []string) []byte {
	h := hmac.New(sha256.New, key.Secret)
	for _, field := range append([]string{purpose, key.ID, open}, hidden...) {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(field))))
		h.Write([]byte(field))
	}
	return h.Sum(nil)
}
