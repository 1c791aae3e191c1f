package llm

import (
	"context"
	"fmt"
	"runtime/debug"

	"golang.org/x/sync/errgroup"
)

// Map calls f on each item of in, at most limit at a time (0: all at once), and returns results and errors in
// the order of in. An item whose turn comes after ctx has ended gets the context's error. A panic in f
// becomes that item's error: one document that breaks a step does not end the run.
func Map[T, R any](ctx context.Context, limit int, in []T, f func(context.Context, T) (R, error)) ([]R, []error) {
	out, errs := make([]R, len(in)), make([]error, len(in))
	var g errgroup.Group
	if limit > 0 {
		g.SetLimit(limit)
	}
	for i, x := range in {
		g.Go(func() error {
			defer func() {
				if p := recover(); p != nil {
					errs[i] = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
				}
			}()
			if errs[i] = ctx.Err(); errs[i] == nil {
				out[i], errs[i] = f(ctx, x)
			}
			return nil
		})
	}
	_ = g.Wait() // the errors are in errs
	return out, errs
}
