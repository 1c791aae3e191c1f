package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/figures"
	"polydigest/internal/injection"
	"polydigest/internal/lineage"
	"polydigest/internal/names"
	"polydigest/internal/verify"
)

// SettleIn names a run whose stories were merged.
type SettleIn struct {
	Run digest.RunID `json:"run"`
}

// SettleOut counts what is to be composed: each story in each language. They are listed, by the rank of the story, a
// [ComposeIn] a line, under the key List.
type SettleOut struct {
	Editions int    `json:"editions"`
	List     string `json:"list"`
}

// settled is what holds for the whole digest. The stories themselves are under settled/<story>.json.
type settled struct {
	Stories []digest.StoryID `json:"stories"`
	Names   []digest.Name    `json:"names"`
	Origins []digest.Origin  `json:"origins"`
	// Publishers are those of documents that have a name in the table.
	Publishers map[digest.DocID]digest.NameID `json:"publishers"`
}

// published puts the name of its publisher to a document.
func (s settled) published(d digest.Document) digest.Document {
	d.PublisherName = s.Publishers[d.ID]
	return d
}

// Settle gives the digest one table of names and one of origins, counts the independent origins of every point, and
// ties stories and points to those of the previous digest of the same name.
func (h *Home) Settle(ctx context.Context, in SettleIn) (SettleOut, error) {
	m, err := h.manifest(ctx, in.Run)
	if err != nil {
		return SettleOut{}, err
	}
	at := key(in.Run, "settled.json")
	s, done, err := load[settled](ctx, h.Store, at)
	if err != nil {
		return SettleOut{}, err
	}
	if !done {
		if s, err = h.settle(ctx, in.Run, m); err != nil {
			return SettleOut{}, err
		}
		if _, err := List(ctx, h.Store, in.Run, "editions", editions(in.Run, s, m)); err != nil {
			return SettleOut{}, err
		}
		if err := h.foreseeEditions(ctx, in.Run, m, s.Stories); err != nil {
			return SettleOut{}, err
		}
		if err := save(ctx, h.Store, at, s); err != nil {
			return SettleOut{}, err
		}
	}
	return SettleOut{Editions: len(s.Stories) * len(m.Request.Languages), List: listKey(in.Run, "editions")}, nil
}

// editions are what is to be composed.
func editions(run digest.RunID, s settled, m manifest) []ComposeIn {
	var out []ComposeIn
	for _, story := range s.Stories {
		for _, lang := range m.Request.Languages {
			out = append(out, ComposeIn{Run: run, Story: story, Lang: lang})
		}
	}
	return out
}

func (h *Home) settle(ctx context.Context, run digest.RunID, m manifest) (settled, error) {
	stories, err := h.merged(ctx, run)
	if err != nil {
		return settled{}, err
	}
	wires, err := h.wires(ctx, m)
	if err != nil {
		return settled{}, err
	}
	forms := formsOf(stories, m, wires)
	table, err := h.names(ctx, forms, m.Request)
	if err != nil {
		return settled{}, err
	}
	book := bookOf(table)
	var claims []*digest.Claim
	for i := range stories {
		for j := range stories[i].Claims {
			book.name(&stories[i].Claims[j])
			claims = append(claims, &stories[i].Claims[j])
		}
	}
	slices.SortStableFunc(stories, func(a, b digest.Story) int { return cmp.Compare(onlyForSoftware(a), onlyForSoftware(b)) })
	carriers := carriers(m, book, wires)
	tally := lineage.Trace(claims, carriers, book.names)
	s := settled{Names: table, Origins: tally.Origins, Publishers: map[digest.DocID]digest.NameID{}}
	for id, c := range carriers {
		if c.Publisher != "" {
			s.Publishers[id] = c.Publisher
		}
	}
	previous, err := h.previous(ctx, m.Request.Name)
	if err != nil {
		return s, err
	}
	before := lineupOf(previous)
	for i := range stories {
		st := &stories[i]
		for j := range st.Points {
			tally.Count(&st.Points[j], claimsOf(st.Claims, st.Points[j]))
		}
		st.Timeline = timeline(st.Points)
		before.identify(st, m)
		if err := save(ctx, h.Store, key(run, "settled/%s.json", st.ID), st); err != nil {
			return s, err
		}
		s.Stories = append(s.Stories, st.ID)
	}
	return s, nil
}

// onlyForSoftware is 1 for a story that says nothing to readers, which comes behind all others; else 0.
func onlyForSoftware(s digest.Story) int {
	if slices.ContainsFunc(s.Points, func(p digest.Point) bool { return !p.AddressesSoftware }) {
		return 0
	}
	return 1
}

// merged loads every story as the merge step left it.
func (h *Home) merged(ctx context.Context, run digest.RunID) ([]digest.Story, error) {
	list, err := need[[]storyClaims](ctx, h.Store, key(run, "stories.json"))
	if err != nil {
		return nil, err
	}
	var out []digest.Story
	for _, s := range list {
		r, err := need[merged](ctx, h.Store, key(run, "merged/%s.json", s.ID))
		if err != nil {
			return nil, err
		}
		out = append(out, digest.Story{ID: s.ID, Documents: s.Documents, Claims: r.Claims, Points: r.Points})
	}
	return out, nil
}

