package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// A Retention says how long things are kept; zero is for ever.
type Retention struct {
	Unused time.Duration // what runs left behind, documents that no digest has, what is remembered of addresses
	Texts  time.Duration // the words of a digest's documents, from when its run began
}

// A Removal counts what Sweep took away.
type Removal struct {
	Texts   int `json:"texts"`   // of documents
	Bodies  int `json:"bodies"`  // bytes as fetched
	Runs    int `json:"runs"`    // with all that they left
	Digests int `json:"digests"` // that no longer show the words of their documents
}

// longest is how long a run may be under way: a provider's batches take a day each.
const longest = 8 * 24 * time.Hour

// Sweep removes what is past its retention. Runs that are old leave nothing but their digests. A digest whose documents'
// words are old forgets them, hashes and offsets stay; the newest of a name keeps them, since the next one is compared
// with it. A text, its bytes and its reading go with the last run or digest that has a right to them.
//
// It reads the mark of each run, and of a run that is past its time what that has left: how much there is in the store
// beside makes no difference. One that is broken off goes on where it was. A document that a run meets again in the
// moment in which it is removed is lost to that run.
func Sweep(ctx context.Context, kv store.KV, keep Retention, now time.Time) (Removal, error) {
	if keep == (Retention{}) {
		return Removal{}, nil
	}
	s := sweep{kv: kv, keep: keep, now: now, gone: map[string]bool{}}
	due, err := s.due(ctx)
	if err != nil || len(due) == 0 {
		return s.out, err
	}
	if err := s.spare(ctx); err != nil {
		return s.out, err
	}
	for _, v := range due {
		if err := s.remove(ctx, v); err != nil {
			return s.out, err
		}
	}
	return s.out, nil
}

// sweep is one sweep of a store.
type sweep struct {
	kv   store.KV
	keep Retention
	now  time.Time
	gone map[string]bool // keys to remove
	out  Removal
}

// A verdict is what becomes of a mark.
type verdict struct {
	run    digest.RunID
	digest string   // key of the digest that forgets words, or ""
	whole  bool     // the run goes with all that it left
	goes   []string // keys that it no longer needs
	holds  []string // and those that it does
	rest   mark     // what stays of the mark
}

// due judges the marks that may be old. What those that are no longer need is what may go.
func (s *sweep) due(ctx context.Context) ([]verdict, error) {
	var due []verdict
	err := s.eachVerdict(ctx, func(at time.Time) bool { return s.past(at, s.keep.Unused) || s.past(at, s.keep.Texts) }, func(v verdict) {
		if v.whole || v.digest != "" {
			due = append(due, v)
			for _, k := range v.goes {
				s.gone[k] = true
			}
		}
	})
	return due, err
}

// spare takes out of what may go all that any mark still needs.
func (s *sweep) spare(ctx context.Context) error {
	return s.eachVerdict(ctx, func(time.Time) bool { return true }, func(v verdict) {
		for _, k := range v.holds {
			delete(s.gone, k)
		}
	})
}

func (s *sweep) past(at time.Time, limit time.Duration) bool {
	return limit > 0 && at.Before(s.now.Add(-limit))
}

// eachVerdict judges the marks of runs from times that matter, in order, many read at a time.
func (s *sweep) eachVerdict(ctx context.Context, matters func(time.Time) bool, use func(verdict)) error {
	keys, err := s.kv.List(ctx, marks, "", 0)
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool {
		at, ok := began(key)
		return !ok || !matters(at)
	})
	for some := range slices.Chunk(keys, 4*reads) { // marks are large where runs are
		verdicts, err := each(ctx, some, s.judge)
		if err != nil {
			return err
		}
		for _, v := range verdicts {
			use(v)
		}
	}
	return nil
}

// began is when the run of a mark began: its id is a UUIDv7 (RFC 9562, 5.7).
func began(key string) (time.Time, bool) {
	id, err := uuid.Parse(strings.TrimSuffix(strings.TrimPrefix(key, marks), ".json"))
	return time.Unix(id.Time().UnixTime()), err == nil && id.Version() == 7
}

