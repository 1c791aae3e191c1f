package read

import (
	"strings"

	"polydigest/internal/text"
)

// A piece is a block on its way into a Document: what a reader would see as one paragraph, heading, list item
// or line.
type piece struct {
	text.Span        // in the source text, for text that comes back unchanged
	text      string // white space trimmed; may hold single line ends
	role      text.Role
	heading   bool // the source marks it as one
	item      bool // a list item: the next stands on the next line
	row       bool // of a table: its figures are no counters
	wide      bool // a blank line stands before it
	links     int  // bytes of text inside links
	page      int  // of a paged document, from 1
}

// assemble joins what is left without chrome into a Document's text and blocks.
func assemble(pieces []piece) (string, []text.Block) {
	var b strings.Builder
	blocks := make([]text.Block, 0, len(pieces))
	for i, p := range pieces {
		if p.role == text.Chrome {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
			if p.wide || i > 0 && !(p.item && pieces[i-1].item) {
				b.WriteString("\n")
			}
		}
		start := b.Len()
		b.WriteString(p.text)
		blocks = append(blocks, text.Block{Span: text.Span{Start: start, End: b.Len()}, Role: p.role, Page: p.page})
	}
	return b.String(), blocks
}

// keepAll makes blocks of pieces in a text that stays as it is.
func keepAll(pieces []piece) []text.Block {
	blocks := make([]text.Block, len(pieces))
	for i, p := range pieces {
		blocks[i] = text.Block{Span: p.Span, Role: p.role, Page: p.page}
	}
	return blocks
}
