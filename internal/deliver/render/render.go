// Package render writes a digest for readers: as text for a terminal, Markdown, one self-contained HTML page, the
// parts of a mail, an Atom feed, and as a bundle that holds the digest and the texts it rests on.
//
//	err := render.Write(os.Stdout, render.FormatText, d, texts, render.Options{Lang: "ja", Width: 100})
//
// Every format says the same things in the same order: title; who made it from what; what is missing; per story a
// summary whose sentences carry the numbers of the quotes they rest on, the points by rank with their origins,
// times and relations, opinions with their authors; the quotes in their original languages with document,
// publisher, date and place; a timeline; what is not covered and why. A text that failed its checks shows its
// quotes instead; a source's own sentence is marked as such.
//
// Nothing that came from outside can act in a rendering. It loses control and formatting characters ([Visible]),
// is escaped for its format, never becomes a link, and the only addresses that are linked are those of the
// digest's documents and of the reader's page that [Options] names. There are no images, scripts, or remote
// resources in any format.
//
// Fixed words, plurals, dates and numbers are those of [Languages]; content may be in any language, and each piece
// of it carries its own language and direction.
package render

import (
	"encoding/json"
	"fmt"
	"io"

	"polydigest/internal/digest"
)

// Texts returns a document's text as stored, by the hash that the digest has. An error means that it is not at
// hand; renderings then say so and show the quotes alone.
type Texts func(sha256 string) (string, error)

// Options choose among the ways to write one digest. The zero value is the digest's first language, 80 columns,
// no colour.
type Options struct {
	Lang        string // BCP 47: of the edition, and of the fixed words
	Width       int    // columns of a text
	Color       bool   // a text may use terminal colours
	Page        string // address of the reader's page of this digest, "" when it has none
	Unsubscribe string // address that a mail names for leaving
	// Editions is the address of the page in another language, if it has one there; nil when it has none.
	Editions func(lang string) string
}

// Format names a way to write a digest.
type Format string

const (
	FormatJSON     Format = "json"
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown"
	FormatHTML     Format = "html"
	FormatEmail    Format = "email" // the HTML part of a mail
	FormatAtom     Format = "atom"
	FormatBundle   Format = "bundle"
)

// Formats lists every format.
var Formats = []Format{FormatJSON, FormatText, FormatMarkdown, FormatHTML, FormatEmail, FormatAtom, FormatBundle}

// MediaType is the format's media type, with its charset where that is not implied.
func (f Format) MediaType() string {
	switch f {
	case FormatText:
		return "text/plain; charset=utf-8"
	case FormatMarkdown:
		return "text/markdown; charset=utf-8"
	case FormatHTML, FormatEmail:
		return "text/html; charset=utf-8"
	case FormatAtom:
		return "application/atom+xml"
	}
	return "application/json"
}

// Write writes d in a format.
func Write(w io.Writer, f Format, d *digest.Digest, texts Texts, o Options) error {
	switch f {
	case FormatJSON:
		return JSON(w, d)
	case FormatText:
		return Text(w, d, texts, o)
	case FormatMarkdown:
		return Markdown(w, d, texts, o)
	case FormatHTML:
		return HTML(w, d, texts, o)
	case FormatEmail:
		mail, err := NewMail(d, texts, o)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, mail.HTML)
		return err
	case FormatAtom:
		return Atom(w, Feed{Name: d.Name, Page: func(digest.RunID) string { return o.Page }}, []*digest.Digest{d}, o)
	case FormatBundle:
		return WriteBundle(w, d, texts)
	}
	return fmt.Errorf("no format %q: one of %v", f, Formats)
}

// JSON writes the digest as it is stored, indented.
func JSON(w io.Writer, d *digest.Digest) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}
