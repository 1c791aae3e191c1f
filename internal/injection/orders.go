package injection

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polydigest/internal/lazy"
)

// A lexicon holds a language's words as patterns. An empty pattern matches nothing.
type lexicon struct {
	lang   string
	script scripts // see [lexicons]
	// cue holds, in lower case, what stands in every sentence that the patterns can match: beginnings of words, whole
	// words where they are short, and any part of a sentence in scripts that do not space or prefix words so.
	cue   []string
	cues  []cue   // made of them by edged
	alone pattern // says by itself that software is spoken to
	// Pairs: both stand in one sentence.
	forget, earlier pattern // "ignore" and "the previous instructions"
	command, answer pattern // "write" and "your answer"
	reshape, form   pattern // "replace" and "every letter"
}

// A pattern is a regular expression without regard to case, compiled when it is first asked.
type pattern struct{ *lazy.Regexp }

func (p pattern) in(s string) bool { return p.Regexp != nil && p.MatchString(s) }

// A sight of a text is a set of the places in a small table that all runs of three bytes of it fall on: a word that the
// text has is in sight of it, and hardly another.
type sight [64]uint64

// spot is the place of the three bytes of s from i on.
func spot(s string, i int) uint16 {
	three := uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16
	return uint16(three * 0x9E3779B1 >> 20)
}

func sightOf(s string) *sight {
	var seen sight
	for i := range max(0, len(s)-2) {
		at := spot(s, i)
		seen[at/64] |= 1 << (at % 64)
	}
	return &seen
}

func (s *sight) has(at uint16) bool { return s[at/64]>>(at%64)&1 != 0 }

// A cue is one with the places of its beginning and end, if it is long enough.
type cue struct {
	text        string
	first, last uint16
}

func cueOf(text string) cue {
	if len(text) < 3 {
		return cue{text: text}
	}
	return cue{text, spot(text, 0), spot(text, len(text)-3)}
}

// in reports whether the cue stands in low, which is in sight.
func (c cue) in(low string, seen *sight) bool {
	return (len(c.text) < 3 || seen.has(c.first) && seen.has(c.last)) && strings.Contains(low, c.text)
}

// orders reports whether a sentence, which is low as [spaced] makes it, orders software about in this language.
func (l *lexicon) orders(s, low string, seen *sight) bool {
	return slices.ContainsFunc(l.cues, func(c cue) bool { return c.in(low, seen) }) && (l.alone.in(s) ||
		l.earlier.in(s) && l.forget.in(s) || l.answer.in(s) && l.command.in(s) || l.form.in(s) && l.reshape.in(s))
}

// unspaced are the languages whose words have others before them without a space.
var unspaced = []string{"zh", "ja", "ko", "ar", "th", "he"}

// edged adds the cues of software and puts the spaces around cues that a sentence has there, as [spaced] makes it.
func (l *lexicon) edged() {
	l.cue = append(l.cue, "ai", "a i", "llm", "gpt", "chat", "claude", "gemini", "copilot")
	for _, c := range l.cue {
		c = norm.NFKC.String(c)
		switch {
		case slices.Contains(unspaced, l.lang):
		case utf8.RuneCountInString(c) <= 3:
			c = " " + c + " "
		default:
			c = " " + c
		}
		l.cues = append(l.cues, cueOf(c))
	}
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

// scripts is a set of the writing systems of alphabets, as bits.
type scripts uint16

var alphabets = []*unicode.RangeTable{
	unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Cyrillic, unicode.Arabic,
	unicode.Devanagari, unicode.Thai, unicode.Hebrew, unicode.Greek,
}

// written are the scripts that s has letters of.
func written(s string) (in scripts) {
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				in |= 1
			}
			continue
		}
		for i, table := range alphabets {
			if unicode.Is(table, r) {
				in |= 1 << i
				break
			}
		}
	}
	return in
}

// marks are what chats and their templates are built of, and no prose is.
var marks = lazy.MustCompile(`(?i)<\|?(?:im_start|im_end|endoftext|system|assistant|user)\|?>|</?(?:system|assistant|instructions?|user_query|tool_call)>` +
	`|\[/?(?:INST|SYS)\]|<</?SYS>>|###\s*(?:system|instructions?|assistant|human|user)\b|(?:^|["'“])\s*(?:system|assistant|developer)\s*(?:prompt|message|note|override)?\s*:\s` +
	`|%%%\s*(?:begin|end)\b|\b(?:BEGIN|END) (?:SYSTEM|USER|PROMPT|INSTRUCTIONS?)\b|"role"\s*:\s*"(?:system|assistant)"`)

// words builds a pattern of alternatives that begin and end at the edges of words, in any script that spaces them.
func words(alternatives ...string) pattern {
	return compiled(`(?:^|[^\p{L}\p{M}\p{N}])`, alternatives, `(?:$|[^\p{L}\p{M}\p{N}])`)
}

// opening is words at the beginning of a sentence or clause, where orders stand, maybe behind a courtesy.
func opening(courtesy string, alternatives ...string) pattern {
	return compiled(`(?:^|[.,;:!?"'“”„«»()\[\]—–-]\s*|(?:^|[^\p{L}\p{M}])(?:`+courtesy+`)\s+)`, alternatives, `(?:$|[^\p{L}\p{M}\p{N}])`)
}

// closing is words at the end of a sentence or clause, where orders stand in languages that end in the verb.
func closing(alternatives ...string) pattern {
	return compiled(`(?:^|[^\p{L}\p{M}\p{N}])`, alternatives, `(?:$|\s*[.,;:!?।…"'”’»()\[\]—–،؛]|\s+(?:ve|और|و)\s)`)
}

// parts builds a pattern of alternatives that may stand inside a run of letters: scripts without spaces, and
// languages whose endings are many.
func parts(alternatives ...string) pattern { return compiled("", alternatives, "") }

// compiled reads the alternatives as [plain] leaves a sentence.
func compiled(before string, alternatives []string, behind string) pattern {
	return pattern{lazy.MustCompile(`(?i)` + before + `(?:` + norm.NFKC.String(strings.Join(alternatives, "|")) + `)` + behind)}
}

// lexicons are all of them, each with a script that a sentence must have letters of to be worth looking through.
func lexicons() []*lexicon {
	return keptLexicons.Get(func() []*lexicon {
		all := []*lexicon{
			english(), chinese(), japanese(), korean(), french(), italian(), spanish(), portuguese(), german(), russian(), arabic(),
			dutch(), swedish(), polish(), czech(), turkish(), vietnamese(), indonesian(), ukrainian(), greek(), hindi(), thai(), hebrew(), persian(),
		}
		letters := map[string]string{
			"zh": "中", "ja": "かカ", "ko": "가", "ru": "я", "uk": "я", "ar": "ع", "fa": "ع", "hi": "अ", "th": "ก", "he": "א", "el": "α",
		}
		for _, l := range all {
			l.edged()
			l.script = written(cmp.Or(letters[l.lang], "a"))
		}
		return all
	})
}

var keptLexicons lazy.Value[[]*lexicon]
