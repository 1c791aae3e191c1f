package pipeline

import (
	"context"
	"slices"

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
	b := bench{manifest: m, names: bookOf(s.Names).names, origins: map[digest.OriginID]digest.Origin{}}
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
	answer, err := e.Compose(ctx, v, in.Lang)
	if err != nil {
		if h.ends(ctx, err) || h.Fallback == nil {
			return composedStory{}, err
		}
		e = h.Fallback
		if answer, err = e.Compose(ctx, v, in.Lang); err != nil {
			return composedStory{}, err
		}
	}
	d := draft{home: h, view: v, names: verify.NewNames(v.Names), lang: in.Lang, texts: answer.Value}
	if d.texts.By == digest.ByExtractive {
		return d.verbatim(), nil
	}
	d.begin()
	d.check()
	if err := d.repair(ctx, e); err != nil {
		return composedStory{}, err
	}
	if b.manifest.Request.Check == "model" {
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
	return engine.StoryView{
		Topic: m.Request.Topic, Depth: m.Request.Depth, Story: s, Documents: m.documentsOf(s.Claims, s.Documents...),
		Names: b.names, Origins: b.origins,
	}, nil
}

// A draft is an edition in the making: its sentences with what is wrong with each.
type draft struct {
	home  *Home
	view  engine.StoryView
	names *verify.Names
	lang  string
	texts engine.Texts
	lines []line // the summary, then the points
	read  bool   // the title was read a second time
}

// A line is one sentence, its checks, and why it cannot be shown; "" when it can.
type line struct {
	engine.Sentence
	summary bool
	checks  digest.Checks
	reason  string
	detail  string
}

// begin lists the summary's sentences and one text for each shown point, whether it was written or not.
func (d *draft) begin() {
	for _, s := range d.texts.Summary {
		d.lines = append(d.lines, line{Sentence: s, summary: true})
	}
	for _, p := range d.view.Shown() {
		s := engine.Sentence{Lang: d.lang, Points: []digest.PointID{p.ID}}
		if at := slices.IndexFunc(d.texts.Points, func(t engine.Sentence) bool { return t.Points[0] == p.ID }); at >= 0 {
			s = d.texts.Points[at]
		}
		d.lines = append(d.lines, line{Sentence: s})
	}
	if d.texts.Title != "" && verify.Title(d.headline()) != "" {
		d.texts.Title = ""
	}
}

// check checks every line that nothing is known against yet, each with the one that follows it.
func (d *draft) check() {
	for i := range d.lines {
		l := &d.lines[i]
		l.checks, l.reason, l.detail = verify.Composed(verify.Text{
			Text: l.Text, Lang: l.Lang, Points: d.points(l.Sentence), Beside: d.points(engine.Sentence{Points: d.beside(*l)}),
			Around: d.around(i), Summary: l.summary,
		})
	}
}

// beside are the points that dispute the one that a line tells: its text may carry them as well.
func (d *draft) beside(l line) []digest.PointID {
	var out []digest.PointID
	for _, id := range l.Points {
		for _, o := range verify.Among(d.view.Point(id), d.shown).DisputedBy {
			if !l.summary && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// around is what the neighbours of a line of the summary tell.
func (d *draft) around(i int) []verify.Told {
	var out []verify.Told
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(d.lines) && d.lines[j].summary {
			out = append(out, d.points(d.lines[j].Sentence)...)
		}
	}
	return out
}

// points is what a sentence tells, with all that it may say of it.
func (d *draft) points(s engine.Sentence) []verify.Told {
	var out []verify.Told
	for _, id := range s.Points {
		if p := d.view.Point(id); p.ID != "" {
			p = verify.Among(p, d.shown)
			out = append(out, verify.Told{Point: p, Claims: d.view.Claims(p), Names: d.names, Documents: d.view.Documents})
		}
	}
	return out
}

func (d *draft) shown(id digest.PointID) bool {
	return slices.ContainsFunc(d.view.Shown(), func(p digest.Point) bool { return p.ID == id })
}

// failed are the indexes of the lines that cannot be shown.
func (d *draft) failed() []int {
	var out []int
	for i, l := range d.lines {
		if l.reason != "" {
			out = append(out, i)
		}
	}
	return out
}

// repair lets the engine write the failed lines again, all at once, and checks them.
func (d *draft) repair(ctx context.Context, e engine.Engine) error {
	failed := d.failed()
	if len(failed) == 0 {
		return nil
	}
	var ask []engine.Failed
	for _, i := range failed {
		l := d.lines[i]
		ask = append(ask, engine.Failed{Sentence: l.Sentence, Reason: l.reason, Detail: l.detail})
	}
	again, err := e.Repair(ctx, d.view, d.lang, ask)
	if err != nil {
		if d.home.ends(ctx, err) {
			return err
		}
		return nil // what failed shows its quotes
	}
	for j, i := range failed {
		d.lines[i].Text = again[j]
	}
	d.check()
	return nil
}

// secondReading asks whether the cited words carry each line that passed. What they do not is written again once and
// read once more.
func (d *draft) secondReading(ctx context.Context, e engine.Engine) error {
	if err := d.support(ctx, e); err != nil {
		return err
	}
	var unsupported []int
	for i, l := range d.lines {
		if l.reason == verify.NotSupported {
			unsupported = append(unsupported, i)
		}
	}
	if len(unsupported) == 0 {
		return nil
	}
	passed := slices.Clone(d.lines)
	if err := d.repair(ctx, e); err != nil {
		return err
	}
	for i := range d.lines { // a repair that left the words as they were changes nothing
		if d.lines[i].Text == passed[i].Text {
			d.lines[i] = passed[i]
		}
	}
	return d.support(ctx, e)
}

// support marks lines that passed all else with what a second reading says; lines that were read keep their mark.
func (d *draft) support(ctx context.Context, e engine.Engine) error {
	var items []engine.Cited
	var at []int
	for i, l := range d.lines {
		if l.reason == "" && l.checks.Support != digest.Pass {
			items = append(items, d.cited(l))
			at = append(at, i)
		}
	}
	title := d.texts.Title != "" && !d.read
	if d.read = true; title {
		items = append(items, d.cited(line{Sentence: d.topics(), summary: true}))
	}
	if len(items) == 0 {
		return nil
	}
	results, err := e.Support(ctx, items)
	if err != nil && d.home.ends(ctx, err) {
		return err
	}
	if title && results[len(at)] == digest.Fail {
		d.texts.Title = ""
	}
	for j, i := range at {
		d.lines[i].checks.Support = results[j]
		if results[j] == digest.Fail {
			d.lines[i].reason = verify.NotSupported
		}
	}
	return nil
}

func (d *draft) cited(l line) engine.Cited {
	c := engine.Cited{Text: digest.Text{Lang: l.Lang, Text: l.Text}, About: engine.Texted(d.view.Documents)}
	for _, id := range slices.Concat(l.Points, d.beside(l)) {
		p := d.view.Point(id)
		for _, w := range d.view.Words(p, 5) {
			if !slices.Contains(c.Words, w) {
				c.Words = append(c.Words, w)
			}
		}
		for _, by := range d.view.Tellers(p) {
			c.Known = append(c.Known, "by "+by)
		}
		if p.When != nil && p.When.EDTF != "" {
			c.Known = append(c.Known, "when "+p.When.EDTF)
		}
		if s := d.view.Said(p); s != nil {
			c.Known = append(c.Known, "said "+s.EDTF)
		}
	}
	slices.Sort(c.Known)
	c.Known = slices.Compact(c.Known)
	return c
}

// sound reports whether most of the answer could be shown, so that it is worth keeping.
func (d *draft) sound() bool { return 2*len(d.failed()) <= len(d.lines) }

// edition is the finished story. In place of a summary sentence that fails stand the texts of its points, so that
// what disputes a point is told beside it all the same.
func (d *draft) edition() composedStory {
	out := composedStory{Edition: digest.StoryEdition{
		Title: d.texts.Title, By: d.texts.By, Complete: len(d.failed()) == 0, Points: map[digest.PointID]digest.PointText{},
	}}
	for _, l := range d.lines {
		if l.reason != "" {
			out.Dropped = append(out.Dropped, digest.Dropped{Stage: "compose", Reason: l.reason, Count: 1})
		}
		if !l.summary {
			out.Edition.Points[l.Points[0]] = d.pointText(l)
		}
	}
	told := map[digest.PointID]bool{}
	for _, l := range d.lines {
		if !l.summary {
			continue
		}
		if l.reason == "" {
			out.Edition.Summary = append(out.Edition.Summary, digest.Sentence{Text: l.Text, Points: l.Points, Checks: l.checks})
		}
		for _, id := range l.Points {
			t, shown := out.Edition.Points[id]
			if l.reason != "" && shown && t.State == digest.TextOK && !told[id] {
				out.Edition.Summary = append(out.Edition.Summary, digest.Sentence{
					Text: t.Text, Points: []digest.PointID{id}, Checks: t.Checks,
				})
			}
			told[id] = true
		}
	}
	d.withheld(out.Edition)
	if out.Edition.Title == "" {
		out.Edition.Title = d.fallbackTitle()
	}
	if out.Edition.Title == "" {
		out.Edition.Title = d.number()
	}
	return out
}

func (d *draft) pointText(l line) digest.PointText {
	t := digest.PointText{Text: l.Text, Lang: l.Lang, State: digest.TextOK, Checks: l.checks}
	if l.reason != "" {
		t.Text, t.State, t.Reason = "", digest.QuotesOnly, l.reason
	}
	return t
}

// verbatim is an edition without a model: the sources' own sentences. A statement that a model wrote in another
// language, before it was lost, is not shown as if it were a translation.
func (d *draft) verbatim() composedStory {
	ed := digest.StoryEdition{
		Title: d.texts.Title, By: digest.ByExtractive, Complete: true, Points: map[digest.PointID]digest.PointText{},
	}
	show := func(s engine.Sentence) digest.PointText {
		t := digest.PointText{Text: s.Text, Lang: s.Lang, State: digest.Verbatim}
		claims := d.view.Claims(d.view.Point(s.Points[0]))
		own := slices.ContainsFunc(claims, func(c digest.Claim) bool {
			return c.By == digest.ByExtractive && c.Statement.Text == s.Text
		})
		switch {
		case own:
			t.Checks = digest.Checks{Quote: digest.Pass, Support: digest.NotRun}
		case s.Lang == d.lang: // a claim that was verified in this language already
			t.State, t.Checks = digest.TextOK, claims[0].Checks
		default:
			t.Text, t.Lang, t.State, t.Reason = "", d.lang, digest.QuotesOnly, "no_model"
			ed.Complete = false
		}
		return t
	}
	for _, s := range d.texts.Points {
		ed.Points[s.Points[0]] = show(s)
	}
	for _, s := range d.texts.Summary {
		if t := show(s); t.State != digest.QuotesOnly {
			ed.Summary = append(ed.Summary, digest.Sentence{Text: t.Text, Points: s.Points, Checks: t.Checks})
		}
	}
	d.withheld(ed)
	if ed.Title == "" {
		ed.Title = d.number()
	}
	return composedStory{Edition: ed}
}
