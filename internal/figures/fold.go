package figures

import (
	"unicode"

	"polydigest/internal/when"
)

// foldRune is r as words are compared: lower case, full-width as ASCII, Arabic and Devanagari letters in one
// spelling, accents dropped where they do not tell words apart. It is -1 for what does not count at all: vowel
// signs, tatweel, joiners, soft hyphens. Lower case follows Unicode, but for Turkish its own dotless i.
func (lx *lexicon) foldRune(r rune) rune {
	if r < rune(len(lx.folds)) {
		return rune(lx.folds[r])
	}
	return lx.foldAny(r)
}

// foldAny is foldRune without the table of the common scripts.
func (lx *lexicon) foldAny(r rune) rune {
	switch {
	case r < 0x250:
		return lx.foldLatin(r)
	case r < 0x370:
		if lx.accents {
			return r
		}
		return -1 // a combining accent
	case r < 0x400:
		return when.PlainGreek(unicode.ToLower(r))
	case r < 0x530:
		return foldCyrillic(r)
	case r >= 0x590 && r < 0x780:
		return foldSemitic(r)
	case r >= 0x900 && r < 0x980:
		return foldDevanagari(r)
	case r >= 0x3041 && r < 0xd800, r >= 0xe01 && r < 0xe80:
		return r // no case
	case r >= 0xff01 && r <= 0xff5e:
		return lx.foldAny(r - 0xfee0)
	}
	return foldSign(unicode.ToLower(r))
}

// plainLatin maps U+00C0 to U+017F, lower case, to their base letters.
const plainLatin = "aaaaaaaceeeeiiiidnooooo×ouuuuyþßaaaaaaaceeeeiiiidnooooo÷ouuuuyþy" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

var plainLatinRunes = []rune(plainLatin)

func (lx *lexicon) foldLatin(r rune) rune {
	switch {
	case r == 0xad:
		return -1
	case r == 0xa0:
		return ' '
	case r == 'I' && lx.tag == "tr":
		return 'ı'
	case r == 'İ' && lx.tag == "tr":
		return 'i'
	case r >= 0xdf && r < 0x100 && lx.accents:
		return r
	case lx.accents || r < 0xc0:
		return unicode.ToLower(r)
	case int(r-0xc0) < len(plainLatinRunes):
		return plainLatinRunes[r-0xc0]
	}
	return unicode.ToLower(r)
}

// foldSign folds the quotation marks, hyphens and spaces that typography has beside those of ASCII.
func foldSign(r rune) rune {
	switch r {
	case 0x2019:
		return '\''
	case 0x201c, 0x201d:
		return '"'
	case 0x2010, 0x2011:
		return '-'
	case 0x2009, 0x202f, 0x3000:
		return ' '
	case 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e:
		return -1
	}
	return r
}

func foldCyrillic(r rune) rune {
	switch {
	case r >= 0x410 && r < 0x430:
		return r + 0x20
	case r == 'ё' || r == 'Ё':
		return 'е'
	case r >= 0x400 && r < 0x410:
		return r + 0x50
	case r < 0x460:
		return r
	}
	return unicode.ToLower(r)
}

func foldSemitic(r rune) rune {
	switch {
	case r >= 0x591 && r <= 0x5c7 && r != 0x5be, r >= 0x64b && r <= 0x65f, r == 0x670, r == 0x640:
		return -1
	}
	switch r {
	case 0x5be:
		return '-'
	case 0x5f3:
		return '\''
	case 0x5f4:
		return '"'
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ي', 'ے':
		return 'ی'
	case 'ك':
		return 'ک'
	case 'ة', 'ۀ', 'ە':
		return 'ه'
	case 'ؤ':
		return 'و'
	}
	return r
}

func foldDevanagari(r rune) rune {
	switch {
	case r == 0x93c: // nukta
		return -1
	case r == 0x901:
		return 0x902
	case r >= 0x958 && r <= 0x95f:
		return [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}[r-0x958]
	}
	return r
}
