package digest

import (
	"cmp"
	"slices"
)

// Unquote takes the words of documents out of a digest: quotes, and texts that are a document's own sentences. Hashes
// and offsets stay, so that a reader sees that something was cited and where; so does what was said of it in other
// words. It reports whether there was anything to take.
func (d *Digest) Unquote(gone func(Document) bool) bool {
	removed := d.removed(gone)
	if len(removed) == 0 {
		return false
	}
	for i := range d.Stories {
		s := &d.Stories[i]
		s.unquote(removed)
		s.silence(func(p Point) bool {
			return removed[s.claim(p.Claims[0]).Document] && s.claim(p.Claims[0]).By == ByExtractive
		},
			func(e StoryEdition, id PointID) bool { return e.Points[id].State == Verbatim })
	}
	d.silenceLead()
	return true
}

// Forget takes out of a digest all that it has from documents: their words, titles and authors, what was read in them
// (statements, names, figures, times), and every text that tells any of that. A point that other documents state too
// falls back to their quotes. What stays says that there was a document, and where it was cited: its address,
// publisher, language, date and hashes, offsets, the number of origins. It returns the keys of the points that told of
// the documents, and whether there were any such documents.
func (d *Digest) Forget(gone func(Document) bool) (points []string, found bool) {
	removed := d.removed(gone)
	if len(removed) == 0 {
		return nil, false
	}
	for i := range d.Documents {
		if doc := &d.Documents[i]; removed[doc.ID] {
			doc.Title, doc.Author = "", []string{}
			if !slices.Contains(doc.Labels, SourceRemoved) {
				doc.Labels = append(doc.Labels, SourceRemoved)
			}
		}
	}
	for i := range d.Stories {
		s := &d.Stories[i]
		s.unquote(removed)
		s.unread(removed)
		told := func(p Point) bool {
			return slices.ContainsFunc(p.Claims, func(c ClaimID) bool { return removed[s.claim(c).Document] })
		}
		for j := range s.Points {
			if p := &s.Points[j]; told(*p) {
				points = append(points, p.Key)
				s.restate(p, removed)
			}
		}
		s.silence(told, func(StoryEdition, PointID) bool { return true })
		if slices.ContainsFunc(s.Points, told) {
			d.retitle(s, removed)
		}
	}
	d.forgetNames(removed)
	d.silenceLead()
	d.ForgetChanges(points)
	return points, true
}

// ForgetChanges takes out what a digest says has changed about points with these keys. It reports whether there was
// anything to take.
func (d *Digest) ForgetChanges(points []string) bool {
	if d.Changes == nil {
		return false
	}
	any := false
	for i := range d.Changes.Items {
		c := &d.Changes.Items[i]
		if slices.Contains(points, c.Key) && len(c.Before)+len(c.After) > 0 {
			c.Before, c.After, any = nil, nil, true
		}
	}
	return any
}

func (d *Digest) removed(gone func(Document) bool) map[DocID]bool {
	out := map[DocID]bool{}
	for _, doc := range d.Documents {
		if gone(doc) {
			out[doc.ID] = true
		}
	}
	return out
}

// claim is the story's claim with this id, or the zero one.
func (s *Story) claim(id ClaimID) Claim {
	for _, c := range s.Claims {
		if c.ID == id {
			return c
		}
	}
	return Claim{}
}

// unquote takes out the words that are cited from the documents and the statements that are nothing else.
func (s *Story) unquote(removed map[DocID]bool) {
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.By == ByExtractive && removed[c.Document] {
			c.Statement.Text = ""
		}
		for j := range c.Citations {
			if q := &c.Citations[j]; removed[cmp.Or(q.Document, c.Document)] {
				q.Quote, q.Prefix, q.Suffix, q.Link, q.State = "", "", "", "", SourceRemoved
			}
		}
	}
	for i := range s.Points {
		if c := s.claim(s.Points[i].Claims[0]); c.By == ByExtractive && removed[c.Document] {
			s.Points[i].Text.Text = ""
		}
	}
}

