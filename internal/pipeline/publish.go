package pipeline

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

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
	m, err := h.manifest(ctx, in.Run)
	if err != nil {
		return Published{}, err
	}
	d, err := h.sealed(ctx, in.Run, m)
	if err != nil {
		return Published{}, err
	}
	p := Published{Digest: d.ID, Name: d.Name, Key: DigestKey(d.Name, d.ID), Status: d.Status, Used: d.Coverage.Used}
	if err := h.file(ctx, in.Run, m, d); err != nil { // before it is the newest, which keeps its documents by its mark
		return Published{}, err
	}
	if err := h.setLatest(ctx, d.Name, d.ID); err != nil {
		return Published{}, err
	}
	return p, save(ctx, h.Store, at, p)
}

// sealed is the stored digest of a run. One that was stored before the run was broken off stays as it is: made again
// it would be compared with itself.
func (h *Home) sealed(ctx context.Context, run digest.RunID, m manifest) (*digest.Digest, error) {
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
	for _, md := range m.Documents {
		d.Documents = append(d.Documents, s.published(md.Document))
	}
	c := coverage{items: slices.Clone(m.Items), dropped: slices.Clone(m.Dropped)}
	for _, id := range s.Stories {
		story, err := h.edited(ctx, run, id, m.Request.Languages, &c)
		if err != nil {
			return nil, err
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
	for _, lang := range m.Request.Languages {
		d.Editions[lang] = lead(d.Stories, lang)
	}
	d.Engines = h.engines(d)
	d.Status = digest.Complete
	if c.gaps() || h.fellBack(d) || lacksEditions(d) {
		d.Status = digest.Partial
	}
	d.Usage = h.spent()
	d.Changes, err = h.changes(ctx, m, d)
	return d, err
}

// edited is a story with its editions. What making it dropped goes to c.
func (h *Home) edited(ctx context.Context, run digest.RunID, id digest.StoryID, languages []string, c *coverage) (digest.Story, error) {
	story, err := need[digest.Story](ctx, h.Store, key(run, "settled/%s.json", id))
	if err != nil {
		return story, err
	}
	mg, err := need[merged](ctx, h.Store, key(run, "merged/%s.json", id))
	if err != nil {
		return story, err
	}
	c.drop(mg.Dropped)
	story.Editions = map[string]digest.StoryEdition{}
	for _, lang := range languages {
		e, found, err := load[composedStory](ctx, h.Store, key(run, "editions/%s/%s.json", id, lang))
		if err != nil {
			return story, err
		}
		c.drop(e.Dropped)
		c.without("compose", e.Without)
		if found {
			story.Editions[lang] = e.Edition
		}
	}
	return story, nil
}

// lacksEditions reports whether a story was not written in every language.
func lacksEditions(d *digest.Digest) bool {
	return slices.ContainsFunc(d.Stories, func(s digest.Story) bool { return len(s.Editions) < len(d.Languages) })
}

// spent is what the run used of a model: nothing, when nobody counts.
func (h *Home) spent() digest.Usage {
	var u digest.Usage
	if h.Usage != nil {
		u = h.Usage()
	}
	if u.Cost.Currency == "" {
		u.Cost = digest.Money{Amount: "0", Currency: "USD"}
	}
	return u
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

// engines says what share of the claims each engine made, and each model where there are several: the one asked first,
// those that answered in its place, no model.
func (h *Home) engines(d *digest.Digest) []digest.EngineUse {
	type maker struct {
		by    digest.By
		model string
	}
	first := maker{by: h.Engine.By()}
	count, all := map[maker]int{}, 0
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			if !c.AddressesSoftware { // of those no engine makes anything
				count[maker{c.By, c.Model}]++
				all++
			}
		}
		for _, e := range s.Editions {
			if e.Model != "" {
				count[maker{e.By, e.Model}] += 0
			}
		}
	}
	if all == 0 {
		count[first] = 0
	}
	makers := slices.SortedFunc(maps.Keys(count), func(a, b maker) int {
		return cmp.Or(-cmp.Compare(a.by, b.by), cmp.Compare(a.model, b.model))
	})
	var out []digest.EngineUse
	for _, m := range makers {
		use := digest.EngineUse{Name: string(m.by), Share: float64(count[m]) / float64(max(1, all))}
		if m.by == digest.ByModel {
			use.Model, use.Prompts = cmp.Or(m.model, h.Model), h.Prompts
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
