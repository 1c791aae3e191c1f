package cloud

import (
	"context"

	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
)

// Extract is the step of that name for a batch of chunks. When time runs out before all were asked it answers
// "continue": the same event again does the rest, and is not charged for what is done.
func Extract(ctx context.Context, w *Work, in pipeline.ExtractIn) (pipeline.ExtractOut, error) {
	w.most = llm.MostCalls(len(in.Chunks), 0)
	out, err := Home(w).Extract(ctx, in)
	w.Count("chunks", out.Done)
	w.Count("failed_chunks", out.Failed)
	if err != nil && out.Done+out.Failed > 0 && late(err) {
		out.Continue = true
		return out, nil
	}
	return out, err
}

// late reports whether nothing went wrong but that time ran out.
func late(err error) bool {
	for _, e := range leaves(err) {
		if rank(e) != outOfTime && rank(e) != throttled {
			return false
		}
	}
	return true
}
