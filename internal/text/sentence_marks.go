package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// depth is how far a bracket or quote may reach over sentence ends, in code points. One that closes later, or
// never, is a slip of the pen and holds nothing together.
const depth = 400

// brackets reads text[from:to] for opening brackets and quotes, and sets until to where the outermost one closes.
func (c *cutter) brackets(from, to int) {
	for i := max(from, c.until); i < to; {
		lead := c.text[i]
		if !bracketLead[lead] || lead >= 0xE2 && i+1 < to && c.text[i+1] != bracketSecond(lead) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(c.text[i:])
		if closing := closingFor(r); closing != "" && i >= c.unclosed[r] && opensHere(c.text, i, r, size) {
			end, read := closesAt(c.text[i+size:], r, closing)
			if end > 0 {
				c.until = i + size + end
				i = c.until
				continue
			}
			if c.unclosed == nil {
				c.unclosed = map[rune]int{}
			}
			c.unclosed[r] = i + size + read
		}
		i += size
	}
}

// bracketLead holds the first bytes of what closingFor knows, so that the rest of a text is passed over quickly.
var bracketLead = func() (lead [256]bool) {
	for _, r := range "([{\"'«»‹“„‘「『【《〈（［＂" {
		lead[string(r)[0]] = true
	}
	return lead
}()

// bracketSecond returns the second byte of the brackets that begin with lead: the punctuation of U+2000, U+3000 and
// U+FF00. Kana and ideographs begin with the same bytes and are most of a Japanese text.
func bracketSecond(lead byte) byte {
	if lead == 0xEF {
		return 0xBC
	}
	return 0x80
}

// closingFor returns the characters that close what r opens; "" when r opens nothing.
func closingFor(r rune) string {
	switch r {
	case '(':
		return ")"
	case '[':
		return "]"
	case '{':
		return "}"
	case '"':
		return "\"”“"
	case '\'':
		return "'"
	case '«':
		return "»"
	case '»':
		return "«"
	case '‹':
		return "›"
	case '“':
		return "”\""
	case '„':
		return "“”\""
	case '‘':
		return "’"
	case '「':
		return "」"
	case '『':
		return "』"
	case '【':
		return "】"
	case '《':
		return "》"
	case '〈':
		return "〉"
	case '（':
		return "）"
	case '［':
		return "］"
	case '＂':
		return "＂"
	}
	return ""
}

// opensHere tells an opening mark from the same mark used to close, for feet and inches, or as an apostrophe.
func opensHere(text string, at int, r rune, size int) bool {
	switch r {
	case '"', '\'', '»', '“', '‘', '«':
	default:
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at+size:])
	if r == '\'' && !unicode.IsLetter(next) {
		return false
	}
	if r == '"' || r == '»' {
		if at+size >= len(text) || unicode.IsSpace(next) || strings.ContainsRune(".,;:!?", next) {
			return false
		}
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pd, unicode.Pi) ||
		strings.ContainsRune(":：，。、,/=", before) || r != '»' && unicode.In(before, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// closesAt returns where in rest what open opens is closed, or 0 if that is too far away or in another paragraph,
// and up to where it read.
func closesAt(rest string, open rune, closing string) (end, read int) {
	nested, n := 0, 0
	for i, r := range rest {
		switch {
		case r == '\n' && strings.HasPrefix(rest[i+1:], "\n"):
			return 0, i
		case strings.ContainsRune(closing, r):
			if apostrophe(rest, i, r) {
				break
			}
			if nested == 0 {
				return i, i
			}
			nested--
		case r == open && open != '"' && open != '\'' && open != '»' && open != '‘':
			nested++
		}
		if n++; n > depth {
			return 0, i
		}
	}
	return 0, len(rest)
}

// apostrophe reports whether the mark at byte i of s closes no quote: it stands inside a word, or it is a straight
// one without a punctuation mark before it.
func apostrophe(s string, i int, mark rune) bool {
	if mark != '\'' && mark != '’' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(mark):])
	if mark == '\'' && !strings.ContainsRune(".,!?…", before) {
		return true
	}
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

// afterMark returns where a footnote mark behind a full stop ends (as "*4" or "[12]" in "confirmed. *4 The"), or
// at when none follows on the same line.
func afterMark(text string, at int) int {
	rest := text[at:]
	var body string
	switch {
	case strings.HasPrefix(rest, "*"):
		body = rest[1:]
	case strings.HasPrefix(rest, "※"):
		body = rest[len("※"):]
	case strings.HasPrefix(rest, "["):
		body = rest[1:]
	default:
		return at
	}
	if strings.ContainsRune(text[max(0, at-2):at], '\n') {
		return at
	}
	digits := 0
	for digits < len(body) && body[digits] >= '0' && body[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 3 {
		return at
	}
	end := at + len(rest) - len(body) + digits
	if rest[0] == '[' {
		if !strings.HasPrefix(text[end:], "]") {
			return at
		}
		end++
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if end < len(text) && !unicode.IsSpace(next) && !unicode.In(next, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return at
	}
	return end
}

// startsContinuation reports whether s begins with a mark that never begins a sentence.
func startsContinuation(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case ',', ';', ':', '，', '、', '；', '：', '،', '؛', ')', ']', '）', '」', '』', '】', '》':
		return true
	}
	return false
}

// beginsItem reports whether s begins as an item of a list does.
func beginsItem(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("•‣⁃◦●■□◆◇▪・○◎★☆※*-–—→↓#", r), r >= '①' && r <= '⓿', r >= '㈀' && r <= '㊿':
		return true
	case r == '(' || r == '（':
		s = s[size:]
	}
	i := 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 && len(s) > 1 && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z') {
		return s[1] == ')'
	}
	rest := s[i:]
	return i > 0 && (strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ". ") ||
		strings.HasPrefix(rest, ".)") || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "．"))
}

// wrapped reports whether the line break at b is only where a line was full, not where a sentence ends.
func (c *cutter) wrapped(b boundary) bool {
	if b.words == "" || beginsItem(b.ahead) {
		return false
	}
	width := columns(b.line)
	if b.terminator != 0 {
		return b.terminator == '.' && b.closers == "" && b.dots == 1 && width >= 40 && c.rules.abbreviates(b)
	}
	last, _ := utf8.DecodeLastRuneInString(b.line)
	switch {
	case c.rules.unfinished(b.line):
		return true
	case startsLower(b.words):
		return width >= 25 || last == ','
	}
	if c.wrap == 0 {
		for line := range strings.SplitSeq(c.text, "\n") {
			c.wrap = max(c.wrap, columns(line))
		}
	}
	return width >= 60 && width*5 >= c.wrap*4 && c.wrap <= 160
}

// columns is how wide a terminal shows s, near enough: the East Asian wide characters take two columns.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF ||
			r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF00 && r <= 0xFF60 || r >= 0x20000 && r <= 0x3FFFD) {
			n++
		}
	}
	return n
}
