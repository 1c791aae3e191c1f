package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// PublishIn names a run whose editions were composed.
type PublishIn struct {
	Run digest.RunID `json:"run"`
}

// Published is what a finished run left: where its digest is.
type Published struct {
	Digest digest.RunID  `json:"digest"`
	Name   string        `json:"name"`
	Key    string        `json:"key"`
	Status digest.Status `json:"status"`
	Used   int           `json:"used"`
}

// Publish assembles the digest of a run, checks its form, stores it and makes it the newest of its name.
func (h *Home) Publish(ctx context.Context, in PublishIn) (Published, error) {
	at := key(in.Run, "published.json")
	if p, done, err := load[Published](ctx, h.Store, at); err != nil || done {
		return p, err
	}
	d, err := h.sealed(ctx, in.Run)
	if err != nil {
		return Published{}, err
	}
	p := Published{Digest: d.ID, Name: d.Name, Key: DigestKey(d.Name, d.ID), Status: d.Status, Used: d.Coverage.Used}
	if err := h.setLatest(ctx, d.Name, d.ID); err != nil {
		return Published{}, err
	}
	return p, save(ctx, h.Store, at, p)
}

// sealed is the stored digest of a run. One that was stored before the run was broken off stays as it is: made again
// it would be compared with itself.
func (h *Home) sealed(ctx context.Context, run digest.RunID) (*digest.Digest, error) {
	m, err := h.manifest(ctx, run)
	if err != nil {
		return nil, err
	}
	at := DigestKey(m.Request.Name, run)
	d, err := h.stored(ctx, at)
	if !errors.Is(err, store.ErrNotFound) {
		return d, err
	}
	if d, err = h.assemble(ctx, run, m); err != nil {
		return nil, err
	}
	data, err := d.Seal()
	if err != nil {
		return nil, err
	}
	if err := digest.CheckSchema(data); err != nil {
		return nil, err
	}
	err = h.Store.Create(ctx, at, data)
	if errors.Is(err, store.ErrExists) { // another process was faster: there is one digest of a run
		return h.stored(ctx, at)
	}
	return d, err
}

func (h *Home) stored(ctx context.Context, at string) (*digest.Digest, error) {
	data, _, err := h.Store.Get(ctx, at)
	if err != nil {
		return nil, err
	}
	return digest.Decode(data)
}

func (h *Home) assemble(ctx context.Context, run digest.RunID, m manifest) (*digest.Digest, error) {
	s, err := h.memory().settled.need(ctx, h.Store, key(run, "settled.json"))
	if err != nil {
		return nil, err
	}
	d := &digest.Digest{
		Schema: digest.Schema, ID: run, Name: m.Request.Name, Topic: m.Request.Topic, CreatedAt: h.Now().UTC(),
		Period: m.Request.Period, Pivot: m.Request.Pivot, Languages: m.Request.Languages,
		Names: s.Names, Origins: s.Origins, Editions: map[string]digest.Edition{}, Build: h.Build,
	}
	c := coverage{items: slices.Clone(m.Items), dropped: slices.Clone(m.Dropped)}
	incomplete := false
	for _, id := range s.Stories {
		story, err := need[digest.Story](ctx, h.Store, key(run, "settled/%s.json", id))
		if err != nil {
			return nil, err
		}
		mg, err := need[merged](ctx, h.Store, key(run, "merged/%s.json", id))
		if err != nil {
			return nil, err
		}
		c.drop(mg.Dropped)
		story.Editions = map[string]digest.StoryEdition{}
		for _, lang := range m.Request.Languages {
			e, found, err := load[composedStory](ctx, h.Store, key(run, "editions/%s/%s.json", id, lang))
			if err != nil {
				return nil, err
			}
			c.drop(e.Dropped)
			incomplete = incomplete || !found
			if found {
				story.Editions[lang] = e.Edition
			}
		}
		d.Stories = append(d.Stories, story)
	}
	if err := h.cover(ctx, run, m, d, &c); err != nil {
		return nil, err
	}
	d.Coverage = c.coverage()
	if err := h.shorten(ctx, d); err != nil {
		return nil, err
	}
	for _, md := range m.Documents {
		d.Documents = append(d.Documents, md.Document)
	}
	for _, lang := range m.Request.Languages {
		d.Editions[lang] = lead(d.Stories, lang)
	}
	d.Engines = h.engines(d)
	d.Status = digest.Complete
	if incomplete || c.gaps() || h.fellBack(d) {
		d.Status = digest.Partial
	}
	if h.Usage != nil {
		d.Usage = h.Usage()
	}
	if d.Usage.Cost.Currency == "" {
		d.Usage.Cost = digest.Money{Amount: "0", Currency: "USD"}
	}
	previous, err := h.previous(ctx, m.Request.Name)
	if err != nil {
		return nil, err
	}
	if previous != nil && previous.ID != run {
		texts, err := h.editedTexts(ctx, m)
		if err != nil {
			return nil, err
		}
		d.Changes = changes(d, previous, texts)
	}
	return d, nil
}

