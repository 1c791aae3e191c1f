package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

// The most code points of a sentence and of a title that a reader is shown.
const (
	maxSentence = 600
	MaxTitle    = 160
)

// links are URLs, addresses and bare domains in any dress that software may make active. Nothing that an engine
// writes may hold one: links come from what was fetched.
var links = lazy.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]{1,12}://|(?:javascript|data|mailto|tel|sms|file|vbscript):\S|www\.)` +
	`|(?:^|[\s"'(<\[])//[\w-]` +
	`|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.[\p{L}]{2,}` +
	`|\b[\p{L}\p{N}-]+(?:\[?\.\]?|\(\.\)| dot )(?:com|net|org|info|biz|io|co|ru|cn|jp|kr|xyz|top|site|online|app|dev|example|test|link|click|shop|me|ly|gg|tk)\b(?:[/:?]|\s|$|[.,;)])` +
	`|[\p{L}\p{N}-]{2,}\.[\p{Cyrillic}\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}\p{Arabic}\p{Hebrew}\p{Devanagari}]{2,}(?:[/:?]|\s|$|[.,;)])`)

// markup is HTML, Markdown links, images, code and references, templates and formulae.
var markup = lazy.MustCompile("<[/!?a-zA-Z]|&(?:#\\w+|[a-zA-Z]+);|!?\\[[^\\]]*\\]\\s*[(\\[:]|```|`[^`]+`|\\{\\{|\\}\\}|\\$\\{|\\$\\$|\\\\(?:href|url|begin|includegraphics)|^\\s{0,3}(?:#{1,6}|>|[-*+])\\s|\\*\\*|__")

// mixed finds words of letters of two alphabets that look alike, in which one can stand for another.
var mixed = lazy.MustCompile(`\p{Latin}[\p{Cyrillic}οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]|[\p{Cyrillic}οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]\p{Latin}`)

// Surface says what is wrong with the form of a text, whatever it means: "" when nothing is.
func Surface(t digest.Text, max int) string {
	switch {
	case strings.TrimSpace(t.Text) == "":
		return Empty
	case utf8.RuneCountInString(t.Text) > max:
		return TooLong
	case !clean(t.Text):
		return HasControl
	case links.MatchString(t.Text):
		return HasLink
	case markup.MatchString(t.Text):
		return HasMarkup
	case !speaks(t) || mixed.MatchString(t.Text):
		return WrongLanguage
	}
	return ""
}

// clean reports whether s is free of controls, of marks that reorder or hide text, and of what is no character.
func clean(s string) bool {
	if !utf8.ValidString(s) || strings.ContainsRune(s, utf8.RuneError) {
		return false
	}
	joins := strings.ContainsFunc(s, needsJoiners)
	for _, r := range s {
		switch {
		case (r == '\u200c' || r == '\u200d') && joins: // ZWNJ and ZWJ shape Persian and the scripts of India
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r),
			unicode.Is(unicode.Variation_Selector, r), r == '\u2028', r == '\u2029', r == '\u034f', r == '\u3164':
			return false
		}
	}
	return true
}

func needsJoiners(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Gujarati, unicode.Gurmukhi, unicode.Sinhala, unicode.Khmer)
}

// sureEnough is how sure the detector must be of another language before a text is refused for it.
const sureEnough = 0.9

// namesAlone is how many letters of a text in which all words have capitals are more than names.
const namesAlone = 40

// speaks reports whether each sentence of t is in its language, as far as that can be told: one of names may be of any,
// and a text without a language speaks none.
func speaks(t digest.Text) bool {
	if t.Lang == "" {
		return true
	}
	for _, s := range text.Sentences(t.Text, t.Lang) {
		if !spoken(t.Text[s.Start:s.End], t.Lang) {
			return false
		}
	}
	return true
}

// spoken reports whether a sentence is in a language, as far as that can be told.
func spoken(s, lang string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	found, sure := text.Language(s)
	if found == "und" {
		return true
	}
	wantBase, wantScript := written(lang)
	gotBase, gotScript := written(found)
	if wantScript != gotScript && wantBase != gotBase {
		return letters < 6 || sure < sureEnough && (gotScript.String() == "Latn" || ownLetters(s, wantScript))
	}
	if of, surely := text.Foreign(s, lang); of != "" {
		sure = surely
		gotBase, _ = written(of)
	} else if letters < namesAlone {
		return true
	}
	return sure < sureEnough || wantBase == gotBase || closeTo(wantBase.String(), gotBase.String())
}

// ownLetters reports whether s has letters of a script; of one that is not known here it is taken to have some.
func ownLetters(s string, of language.Script) bool {
	own, known := scripts[of.String()]
	return !known || strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, own...) })
}

// written are a language and the script that it is written in.
func written(tag string) (language.Base, language.Script) {
	t := language.Make(tag)
	base, _ := t.Base()
	script, _ := t.Script()
	return base, script
}

// closeTo reports whether two languages are too alike for a sentence to tell them apart.
func closeTo(a, b string) bool {
	for _, set := range [][]string{{"id", "ms"}, {"hr", "sr", "bs"}, {"da", "nb", "no", "nn"}, {"cs", "sk"}, {"es", "gl", "pt", "ca"}} {
		var x, y bool
		for _, l := range set {
			x, y = x || l == a, y || l == b
		}
		if x && y {
			return true
		}
	}
	return false
}
