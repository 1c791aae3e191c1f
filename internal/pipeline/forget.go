package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/llm"
	"polydigest/internal/store"
)

// Forget removes a document from a store, all documents of one text with it: the text and its bytes, what reading made
// of it, everything that digests took from it (see [digest.Digest.Forget]), what the steps of its runs left, answers of
// a model to questions that had words of it, and what is remembered of its address. which is its address, the hash of
// its text, or what coverage calls its source, such as a file's path. It returns the keys that are gone, sorted; none if
// no document is known by that. address removes what is remembered of an address: package source has it.
//
// A run that is under way begins anew, without the document only if its source no longer has it. Nothing keeps a
// source that still has it from being read again.
func Forget(
	ctx context.Context, kv store.KV, which string, address func(context.Context, store.KV, string) ([]string, error),
) (gone []string, err error) {
	f := forgetting{kv: kv, which: which, address: address, called: map[string]bool{}, gone: map[string]bool{}, names: map[string]bool{}}
	if unmistakable(which) {
		f.names[which] = true
	}
	for _, step := range []func(context.Context) error{f.find, f.one, f.digests, f.runs, f.objects, f.addresses, f.answers} {
		if err := step(ctx); err != nil {
			return slices.Sorted(maps.Keys(f.gone)), err
		}
	}
	return slices.Sorted(maps.Keys(f.gone)), nil
}

// forgetting is the removal of one document.
type forgetting struct {
	kv     store.KV
	which  string
	names  map[string]bool // what the document is known by: addresses, hashes of its text and bytes; no path
	keys   []string        // of what there is to remove under these hashes
	called map[string]bool // hashes of the texts that have it for a source
	gone   map[string]bool // keys that were removed

	address func(context.Context, store.KV, string) ([]string, error)
}

// unmistakable reports whether a name is an address or a hash, which stands for nothing else wherever it is met.
func unmistakable(name string) bool {
	return strings.Contains(name, "://") || hashes.MatchString(name)
}

var hashes = lazy.MustCompile(`^[0-9a-f]{64}$`)

// find learns by which hashes and addresses the document is known, from digests and from what runs fetched.
func (f *forgetting) find(ctx context.Context) error {
	for known := -1; known != len(f.names); { // an address leads to a hash, which leads to other addresses
		known = len(f.names)
		f.keys = nil
		if err := store.Each(ctx, f.kv, "digests/", func(key string) error { return f.findIn(ctx, key) }); err != nil {
			return err
		}
		if err := store.Each(ctx, f.kv, "runs/", func(key string) error { return f.findFetched(ctx, key) }); err != nil {
			return err
		}
	}
	delete(f.names, "")
	return nil
}

// findIn learns from a digest.
func (f *forgetting) findIn(ctx context.Context, key string) error {
	d, _, err := f.digest(ctx, key)
	if err != nil {
		return err
	}
	items, err := Items(ctx, f.kv, d)
	sources := map[digest.DocID]string{}
	for _, item := range items {
		sources[item.Document] = item.Source
	}
	for _, doc := range d.Documents {
		if from := sources[doc.ID]; f.is(doc) || f.from(from) {
			f.call(from, doc.TextSHA256)
			f.learn(doc.TextSHA256, doc.RawSHA256, doc.URL, doc.FinalURL, from)
		}
	}
	return err
}

// findFetched learns from what a run fetched of a source.
func (f *forgetting) findFetched(ctx context.Context, key string) error {
	if !strings.Contains(key, "/fetched/") {
		return nil
	}
	items, _, err := load[[]fetched](ctx, f.kv, key)
	for _, i := range items {
		if i.TextSHA256 == "" || !f.from(i.Source) && !f.names[i.FinalURL] && !f.names[i.TextSHA256] {
			continue
		}
		f.call(i.Source, i.TextSHA256)
		f.learn(i.TextSHA256, i.RawSHA256, i.Source, i.FinalURL)
		if i.Read != "" {
			f.keys = append(f.keys, i.Read)
		}
	}
	return err
}

// call notes which texts the name that is to be forgotten stands for.
func (f *forgetting) call(source, text string) {
	if source == f.which {
		f.called[text] = true
	}
}