// wires are the agencies that whole documents are credited to, as those write them.
func (h *Home) wires(ctx context.Context, m manifest) (map[digest.DocID]string, error) {
	out := map[digest.DocID]string{}
	for _, d := range m.Documents {
		doc, err := h.reading(ctx, d.Fetched)
		if err != nil {
			return nil, err
		}
		if wire, ok := lineage.Wire(doc); ok {
			out[d.ID] = wire
		}
	}
	return out, nil
}

// formsOf lists each written name once a language: publishers, agencies, those who speak, report and tell, and all
// that the claims mention.
func formsOf(stories []digest.Story, m manifest, wires map[digest.DocID]string) []engine.Form {
	var out []engine.Form
	seen := map[string]int{}
	for _, s := range stories {
		for _, c := range s.Claims {
			d := m.document(c.Document)
			for _, f := range namesIn(c, d.Publisher, wires[d.ID]) {
				f.Lang, f.Document, f.TextSHA256 = d.Language, d.ID, d.TextSHA256
				if f.Text == "" || injection.Addresses(f.Text, f.Lang) {
					continue
				}
				id := verify.Fold(f.Text) + " " + f.Lang
				i, ok := seen[id]
				if !ok {
					seen[id] = len(out)
					out = append(out, f)
				} else if out[i].Kind == "" {
					out[i].Kind = f.Kind
				}
			}
		}
	}
	return out
}

// namesIn are the names of a claim, and of who published its document.
func namesIn(c digest.Claim, publishers ...string) (names []engine.Form) {
	for _, p := range publishers {
		names = append(names, engine.Form{Text: p, Kind: "outlet"})
	}
	for _, a := range c.Attribution {
		switch {
		case a.Role == "outlet" && proper(a.Text):
			names = append(names, engine.Form{Text: a.Text, Pivot: a.Pivot, Kind: "outlet"})
		case a.Role != "outlet" && !a.Anonymous:
			names = append(names, engine.Form{Text: a.Text, Pivot: a.Pivot})
		}
	}
	for _, mention := range c.Mentions {
		if proper(mention.Text) {
			names = append(names, engine.Form{Text: mention.Text})
		}
	}
	return names
}

// proper reports whether words can be a name: in a script with capitals, one of their letters is one. "Local press" may
// be, "imprensa local" is not.
func proper(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
	})
}

// names asks the engine for the table of names. A user's glossary wins; a rendering that cannot be the name it stands
// for is taken out.
func (h *Home) names(ctx context.Context, forms []engine.Form, r digest.Request) ([]digest.Name, error) {
	languages := r.Languages
	if !slices.Contains(languages, r.Pivot) {
		languages = append(slices.Clone(languages), r.Pivot)
	}
	table, err := h.Engine.Names(ctx, forms, languages)
	if err != nil {
		if h.ends(ctx, err) || h.Fallback == nil {
			return nil, err
		}
		if table, err = h.Fallback.Names(ctx, forms, languages); err != nil {
			return nil, err
		}
	}
	publishers := map[digest.NameForm]bool{}
	for _, f := range forms {
		if f.Kind == "outlet" {
			publishers[engine.NameForm(f)] = true
		}
	}
	for i := range table {
		table[i].ID = digest.NameID(fmt.Sprintf("n%d", i+1))
		for lang, rendered := range table[i].Rendered {
			switch basis, ok := rendering(table[i], lang, rendered.Text, publishers); {
			case !ok:
				delete(table[i].Rendered, lang)
			default:
				rendered.Basis = basis
				table[i].Rendered[lang] = rendered
			}
		}
		applyGlossary(&table[i], r.Glossary)
	}
	return table, nil
}

// rendering reports whether text can render a name in a language, and on what it rests: a form that a document in
// that language has, or the engine's word. A person or place that no form can have been rendered as is a swap. What
// publishes a document, in letters that the reader reads, is called as it calls itself in its language, and in others if
// it says more than names do: what else a feed's title, which a stranger wrote, is made to mean no code can tell.
func rendering(n digest.Name, lang, text string, publishers map[digest.NameForm]bool) (basis string, ok bool) {
	if verify.Surface(digest.Text{Text: text}, 120) != "" {
		return "", false
	}
	first, _ := utf8.DecodeRuneInString(text)
	swapped := (n.Kind == "person" || n.Kind == "place") && !unicode.IsLower(first) // "the captain" is no name
	if says(n, text, lang) {
		return "", false
	}
	renamed := false
	for _, f := range n.Forms {
		if f.Lang == lang && verify.Fold(f.Text) == verify.Fold(text) {
			return "source", true
		}
		itself := f.Lang == lang || len(strings.Fields(f.Text)) > nameWords
		renamed = renamed || itself && publishers[f] && latin(f.Text) == latin(text)
		swapped = swapped && names.Rendering(f.Text, f.Lang, text, lang) == digest.Fail
	}
	return "model", !swapped && !renamed
}

