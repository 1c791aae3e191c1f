package rendertest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Limits of what an edition may hold, in characters but for the whole, which is in bytes.
const (
	maxTitle    = 160
	maxSentence = 600
	maxEdition  = 64 << 10
)

// Caps is what of a page is longer than a reader, or a mail program, can be asked to take: titles, sentences, and
// all of an edition's own words together. Quotes and sources' texts are not counted; they are not an edition's.
func Caps(page []byte) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	w := &walker{Checker: &Checker{}}
	total := 0
	for n := range root.Descendants() {
		words := strings.TrimSpace(own(n))
		length := utf8.RuneCountInString(words)
		switch {
		case n.Type != html.ElementNode:
			continue
		case n.Data == "h1" || n.Data == "h2":
			if length > maxTitle {
				w.fault("title of %d characters: %.60q", length, words)
			}
		case strings.Contains(" "+attr(n, "class")+" ", " sentence "):
			if length > maxSentence {
				w.fault("sentence of %d characters: %.60q", length, words)
			}
		default:
			continue
		}
		total += len(words)
	}
	if total > maxEdition {
		w.fault("edition of %d bytes", total)
	}
	return w.faults
}

// own is the text of an element without its citation marks and the number of its point.
func own(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		class := attr(c, "class")
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case class != "cite" && class != "rank":
			b.WriteString(own(c))
		}
	}
	return b.String()
}
