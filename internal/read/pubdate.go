package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// A dated is an element that may say when a page was published.
type dated struct {
	value string // as written
	rank  int    // 3 says it is the publication, 2 a time element, 1 its class speaks of a date
}

// publishedKeys are the names under which pages declare their publication, surest first.
var publishedKeys = strings.Fields(`
	article:published_time og:article:published_time datepublished og:published_time og:pubdate pubdate
	publishdate publish-date publish_date published_time published-date article:published
	article.published article:post_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime
	cxenseparse:publishtime dc.date.issued dcterms.issued dc.date.published dc.date dcterms.date
	dc.date.created dcterms.created date.created datecreated created creation_date article_date_original
	originalpublicationdate citation_publication_date citation_online_date citation_date bt:pubdate
	ptime pdate publication_date rnews:datepublished release_date timestamp time date`)

// modifiedKeys serve where a page says nothing else.
var modifiedKeys = strings.Fields(`
	article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified
	dc.date.modified revision_date`)

var (
	urlDay = lazy.MustCompile(`(?:^|[/_-])((?:199\d|20[0-3]\d))[/_-](0?[1-9]|1[0-2])[/_-]` +
		`(0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)
	urlDay8 = lazy.MustCompile(`(?:^|[/_-])(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])` +
		`(?:[/_.-]|\d{0,6}[/_.-]|$)`)
	publishing = lazy.MustCompile(`(?i)publi|posted|created|issued`)
)

// Words in class names and ids: of dates, wherever they stand; of what often holds one, when they are whole; and
// of dates that are not the publication.
var (
	dateParts = strings.Fields(`date time publi posted fecha datum tarih`)
	dateWords = set(`created byline meta info data`)
	modParts  = strings.Fields(`modif updat edit comment copyright footer event birth calendar expire related aktualis`)
)

// speaksOfDate reports whether a class or an id is one that elements with the publication date have.
func speaksOfDate(class string) bool {
	class = lower(class)
	return containsAny(class, dateParts) || slices.ContainsFunc(strings.FieldsFunc(class, isClassBreak), func(w string) bool {
		return dateWords[w]
	})
}

func isClassBreak(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\n' || r == '\t' }

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

// dateless are elements whose text is not read for a date, whatever their class.
var dateless = set(`meta html head body script style link input`)

// noteDate keeps elements that may hold the date.
func (p *page) noteDate(n *html.Node) {
	item := lower(attr(n, "itemprop"))
	class := attr(n, "class") + " " + attr(n, "id")
	switch {
	case strings.Contains(item, "datepublished") || strings.Contains(item, "datecreated"):
		p.addDate(n, 3)
	case n.Data == "time" && !strings.Contains(item, "modified"):
		rank := 2
		if _, ok := valueOf(n.Attr, "pubdate"); ok || publishing.MatchString(class) || strings.Contains(class, "entry-date") {
			rank = 3
		}
		if containsAny(lower(class), modParts) {
			rank = 0
		}
		p.addDate(n, rank)
	case n.Data == "abbr" && strings.Contains(class, "published"):
		p.addDate(n, 3)
	case !dateless[n.Data] && class != " " && speaksOfDate(class) && !containsAny(lower(class), modParts):
		p.addDate(n, 1)
	}
}

func (p *page) addDate(n *html.Node, rank int) {
	value := firstOf(attr(n, "datetime"), attr(n, "content"))
	if value == "" && n.Data == "abbr" {
		value = attr(n, "title")
	}
	if value == "" {
		if text := squeeze(textOf(n)); runes(text) <= 160 {
			value = text
		}
	}
	if value != "" && len(p.times) < 400 {
		p.times = append(p.times, dated{value, rank})
	}
}

// date settles a page's publication date: what it declares for machines, its address, then what it shows near
// its head.
func (p *page) date(root *html.Node, article map[string]any, lang, address string) (string, digest.DateBasis) {
	for _, v := range p.declaredDates(article) {
		if edtf, ok := parseDate(v, lang); ok && fullDay(edtf) {
			return edtf, digest.DateMeta
		}
	}
	for rank := 3; rank >= 2; rank-- {
		if edtf := p.timed(rank, lang); edtf != "" {
			if rank == 2 {
				if u := dateInURL(address); u != "" {
					return u, digest.DateMeta
				}
			}
			return edtf, digest.DateMeta
		}
	}
	if edtf := dateInURL(address); edtf != "" {
		return edtf, digest.DateMeta
	}
	if edtf := p.timed(1, lang); edtf != "" {
		return edtf, digest.DateText
	}
	for _, key := range modifiedKeys {
		if edtf, ok := parseDate(p.meta[key], lang); ok && fullDay(edtf) {
			return edtf, digest.DateMeta
		}
	}
	return "", ""
}

// declaredDates lists what JSON-LD and meta elements say, surest first.
func (p *page) declaredDates(article map[string]any) []string {
	out := []string{ldText(article["datePublished"]), ldText(article["dateCreated"])}
	for _, o := range p.ld {
		if k := ldType(o); k != "Comment" && k != "VideoObject" && k != "ImageObject" {
			out = append(out, ldText(o["datePublished"]))
		}
	}
	for _, key := range publishedKeys {
		out = append(out, p.meta[key])
	}
	return out
}

// timed gives the first date among the elements of that rank.
func (p *page) timed(rank int, lang string) string {
	for _, t := range p.times {
		if t.rank == rank {
			if edtf, ok := parseDate(t.value, lang); ok && fullDay(edtf) {
				return edtf
			}
		}
	}
	return ""
}

// dateInURL reads the day that news sites put into an article's address.
func dateInURL(address string) string {
	for _, re := range []*lazy.Regexp{urlDay, urlDay8} {
		if m := re.FindStringSubmatch(address); m != nil {
			if edtf, ok := day(m[1], m[2], m[3]); ok {
				return edtf
			}
		}
	}
	return ""
}
