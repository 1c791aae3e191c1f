package render

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// documents makes the documents of the view, without what depends on the quotes.
func (b *builder) documents(texts Texts) {
	b.files = map[digest.DocID]string{}
	for _, item := range b.d.Coverage.Items {
		if file := path.Base(item.Source); item.Document != "" && len(file) > 1 { // not "-"
			b.files[item.Document] = file
		}
	}
	for i := range b.d.Documents {
		d := &b.d.Documents[i]
		doc := &document{
			ID: ident(d.ID), Anchor: "d-" + ident(d.ID), Lang: tag(d.Language),
			Title:     b.text(cmp.Or(d.Title, d.Publisher, host(d.URL), b.files[d.ID], ident(d.ID)), d.Language),
			Publisher: b.publisher(d),
			URL:       webURL(cmp.Or(webURL(d.FinalURL), d.URL)),
		}
		if texts != nil {
			// A text that cannot be had is said to be missing; the quotes, which the digest holds, stand.
			if text, err := texts(d.TextSHA256); err == nil {
				doc.Text = text
			}
		}
		doc.Dir = direction(d.Language, doc.Text)
		b.docs[d.ID] = doc
		b.Documents = append(b.Documents, doc)
	}
	for i := range b.d.Documents {
		d := &b.d.Documents[i]
		doc := b.Documents[i]
		doc.Line = b.documentLine(d)
		if r := d.Relation; r != nil && len(r.With) > 0 {
			doc.Relations = append(doc.Relations, b.w.Say(relationWords[r.Type], Args{"documents": b.documentNames(r.With)}))
		}
	}
}

// publisher is who publishes a document, as the edition's language writes it if that is known; else what may stand for
// it: its site, its title, the name of its file, its id.
func (b *builder) publisher(d *digest.Document) run {
	if name := b.nameOf(d.PublisherName); name != nil {
		return run{Text: name[0].Text, Lang: name[0].Lang, Dir: direction(name[0].Lang, name[0].Text)}
	}
	return b.text(cmp.Or(d.Publisher, host(d.FinalURL), host(d.URL), d.Title, b.files[d.ID], ident(d.ID)), d.Language)
}

// relationWords are the labels for ties between documents.
var relationWords = map[digest.RelationType]string{
	digest.RelSameText: "rel_same_text", digest.RelTranslation: "rel_translation_of", digest.RelCopy: "rel_copy",
	digest.RelExcerpt: "rel_excerpt", digest.RelQuotes: "rel_quotes",
}

func (b *builder) documentLine(d *digest.Document) Phrase {
	var parts []Phrase
	if d.Publisher != "" || d.PublisherName != "" {
		name := b.publisher(d)
		parts = append(parts, b.name(name.Text, name.Lang))
	}
	for _, author := range d.Author {
		parts = append(parts, b.name(author, d.Language))
	}
	date := b.w.Word("undated")
	if d.PublishedAt != "" && d.DateBasis != digest.DateNone {
		date = b.w.Date(d.PublishedAt)
	}
	parts = append(parts, Phrase{{Text: date}})
	if d.Language != "" && d.Language != "und" {
		parts = append(parts, Phrase{{Text: b.w.Language(d.Language)}})
	}
	for _, label := range d.Labels {
		if label != digest.SourceRemoved {
			parts = append(parts, b.name(label, ""))
		}
	}
	return b.w.Join(parts)
}

// shortName is how much of a document's name, in characters, stands beside its id: a page without a publisher goes
// by its title, which may be a sentence.
const shortName = 32

// documentName names a document by its publisher and its id, and refers to it.
func (b *builder) documentName(id digest.DocID) Phrase {
	doc := b.docs[id]
	if doc == nil {
		return Phrase{{Text: ident(id), Name: true}}
	}
	return Phrase{
		{Text: doc.ID, Ref: doc.Anchor},
		{Text: " "}, {Text: cut(doc.Publisher.Text, shortName), Lang: doc.Publisher.Lang, Name: true},
	}
}

