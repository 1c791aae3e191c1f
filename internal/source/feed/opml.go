package feed

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"polydigest/internal/read"

	"golang.org/x/net/html"
)

// MaxOutlines bounds what is read of a list of feeds.
const MaxOutlines = 20_000

// Bounds of a feed's category: folders within folders, and bytes of a folder's title.
const (
	maxFolders     = 8
	maxFolderTitle = 120
)

// An Outline is a feed in a list of feeds.
type Outline struct {
	Title    string
	Feed     string // its address; "" if only that of its site is known
	Site     string
	Category string // the folders that it is in, as OPML writes them: /Press/Europe
	Includes string // in place of all of this: the address of another list
}

// ParseOPML reads a list of feeds (http://opml.org/spec2.opml), folders and all, as leniently as feeds are read.
// Feeds that are listed twice come once. An error says what is wrong and on which line; the feeds that could be made
// out come with it.
func ParseOPML(body []byte) ([]Outline, error) {
	s, _ := read.Decode(body, "")
	var all []Outline
	var folders []string // titles of the outlines that are open, the outermost first
	open := 0            // outlines, with those beyond the folders that are kept
	seen := map[Outline]bool{}
	isOPML, ended := false, false
	z := html.NewTokenizer(strings.NewReader(s))
	for len(all) < MaxOutlines {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch {
		case kind == html.EndTagToken && token.Data == "opml":
			ended = true
		case kind == html.EndTagToken && token.Data == "outline" && open > 0:
			open--
			folders = folders[:min(open, len(folders))]
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		z.NextIsNotRawText()
		isOPML = isOPML || token.Data == "opml"
		if token.Data != "outline" {
			continue
		}
		o := outline(token, folders)
		if kind == html.StartTagToken {
			if open++; open <= maxFolders {
				folders = append(folders, o.Title[:min(len(o.Title), maxFolderTitle)])
			}
		}
		same := Outline{Feed: o.Feed, Includes: o.Includes}
		if o.Feed == "" {
			same.Site = o.Site
		}
		if same != (Outline{}) && !seen[same] {
			seen[same] = true
			all = append(all, o)
		}
	}
	switch line, wrong := brokenXML(s); {
	case strings.TrimSpace(s) == "":
		return nil, errors.New("empty")
	case !isOPML:
		return nil, errors.New("not a list of feeds: it has no <opml>")
	case wrong != "":
		return all, fmt.Errorf("broken XML on line %d: %s", line, wrong)
	case !ended && len(all) < MaxOutlines:
		return all, fmt.Errorf("it breaks off on line %d: </opml> is missing", line)
	case len(all) == 0:
		return nil, errors.New("a list without feeds: no outline has an xmlUrl, the address of a feed, or an htmlUrl, that of its site")
	}
	return all, nil
}

func outline(token html.Token, folders []string) Outline {
	attrs := map[string]string{}
	for _, a := range token.Attr {
		attrs[a.Key] = strings.TrimSpace(a.Val)
	}
	o := Outline{
		Title: cmp.Or(attrs["title"], attrs["text"]), Feed: Address(attrs["xmlurl"]), Site: attrs["htmlurl"], Category: attrs["category"],
	}
	switch kind := strings.ToLower(attrs["type"]); {
	case o.Feed == "" && (kind == "rss" || kind == "atom"):
		o.Feed = Address(attrs["url"])
	case kind == "include":
		o.Includes = attrs["url"]
	}
	if o.Category == "" && len(folders) > 0 {
		o.Category = strings.ToValidUTF8("/"+strings.Join(folders, "/"), "")
	}
	return o
}

// Address is where a feed is that is called by a scheme for feed readers: feed://host/path or feed:https://host/path.
func Address(s string) string {
	rest, ok := strings.CutPrefix(s, "feed:")
	switch {
	case !ok:
		return s
	case strings.HasPrefix(rest, "//"):
		return "http:" + rest
	}
	return rest
}

// brokenXML says what is wrong with XML for which no reader could make up, and on which line; else only the number of
// the last line.
func brokenXML(s string) (line int, wrong string) {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is decoded
	for {
		_, err := d.RawToken()
		line, _ = d.InputPos()
		var syntax *xml.SyntaxError
		switch {
		case errors.As(err, &syntax):
			return syntax.Line, syntax.Msg
		case err != nil:
			return line, ""
		}
	}
}

// WriteOPML writes a list of feeds, which [ParseOPML] reads as it was.
func WriteOPML(w io.Writer, title string, list []Outline) error {
	type item struct {
		Type     string `xml:"type,attr,omitempty"`
		Text     string `xml:"text,attr"`
		Feed     string `xml:"xmlUrl,attr,omitempty"`
		Site     string `xml:"htmlUrl,attr,omitempty"`
		Category string `xml:"category,attr,omitempty"`
	}
	out := struct {
		XMLName xml.Name `xml:"opml"`
		Version string   `xml:"version,attr"`
		Title   string   `xml:"head>title"`
		Items   []item   `xml:"body>outline"`
	}{Version: "2.0", Title: title}
	for _, o := range list {
		kind := "rss"
		if o.Feed == "" {
			kind = ""
		}
		out.Items = append(out.Items, item{kind, o.Title, o.Feed, o.Site, o.Category})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
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
