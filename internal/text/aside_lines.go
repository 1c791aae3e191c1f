package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

// splitSameLine cuts sentences that hold an original and, behind a space, its translation. It does so when several
// lines show the pattern, or when the document as a whole is such a pair of texts and a line of its own is one too.
func splitSameLine(doc *Document, first, second string) {
	var out []Sentence
	for _, s := range doc.Sentences {
		line := doc.Text[s.Start:s.End]
		at := 0
		if s.Role.Citable() {
			at = changeOfLanguage(line, first, second)
		}
		if at == 0 {
			out = append(out, s)
			continue
		}
		left, right := s, s
		_, left.End = trim(doc.Text, s.Start, s.Start+at)
		right.Start, _ = trim(doc.Text, s.Start+at, s.End)
		out = append(out, left, right)
	}
	doc.Sentences = out
}

// changeOfLanguage returns where in line the second language takes over from the first, behind a space, or 0. Both
// sides are plainly in their language and about as long.
func changeOfLanguage(line, first, second string) int {
	best, at := 0.0, 0
	if len(line) > 2000 {
		return 0
	}
	for i, c := range line {
		if !unicode.IsSpace(c) {
			continue
		}
		left, right := line[:i], line[i+utf8.RuneLen(c):]
		l, r := float64(lineWeight(left))*shareOf(first), float64(lineWeight(right))*shareOf(second)
		if l == 0 || r == 0 || r/l > 2 || l/r > 2 {
			continue
		}
		lt, ls := between(left, first, second)
		rt, rs := between(right, first, second)
		if lt == first && rt == second && min(ls, rs) > best {
			best, at = min(ls, rs), i+utf8.RuneLen(c)
		}
	}
	if best < 0.3 {
		return 0
	}
	return at
}

// shareOf corrects lineWeight, which counts a kana like an ideograph.
func shareOf(tag string) float64 {
	if tag == "ja" {
		return 0.75
	}
	return 1
}

// A half is a piece of a line and the language that it is in.
type half struct{ text, tag string }

// plainlyAlike is how sure the languages of two halves are when another cut near by would tell nothing else.
const plainlyAlike = 0.95

// halves cuts a line at the space where its language changes, without knowing which two languages there are. A line in
// one language comes back whole.
func halves(line string) []half {
	middle := len(line) / 2
	for _, at := range []int{strings.LastIndexByte(line[:middle], ' '), middle + strings.IndexByte(line[middle:], ' ')} {
		if len(line) > 2000 || at <= 0 || at >= len(line)-1 || line[at] != ' ' {
			continue
		}
		left, right := line[:at], line[at+1:]
		if lineWeight(left) < shortLine || lineWeight(right) < shortLine {
			continue
		}
		l, ls := Language(left)
		if ls <= 0.6 {
			continue
		}
		r, rs := Language(right)
		switch {
		case l != r && rs > 0.6:
			return []half{{left, l}, {right, r}}
		case l == r && min(ls, rs) > plainlyAlike:
			return []half{{line, l}}
		}
	}
	tag, _ := Language(line)
	return []half{{line, tag}}
}

// asideCredits sets credits aside that repeat the one above them, under the same mark, in the language of the
// translation.
func asideCredits(doc *Document, second string) {
	for i := 1; i < len(doc.Sentences); i++ {
		s, before := &doc.Sentences[i], doc.Sentences[i-1]
		if s.Role != Credit || before.Role != Credit {
			continue
		}
		line, above := doc.Text[s.Start:s.End], doc.Text[before.Start:before.End]
		mark := NoteMark(line)
		tag, _ := Language(line)
		other, _ := Language(above)
		if mark == "" || mark != NoteMark(above) || tag != second || other == second {
			continue
		}
		s.Role, s.Language = Translation, second
	}
}

var footnote = lazy.MustCompile(`^(?:\*\d{1,3}[:：]|\[\d{1,3}\][:：]?\s|※\d{1,2}[\s:：]|注\d{1,2}[\s:：)]|` +
	`\^\s?\[?\d{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])`)

// NoteMark is the mark that a line begins with if it is a footnote, "*4:", "[12]", "注3:"; else "".
func NoteMark(line string) string { return footnote.FindString(line) }
