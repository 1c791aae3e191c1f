package pipeline

import (
	"cmp"
	"context"
	"maps"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/verify"
)

// ComposeIn names a story of a run and a language.
type ComposeIn struct {
	Run   digest.RunID   `json:"run"`
	Story digest.StoryID `json:"story"`
	Lang  string         `json:"lang"`
}

// ComposeOut counts texts, and those that only show their quotes.
type ComposeOut struct {
	Texts      int `json:"texts"`
	QuotesOnly int `json:"quotes_only"`
}

// composedStory is an edition of a story with what its making dropped.
type composedStory struct {
	Edition digest.StoryEdition `json:"edition"`
	Dropped []digest.Dropped    `json:"dropped,omitempty"`
	Without string              `json:"without,omitempty"` // why it was made without the model that was asked for
}

// Compose writes a story in one language. Every text is checked; those that fail are written again once, together;
// those that fail again, or that a second reading finds the cited words not to carry, show only their quotes.
func (h *Home) Compose(ctx context.Context, in ComposeIn) (ComposeOut, error) {
	b, err := h.bench(ctx, in.Run)
	if err != nil {
		return ComposeOut{}, err
	}
	return h.composeOne(ctx, b, in)
}

// A bench is what every edition of a run is composed with.
type bench struct {
	manifest manifest
	settled  settled
	names    map[digest.NameID]digest.Name
	origins  map[digest.OriginID]digest.Origin
}

func (h *Home) bench(ctx context.Context, run digest.RunID) (bench, error) {
	m, err := h.manifest(ctx, run)
	if err != nil {
		return bench{}, err
	}
	s, err := h.memory().settled.need(ctx, h.Store, key(run, "settled.json"))
	if err != nil {
		return bench{}, err
	}
	b := bench{manifest: m, settled: s, names: bookOf(s.Names).names, origins: map[digest.OriginID]digest.Origin{}}
	for _, o := range s.Origins {
		b.origins[o.ID] = o
	}
	return b, nil
}

func (h *Home) composeOne(ctx context.Context, b bench, in ComposeIn) (ComposeOut, error) {
	at := key(in.Run, "editions/%s/%s.json", in.Story, in.Lang)
	c, done, err := load[composedStory](ctx, h.Store, at)
	if err != nil {
		return ComposeOut{}, err
	}
	if !done {
		if c, err = h.compose(ctx, b, in); err != nil {
			return ComposeOut{}, err
		}
		if err := save(ctx, h.Store, at, c); err != nil {
			return ComposeOut{}, err
		}
	}
	out := ComposeOut{Texts: len(c.Edition.Points)}
	for _, p := range c.Edition.Points {
		if p.State == digest.QuotesOnly {
			out.QuotesOnly++
		}
	}
	return out, nil
}

func (h *Home) compose(ctx context.Context, b bench, in ComposeIn) (composedStory, error) {
	v, err := h.view(ctx, b, in)
	if err != nil {
		return composedStory{}, err
	}
	e := h.Engine
	if len(v.Shown()) == 0 { // all of it speaks to software
		d := draft{home: h, view: v, names: verify.NewNames(v.Names), lang: in.Lang, texts: engine.Texts{By: e.By()}}
		return d.edition(), nil
	}
	without := ""
	answer, err := e.Compose(ctx, v, in.Lang)
	if err != nil {
		if h.ends(ctx, err) || h.Fallback == nil {
			return composedStory{}, err
		}
		without = reason(err)
		e = h.Fallback
		if answer, err = e.Compose(ctx, v, in.Lang); err != nil {
			return composedStory{}, err
		}
	}
	d := draft{home: h, view: v, names: verify.NewNames(v.Names), lang: in.Lang, texts: answer.Value, model: answer.Model}
	if d.texts.By == digest.ByExtractive {
		c := d.verbatim()
		c.Without = without
		return c, nil
	}
	d.begin()
	d.check()
	if err := d.repair(ctx, e); err != nil {
		return composedStory{}, err
	}
	if b.manifest.Request.Check == "model" {
		d.before, err = h.memory().before.get(key(in.Run, "%s", in.Story), func() (map[place]digest.Text, error) {
			return h.before(ctx, b.manifest, v)
		})
		if err != nil {
			return composedStory{}, err
		}
		if err := d.secondReading(ctx, e); err != nil {
			return composedStory{}, err
		}
	}
	if d.sound() {
		if err := answer.Keep(ctx); err != nil {
			return composedStory{}, err
		}
	}
	return d.edition(), nil
}

// view is a story as an engine writes from it.
func (h *Home) view(ctx context.Context, b bench, in ComposeIn) (engine.StoryView, error) {
	s, err := need[digest.Story](ctx, h.Store, key(in.Run, "settled/%s.json", in.Story))
	if err != nil {
		return engine.StoryView{}, err
	}
	m := b.manifest
	documents := m.documentsOf(s.Claims, s.Documents...)
	for id, d := range documents {
		documents[id] = b.settled.published(d)
	}
	return engine.StoryView{
		Topic: m.Request.Topic, Depth: m.Request.Depth, Story: s, Documents: documents, Names: b.names, Origins: b.origins,
	}, nil
}

// A place is where a quote begins in a document, in code points.
type place struct {
	document digest.DocID
	start    int
}

// enoughContext is how many sentences tell who or what the words of a point speak of.
const enoughContext = 3

// before are the sentences that stand ahead of those which support the shown points of a story, where too few are cited
// as their context. They are the same in every language.
func (h *Home) before(ctx context.Context, m manifest, v engine.StoryView) (map[place]digest.Text, error) {
	out, cited := withoutContext(v, m.Request.Pivot)
	for id := range cited {
		doc, err := h.document(ctx, m.document(id))
		if err != nil {
			return nil, err
		}
		last := digest.Text{}
		for i, s := range doc.Sentences {
			at := place{id, doc.Index.CodePoint(s.Start)}
			if _, wanted := out[at]; wanted {
				out[at] = last
			}
			if s.Role.Citable() && !doc.AddressesSoftware(i+1) {
				last = digest.Text{Lang: s.Language, Text: doc.Sentence(i + 1)}
			}
		}
	}
	maps.DeleteFunc(out, func(_ place, t digest.Text) bool { return t.Text == "" })
	return out, nil
}

// withoutContext are the places of what supports shown points, where too few sentences are cited as its context, and
// their documents.
func withoutContext(v engine.StoryView, pivot string) (at map[place]digest.Text, of map[digest.DocID]bool) {
	at, of = map[place]digest.Text{}, map[digest.DocID]bool{}
	for _, p := range v.Shown() {
		if len(v.Words(p, digest.Context, pivot, enoughContext)) == enoughContext {
			continue
		}
		for _, c := range v.Claims(p) {
			for _, q := range c.Citations {
				if q.Role == digest.Support {
					id := cmp.Or(q.Document, c.Document)
					at[place{id, q.Start}], of[id] = digest.Text{}, true
				}
			}
		}
	}
	return at, of
}
