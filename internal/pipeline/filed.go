package pipeline

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// A mark says what a run has of the things that runs share, by key: texts, bytes, readings, what is remembered of
// addresses. It is what [Sweep] reads of a run, under filed/<run>.json: ids of runs sort by time, and so do marks.
type mark struct {
	// Filed is whether the run is over. Of one that is not, what its sources touched is listed source by source.
	Filed bool `json:"filed"`
	// Over is when that was: what the run left is needed from then on, for its mails, as long as Unused says.
	Over   time.Time `json:"over,omitzero"`
	Bare   bool      `json:"bare,omitempty"`   // all that the run left is gone, its digest aside
	Digest string    `json:"digest,omitempty"` // key of the digest that it made, as long as that has its documents' words
	Shown  []string  `json:"shown,omitempty"`  // of the digest's documents
	Used   []string  `json:"used,omitempty"`   // of what else it met
}

const marks = "filed/"

func markKey(run digest.RunID) string { return marks + string(run) + ".json" }

func touchedKey(run digest.RunID, source int) string { return key(run, "touched/%d.json", source) }

// file closes the mark of a run that is over. made is its digest, or nil if there is none.
func (h *Home) file(ctx context.Context, run digest.RunID, m manifest, made *digest.Digest) error {
	used, err := touched(ctx, h.Store, run)
	if err != nil {
		return err
	}
	filed := mark{Filed: true, Over: h.Now().UTC(), Used: used}
	if made != nil {
		shown := map[string]bool{}
		for _, d := range m.Documents {
			for _, k := range d.Fetched.keys() {
				shown[k] = true
			}
		}
		filed.Digest = DigestKey(made.Name, made.ID)
		filed.Shown = slices.Sorted(maps.Keys(shown))
		filed.Used = slices.DeleteFunc(used, func(k string) bool { return shown[k] })
	}
	return save(ctx, h.Store, markKey(run), filed)
}

// touched is what the sources of a run touched, so far.
func touched(ctx context.Context, kv store.KV, run digest.RunID) ([]string, error) {
	lists, err := kv.List(ctx, key(run, "touched/"), "", 0)
	if err != nil {
		return nil, err
	}
	parts, err := each(ctx, lists, func(ctx context.Context, at string) ([]string, error) {
		keys, _, err := load[[]string](ctx, kv, at)
		return keys, err
	})
	all := slices.Concat(parts...)
	slices.Sort(all)
	return slices.Compact(all), err
}

// A noting store notes which keys are read or written that are there then: of what is remembered between runs.
type noting struct {
	store.KV
	mu   sync.Mutex
	keys map[string]bool
}

// with are the noted keys and those of documents, sorted.
func (n *noting) with(items []fetched) []string {
	for _, f := range items {
		for _, k := range f.keys() {
			n.keys[k] = true
		}
	}
	return slices.Sorted(maps.Keys(n.keys))
}

func (n *noting) note(key string, err error) {
	if err != nil && !errors.Is(err, store.ErrExists) {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.keys[key] = true
}

func (n *noting) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	value, version, err := n.KV.Get(ctx, key)
	n.note(key, err)
	return value, version, err
}

func (n *noting) Put(ctx context.Context, key string, value []byte) error {
	err := n.KV.Put(ctx, key, value)
	n.note(key, err)
	return err
}

func (n *noting) Create(ctx context.Context, key string, value []byte) error {
	err := n.KV.Create(ctx, key, value)
	n.note(key, err)
	return err
}
