package read

import (
	"encoding/json"
	"net"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// metadata is what a page says of itself outside its text.
type metadata struct {
	title, url, publisher string
	authors               []string
	language              string
	published             string // EDTF
	basis                 digest.DateBasis
	body                  string // the article's text, where JSON-LD has it
	paywalled             bool
	noscript              string // what readers without scripts are told
	elements              int    // in the page
}

// A page is a tree's metadata elements, gathered in one walk.
type page struct {
	lang   string
	title  string            // of the title element
	h1     []string          // texts of first-level headings
	meta   map[string]string // by lower-case name, property or itemprop; the first counts
	canon  string
	ld     []map[string]any  // objects of JSON-LD, flat
	named  map[string]string // see ldNamed
	times  []dated           // time elements, itemprops
	author []string          // rel=author, itemprop=author
	owner  string            // itemprop=publisher
	home   []string          // what links to the site's front page are called
	rights []string          // lines that say whose the page is
	plain  string            // text of noscript elements
	count  int               // of elements
}

// readMeta reads JSON-LD (schema.org), Open Graph (ogp.me), microdata and the meta elements that news sites
// use, in this order of trust.
func readMeta(root *html.Node, raw text.Raw) metadata {
	p := gather(root)
	article := p.article()
	m := metadata{
		language: firstOf(tagOf(ldText(article["inLanguage"])), tagOf(p.lang), tagOf(p.meta["content-language"]),
			tagOf(p.meta["og:locale"])),
		publisher: firstOf(p.ldName(article["publisher"]), p.meta["og:site_name"], p.meta["application-name"],
			p.meta["publisher"], p.owner, p.ldName(p.site()["name"])),
		url:     canonical(raw.URL, p.canon, p.meta["og:url"], ldText(article["url"]), ldText(article["mainEntityOfPage"])),
		authors: p.authors(article),
		body:    ldText(article["articleBody"]),
		paywalled: strings.EqualFold(ldText(article["isAccessibleForFree"]), "false") ||
			p.meta["article:content_tier"] == "locked",
	}
	if m.publisher == "" {
		m.publisher = p.titled(firstOf(raw.URL, m.url))
	}
	m.elements, m.noscript = p.count, p.plain
	m.title = p.headline(article, m.publisher)
	m.published, m.basis = p.date(root, article, firstOf(raw.Language, m.language), firstOf(raw.URL, m.url))
	return m
}

// gather walks the tree once.
func gather(root *html.Node) *page {
	p := &page{meta: map[string]string{}}
	for n := range root.Descendants() {
		p.noteOwner(n)
		if n.Type != html.ElementNode {
			continue
		}
		p.count++
		p.note(n)
	}
	return p
}

func (p *page) note(n *html.Node) {
	switch n.Data {
	case "html":
		p.lang = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	case "title":
		if p.title == "" {
			p.title = squeeze(textOf(n))
		}
	case "h1":
		if s := squeeze(textOf(n)); s != "" {
			p.h1 = append(p.h1, s)
		}
	case "meta":
		value := squeeze(attr(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			name := lower(strings.TrimSpace(attr(n, key)))
			if _, seen := p.meta[name]; name != "" && !seen && value != "" {
				p.meta[name] = value
			}
		}
	case "noscript":
		if len(p.plain) < 1000 {
			p.plain += squeeze(textOf(n)) + "\n"
		}
	case "link":
		if p.canon == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			p.canon = attr(n, "href")
		}
	case "script":
		if strings.Contains(lower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
			p.addLD(n.FirstChild.Data)
		}
	}
	p.noteDate(n)
	switch item := attr(n, "itemprop"); {
	case item == "author" || attr(n, "rel") == "author":
		if s := firstOf(squeeze(textOf(n)), itemName(n)); s != "" && runes(s) <= 60 {
			p.author = append(p.author, s)
		}
	case item == "publisher" && p.owner == "":
		if s := firstOf(itemName(n), squeeze(textOf(n))); runes(s) <= 60 {
			p.owner = s
		}
	}
}

// itemName is the name that microdata gives to the thing an element is about.
func itemName(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && attr(d, "itemprop") == "name" {
			return squeeze(firstOf(attr(d, "content"), textOf(d)))
		}
	}
	return ""
}

// addLD keeps every object of a JSON-LD script, however deep; broken JSON is common and is passed over.
func (p *page) addLD(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "//<![CDATA["), "//]]>")
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	var v any
	if json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(s), ";,")), &v) == nil {
		p.flatten(v, 0)
	}
}

func (p *page) flatten(v any, depth int) {
	if depth > 8 || len(p.ld) > 500 {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		p.ld = append(p.ld, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			p.flatten(v[key], depth+1)
		}
	case []any:
		for _, item := range v {
			p.flatten(item, depth+1)
		}
	}
}

// article is the JSON-LD object of the page's main text: an article before a posting before a page, and of several
// the one with the page's own title. Never nil.
func (p *page) article() map[string]any {
	best, rank := map[string]any{}, 0
	for _, o := range p.ld {
		kind := ldType(o)
		r := 0
		switch {
		case strings.Contains(kind, "Article"), strings.Contains(kind, "BlogPosting"), strings.Contains(kind, "Report"):
			r = 3
		case strings.Contains(kind, "Posting"), kind == "CreativeWork", kind == "Review", kind == "Recipe":
			r = 2
		case strings.Contains(kind, "WebPage"):
			r = 1
		}
		if r *= 2; r > 0 && p.names(squeeze(ldText(o["headline"]))) {
			r++
		}
		if r > rank {
			best, rank = o, r
		}
	}
	return best
}

