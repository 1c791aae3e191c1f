package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names are compared as strings of sounds: small letters for themselves, and S for sh, C for ch, J for the first sound
// of "judge" and of "genre", T for ts, N for ng. Marks of length and tone are dropped and doubled sounds made one.

// A script is a way of writing that sounds are read from.
type script uint8

const (
	other script = iota
	latin
	cyrillic
	greek
	arabic
	hebrew
	kana
	hangul
	hanScript
	thai
	devanagari
)

// blocks are the ranges of Unicode that the scripts' letters lie in, both ends of them.
var blocks = []struct {
	first, last rune
	script      script
}{
	{0x0000, 0x024f, latin}, {0x0370, 0x03ff, greek}, {0x0400, 0x052f, cyrillic}, {0x0590, 0x05ff, hebrew},
	{0x0600, 0x077f, arabic}, {0x0900, 0x097f, devanagari}, {0x0e00, 0x0e7f, thai}, {0x1e00, 0x1eff, latin},
	{0x1f00, 0x1fff, greek}, {'々', '々', hanScript}, {0x3041, '・' - 1, kana}, {'・' + 1, 0x30ff, kana},
	{0x3400, 0x4dbf, hanScript}, {firstHan, lastHan, hanScript}, {0xac00, 0xd7a3, hangul}, {0xfb50, 0xfdff, arabic},
}

func scriptOf(r rune) script {
	for i := range blocks {
		if r > blocks[i].last {
			continue
		}
		if r < blocks[i].first || blocks[i].script == latin && !unicode.IsLetter(r) {
			return other
		}
		return blocks[i].script
	}
	return other
}

// scriptOfText is the script of the first letter.
func scriptOfText(s string) script {
	for _, r := range s {
		if sc := scriptOf(r); sc != other {
			return sc
		}
	}
	return other
}

// sounds returns how a name may sound: one string, or for Han several. ok is false for a script that is not read.
func sounds(name, lang string) ([]string, bool) {
	name = strings.ToLower(norm.NFKC.String(name))
	switch sc := scriptOfText(name); sc {
	case latin:
		if strings.HasPrefix(lang, "zh") {
			return []string{collapse(mapped(name, pinyinSounds))}, true
		}
		return []string{collapse(latinSounds(name, lang))}, true
	case cyrillic, greek, arabic, hebrew, kana, thai, devanagari:
		return []string{collapse(mapped(name, soundsIn(sc)))}, true
	case hangul:
		return []string{collapse(hangulSounds(name))}, true
	case hanScript:
		return hanSounds(name, lang)
	}
	return nil, false
}

// collapse drops what carries no sound and makes doubled sounds one.
func collapse(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < utf8.RuneSelf && (isVowel(c) || consonants[c]) && (len(out) == 0 || out[len(out)-1] != c) {
			out = append(out, c)
		}
	}
	return string(out)
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

var consonants = [128]bool{
	'b': true, 'd': true, 'f': true, 'g': true, 'h': true, 'k': true, 'l': true, 'm': true, 'n': true, 'p': true,
	'r': true, 's': true, 't': true, 'v': true, 'w': true, 'y': true, 'z': true, 'S': true, 'C': true, 'J': true,
	'T': true, 'N': true,
}

// mapped replaces the longest entries of a table, of up to three runes; runes in no table are dropped.
func mapped(s string, table map[string]string) string { return mappedOr(s, table, nil) }

// mappedOr hands runes in no table to fallback.
func mappedOr(s string, table map[string]string, fallback func(rune) string) string {
	out := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); {
		var ends [3]int
		n, at := 0, i
		for n < 3 && at < len(s) {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
			ends[n] = at
			n++
		}
		next := ends[0]
		for n--; n >= 0; n-- {
			if v, ok := table[s[i:ends[n]]]; ok {
				out, next = append(out, v...), ends[n]
				break
			}
		}
		if n < 0 && fallback != nil {
			r, _ := utf8.DecodeRuneInString(s[i:])
			out = append(out, fallback(r)...)
		}
		i = next
	}
	return string(out)
}

// latinSounds reads Latin letters as the languages of Europe mostly do; what one letter may mean in several of them is
// near to itself in cost.
func latinSounds(s, lang string) string {
	base := func(r rune) string {
		for _, d := range norm.NFD.String(string(r)) {
			if v, ok := latinTable[string(d)]; ok {
				return v
			}
		}
		return ""
	}
	primary, _, _ := strings.Cut(lang, "-")
	if own := latinOwn[primary]; own != nil {
		s = mappedOr(s, own, func(r rune) string { return string(r) })
	}
	return mappedOr(s, latinTable, base)
}

// latinOwn respells what single languages write their own way into what latinTable reads.
var latinOwn = map[string]map[string]string{
	"de": {"sch": "sh", "tsch": "ch", "w": "v", "z": "ts", "ei": "ai", "eu": "oi", "äu": "oi", "j": "y", "v": "f"},
	"pl": {"sz": "sh", "cz": "ch", "rz": "zh", "w": "v", "ł": "w", "ć": "ch", "ś": "sh", "ź": "zh", "ż": "zh", "c": "ts", "ch": "h", "j": "y"},
	"tr": {"ş": "sh", "ç": "ch", "c": "dj", "ğ": "g", "ı": "i", "j": "zh"},
	"fr": {"ch": "sh", "ou": "u", "eau": "o", "au": "o", "oi": "wa", "j": "zh"},
	"it": {"ch": "k", "gli": "li", "gn": "ny", "ci": "chi", "ce": "che", "gi": "dji", "ge": "dje"},
	"es": {"j": "h", "ll": "y", "ñ": "ny", "gi": "hi", "ge": "he", "qu": "k", "z": "s"},
	"pt": {"nh": "ny", "lh": "ly", "ç": "s", "x": "sh", "ch": "sh", "j": "zh"},
	"cs": {"š": "sh", "č": "ch", "ž": "zh", "c": "ts", "ř": "rzh", "ch": "h", "j": "y", "w": "v"},
}

var latinTable = map[string]string{
	"sch": "S", "tch": "C", "sh": "S", "ch": "C", "zh": "J", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ck": "k",
	"ts": "T", "tz": "T", "qu": "kw", "ng": "N", "dj": "J", "dg": "J", "wh": "w", "rh": "r", "ee": "i", "oo": "u",
	"ou": "u", "ce": "se", "ci": "si", "cy": "si", "ge": "ge", "cs": "C", "sz": "S", "cz": "C",
	"a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "i": "i", "j": "J", "k": "k",
	"l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v",
	"w": "w", "x": "ks", "y": "i", "z": "z", "š": "S", "č": "C", "ž": "J", "ß": "s", "ø": "o", "æ": "e", "œ": "e",
	"ð": "d", "þ": "t", "ł": "l", "đ": "d", "ı": "i", "ñ": "n", "ç": "s", "ş": "S", "ć": "C", "ś": "S", "ź": "J",
	"ż": "J", "ę": "en", "ą": "on", "ň": "n", "ř": "r",
}

// pinyinSounds reads Hanyu Pinyin.
var pinyinSounds = map[string]string{
	"zh": "J", "ch": "C", "sh": "S", "ng": "N", "a": "a", "b": "b", "c": "T", "d": "d", "e": "e", "f": "f", "g": "g",
	"h": "h", "i": "i", "j": "J", "k": "k", "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "C", "r": "r",
	"s": "s", "t": "t", "u": "u", "v": "u", "w": "w", "x": "S", "y": "y", "z": "z",
}