// nameWords is how many words a publisher's name seldom has more of.
const nameWords = 5

// latin reports whether a name is written in Latin letters.
func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// says reports whether a rendering says more than a name: it is far longer than what it renders, ends like a
// sentence, has figures of its own, or speaks to software.
func says(n digest.Name, text, lang string) bool {
	var forms []figures.Quote
	const marks = ".!?。！？…"
	words, stops := 0, false
	for _, f := range n.Forms {
		forms = append(forms, figures.Quote{Text: f.Text, Lang: f.Lang})
		words = max(words, len(strings.Fields(f.Text)), utf8.RuneCountInString(f.Text)/8)
		if strings.ContainsFunc(f.Text, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hangul, unicode.Thai) }) {
			words = max(words, utf8.RuneCountInString(f.Text)/2) // two characters make a word
		}
		stops = stops || text[len(strings.TrimRight(text, marks)):] == f.Text[len(strings.TrimRight(f.Text, marks)):]
	}
	most := 2*words + 3
	if n.Kind == digest.RoleName { // which one language tells in a word, another in a phrase
		most = 3*words + 5
	}
	parts := strings.Fields(text)
	last := parts[len(parts)-1]
	ends := !stops && strings.TrimRight(last, marks) != last && utf8.RuneCountInString(last) > 5 && strings.Count(last, ".") < 2 // the rest are abbreviations
	return ends || len(parts) > most || injection.Addresses(text, lang) ||
		!figures.Check(figures.Statement{Text: text, Lang: lang}, forms, "").Pass
}

func applyGlossary(n *digest.Name, terms []digest.Term) {
	for _, t := range terms {
		known := slices.ContainsFunc(n.Forms, func(f digest.NameForm) bool {
			return slices.ContainsFunc(t.Forms, func(s string) bool { return verify.Fold(s) == verify.Fold(f.Text) })
		})
		if !known {
			continue
		}
		if t.Kind != "" {
			n.Kind = t.Kind
		}
		for lang, text := range t.Rendered {
			n.Rendered[lang] = digest.Rendered{Text: text, Basis: "glossary"}
		}
	}
}

// A nameBook finds a name by any of its forms.
type nameBook struct {
	names map[digest.NameID]digest.Name
	ids   map[string]digest.NameID
}

func bookOf(table []digest.Name) nameBook {
	b := nameBook{names: map[digest.NameID]digest.Name{}, ids: map[string]digest.NameID{}}
	for _, n := range table {
		b.names[n.ID] = n
		for _, f := range n.Forms {
			if _, taken := b.ids[verify.Fold(f.Text)]; !taken {
				b.ids[verify.Fold(f.Text)] = n.ID
			}
		}
	}
	return b
}

func (b nameBook) find(text string) digest.NameID { return b.ids[verify.Fold(text)] }

// publisher is the name of whoever publishes a document: the one that it names, else the one outlet that its site is
// called like; "" when there is none.
func (b nameBook) publisher(d digest.Document) digest.NameID {
	if d.Publisher != "" {
		return b.find(d.Publisher)
	}
	var found digest.NameID
	for id, n := range b.names {
		if n.Kind != "outlet" || !isSite(cmp.Or(d.FinalURL, d.URL), n) {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

// isSite reports whether a site is called like any form of a name.
func isSite(address string, n digest.Name) bool {
	for _, r := range n.Rendered {
		if lineage.IsSite(address, r.Text) {
			return true
		}
	}
	return slices.ContainsFunc(n.Forms, func(f digest.NameForm) bool { return lineage.IsSite(address, f.Text) })
}

// name puts ids to the names of a claim.
func (b nameBook) name(c *digest.Claim) {
	for i, a := range c.Attribution {
		if !a.Anonymous || a.Role == "outlet" {
			c.Attribution[i].Name = b.find(a.Text)
		}
	}
	for i, m := range c.Mentions {
		c.Mentions[i].Name = b.find(m.Text)
	}
}

// carriers is what counting origins needs of each document. A credit that one rendering of a text has holds for all.
func carriers(m manifest, book nameBook, wires map[digest.DocID]string) map[digest.DocID]lineage.Carrier {
	out := map[digest.DocID]lineage.Carrier{}
	wire := map[digest.DocID]digest.NameID{}
	for _, d := range m.Documents {
		c := lineage.Carrier{Text: d.ID, Publisher: book.publisher(d.Document)}
		if d.Of != "" && d.Relation != nil {
			c.Text, c.Relation = digest.DocID(d.Of), d.Relation.Type
		}
		if name := book.find(wires[d.ID]); name != "" {
			wire[c.Text] = name
		}
		out[d.ID] = c
	}
	for id, c := range out {
		c.Wire = wire[c.Text]
		out[id] = c
	}
	return out
}

func claimsOf(claims []digest.Claim, p digest.Point) []digest.Claim {
	var out []digest.Claim
	for _, id := range p.Claims {
		for _, c := range claims {
			if c.ID == id {
				out = append(out, c)
			}
		}
	}
	return out
}
