package verify

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
)

// A Report is what an audit of a stored digest looked at, and what it found wrong.
type Report struct {
	Quotes, Figures, Texts int
	Findings               []Finding
}

// A Finding is one thing that is wrong, and where.
type Finding struct{ Where, What string }

// Audit checks a stored digest again from its stored documents, with no model and no network: its form, its canonical
// hash, the hash of every document, every quote at its offsets, every figure and date, every edition against its
// points, and that coverage adds up. texts returns a document's text by its hash.
//
// It finds what was damaged, not what somebody forged who can write the store: such a one can compute hashes too.
func Audit(data []byte, texts func(sha256 string) (string, error)) Report {
	a := audit{runes: map[digest.DocID][]rune{}}
	if err := digest.CheckSchema(data); err != nil {
		a.find("digest", "%v", err)
		return a.Report
	}
	d, err := digest.Decode(data)
	if err != nil {
		a.find("digest", "%v", err)
		return a.Report
	}
	if hash, err := digest.ContentHash(data); err != nil || hash != d.Content {
		a.find("digest", "its content does not have the hash it names: something in it was changed")
	}
	if hash, err := digest.Sealed(data); err != nil || hash != d.Usage.Seal {
		a.find("digest", "it does not have the hash it was sealed with: something in it was changed")
	}
	a.index(d)
	a.documents(d, texts)
	for _, s := range d.Stories {
		a.story(s)
	}
	a.coverage(d)
	return a.Report
}

type audit struct {
	Report
	runes     map[digest.DocID][]rune
	published map[digest.DocID]digest.Document
	removed   map[digest.DocID]bool // their words were taken out
	names     *Names
}

func (a *audit) find(where, format string, args ...any) {
	a.Findings = append(a.Findings, Finding{where, fmt.Sprintf(format, args...)})
}

// documents loads every text and compares it with its hash.
func (a *audit) documents(d *digest.Digest, texts func(string) (string, error)) {
	for _, doc := range d.Documents {
		where := "document " + string(doc.ID)
		if a.removed[doc.ID] {
			continue
		}
		text, err := texts(doc.TextSHA256)
		switch {
		case err != nil:
			a.find(where, "its text is not at hand: %v", err)
			continue
		case digest.Hash([]byte(text)) != doc.TextSHA256:
			a.find(where, "its text does not have the hash %s", doc.TextSHA256)
		}
		a.runes[doc.ID] = []rune(text)
		if len(a.runes[doc.ID]) != doc.Length {
			a.find(where, "its text has %d characters, not %d", len(a.runes[doc.ID]), doc.Length)
		}
	}
}

// index looks at the digest once for what every story needs.
func (a *audit) index(d *digest.Digest) {
	a.published, a.removed = map[digest.DocID]digest.Document{}, map[digest.DocID]bool{}
	for _, doc := range d.Documents {
		a.published[doc.ID] = doc
	}
	byID := map[digest.NameID]digest.Name{}
	for _, n := range d.Names {
		byID[n.ID] = n
	}
	a.names = NewNames(byID)
	for _, s := range d.Stories {
		for _, c := range s.Claims {
			for _, q := range c.Citations {
				if q.State == digest.SourceRemoved && q.Document == "" {
					a.removed[c.Document] = true
				} else if q.State == digest.SourceRemoved {
					a.removed[q.Document] = true
				}
			}
		}
	}
}

func (a *audit) story(s digest.Story) {
	claims := map[digest.ClaimID]digest.Claim{}
	for _, c := range s.Claims {
		where := fmt.Sprintf("%s claim %s", s.ID, c.ID)
		if _, twice := claims[c.ID]; twice {
			a.find(where, "is there twice")
		}
		claims[c.ID] = c
		a.claim(where, c, a.published[c.Document])
	}
	landed := map[digest.ClaimID]bool{}
	points := map[digest.PointID]Told{}
	for _, p := range s.Points {
		t := Told{Point: p, Names: a.names, Documents: a.published}
		for _, id := range p.Claims {
			if c, ok := claims[id]; ok && !landed[id] {
				t.Claims = append(t.Claims, c)
			} else {
				a.find(fmt.Sprintf("%s/%s", s.ID, p.ID), "names claim %s, which is not there or in another point", id)
			}
			landed[id] = true
		}
		points[p.ID] = t
	}
	for id := range claims {
		if !landed[id] {
			a.find(fmt.Sprintf("%s claim %s", s.ID, id), "is in no point")
		}
	}
	for lang, e := range s.Editions {
		a.edition(fmt.Sprintf("%s edition %s", s.ID, lang), lang, e, points)
	}
}

