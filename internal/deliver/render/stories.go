package render

import (
	"cmp"
	"fmt"
	"slices"

	"polydigest/internal/digest"
)

// story makes the view of one story, numbering its quotes as its points name them.
func (b *builder) story(number int, s *digest.Story) *story {
	t := b.teller(s)
	ed := t.ed
	out := &story{ID: ident(s.ID), Number: number}
	t.points(out)
	t.relate(out)
	out.Title = t.title(out)
	for _, sentence := range ed.Summary {
		out.Summary = append(out.Summary, t.sentence(out, sentence))
	}
	if len(ed.Points) > 0 && !ed.Complete && ed.By != digest.ByExtractive {
		out.Note = b.w.Say("story_partial", nil)
	}
	t.timeline(out)
	return out
}

// teller makes the view of one story.
type teller struct {
	*builder
	s      *digest.Story
	ed     digest.StoryEdition
	claims map[digest.ClaimID]*digest.Claim
}

func (b *builder) teller(s *digest.Story) *teller {
	t := &teller{builder: b, s: s, ed: s.Editions[b.edition], claims: map[digest.ClaimID]*digest.Claim{}}
	for i := range s.Claims {
		t.claims[s.Claims[i].ID] = &s.Claims[i]
	}
	return t
}

// cut counts the points that the edition does not show and, if the view is to have them, makes them; their quotes
// are numbered after those of every story.
func (b *builder) cut(out *story, s *digest.Story) {
	t := b.teller(s)
	if len(t.ed.Points) == 0 {
		return
	}
	n := 0
	for _, p := range t.ranked() {
		if _, shown := t.ed.Points[p.ID]; shown {
			continue
		}
		n++
		if b.rest {
			below := t.point(out, p, digest.PointText{}, false)
			below.Rank = fmt.Sprintf("(%d)", len(out.Points)+len(out.Opinions)+n)
			t.cite(below)
			out.Rest = append(out.Rest, below)
		}
	}
	if n > 0 {
		out.More = b.w.Say("more_points", Args{"n": n})
	}
}

func (t *teller) ranked() []*digest.Point {
	ranked := make([]*digest.Point, len(t.s.Points))
	for i := range t.s.Points {
		ranked[i] = &t.s.Points[i]
	}
	slices.SortStableFunc(ranked, func(a, b *digest.Point) int { return cmp.Compare(a.Rank, b.Rank) })
	return ranked
}

// points puts the points that the edition shows in the order of their ranks, opinions apart. A story without a
// text in this language shows every point in the pivot language.
func (t *teller) points(out *story) {
	for _, p := range t.ranked() {
		text, ok := t.ed.Points[p.ID]
		if !ok && len(t.ed.Points) > 0 {
			continue
		}
		shown := t.point(out, p, text, ok)
		if p.Kind == digest.Opinion {
			out.Opinions = append(out.Opinions, shown)
		} else {
			out.Points = append(out.Points, shown)
		}
	}
	// Numbers go to the points as they stand on the page, opinions last, so that a reader finds them.
	for i, p := range slices.Concat(out.Points, out.Opinions) {
		p.Rank = fmt.Sprintf("(%d)", i+1)
		t.cite(p)
	}
}

func (t *teller) point(out *story, p *digest.Point, text digest.PointText, written bool) *point {
	shown := &point{
		ID: p.ID, Anchor: fmt.Sprintf("p-%s-%s", out.ID, ident(p.ID)), Kind: p.Kind, KindWord: t.w.Word("kind_" + string(p.Kind)),
		State: text.State, Disputed: len(p.DisputedBy) > 0, By: t.by(p), Origins: t.origin(p), Times: t.times(p),
	}
	switch {
	case !written && p.AddressesSoftware:
		shown.State = digest.QuotesOnly
		shown.Note = t.w.Say("quotes_only", Args{"reason": t.reason("addresses_software")})
	case !written:
		shown.State = digest.TextOK
		shown.Text = t.text(p.Text.Text, p.Text.Lang)
	case text.State == digest.QuotesOnly:
		shown.Note = t.w.Say("quotes_only", Args{"reason": t.reason(text.Reason)})
	case text.State == digest.Verbatim:
		shown.Text = t.words(text.Text, text.Lang)
	default:
		shown.Text = t.text(text.Text, cmp.Or(text.Lang, t.edition))
	}
	return shown
}

// cite numbers the quotes of a point.
func (t *teller) cite(shown *point) {
	p := t.stored(shown.ID)
	before := len(t.Quotes)
	for _, id := range p.Claims {
		claim := t.claims[id]
		if claim == nil {
			continue
		}
		for i := range claim.Citations {
			q := t.quote(claim, &claim.Citations[i])
			list := &shown.Cites
			if claim.Citations[i].Role != digest.Support {
				list = &shown.Around
			}
			if !slices.Contains(*list, q) {
				*list = append(*list, q)
			}
		}
	}
	for _, q := range shown.Cites {
		q.Shown = q.Shown || shown.State == digest.Verbatim && q.Text.Text == shown.Text.Text
	}
	shown.First = t.Quotes[before:len(t.Quotes):len(t.Quotes)]
}

