package feed

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"

	"polydigest/internal/lazy"
)

var reference = lazy.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// unescape resolves XML's references and HTML's names. Unlike HTML it asks for the semicolon: the text of a link
// may have &copy= in it.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return reference.ReplaceAllStringFunc(s, html.UnescapeString)
}

// tidy trims a text and repairs it.
func tidy(s string) string { return strings.TrimSpace(repair(s)) }

// repair undoes two common faults: UTF-8 read as windows-1252 and written as UTF-8 once more, and characters of
// windows-1252 that were taken for control characters.
func repair(s string) string {
	if original, ok := misread(s); ok {
		return original
	}
	if !strings.ContainsFunc(s, isC1) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isC1(r) {
			return charmap.Windows1252.DecodeByte(byte(r))
		}
		return r
	}, s)
}

// misread gives the text whose UTF-8 was read as windows-1252, if s is the result of that: then its characters, as
// windows-1252, are UTF-8, which other texts in Latin script practically never are.
func misread(s string) (original string, ok bool) {
	high := false
	bytes := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := byte(r), r <= 0xff
		if !ok {
			if b, ok = charmap.Windows1252.EncodeRune(r); !ok {
				return "", false
			}
		}
		high = high || b >= 0x80
		bytes = append(bytes, b)
	}
	return string(bytes), high && utf8.Valid(bytes)
}

func isC1(r rune) bool { return r >= 0x80 && r <= 0x9f && r != 0x85 }
