package feed

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"polydigest/internal/read"

	"golang.org/x/net/html"
)

// MaxOutlines bounds what is read of a list of feeds.
const MaxOutlines = 20_000

// An Outline is a feed in a list of feeds.
type Outline struct {
	Title string
	Feed  string // its address
	Site  string
}

// ParseOPML reads a list of feeds (http://opml.org/spec2.opml), folders and all, as leniently as feeds are read.
// Feeds that are listed twice come once.
func ParseOPML(body []byte) ([]Outline, error) {
	s, _ := read.Decode(body, "")
	var all []Outline
	seen := map[string]bool{}
	isOPML := false
	z := html.NewTokenizer(strings.NewReader(s))
	for len(all) < MaxOutlines {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		z.NextIsNotRawText()
		isOPML = isOPML || token.Data == "opml"
		attrs := map[string]string{}
		for _, a := range token.Attr {
			attrs[a.Key] = strings.TrimSpace(a.Val)
		}
		o := Outline{Title: attrs["title"], Feed: attrs["xmlurl"], Site: attrs["htmlurl"]}
		if o.Title == "" {
			o.Title = attrs["text"]
		}
		if token.Data == "outline" && o.Feed != "" && !seen[o.Feed] {
			seen[o.Feed] = true
			all = append(all, o)
		}
	}
	if !isOPML {
		return nil, fmt.Errorf("not OPML")
	}
	return all, nil
}

// Discover finds the feeds that a page says it has, the first being its main one.
func Discover(body []byte, contentType, page string) []string {
	s, _ := read.Decode(body, contentType)
	base, _ := url.Parse(page)
	var found []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken || len(found) == 20 {
			return found
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		attrs := map[string]string{}
		for _, a := range token.Attr {
			attrs[a.Key] = strings.TrimSpace(a.Val)
		}
		switch token.Data {
		case "base":
			if u, err := url.Parse(resolve(base, attrs["href"])); err == nil && attrs["href"] != "" {
				base = u
			}
		case "body":
			return found
		case "link":
			isAlternate := slices.Contains(strings.Fields(strings.ToLower(attrs["rel"])), "alternate")
			if feedTypes[strings.ToLower(attrs["type"])] && isAlternate && attrs["href"] != "" {
				found = append(found, resolve(base, attrs["href"]))
			}
		}
	}
}

var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
}
