package pipeline

import (
	"context"
	"errors"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/story"
	"polydigest/internal/text"
	"polydigest/internal/verify"
)

// MergeIn names a story of a run.
type MergeIn struct {
	Run   digest.RunID   `json:"run"`
	Story digest.StoryID `json:"story"`
}

// MergeOut counts its claims and points.
type MergeOut struct {
	Claims int `json:"claims"`
	Points int `json:"points"`
}

// merged is a story with its points, before names and origins are settled.
type merged struct {
	Claims  []digest.Claim   `json:"claims"`
	Points  []digest.Point   `json:"points"`
	Dropped []digest.Dropped `json:"dropped,omitempty"`
}

// Block is the most claims that one merge question holds.
const Block = 150

// Merge makes points of a story's claims: it asks the engine which state the same fact, checks every join, and lets
// every claim land in a point.
func (h *Home) Merge(ctx context.Context, in MergeIn) (MergeOut, error) {
	m, err := h.manifest(ctx, in.Run)
	if err != nil {
		return MergeOut{}, err
	}
	s, err := h.story(ctx, in.Run, in.Story)
	if err != nil {
		return MergeOut{}, err
	}
	return h.mergeOne(ctx, in.Run, m, s)
}

func (h *Home) mergeOne(ctx context.Context, run digest.RunID, m manifest, s storyClaims) (MergeOut, error) {
	at := key(run, "merged/%s.json", s.ID)
	result, done, err := load[merged](ctx, h.Store, at)
	if err != nil {
		return MergeOut{}, err
	}
	if !done {
		if result, err = h.merge(ctx, run, m, s); err != nil {
			return MergeOut{}, err
		}
		if err := save(ctx, h.Store, at, result); err != nil {
			return MergeOut{}, err
		}
	}
	return MergeOut{Claims: len(result.Claims), Points: len(result.Points)}, nil
}

func (h *Home) merge(ctx context.Context, run digest.RunID, m manifest, s storyClaims) (merged, error) {
	claims, err := h.claims(ctx, run, s)
	if err != nil {
		return merged{}, err
	}
	resolve(claims, m, s)
	relations, err := h.relate(ctx, m, claims)
	if err != nil {
		return merged{}, err
	}
	points, dropped := verify.Points(claims, verify.Grouping{
		Groups: relations.Groups, Order: relations.Order, Ties: ties(relations.Ties),
		Dated: func(c digest.Claim) string { return m.document(c.Document).PublishedAt },
	})
	if err := h.attachParallels(ctx, m, claims); err != nil {
		return merged{}, err
	}
	return merged{Claims: claims, Points: points, Dropped: dropped}, nil
}

func ties(ts []engine.Tie) []verify.Tie {
	var out []verify.Tie
	for _, t := range ts {
		out = append(out, verify.Tie(t))
	}
	return out
}

// resolve dates what undated documents say in relative words by their dated siblings, nearest first.
func resolve(claims []digest.Claim, m manifest, s storyClaims) {
	var siblings []verify.Sibling
	for _, id := range s.Documents {
		if d := m.document(id); d.PublishedAt != "" && d.DateBasis != digest.DateFirstSeen {
			siblings = append(siblings, verify.Sibling{Document: id, Published: d.PublishedAt})
		}
	}
	slices.SortStableFunc(siblings, func(a, b verify.Sibling) int {
		if a.Published < b.Published {
			return -1
		}
		return 1
	})
	for i := range claims {
		lang := m.document(claims[i].Document).Language
		verify.Resolve(claims[i].When, lang, claims[i].Kind != digest.Forecast, siblings)
		verify.Resolve(claims[i].Said, lang, true, siblings)
	}
}