func (t *teller) stored(id digest.PointID) *digest.Point {
	for i := range t.s.Points {
		if t.s.Points[i].ID == id {
			return &t.s.Points[i]
		}
	}
	return nil
}

// title is the edition's title, else the first text of the story.
func (t *teller) title(out *story) run {
	if t.ed.Title != "" {
		if t.ed.By == digest.ByExtractive {
			return t.verbatimTitle(t.ed.Title)
		}
		return t.text(t.ed.Title, t.edition)
	}
	for _, p := range slices.Concat(out.Points, out.Opinions) {
		if p.Text.Text != "" {
			return p.Text
		}
	}
	return t.text(out.ID, "")
}

func (t *teller) sentence(out *story, s digest.Sentence) sentence {
	lang := t.edition
	for _, id := range s.Points {
		if text := t.ed.Points[id]; text.State == digest.Verbatim {
			lang = text.Lang
		}
	}
	line := sentence{run: t.text(s.Text, lang)}
	for _, id := range s.Points {
		if p := out.find(id); p != nil {
			line.Refs = append(line.Refs, p)
			line.Cites = append(line.Cites, p.Cites...)
		}
	}
	line.Cites = onePerDocument(line.Cites)
	return line
}

// onePerDocument keeps of a summary's quotes the first of each document, in the order of their numbers; the
// points have them all.
func onePerDocument(quotes []*quote) []*quote {
	var out []*quote
	for _, q := range quotes {
		if !slices.ContainsFunc(out, func(o *quote) bool { return o == q || o.Document == q.Document }) {
			out = append(out, q)
		}
	}
	slices.SortFunc(out, func(a, b *quote) int { return cmp.Compare(a.N, b.N) })
	return out
}

// by names who says what a point says, when it is something that somebody says.
func (t *teller) by(p *digest.Point) Phrase {
	if !p.Kind.Utterance() {
		return nil
	}
	var who []Phrase
	for _, id := range p.Claims {
		claim := t.claims[id]
		if claim == nil {
			continue
		}
		speaker := t.speaker(claim)
		if speaker != nil && !slices.ContainsFunc(who, func(o Phrase) bool { return o.String() == speaker.String() }) {
			who = append(who, speaker)
		}
	}
	if len(who) == 0 {
		return nil
	}
	label := "said_by"
	if p.Kind == digest.Opinion {
		label = "opinion_of"
	}
	return t.w.Say(label, Args{"name": t.w.Join(fullest(who))})
}

// speaker is whoever says a claim: its speaker, and for an opinion without one the document's author.
func (t *teller) speaker(claim *digest.Claim) Phrase {
	doc := t.docs[claim.Document]
	for _, a := range claim.Attribution {
		switch {
		case a.Role != "speaker":
		case a.Name != "" && t.names[a.Name] != nil:
			return t.nameOf(a.Name)
		case a.Pivot != "" && sameLanguage(t.edition, t.d.Pivot):
			return t.name(a.Pivot, t.d.Pivot)
		case a.Text != "" && doc != nil:
			return t.name(a.Text, doc.Lang)
		}
	}
	if claim.Kind != digest.Opinion || doc == nil {
		return nil
	}
	for _, d := range t.d.Documents {
		if d.ID == claim.Document && len(d.Author) > 0 {
			return t.name(d.Author[0], d.Language)
		}
	}
	return t.documentName(claim.Document)
}

// nameOf is a name in the edition's language if it has been rendered in it, else as a source writes it.
func (b *builder) nameOf(id digest.NameID) Phrase {
	n := b.names[id]
	if n == nil {
		return nil
	}
	for _, lang := range []string{b.edition, b.Lang} {
		if r, ok := n.Rendered[lang]; ok && r.Text != "" {
			return b.name(r.Text, lang)
		}
	}
	if len(n.Forms) > 0 {
		return b.name(n.Forms[0].Text, n.Forms[0].Lang)
	}
	return nil
}

// timeline orders points by the time of what they tell, as the digest has them.
func (t *teller) timeline(out *story) {
	for _, id := range t.s.Timeline {
		p := t.stored(id)
		if p == nil {
			continue
		}
		m := moment{Ref: out.find(id), Text: t.text(p.Text.Text, p.Text.Lang), When: t.moment(p)}
		if m.Ref == nil || m.When == "" {
			continue
		}
		switch {
		case m.Ref.Text.Text != "":
			m.Text = m.Ref.Text
		case len(m.Ref.Cites) > 0:
			m.Text = m.Ref.Cites[0].Text
		}
		out.Timeline = append(out.Timeline, m)
	}
}
