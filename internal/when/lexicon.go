package when

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

//go:embed cldr.txt
var cldr string

//go:embed words.txt
var words string

// A sense is what a word can be in an expression of time.
type sense uint8

const (
	month       sense = iota + 1 // v: 1 to 12
	weekday                      // v: 1 (Monday) to 7
	season                       // v: 21 (spring) to 24, as in EDTF
	quarter                      // v: 1 to 4
	half                         // v: 1, 2
	hijri                        // a month of the Islamic calendar, v: 1 to 12
	jalali                       // a month of the Persian calendar, v: 1 to 12
	unit                         // v: one of the letters y q M w d h m s H f e D C
	dual                         // two of unit v, as يومين
	mark                         // what follows the number of a year, month, day, hour: 年 월 日; v: a unit letter
	premark                      // what precedes it: tháng; v: a unit letter
	rel                          // v: a unit letter, off: how many from now
	relDay                       // v: weekday, off: -1 last, 0 this, 1 next
	ago                          // "days ago", v: unit letter
	hence                        // "日後", v: unit letter
	agoBefore                    // "il y a"
	number                       // v: its value
	ordinal                      // v: its value
	last                         //
	this                         //
	next                         //
	filler                       // of, the
	and                          //
	to                           //
	toEnd                        // まで after the second date of a range
	until                        // before the last day of something: jusqu'à, bis
	from                         //
	between                      // as from, but the second date comes after "and"
	yearly                       // a preposition that makes a bare number a year
	yearlyAfter                  // the same after the number
	century                      // the word before or after its number
	decade                       // the word before its number
	decadeName                   // v: 20 to 90, of the eighties; weak: beside a word for decade
	about                        //
	am                           //
	pm                           // v: 'n' for the night, whose hours after twelve are of the next day
	noon                         //
	midnight                     //
	clockWord                    // Uhr, o'clock
	at                           // before an hour: um, alle, pukul
	halfPast                     // 半
	bc                           //
	ad                           //
	era                          // v: the Gregorian year before the era's first
	islamic                      // هـ after a year
	persian                      // ه.ش after a year
	letterQ                      // the Q of Q3
	will                         // says that its clause is of the future
	was                          // says that what is beside it is past: "said", "after"

	// What a token looks like, of no form.
	inDigits // a number in digits or Han characters
	roman    // begins as a Roman numeral does
	quote    // the apostrophe of a shortened year; word processors turn it the wrong way round
)

// senses is a set of them.
type senses uint64

// keys are the keys of words.txt and cldr.txt whose whole is the name of a sense.
var keys = map[string]sense{
	"last": last, "this": this, "next": next, "of": filler, "the": filler, "and": and, "to": to, "toend": toEnd, "until": until,
	"from": from, "between": between, "yp": yearly, "yq": yearlyAfter, "cen": century, "dec": decade, "about": about, "am": am, "pm": pm,
	"noon": noon, "midnight": midnight, "clock": clockWord, "at": at, "half": halfPast, "bc": bc, "ad": ad,
	"will": will, "was": was, "hij": islamic, "jal": persian, "agopre": agoBefore,
}

// An entry is one sense of a form.
type entry struct {
	is   sense
	v    int16
	off  int8
	weak bool // needs a number or a preposition beside it, since the form is an everyday word too
}

// A form is what a word or phrase can be.
type form struct {
	entries []entry
	senses  senses // of the entries
}

// A phrase is a form that begins with a known word or rune, and the rest of it.
type phrase struct {
	rest string
	form
}

// A lexicon holds the forms of one language.
type lexicon struct {
	lang     string
	byWord   map[string][]phrase   // for scripts with spaces: by the folded first word
	heads    [1 << 10]bool         // of the words of byWord
	byRune   map[runePair][]phrase // for the others and Korean: by the first two runes, or one and 0
	first    []uint64              // a bit for every rune of the basic plane that a phrase of byRune begins with
	han      bool                  // 二〇二四 is a number
	thai     bool                  // years over 2400 are Buddhist
	fa       bool                  // years about 1400 are Persian
	turkic   bool                  // I folds to ı
	monthDay bool                  // M/D/Y
	prefixes []string              // the particles that are written at the front of a word, in the order in which they are tried
}

var lexicons sync.Map // what tongue returns → *lexicon

