package read

import (
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

// A kind is what a decoded body is to be read as.
type kind int

const (
	kindPlain kind = iota // plain text and Markdown: read line by line
	kindHTML
	kindDump // a feed reader's dump: a head in Markdown, then the item's HTML
)

var (
	htmlStart = lazy.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b`)
	blockTag  = lazy.MustCompile(`(?i)</?(?:p|div|br|table|tr|td|ul|ol|li|h[1-6]|article|section|span|a|img|` +
		`blockquote)\b[^<>]*>`)
)

// sniff tells what to read body as. The declared type counts for HTML only: servers call many things
// text/plain, and files have no type at all. Text never goes through an HTML extractor, which would lose its
// lines.
func sniff(body, contentType string) kind {
	if dumpHead.MatchString(body[:min(len(body), 8<<10)]) {
		return kindDump
	}
	if htmlStart.MatchString(body[:min(len(body), 8<<10)]) {
		return kindHTML
	}
	media, _, _ := mime.ParseMediaType(contentType)
	tagBytes := 0
	found := blockTag.FindAllStringIndex(body[:min(len(body), 64<<10)], 200)
	for _, m := range found {
		tagBytes += m[1] - m[0]
	}
	switch {
	case strings.Contains(media, "html"):
		return kindHTML
	case len(found) >= 3 && (tagBytes*50 > len(body) || len(found) >= 40):
		return kindHTML
	case len(found) >= 1 && strings.HasPrefix(strings.TrimSpace(body), "<"):
		return kindHTML
	}
	return kindPlain
}

// isBinary reports whether decoded text cannot be text: control characters that no document has, or mostly
// characters that no charset gave.
func isBinary(body string) bool {
	head := body[:min(len(body), 64<<10)]
	control, bad, total := 0, 0, 0
	for _, r := range head {
		total++
		switch {
		case r == utf8.RuneError:
			bad++
		case r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", r) || r == 0x7f:
			control++
		}
	}
	return control*50 > total || bad*4 > total
}

// hasText reports whether there is anything to read: a letter or a digit.
func hasText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// normalizeLines makes every line end a \n, and drops what no reader sees: marks of byte order and zero bytes.
func normalizeLines(s string) string {
	if !strings.ContainsAny(s, "\r\x00\ufeff\u2028\u2029\u0085\f\v") {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n",
		"\f", "\n", "\v", "\n", "\ufeff", "", "\x00", "").Replace(s)
}
