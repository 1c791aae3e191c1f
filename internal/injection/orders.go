package injection

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

// A lexicon holds a language's words as patterns. An empty pattern matches nothing.
type lexicon struct {
	lang string
	// cue holds, in lower case, what stands in every sentence that the patterns can match: beginnings of words, whole
	// words where they are short, and any part of a sentence in scripts that do not space or prefix words so.
	cue   []string
	alone pattern // says by itself that software is spoken to
	// Pairs: both stand in one sentence.
	forget, earlier pattern // "ignore" and "the previous instructions"
	command, answer pattern // "write" and "your answer"
	reshape, form   pattern // "replace" and "every letter"
}

// A pattern is a regular expression without regard to case.
type pattern struct{ *regexp.Regexp }

func (p pattern) in(s string) bool { return p.Regexp != nil && p.MatchString(s) }

// orders reports whether a sentence, which is low as [spaced] makes it, orders software about in this language.
func (l *lexicon) orders(s, low string) bool {
	return slices.ContainsFunc(l.cue, func(c string) bool { return l.cued(low, c) }) && (l.alone.in(s) || l.forget.in(s) && l.earlier.in(s) ||
		l.command.in(s) && l.answer.in(s) || l.reshape.in(s) && l.form.in(s))
}

func (l *lexicon) cued(low, cue string) bool {
	switch {
	case slices.Contains([]string{"zh", "ja", "ko", "ar"}, l.lang):
		return strings.Contains(low, cue)
	case utf8.RuneCountInString(cue) <= 3:
		return strings.Contains(low, " "+cue+" ")
	}
	return strings.Contains(low, " "+cue)
}

// spaced is a sentence in lower case with a space for everything between its words, and around them.
func spaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, " "+s+" ")
}

// foreign reports whether the language is worth looking for in a sentence that is said to be in another: its own
// script stands there.
func (l *lexicon) foreign(s string) bool {
	scripts := map[string][]*unicode.RangeTable{
		"zh": {unicode.Han}, "ja": {unicode.Hiragana, unicode.Katakana}, "ko": {unicode.Hangul},
		"ru": {unicode.Cyrillic}, "ar": {unicode.Arabic},
	}[l.lang]
	if scripts == nil {
		scripts = []*unicode.RangeTable{unicode.Latin}
	}
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, scripts...) })
}

// marks are what chats and their templates are built of, and no prose is.
var marks = lazy.MustCompile(`(?i)<\|?(?:im_start|im_end|endoftext|system|assistant|user)\|?>|</?(?:system|assistant|instructions?|user_query|tool_call)>` +
	`|\[/?(?:INST|SYS)\]|<</?SYS>>|###\s*(?:system|instructions?|assistant|human|user)\b|(?:^|["'“])\s*(?:system|assistant|developer)\s*(?:prompt|message|note|override)?\s*:\s` +
	`|%%%\s*(?:begin|end)\b|\b(?:BEGIN|END) (?:SYSTEM|USER|PROMPT|INSTRUCTIONS?)\b|"role"\s*:\s*"(?:system|assistant)"`)

// words builds a pattern of alternatives that begin and end at the edges of words, in any script that spaces them.
func words(alternatives ...string) pattern {
	return pattern{regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{N}])(?:` + strings.Join(alternatives, "|") + `)(?:$|[^\p{L}\p{N}])`)}
}

// opening is words at the beginning of a sentence or clause, where orders stand, maybe behind a courtesy.
func opening(courtesy string, alternatives ...string) pattern {
	return pattern{regexp.MustCompile(`(?i)(?:^|[.,;:!?"'“”„«»()\[\]—–-]\s*|(?:^|[^\p{L}])(?:` + courtesy + `)\s+)(?:` +
		strings.Join(alternatives, "|") + `)(?:$|[^\p{L}\p{N}])`)}
}

// parts builds a pattern of alternatives that may stand inside a run of letters: scripts without spaces, and
// languages whose endings are many.
func parts(alternatives ...string) pattern {
	return pattern{regexp.MustCompile(`(?i)` + strings.Join(alternatives, "|"))}
}

var lexicons = sync.OnceValue(func() []*lexicon {
	return []*lexicon{english(), chinese(), japanese(), korean(), french(), italian(), spanish(), portuguese(), german(), russian(), arabic()}
})