func (b *builder) documentNames(ids []digest.DocID) Phrase {
	list := make([]Phrase, len(ids))
	for i, id := range ids {
		list[i] = b.documentName(id)
	}
	return b.w.Join(list)
}

// finishDocuments says of each document what is cited of it, once all quotes are known.
func (b *builder) finishDocuments() {
	items := map[digest.DocID]digest.Item{}
	for _, item := range b.d.Coverage.Items {
		if item.Document != "" {
			items[item.Document] = item
		}
	}
	for _, q := range b.Quotes {
		if q.Document != nil {
			q.Document.Covered = true
			q.Document.Quotes = append(q.Document.Quotes, q)
		}
	}
	for i, doc := range b.Documents {
		if n := items[b.d.Documents[i].ID].Sentences; n.Of > 0 {
			doc.Cited = b.w.Say("cited", Args{"n": n.Of, "cited": n.Cited})
		}
		switch {
		case doc.Text != "":
		case slices.Contains(b.d.Documents[i].Labels, digest.SourceRemoved),
			slices.ContainsFunc(doc.Quotes, func(q *quote) bool { return q.Removed }):
			doc.Gone = b.w.Say("removed", nil)
		default:
			doc.Gone = b.w.Say("text_missing", nil)
		}
	}
}

// quote is the numbered quote of a citation, made when it is first met.
func (b *builder) quote(claim *digest.Claim, c *digest.Citation) *quote {
	id := cmp.Or(c.Document, claim.Document)
	k := key(id, c.Start, c.End)
	if q := b.places[k]; q != nil {
		return q
	}
	q := &quote{
		N: len(b.Quotes) + 1, Text: b.words(c.Quote, c.Language), Role: c.Role,
		Document: b.docs[id], Start: c.Start, End: c.End,
	}
	q.Anchor = fmt.Sprintf("q%d", q.N)
	if c.State == digest.SourceRemoved {
		q.Text, q.Removed = run{b.w.Word("removed"), b.Lang, b.Dir}, true
	}
	switch c.Role {
	case digest.Context:
		q.RoleWord = b.w.Word("context")
	case digest.Credit:
		q.RoleWord = b.w.Word("credit")
	}
	q.Where = b.where(id, c)
	if q.Document != nil {
		q.Link = placeLink(q.Document.URL, c.Link)
	}
	b.places[k] = q
	b.Quotes = append(b.Quotes, q)
	return q
}

// where says of a quote whose it is, of when, in what language, and at which characters.
func (b *builder) where(id digest.DocID, c *digest.Citation) Phrase {
	w := b.w
	parts := []Phrase{b.documentName(id)}
	date := w.Word("undated")
	for _, d := range b.d.Documents {
		if d.ID == id && d.PublishedAt != "" && d.DateBasis != digest.DateNone {
			date = w.Date(d.PublishedAt)
		}
	}
	parts = append(parts, Phrase{{Text: date}})
	if c.Language != "" && c.Language != "und" {
		parts = append(parts, Phrase{{Text: w.Language(c.Language)}})
	}
	if c.Page > 0 {
		parts = append(parts, w.Say("page", Args{"page": c.Page}))
	}
	// Offsets are for tools as much as for readers: always the digits that the JSON has.
	parts = append(parts, w.Say("offsets", Args{"from": fmt.Sprint(c.Start), "to": fmt.Sprint(c.End)}))
	return w.Join(parts)
}

// webURL is s if it is an absolute http or https address without credentials, else "".
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return escapeURL(u.String())
}

// escapeURL escapes what must not stand bare in an attribute, a line or a Markdown link, which a query may hold.
func escapeURL(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"'<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// placeLink is the address of a place in a page: link, if it is that page's address and a fragment, else the page.
func placeLink(page, link string) string {
	if page == "" {
		return ""
	}
	base, fragment, found := strings.Cut(link, "#")
	if found && webURL(base) == page && webURL(link) != "" && strings.HasPrefix(fragment, ":~:text=") {
		return webURL(link)
	}
	return page
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
