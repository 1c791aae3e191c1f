package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/verify"
)

// ExtractIn names chunks of a run. A batch of them is one call of a function in a cloud.
type ExtractIn struct {
	Run    digest.RunID `json:"run"`
	Chunks []string     `json:"chunks"`
}

// ExtractOut counts chunks. Continue is set when time ran out before all were asked.
type ExtractOut struct {
	Done     int  `json:"done"`
	Failed   int  `json:"failed"`
	Continue bool `json:"continue,omitempty"`
}

// extracted is what a chunk gave: claims, or the reason why there are none.
type extracted struct {
	Claims  []digest.Claim   `json:"claims"`
	Dropped []digest.Dropped `json:"dropped,omitempty"`
	By      digest.By        `json:"by"`
	Failed  string           `json:"failed,omitempty"`
	Without string           `json:"without,omitempty"` // why it was read without the model that was asked for
}

// Extract asks the engine what each chunk states and keeps what verification lets through. A chunk that cannot be
// read is a result with a reason.
func (h *Home) Extract(ctx context.Context, in ExtractIn) (ExtractOut, error) {
	m, err := h.manifest(ctx, in.Run)
	if err != nil {
		return ExtractOut{}, err
	}
	results, errs := llm.Map(ctx, h.Limit, in.Chunks, func(ctx context.Context, id string) (extracted, error) {
		c, err := m.chunk(id)
		if err != nil {
			return extracted{}, err
		}
		return h.extract(ctx, in.Run, m, c)
	})
	var out ExtractOut
	for i, r := range results {
		switch {
		case errs[i] != nil:
		case r.Failed != "":
			out.Failed++
		default:
			out.Done++
		}
	}
	return out, errors.Join(errs...)
}

func (h *Home) extract(ctx context.Context, run digest.RunID, m manifest, c manifestChunk) (extracted, error) {
	at := key(run, "claims/%s.json", c.ID)
	result, done, err := load[extracted](ctx, h.Store, at)
	if err != nil || done {
		return result, err
	}
	d := m.document(c.Document)
	doc, err := h.document(ctx, d)
	if err != nil {
		return result, err
	}
	own := c.own(doc.Document, d.Ask)
	rest, marked := verify.Withhold(verify.Passage{Doc: doc, Own: own, Beside: c.beside(doc.Document, own)})
	result.By = h.Engine.By()
	if len(rest.Own) > 0 {
		if result, err = h.askSafely(ctx, engine.Part{Passage: rest, Pivot: m.Request.Pivot}); err != nil {
			return result, err
		}
	}
	result.Claims = append(result.Claims, marked...)
	return result, save(ctx, h.Store, at, result)
}

func (m manifest) chunk(id string) (manifestChunk, error) {
	for _, c := range m.Chunks {
		if c.ID == id {
			return c, nil
		}
	}
	return manifestChunk{}, fmt.Errorf("the manifest has no chunk %q", id)
}

// askSafely is ask, of which a panic is the failure of this chunk: one document that breaks the reading of an answer
// does not end the run.
func (h *Home) askSafely(ctx context.Context, p engine.Part) (result extracted, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			result, err = extracted{Failed: panicked, By: h.Engine.By()}, nil
			slog.Error("extract panicked", "document", p.Doc.ID, "panic", broken, "stack", string(debug.Stack()))
		}
	}()
	return h.ask(ctx, p)
}

// panicked is why a chunk failed on which the program itself broke.
const panicked = "failed"

// ask puts a part to the engine: whole, in halves if it is too long, to the fallback if the engine is out of reach.
func (h *Home) ask(ctx context.Context, p engine.Part) (extracted, error) {
	result, err := answer(ctx, h.Engine, p)
	if err == nil || h.ends(ctx, err) {
		return result, err
	}
	switch class := llm.ClassOf(err); {
	case class == llm.Split && len(p.Own) > 1:
		return h.halves(ctx, p)
	case (class == llm.Down || class == llm.Retry || class == llm.OverBudget) && h.Fallback != nil:
		without := reason(err)
		result, err = answer(ctx, h.Fallback, p)
		result.Without = without
		return result, err
	case class == 0:
		return result, err
	}
	return extracted{Failed: reason(err)}, nil
}

// halves asks about a part in two.
func (h *Home) halves(ctx context.Context, p engine.Part) (extracted, error) {
	a, b := p, p
	half := len(p.Own) / 2
	a.Own, b.Own = p.Own[:half], p.Own[half:]
	var both extracted
	for _, part := range []engine.Part{a, b} {
		r, err := h.ask(ctx, part)
		if err != nil {
			return both, err
		}
		both.Claims = append(both.Claims, r.Claims...)
		both.Dropped = append(both.Dropped, r.Dropped...)
		both.By, both.Without = r.By, cmp.Or(both.Without, r.Without)
		if r.Failed != "" {
			both.Failed = r.Failed
		}
	}
	if len(both.Claims) > 0 && both.Failed != "" {
		both.Dropped = append(both.Dropped, digest.Dropped{Stage: "extract", Reason: both.Failed, Document: p.Doc.ID, Count: 1})
		both.Failed = ""
	}
	return both, nil
}

// answer is one engine's answer to a part, verified. It is kept for the next run if anything in it stood.
func answer(ctx context.Context, e engine.Engine, p engine.Part) (extracted, error) {
	a, err := e.Extract(ctx, p)
	if err != nil {
		return extracted{}, err
	}
	claims, dropped := verify.Claims(p.Passage, a.Value)
	for i := range claims {
		claims[i].Model = a.Model
	}
	if len(claims) > 0 || len(a.Value) == 0 {
		if err := a.Keep(ctx); err != nil {
			return extracted{}, err
		}
	}
	return extracted{Claims: claims, Dropped: dropped, By: e.By()}, nil
}

// reason is the short code of a failure, as coverage lists it.
func reason(err error) string {
	if e, ok := errors.AsType[*llm.Error](err); ok && e.Code != "" {
		return e.Code
	}
	return "failed"
}
