package injection

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A lexicon holds a language's words as patterns. An empty pattern matches nothing.
type lexicon struct {
	lang  string
	cue   []string // one of these stands in every sentence that the patterns can match, in lower case
	alone pattern  // says by itself that software is spoken to
	// Pairs: both stand in one sentence.
	forget, earlier pattern // "ignore" and "the previous instructions"
	command, answer pattern // "write" and "your answer"
	reshape, form   pattern // "replace" and "every letter"
}

// A pattern is a regular expression without regard to case.
type pattern struct{ *regexp.Regexp }

func (p pattern) in(s string) bool { return p.Regexp != nil && p.MatchString(s) }

// orders reports whether a sentence, which is low in lower case, orders software about in this language.
func (l *lexicon) orders(s, low string) bool {
	cued := slices.ContainsFunc(l.cue, func(c string) bool { return strings.Contains(low, c) })
	return cued && (l.alone.in(s) || l.forget.in(s) && l.earlier.in(s) ||
		l.command.in(s) && l.answer.in(s) || l.reshape.in(s) && l.form.in(s))
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
var marks = regexp.MustCompile(`(?i)<\|?(?:im_start|im_end|endoftext|system|assistant|user)\|?>|</?(?:system|assistant|instructions?|user_query|tool_call)>` +
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
