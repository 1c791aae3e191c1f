package read

import (
	"net/url"
	"strings"
	"unicode"

	"polydigest/internal/text"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// From these on a page is rendered whole, since scoring its elements takes seconds: their number, and the bytes of its
// text, each as often as elements are round it.
const (
	extractorLimit = 100_000
	extractorWork  = 64 << 20
)

// readHTML finds a page's article: metadata first, since the extractor takes the tree apart, then what a reader
// sees of the main text, as blocks.
func readHTML(body string, raw text.Raw) (text.Document, error) {
	root, err := html.Parse(strings.NewReader(boundTags(body)))
	if err != nil {
		// The parser refuses more than 512 open elements. The words are still there.
		return fromTokens(body, raw)
	}
	meta := readMeta(root, raw)
	dropHidden(root)
	whole := render(findFirst(root, "body"))
	if meta.published == "" {
		meta.published, meta.basis = dateOnPage(whole, meta.title, raw.Language)
	}
	pieces := whole
	if meta.elements <= extractorLimit && work(root, 0) <= extractorWork {
		dropMenus(root, meta.title)
		pieces = mainText(root, whole, raw.URL)
	}
	if told := lines(meta.body); lettersIn(told) > 2*lettersIn(pieces) && lettersIn(told) > 200 {
		pieces = told // the page shows its text by a script, and gives it to machines as a whole
	}
	refused := refusal(meta, pieces, whole)
	doc, err := fromPieces(pieces, meta, raw)
	if err == nil {
		err = refused
	}
	return doc, err
}

// readFragment reads the HTML of one feed item. What a feed gives of an item is the item: there is no page around it to
// find it in, so nothing is left out but what marks itself as chrome.
func readFragment(body string, raw text.Raw) (text.Document, error) {
	root, err := html.Parse(strings.NewReader(boundTags(body)))
	if err != nil {
		return fromTokens(body, raw)
	}
	meta := readMeta(root, raw)
	dropHidden(root)
	return fromPieces(render(findFirst(root, "body")), meta, raw)
}

// fromPieces makes a Document of what the extractor left and the page's metadata.
func fromPieces(pieces []piece, meta metadata, raw text.Raw) (text.Document, error) {
	title := raw.Title
	if title == "" {
		title = meta.title
	}
	lang := sampleLanguage(pieces, raw.Language)
	markDatelines(pieces, lang, meta.authors)
	found := markRoles(pieces, title, lang)
	if title == "" {
		title = found
	}
	for i := range pieces {
		if pieces[i].role == text.Title {
			pieces[i].role = text.Chrome // a page's title stands in its metadata
		}
	}
	doc := text.Document{
		Title: title, URL: meta.url, Publisher: meta.publisher, Author: meta.authors,
		Published: meta.published, DateBasis: meta.basis, Language: meta.language,
	}
	doc.Text, doc.Blocks = assemble(pieces)
	return doc, nil
}

// mainText runs the extractor and renders what it keeps. What it gives up on is rendered whole: spare is that.
func mainText(root *html.Node, spare []piece, pageURL string) []piece {
	page, err := url.Parse(pageURL)
	if err != nil || page.Host == "" {
		page = nil
	}
	parser := readability.NewParser()
	if mostlyCJK(spare) {
		parser.CharThresholds = 120 // the default of 500 letters is a long article in Chinese
	}
	article, err := parser.ParseAndMutate(root, page)
	if err != nil || article.Node == nil {
		return spare
	}
	pieces := render(article.Node)
	if lettersIn(pieces) < 40 && lettersIn(spare) > lettersIn(pieces) {
		return spare
	}
	return pieces
}

// work is the bytes of text below a node, each as often as elements are round it.
func work(n *html.Node, depth int) (bytes int) {
	if n.Type == html.TextNode {
		return depth * len(n.Data)
	}
	for c := range n.ChildNodes() {
		bytes += work(c, depth+1)
	}
	return bytes
}

// lines makes pieces of the text that JSON-LD gives as an article's body.
func lines(body string) []piece {
	if body == "" {
		return nil
	}
	body = html.UnescapeString(body)
	if blockTag.MatchString(body) {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			dropHidden(root)
			return render(findFirst(root, "body"))
		}
	}
	pieces := splitLines(normalizeLines(body))
	for i := range pieces {
		pieces[i].item, pieces[i].wide = false, true
	}
	return pieces
}

// mostlyCJK reports whether a third of the letters are Han, kana or Hangul.
func mostlyCJK(pieces []piece) bool {
	all, cjk := 0, 0
	for _, p := range pieces {
		for _, r := range p.text {
			if r < 0x80 || !unicode.IsLetter(r) {
				if unicode.IsLetter(r) {
					all++
				}
				continue
			}
			all++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				cjk++
			}
		}
	}
	return cjk*10 > all*3
}

func lettersIn(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		for _, r := range p.text {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// findFirst gives the first element of that name, or nil.
func findFirst(n *html.Node, name string) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	value, _ := valueOf(n.Attr, name)
	return value
}

// valueOf gives the value of an attribute, and whether it is there. Of two of one name the first counts.
func valueOf(attrs []html.Attribute, name string) (value string, ok bool) {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
