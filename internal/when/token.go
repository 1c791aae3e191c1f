package when

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxWord = 44 // bytes; a longer word is in no lexicon

// A token is a number, a word or phrase of the lexicon, another word, or a single other character.
type token struct {
	start, end int
	form            // of a word or phrase of the lexicon; the senses are completed with what the token looks like
	val        int  // of a number
	digits     int8 // how many a number is written with; 0 for what is not written in digits
	num        bool
	ord        bool // 5th, 1er, 3-го
	word       bool // letters
	han        bool // a number in Han characters
	gap        bool // white space before it
	part       bool // of a longer number: 1,990 or 3.14
	r          rune // the character, of a token that is neither number nor word
}

// has returns the value of the token's entry in a sense.
func (t *token) has(s sense) (int, bool) {
	if !t.is(s) {
		return 0, false
	}
	for i := range t.entries {
		if t.entries[i].is == s {
			return int(t.entries[i].v), true
		}
	}
	return 0, false
}

// is reports whether the token has a sense.
func (t *token) is(s sense) bool { return t.senses&(1<<s) != 0 }

// any reports whether the token has one of some senses.
func (t *token) any(s senses) bool { return t.senses&s != 0 }

// firm is is, for an entry that needs no number beside it.
func (t *token) firm(s sense) bool {
	if !t.is(s) {
		return false
	}
	for i := range t.entries {
		if t.entries[i].is == s {
			return !t.entries[i].weak
		}
	}
	return false
}

func (t *token) dash() bool {
	switch t.r {
	case '-', '–', '—', '‐', '‑', '−', '~', '～', '〜', '－':
		return true
	}
	return false
}

// A parser holds the tokens of one text.
type parser struct {
	text string
	lex  *lexicon
	t    []token
	ref  reference
	end  token

	word  []byte // the last word, folded
	found []Time
}

// tok returns token i, or an empty one outside the text.
func (p *parser) tok(i int) *token {
	if i < 0 || i >= len(p.t) {
		return &p.end
	}
	return &p.t[i]
}

// read cuts the text into tokens.
func (p *parser) read(text string, lex *lexicon) {
	p.text, p.lex, p.t = text, lex, p.t[:0]
	gap, joined := false, false
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			gap, joined = true, false
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		isLetter := letter(r)
		if !isLetter && c >= utf8.RuneSelf && (ignorable(r) || unicode.IsSpace(r)) {
			gap = gap || unicode.IsSpace(r)
			joined = joined && !gap
			i += size
			continue
		}
		t := token{start: i, gap: gap}
		switch {
		case !isLetter && digitOf(r) >= 0:
			i = p.number(&t, i)
		case lex.han && hanDigit(r) >= 0 && p.phraseAt(&t, r, i+size) < 0:
			i = p.hanNumber(&t, i)
		case !isLetter || c >= utf8.RuneSelf && lex.unspaced():
			i = p.piece(&t, r, i+size, joined)
		default:
			i = p.wordAt(&t, i)
		}
		t.end = i
		if t.num {
			t.senses |= 1 << inDigits
		}
		joined = t.word
		p.t = append(p.t, t)
		gap = false
	}
}

func ignorable(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r == '\u061c' || r == '\ufeff' || 0x202a <= r && r <= 0x202e ||
		0x2066 <= r && r <= 0x2069
}

