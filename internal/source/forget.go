package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
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

// A Retention says how long things are kept; zero is for ever.
type Retention struct {
	Unused time.Duration // documents that no digest has, runs, and what is remembered of addresses
	Texts  time.Duration // of a digest's documents, from when it was made
}

// A Removal counts what Sweep took away.
type Removal struct {
	Texts   int // texts of documents
	Bodies  int // bytes as fetched
	Runs    int // runs' intermediate results
	Digests int // digests that no longer show the words of their documents
}

// shortest is the least that things are kept: an unfinished run may be resumed for a day.
const shortest = 48 * time.Hour

// Sweep removes what is past its retention. A digest older than its texts may be forgets their words: hashes and
// offsets stay. A text or body goes when no younger digest has it and, if unused ones have a limit, no run and no
// address within it.
func Sweep(ctx context.Context, kv store.KV, keep Retention, now time.Time) (Removal, error) {
	var out Removal
	for _, d := range []time.Duration{keep.Unused, keep.Texts} {
		if d != 0 && d < shortest {
			return out, fmt.Errorf("a retention of %s is too short: runs in progress need %s", d, shortest)
		}
	}
	live, gone := map[string]bool{}, map[string]bool{}
	if err := sweepDigests(ctx, kv, keep, now, live, gone, &out); err != nil {
		return out, err
	}
	if keep.Unused > 0 {
		from := now.Add(-keep.Unused)
		if err := sweepRuns(ctx, kv, from, live, &out); err != nil {
			return out, err
		}
		if err := sweepStates(ctx, kv, from, live); err != nil {
			return out, err
		}
	}
	for prefix, count := range map[string]*int{"documents/": &out.Texts, "raw/": &out.Bodies} {
		err := store.Each(ctx, kv, prefix, func(key string) error {
			sum := strings.TrimPrefix(key, prefix)
			if live[sum] || keep.Unused == 0 && !gone[sum] {
				return nil
			}
			*count++
			return kv.Delete(ctx, key)
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// sweepDigests has the old digests forget the words of their documents, which are then gone; those of the others are
// live.
func sweepDigests(
	ctx context.Context, kv store.KV, keep Retention, now time.Time, live, gone map[string]bool, out *Removal,
) error {
	return store.Each(ctx, kv, "digests/", func(key string) error {
		data, version, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		d, err := digest.Decode(data)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		old := keep.Texts > 0 && d.CreatedAt.Before(now.Add(-keep.Texts))
		for _, doc := range d.Documents {
			if old {
				gone[doc.TextSHA256], gone[doc.RawSHA256] = true, true
			} else {
				live[doc.TextSHA256], live[doc.RawSHA256] = true, true
			}
		}
		if !old || !d.Unquote(func(digest.Document) bool { return true }) {
			return nil
		}
		without, err := d.Seal()
		if err != nil || bytes.Equal(without, data) {
			return err
		}
		out.Digests++
		_, err = kv.CompareAndSwap(ctx, key, version, without)
		return err
	})
}

var anyHash = lazy.MustCompile(`\b[0-9a-f]{64}\b`)

// sweepRuns removes the runs before a time; of the others every hash in their objects is live.
func sweepRuns(ctx context.Context, kv store.KV, from time.Time, live map[string]bool, out *Removal) error {
	last := ""
	return store.Each(ctx, kv, "runs/", func(key string) error {
		run, _, _ := strings.Cut(strings.TrimPrefix(key, "runs/"), "/")
		if at, ok := runTime(run); ok && at.Before(from) {
			if run != last {
				last = run
				out.Runs++
			}
			return kv.Delete(ctx, key)
		}
		data, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		for _, sum := range anyHash.FindAllString(string(data), -1) {
			live[sum] = true
		}
		return err
	})
}

// runTime is when a run began: the first 48 bits of a UUIDv7 are milliseconds (RFC 9562, 5.7).
func runTime(run string) (time.Time, bool) {
	hex := strings.ReplaceAll(run, "-", "")
	if len(run) != 36 || len(hex) != 32 || hex[12] != '7' {
		return time.Time{}, false
	}
	ms, err := strconv.ParseInt(hex[:12], 16, 64)
	return time.UnixMilli(ms), err == nil
}

// sweepStates removes what is remembered of addresses that were not asked for since; of the others the bodies are
// live.
func sweepStates(ctx context.Context, kv store.KV, from time.Time, live map[string]bool) error {
	return store.Each(ctx, kv, "sources/", func(key string) error {
		st, err := stateAt(ctx, kv, key)
		if err != nil || st == (state{}) {
			return err
		}
		seen := st.CheckedAt
		for _, at := range []time.Time{st.FirstSeen, st.RetrievedAt, st.RetryAt} {
			if at.After(seen) {
				seen = at
			}
		}
		if seen.Before(from) && !st.Gone {
			return kv.Delete(ctx, key)
		}
		live[st.Raw] = true
		return nil
	})
}
