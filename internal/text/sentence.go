package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences cuts one block of text into sentences. lang is a BCP 47 tag; "" or "und" uses the rules that hold
// everywhere.
//
// The boundaries of UAX #29 come first; rules by language then take back those that are none (abbreviations,
// initials, ordinals, inside brackets and quotes, hard-wrapped lines) and add those that UAX #29 does not know
// (the Armenian colon, the Greek question mark, spaces in Thai). The spans are in order and lie inside the text on
// grapheme boundaries; between them, before and after them stands only white space.
func Sentences(text, lang string) []Span {
	if text == "" {
		return nil
	}
	c := cutter{text: text, rules: rulesFor(lang)}
	segments := sentences.FromString(text)
	for segments.Next() {
		c.segment(segments.Start(), segments.End())
	}
	c.close(len(text))
	return c.out
}

// A cutter holds the sentence that is being gathered while the segments of UAX #29 go by.
type cutter struct {
	text  string
	rules *rules
	out   []Span
	start int // of the sentence being gathered
	read  int // up to where the text was looked at
	until int // a boundary before this byte lies inside brackets that do close

	// Up to which byte no mark closes a bracket: a second one there need not be looked after.
	unclosed map[rune]int

	ahead [3]sighting // one for each of innerEnds

	wrap int // columns of the longest line of the text; 0 until it is needed

	dandas *bool // whether the text has any; nil until it is needed
}

// segment takes the next segment of UAX #29, text[from:to]: cuts inside it where the language needs that, and ends
// the sentence behind it unless a rule says that it goes on.
func (c *cutter) segment(from, to int) {
	from = max(min(from, c.read), c.start)
	to = behindNote(c.text, behindClosing(c.text, c.beforeOpening(from, to)))
	c.read = to
	if from >= to {
		return
	}
	for at := c.inner(from, to); at > 0; at = c.inner(from, to) {
		c.brackets(from, at)
		if c.until <= at {
			c.close(at)
		}
		from = at
	}
	for at := c.nextItem(from, to); at > 0; at = c.nextItem(from, to) {
		c.close(at)
		from = at
	}
	c.brackets(from, to)
	switch start, _ := trim(c.text, c.start, to); {
	case start == to:
		c.start = to // white space before a sentence; looking around once per line break of a run would be quadratic
	case to < len(c.text) && !c.goesOn(to):
		c.close(afterMark(c.text, to))
	}
}

// close ends the sentence at byte end.
func (c *cutter) close(end int) {
	start, stop := trim(c.text, c.start, end)
	if start < stop {
		c.out = append(c.out, Span{start, stop})
	}
	c.start = end
}

// beforeOpening moves a boundary at byte to before an opening bracket or quote that stands right behind a terminator,
// as in 。「: UAX #29 gives it to the sentence before, where no space parts them. A straight quote opens where none is
// open. Behind a closed quote one opens though a space parts it from its words.
func (c *cutter) beforeOpening(from, to int) int {
	end := to
	if bare := strings.TrimRight(c.text[from:to], " "); strings.HasSuffix(bare, "”“") || strings.HasSuffix(bare, "」「") {
		end = from + len(bare)
	}
	at := end
	for at > from {
		r, size := utf8.DecodeLastRuneInString(c.text[from:at])
		if !strings.ContainsRune("「『（【《〈“‘＂［", r) && !directs(r) && (r != '"' || strings.Count(c.text[max(c.start, at-4*depth):at], `"`)%2 == 0) {
			break
		}
		at -= size
	}
	before := c.text[from:at]
	spaced := strings.TrimRightFunc(before, unicode.IsSpace) != before
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, closes))
	if at < end && at > from && (spaced || terminates(r) && r != '.') {
		return at
	}
	return to
}

// directs reports whether r only sets the direction of what follows it.
func directs(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// behindClosing moves a boundary at byte to behind a closing quote that a space parts from its terminator, as French
// sets them.
func behindClosing(text string, to int) int {
	r, size := utf8.DecodeRuneInString(text[to:])
	if to == 0 || to == len(text) || !strings.ContainsRune("»”\"」", r) || strings.ContainsRune("\n\r", rune(text[to-1])) {
		return to
	}
	rest := text[to+size:]
	if next, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(next) {
		return to
	}
	return len(text) - len(strings.TrimLeft(rest, " \u00a0\u202f"))
}

// behindNote moves a boundary at byte to behind the mark of a footnote, as in 。[14]: UAX #29 has it begin within the mark's
// bracket, and where no space follows none behind it.
func behindNote(text string, to int) int {
	before, opened := strings.CutSuffix(text[:to], "[")
	r, _ := utf8.DecodeLastRuneInString(before)
	mark, _, closed := strings.Cut(text[to:min(len(text), to+noteMark+1)], "]")
	if !opened || !closed || !isNumber(mark) || !terminates(r) {
		return to
	}
	behind := to + len(mark) + 1
	if r == '.' && !startsUpper(strings.TrimLeft(text[behind:min(len(text), behind+utf8.UTFMax)], " ")) {
		return to // an abbreviation, or a sentence that goes on
	}
	return behind
}

// noteMark is how many digits the mark of a footnote has at most.
const noteMark = 3

// trim takes the white space off both ends of text[start:end], but not a space that a combining mark stands on.
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) || combines(text, start+size, end) {
			break
		}
		start += size
	}
	for end > start {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}

