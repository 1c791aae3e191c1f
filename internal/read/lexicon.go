package read

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A lexicon holds phrases, lower case, by their first character, longest first.
type lexicon map[rune][]string

func newLexicon(phrases string) lexicon {
	l := lexicon{}
	for p := range strings.FieldsFuncSeq(phrases, func(r rune) bool { return r == '|' || r == '\n' }) {
		if p = strings.TrimSpace(p); p != "" && p[0] != '#' {
			first, _ := utf8.DecodeRuneInString(p)
			l[first] = append(l[first], p)
		}
	}
	for _, list := range l {
		sort.Slice(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	}
	return l
}

// scan calls found for each phrase in s, which has to be lower case, from left to right without overlap. In
// scripts that put spaces between words a phrase is whole words.
func (l lexicon) scan(s string, found func(start, end int)) {
	for at := 0; ; {
		start, end := l.next(s, at)
		if start < 0 {
			return
		}
		found(start, end)
		at = end
	}
}

// next gives the first phrase of s at a place or behind it; start is -1 when there is none.
func (l lexicon) next(s string, at int) (start, end int) {
	before := ' '
	if at > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:at])
	}
	for i := at; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= utf8.RuneSelf || !('a' <= before && before <= 'z') { // no phrase begins inside a word
			for _, p := range l[r] {
				if strings.HasPrefix(s[i:], p) && wordEdges(before, s[i:], p) {
					return i, i + len(p)
				}
			}
		}
		before = r
		i += n
	}
	return -1, -1
}

// wordEdges reports whether p, which s starts with, is whole words there.
func wordEdges(before rune, s, p string) bool {
	first, _ := utf8.DecodeRuneInString(p)
	last, _ := utf8.DecodeLastRuneInString(p)
	after, _ := utf8.DecodeRuneInString(s[len(p):])
	if unicode.Is(unicode.Arabic, first) && strings.ContainsRune("وبلفك", before) {
		before = ' ' // "and", "with", "for" are written onto the word
	}
	return !(spaced(first) && spaced(before)) && !(spaced(last) && spaced(after))
}

// spaced reports whether r is a letter of a script that puts spaces between words and does not glue endings to
// them.
func spaced(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Armenian)
}

// whole reports whether s is one of the phrases.
func (l lexicon) whole(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range l[first] {
		if p == s {
			return true
		}
	}
	return false
}

// starts gives the longest phrase that s starts with, or "".
func (l lexicon) starts(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range l[first] {
		if strings.HasPrefix(s, p) && wordEdges(' ', s, p) {
			return p
		}
	}
	return ""
}

// any reports whether one of the phrases stands in s, which has to be lower case.
func (l lexicon) any(s string) bool {
	start, _ := l.next(s, 0)
	return start >= 0
}

// allIn reports whether s, which has to be lower case, has a phrase of each lexicon.
func allIn(s string, of ...func() lexicon) bool {
	for _, l := range of {
		if !l().any(s) {
			return false
		}
	}
	return true
}

// count counts the different phrases that stand in s, which has to be lower case.
func (l lexicon) count(s string) int {
	seen := map[string]bool{}
	l.scan(s, func(from, to int) { seen[s[from:to]] = true })
	return len(seen)
}

// lower folds case character by character: enough to compare words of any script with a list in lower case, and
// no character changes its place.
func lower(s string) string { return strings.Map(unicode.ToLower, s) }

// fold keeps the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// nextFolded gives the first character of fold(s) and where what follows it begins in s; it is -1 where none is left.
func nextFolded(s string) (r rune, end int) {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r), i + utf8.RuneLen(r)
		}
	}
	return -1, len(s)
}

//go:embed chrome_words.txt
var chromeWords string

// The lists are built on first use, so that a process that reads no document pays nothing.
var (
	widgets     = list("widgets")
	openers     = list("openers")
	notices     = list("notices")
	favours     = list("favours")
	advice      = list("advice")
	sections    = list("sections")
	networks    = list("networks")
	replies     = list("replies")
	offers      = list("offers")
	calls       = list("calls")
	promises    = list("promises")
	thisPage    = list("this page")
	useful      = list("useful")
	copying     = list("copying")
	forbidden   = list("forbidden")
	mistakes    = list("mistakes")
	tellUs      = list("tell us")
	negations   = list("negations")
	platforms   = list("platforms")
	appeals     = list("appeals")
	notFound    = list("not found")
	needsScript = list("script")
	consent     = list("consent")
	paywall     = list("paywall")
	javascript  = list("javascript")
	enabling    = list("enabling")
	privacy     = list("privacy")
	accepting   = list("accepting")
	pageWords   = list("pages")
	gone        = list("gone")
	subscribers = list("subscribers")
	onlyWords   = list("only")
	goingOn     = list("go on")
	adFree      = list("ad free")
	owners      = list("owners")
	omissions   = list("omissions")
	pictures    = list("pictures")
	libraries   = list("libraries")
	tagLabels   = list("tag labels")
	sources     = list("sources")
	bylines     = list("bylines")
	agencies    = list("agencies")
	changeLogs  = list("change logs")
	dateLabels  = list("date labels")

	updateLabels = list("update labels")
)

// list reads one list of chrome_words.txt when it is first asked for.
func list(name string) func() lexicon {
	return sync.OnceValue(func() lexicon {
		_, words, found := strings.Cut(chromeWords, "\n["+name+"]\n")
		if !found {
			panic("read: no list of " + name)
		}
		words, _, _ = strings.Cut(words, "\n[")
		return newLexicon(words)
	})
}
