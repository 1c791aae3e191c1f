package feed

import (
	"encoding/base64"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxDepth is how deep elements may lie in each other; deeper ones are passed over.
const maxDepth = 64

// A reader walks over a feed's tokens.
type reader struct {
	z        *html.Tokenizer
	feed     *Feed
	item     *Item // nil outside items
	prefixes map[string]string
	stack    []element
	skipped  int // elements open below maxDepth
	capture  *capture
	person   *Person // the author under way
}

// An element is open.
type element struct {
	name string // with the prefix that its namespace has by custom, in lower case
	tag  string // as written, in lower case
	ns   string // the default namespace in it
	lang string
	base *url.URL
	text strings.Builder // directly in it; kept for authors only
}

// A capture collects what is in an element whose content is wanted.
type capture struct {
	element
	attrs  map[string]string
	nested int // elements of the same name open in it
	markup bool
	text   strings.Builder // unescaped
	inner  strings.Builder // as markup
}

// spaces are the prefixes that namespaces have by custom. "" is Atom and RSS themselves.
var spaces = map[string]string{
	"http://www.w3.org/2005/atom":                 "",
	"http://purl.org/atom/ns#":                    "",
	"http://purl.org/rss/1.0/":                    "",
	"http://my.netscape.com/rdf/simple/0.9/":      "",
	"http://backend.userland.com/rss2":            "",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
	"http://purl.org/dc/elements/1.1/":            "dc",
	"http://purl.org/dc/elements/1.0/":            "dc",
	"http://purl.org/dc/terms/":                   "dcterms",
	"http://purl.org/rss/1.0/modules/content/":    "content",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":  "itunes",
	"http://www.w3.org/1999/xhtml":                "xhtml",
}

// parseXML reads RSS, RDF and Atom into f.
func parseXML(f *Feed, s, language string, base *url.URL) {
	r := &reader{z: html.NewTokenizer(strings.NewReader(s)), feed: f, prefixes: map[string]string{"atom": ""}}
	r.z.AllowCDATA(true)
	r.stack = []element{{lang: language, base: base}}
	for !f.Cut {
		switch r.z.Next() {
		case html.ErrorToken:
			f.Cut = r.item != nil
			return
		case html.StartTagToken:
			r.start(false)
			r.z.NextIsNotRawText() // <title> is not HTML's
		case html.SelfClosingTagToken:
			r.start(true)
		case html.EndTagToken:
			name, _ := r.z.TagName()
			r.end(string(name))
		case html.TextToken:
			r.chars(string(r.z.Raw()))
		}
	}
}

func (r *reader) top() *element { return &r.stack[len(r.stack)-1] }

func (r *reader) start(closed bool) {
	tag, attrs := r.tag()
	if c := r.capture; c != nil {
		if !isItem(r.canonical(tag, c.ns)) {
			c.start(tag, attrs, closed)
			return
		}
		r.finish() // its end was forgotten
	}
	if len(r.stack) > maxDepth {
		if !closed {
			r.skipped++
		}
		return
	}
	if r.item != nil && isItem(r.canonical(tag, r.top().ns)) {
		r.endItem()
	}
	e := r.element(tag, attrs)
	if isItem(e.name) {
		if len(r.feed.Items) == MaxItems {
			r.feed.Cut = true
			return
		}
		r.item = &Item{ID: attrs["rdf:about"]}
	}
	if e.name == "feed" || e.name == "rss" {
		r.feed.Language = e.lang
	}
	if r.wanted(e.name) {
		r.capture = &capture{element: e, attrs: attrs}
		if closed {
			r.finish()
		}
		return
	}
	if e.name == "author" && isContainer(r.top().name) {
		r.person = &Person{}
	}
	r.stack = append(r.stack, e)
	if closed {
		r.end(tag)
	}
}

// tag reads the name and attributes of the tag under way, and the namespaces that it declares.
func (r *reader) tag() (tag string, attrs map[string]string) {
	name, more := r.z.TagName()
	tag, attrs = string(name), map[string]string{}
	for more {
		var key, value []byte
		key, value, more = r.z.TagAttr()
		attrs[string(key)] = string(value)
		if prefix, ok := strings.CutPrefix(string(key), "xmlns:"); ok {
			if custom, known := spaces[strings.ToLower(strings.TrimSpace(string(value)))]; known {
				r.prefixes[prefix] = custom
			} else {
				r.prefixes[prefix] = prefix
			}
		}
	}
	return tag, attrs
}

func (r *reader) element(tag string, attrs map[string]string) element {
	parent := r.top()
	e := element{tag: tag, ns: parent.ns, lang: parent.lang, base: parent.base}
	if ns, ok := attrs["xmlns"]; ok {
		e.ns = strings.ToLower(strings.TrimSpace(ns))
	}
	e.name = r.canonical(tag, e.ns)
	if lang, ok := attrs["xml:lang"]; ok {
		e.lang = strings.TrimSpace(lang)
	}
	if base := attrs["xml:base"]; base != "" {
		if e.base == nil {
			e.base = &url.URL{}
		}
		if u, err := e.base.Parse(strings.TrimSpace(base)); err == nil {
			e.base = u
		}
	}
	return e
}

// canonical is a tag's name with the prefix that its namespace has by custom.
func (r *reader) canonical(tag, ns string) string {
	prefix, local, ok := strings.Cut(tag, ":")
	if !ok {
		prefix, local = spaces[ns], tag
	} else if custom, known := r.prefixes[prefix]; known {
		prefix = custom
	}
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}

func isItem(name string) bool { return name == "item" || name == "entry" }

// isContainer reports whether the children of an element speak of the feed or of an item: those of an image, a text
// input or a source do not.
func isContainer(name string) bool {
	return name == "channel" || name == "feed" || name == "rss" || isItem(name)
}

// wanted reports whether an element's content is to be captured.
func (r *reader) wanted(name string) bool {
	parent := r.top().name
	switch {
	case name == "source" && parent == "entry": // Atom's has children, of which the title is wanted
		return false
	case isContainer(parent):
		return fields[name] != nil
	case parent == "author" && r.person != nil:
		return personFields[name] != nil
	case parent == "source" && r.item != nil:
		return name == "title"
	}
	return false
}

func (r *reader) chars(raw string) {
	s, isCDATA := strings.CutPrefix(raw, "<![CDATA[")
	if isCDATA {
		s = strings.TrimSuffix(s, "]]>")
	} else {
		s = unescape(s)
	}
	s = strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return -1 // not XML, but there are feeds with them
		}
		return c
	}, s)
	if c := r.capture; c != nil {
		c.text.WriteString(s)
		c.inner.WriteString(html.EscapeString(s))
	} else if top := r.top(); top.name == "author" {
		top.text.WriteString(s)
	}
}

