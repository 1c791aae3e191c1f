package engine

import (
	"cmp"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// Shown are the points that texts are written of, in order of rank: those above the story's depth, and with them some
// of those below that bear on one of them.
func (v StoryView) Shown() []digest.Point {
	above := v.above()
	if at := slices.IndexFunc(above, func(p digest.Point) bool { return p.AddressesSoftware }); at >= 0 {
		return above[:at] // they rank last
	}
	return append(slices.Clip(above), v.companions(above)...)
}

// Withheld are the points above the story's depth that speak to software: of these no text is written.
func (v StoryView) Withheld() []digest.Point {
	above := v.above()
	return above[min(len(v.Shown()), len(above)):]
}

func (v StoryView) above() []digest.Point { return v.Story.Points[:min(v.Depth, len(v.Story.Points))] }

// companions are the points below the depth that dispute or update one above it, at most one for three of those and
// those that dispute before others: a disputed or outdated point is not shown as if it stood alone.
func (v StoryView) companions(above []digest.Point) []digest.Point {
	var disputing, updating []digest.Point
	for _, p := range v.Story.Points[len(above):] {
		disputes := slices.ContainsFunc(above, func(o digest.Point) bool { return slices.Contains(o.DisputedBy, p.ID) })
		updates := slices.ContainsFunc(p.Relations, func(r digest.PointRelation) bool {
			return slices.ContainsFunc(above, func(o digest.Point) bool { return o.ID == r.Point })
		})
		switch {
		case p.AddressesSoftware:
		case disputes:
			disputing = append(disputing, p)
		case updates:
			updating = append(updating, p)
		}
	}
	out := slices.Concat(disputing, updating)
	out = out[:min(len(out), (len(above)+2)/3)]
	slices.SortStableFunc(out, func(a, b digest.Point) int { return a.Rank - b.Rank })
	return out
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

// NamesUsed are the names that the claims of the shown points mention or are told by, each once.
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
			add(v.Documents[c.Document].PublisherName)
		}
	}
	return out
}

// A Telling is how some of its claims tell a point, and who does.
type Telling struct {
	Text string
	By   []string
}

// Tellings are the different ways in which a point's claims tell it, each with those who do: first the point's own
// text, at most n.
func (v StoryView) Tellings(p digest.Point, lang string, n int) []Telling {
	out := []Telling{{Text: p.Text.Text}}
	for _, c := range v.Claims(p) {
		at := slices.IndexFunc(out, func(t Telling) bool { return t.Text == c.Statement.Text })
		if at < 0 {
			if len(out) >= n {
				continue
			}
			at = len(out)
			out = append(out, Telling{Text: c.Statement.Text})
		}
		if by := v.Teller(c, c.Document, lang); !slices.Contains(out[at].By, by) {
			out[at].By = append(out[at].By, by)
		}
	}
	return out
}

// Unsigned stands for who tells a text that names neither publisher nor source.
const Unsigned = "a text that names no publisher"

// Teller says who tells a claim as one of its documents has it: speaker, source and outlet that it is attributed to, and
// who publishes the document; as a language writes them, else the pivot language, else the document.
func (v StoryView) Teller(c digest.Claim, in digest.DocID, lang string) string {
	var parts []string
	outlet := false
	for _, a := range c.Attribution {
		name := v.name(a, lang)
		switch {
		case c.Kind == digest.Opinion && a.Anonymous && a.Role == "speaker" && v.untitled(c, a):
			name = "the unnamed author of the text \"" + a.Text + "\""
		case a.Anonymous && a.Role != "outlet":
			name = "anonymous " + a.Role + " (" + name + ")"
		default:
			name = a.Role + " " + name
		}
		outlet = outlet || a.Role == "outlet"
		parts = append(parts, name)
	}
	d := v.Documents[in]
	publisher := v.name(digest.Attribution{Name: d.PublisherName, Text: d.Publisher}, lang)
	switch {
	case publisher == "" && len(parts) == 0:
		parts = append(parts, Unsigned)
	case publisher == "" || slices.Contains(parts, "outlet "+publisher):
	case outlet:
		parts = append(parts, "as told by "+publisher)
	default:
		parts = append(parts, "outlet "+publisher)
	}
	return strings.Join(parts, ", ")
}

// untitled reports whether a stands for the author of an opinion whom the document does not name.
func (v StoryView) untitled(c digest.Claim, a digest.Attribution) bool {
	title := v.Documents[c.Document].Title
	return title != "" && strings.HasPrefix(title, strings.TrimSuffix(a.Text, "…"))
}

// name is a teller's name as a language writes it, else as the pivot language or the document does.
func (v StoryView) name(a digest.Attribution, lang string) string {
	if r := v.Names[a.Name].Rendered[lang].Text; r != "" {
		return r
	}
	if a.Text == "" && len(v.Names[a.Name].Forms) > 0 {
		return v.Names[a.Name].Forms[0].Text
	}
	return cmp.Or(a.Pivot, a.Text)
}

// Tellers says who tells a point, each once.
func (v StoryView) Tellers(p digest.Point, lang string) []string {
	var out []string
	for _, c := range v.Claims(p) {
		if by := v.Teller(c, c.Document, lang); !slices.Contains(out, by) {
			out = append(out, by)
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

// Words are up to n of the quotes that play a role for a point, each once and the first of every claim before others,
// with who tells them.
func (v StoryView) Words(p digest.Point, role digest.Role, lang string, n int) []Word {
	var out []Word
	claims := v.Claims(p)
	for turn, more := 0, true; more && len(out) < n; turn++ {
		more = false
		for _, c := range claims {
			at := 0
			for _, q := range c.Citations {
				if q.Role != role {
					continue
				}
				w := Word{Text: digest.Text{Lang: q.Language, Text: q.Quote}, By: v.Teller(c, cmp.Or(q.Document, c.Document), lang)}
				if at == turn && len(out) < n && !slices.Contains(out, w) {
					out = append(out, w)
				}
				more = more || at > turn
				at++
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
