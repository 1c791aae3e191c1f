package rendertest

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
)

// A Checker reads rendered artefacts and says what a reader should never meet. It knows the digest only for the
// addresses and texts that may appear; everything else comes out of the artefact itself.
type Checker struct {
	links map[string]bool // addresses that may be linked, without fragments
	pages []string        // beginnings of addresses that may be linked
	texts []string        // the documents' texts as they may be shown, white space folded
}

// NewChecker checks renderings of d, which rests on texts. Own are the addresses of ours that may be linked.
func NewChecker(d *digest.Digest, texts Texts, own ...string) *Checker {
	c := &Checker{links: map[string]bool{}}
	for _, u := range own {
		c.links[u] = true
	}
	for _, item := range d.Coverage.Items {
		c.source(item.Source)
	}
	for _, doc := range d.Documents {
		c.source(doc.URL)
		c.source(doc.FinalURL)
		c.texts = append(c.texts, fold(render.Visible(texts[doc.TextSHA256])))
	}
	return c
}

// source lets the address of a source be linked, if it is of the web.
func (c *Checker) source(address string) {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		c.links[base(address)] = true
	}
}

// Allow lets an address of ours be linked with any query.
func (c *Checker) Allow(page string) { c.pages = append(c.pages, page+"?") }

// known reports whether an address may be linked.
func (c *Checker) known(address string) bool {
	own := slices.ContainsFunc(c.pages, func(page string) bool { return strings.HasPrefix(address, page) })
	return own || c.links[address] || c.links[base(address)]
}

// base is an address in the form that it is compared in: parsed, without its fragment.
func base(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	return percent.ReplaceAllStringFunc(u.String(), func(code string) string {
		b, _ := strconv.ParseUint(code[1:], 16, 8)
		return string([]byte{byte(b)})
	})
}

var percent = regexp.MustCompile("%[0-9A-Fa-f]{2}")

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// allowedTags are the elements that a page or a mail may have, and allowedAttributes what may stand in them.
var (
	allowedTags = strings.Fields(`html head meta title style body header main nav article section h1 h2 h3 p ul ol li dl dt dd
		div span a bdi b i em strong mark blockquote figure figcaption details summary hr br form button input`)
	allowedAttributes = strings.Fields(`lang dir id class href rel charset name content http-equiv open style aria-label method action type value`)
)

// HTML is what is wrong with a page or the HTML part of a mail.
func (c *Checker) HTML(page []byte) []string {
	w := &walker{Checker: c, ids: map[string]bool{}}
	if !utf8.Valid(page) {
		w.fault("not UTF-8")
	}
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	w.tags(page)
	w.collect(root)
	w.walk(root)
	return w.faults
}

type walker struct {
	*Checker
	ids    map[string]bool
	faults []string
}

func (w *walker) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

// tags looks at the tokens as they are written, before a parser mends anything.
func (w *walker) tags(page []byte) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken:
			w.fault("comment %q", z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if !slices.Contains(allowedTags, t.Data) {
				w.fault("element <%s>", t.Data)
			}
			for _, a := range t.Attr {
				w.attribute(t.Data, a)
			}
		}
	}
}

func (w *walker) attribute(tag string, a html.Attribute) {
	value := strings.ToLower(a.Val)
	switch {
	case !slices.Contains(allowedAttributes, a.Key):
		w.fault("attribute %s of <%s>", a.Key, tag)
	case a.Key == "style" && (strings.Contains(value, "url(") || strings.Contains(value, "@") || strings.Contains(value, "expression")):
		w.fault("style %q", a.Val)
	}
	if bad := hidden(a.Val); bad != "" {
		w.fault("attribute %s has %s", a.Key, bad)
	}
}

// collect gathers the ids that links may point to.
func (w *walker) collect(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "id" {
			if w.ids[a.Val] {
				w.fault("two elements have the id %q", a.Val)
			}
			w.ids[a.Val] = true
		}
	}
	for c := range n.ChildNodes() {
		w.collect(c)
	}
}

func (w *walker) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if bad := hidden(n.Data); bad != "" {
			w.fault("text %.60q has %s", n.Data, bad)
		}
	case n.Data == "a":
		w.link(attr(n, "href"))
	case n.Data == "style" && (strings.Contains(text(n), "url(") || strings.Contains(text(n), "@import")):
		w.fault("style sheet loads something")
	case n.Data == "blockquote":
		w.quote(n)
	case strings.Contains(" "+attr(n, "class")+" ", " sentence ") && !cites(n):
		w.fault("sentence without a source: %q", text(n))
	}
	for c := range n.ChildNodes() {
		w.walk(c)
	}
}

