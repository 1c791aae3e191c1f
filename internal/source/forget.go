package source

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"polydigest/internal/store"
)

// A Removal says what Forget or Sweep took away.
type Removal struct {
	Texts   int // documents whose text is gone
	Bodies  int // their bytes as fetched
	Runs    int // runs whose intermediate results are gone
	Digests []string
}

// A tombstone, under removed/<sha256 of the text>.json, tells a text that was removed from one that is lost.
type tombstone struct {
	URL       string    `json:"url,omitempty"`
	RemovedAt time.Time `json:"removed_at"`
}

func tombstoneKey(sum string) string { return "removed/" + sum + ".json" }

// Removed reports whether the text with a hash was removed on purpose: citations of it then read source_removed.
func Removed(ctx context.Context, kv store.KV, sum string) (bool, error) {
	_, _, err := kv.Get(ctx, tombstoneKey(sum))
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// A cited document, as a stored digest names it.
type cited struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	FinalURL string `json:"final_url"`
	Text     string `json:"text_sha256"`
	Raw      string `json:"raw_sha256"`
}

// A stored digest, as far as removing its documents goes.
type storedDigest struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"created_at"`
	Documents []cited   `json:"documents"`
}

// Forget removes the text and the bytes of what is called what: an address, the hash of a text, or <digest>/<document>. All
// versions of an address go, and what is remembered of it. Digests stay as they are, with the text's hash and the offsets;
// they are named in the Removal. What is not known gives an error matching [store.ErrNotFound].
func Forget(ctx context.Context, kv store.KV, what string, now time.Time) (Removal, error) {
	var out Removal
	found := map[cited]bool{{URL: what}: true}
	err := eachDigest(ctx, kv, func(key string, d storedDigest) error {
		for _, doc := range d.Documents {
			if slices.Contains([]string{doc.URL, doc.FinalURL, doc.Text, d.ID + "/" + doc.ID}, what) {
				found[doc] = true
				out.Digests = append(out.Digests, key)
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	states := 0
	for doc := range found {
		n, err := forgetDocument(ctx, kv, doc, now, &out)
		if err != nil {
			return out, err
		}
		states += n
	}
	out.Digests = slices.Compact(out.Digests)
	if len(out.Digests)+states == 0 {
		return out, fmt.Errorf("%s: nothing is stored of it: %w", what, store.ErrNotFound)
	}
	return out, nil
}

// forgetDocument removes one version of a document and what is remembered of its addresses, which it counts.
func forgetDocument(ctx context.Context, kv store.KV, doc cited, now time.Time, out *Removal) (states int, err error) {
	raws := []string{doc.Raw}
	r := &Reader{Store: kv}
	for _, address := range []string{doc.URL, doc.FinalURL, "item:" + doc.URL} {
		st, err := r.remembered(ctx, address)
		if err != nil {
			return states, err
		}
		if st == (state{URL: address}) {
			continue
		}
		states++
		raws = append(raws, st.Raw)
		if err := kv.Delete(ctx, stateKey(address)); err != nil {
			return states, err
		}
	}
	if err := removeText(ctx, kv, doc, now, out); err != nil {
		return states, err
	}
	for _, sum := range raws {
		if err := remove(ctx, kv, rawKey(sum), sum, &out.Bodies); err != nil {
			return states, err
		}
	}
	return states, nil
}

// removeText sets a tombstone and then removes the text: stopped in between, it is only removed later.
func removeText(ctx context.Context, kv store.KV, doc cited, now time.Time, out *Removal) error {
	if doc.Text == "" {
		return nil
	}
	data, err := json.Marshal(tombstone{URL: doc.URL, RemovedAt: now.UTC()})
	if err != nil {
		return err
	}
	if err := kv.Create(ctx, tombstoneKey(doc.Text), data); err != nil && !errors.Is(err, store.ErrExists) {
		return err
	}
	return remove(ctx, kv, "documents/"+doc.Text, doc.Text, &out.Texts)
}

// remove deletes a key and counts it if it had a value. Without a hash there is nothing to delete.
func remove(ctx context.Context, kv store.KV, key, sum string, count *int) error {
	if sum == "" {
		return nil
	}
	if _, _, err := kv.Get(ctx, key); errors.Is(err, store.ErrNotFound) {
		return nil
	}
	*count++
	return kv.Delete(ctx, key)
}

// shortest is the least that is kept: an unfinished run may be resumed for a day.
const shortest = 48 * time.Hour

var anyHash = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// Sweep removes what is older than a retention: the texts and bytes that no digest and no run of that time has, the runs
// before it, and what is remembered of addresses that were not asked for since. Digests stay.
func Sweep(ctx context.Context, kv store.KV, retention time.Duration, now time.Time) (Removal, error) {
	var out Removal
	if retention < shortest {
		return out, fmt.Errorf("a retention of %s is too short: runs in progress need %s", retention, shortest)
	}
	from := now.Add(-retention)
	live := map[string]bool{}
	old := map[string]cited{}
	err := eachDigest(ctx, kv, func(_ string, d storedDigest) error {
		for _, doc := range d.Documents {
			if d.CreatedAt.Before(from) {
				old[doc.Text] = doc
			} else {
				live[doc.Text], live[doc.Raw] = true, true
			}
		}
		return nil
	})
	if err == nil {
		err = sweepRuns(ctx, kv, from, live, &out)
	}
	if err == nil {
		err = sweepStates(ctx, kv, from, live)
	}
	if err != nil {
		return out, err
	}
	err = each(ctx, kv, "documents/", func(key string) error {
		sum := strings.TrimPrefix(key, "documents/")
		switch doc, cited := old[sum]; {
		case live[sum]:
			return nil
		case cited:
			return removeText(ctx, kv, doc, now, &out)
		default:
			return remove(ctx, kv, key, sum, &out.Texts)
		}
	})
	if err != nil {
		return out, err
	}
	return out, each(ctx, kv, "raw/", func(key string) error {
		if sum := strings.TrimPrefix(key, "raw/"); !live[sum] {
			return remove(ctx, kv, key, sum, &out.Bodies)
		}
		return nil
	})
}

// sweepRuns removes the runs before a time; of the others every hash in their objects is live.
func sweepRuns(ctx context.Context, kv store.KV, from time.Time, live map[string]bool, out *Removal) error {
	last := ""
	return each(ctx, kv, "runs/", func(key string) error {
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

func sweepStates(ctx context.Context, kv store.KV, from time.Time, live map[string]bool) error {
	return each(ctx, kv, "sources/", func(key string) error {
		data, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		var st state
		if json.Unmarshal(data, &st) != nil {
			return nil
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

func eachDigest(ctx context.Context, kv store.KV, do func(key string, d storedDigest) error) error {
	return each(ctx, kv, "digests/", func(key string) error {
		data, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		var d storedDigest
		if err := json.Unmarshal(data, &d); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		return do(key, d)
	})
}

// each calls do for every key with a prefix, in order; do may delete it.
func each(ctx context.Context, kv store.KV, prefix string, do func(key string) error) error {
	for after := ""; ; {
		keys, err := kv.List(ctx, prefix, after, 1000)
		if err != nil || len(keys) == 0 {
			return err
		}
		for _, key := range keys {
			if err := do(key); err != nil {
				return err
			}
		}
		after = keys[len(keys)-1]
	}
}
