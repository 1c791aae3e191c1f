package feed

import "strings"

// fields says what becomes of the content of an element of a feed or an item.
var fields = map[string]func(r *reader, c *capture){
	"link": (*reader).link, "guid": (*reader).guid, "id": (*reader).id,
	"feedburner:origlink": (*reader).origLink,
	"title":               title, "dc:title": weakTitle,
	"description": summary, "summary": summary, "dc:description": weakSummary, "itunes:summary": weakSummary,
	"info": weakSummary, "tagline": summary, "subtitle": summary, "abstract": summary,
	"content:encoded": content, "content": content, "fullitem": content, "xhtml:body": content, "xhtml:div": content,
	"copyright": rights, "rights": rights, "dc:rights": rights,
	"language": language, "dc:language": language,
	"pubdate": published, "published": published, "issued": published, "dcterms:issued": published,
	"updated": updated, "modified": updated, "lastbuilddate": updated, "dc:date": updated, "dcterms:modified": updated,
	"created": created, "dcterms:created": created,
	"dc:creator": author, "dc:author": author, "managingeditor": author, "itunes:author": weakAuthor,
	"webmaster": publisher, "dc:publisher": publisher,
	"source": source,
}

// personFields are the parts of an Atom author.
var personFields = map[string]func(p *Person) *string{
	"name": func(p *Person) *string { return &p.Name }, "email": func(p *Person) *string { return &p.Email },
	"uri": func(p *Person) *string { return &p.URL }, "url": func(p *Person) *string { return &p.URL },
	"homepage": func(p *Person) *string { return &p.URL },
}

func title(r *reader, c *capture) {
	if r.item != nil {
		r.item.Title = c.content()
	} else {
		r.feed.Title = c.content()
	}
}

func weakTitle(r *reader, c *capture) {
	if r.item != nil && r.item.Title.Value == "" || r.item == nil && r.feed.Title.Value == "" {
		title(r, c)
	}
}

func summary(r *reader, c *capture) {
	if r.item != nil {
		r.item.Summary = c.content()
	} else {
		r.feed.Subtitle = c.content()
	}
}

func weakSummary(r *reader, c *capture) {
	if r.item != nil && r.item.Summary.Value == "" || r.item == nil && r.feed.Subtitle.Value == "" {
		summary(r, c)
	}
}

// content keeps the longest of several: some feeds have a teaser and the article under the same name.
func content(r *reader, c *capture) {
	if t := c.content(); r.item != nil && len(t.Value) > len(r.item.Content.Value) {
		r.item.Content = t
	}
}

func rights(r *reader, c *capture) {
	if r.item == nil {
		r.feed.Rights = c.content()
	}
}

func language(r *reader, c *capture) {
	if r.item == nil {
		r.feed.Language = c.content().Plain()
	}
}

func (r *reader) dates() *Dates {
	if r.item != nil {
		return &r.item.Dates
	}
	return &r.feed.Dates
}

func published(r *reader, c *capture) { r.dates().Published = c.content().Plain() }
func updated(r *reader, c *capture)   { r.dates().Updated = c.content().Plain() }
func created(r *reader, c *capture)   { r.dates().Created = c.content().Plain() }

func author(r *reader, c *capture) { r.addAuthor(parsePerson(c.content().Plain())) }

func weakAuthor(r *reader, c *capture) {
	if r.item != nil && len(r.item.Authors) == 0 || r.item == nil && len(r.feed.Authors) == 0 {
		author(r, c)
	}
}

func publisher(r *reader, c *capture) {
	if r.item == nil {
		r.feed.Publisher = parsePerson(c.content().Plain())
	}
}

// source is RSS's: a name. Atom's has elements of its own, of which the title is one.
func source(r *reader, c *capture) {
	if r.item != nil {
		r.item.Source = c.content()
	}
}

// link is RSS's with the address as text, or Atom's with it as an attribute and perhaps another relation.
func (r *reader) link(c *capture) {
	address, isAtom := c.attrs["href"]
	rel := c.attrs["rel"]
	if !isAtom {
		address = c.text.String()
		if rel != "" {
			return // an Atom link without an address
		}
	}
	if address = resolve(c.base, address); address == "" || rel != "" && rel != "alternate" {
		return
	}
	to := &r.feed.Link
	if r.item != nil {
		to = &r.item.Link
	}
	isPage := strings.Contains(c.attrs["type"], "html") && rel != ""
	if *to == "" || !isAtom && strings.HasPrefix(address, "http") || isAtom && isPage {
		*to = address
	}
}

func (r *reader) origLink(c *capture) {
	if address := resolve(c.base, c.text.String()); r.item != nil && address != "" {
		r.item.Link = address
	}
}

// guid is the address of the article too, unless it says that it is not.
func (r *reader) guid(c *capture) {
	if r.item == nil {
		return
	}
	r.item.ID = tidy(c.text.String())
	if r.item.Link == "" && !strings.EqualFold(c.attrs["ispermalink"], "false") && strings.HasPrefix(r.item.ID, "http") {
		r.item.Link = resolve(c.base, r.item.ID)
	}
}

func (r *reader) id(c *capture) {
	if r.item != nil {
		r.item.ID = tidy(c.text.String())
	} else {
		r.feed.ID = tidy(c.text.String())
	}
}
