package source

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"
)

// notText says why a body cannot be a document: it is empty, or its first bytes are no text in any charset. "" is
// for text, and for PDF, which is left to package read.
func notText(body []byte) string {
	head := body[:min(len(body), 8<<10)]
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return "empty"
	case isText(head), bytes.HasPrefix(head, []byte("%PDF-")):
		return ""
	}
	if kind, _, _ := strings.Cut(http.DetectContentType(head), ";"); !strings.HasPrefix(kind, "text/") {
		return "not a text: " + kind
	}
	return ""
}

// isText reports whether the head of a body is text: UTF-8, UTF-16 or UTF-32 by its byte order mark or by where its
// zeros are, or any older charset, which has no zeros and next to no control characters.
func isText(head []byte) bool {
	for _, bom := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\x00\x00\xfe\xff"} {
		if bytes.HasPrefix(head, []byte(bom)) {
			return true
		}
	}
	var zeros [2]int // at even and odd places
	controls := 0
	for i, c := range head {
		switch {
		case c == 0:
			zeros[i%2]++
		case c < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)): // ESC: ISO-2022-JP
			controls++
		}
	}
	if zeros[0]+zeros[1] > 0 {
		few, many := min(zeros[0], zeros[1]), max(zeros[0], zeros[1])
		return controls == 0 && many > 4*few && many > len(head)/50 // UTF-16 without a mark
	}
	if controls == 0 && utf8.Valid(cutRune(head)) {
		return true
	}
	return controls <= len(head)/50 && !hasMagic(head)
}

// hasMagic reports whether a file begins as some binary format does.
func hasMagic(head []byte) bool {
	kind := http.DetectContentType(head)
	return !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream"
}

// cutRune takes a rune off the end of b that the cut at the head's length may have torn.
func cutRune(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if r := b[len(b)-n:]; utf8.RuneStart(r[0]) {
			if !utf8.FullRune(r) {
				return b[:len(b)-n]
			}
			return b
		}
	}
	return b
}