// coverage is what became of everything, in the making.
type coverage struct {
	items   []digest.Item
	dropped []digest.Dropped
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
	cited := map[digest.DocID]map[int]bool{}
	for _, s := range d.Stories {
		for _, claim := range s.Claims {
			for _, q := range claim.Citations {
				id := q.Document
				if id == "" {
					id = claim.Document
				}
				if cited[id] == nil {
					cited[id] = map[int]bool{}
				}
				cited[id][q.Start] = true
			}
		}
	}
	claims := map[digest.DocID]int{}
	failed := map[digest.DocID]string{}
	results, err := each(ctx, m.Chunks, func(ctx context.Context, c manifestChunk) (*extracted, error) {
		r, found, err := load[extracted](ctx, h.Store, key(run, "claims/%s.json", c.ID))
		if !found {
			return nil, err
		}
		return &r, err
	})
	if err != nil {
		return err
	}
	for i, chunk := range m.Chunks {
		item, r := &c.items[m.document(chunk.Document).Item], results[i]
		item.Chunks.Of++
		switch {
		case r == nil:
			failed[chunk.Document] = "not asked"
		case r.Failed != "":
			failed[chunk.Document] = r.Failed
		default:
			item.Chunks.Done++
			claims[chunk.Document] += len(r.Claims)
		}
		if r != nil {
			c.drop(r.Dropped)
		}
	}
	citable, err := each(ctx, m.Documents, h.citable)
	if err != nil {
		return err
	}
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

// listed is the most items that a digest itself lists.
const listed = 200

func (c *coverage) coverage() digest.Coverage {
	out := digest.Coverage{Received: len(c.items), Items: c.items, Dropped: c.dropped}
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

// A digest of one story is led by its first sentences, one of several by the first sentence of the first ones: what
// follows is not to be read twice.
const (
	leadingSentences = 3
	leadingStories   = 5
)

// lead is the whole digest in one language: the title of its first story and the sentences that lead it.
func lead(stories []digest.Story, lang string) digest.Edition {
	var e digest.Edition
	sentences := 1
	if len(stories) == 1 {
		sentences = leadingSentences
	}
	for i, s := range stories[:min(leadingStories, len(stories))] {
		ed := s.Editions[lang]
		if i == 0 {
			e.Title = ed.Title
		}
		for _, sentence := range ed.Summary[:min(sentences, len(ed.Summary))] {
			l := digest.LeadSentence{Text: sentence.Text}
			for _, p := range sentence.Points {
				l.Points = append(l.Points, string(s.ID)+"/"+string(p))
			}
			e.Lead = append(e.Lead, l)
		}
	}
	return e
}

// engines says what share of the claims each engine made.
func (h *Home) engines(d *digest.Digest) []digest.EngineUse {
	count := map[digest.By]int{}
	all := 0
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			if !c.AddressesSoftware { // of those no engine makes anything
				count[c.By]++
				all++
			}
		}
	}
	var out []digest.EngineUse
	for _, by := range []digest.By{digest.ByModel, digest.ByExtractive} {
		if count[by] == 0 && !(all == 0 && h.Engine.By() == by) {
			continue
		}
		use := digest.EngineUse{Name: string(by), Share: float64(count[by]) / float64(max(1, all))}
		if by == digest.ByModel {
			use.Model, use.Prompts = h.Model, h.Prompts
		}
		out = append(out, use)
	}
	return out
}

// fellBack reports whether anything was made without the model that was asked for.
func (h *Home) fellBack(d *digest.Digest) bool {
	by := h.Engine.By()
	return slices.ContainsFunc(d.Stories, func(s digest.Story) bool {
		return slices.ContainsFunc(s.Claims, func(c digest.Claim) bool { return c.By != by && !c.AddressesSoftware }) ||
			slices.ContainsFunc(slices.Collect(maps.Values(s.Editions)), func(e digest.StoryEdition) bool { return e.By != by })
	})
}

// LongList is where the whole list of items of a large digest is stored: by its content, as equal digests have equal
// lists.
func LongList(items []byte) string { return "coverage/" + digest.Hash(items) + ".json" }

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
