package engine

import (
	"slices"

	"polydigest/internal/digest"
)

// Shown are the points above the story's depth, in order of rank, that texts are written of.
func (v StoryView) Shown() []digest.Point {
	shown := v.Story.Points[:min(v.Depth, len(v.Story.Points))]
	if at := slices.IndexFunc(shown, func(p digest.Point) bool { return p.AddressesSoftware }); at >= 0 {
		return shown[:at] // they rank last
	}
	return shown
}

// Withheld are the points above the story's depth that speak to software: of these no text is written.
func (v StoryView) Withheld() []digest.Point {
	return v.Story.Points[len(v.Shown()):min(v.Depth, len(v.Story.Points))]
}

// Point returns the story's point with this id, or the zero point.
func (v StoryView) Point(id digest.PointID) digest.Point {
	for _, p := range v.Story.Points {
		if p.ID == id {
			return p
		}
	}
	return digest.Point{}
}

// Claims are the claims of a point, in its order.
func (v StoryView) Claims(p digest.Point) []digest.Claim {
	var out []digest.Claim
	for _, id := range p.Claims {
		for _, c := range v.Story.Claims {
			if c.ID == id {
				out = append(out, c)
			}
		}
	}
	return out
}

// NamesUsed are the names that the story's claims mention or are attributed to, each once.
func (v StoryView) NamesUsed() []digest.NameID {
	var out []digest.NameID
	add := func(id digest.NameID) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, p := range v.Shown() {
		for _, c := range v.Claims(p) {
			for _, a := range c.Attribution {
				add(a.Name)
			}
			for _, m := range c.Mentions {
				add(m.Name)
			}
			add(v.Origins[c.Origin].Name)
		}
	}
	return out
}

// OtherWordings are up to n statements of a point's claims that differ from its text.
func (v StoryView) OtherWordings(p digest.Point, n int) []string {
	var out []string
	for _, c := range v.Claims(p) {
		s := c.Statement.Text
		if s != p.Text.Text && !slices.Contains(out, s) && len(out) < n {
			out = append(out, s)
		}
	}
	return out
}

// Tellers says who reports or says a point: each outlet, source and speaker of its claims, once, as the pivot
// language writes it where that is known.
func (v StoryView) Tellers(p digest.Point) []string {
	var out []string
	for _, c := range v.Claims(p) {
		named := false
		for _, a := range c.Attribution {
			text := a.Text
			if a.Pivot != "" {
				text = a.Pivot
			}
			if r, ok := v.Names[a.Name].Rendered[p.Text.Lang]; ok {
				text = r.Text
			}
			if a.Anonymous && a.Role != "outlet" {
				text = "anonymous " + a.Role + " (" + text + ")"
			}
			named = true
			if text = a.Role + " " + text; !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
		if d := v.Documents[c.Document]; !named && d.Publisher != "" && c.Kind == digest.Report {
			if text := "outlet " + d.Publisher; !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// Said is when a point was said: the first of its claims' times that is known.
func (v StoryView) Said(p digest.Point) *digest.When {
	for _, c := range v.Claims(p) {
		if c.Said != nil && c.Said.EDTF != "" {
			return c.Said
		}
	}
	return nil
}

// Words are up to n of the quotes that play a role for a point, each once.
func (v StoryView) Words(p digest.Point, role digest.Role, n int) []digest.Text {
	var out []digest.Text
	for _, c := range v.Claims(p) {
		for _, q := range c.Citations {
			w := digest.Text{Lang: q.Language, Text: q.Quote}
			if q.Role == role && !slices.Contains(out, w) && len(out) < n {
				out = append(out, w)
			}
		}
	}
	return out
}

// Texted are the hashes of the texts of documents, sorted.
func Texted(documents map[digest.DocID]digest.Document) []string {
	out := []string{}
	for _, d := range documents {
		out = append(out, d.TextSHA256)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