// lexiconFor returns the lexicon of the language that a BCP 47 tag names, English's for one that is not known.
func lexiconFor(tag string) *lexicon {
	name := tongue(tag)
	if l, ok := lexicons.Load(name); ok {
		return l.(*lexicon)
	}
	l := build(name)
	lexicons.Store(name, l)
	return l
}

// tongue gives the name of a lexicon: a language of cldr.txt, or "en-us" for M/D/Y.
func tongue(tag string) string {
	if len(tag) > 35 {
		return "en"
	}
	lower := strings.ToLower(tag)
	primary, _, _ := strings.Cut(lower, "-")
	switch {
	case lower == "en-us":
		return lower
	case primary == "nb", primary == "nn":
		return "no"
	case primary == "iw":
		return "he"
	case primary == "in":
		return "id"
	case primary == "tl":
		return "fil"
	case !known()[primary]:
		return "en"
	}
	return primary
}

// known are the languages of cldr.txt. Every text is asked for its language's lexicon, so they are looked for once.
func known() map[string]bool {
	return keptKnown.Get(func() map[string]bool {
		names := map[string]bool{}
		for line := range strings.Lines(cldr) {
			if name, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "@"); ok {
				names[name] = true
			}
		}
		return names
	})
}

var keptKnown lazy.Value[map[string]bool]

// build reads the forms of a language.
func build(name string) *lexicon {
	primary, _, monthDay := strings.Cut(name, "-")
	l := &lexicon{
		lang: primary, byWord: map[string][]phrase{}, byRune: map[runePair][]phrase{}, first: make([]uint64, 0x10000/64),
		han: primary == "zh" || primary == "ja", thai: primary == "th", fa: primary == "fa",
		turkic: primary == "tr" || primary == "az", monthDay: monthDay,
		prefixes: prefixes[primary],
	}
	blocks := []string{block(words, primary), block(cldr, primary)}
	switch primary {
	case "zh":
		blocks = append(blocks, block(cldr, "zh-Hant"))
	case "sr":
		blocks = append(blocks, block(cldr, "sr-Latn"))
	}
	for i, b := range blocks {
		for line := range strings.Lines(b) {
			key, forms, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
			if i == 0 {
				key, forms, _ = strings.Cut(strings.TrimRight(line, "\n"), " ")
			}
			for form := range strings.SplitSeq(forms, "|") {
				l.add(key, form, i > 0)
			}
		}
	}
	l.byWord["q"] = put(l.byWord["q"], "", entry{is: letterQ})
	for word, index := range l.byWord {
		l.heads[head([]byte(word))] = true
		longestFirst(index)
	}
	for _, index := range l.byRune {
		longestFirst(index)
	}
	return l
}

// head is a hash of a word's first bytes. Most words are told by it to be in no lexicon.
func head(word []byte) uint {
	h := uint(0)
	for _, c := range word[:min(len(word), 4)] {
		h = h*31 + uint(c)
	}
	return h % uint(len(lexicon{}.heads))
}