// combines reports whether the character at byte at joins the one before it into one grapheme.
func combines(text string, at, end int) bool {
	if at >= end || text[at] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[at:end])
	return r == '\u200d' || r == '\u200c' || unicode.Is(unicode.M, r)
}

// goesOn reports whether the sentence goes on behind the boundary that UAX #29 sees at byte at.
func (c *cutter) goesOn(at int) bool {
	b := c.look(at)
	switch {
	case b.paragraph:
		return false
	case b.newline:
		return c.wrapped(b)
	case c.until > at:
		return true
	case b.words == "", startsContinuation(b.ahead), startsContinuation(b.words) && !b.newline:
		return true // nothing but closing marks, or a comma: they belong here
	case b.terminator == 0:
		return false
	case b.terminator == '.' && !b.newline && !c.fullStop(b):
		return true
	case b.terminator == '.' && b.dots == 1 && (b.closers == "" || b.closers == ")" && isNumber(b.sentence)) && c.rules.abbreviates(b):
		return true
	}
	return c.rules.carriesOn(b)
}

// fullStop reports whether a full stop can end a sentence at all: in Thai and Lao it only abbreviates, and in a text with
// dandas it does so behind words of their scripts, unless the word is one that Hindi sentences end with.
func (c *cutter) fullStop(b boundary) bool {
	if c.rules.lang == "th" || c.rules.lang == "lo" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(b.sentence)
	if last < '\u0900' || last > '\u0DFF' {
		return true
	}
	if c.dandas == nil {
		has := strings.Contains(c.text, "।")
		c.dandas = &has
	}
	return !*c.dandas || c.rules.lang == "hi" && hasAnySuffix(b.sentence, "है", "हैं", "था", "थी", "थे", "गा", "गी", "गे", "हूं", "हूँ")
}

// A boundary is what stands around a place where a sentence may end.
type boundary struct {
	sentence   string // from the start of the sentence up to the terminator, without it
	terminator rune   // the last one; 0 when there is none
	dots       int    // how many full stops stand together
	closers    string // quotes and brackets between the terminator and the boundary
	newline    bool   // at least one line break follows
	paragraph  bool   // an empty line follows
	ahead      string // the text behind the white space
	words      string // ahead without opening quotes and brackets
	spaced     bool   // white space follows
	line       string // the line that ends here
}

// reach bounds how far the rules look ahead, in bytes.
const reach = 160

// look gathers what stands around byte at.
func (c *cutter) look(at int) boundary {
	end := at
	for end > c.start {
		r, size := utf8.DecodeLastRuneInString(c.text[c.start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	next := at
	for next < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[next:])
		if !unicode.IsSpace(r) {
			break
		}
		next += size
	}
	b := boundary{spaced: next > end, ahead: c.text[next:min(len(c.text), next+reach)]}
	b.words = strings.TrimLeftFunc(b.ahead, opensOrMarks)
	if gap := c.text[end:next]; strings.ContainsAny(gap, "\n\r\v\f\u0085\u2028\u2029") {
		b.newline = true
		b.paragraph = strings.Count(gap, "\n") > 1 || strings.Contains(gap, "\u2029")
		b.line = c.text[c.start+strings.LastIndexByte(c.text[c.start:end], '\n')+1 : end]
	}

	body := c.text[c.start:end]
	bare := strings.TrimRightFunc(body, func(r rune) bool { return closes(r) || r == ' ' || r == '\u00a0' || r == '\u202f' })
	b.closers = body[len(bare):]
	b.sentence, b.terminator, b.dots = cutTerminator(bare)
	return b
}

// cutTerminator takes the run of terminators off the end of s.
func cutTerminator(s string) (rest string, last rune, dots int) {
	for rest = s; rest != ""; {
		r, size := utf8.DecodeLastRuneInString(rest)
		if !terminates(r) {
			break
		}
		if last == 0 {
			last = r
		}
		switch r {
		case '.':
			dots++
		case '…':
			dots += 3
			last = '.'
		}
		rest = rest[:len(rest)-size]
	}
	if last != 0 && last != '.' {
		dots = 0
	}
	return rest, last, dots
}

func terminates(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '．', '｡', '؟', '۔', '।', '॥', '։', '՜', '՞', '።', '፧', '။', '។', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return false
}

// closes reports whether r may stand between a terminator and the end of its sentence.
func closes(r rune) bool {
	switch r {
	case '"', '\'', '’', '”', '“', '»', '«', '›', ')', ']', '}', '」', '』', '）', '】', '》', '〉', '］', '＂', '＇', '〟', '〞':
		return true
	}
	return false
}

// opensOrMarks reports whether r may stand before the first word of a sentence.
func opensOrMarks(r rune) bool {
	switch r {
	case '"', '\'', '‘', '“', '”', '„', '‚', '«', '»', '‹', '(', '[', '{', '「', '『', '（', '【', '《', '〈', '［', '＂', '¿', '¡', '*', '_':
		return true
	}
	return false
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// terminators end a sentence in one script or another; closers may follow them.
const (
	terminators = ".!?。！？．…؟۔।॥։჻።᙮‼⁇⁈⁉;;"
	closers     = "\"'”’»›」』）)】］]〉》*"
)

// EndsSentence reports whether the text closes with a sentence's end, in any script that marks it.
func EndsSentence(s string) bool {
	s = strings.TrimRight(s, closers+" \t\u3000")
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && r != ';' && strings.ContainsRune(terminators, r)
}

// Head is the first n bytes of s, or what is less, up to where a character begins.
func Head(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
