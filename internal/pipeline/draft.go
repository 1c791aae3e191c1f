package pipeline

import (
	"cmp"
	"context"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/verify"
	"polydigest/internal/when"
)

// A draft is an edition in the making: its sentences with what is wrong with each.
type draft struct {
	home  *Home
	view  engine.StoryView
	names *verify.Names
	lang  string
	texts engine.Texts
	model string // that wrote them in the place of the one asked first
	lines []line // the summary, then the points
	read  bool   // the title was read a second time
	// before are the sentences ahead of those cited, which tell what they speak of.
	before map[place]digest.Text
}

// A line is one sentence, its checks, and why it cannot be shown; "" when it can.
type line struct {
	engine.Sentence
	summary bool
	checks  digest.Checks
	reason  string
	detail  string
	fault   engine.Fault // that a second reading found
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
		l.fault = ""
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
		ask = append(ask, engine.Failed{Sentence: l.Sentence, Reason: l.reason, Detail: l.detail, Fault: l.fault})
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
	if !slices.ContainsFunc(d.lines, func(l line) bool { return l.reason != "" && l.checks.Support == digest.Fail }) {
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
	given, err := e.Support(ctx, items)
	if err != nil && d.home.ends(ctx, err) {
		return err
	}
	if title && given[len(at)].Result == digest.Fail {
		d.texts.Title = ""
	}
	for j, i := range at {
		d.lines[i].checks.Support = given[j].Result
		if given[j].Result == digest.Fail {
			d.lines[i].reason, d.lines[i].detail, d.lines[i].fault = verify.NotSupported, given[j].Missing, given[j].Fault
			if given[j].Fault == engine.Misattributed {
				d.lines[i].reason = verify.Misattributed
			}
		}
	}
	return nil
}

func (d *draft) cited(l line) engine.Cited {
	c := engine.Cited{Text: digest.Text{Lang: l.Lang, Text: l.Text}, About: engine.Texted(d.view.Documents)}
	for _, id := range slices.Concat(l.Points, d.beside(l)) {
		p := d.view.Point(id)
		c.Words = append(c.Words, d.view.Words(p, digest.Support, d.lang, 6)...)
		c.Context = append(c.Context, d.context(p)...)
		if p.When != nil && p.When.EDTF != "" {
			c.Known = append(c.Known, "when "+when.Phrase(p.When.EDTF))
		}
		if s := d.view.Said(p); s != nil {
			c.Known = append(c.Known, "said "+when.Phrase(s.EDTF))
		}
	}
	slices.Sort(c.Known)
	c.Known = slices.Compact(c.Known)
	return c
}

// context are the sentences that tell who or what a point's words speak of: those cited for it, then those that
// stand before its support.
func (d *draft) context(p digest.Point) []digest.Text {
	var out []digest.Text
	for _, w := range d.view.Words(p, digest.Context, d.lang, enoughContext) {
		out = append(out, w.Text)
	}
	for _, c := range d.view.Claims(p) {
		for _, q := range c.Citations {
			t, ok := d.before[place{cmp.Or(q.Document, c.Document), q.Start}]
			if ok && q.Role == digest.Support && len(out) < enoughContext && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// sound reports whether most of the answer could be shown, so that it is worth keeping.
func (d *draft) sound() bool { return 2*len(d.failed()) <= len(d.lines) }

// edition is the finished story. In place of a summary sentence that fails stand the texts of its points, so that
// what disputes a point is told beside it all the same.
func (d *draft) edition() composedStory {
	out := composedStory{Edition: digest.StoryEdition{
		Title: d.texts.Title, By: d.texts.By, Model: d.model, Complete: len(d.failed()) == 0, Points: map[digest.PointID]digest.PointText{},
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
		out.Edition.Title = d.fallbackTitle(out.Edition.Points)
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
		ed.Title = d.fallbackTitle(ed.Points)
	}
	return composedStory{Edition: ed}
}
