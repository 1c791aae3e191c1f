package text

import (
	"strings"

	"golang.org/x/net/html"
)

// fromTokens reads a page that the parser refuses: its text in order, without a tree.
func fromTokens(body string, raw Raw) (Document, error) {
	var r renderer
	var meta metadata
	z := html.NewTokenizer(strings.NewReader(body))
	skip, inTitle := "", false
	for {
		switch z.Next() {
		case html.ErrorToken:
			r.flush()
			meta.title = strings.TrimSpace(meta.title)
			return fromPieces(r.pieces, meta, raw)
		case html.TextToken:
			switch {
			case inTitle:
				meta.title += string(z.Text())
			case skip == "":
				r.text(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := string(name)
			switch {
			case skip != "":
			case tag == "title":
				inTitle = true
			case tag == "script" || tag == "style" || tag == "noscript" || tag == "select" || tag == "nav" || tag == "svg":
				skip = tag
			case tag == "br":
				r.lineBreak()
			case !inline[tag]:
				r.flush()
			}
		case html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				r.lineBreak()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := string(name)
			switch {
			case tag == skip:
				skip = ""
			case tag == "title":
				inTitle = false
			case !inline[tag]:
				r.flush()
			}
		}
	}
}