func (r *reader) end(tag string) {
	if c := r.capture; c != nil {
		if tag != c.tag && !isContainer(r.canonical(tag, c.ns)) {
			c.end(tag)
			return
		}
		if tag == c.tag && c.nested > 0 {
			c.nested--
			c.end(tag)
			return
		}
		r.finish()
		if tag == c.tag {
			return
		}
	}
	if r.skipped > 0 {
		r.skipped--
		return
	}
	for i := len(r.stack) - 1; i > 0; i-- {
		if r.stack[i].tag == tag {
			for len(r.stack) > i {
				r.pop()
			}
			return
		}
	}
}

// endItem closes an item whose end was forgotten.
func (r *reader) endItem() {
	for r.item != nil && len(r.stack) > 1 {
		r.pop()
	}
	r.skipped = 0
}

// pop closes the innermost element.
func (r *reader) pop() {
	e := r.top()
	switch {
	case isItem(e.name) && r.item != nil:
		r.feed.Items = append(r.feed.Items, *r.item)
		r.item = nil
	case e.name == "author" && r.person != nil:
		p := *r.person
		if p == (Person{}) {
			p = parsePerson(tidy(e.text.String()))
		}
		r.addAuthor(p)
		r.person = nil
	}
	r.stack = r.stack[:len(r.stack)-1]
}

func (r *reader) addAuthor(p Person) {
	if p == (Person{}) {
		return
	}
	if r.item != nil {
		r.item.Authors = append(r.item.Authors, p)
	} else {
		r.feed.Authors = append(r.feed.Authors, p)
	}
}

// finish takes what was captured to its place.
func (r *reader) finish() {
	c := r.capture
	r.capture = nil
	switch r.top().name {
	case "author":
		*personFields[c.name](r.person) = c.content().Plain()
	case "source":
		r.item.Source = c.content()
	default:
		fields[c.name](r, c)
	}
}

func (c *capture) start(tag string, attrs map[string]string, closed bool) {
	c.markup = true
	if tag == c.tag && !closed {
		c.nested++
	}
	c.inner.WriteString("<" + tag)
	for _, name := range slices.Sorted(maps.Keys(attrs)) {
		if name != "xmlns" && !strings.HasPrefix(name, "xmlns:") {
			c.inner.WriteString(" " + name + `="` + html.EscapeString(attrs[name]) + `"`)
		}
	}
	c.inner.WriteString(">")
	if closed {
		c.end(tag)
	}
}

func (c *capture) end(tag string) {
	if !void[tag] {
		c.inner.WriteString("</" + tag + ">")
	}
}

var void = map[string]bool{
	"br": true, "hr": true, "img": true, "wbr": true, "input": true, "source": true, "area": true, "col": true,
}

// content is what was captured: plain or HTML, by what is declared, else by what it looks like.
func (c *capture) content() Text {
	t := Text{Value: tidy(c.text.String()), Lang: c.lang}
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(c.attrs["type"])), ";")
	declared := kind != "" || strings.HasSuffix(c.ns, "atom")
	switch {
	case c.markup:
		t.Value, t.HTML = strings.TrimSpace(repair(c.inner.String())), true
		if kind == "xhtml" || strings.HasSuffix(c.ns, "/2005/atom") {
			t.Value = unwrap(t.Value)
		}
	case c.attrs["mode"] == "base64" || strings.HasPrefix(kind, "application/") && !strings.HasSuffix(kind, "xml"):
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(t.Value), ""))
		if err == nil && utf8.Valid(decoded) {
			t.Value, t.HTML = string(decoded), true
		}
	case kind == "html" || kind == "text/html" || strings.HasSuffix(kind, "xml"):
		t.HTML = true
	case !declared:
		t.HTML = looksHTML(t.Value)
	}
	return t
}

// unwrap takes off the div that Atom puts around XHTML.
func unwrap(s string) string {
	if inner, ok := strings.CutPrefix(s, "<div>"); ok {
		inner, ok = strings.CutSuffix(inner, "</div>")
		if ok && strings.Count(inner, "<div") == strings.Count(inner, "</div") {
			return strings.TrimSpace(inner)
		}
	}
	return s
}