func letter(r rune) bool {
	switch {
	case r < rune(len(common)):
		return common[r] >= 0
	case 0x4e00 <= r && r <= 0x9fff, 0xac00 <= r && r <= 0xd7a3, 0x3041 <= r && r <= 0x3096, 0x30a1 <= r && r <= 0x30fa:
		return true
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// digitOf returns the value of a decimal digit of any script in use, or -1. The blocks are of Unicode's Nd.
func digitOf(r rune) int {
	if r < utf8.RuneSelf {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if r < '٠' || '៩' < r && r < '０' {
		return -1
	}
	for _, zero := range [...]rune{'٠', '۰', '०', '০', '๐', '０', '੦', '૦', '௦', '౦', '೦', '൦', '໐', '၀', '០'} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// number reads digits and an ordinal's ending. A digit group that belongs to a longer number is marked as a part.
func (p *parser) number(t *token, i int) int {
	t.num = true
	start := i
	for i < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		d := digitOf(r)
		if d < 0 {
			break
		}
		if t.digits < 18 {
			t.val = t.val*10 + d
			t.digits++
		}
		i += size
	}
	t.part = digitBeside(p.text[:start], true) || digitBeside(p.text[i:], false)
	if start > 0 && p.text[start-1] < utf8.RuneSelf && letter(rune(p.text[start-1])) {
		head, fiscal := strings.CutSuffix(p.text[:start], "FY")
		before, _ := utf8.DecodeLastRuneInString(head)
		t.part = !fiscal || letter(before) // G20, B2, but FY2023
	}
	if end := ordinalEnd(p.text, i); end > i {
		t.ord = true
		return end
	}
	return i
}

// digitBeside reports whether a comma, a dot or an apostrophe and then a digit stand at the near end of s, so that
// the number goes on there: 1,990.
func digitBeside(s string, before bool) bool {
	if len(s) < 2 {
		return false
	}
	sep, c := s[0], s[1]
	if before {
		sep, c = s[len(s)-1], s[len(s)-2]
	}
	return (sep == ',' || sep == '.') && isDigit(c)
}

var ordinalEnds = []string{
	"st", "nd", "rd", "th", "er", "ère", "ème", "e", "º", "ª", "°", "-го", "-й", "-е", "-ое", "-ого", "-м", "-му", "-я",
	"-ro", ":e", ":a", "ου", "ο", "ος", "ό", "ού", "η", "ης", "वीं", "वें", "वां", "वी", "শে", "ই", "লা", "রা", "ঠা", "-ші", "-ій", "-го",
}

// beginsEnd are the bytes that an ordinal's ending begins with.
var beginsEnd = func() (set [256]bool) {
	for _, e := range ordinalEnds {
		set[e[0]] = true
		if e[0] >= 'a' && e[0] <= 'z' {
			set[e[0]-0x20] = true
		}
	}
	return set
}()

func ordinalEnd(text string, i int) int {
	rest := text[i:]
	if rest == "" || !beginsEnd[rest[0]] {
		return i
	}
	best := i
	for _, e := range ordinalEnds {
		if len(e) <= best-i || len(rest) < len(e) || !strings.EqualFold(rest[:len(e)], e) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest[len(e):])
		if !letter(r) && digitOf(r) < 0 {
			best = i + len(e)
		}
	}
	return best
}

// piece reads a phrase of a script without spaces, a word of a script that the language does not use, or a single
// character. In Korean a phrase starts only where a word does or after a number or another phrase.
func (p *parser) piece(t *token, r rune, after int, joined bool) int {
	if !(p.lex.lang == "ko" && joined) || len(p.t) > 0 && len(p.t[len(p.t)-1].entries) > 0 {
		if end := p.phraseAt(t, r, after); end > 0 {
			t.word = unicode.IsLetter(r)
			return end
		}
	}
	t.word = letter(r)
	if !t.word {
		if t.r = r; r == '\'' || r == '’' || r == '‘' {
			t.senses |= 1 << quote
		}
		return after
	}
	if p.lex.lang != "ko" {
		return after
	}
	for after < len(p.text) { // the rest of an unknown Korean word
		r, size := utf8.DecodeRuneInString(p.text[after:])
		if !letter(r) {
			break
		}
		after += size
	}
	return after
}

// phraseAt looks for the longest phrase that begins with rune r and goes on at byte after; it returns its end or -1.
func (p *parser) phraseAt(t *token, r rune, after int) int {
	if r > 0xffff || p.lex.first[r>>6]&(1<<(r&63)) == 0 {
		return -1
	}
	next, _ := utf8.DecodeRuneInString(p.text[after:])
	for _, key := range [...]runePair{{r, next}, {r, 0}} {
		phrases := p.lex.byRune[key]
		for i := range phrases {
			if end, ok := matchLiteral(p.text, after, phrases[i].rest); ok {
				t.form = phrases[i].form
				return end
			}
		}
	}
	return -1
}

// matchLiteral compares with the text at i; a space in rest stands for any white space or none.
func matchLiteral(text string, i int, rest string) (int, bool) {
	if strings.HasPrefix(text[i:], rest) {
		return i + len(rest), true
	}
	for {
		part, more, ok := strings.Cut(rest, " ")
		if !strings.HasPrefix(text[i:], part) {
			return 0, false
		}
		i += len(part)
		if !ok {
			return i, true
		}
		for i < len(text) && text[i] == ' ' {
			i++
		}
		rest = more
	}
}

// wordAt reads a word of a script with spaces, and the phrase of the lexicon that it begins.
func (p *parser) wordAt(t *token, i int) int {
	t.word = true
	folded, size := p.lex.fold(p.word[:0], p.text[i:])
	p.word = folded
	if size == 0 {
		_, size = utf8.DecodeRuneInString(p.text[i:])
	}
	end := i + size
	if len(folded) > 0 {
		if e, ok := p.phrase(t, folded, end); ok {
			end = e
		} else if p.lex.prefixed() {
			end = p.withoutPrefix(t, folded, end)
		}
	}
	if beginsRoman(p.text[i:]) {
		t.senses |= 1 << roman
	}
	return end
}

// beginsRoman reports whether a word begins as a Roman numeral does, in Latin or Cyrillic letters.
func beginsRoman(word string) bool {
	switch word[0] {
	case 'X', 'V', 'I':
		return true
	case "Х"[0]:
		return strings.HasPrefix(word, "Х") || strings.HasPrefix(word, "І")
	}
	return false
}

func (p *parser) phrase(t *token, folded []byte, end int) (int, bool) {
	if !p.lex.heads[head(folded)] {
		return 0, false
	}
	phrases := p.lex.byWord[string(folded)]
	for i := range phrases {
		if phrases[i].rest == "" {
			t.form = phrases[i].form
			return end, true
		}
		if e, ok := p.lex.matchRest(p.text, end, phrases[i].rest); ok {
			t.form = phrases[i].form
			return e, true
		}
	}
	return 0, false
}

// withoutPrefix looks the word up without the particles that Arabic and Hebrew write at its front.
func (p *parser) withoutPrefix(t *token, folded []byte, end int) int {
	for range 3 {
		i := slices.IndexFunc(p.lex.prefixes, func(pre string) bool {
			return len(folded) > len(pre) && string(folded[:len(pre)]) == pre && utf8.RuneCount(folded[len(pre):]) >= 2
		})
		if i < 0 {
			return end
		}
		folded = folded[len(p.lex.prefixes[i]):]
		if e, ok := p.phrase(t, folded, end); ok {
			return e
		}
	}
	return end
}

// prefixes are the particles that are written at the front of a word, in the order in which they are tried.
var prefixes = map[string][]string{
	"ar": {"و", "ف", "ب", "ل", "ك", "ال", "لل"},
	"he": {"ו", "ש", "ב", "ל", "מ", "ה", "כ"},
}
