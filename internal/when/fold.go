package when

import (
	"unicode"
	"unicode/utf8"
)

// fold appends the lower-case form of the word at the front of s to buf and returns it with the word's length in s.
// Marks that writers leave out are dropped and letters that they interchange made one: Arabic vowels and alefs,
// Hebrew points, Greek accents, ё. A word too long for a lexicon folds to nothing.
func (l *lexicon) fold(buf []byte, s string) ([]byte, int) {
	size := len(s)
	for i, r := range s {
		f := rune(-1)
		switch {
		case r == 'I' && l.turkic:
			f = 'ı'
		case r < rune(len(common)):
			f = rune(common[r])
		case letter(r), r == '\u200c', r == '\u200d':
			f = foldRune(r)
		}
		if f < 0 {
			size = i
			break
		}
		if f != 0 && len(buf) < maxWord {
			buf = utf8.AppendRune(buf, f)
		}
	}
	if len(buf) >= maxWord {
		return buf[:0], size
	}
	return buf, size
}

// common is foldRune of the letters of the common scripts that are written with spaces, and -1 for other characters.
var common = func() (folds [0x700]int16) {
	for r := range rune(len(folds)) {
		folds[r] = -1
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
			folds[r] = int16(foldRune(r))
		}
	}
	return folds
}()

// foldRune lowers one rune; 0 drops it.
func foldRune(r rune) rune {
	switch {
	case r == 0x093c: // nukta
		return 0
	case 0x0958 <= r && r <= 0x095f: // letters with a nukta
		return [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}[r-0x0958]
	case 0x064b <= r && r <= 0x0652, r == 0x0670, r == 0x0640, 0x0591 <= r && r <= 0x05c7, r == '\u200c', r == '\u200d':
		return 0
	}
	switch r {
	case 'İ':
		return 'i'
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ة':
		return 'ه'
	}
	switch {
	case 0x430 <= r && r < 0x450, 0x600 <= r && r < 0xe00:
		return r
	case 0x410 <= r && r < 0x430:
		return r + 0x20
	}
	if r = unicode.ToLower(r); r == 'ё' {
		return 'е'
	}
	return PlainGreek(r)
}

// PlainGreek gives a small Greek letter without its accent and the sigma of a word's end as the other one. Any other
// letter is as it was.
func PlainGreek(r rune) rune {
	switch r {
	case 'ά':
		return 'α'
	case 'έ':
		return 'ε'
	case 'ή':
		return 'η'
	case 'ί', 'ϊ', 'ΐ':
		return 'ι'
	case 'ό':
		return 'ο'
	case 'ύ', 'ϋ', 'ΰ':
		return 'υ'
	case 'ώ':
		return 'ω'
	case 'ς':
		return 'σ'
	}
	return r
}

// foldRest folds what follows the first word of a form: words, single spaces, other characters as they are.
func (l *lexicon) foldRest(s string) string {
	var out []byte
	for len(s) > 0 {
		var buf [maxWord]byte
		if word, size := l.fold(buf[:0], s); size > 0 {
			out, s = append(out, word...), s[size:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		out, s = utf8.AppendRune(out, r), s[size:]
	}
	return string(out)
}

// matchRest compares the rest of a form with the text at i, folded; a space stands for any white space. The match
// ends at the end of a word, and takes in a dot when the form is an abbreviation.
func (l *lexicon) matchRest(text string, i int, rest string) (int, bool) {
	for len(rest) > 0 {
		if rest[0] == ' ' {
			rest = rest[1:]
			start := i
			for i < len(text) {
				r, size := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsSpace(r) {
					break
				}
				i += size
			}
			if i == start {
				return 0, false
			}
			continue
		}
		want, wsize := utf8.DecodeRuneInString(rest)
		got, gsize := utf8.DecodeRuneInString(text[i:])
		if gsize == 0 {
			return 0, false
		}
		got = foldRune(got)
		if got == '’' || got == 'ʼ' {
			got = '\''
		}
		if got == 0 {
			i += gsize
			continue
		}
		if got != want {
			return 0, false
		}
		rest, i = rest[wsize:], i+gsize
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return i, i == len(text) || !letter(r) && (digitOf(r) < 0 || digitOf(rune(text[i-1])) < 0)
}
