package pipeline

import (
	"context"
	"slices"

	"polydigest/internal/digest"
)

// Foresight is how much there is to ask about in a run, so that calls can be limited: editions are 0 until the stories
// are settled.
type Foresight struct {
	Chunks   int `json:"chunks"`
	Editions int `json:"editions"`
}

func foresightKey(run digest.RunID) string { return key(run, "foreseen.json") }

// Foresee is what is known so far of how much a run asks; found is false before it is prepared.
func (h *Home) Foresee(ctx context.Context, run digest.RunID) (f Foresight, found bool, err error) {
	return load[Foresight](ctx, h.Store, foresightKey(run))
}

// foreseen tells h.Foreseen.
func (h *Home) foreseen(ctx context.Context, run digest.RunID) error {
	if h.Foreseen == nil {
		return nil
	}
	f, _, err := h.Foresee(ctx, run)
	if err == nil {
		h.Foreseen(f.Chunks, f.Editions)
	}
	return err
}

// foreseeEditions counts the editions of the stories of which the engine itself read anything: one that gave nothing
// usable so far is not trusted with more questions than its chunks allow.
func (h *Home) foreseeEditions(ctx context.Context, run digest.RunID, m manifest, stories []digest.StoryID) error {
	f := Foresight{Chunks: len(m.Chunks)}
	for _, id := range stories {
		s, err := need[digest.Story](ctx, h.Store, key(run, "settled/%s.json", id))
		if err != nil {
			return err
		}
		if slices.ContainsFunc(s.Claims, func(c digest.Claim) bool { return c.By == h.Engine.By() }) {
			f.Editions += len(m.Request.Languages)
		}
	}
	return save(ctx, h.Store, foresightKey(run), f)
}
