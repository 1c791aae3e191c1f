package digest

// Forget takes the words of documents out of a digest: quotes, and texts that are a document's own sentences. Hashes
// and offsets stay, so that a reader sees that something was cited and where. It reports whether anything changed.
func (d *Digest) Forget(gone func(Document) bool) bool {
	removed := map[DocID]bool{}
	for _, doc := range d.Documents {
		if gone(doc) {
			removed[doc.ID] = true
		}
	}
	if len(removed) == 0 {
		return false
	}
	for i := range d.Stories {
		d.Stories[i].forget(removed)
	}
	for lang, e := range d.Editions {
		for i := range e.Lead {
			if d.lost(e.Lead[i].Points) {
				e.Lead[i].Text = ""
			}
		}
		d.Editions[lang] = e
	}
	return true
}

func (s *Story) forget(removed map[DocID]bool) {
	own := map[ClaimID]bool{} // claims that are a removed document's own sentences
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.By == ByExtractive && removed[c.Document] {
			own[c.ID] = true
			c.Statement.Text = ""
		}
		for j := range c.Citations {
			q := &c.Citations[j]
			if id := q.Document; removed[id] || id == "" && removed[c.Document] {
				q.Quote, q.Prefix, q.Suffix, q.Link, q.State = "", "", "", "", SourceRemoved
			}
		}
	}
	for i := range s.Points {
		if p := &s.Points[i]; own[p.Claims[0]] {
			p.Text.Text = ""
		}
	}
	for lang, e := range s.Editions {
		for _, p := range s.Points {
			if t, ok := e.Points[p.ID]; ok && t.State == Verbatim && own[p.Claims[0]] {
				e.Points[p.ID] = PointText{Lang: t.Lang, State: QuotesOnly, Reason: SourceRemoved}
			}
		}
		for i := range e.Summary {
			if e.By == ByExtractive && s.silent(e, e.Summary[i].Points) {
				e.Summary[i].Text = ""
			}
		}
		s.Editions[lang] = e
	}
}

// silent reports whether none of the points has a text left.
func (s *Story) silent(e StoryEdition, ids []PointID) bool {
	for _, id := range ids {
		if e.Points[id].Text != "" {
			return false
		}
	}
	return true
}

// lost reports whether a sentence of the lead told a verbatim point whose words are gone.
func (d *Digest) lost(points []string) bool {
	for _, s := range d.Stories {
		for _, e := range s.Editions {
			for _, p := range points {
				for id, t := range e.Points {
					if p == string(s.ID)+"/"+string(id) && t.Reason == SourceRemoved {
						return true
					}
				}
			}
		}
	}
	return false
}
