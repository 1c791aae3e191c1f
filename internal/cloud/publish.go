package cloud

import (
	"context"

	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/prompts"
)

// Publish is the step of that name. The digest tells what all events of the run have spent, and CloudWatch gets the
// dropped claims and the gaps.
func Publish(ctx context.Context, w *Work, in pipeline.PublishIn) (pipeline.Published, error) {
	all, err := llm.Tallied(ctx, w.Place.Store, usageKey(in.Run))
	if err != nil {
		return pipeline.Published{}, err
	}
	prices, err := w.Place.prices(ctx)
	if err != nil {
		return pipeline.Published{}, err
	}
	h := Home(w)
	if w.Place.Name != "" {
		h.Prompts = prompts.IDs()
	}
	h.Usage = func() digest.Usage { return all.Usage(prices.Currency) }
	p, err := h.Publish(ctx, in)
	if err != nil {
		return p, err
	}
	d, err := w.Digest(ctx, p.Key)
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

// Digest is a stored one.
func (w *Work) Digest(ctx context.Context, key string) (*digest.Digest, error) {
	data, _, err := w.Place.Store.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	return digest.Decode(data)
}
