package httpapi

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"time"

	"polydigest/internal/store"
)

// A Scope is what a key allows. Each includes those before it.
type Scope string

const (
	Read  Scope = "read"  // read digests and feeds
	Make  Scope = "make"  // start runs, which cost money
	Admin Scope = "admin" // everything
)

var scopes = []Scope{Read, Make, Admin}

// A Key is what is stored of an API key, under keys/<sha256 of the key>.json. The key itself is shown once, when it
// is made: 190 random bits need no slow hash.
type Key struct {
	ID      string    `json:"id"` // names it in logs
	Scope   Scope     `json:"scope"`
	Label   string    `json:"label"`
	Created time.Time `json:"created"`
	Revoked time.Time `json:"revoked,omitzero"`
}

const keyPrefix = "pdk_"

// NewKey makes and stores a key. The key reads pdk_<26 random characters>_<checksum>, so that scanners for leaked
// secrets know it and a typing mistake costs no look-up.
func NewKey(ctx context.Context, kv store.KV, scope Scope, label string, now time.Time) (key string, stored Key, err error) {
	if !slices.Contains(scopes, scope) {
		return "", Key{}, fmt.Errorf("scope %q: one of %v", scope, scopes)
	}
	body := keyPrefix + rand.Text() + rand.Text()[:12]
	key = body + "_" + checksum(body)
	stored = Key{ID: strings.ToLower(rand.Text()[:8]), Scope: scope, Label: label, Created: now.UTC()}
	data, err := json.Marshal(stored)
	if err != nil {
		return "", Key{}, err
	}
	if err := kv.Create(ctx, storedUnder(key), data); err != nil {
		return "", Key{}, fmt.Errorf("storing key: %w", err)
	}
	return key, stored, nil
}

// RevokeKey ends a key, which is told by itself or by its id. Processes notice within a minute.
func RevokeKey(ctx context.Context, kv store.KV, which string, now time.Time) error {
	found := false
	err := store.Each(ctx, kv, "keys/", func(at string) error {
		data, version, err := kv.Get(ctx, at)
		if err != nil {
			return err
		}
		var stored Key
		if err := json.Unmarshal(data, &stored); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
		if at != storedUnder(which) && stored.ID != which {
			return nil
		}
		found, stored.Revoked = true, now.UTC()
		if data, err = json.Marshal(stored); err != nil {
			return err
		}
		_, err = kv.CompareAndSwap(ctx, at, version, data)
		return err
	})
	if err == nil && !found {
		err = store.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("revoking key: %w", err)
	}
	return nil
}

func checksum(body string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(body))) }

// storedUnder is found by the hash of the key: equal time for any wrong one, nothing to compare.
func storedUnder(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "keys/" + hex.EncodeToString(sum[:]) + ".json"
}

// wellFormed reports whether a string can be a key at all.
func wellFormed(key string) bool {
	i := strings.LastIndexByte(key, '_')
	return strings.HasPrefix(key, keyPrefix) && i > len(keyPrefix) && len(key) < 100 && key[i+1:] == checksum(key[:i])
}

// keyCacheLife bounds how long a revoked key still works.
const keyCacheLife = time.Minute

type cachedKey struct {
	key   Key
	until time.Time
}

// lookUp is the stored key for a bearer token, or errBadKey.
func (a *api) lookUp(ctx context.Context, token string) (Key, error) {
	if !wellFormed(token) {
		return Key{}, errBadKey
	}
	under := storedUnder(token)
	if c, ok := a.keys.Load(under); ok && a.now().Before(c.(cachedKey).until) {
		return c.(cachedKey).key, nil
	}
	data, _, err := a.KV.Get(ctx, under)
	if errors.Is(err, store.ErrNotFound) {
		return Key{}, errBadKey
	}
	if err != nil {
		return Key{}, fmt.Errorf("looking up key: %w", err)
	}
	var key Key
	if err := json.Unmarshal(data, &key); err != nil {
		return Key{}, fmt.Errorf("looking up key: %w", err)
	}
	if !key.Revoked.IsZero() {
		a.keys.Delete(under)
		return Key{}, errBadKey
	}
	// Only keys that exist are kept, so that guessing does not fill the memory.
	a.keys.Store(under, cachedKey{key, a.now().Add(keyCacheLife)})
	return key, nil
}

// allows reports whether the key's scope includes want.
func (k Key) allows(want Scope) bool {
	return slices.Index(scopes, k.Scope) >= slices.Index(scopes, want)
}
