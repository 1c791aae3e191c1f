package text

import (
	"regexp"
	"unicode"

	"github.com/gogs/chardet"
)

// detectWindow is how much of a body the detector reads: more does not make it surer, only slower.
const detectWindow = 16 << 10

var tags = regexp.MustCompile(`(?s)<[^>]*>`)

// detect decodes bytes of which nothing says what they are.
func detect(body []byte) (text, name string) {
	sample := tags.ReplaceAll(body[:min(len(body), detectWindow)], []byte(" "))
	if looksThai(sample) {
		if text, name, ok := decodeAs(body, "windows-874"); ok {
			return text, name
		}
	}
	results, err := chardet.NewTextDetector().DetectAll(sample)
	if err == nil {
		for _, r := range results {
			if text, name, ok := decodeAs(body, r.Charset); ok {
				return text, name
			}
		}
	}
	text, name, _ = decodeAs(body, "windows-1252")
	return text, name
}

// looksThai reports whether the high bytes are Thai in TIS-620: nearly all of them are letters of it, and vowels and tone
// marks stand above consonants, never at a word's start.
func looksThai(sample []byte) bool {
	enc, _ := lookup("windows-874")
	text, bad := decodeWith(enc, sample)
	if bad > 0 {
		return false
	}
	thai, marks, wrong, high := 0, 0, 0, 0
	var before rune
	for _, r := range text {
		if r >= 0x80 {
			high++
		}
		if unicode.Is(unicode.Thai, r) {
			thai++
			if unicode.Is(unicode.Mn, r) {
				marks++
				if !unicode.Is(unicode.Thai, before) {
					wrong++
				}
			}
		}
		before = r
	}
	return thai >= 8 && thai*20 >= high*19 && marks*10 >= thai && wrong*50 <= marks
}
