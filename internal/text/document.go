// Package text is what a document is to the program, whatever it was read from: its text in blocks and sentences that
// can be numbered, shown and quoted, each in its role and language. Package read makes one of bytes.
//
// Every offset inside the program is a byte offset into Document.Text, on a grapheme boundary; [Index] converts to
// the code points that the digest's JSON speaks. The package is pure: text in, values out, no I/O.
package text

import (
	"time"

	"polydigest/internal/digest"
)

// Raw is what a source handed over: bytes and what is declared of them. Declared values win over what the bytes say.
type Raw struct {
	Body        []byte
	ContentType string // as declared by a server or a file's extension; "" when nothing says
	URL         string // where it came from; "" for standard input
	Plain       bool   // Body is text already and comes back unchanged; chrome in it is marked, not cut
	Title       string
	Publisher   string
	Author      []string
	Language    string           // BCP 47
	Published   string           // as written; any form that a date parser reads
	DateBasis   digest.DateBasis // of Published
}

// An Item is one document as its source handed it over, or the reason why there is none.
type Item struct {
	Source      string // what coverage calls it: a path, a URL, file:line
	Raw         Raw
	RetrievedAt time.Time
	FirstSeen   time.Time // when a page or item was met first; zero for files
	FinalURL    string    // where redirects led
	Supersedes  string    // hash of the text that this page had before it was edited
	Publisher   string    // what the feed calls itself, for a document that names no publisher
	Feed        string    // that a page says it has

	// State is empty when Raw was read; otherwise it is Failed, Skipped or OutsidePeriod, and Reason says why, without
	// the source's name. A Reason without a State is a remark: that this is only a summary, say.
	State  digest.ItemState
	Reason string
}

// Version names the rules that made a Document; it rises when the same bytes may give another text.
const Version = "text@4"

// A Document is one source text as a reader would see it.
type Document struct {
	Title     string
	URL       string // canonical when the page names one
	Publisher string
	Author    []string
	Published string // EDTF; "" when nothing says
	DateBasis digest.DateBasis
	Language  string // BCP 47; "und" when it cannot be told
	Text      string // UTF-8, lines end in \n
	Blocks    []Block
	Sentences []Sentence
	Extractor string // "text@<version>"
}

// A Span is a half-open range of bytes in Document.Text.
type Span struct{ Start, End int }

// A Block is a paragraph, heading, list item or line. Blocks are in order and do not overlap; between them lie
// only white space.
type Block struct {
	Span
	Role     Role
	Language string
	Page     int // of a paged document, from 1; else 0
}

// A Sentence is never split over two blocks. Sentences and the gaps between them together are the text. A
// sentence's number, as models and coverage know it, is its index plus one.
type Sentence struct {
	Span
	Block    int // index into Blocks
	Role     Role
	Language string
}

// Role says what a block or sentence is to a reader.
type Role string

const (
	Body        Role = "body"
	Title       Role = "title"
	Heading     Role = "heading"
	Credit      Role = "credit"      // byline, agency tag, 【…】, footnote that names a source
	Translation Role = "translation" // machine translation of its neighbour, set aside: never asked about, ranked or cited
	Chrome      Role = "chrome"      // navigation, share links, appeals, counters: never asked about, ranked or cited
)

// Citable reports whether a sentence in this role may be asked about, ranked and cited.
func (r Role) Citable() bool { return r != Translation && r != Chrome }
