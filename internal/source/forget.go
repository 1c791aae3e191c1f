package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html"
	"strings"

	"polydigest/internal/source/feed"
	"polydigest/internal/store"
)

// Forget removes what is remembered of an address between runs, its last bytes, and the last bytes of feeds that told
// of it, which are then fetched whole again. It returns the keys that are gone. What digests have of it is not its
// concern: see [digest.Digest.Forget].
func Forget(ctx context.Context, kv store.KV, address string) (gone []string, err error) {
	remove := func(keys ...string) error {
		for _, key := range keys {
			if err := kv.Delete(ctx, key); err != nil {
				return err
			}
			gone = append(gone, key)
		}
		return nil
	}
	r := &Reader{Store: kv}
	for _, name := range []string{address, "item:" + address} {
		st, err := r.remembered(ctx, name)
		if err != nil {
			return gone, err
		}
		if st == (state{URL: name}) {
			continue
		}
		keys := []string{stateKey(name)}
		if st.Raw != "" {
			keys = append(keys, rawKey(st.Raw))
		}
		if err := remove(keys...); err != nil {
			return gone, err
		}
	}
	return gone, store.Each(ctx, kv, "sources/", func(key string) error {
		st, err := stateAt(ctx, kv, key)
		if err != nil || st.Raw == "" {
			return err
		}
		body, ok := r.body(ctx, st)
		if !ok || !feed.Is(body, st.ContentType) || !tells(st.URL, body, address) {
			return nil
		}
		return remove(rawKey(st.Raw))
	})
}

// tells reports whether a feed has an item of that name; see [entryName].
func tells(address string, body []byte, item string) bool {
	return strings.HasPrefix(item, address+"#") || bytes.Contains(body, []byte(item)) ||
		bytes.Contains(body, []byte(html.EscapeString(item)))
}

// stateAt is the state under a key; the zero one if it is gone meanwhile or of a later version.
func stateAt(ctx context.Context, kv store.KV, key string) (st state, err error) {
	data, _, err := kv.Get(ctx, key)
	if errors.Is(err, store.ErrNotFound) || err == nil && json.Unmarshal(data, &st) != nil {
		return state{}, nil
	}
	return st, err
}
