package cloud

import (
	"context"
	"errors"
	"time"

	"polydigest/internal/pipeline"
)

// SweepIn is when what is past its retention is removed (<aws.scheduler.scheduled-time>).
type SweepIn struct {
	At time.Time `json:"at"`
}

// Sweep keeps the retention of polydigest.yaml. What it does not come to is done by the next.
func Sweep(ctx context.Context, w *Work, in SweepIn) (pipeline.Removal, error) {
	if in.At.IsZero() {
		return pipeline.Removal{}, NewBadInput(errors.New(`want {"at"}`))
	}
	cfg, err := w.Place.Config(ctx)
	if err != nil {
		return pipeline.Removal{}, err
	}
	unused, texts, err := cfg.Retention.Times()
	if err != nil {
		return pipeline.Removal{}, NewBadConfig(err)
	}
	gone, err := pipeline.Sweep(ctx, w.Place.Store, pipeline.Retention{Unused: unused, Texts: texts}, in.At)
	w.Count("removed_texts", gone.Texts)
	w.Count("removed_runs", gone.Runs)
	return gone, err
}
