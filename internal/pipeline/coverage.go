package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// coverage is what became of everything, in the making.
type coverage struct {
	items   []digest.Item
	dropped []digest.Dropped
	instead []digest.Instead
}

// without counts what was made without the model, for a reason; for "" it was made with it.
func (c *coverage) without(stage, reason string) {
	if reason == "" {
		return
	}
	at := slices.IndexFunc(c.instead, func(x digest.Instead) bool { return x.Stage == stage && x.Reason == reason })
	if at < 0 {
		at = len(c.instead)
		c.instead = append(c.instead, digest.Instead{Stage: stage, Reason: reason})
	}
	c.instead[at].Count++
}

// drop adds what was dropped, joining what has one stage, reason and document.
func (c *coverage) drop(ds []digest.Dropped) {
	for _, d := range ds {
		at := slices.IndexFunc(c.dropped, func(x digest.Dropped) bool {
			return x.Stage == d.Stage && x.Reason == d.Reason && x.Document == d.Document
		})
		if at < 0 {
			c.dropped = append(c.dropped, d)
			continue
		}
		c.dropped[at].Count += d.Count
		for _, n := range d.Sentences {
			if !slices.Contains(c.dropped[at].Sentences, n) {
				c.dropped[at].Sentences = append(c.dropped[at].Sentences, n)
			}
		}
		slices.Sort(c.dropped[at].Sentences)
	}
}

// cover counts chunks and cited sentences of each document, and sets the states that follow from them.
func (h *Home) cover(ctx context.Context, run digest.RunID, m manifest, d *digest.Digest, c *coverage) error {
	claims, failed, err := h.coverChunks(ctx, run, m, c)
	if err != nil {
		return err
	}
	citable, err := each(ctx, m.Documents, h.citable)
	if err != nil {
		return err
	}
	cited := citedSentences(d)
	for i, md := range m.Documents {
		item := &c.items[md.Item]
		item.Sentences.Of += citable[i]
		item.Sentences.Cited = len(cited[md.ID])
		if item.State != digest.Used {
			continue
		}
		switch why := failed[md.ID]; {
		case why != "" && item.Chunks.Done == 0:
			item.State, item.Reason = digest.Failed, why
		case why != "":
			item.State, item.Reason = digest.PartlyUsed, why
		case claims[md.ID] == 0:
			item.State = digest.NoClaims
		}
	}
	return nil
}

// coverChunks counts chunks, and what of them was dropped. It gives how many claims a document has, and why chunks of it
// failed.
func (h *Home) coverChunks(ctx context.Context, run digest.RunID, m manifest, c *coverage) (claims map[digest.DocID]int, failed map[digest.DocID]string, err error) {
	claims, failed = map[digest.DocID]int{}, map[digest.DocID]string{}
	results, err := each(ctx, m.Chunks, func(ctx context.Context, c manifestChunk) (*extracted, error) {
		r, found, err := load[extracted](ctx, h.Store, key(run, "claims/%s.json", c.ID))
		if !found {
			return nil, err
		}
		return &r, err
	})
	if err != nil {
		return nil, nil, err
	}
	for i, r := range results {
		chunk := m.Chunks[i]
		item := &c.items[m.document(chunk.Document).Item]
		item.Chunks.Of++
		if r == nil {
			failed[chunk.Document] = "not asked"
			continue
		}
		if r.Failed != "" {
			failed[chunk.Document] = r.Failed
		} else {
			item.Chunks.Done++
			claims[chunk.Document] += len(r.Claims)
		}
		c.drop(r.Dropped)
		c.without("extract", r.Without)
	}
	return claims, failed, nil
}

// citedSentences are where the sentences begin that a digest cites.
func citedSentences(d *digest.Digest) map[digest.DocID]map[int]bool {
	cited := map[digest.DocID]map[int]bool{}
	for _, s := range d.Stories {
		for _, claim := range s.Claims {
			for _, q := range claim.Citations {
				id := cmp.Or(q.Document, claim.Document)
				if cited[id] == nil {
					cited[id] = map[int]bool{}
				}
				cited[id][q.Start] = true
			}
		}
	}
	return cited
}

// listed is the most items that a digest itself lists.
const listed = 200

func (c *coverage) coverage() digest.Coverage {
	out := digest.Coverage{Received: len(c.items), Items: c.items, Dropped: c.dropped, Instead: c.instead}
	for _, item := range c.items {
		switch item.State {
		case digest.Used, digest.PartlyUsed, digest.SameText:
			out.Used++
		}
	}
	return out
}

// gaps reports whether anything that should have been covered is not.
func (c *coverage) gaps() bool {
	return slices.ContainsFunc(c.items, func(i digest.Item) bool {
		return i.State == digest.Failed || i.State == digest.PartlyUsed
	})
}

// LongList is where the whole list of items of a large digest is stored: by its content, as equal digests have equal
// lists.
func LongList(items []byte) string { return "coverage/" + digest.Hash(items) + ".json" }

// Items are all items of a digest's coverage: its own, or those of the list that a large digest has beside it.
func Items(ctx context.Context, kv store.KV, d *digest.Digest) ([]digest.Item, error) {
	if d.Coverage.List == "" {
		return d.Coverage.Items, nil
	}
	items, found, err := load[[]digest.Item](ctx, kv, d.Coverage.List)
	if !found { // a digest from elsewhere: its sums
		return d.Coverage.Items, err
	}
	return items, err
}

// citable counts the sentences of a document that a digest may cite.
func (h *Home) citable(ctx context.Context, md manifestDocument) (n int, err error) {
	doc, err := h.reading(ctx, md.Fetched)
	for _, s := range fit(doc).Sentences {
		if s.Role.Citable() {
			n++
		}
	}
	return n, err
}

// shorten moves the items of a large digest to the store and keeps counts by state in their place.
func (h *Home) shorten(ctx context.Context, d *digest.Digest) error {
	if len(d.Coverage.Items) <= listed {
		return nil
	}
	data, err := json.Marshal(d.Coverage.Items)
	if err != nil {
		return err
	}
	d.Coverage.List = LongList(data)
	if err := h.Store.Put(ctx, d.Coverage.List, data); err != nil {
		return err
	}
	states := map[digest.ItemState]*digest.Item{}
	var order []digest.ItemState
	for _, item := range d.Coverage.Items {
		sum, ok := states[item.State]
		if !ok {
			sum = &digest.Item{State: item.State}
			states[item.State] = sum
			order = append(order, item.State)
		}
		sum.Chunks.Of, sum.Chunks.Done = sum.Chunks.Of+item.Chunks.Of, sum.Chunks.Done+item.Chunks.Done
		sum.Sentences.Of, sum.Sentences.Cited = sum.Sentences.Of+item.Sentences.Of, sum.Sentences.Cited+item.Sentences.Cited
		sum.Reason = strings.TrimSpace(fmt.Sprintf("%d sources", count(d.Coverage.Items, item.State)))
	}
	d.Coverage.Items = nil
	for _, s := range order {
		d.Coverage.Items = append(d.Coverage.Items, *states[s])
	}
	return nil
}

func count(items []digest.Item, state digest.ItemState) int {
	n := 0
	for _, i := range items {
		if i.State == state {
			n++
		}
	}
	return n
}
