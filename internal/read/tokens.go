package read

import (
	"strings"

	"polydigest/internal/text"

	"golang.org/x/net/html"
)

// fromTokens reads a page that the parser refuses: its text in order, without a tree.
func fromTokens(body string, raw text.Raw) (text.Document, error) {
	var r renderer
	var meta metadata
	z := html.NewTokenizer(strings.NewReader(body))
	inTitle := false
	skip, depth := "", 0 // an element whose text is left out, and how many of its name are open
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			r.flush()
			meta.title = strings.TrimSpace(meta.title)
			return fromPieces(r.pieces, meta, raw)
		}
		token := z.Token()
		tag := token.Data
		switch {
		case skip != "":
			if tag == skip && kind == html.StartTagToken {
				depth++
			}
			if tag == skip && kind == html.EndTagToken {
				depth--
			}
			if depth == 0 {
				skip = ""
			}
		case kind == html.TextToken && inTitle:
			meta.title += token.Data
		case kind == html.TextToken:
			r.text(token.Data)
		case kind == html.CommentToken || kind == html.DoctypeToken:
		case tag == "br":
			r.lineBreak()
		case tag == "title":
			inTitle = kind == html.StartTagToken
		case kind == html.StartTagToken && !empty[tag] && (unread[tag] || hides(tag, token.Attr)):
			r.flush()
			skip, depth = tag, 1
		case !inline[tag]:
			r.flush()
		}
	}
}

// unread are elements without running text, as they are left out of a page without a tree.
var unread = set("script style noscript select nav svg")

// empty are the elements that hold nothing and have no end tag (HTML Living Standard, void elements).
var empty = set("area base br col embed hr img input link meta source track wbr")
