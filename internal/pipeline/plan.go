package pipeline

import (
	"context"

	"polydigest/internal/chunk"
	"polydigest/internal/digest"
)

// A Plan is what a run would ask: known after prepare, before anything was paid for.
type Plan struct {
	Documents int `json:"documents"`
	Asked     int `json:"asked"` // documents that are asked about; the others render the same texts
	Chunks    int `json:"chunks"`
	Tokens    int `json:"tokens"` // of the sentences that are asked about
	Stories   int `json:"stories"`
	Languages int `json:"languages"`
	Depth     int `json:"depth"`
}

// Plan counts what the manifest of a run would ask.
func (h *Home) Plan(ctx context.Context, run digest.RunID) (Plan, error) {
	m, err := h.manifest(ctx, run)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{
		Documents: len(m.Documents), Chunks: len(m.Chunks), Stories: len(m.Stories),
		Languages: len(m.Request.Languages), Depth: m.Request.Depth,
	}
	asked := map[digest.DocID]bool{}
	for _, c := range m.Chunks {
		d := m.document(c.Document)
		doc, err := h.document(ctx, d)
		if err != nil {
			return p, err
		}
		for _, n := range c.own(doc.Document, d.Ask) {
			p.Tokens += chunk.Exact(doc.Sentence(n))
		}
		asked[c.Document] = true
	}
	p.Asked = len(asked)
	return p, nil
}