// names reports whether a headline is what the page calls itself.
func (p *page) names(headline string) bool {
	for _, own := range append([]string{p.meta["og:title"], p.title}, p.h1...) {
		if headline != "" && strings.HasPrefix(fold(own), fold(headline)) {
			return true
		}
	}
	return false
}

func (p *page) site() map[string]any {
	for _, o := range p.ld {
		if k := ldType(o); k == "WebSite" || strings.Contains(k, "Organization") {
			return o
		}
	}
	return nil
}

// headline prefers what the page says for machines, without the site's name behind a bar or a dash.
func (p *page) headline(article map[string]any, publisher string) string {
	title := firstOf(squeeze(ldText(article["headline"])), p.meta["og:title"], p.meta["twitter:title"])
	if title == "" && len(p.h1) == 1 {
		title = p.h1[0]
	}
	title = firstOf(title, p.title)
	if title == "" && len(p.h1) > 0 {
		title = p.h1[0]
	}
	for _, h := range p.h1 {
		if h != title && runes(h) >= 8 && strings.HasPrefix(title, h) {
			return h
		}
	}
	return cutSite(html.UnescapeString(title), publisher)
}

// cutSite drops a site's name from a title's end: behind a bar or a dash, when it is the site's or much shorter
// than what stands before it.
func cutSite(title, site string) string {
	for _, bar := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", "｜", " » ", "_", "|"} {
		at := strings.LastIndex(title, bar)
		if at <= 0 {
			continue
		}
		head, tail := title[:at], title[at+len(bar):]
		long, short := weight(head, runes(head)), weight(tail, runes(tail))
		if site != "" && sameLine(tail, site) || bar != "_" && long >= 20 && short*2 <= long && short <= 40 {
			return strings.TrimSpace(head)
		}
	}
	return title
}

// authorKeys are the names under which pages declare who wrote them.
var authorKeys = strings.Fields(`author article:author byl dc.creator parsely-author sailthru.author dcterms.creator`)

func (p *page) authors(article map[string]any) []string {
	names := p.ldNames(article["author"])
	if len(names) == 0 {
		for _, key := range authorKeys {
			if v := p.meta[key]; v != "" && !strings.Contains(v, "://") {
				names = []string{v}
				break
			}
		}
	}
	if len(names) == 0 && len(p.author) > 0 {
		names = p.author[:1]
	}
	return names
}

// canonical resolves the first address that names a page of the same site, or gives where it came from: a page that
// names another site's would send readers to where its words may not be, and pass for that site's.
func canonical(from string, candidates ...string) string {
	base, err := url.Parse(from)
	if err != nil {
		base = &url.URL{}
	}
	for _, c := range candidates {
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil || c == "" {
			continue
		}
		u = base.ResolveReference(u)
		front := len(u.Path) <= 1 && len(base.Path) > 1 // a site's front page is no article's address
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !front &&
			(base.Host == "" || siteOf(u) == siteOf(base)) {
			return u.String()
		}
	}
	return from
}

// siteOf is the registered domain of an address, or its host where it has none.
func siteOf(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if net.ParseIP(host) != nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

func ldType(o map[string]any) string { return ldText(o["@type"]) }

// ldText gives a JSON-LD value as text: the first of several, an object's id or name.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case bool:
		if v {
			return "true"
		}
		return "false"
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	case map[string]any:
		return firstOf(ldText(v["@id"]), ldText(v["@value"]), ldText(v["name"]))
	}
	return ""
}

func (p *page) ldName(v any) string {
	if names := p.ldNames(v); len(names) > 0 {
		return names[0]
	}
	return ""
}

// ldNames gives the names of persons or bodies, which may stand elsewhere in a graph.
func (p *page) ldNames(v any) []string {
	switch v := v.(type) {
	case string:
		if v = squeeze(html.UnescapeString(v)); v != "" && !strings.Contains(v, "://") && runes(v) <= 100 {
			return []string{v}
		}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, p.ldNames(item)...)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil {
			return p.ldNames(p.ldNamed()[id])
		}
		return p.ldNames(v["name"])
	}
	return nil
}

// ldNamed are the names of the graph's objects by their ids. Only a text is one: a name that is a reference again might
// lead to itself.
func (p *page) ldNamed() map[string]string {
	if p.named == nil {
		p.named = map[string]string{}
		for _, o := range p.ld {
			id, _ := o["@id"].(string)
			if name, ok := o["name"].(string); ok && p.named[id] == "" {
				p.named[id] = name
			}
		}
	}
	return p.named
}

// tagOf makes a language tag of what pages write: zh_CN, "en-us", "de-DE, en".
func tagOf(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	return strings.ReplaceAll(s, "_", "-")
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// squeeze folds white space into single spaces; an ideographic space among ideographs stays.
func squeeze(s string) string {
	var b strings.Builder
	gap := rune(0)
	for _, r := range s {
		if unicode.IsSpace(r) {
			if gap == 0 || gap != '\u3000' && r == '\u3000' {
				gap = r
			}
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(spaceFor(gap))
		}
		gap = 0
		b.WriteRune(r)
	}
	return b.String()
}

// spaceFor is what a run of white space becomes.
func spaceFor(r rune) rune {
	if r == '\u3000' {
		return r
	}
	return ' '
}

// textOf joins a node's text.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || c.Parent == n || !silent[c.Parent.Data]) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
