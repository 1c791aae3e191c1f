package cloud

import (
	"context"

	"polydigest/internal/llm"
)

// What the tests of the package see of its inside.
var (
	Named      = named
	RequestKey = requestKey
	Parallel   = parallel
)

const (
	ParallelCalls = parallelCalls
	Patience      = patience
)

func Allowed(ctx context.Context, w *Work) (llm.Amount, error) { return w.allowed(ctx) }
