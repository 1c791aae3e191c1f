package cloud

import (
	"context"
	"encoding/json"
	"fmt"

	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
)

// Publish is the step of that name. The digest tells what all events of the run have spent, and CloudWatch gets the
// dropped claims and the gaps.
func Publish(ctx context.Context, w *Work, in pipeline.PublishIn) (pipeline.Published, error) {
	all, err := w.spent(ctx, in.Run)
	if err != nil {
		return pipeline.Published{}, err
	}
	w.Usage = func() digest.Usage { return w.sum(all) }
	p, err := w.Home.Publish(ctx, in)
	if err != nil {
		return p, err
	}
	d, err := w.digest(ctx, p.Key)
	if err != nil {
		return p, err
	}
	dropped, gaps := 0, 0
	for _, x := range d.Coverage.Dropped {
		dropped += x.Count
	}
	for _, i := range d.Coverage.Items {
		if i.State == digest.Failed || i.State == digest.PartlyUsed {
			gaps++
		}
	}
	w.Count("dropped", dropped)
	w.Count("gaps", gaps)
	return p, nil
}

// spent is what each event of the run noted.
func (w *Work) spent(ctx context.Context, run digest.RunID) ([]spent, error) {
	keys, err := w.Store.List(ctx, usageKey(run), "", 0)
	if err != nil {
		return nil, err
	}
	var out []spent
	for _, k := range keys {
		data, _, err := w.Store.Get(ctx, k)
		if err != nil {
			return nil, err
		}
		var s spent
		if err := json.Unmarshal(data, &s); err != nil {
			return nil, fmt.Errorf("%s: %w", k, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func (w *Work) digest(ctx context.Context, key string) (*digest.Digest, error) {
	data, _, err := w.Store.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	return digest.Decode(data)
}