func longestFirst(phrases []phrase) {
	slices.SortFunc(phrases, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
}

// block returns the lines between "@name" and the next "@".
func block(data, name string) string {
	head := "@" + name + "\n"
	i := strings.Index(data, "\n"+head)
	switch {
	case strings.HasPrefix(data, head):
		i = len(head)
	case i < 0:
		return ""
	default:
		i += 1 + len(head)
	}
	if end := strings.Index(data[i:], "\n@"); end >= 0 {
		return data[i : i+end+1]
	}
	return data[i:]
}

// unspaced reports whether the language is written without spaces between words, or, as Korean, with particles
// joined to them.
func (l *lexicon) unspaced() bool {
	switch l.lang {
	case "zh", "ja", "ko", "th", "km", "lo", "my":
		return true
	}
	return false
}

// prefixed reports whether one-letter prepositions are written with the word.
func (l *lexicon) prefixed() bool { return l.prefixes != nil }

// bareYears reports whether a year needs no preposition: "er starb 2011".
func (l *lexicon) bareYears() bool {
	switch l.lang {
	case "de", "sv", "da", "no":
		return true
	}
	return false
}

// modifiersFollow reports whether "last" and "next" stand only behind their noun, and make "ago" of a number there.
func (l *lexicon) modifiersFollow() bool {
	switch l.lang {
	case "vi", "th", "id", "ms", "km", "lo":
		return true
	}
	return false
}

// add puts a form into the lexicon. Of CLDR's, weekdays and units of a single character are left out for the scripts
// without spaces: 月 is a mark first, and words.txt has the others, with their brackets.
func (l *lexicon) add(key, form string, fromCLDR bool) {
	e, ok := entryOf(key)
	if form == "" || !ok || e.is == month && l.han { // 八月 is a number and a mark
		return
	}
	form, e.weak = strings.CutSuffix(form, "?")
	first, size := utf8.DecodeRuneInString(form)
	if l.unspaced() && first >= 0x80 || !unicode.IsLetter(first) {
		if fromCLDR && len(form) == size && (e.is == weekday || e.is == unit) && !l.thai {
			return
		}
		l.addByRune(first, form[size:], e)
		return
	}
	var buf [maxWord]byte
	word, end := l.fold(buf[:0], form)
	if len(word) == 0 {
		return
	}
	l.byWord[string(word)] = put(l.byWord[string(word)], l.foldRest(form[end:]), e)
}

type runePair struct{ first, second rune }

// addByRune indexes a phrase of a script without spaces; one whose second character is a space, which the text may
// leave out, also by the character behind it.
func (l *lexicon) addByRune(first rune, rest string, e entry) {
	if first > 0xffff {
		return
	}
	l.first[first>>6] |= 1 << (first & 63)
	second, size := utf8.DecodeRuneInString(rest)
	if size == 0 {
		second = 0
	}
	key := runePair{first, second}
	l.byRune[key] = put(l.byRune[key], rest, e)
	if second == ' ' {
		second, _ = utf8.DecodeRuneInString(rest[1:])
		key = runePair{first, second}
		l.byRune[key] = put(l.byRune[key], rest, e)
	}
}

func put(phrases []phrase, rest string, e entry) []phrase {
	for i := range phrases {
		if phrases[i].rest != rest {
			continue
		}
		for _, have := range phrases[i].entries {
			if have.is == e.is && (have.v == e.v || e.is != number) {
				return phrases // words.txt comes first and wins
			}
		}
		phrases[i].entries = append(phrases[i].entries, e)
		phrases[i].senses |= 1 << e.is
		return phrases
	}
	return append(phrases, phrase{rest, form{[]entry{e}, 1 << e.is}})
}

// entryOf reads a key: "m5", "w1", "s21", "q3", "n12", "u:d", "r:y-1", "r:W2-1", "agopost:d", "era:2018".
func entryOf(key string) (entry, bool) {
	if s, ok := keys[key]; ok {
		return entry{is: s}, true
	}
	if head, arg, ok := strings.Cut(key, ":"); ok {
		return entryWith(head, arg)
	}
	kinds := map[byte]sense{
		'm': month, 'w': weekday, 's': season, 'q': quarter, 'h': hijri, 'j': jalali, 'n': number, 'o': ordinal,
		'D': decadeName,
	}
	switch {
	case key == "night":
		return entry{is: pm, v: 'n'}, true
	case len(key) == 3 && key[:2] == "kH":
		return entry{is: half, v: int16(key[2] - '0')}, true
	case len(key) == 2 && key[0] == 'k':
		return entry{is: mark, v: int16(key[1])}, true
	case len(key) == 2 && key[0] == 'p' && !isDigit(key[1]):
		return entry{is: premark, v: int16(key[1])}, true
	case len(key) > 1 && kinds[key[0]] != 0:
		n, err := strconv.Atoi(key[1:])
		return entry{is: kinds[key[0]], v: int16(n)}, err == nil
	}
	return entry{}, false
}

func entryWith(head, arg string) (entry, bool) {
	switch head {
	case "u":
		return entry{is: unit, v: int16(arg[0])}, true
	case "du":
		return entry{is: dual, v: int16(arg[0])}, true
	case "agopost":
		return entry{is: ago, v: int16(arg[0])}, true
	case "inpost":
		return entry{is: hence, v: int16(arg[0])}, true
	case "era":
		n, err := strconv.Atoi(arg)
		return entry{is: era, v: int16(n)}, err == nil
	case "r":
		if arg[0] == 'W' {
			n, err := strconv.Atoi(arg[2:])
			return entry{is: relDay, v: int16(arg[1] - '0'), off: int8(n)}, err == nil
		}
		n, err := strconv.Atoi(arg[1:])
		return entry{is: rel, v: int16(arg[0]), off: int8(n)}, err == nil
	}
	return entry{}, false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
