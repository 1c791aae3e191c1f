package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text from outside fit to stand in a line of ours: white space of any kind becomes one space, and
// what cannot be seen or would move other text about is dropped: controls (so no terminal escapes), bidirectional
// marks and overrides, tag characters, byte-order marks, interlinear annotations. Joiners stay only inside the
// scripts and emoji that need them.
func clean(s string) string {
	return strings.Join(strings.Fields(Visible(s)), " ")
}

// defang breaks what mail programs and terminals make links of, visibly: "https[:]//", "www[.]", "mailto[:]". Words
// of ours and of a model carry no addresses; a quote keeps them where nothing makes links of plain text.
func defang(s string) string {
	s = strings.ReplaceAll(s, "://", "[:]//")
	for _, scheme := range []string{"www.", "mailto:", "tel:"} {
		for at := 0; ; {
			i := strings.Index(lowerASCII(s[at:]), scheme)
			if i < 0 {
				break
			}
			end := at + i + len(scheme)
			s = s[:end-1] + "[" + s[end-1:end] + "]" + s[end:]
			at = end + 2
		}
	}
	return s
}

// lowerASCII lowers A to Z alone, so that offsets stay what they are in s.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// Visible is s without the characters that no rendering lets through from a source; line feeds stay. Checkers
// compare what they find in a rendering with this form of a stored text.
func Visible(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	before := rune(-1)
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			// Either the replacement character itself or a byte that is not UTF-8: shown as such.
			b.WriteRune(utf8.RuneError)
		case r == '\n':
			b.WriteByte('\n')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == '\u200c' || r == '\u200d':
			if after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); joins(before) && joins(after) {
				b.WriteRune(r)
			}
		case !hidden(r):
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// plain reports whether s is printable ASCII and line feeds only, the common case that needs no copy.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '\n' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

// hidden reports whether r is never shown when it comes from a source.
func hidden(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cs, r), unicode.Is(unicode.Co, r):
		return true
	case unicode.Is(unicode.Cf, r):
		// Arabic number signs are format characters by category, yet visible and meant.
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
		return false // variation selectors: they choose a glyph of the character before
	}
	return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// joins reports whether a zero-width joiner or non-joiner next to r changes how it is read: Arabic letters, the
// scripts of India and South-East Asia, and emoji.
func joins(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi,
		unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
		unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Mongolian, unicode.So, unicode.Sk) ||
		r == '\ufe0f'
}
