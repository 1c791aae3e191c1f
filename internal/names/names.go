// Package names compares persons, places and organisations across languages and scripts: whether two spellings can be
// one name, whether a name stands in a text, and whether the names of a claim stand in what it cites. It is pure.
//
// Spellings in two scripts are compared by sound ([Distance]): kana, hangul, Cyrillic, Greek, Arabic, Hebrew, Thai and
// Devanagari letters, and Han characters by their Mandarin, Japanese or Korean readings, as strings of sounds with a
// weighted edit distance. Spellings in one script are compared letter by letter after folding, with the endings of
// inflected languages allowed ([Occurs]). Countries and cities are known by name in 25 languages.
//
// Sources of the tables: Han readings from the Unicode Han Database (readings.txt, made by gen), places from Unicode
// CLDR (places.txt, made by gen), letters by the common romanisations, title words by hand.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes letters comparable: NFKD without marks, lower case, one form of the letters that writers interchange.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && r != 0x3099 && r != 0x309a && !(0x900 <= r && r < 0x1000) && !(0xe00 <= r && r < 0xe80) {
			return -1
		}
		switch r {
		case 'ё':
			return 'е'
		case 'ı':
			return 'i'
		case 'ł':
			return 'l'
		case 'ø':
			return 'o'
		case 'đ':
			return 'd'
		case 'ی', 'ى':
			return 'ي'
		case 'ک':
			return 'ك'
		case 'ة':
			return 'ه'
		case 'ς':
			return 'σ'
		case '’', 'ʼ', '׳':
			return '\''
		case '\u0640', '\u200c', '\u200d':
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s)))
}

// tail says how many letters a name may have behind it and still be the name, in languages that inflect names.
var tail = map[string]int{
	"ru": 3, "uk": 3, "pl": 4, "cs": 4, "tr": 4, "fi": 5, "hu": 5, "el": 3, "hi": 0, "sk": 4, "hr": 3, "sr": 3, "de": 2,
	"sv": 1, "nl": 1, "en": 2, "lt": 4, "lv": 3, "et": 4, "bg": 3, "ro": 4,
}

// Occurs reports whether a name stands in a text of a language: folded, between word boundaries where the script has
// them, with the endings that the language gives to names.
func Occurs(name, text, lang string) bool {
	n, t := fold(strings.TrimSpace(name)), fold(text)
	if n == "" {
		return false
	}
	switch scriptOfText(n) {
	case hanScript, kana, thai:
		return strings.Contains(t, n)
	case hangul, arabic, hebrew:
		return occursAt(n, t, 4, true)
	}
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	more := tail[primary]
	if occursAt(n, t, more, false) {
		return true
	}
	if r, size := utf8.DecodeLastRuneInString(n); more >= 3 && utf8.RuneCountInString(n) > 4 && inflects(r) {
		return occursAt(n[:len(n)-size], t, more, false) // Москва, Москвы; Warszawa, Warszawie
	}
	return false
}

// inflects reports whether a name's last letter changes with its case.
func inflects(r rune) bool { return strings.ContainsRune("aeoiyuаяоейьіїуηαοσς", r) }

// occursAt looks for n in t at the start of a word, with up to more letters behind. joined lets up to three letters
// stand before it: the particles that Arabic and Hebrew write with a word. Letters of another script are no part of the
// word: Japanese writes GreyHeronは.
func occursAt(n, t string, more int, joined bool) bool {
	for at := 0; ; {
		i := strings.Index(t[at:], n)
		if i < 0 {
			return false
		}
		i += at
		if own := scriptOfText(n); lettersBefore(t[:i], own) <= limit(joined) && lettersAfter(t[i+len(n):], own) <= more {
			return true
		}
		at = i + 1
		for at < len(t) && !utf8.RuneStart(t[at]) {
			at++
		}
	}
}

func limit(joined bool) int {
	if joined {
		return 3
	}
	return 0
}

func lettersBefore(s string, of script) int {
	n := 0
	for s != "" && n < 5 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsLetter(r) || otherScript(r, of) {
			break
		}
		n, s = n+1, s[:len(s)-size]
	}
	return n
}

func lettersAfter(s string, of script) int {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) || otherScript(r, of) || n > 6 {
			break
		}
		n++
	}
	return n
}

func otherScript(r rune, of script) bool {
	is := scriptOf(r)
	return is != other && of != other && is != of
}