// claim checks the quotes of a claim at their offsets, and its statement's figures and dates against them.
func (a *audit) claim(where string, c digest.Claim, doc digest.Document) {
	var support, cited []figures.Quote
	removed := false
	for _, q := range c.Citations {
		a.Quotes++
		id := c.Document
		if q.Document != "" {
			id = q.Document
		}
		if q.State == digest.SourceRemoved {
			removed = true
			continue
		}
		// A document whose text is not at hand has a finding already; its quotes still bear the statement or do not.
		if text, ok := a.runes[id]; ok && (q.Start < 0 || q.End > len(text) || q.Start >= q.End || string(text[q.Start:q.End]) != q.Quote) {
			a.find(where, "its quote is not the text of %s at %d to %d", id, q.Start, q.End)
		}
		if id != c.Document {
			continue // another rendering of the sentence: attached by code, the claim was not checked against it
		}
		fq := figures.Quote{Text: q.Quote, Lang: q.Language}
		if cited = append(cited, fq); q.Role == digest.Support {
			support = append(support, fq)
		}
	}
	if removed {
		return // what it rests on was taken out at somebody's wish
	}
	if len(support) == 0 {
		a.find(where, "has no supporting quote")
	}
	if c.By != digest.ByModel { // its statement is a sentence of its source
		if !slices.ContainsFunc(support, func(q figures.Quote) bool { return Fold(q.Text) == Fold(c.Statement.Text) }) {
			a.find(where, "is not a sentence of its source")
		}
		return
	}
	a.Figures++
	if _, reason := words(c.Statement, support, cited, doc.PublishedAt); reason != "" {
		a.find(where, "%s", reason)
	}
}

// edition checks every text of an edition against the points that it names.
func (a *audit) edition(where, lang string, e digest.StoryEdition, points map[digest.PointID]Told) {
	for i, s := range e.Summary {
		a.Texts++
		for _, id := range s.Points {
			if _, ok := points[id]; !ok {
				a.find(where, "summary sentence %d names point %s, which is not there", i+1, id)
			}
		}
		ts := told(points, e, s.Points)
		if e.By != digest.ByModel {
			if s.Text != "" && !slices.ContainsFunc(ts, func(t Told) bool { return t.holds(s.Text) }) {
				a.find(where, "summary sentence %d is neither a sentence nor a statement of its sources", i+1)
			}
			continue
		}
		t := Text{Text: s.Text, Lang: lang, Points: ts, Summary: true}
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(e.Summary) {
				t.Around = append(t.Around, told(points, e, e.Summary[j].Points)...)
			}
		}
		if _, reason, detail := Composed(t); reason != "" {
			a.find(where, "summary sentence %d: %s %s", i+1, reason, detail)
		}
	}
	for id, p := range e.Points {
		a.Texts++
		t, ok := points[id]
		if !ok {
			a.find(where, "names point %s, which is not there", id)
			continue
		}
		a.point(where, id, p, t, told(points, e, t.Point.DisputedBy), e.By)
	}
}

// point checks the text of a point; beside are those that dispute it.
func (a *audit) point(where string, id digest.PointID, p digest.PointText, t Told, beside []Told, by digest.By) {
	switch {
	case p.State == digest.Verbatim:
		a.verbatim(where, id, p, t)
	case p.State == digest.TextOK && by != digest.ByModel:
		if !t.holds(p.Text) {
			a.find(where, "text of %s is neither a sentence nor a statement of its sources", id)
		}
	case p.State == digest.TextOK:
		if _, reason, detail := Composed(Text{Text: p.Text, Lang: p.Lang, Points: []Told{t}, Beside: beside}); reason != "" {
			a.find(where, "text of %s: %s %s", id, reason, detail)
		}
	}
}

// verbatim checks that a source's own sentence is one.
func (a *audit) verbatim(where string, id digest.PointID, p digest.PointText, t Told) {
	own := slices.ContainsFunc(t.Claims, func(c digest.Claim) bool {
		return slices.ContainsFunc(c.Citations, func(q digest.Citation) bool { return Fold(q.Quote) == Fold(p.Text) })
	})
	if !own {
		a.find(where, "text of %s is not a sentence of its sources", id)
	}
}

// holds reports whether a text is a quote or the statement of one of the point's claims.
func (p Told) holds(text string) bool {
	return slices.ContainsFunc(p.Claims, func(c digest.Claim) bool {
		return Fold(c.Statement.Text) == Fold(text) ||
			slices.ContainsFunc(c.Citations, func(q digest.Citation) bool { return Fold(q.Quote) == Fold(text) })
	})
}

// told are the points of a sentence as its edition shows them.
func told(points map[digest.PointID]Told, e digest.StoryEdition, ids []digest.PointID) []Told {
	var out []Told
	for _, id := range ids {
		if t, ok := points[id]; ok {
			t.Point = Among(t.Point, func(id digest.PointID) bool { _, shown := e.Points[id]; return shown })
			out = append(out, t)
		}
	}
	return out
}

// coverage checks that the counts add up.
func (a *audit) coverage(d *digest.Digest) {
	if d.Coverage.List != "" {
		return // the list is an object of its own
	}
	used := 0
	for _, item := range d.Coverage.Items {
		switch item.State {
		case digest.Used, digest.PartlyUsed, digest.SameText:
			used++
		}
		if item.Chunks.Done > item.Chunks.Of || item.Sentences.Cited > item.Sentences.Of {
			a.find("coverage", "%s: more done than there is", item.Source)
		}
	}
	if d.Coverage.Received != len(d.Coverage.Items) || d.Coverage.Used != used {
		a.find("coverage", "lists %d sources, %d of them used, and counts %d and %d",
			len(d.Coverage.Items), used, d.Coverage.Received, d.Coverage.Used)
	}
}
