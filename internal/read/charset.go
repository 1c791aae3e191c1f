package read

import (
	"strings"
	"unicode"

	"github.com/gogs/chardet"

	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

// detectWindow is how much of a body the detector reads: more does not make it surer, only slower.
const detectWindow = 16 << 10

var tags = lazy.MustCompile(`(?s)<[^>]*>`)

// singleByte are the charsets with one byte a character that are weighed against each other, the commonest
// first: among equals the first is taken, and what they would read differently is not in the text. Greek,
// Hebrew and Thai are recognised by their letters alone, before.
var singleByte = strings.Fields(`windows-1252 windows-1251 windows-1250 iso-8859-2 windows-1254 koi8-r iso-8859-5
	windows-1256 iso-8859-6 koi8-u windows-1257 ibm866 x-mac-cyrillic iso-8859-15 iso-8859-16 iso-8859-3 iso-8859-4
	windows-1258 macintosh`)

// rare are those that hardly anything is written in; they have to be clearly the better reading.
var rare = set(`ibm866 x-mac-cyrillic macintosh iso-8859-3 iso-8859-4 iso-8859-16`)

// detect decodes bytes of which nothing says what they are: charsets of several bytes a character are told by
// their byte patterns, the others by which reading looks most like a language.
func detect(body []byte) (text, name string) {
	sample := tags.ReplaceAll(body[:min(len(body), detectWindow)], []byte(" "))
	if highBytes(sample) == 0 {
		sample = body
	}
	if looksThai(sample) {
		if text, name, ok := decodeAs(body, "windows-874"); ok {
			return text, name
		}
	}
	results, err := chardet.NewTextDetector().DetectAll(sample)
	if err == nil {
		for _, r := range results {
			if !byPattern(r.Charset) {
				if alike(r.Charset) {
					break
				}
				continue
			}
			if text, name, ok := decodeAs(body, r.Charset); ok {
				return text, name
			}
		}
	}
	best, score := "windows-1252", 0.0
	words := highWords(sample)
	for _, label := range singleByte {
		s := reading(words, label)
		if rare[label] {
			s *= 0.9
		}
		if s > score {
			best, score = label, s
		}
	}
	text, name, _ = decodeAs(body, best)
	return text, name
}

// byPattern reports whether the detector's word is good for a charset: it is when bytes follow patterns, or
// when the letters are of a script of their own.
func byPattern(charset string) bool {
	switch charset {
	case "Big5", "GB18030", "GB-18030", "EUC-JP", "EUC-KR", "Shift_JIS", "UTF-8",
		"ISO-8859-7", "windows-1253", "ISO-8859-8", "ISO-8859-8-I", "windows-1255":
		return true
	}
	return false
}

// alike reports whether a charset is one that only its reading tells apart.
func alike(charset string) bool {
	return strings.HasPrefix(charset, "ISO-8859-") || strings.HasPrefix(charset, "windows-125") ||
		strings.HasPrefix(charset, "KOI8")
}

// highWords gives the words of a sample that hold bytes beyond ASCII: only they are read differently.
func highWords(sample []byte) []byte {
	var out []byte
	for word := range splitBytes(sample) {
		if highBytes(word) > 0 {
			out = append(append(out, word...), ' ')
		}
		if len(out) > 1200 {
			break
		}
	}
	return out
}

// splitBytes yields the runs of bytes between white space.
func splitBytes(b []byte) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		start := 0
		for i, c := range b {
			if c > ' ' {
				continue
			}
			if i > start && !yield(b[start:i]) {
				return
			}
			start = i + 1
		}
		if start < len(b) {
			yield(b[start:])
		}
	}
}

// reading weighs how much words decoded in a charset look like a language of the table: its n-grams, less the
// marks of a wrong reading, which are control characters, characters that do not exist, and capitals after
// small letters.
func reading(words []byte, label string) float64 {
	enc, _ := lookup(label)
	decoded, bad := decodeWith(enc, words)
	best := 0.0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic} {
		best = max(best, text.Likeness(decoded, script))
	}
	return best - 60*float64(4*bad+oddities(decoded))
}

// oddities counts what a wrong reading leaves in words: control characters, a capital after a small letter,
// signs that are no punctuation beside letters, letters of two scripts side by side.
func oddities(text string) int {
	n := 0
	var before rune
	for _, r := range text {
		switch {
		case r >= 0x80 && r < 0xa0:
			n += 4
		case unicode.IsUpper(r) && unicode.IsLower(before):
			n++
		case isSign(r) && unicode.IsLetter(before), unicode.IsLetter(r) && isSign(before):
			n++
		case unicode.IsLetter(r) && unicode.IsLetter(before) && isLatin(r) != isLatin(before):
			n++
		}
		before = r
	}
	return n
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// isSign reports whether r is a sign beyond ASCII that does not stand beside letters in a text.
func isSign(r rune) bool {
	return r >= 0x80 && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsSpace(r) &&
		(!unicode.IsPunct(r) || strings.ContainsRune("‚„…†‡‰‹›•¡¿§¶·", r))
}

// looksThai reports whether the high bytes are Thai in TIS-620: nearly all of them are letters of it, and
// vowels and tone marks stand above consonants, never at a word's start.
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
