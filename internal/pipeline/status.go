package pipeline

import (
	"context"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// Status is what the store knows of a run: whether it exists, and its digest once it is published.
func (h *Home) Status(ctx context.Context, run digest.RunID) (published Published, done bool, err error) {
	published, done, err = load[Published](ctx, h.Store, key(run, "published.json"))
	if err != nil || done {
		return published, done, err
	}
	_, known, err := load[digest.Request](ctx, h.Store, key(run, "request.json"))
	if err == nil && !known {
		err = store.ErrNotFound
	}
	return published, false, err
}

// Started finds a run that was started, by its id.
func (h *Home) Started(ctx context.Context, run digest.RunID) (StartOut, error) {
	request, err := need[digest.Request](ctx, h.Store, key(run, "request.json"))
	return StartOut{Run: run, Resumed: true, Sources: sources(request)}, err
}

// Clear removes what the steps of a finished run left in the store, which holds words of its documents. That it is
// finished, and what it spent, stays.
func Clear(ctx context.Context, kv store.KV, run digest.RunID) error {
	keys, err := kv.List(ctx, key(run, ""), "", 0)
	if err != nil {
		return err
	}
	published := key(run, "published.json")
	if !slices.Contains(keys, published) {
		return nil
	}
	for _, k := range keys {
		if k == published || strings.HasPrefix(k, key(run, "budget")) || strings.HasPrefix(k, key(run, "usage/")) {
			continue
		}
		if err := kv.Delete(ctx, k); err != nil {
			return err
		}
	}
	return nil
}
