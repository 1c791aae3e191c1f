// Package feed reads feeds (RSS, RDF, Atom, JSON Feed), lists of feeds (OPML), and where a page says its feed is.
//
// Feeds in the wild are seldom well-formed, so XML is read as browsers read HTML: nothing is an error, unknown
// elements are passed over, and of a feed that breaks off the items that came whole are kept. (The libraries for
// feeds lose all items then, know no xml:lang, and build the whole tree before they can be told that it is too
// large.) A feed is read up to [MaxSize] bytes and [MaxItems] items. The package is pure.
package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"polydigest/internal/lazy"
	"polydigest/internal/read"
)

// MaxSize and MaxItems bound what is read of a feed.
const (
	MaxSize  = 2 << 20
	MaxItems = 200
)

// A Feed is what a publisher says of itself and its latest items, in the feed's order.
type Feed struct {
	Title     Text
	Subtitle  Text
	Rights    Text
	Link      string // of the site
	ID        string
	Language  string // as written
	Authors   []Person
	Publisher Person
	Dates
	Items []Item
	Cut   bool // there is more than was read, or the feed broke off
}

// An Item is an article, or what a feed tells of one.
type Item struct {
	ID      string
	Link    string // of the article
	Title   Text
	Summary Text
	Content Text // the article itself, if the feed has it
	Authors []Person
	Source  Text // who it was taken from
	Dates
}

// Dates are as written.
type Dates struct{ Published, Updated, Created string }

// A Text is plain or HTML, in a language if an xml:lang says which.
type Text struct {
	Value string
	HTML  bool
	Lang  string
}

// A Person is as far as a feed names them.
type Person struct{ Name, Email, URL string }

func (p Person) String() string {
	if p.Name != "" && p.Email != "" {
		return p.Name + " (" + p.Email + ")"
	}
	return p.Name + p.Email
}

// Is reports whether a body is a feed.
func Is(body []byte, contentType string) bool {
	head, _ := read.Decode(body[:min(len(body), 16<<10)], contentType)
	return isJSON(head) || isXML(head)
}

// Parse reads a feed. contentType and language are what the server declared; base is where it came from, for links.
// What is no feed gives a Feed without items.
func Parse(body []byte, contentType, language, base string) *Feed {
	cut := len(body) > MaxSize
	s, _ := read.Decode(body[:min(len(body), MaxSize)], contentType)
	f := &Feed{}
	root, _ := url.Parse(base)
	if isJSON(s) {
		parseJSON(f, s, root)
	} else {
		parseXML(f, s, language, root)
	}
	f.Cut = f.Cut || cut
	return f
}

// isXML reports whether the first element is a feed's.
func isXML(s string) bool {
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.StartTagToken:
			name, _ := z.TagName()
			_, local, ok := strings.Cut(string(name), ":")
			if !ok {
				local = string(name)
			}
			return local == "rss" || local == "feed" || local == "rdf"
		case html.ErrorToken, html.EndTagToken, html.SelfClosingTagToken:
			return false
		}
	}
}

// Plain is the text without markup, on one line.
func (t Text) Plain() string {
	s := t.Value
	if t.HTML {
		var b strings.Builder
		z := html.NewTokenizer(strings.NewReader(s))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			switch name, _ := z.TagName(); {
			case kind == html.TextToken:
				b.Write(z.Text())
			case breaks[string(name)]:
				b.WriteByte(' ')
			}
		}
		s = b.String()
	}
	return strings.Join(strings.Fields(s), " ")
}

var breaks = map[string]bool{
	"br": true, "p": true, "div": true, "li": true, "td": true, "h1": true, "h2": true, "h3": true,
}

// markup is what a text of which nothing says whether it is HTML looks like if it is.
var markup = lazy.MustCompile(`<(/?[a-zA-Z][^<>]*|!--.*--)>|&(#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]+[0-9]*);`)

func looksHTML(s string) bool { return markup.MatchString(s) }

// parsePerson reads the forms of RSS: an address with a name in brackets behind it, or the other way round.
func parsePerson(s string) Person {
	s = strings.Join(strings.Fields(s), " ")
	at := email.FindString(s)
	if at == "" {
		return Person{Name: s}
	}
	name := strings.Replace(strings.Replace(s, "mailto:", "", 1), at, "", 1)
	name = strings.TrimSpace(strings.NewReplacer("()", "", "<>", "", "[]", "").Replace(name))
	if n := len(name); n > 1 && (name[0] == '(' && name[n-1] == ')' || name[0] == '"' && name[n-1] == '"') {
		name = name[1 : n-1]
	}
	return Person{Name: strings.TrimSpace(name), Email: at}
}

var email = lazy.MustCompile(`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}`)

// resolve makes a link absolute; what is no link stays as it is.
func resolve(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if base == nil || link == "" {
		return link
	}
	u, err := base.Parse(link)
	if err != nil {
		return link
	}
	return u.String()
}
