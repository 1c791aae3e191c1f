package lineage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polydigest/internal/text"
)

// An anchor is what a translation leaves recognisable in a sentence: a number, a word in Latin letters, or a name
// as it sounds.
type anchor struct {
	key    uint64
	weight float64 // what finding it on both sides says, in nats
	number bool    // missing on one side it speaks against a translation
	loose  bool    // any word of a script without capitals: says something against another script only
}

// A Mark is a figure or a name of a document in a form that is the same in every language and script: equal keys
// mean that the two are probably the same.
type Mark struct {
	Key    uint64
	Weight float64 // how little it is likely to be a coincidence
	Number bool
	Loose  bool // one of all words of a script without capitals, not known to be a name
	Count  int  // in how many sentences
}

// Marks returns the marks of a document's citable sentences, each once, ordered by key.
func Marks(doc *text.Document) []Mark {
	var all []Mark
	for _, s := range doc.Sentences {
		if !s.Role.Citable() || s.Role == text.Credit {
			continue
		}
		for _, a := range anchorsIn(doc.Text[s.Start:s.End]) {
			all = append(all, Mark{a.key, a.weight, a.number, a.loose, 1})
		}
	}
	slices.SortFunc(all, func(a, b Mark) int { return cmp.Compare(a.Key, b.Key) })
	marks := all[:0]
	for _, m := range all {
		if n := len(marks); n > 0 && marks[n-1].Key == m.Key {
			marks[n-1].Count++
			continue
		}
		marks = append(marks, m)
	}
	return marks
}

// anchorsIn returns the anchors of one sentence, each once, ordered by key.
func anchorsIn(s string) []anchor {
	if !norm.NFKC.IsNormalString(s) {
		s = norm.NFKC.String(s)
	}
	found := numbers(s)
	found = append(found, words(s)...)
	slices.SortFunc(found, func(a, b anchor) int { return cmp.Compare(a.key, b.key) })
	return slices.CompactFunc(found, func(a, b anchor) bool { return a.key == b.key })
}

// words returns the names of a sentence: words in Latin letters with a capital (in other scripts any word in Latin
// letters), and, by sound, names in Cyrillic, Greek, kana and other scripts.
func words(s string) []anchor {
	var found []anchor
	latin := mostlyLatin(s)
	first := true
	for _, word := range fields(s) {
		r, _ := utf8.DecodeRuneInString(word)
		n := utf8.RuneCountInString(word)
		switch {
		case unicode.IsDigit(r):
		case unicode.Is(unicode.Latin, r):
			capital := unicode.IsUpper(r)
			if n >= 2 && capital && (!first || !latin) {
				found = append(found, anchor{key: hashString(latinStem(word)), weight: 1.5})
			}
			if capital && n >= 4 && (!first || !latin) {
				found = appendSound(found, word, false)
			}
		case soundsOut(r, n):
			found = appendSound(found, word, !unicode.IsUpper(r) && !unicode.Is(unicode.Katakana, r))
		}
		first = false
	}
	return found
}

func appendSound(found []anchor, word string, loose bool) []anchor {
	code := sound(word)
	if len(code) < 3 {
		return found
	}
	code = code[:min(4, len(code))]
	return append(found, anchor{key: hashString("~" + code), weight: 0.4 + 0.3*float64(len(code)-2), loose: loose})
}

// soundsOut reports whether a word of n letters that begins with r may be a name written by sound.
func soundsOut(r rune, n int) bool {
	switch {
	case unicode.In(r, unicode.Cyrillic, unicode.Greek):
		return n >= 4 && unicode.IsUpper(r)
	case unicode.Is(unicode.Katakana, r):
		return n >= 3
	}
	return n >= 4 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Hangul, unicode.Devanagari)
}

// mostlyLatin reports whether a sentence is in a language of Latin letters, where any word is, and only a capital
// marks a name.
func mostlyLatin(s string) bool {
	latin, other := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	return latin > 2*other
}

// fields cuts s into runs of letters of one script, and of digits with their separators.
func fields(s string) []string {
	var out []string
	start, class := 0, 0
	for i, r := range s {
		c := runeClass(r)
		if c == classMark && class != 0 {
			c = class
		}
		if c != class {
			if class != 0 {
				out = append(out, s[start:i])
			}
			start, class = i, c
		}
	}
	if class != 0 {
		out = append(out, s[start:])
	}
	return out
}

const classMark = 4

func runeClass(r rune) int {
	switch {
	case unicode.IsDigit(r):
		return 1
	case unicode.Is(unicode.Katakana, r), r == 'ー':
		return 2
	case unicode.Is(unicode.M, r):
		return classMark
	case unicode.Is(unicode.Latin, r):
		return 5
	case unicode.IsLetter(r):
		return 3
	}
	return 0
}

// latinStem folds a word in Latin letters so that its forms in several languages meet: no case, no accents, the
// first seven letters.
func latinStem(word string) string {
	var b strings.Builder
	n := 0
	for _, r := range norm.NFD.String(word) {
		if unicode.Is(unicode.M, r) {
			continue
		}
		switch r = foldRune(r); r {
		case 'ø':
			r = 'o'
		case 'ł':
			r = 'l'
		case 'đ':
			r = 'd'
		case 'ı':
			r = 'i'
		}
		b.WriteRune(r)
		if n++; n == 7 {
			break
		}
	}
	return b.String()
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// letters counts the letters and digits of s.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r > ' ' {
				n++
			}
			continue
		}
		if !unicode.Is(unicode.M, r) {
			n++
		}
	}
	return n
}
