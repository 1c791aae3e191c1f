package pipeline

import (
	"context"
	"errors"
	"sync/atomic"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
)

// Run makes a digest from a request: every step in order, on this machine. A run that was broken off goes on where
// it was.
func (h *Home) Run(ctx context.Context, in StartIn) (Published, error) {
	started, err := h.Start(ctx, in)
	if err != nil {
		return Published{}, err
	}
	return h.Finish(ctx, started)
}

// Finish takes a run that was started through all the steps that it has not done yet.
func (h *Home) Finish(ctx context.Context, started StartOut) (Published, error) {
	run := started.Run
	if p, done, err := load[Published](ctx, h.Store, key(run, "published.json")); err != nil || done {
		return p, err // what its steps left may be gone by now
	}
	if h.Progress != nil {
		h.Progress(Progress{Run: run, Step: "start", Resumed: started.Resumed})
	}
	if err := h.fetchAll(ctx, run, started.Sources); err != nil {
		return Published{}, err
	}
	h.progress(run, "prepare", 0, 1)
	prepared, err := h.Prepare(ctx, PrepareIn{Run: run, Sources: started.Sources})
	if err != nil {
		return Published{}, err
	}
	if err := h.foreseen(ctx, run); err != nil {
		return Published{}, err
	}
	if err := h.extractAll(ctx, run, prepared.Chunks); err != nil {
		return Published{}, err
	}
	if _, err := h.Group(ctx, GroupIn{Run: run}); err != nil {
		return Published{}, err
	}
	if err := h.mergeAll(ctx, run); err != nil {
		return Published{}, err
	}
	h.progress(run, "settle", 0, 1)
	if _, err := h.Settle(ctx, SettleIn{Run: run}); err != nil {
		return Published{}, err
	}
	if err := h.composeAll(ctx, run); err != nil {
		return Published{}, err
	}
	h.progress(run, "publish", 0, 1)
	return h.Publish(ctx, PublishIn{Run: run})
}

// fetchAll fetches every source, as many at once as are worth fetching, which is more than are worth reading.
func (h *Home) fetchAll(ctx context.Context, run digest.RunID, n int) error {
	request, err := need[digest.Request](ctx, h.Store, key(run, "request.json"))
	if err != nil {
		return err
	}
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return wide(ctx, h, run, "fetch", h.Sources.Width(request.Sources), numbers, func(ctx context.Context, i int) error {
		_, err := h.Fetch(ctx, FetchIn{Run: run, Source: i})
		return err
	})
}

func (h *Home) extractAll(ctx context.Context, run digest.RunID, n int) error {
	if n == 0 {
		return nil
	}
	m, err := h.manifest(ctx, run)
	if err != nil {
		return err
	}
	return wide(ctx, h, run, "extract", h.Limit, m.Chunks, func(ctx context.Context, c manifestChunk) error {
		_, err := h.extract(ctx, run, m, c)
		return err
	})
}

func (h *Home) mergeAll(ctx context.Context, run digest.RunID) error {
	m, err := h.manifest(ctx, run)
	if err != nil {
		return err
	}
	stories, err := need[[]storyClaims](ctx, h.Store, key(run, "stories.json"))
	if err != nil {
		return err
	}
	return wide(ctx, h, run, "merge", h.Limit, stories, func(ctx context.Context, s storyClaims) error {
		_, err := h.mergeOne(ctx, run, m, s)
		return err
	})
}

func (h *Home) composeAll(ctx context.Context, run digest.RunID) error {
	b, err := h.bench(ctx, run)
	if err != nil {
		return err
	}
	s, err := h.memory().settled.need(ctx, h.Store, key(run, "settled.json"))
	if err != nil {
		return err
	}
	if err := h.foreseen(ctx, run); err != nil {
		return err
	}
	return wide(ctx, h, run, "compose", h.Limit, editions(run, s, b.manifest), func(ctx context.Context, e ComposeIn) error {
		_, err := h.composeOne(ctx, b, e)
		return err
	})
}

// wide does one step's work for every item, so many at a time; 0 is all. The first error that ends the run stops what has not
// begun. So does one that is not of an engine: a store that is full has no room for what else would be paid for.
func wide[T any](
	ctx context.Context, h *Home, run digest.RunID, step string, limit int, items []T, f func(context.Context, T) error,
) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var done atomic.Int64
	h.progress(run, step, 0, len(items))
	_, errs := llm.Map(ctx, limit, items, func(ctx context.Context, item T) (struct{}, error) {
		err := f(ctx, item)
		if err != nil && (h.ends(ctx, err) || llm.ClassOf(err) == 0) {
			stop(err)
		}
		h.progress(run, step, int(done.Add(1)), len(items))
		return struct{}{}, err
	})
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return errors.Join(errs...)
}