func (w *walker) link(href string) {
	if anchor, ok := strings.CutPrefix(href, "#"); ok {
		if !w.ids[anchor] {
			w.fault("link to %q, which is not there", href)
		}
		return
	}
	if !w.known(href) {
		w.fault("link to %q, which is no source", href)
	}
}

// quote checks that a quote is a stored text's own words, in a known direction.
func (w *walker) quote(n *html.Node) {
	words := fold(text(n))
	if !slices.ContainsFunc(w.texts, func(t string) bool { return strings.Contains(t, words) }) {
		w.fault("quote %q is in no source", words)
	}
	if attr(n, "dir") == "" {
		w.fault("quote %q has no direction", words)
	}
}

func cites(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Data == "a" && strings.HasPrefix(attr(d, "href"), "#q") {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// hidden names what s has that no reader can see or that moves other text, "" if nothing.
func hidden(s string) string {
	for i, r := range s {
		if r == '\n' {
			continue
		}
		if r == utf8.RuneError {
			return "a replacement character"
		}
		if one := string(r); render.Visible(one) == "" && !joiner(r) {
			return fmt.Sprintf("%U at %d", r, i)
		}
	}
	return ""
}

func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

var (
	escapes  = regexp.MustCompile("\x1b\\[[0-9]{1,2}m")
	isolates = "\u2066\u2067\u2068\u2069"
	webLinks = regexp.MustCompile(`https?://[^\s<>\x{2066}-\x{2069}]+`)
)

// Text is what is wrong with a text for a terminal: escapes other than colours, controls, directional characters
// other than isolates that end on their line, addresses of no source.
func (c *Checker) Text(s string) []string {
	w := &walker{Checker: c}
	for i, line := range strings.Split(escapes.ReplaceAllString(s, ""), "\n") {
		open := 0
		for _, r := range line {
			switch {
			case r == '\u2069':
				open--
			case strings.ContainsRune(isolates, r):
				open++
			}
			if open < 0 {
				break
			}
		}
		if open != 0 {
			w.fault("line %d: isolates do not match: %+q", i+1, line)
		}
		bare := strings.Map(func(r rune) rune {
			if strings.ContainsRune(isolates, r) {
				return -1
			}
			return r
		}, line)
		if bad := hidden(bare); bad != "" {
			w.fault("line %d has %s", i+1, bad)
		}
	}
	w.addresses(escapes.ReplaceAllString(s, ""))
	return w.faults
}

// addresses checks that every address in plain text is one that may be linked: mail programs and terminals make
// links of them.
func (w *walker) addresses(s string) {
	for _, found := range webLinks.FindAllString(s, -1) {
		known := w.known(found)
		for bare := found; !known && bare != ""; bare = bare[:len(bare)-1] {
			known = w.known(bare)
			if !strings.ContainsAny(bare[len(bare)-1:], ".,;:)") {
				break // only what a sentence puts after an address is left out
			}
		}
		if !known {
			w.fault("address %q of no source", found)
		}
	}
	if m := bareHosts.FindString(s); m != "" {
		w.fault("address %q", m)
	}
}

var bareHosts = regexp.MustCompile(`(?i)(^|\s)www\.\S+`)

// MailHTML is what is wrong with the HTML part of a mail: as [Checker.HTML], and no address in plain text.
func (c *Checker) MailHTML(part []byte) []string {
	w := &walker{Checker: c, faults: c.HTML(part)}
	root, err := html.Parse(bytes.NewReader(part))
	if err == nil {
		w.addresses(text(root))
	}
	return w.faults
}

var (
	escaped      = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`)
	markdownLink = regexp.MustCompile(`\[([^\[\]]*)\]\(<([^<>]*)>\)`)
)

// Markdown is what is wrong with a Markdown text: markup or links that only content can have brought.
func (c *Checker) Markdown(s string) []string {
	w := &walker{Checker: c}
	bare := escaped.ReplaceAllString(s, "·")
	for _, m := range markdownLink.FindAllStringSubmatch(bare, -1) {
		w.link(m[2])
	}
	bare = markdownLink.ReplaceAllString(bare, "")
	for _, markup := range []string{"<", "[", "](", "![", "`", "://", "www."} {
		if i := strings.Index(strings.ToLower(bare), markup); i >= 0 {
			w.fault("markup %q: %.60q", markup, bare[i:])
		}
	}
	return append(w.faults, (&Checker{}).Text(bare)...)
}
