// Package read turns the bytes of a source into a [text.Document]: decoded, without navigation and other chrome, with
// its title, date and language, and cut into sentences. It is apart from package text since all steps work with
// documents, and only the first one, fetch, needs charsets, pages and PDF. It is pure: bytes in, values out, no I/O.
package read

import (
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// MaxBytes is the longest body that Read takes: the guarded fetcher's bound on a decoded body.
const MaxBytes = 10 << 20

// An Error is a condition of a source that leaves nothing to digest. Coverage lists its [Error.Reason].
type Error string

// Conditions that Read reports instead of a Document.
const (
	ErrEmpty    Error = "empty_document"  // no letter and no digit in it
	ErrBinary   Error = "binary_document" // a picture, an archive, a program
	ErrTooLarge Error = "document_too_large"
	ErrConsent  Error = "consent_wall"     // the page asks for cookies instead of showing its text
	ErrScript   Error = "needs_javascript" // the page's text comes from a script
	ErrPaywall  Error = "paywall_teaser"   // only the first lines are there
	ErrNotFound Error = "soft_404"         // an error page, whatever its status said
	ErrPDF      Error = "unreadable_pdf"   // damaged

	ErrPDFLocked   Error = "encrypted_pdf"
	ErrPDFPictures Error = "pdf_without_text" // pictures of pages
)

var errorTexts = map[Error]string{
	ErrEmpty:    "no text in it",
	ErrBinary:   "not a text document",
	ErrTooLarge: "document larger than 10 MiB",
	ErrConsent:  "the page shows a consent wall instead of its text",
	ErrScript:   "the page needs JavaScript to show its text",
	ErrPaywall:  "the page shows only a teaser; the text is behind a paywall",
	ErrNotFound: "the page says that there is no such page",
	ErrPDF:      "the PDF is damaged: no text can be read from it",

	ErrPDFLocked:   "the PDF is encrypted: no text can be read from it without its password",
	ErrPDFPictures: "the PDF has no text, perhaps only pictures of pages: it needs text recognition (OCR) first",
}

func (e Error) Error() string { return errorTexts[e] }

// Reason is the code that coverage shows.
func (e Error) Reason() string { return string(e) }

// Document turns a source's bytes into a document. The error is one of the conditions above. Of a page that hides
// its text the Document holds what it does show, for people to look at; bytes that are no text give none. Text
// in a charset that cannot be told is decoded as well as it can be: the result is always valid UTF-8.
func Document(raw text.Raw) (text.Document, error) {
	if len(raw.Body) > MaxBytes {
		return text.Document{}, ErrTooLarge
	}
	doc, err := read(raw)
	if !hasText(doc.Text) && !(raw.Plain && strings.TrimSpace(doc.Text) != "") {
		if err == nil {
			err = ErrEmpty
		}
		return text.Document{}, err
	}
	return finish(doc, raw), err
}

// read finds out what the bytes are and reads them as that.
func read(raw text.Raw) (text.Document, error) {
	if raw.Plain {
		return readLines(strings.ToValidUTF8(string(raw.Body), "\uFFFD"), raw, true), nil
	}
	if isPDF(raw.Body) {
		return readPDF(raw)
	}
	body, _ := Decode(raw.Body, raw.ContentType)
	if isBinary(body) {
		return text.Document{}, ErrBinary
	}
	switch sniff(body, raw.ContentType) {
	case kindDump:
		return readDump(normalizeLines(body), raw)
	case kindHTML:
		return readHTML(body, raw)
	}
	return readLines(normalizeLines(body), raw, false), nil
}

// finish lets declared metadata win, and cuts the text into sentences.
func finish(doc text.Document, raw text.Raw) text.Document {
	doc.Extractor = text.Version
	if raw.Title != "" {
		doc.Title = raw.Title
	}
	if raw.Publisher != "" {
		doc.Publisher = raw.Publisher
	}
	if len(raw.Author) > 0 {
		doc.Author = raw.Author
	}
	if doc.URL == "" {
		doc.URL = raw.URL
	}
	text.Segment(&doc, declaredLanguage(doc, raw))
	datePublished(&doc, raw)
	return doc
}

// declaredLanguage is what the source declares or, where its text agrees, the page: templates say "en" over any
// text.
func declaredLanguage(doc text.Document, raw text.Raw) string {
	if raw.Language != "" || doc.Language == "" {
		return raw.Language
	}
	told, _ := text.Language(text.Head(doc.Text, 1500))
	if told == "und" || text.Base(told) == text.Base(doc.Language) {
		return doc.Language
	}
	return ""
}

// datePublished settles the date: what the source declares, then what the document says of itself, then when its
// file was written or first seen.
func datePublished(doc *text.Document, raw text.Raw) {
	given, ok := parseDate(raw.Published, doc.Language)
	weak := raw.DateBasis == digest.DateFile || raw.DateBasis == digest.DateFirstSeen
	if ok && !weak {
		doc.Published, doc.DateBasis = given, raw.DateBasis
		if doc.DateBasis == "" {
			doc.DateBasis = digest.DateMeta
		}
		return
	}
	if doc.Published != "" {
		return
	}
	if edtf := dateInText(doc); edtf != "" {
		doc.Published, doc.DateBasis = edtf, digest.DateText
		return
	}
	doc.DateBasis = digest.DateNone
	if ok {
		doc.Published, doc.DateBasis = given, raw.DateBasis
	}
}
