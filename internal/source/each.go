package source

import (
	"context"

	"golang.org/x/sync/errgroup"

	"polydigest/internal/digest"
	"polydigest/internal/read"
	"polydigest/internal/store"
	"polydigest/internal/text"
)

// Each gives use every document of source n of a request as soon as it is there, several at a time, with its place among
// them. Sources are the names of the request in their order, then the documents that came with it, which are one. memory
// is the Store of this reading. The first error of use, or of ctx, ends it and is returned.
func (r *Reader) Each(
	ctx context.Context, memory store.KV, request digest.Request, n int, use func(ctx context.Context, at [2]int, item text.Item) error,
) error {
	reader := *r
	reader.Store, reader.Period = memory, request.Period
	group, within := errgroup.WithContext(ctx)
	if n >= len(request.Sources) {
		group.SetLimit(cap(working))
		for i, d := range request.Inline {
			group.Go(func() error { return use(within, [2]int{i, 0}, Inline(d, i)) })
		}
		return first(group.Wait(), context.Cause(ctx))
	}
	refs := reader.Expand(ctx, request.Sources[n:n+1])
	group.SetLimit(width(refs))
	for i, ref := range refs {
		group.Go(func() error {
			return first(Map(within, &reader, ref, func(j int, item text.Item) error { return use(within, [2]int{i, j}, item) })...)
		})
	}
	return first(group.Wait(), context.Cause(ctx))
}

// first is the first of some errors that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Document reads what an item holds: see [read.Document].
func (r *Reader) Document(raw text.Raw) (text.Document, error) { return read.Document(raw) }