// one refuses a name by which several texts are called, in folders that have nothing to do with each other perhaps: what
// is removed cannot be brought back.
func (f *forgetting) one(context.Context) error {
	if len(f.called) < 2 || unmistakable(f.which) {
		return nil
	}
	return fmt.Errorf("%q is what %d texts are called; forget each by its hash: %s", f.which, len(f.called),
		strings.Join(slices.Sorted(maps.Keys(f.called)), ", "))
}

// learn notes what the document is known by. A path is no such name: others may have it elsewhere.
func (f *forgetting) learn(text, raw string, sources ...string) {
	f.names[text], f.names[raw] = true, true
	f.keys = append(f.keys, "documents/"+text, "raw/"+raw)
	for _, s := range sources {
		if unmistakable(s) {
			f.names[s] = true
		}
	}
}

// from reports whether a source is the one to forget.
func (f *forgetting) from(source string) bool {
	return source != "" && (source == f.which || f.names[source])
}

func (f *forgetting) is(doc digest.Document) bool {
	return doc.URL != "" && f.names[doc.URL] || doc.FinalURL != "" && f.names[doc.FinalURL] || f.names[doc.TextSHA256]
}

// digest loads a digest; one that is gone meanwhile has no documents.
func (f *forgetting) digest(ctx context.Context, key string) (*digest.Digest, store.Version, error) {
	data, version, err := f.kv.Get(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		return &digest.Digest{}, "", nil
	}
	if err != nil {
		return &digest.Digest{}, "", err
	}
	d, err := digest.Decode(data)
	if err != nil {
		return &digest.Digest{}, "", fmt.Errorf("%s: %w", key, err)
	}
	return d, version, nil
}

// digests takes the document out of every digest. The ids of runs sort by time: what a digest says has changed about a
// point is met after the digest that had the point.
func (f *forgetting) digests(ctx context.Context) error {
	var points []string
	return store.Each(ctx, f.kv, "digests/", func(key string) error {
		d, version, err := f.digest(ctx, key)
		if err != nil || version == "" {
			return err
		}
		told, found := d.Forget(f.is)
		points = append(points, told...)
		if changed := d.ForgetChanges(points); !found && !changed {
			return nil
		}
		data, err := d.Seal()
		if err != nil {
			return err
		}
		_, err = f.kv.CompareAndSwap(ctx, key, version, data)
		return err
	})
}

// runs removes what is left of runs that know of the document. That one is finished, and what it spent, stays; one
// that is not begins anew.
func (f *forgetting) runs(ctx context.Context) error {
	of := map[string][]string{}
	knows := map[string]bool{}
	err := store.Each(ctx, f.kv, "runs/", func(key string) error {
		run, rest, _ := strings.Cut(strings.TrimPrefix(key, "runs/"), "/")
		if rest == "published.json" || strings.HasPrefix(rest, "budget") || strings.HasPrefix(rest, "usage/") {
			return nil
		}
		of[run] = append(of[run], key)
		if knows[run] {
			return nil
		}
		data, _, err := f.kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		for name := range f.names {
			knows[run] = knows[run] || bytes.Contains(data, []byte(name))
		}
		return err
	})
	if err != nil {
		return err
	}
	for run := range knows {
		if !knows[run] {
			continue
		}
		if err := drop(ctx, f.kv, of[run]); err != nil {
			return err
		}
	}
	return nil
}

// objects removes text, bytes and reading. Readings that no run remembers are found by the hash that they name.
func (f *forgetting) objects(ctx context.Context) error {
	err := store.Each(ctx, f.kv, "readings/", func(key string) error {
		r, _, err := load[reading](ctx, f.kv, key)
		if f.names[r.TextSHA256] {
			f.keys = append(f.keys, key)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, key := range f.keys {
		if _, _, err := f.kv.Get(ctx, key); errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err := f.kv.Delete(ctx, key); err != nil {
			return err
		}
		f.gone[key] = true
	}
	return nil
}

// addresses removes what is remembered of the document's addresses, and the stored bytes of what named them: the feed
// that told of it.
func (f *forgetting) addresses(ctx context.Context) error {
	for name := range f.names {
		keys, err := f.address(ctx, f.kv, name)
		for _, k := range keys {
			f.gone[k] = true
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// answers removes what a model has said of it.
func (f *forgetting) answers(ctx context.Context) error {
	if len(f.gone) == 0 {
		return nil
	}
	return llm.Forget(ctx, f.kv, slices.Collect(maps.Keys(f.names)))
}