// unread takes out what was read in the documents.
func (s *Story) unread(removed map[DocID]bool) {
	for i := range s.Claims {
		c := &s.Claims[i]
		if !removed[c.Document] {
			c.Figures = slices.DeleteFunc(c.Figures, func(f Figure) bool {
				return f.Citation >= 0 && f.Citation < len(c.Citations) && c.Citations[f.Citation].State == SourceRemoved
			})
			continue
		}
		c.Statement.Text, c.When, c.Said = "", nil, nil
		c.Attribution, c.Mentions, c.Figures = []Attribution{}, []Mention{}, []Figure{}
	}
}

// restate has a point say what the first document says that remains, and when it happened only if one of them does.
func (s *Story) restate(p *Point, removed map[DocID]bool) {
	text, dated := Text{Lang: p.Text.Lang}, false
	for _, id := range p.Claims {
		c := s.claim(id)
		if removed[c.Document] {
			continue
		}
		if text.Text == "" {
			text = c.Statement
		}
		dated = dated || p.When != nil && c.When != nil && c.When.EDTF == p.When.EDTF
	}
	if p.Text = text; !dated {
		p.When = nil
	}
}

// silence reduces the texts of points to their quotes and takes out the sentences of summaries that tell them, where
// an edition's text is one to be silenced.
func (s *Story) silence(told func(Point) bool, which func(StoryEdition, PointID) bool) {
	tells := map[PointID]bool{}
	for _, p := range s.Points {
		tells[p.ID] = told(p)
	}
	for lang, e := range s.Editions {
		e.Summary = slices.DeleteFunc(e.Summary, func(line Sentence) bool {
			return slices.ContainsFunc(line.Points, func(id PointID) bool { return tells[id] && which(e, id) })
		})
		for id, t := range e.Points {
			if tells[id] && which(e, id) {
				e.Points[id] = PointText{Lang: t.Lang, State: QuotesOnly, Reason: SourceRemoved}
			}
		}
		s.Editions[lang] = e
	}
}

// retitle gives a story the title of a document that remains, in the edition's language if there is one.
func (d *Digest) retitle(s *Story, removed map[DocID]bool) {
	for lang, e := range s.Editions {
		e.Title = ""
		for _, doc := range d.Documents {
			if removed[doc.ID] || doc.Title == "" || !slices.Contains(s.Documents, doc.ID) {
				continue
			}
			if e.Title == "" || doc.Language == lang {
				e.Title = doc.Title
			}
			if doc.Language == lang {
				break
			}
		}
		s.Editions[lang] = e
	}
}

// silenceLead takes out of the whole digest's editions the sentences whose points have lost their text, and gives them
// their first story's title.
func (d *Digest) silenceLead() {
	lost := map[string]map[string]bool{} // by language, then "s1/p1"
	for _, s := range d.Stories {
		for lang, e := range s.Editions {
			if lost[lang] == nil {
				lost[lang] = map[string]bool{}
			}
			for id, t := range e.Points {
				lost[lang][string(s.ID)+"/"+string(id)] = t.Reason == SourceRemoved
			}
		}
	}
	for lang, e := range d.Editions {
		e.Lead = slices.DeleteFunc(e.Lead, func(l LeadSentence) bool {
			return slices.ContainsFunc(l.Points, func(p string) bool { return lost[lang][p] })
		})
		if len(d.Stories) > 0 {
			e.Title = d.Stories[0].Editions[lang].Title
		}
		d.Editions[lang] = e
	}
}

// forgetNames takes out the forms of names that only the documents have, and the renderings that are one of them. Who
// published a document stays.
func (d *Digest) forgetNames(removed map[DocID]bool) {
	kept := map[string]bool{}
	for _, doc := range d.Documents {
		kept[doc.Publisher] = true
	}
	for _, s := range d.Stories {
		for _, c := range s.Claims { // those of the documents have lost their names already
			for _, a := range c.Attribution {
				kept[a.Text] = true
			}
			for _, m := range c.Mentions {
				kept[m.Text] = true
			}
		}
	}
	for i := range d.Names {
		n := &d.Names[i]
		lost := map[string]bool{}
		n.Forms = slices.DeleteFunc(n.Forms, func(f NameForm) bool {
			lost[f.Text] = removed[f.Document] && !kept[f.Text]
			return lost[f.Text]
		})
		for lang, r := range n.Rendered {
			if len(n.Forms) == 0 || lost[r.Text] {
				delete(n.Rendered, lang)
			}
		}
	}
}