// judge says what becomes of a mark.
func (s *sweep) judge(ctx context.Context, key string) (verdict, error) {
	at, _ := began(key)
	v := verdict{run: digest.RunID(strings.TrimSuffix(strings.TrimPrefix(key, marks), ".json"))}
	m, _, err := load[mark](ctx, s.kv, key)
	if err == nil && !m.Filed {
		m.Used, err = touched(ctx, s.kv, v.run)
	}
	if err != nil {
		return v, err
	}
	underWay := !m.Filed && !at.Before(s.now.Add(-longest))
	v.whole = !m.Bare && !underWay && s.past(at, s.keep.Unused) && s.past(m.Over, s.keep.Unused)
	if v.whole {
		v.goes, m.Used, m.Bare = m.Used, nil, true
	}
	if m.Digest != "" && s.past(at, s.keep.Texts) {
		newest, err := s.isNewest(ctx, m.Digest)
		if err != nil {
			return v, err
		}
		if !newest {
			v.digest, m.Digest = m.Digest, ""
			if s.keep.Unused == 0 || m.Bare {
				v.goes = append(v.goes, m.Shown...)
			} else { // the run has a right to them until it goes
				m.Used = append(m.Used, m.Shown...)
			}
			m.Shown = nil
		}
	}
	v.rest, v.holds = m, slices.Clone(m.Shown)
	if s.keep.Unused > 0 || underWay || !s.past(at, s.keep.Texts) { // what a run met does not keep a digest's documents for ever
		v.holds = append(v.holds, m.Used...)
	}
	return v, nil
}

// isNewest reports whether a digest is the newest of its name.
func (s *sweep) isNewest(ctx context.Context, key string) (bool, error) {
	name, id, _ := strings.Cut(strings.TrimPrefix(key, "digests/"), "/")
	l, _, err := load[latest](ctx, s.kv, LatestKey(name))
	return string(l.ID)+".json" == id, err
}

// remove carries out a verdict. The mark changes last: what is broken off before comes again.
func (s *sweep) remove(ctx context.Context, v verdict) error {
	if v.digest != "" {
		if err := s.unquote(ctx, v.digest); err != nil {
			return err
		}
	}
	if err := s.drop(ctx, v.goes); err != nil {
		return err
	}
	if v.whole {
		left, err := s.kv.List(ctx, key(v.run, ""), "", 0)
		if err != nil {
			return err
		}
		if err := drop(ctx, s.kv, left); err != nil {
			return err
		}
		s.out.Runs++
	}
	if len(v.rest.Shown)+len(v.rest.Used) == 0 {
		return s.kv.Delete(ctx, markKey(v.run))
	}
	return save(ctx, s.kv, markKey(v.run), v.rest)
}

// drop removes what nobody needs of some keys, and counts it.
func (s *sweep) drop(ctx context.Context, keys []string) error {
	keys = slices.DeleteFunc(keys, func(k string) bool { return !s.gone[k] })
	var addresses, others []string
	for _, k := range keys {
		delete(s.gone, k) // and is not counted again
		switch prefix, _, _ := strings.Cut(k, "/"); prefix {
		case "sources":
			addresses = append(addresses, k)
			continue
		case "documents":
			s.out.Texts++
		case "raw":
			s.out.Bodies++
		}
		others = append(others, k)
	}
	_, err := each(ctx, addresses, func(ctx context.Context, k string) (struct{}, error) {
		return struct{}{}, forgetUnasked(ctx, s.kv, k)
	})
	return errors.Join(err, drop(ctx, s.kv, others))
}

// forgetUnasked removes what package source remembers of an address, by its key, unless it is one that is never to be
// asked again.
func forgetUnasked(ctx context.Context, kv store.KV, key string) error {
	data, _, err := kv.Get(ctx, key)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	var remembered struct {
		Gone bool `json:"gone"`
	}
	if err == nil && json.Unmarshal(data, &remembered) == nil && remembered.Gone {
		return nil
	}
	return kv.Delete(ctx, key)
}

// unquote has a digest forget the words of its documents.
func (s *sweep) unquote(ctx context.Context, key string) error {
	data, version, err := s.kv.Get(ctx, key)
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
	if !d.Unquote(func(digest.Document) bool { return true }) {
		return nil
	}
	without, err := d.Seal()
	if err != nil || bytes.Equal(without, data) {
		return err
	}
	s.out.Digests++
	_, err = s.kv.CompareAndSwap(ctx, key, version, without)
	return err
}

// drop removes keys, many at a time.
func drop(ctx context.Context, kv store.KV, keys []string) error {
	_, err := each(ctx, keys, func(ctx context.Context, key string) (struct{}, error) {
		return struct{}{}, kv.Delete(ctx, key)
	})
	return err
}