// relate asks the engine about claims, like ones side by side: at once if they fit one question, else block by block
// and then once more across the blocks.
func (h *Home) relate(ctx context.Context, m manifest, claims []digest.Claim) (engine.Relations, error) {
	var asked []digest.Claim
	var at []int // their indexes
	for i, c := range claims {
		if !c.AddressesSoftware { // which no engine is asked about
			asked, at = append(asked, c), append(at, i)
		}
	}
	pairs := verify.Alike(asked)
	blocks := story.Blocks(len(asked), pairs, Block)
	found, errs := llm.Map(ctx, h.Limit, blocks, func(ctx context.Context, block []int) (engine.Relations, error) {
		return h.relateBlock(ctx, m, asked, block)
	})
	if err := errors.Join(errs...); err != nil || len(blocks) == 0 {
		return engine.Relations{}, err
	}
	all := found[0]
	if len(blocks) > 1 {
		var err error
		if all, err = h.relateAcross(ctx, m, asked, blocked{blocks, found}, pairs); err != nil {
			return all, err
		}
	}
	renumber(all, at)
	return all, nil
}

// relateBlock asks about the claims at these indexes, and speaks of them by index.
func (h *Home) relateBlock(ctx context.Context, m manifest, claims []digest.Claim, block []int) (engine.Relations, error) {
	q := engine.Claims{Topic: m.Request.Topic, Pivot: m.Request.Pivot}
	for _, i := range block {
		q.Claims = append(q.Claims, claims[i])
	}
	q.Documents = m.documentsOf(q.Claims)
	r, err := h.Engine.Relate(ctx, q)
	if err != nil {
		if h.ends(ctx, err) || h.Fallback == nil {
			return r, err
		}
		if r, err = h.Fallback.Relate(ctx, q); err != nil {
			return r, err
		}
	}
	renumber(r, block)
	return r, nil
}

// renumber makes relations of claims by their place in a list relations by the indexes that stand there.
func renumber(r engine.Relations, list []int) {
	for _, g := range r.Groups {
		for j := range g {
			g[j] = list[g[j]]
		}
	}
	for j := range r.Ties {
		r.Ties[j].From, r.Ties[j].To = list[r.Ties[j].From], list[r.Ties[j].To]
	}
	for j := range r.Order {
		r.Order[j] = list[r.Order[j]]
	}
}

// attachParallels cites, beside each cited sentence of a text that has other renderings, the same sentence of those.
func (h *Home) attachParallels(ctx context.Context, m manifest, claims []digest.Claim) error {
	docs := map[digest.DocID]verify.Doc{}
	open := func(id digest.DocID) (verify.Doc, error) {
		if d, ok := docs[id]; ok {
			return d, nil
		}
		d, err := h.document(ctx, m.document(id))
		docs[id] = d
		return d, err
	}
	for _, p := range m.Parallels {
		if !slices.ContainsFunc(claims, func(c digest.Claim) bool { return c.Document == p.A }) {
			continue
		}
		a, err := open(p.A)
		if err != nil {
			return err
		}
		b, err := open(p.B)
		if err != nil {
			return err
		}
		for i := range claims {
			if claims[i].Document == p.A {
				claims[i].Citations = append(claims[i].Citations, parallelCitations(claims[i], a, b, p)...)
			}
		}
	}
	return nil
}

func parallelCitations(c digest.Claim, a, b verify.Doc, p parallel) []digest.Citation {
	var out []digest.Citation
	for _, q := range c.Citations {
		if q.Role != digest.Support || q.Document != "" {
			continue
		}
		n := slices.IndexFunc(a.Sentences, func(s text.Sentence) bool { return a.Index.CodePoint(s.Start) == q.Start }) + 1
		for _, pair := range p.Pairs {
			if pair[0] == n {
				other := b.Cite(digest.Support, pair[1])
				other.Document = b.ID
				out = append(out, other)
			}
		}
	}
	return out
}

// timeline orders points by when their events began; points without a time are not in it.
func timeline(points []digest.Point) []digest.PointID {
	var dated []digest.Point
	for _, p := range points {
		if p.When != nil && p.When.From != "" {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(a, b digest.Point) int {
		switch {
		case a.When.From < b.When.From:
			return -1
		case a.When.From > b.When.From:
			return 1
		}
		return 0
	})
	out := []digest.PointID{}
	for _, p := range dated {
		out = append(out, p.ID)
	}
	return out
}
