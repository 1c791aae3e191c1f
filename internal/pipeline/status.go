package pipeline

import (
	"context"

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
