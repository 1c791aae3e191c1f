package read

import (
	"strings"
	"unicode"

	"polydigest/internal/text"

	"golang.org/x/net/html"
)

// skipped are elements that hold no running text even inside an article.
var skipped = set(`
	aside audio button fieldset figure figcaption footer form iframe input label nav noscript object
	option select source svg time script style template head video textarea canvas math rt rp`)

// inline are elements that do not break a line.
var inline = set(`
	a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q ruby rb s
	samp small span strike strong sub sup tt u var wbr time label html`)

// set makes a set of words between white space.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// A renderer turns a tree into pieces, block by block.
type renderer struct {
	pieces []piece
	line   strings.Builder
	links  int  // bytes of the line that stand in links
	inLink int  // depth of links
	space  rune // white space that stands before what comes; 0 for none
	broken bool // a line break stands before what comes
	item   int  // depth of list items
	head   int  // depth of headings
	pre    int
	rows   int // depth of table rows
}

// render gives the blocks of a tree that a reader would see, in order.
func render(root *html.Node) []piece {
	if root == nil {
		return nil
	}
	var r renderer
	r.walk(root)
	r.flush()
	return r.pieces
}

func (r *renderer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
		if skipped[n.Data] && !(n.Data == "time" && insideText(n)) {
			return
		}
	}
	breaks := n.Type == html.ElementNode && !inline[n.Data]
	if n.Data == "br" {
		r.lineBreak()
		return
	}
	cell := n.Data == "td" || n.Data == "th"
	if breaks && !cell {
		r.flush()
	}
	r.depth(n.Data, 1)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
	switch {
	case cell:
		r.space = ' '
	case breaks:
		r.flush()
	}
	r.depth(n.Data, -1)
}

// insideText reports whether an element stands among words of its parent: such a time is part of a sentence.
func insideText(n *html.Node) bool {
	if n.Parent == nil || n.Parent.Data != "p" && n.Parent.Data != "li" && n.Parent.Data != "blockquote" {
		return false
	}
	for c := range n.Parent.ChildNodes() {
		if c.Type == html.TextNode && len(strings.TrimSpace(c.Data)) > 20 {
			return true
		}
	}
	return false
}

// depth counts the elements that lend their kind to the pieces inside them.
func (r *renderer) depth(name string, by int) {
	switch name {
	case "a":
		r.inLink += by
	case "li", "dd", "dt":
		r.item += by
	case "tr":
		r.item += by
		r.rows += by
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.head += by
	case "pre":
		r.pre += by
	}
}

// text adds characters to the line, white space folded into one space.
func (r *renderer) text(s string) {
	if r.pre > 0 && strings.Contains(strings.TrimSpace(s), "\n") {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				r.flush()
			}
			r.words(line)
		}
		return
	}
	r.words(s)
}

func (r *renderer) words(s string) {
	for _, c := range s {
		if unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' || c == '\u00ad' {
			if unicode.IsSpace(c) && (r.space == 0 || c == '\u3000') {
				r.space = spaceFor(c)
			}
			continue
		}
		start := r.line.Len()
		switch {
		case r.broken && start > 0:
			r.line.WriteByte('\n')
		case r.space != 0 && start > 0:
			r.line.WriteRune(r.space)
		}
		r.space, r.broken = 0, false
		r.line.WriteRune(c)
		if r.inLink > 0 {
			r.links += r.line.Len() - start
		}
	}
}

// lineBreak ends the block where two breaks follow each other or a sentence is over; else the line goes on
// below.
func (r *renderer) lineBreak() {
	if r.broken || text.EndsSentence(r.line.String()[max(0, r.line.Len()-24):]) {
		r.flush()
		return
	}
	r.broken = r.line.Len() > 0
}

func (r *renderer) flush() {
	s := strings.TrimSpace(r.line.String())
	if s != "" {
		r.pieces = append(r.pieces, piece{
			text: s, role: text.Body, heading: r.head > 0, item: r.item > 0, row: r.rows > 0, links: r.links, wide: r.item == 0,
		})
	}
	r.line.Reset()
	r.links, r.space, r.broken = 0, 0, false
}
