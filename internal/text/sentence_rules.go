package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// rules are what one language adds to UAX #29. The word lists are read from sentence_words.go on first use.
type rules struct {
	lang    string
	once    sync.Once
	hard    map[string]bool // abbreviations that a sentence does not end with, without the full stop
	numeric map[string]bool // … when a number follows
	months  map[string]bool // words before which a number with a full stop is an ordinal
	article map[string]bool // words behind which it is one
	openers map[string]bool // words that begin sentences
	letters map[string]bool // names of Latin letters
	says    map[string]bool // verbs that tell who said the quoted sentence before
	ends    map[string]bool // abbreviations of units, which end a sentence before a word that begins one
	roles   map[string]bool // words behind the name of a company for who acts for it
}

// languageRules are the rules of every language that has a list of words.
var languageRules = func() map[string]*rules {
	all := map[string]*rules{"": {}}
	for lang := range abbreviations {
		all[lang] = &rules{lang: lang}
	}
	for _, lang := range []string{"ja", "ko", "zh", "hy", "el", "th", "lo", "und"} {
		all[lang] = &rules{lang: lang}
	}
	return all
}()

// rulesFor returns the rules of the primary language of a BCP 47 tag.
func rulesFor(tag string) *rules {
	lang, _, _ := strings.Cut(tag, "-")
	r := languageRules[lang]
	if r == nil {
		r = languageRules[""]
	}
	r.once.Do(r.load)
	return r
}

func (r *rules) load() {
	r.hard = wordSet(abbreviations["und"], abbreviations[r.lang])
	r.numeric = wordSet(beforeNumbers["und"], beforeNumbers[r.lang])
	r.months = wordSet(ordinalHeads[r.lang])
	r.article = wordSet(ordinalArticles[r.lang])
	r.openers = wordSet(sentenceOpeners[r.lang])
	r.letters = wordSet(letterNames[r.lang])
	r.says = wordSet(saysBehind[r.lang])
	r.ends = wordSet(unitAbbreviations[r.lang])
	r.roles = wordSet(companyRoles[r.lang])
}

// wordSet reads lists of words; each counts as written and with a capital, so that no text needs folding.
func wordSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for word := range strings.FieldsSeq(list) {
			set[word] = true
			first, size := utf8.DecodeRuneInString(word)
			set[string(unicode.ToUpper(first))+word[size:]] = true
		}
	}
	return set
}

// abbreviates reports whether the full stop at b marks an abbreviation, an initial, an ordinal or the number of a
// list item, and no end of a sentence.
func (r *rules) abbreviates(b boundary) bool {
	word := lastWord(b.sentence)
	next := firstWord(b.words)
	switch {
	case word == "":
		return strings.HasPrefix(b.ahead, ".")
	case isNumber(word):
		return r.ordinal(b.sentence, word, next)
	case r.spells(b.sentence, word), !b.spaced && shortened(word, next):
		return true
	case utf8.RuneCountInString(word) == 1:
		return r.initial(b.sentence, word, next) || startsLower(word) && pairs(b.words, next)
	case strings.Contains(word, "."):
		return r.acronym(word, next)
	case r.hard[word]:
		return !r.ends[word] || !r.openers[next]
	case r.numeric[word]:
		return beginsFigure(next) || isRoman(next)
	case companies[word]:
		return r.roles[next]
	case isRoman(word) && r.months[next]:
		return true
	}
	return len(next) > 1 && isRoman(next) && startsLower(word) && len(word) <= len("séc") // a century, book or chapter
}

// spells reports whether a word is a foreign initial: the name of a Latin letter, and not the last of several that
// are written apart, as in بي بي سي, which end sentences as other words do.
func (r *rules) spells(sentence, word string) bool {
	return r.letters[word] && !r.letters[lastWord(strings.TrimRight(sentence[:len(sentence)-len(word)], " \u00a0"))]
}

// shortened decides on a full stop between two words of a script without capitals that no space parts.
func shortened(word, next string) bool {
	c, _ := utf8.DecodeRuneInString(next)
	n := 0
	for _, l := range word[strings.LastIndexByte(word, '.')+1:] {
		if unicode.IsLetter(l) {
			n++
		}
	}
	return n > 0 && n <= 4 && uncased(c) && !unicode.Is(unicode.Hangul, c)
}

// uncased reports whether c is a letter of a script without capitals.
func uncased(c rune) bool { return unicode.Is(unicode.Lo, c) }

// ordinal decides on a number with a full stop.
func (r *rules) ordinal(sentence, number, next string) bool {
	before := strings.TrimSpace(sentence[:len(sentence)-len(number)])
	if len(number) > 3 {
		return false
	}
	if before == "" || before == "•" || before == "⁃" || before == "(" || strings.HasSuffix(before, "\n") {
		return true // the number of a list item
	}
	if r.lang == "tr" && before != "" {
		return true // a Turkish sentence ends with its verb
	}
	return r.months[next] || r.article[lastWord(before)] && startsUpper(next)
}

// initial decides on a single letter with a full stop.
func (r *rules) initial(sentence, letter, next string) bool {
	c, _ := utf8.DecodeRuneInString(letter)
	title := unicode.IsUpper(c) && r.hard[letter]                  // as M. in French
	another := r.lang == "ru" && utf8.RuneCountInString(next) == 1 // А. И. Иванов, though А and И begin sentences
	if next == "" || r.openers[next] && !title && !another {
		return false
	}
	if r.hard[letter] || isNumber(next) {
		return true
	}
	before := lastWord(strings.TrimRight(sentence[:len(sentence)-len(letter)], " \u00a0"))
	switch {
	case unicode.IsLower(c):
		return before == "" || !unicode.In(c, unicode.Latin, unicode.Cyrillic) || startsLower(next) || r.lang == "de" && len(before) == len("u.")
	case unicode.In(c, unicode.Hebrew, unicode.Arabic):
		return true
	case !unicode.IsUpper(c):
		return false // an ideograph, or a syllable that ends a sentence
	case letter == "I" && r.lang == "en":
		return startsUpper(before)
	}
	return true
}

// pairs reports whether the word ahead is an abbreviation itself, as in "z. B." and "т. е."
func pairs(words, next string) bool {
	return next != "" && utf8.RuneCountInString(next) <= 3 && strings.HasPrefix(words[len(next):], ".")
}

// acronym decides on a word with full stops inside, as "U.S." or "z.B.".
func (r *rules) acronym(word, next string) bool {
	if r.hard[word] {
		return true
	}
	for part := range strings.SplitSeq(word, ".") {
		if n := utf8.RuneCountInString(part); n == 0 || n > 3 || !isLetters(part) {
			return false
		}
	}
	switch word {
	case "a.m", "p.m", "A.M", "P.M":
		return timeZones[next]
	case "Ph.D", "B.C", "A.D":
		return false
	}
	c, _ := utf8.DecodeRuneInString(next)
	return (startsUpper(next) && !r.openers[next] || uncased(c)) && strings.ContainsFunc(word, unicode.IsUpper)
}

// carriesOn reports whether a sentence goes on behind its terminator at b: behind a quoted sentence, or an
// exclamation inside.
func (r *rules) carriesOn(b boundary) bool {
	if startsLower(b.ahead) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(b.ahead)
	if (b.terminator == '!' || b.terminator == '?') && b.closers == "" && !b.spaced {
		return next < utf8.RuneSelf && unicode.IsLetter(next) // Yahoo!Japan, page?id=3
	}
	switch {
	case b.closers != "" && next == '(' && endsBehind(b.ahead):
		return true // who is quoted: "…" (Smith 55).
	case b.closers != "" && !b.spaced && unicode.IsLetter(next) && !unicode.In(next, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return true
	case b.closers != "":
		return r.saysOn(b)
	case r.lang == "ja":
		return hasAnyPrefix(b.ahead, "と", "って")
	}
	return false
}

// saysOn reports whether what stands behind a quoted sentence goes on with it, most often with who said it.
func (r *rules) saysOn(b boundary) bool {
	switch r.lang {
	case "ko":
		return saysOnKorean(b.ahead)
	case "ja":
		return hasAnyPrefix(b.ahead, "と", "って", "は", "が", "を", "に", "も", "の", "で", "など", "や", "へ", "から", "だ", "か", "なん", "なら") ||
			saysAtEnd(b.ahead, "。", saidJapanese)
	case "zh":
		return saysOnChinese(b.ahead)
	case "en":
		return r.saysOnEnglish(b)
	}
	if len(r.says) == 0 {
		return false
	}
	said, ended := firstClause(b.words)
	n := len(said)
	return r.says[firstWord(b.words)] || ended && n > 1 && (n <= 3 && r.says[said[1]] || n <= 5 && r.says[said[n-1]])
}

// saysOnEnglish is saysOn for English, where a speaker without a name begins with a small letter: a name and what it
// did follow, and nothing else where a full stop in the quote is the translator's.
func (r *rules) saysOnEnglish(b boundary) bool {
	said, ended := firstClause(b.words)
	name := 0
	for name < len(said) && name < 5 && startsUpper(said[name]) && !r.openers[said[name]] {
		name++
	}
	return name > 0 && name < len(said) && r.says[said[name]] && (b.terminator != '.' || ended && name == len(said)-1)
}

// firstClause returns the words of s up to the first mark that ends a sentence, and whether there is one.
func firstClause(s string) (words []string, ended bool) {
	at := strings.IndexFunc(s, terminates)
	if at < 0 {
		return strings.Fields(s), false
	}
	return strings.Fields(s[:at]), true
}

// endsBehind reports whether s begins with a bracketed remark that ends its sentence, with the full stop behind the
// bracket; one that is a sentence of its own has it inside.
func endsBehind(s string) bool {
	remark, rest, closed := strings.Cut(s, ")")
	if r, _ := utf8.DecodeLastRuneInString(remark); !closed || terminates(r) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return terminates(r)
}

// saysOnChinese reports whether Chinese text behind a quoted sentence only says who said it, as in 「…。」他說。 What
// stands before a comma is shorter: a longer clause begins another sentence.
func saysOnChinese(ahead string) bool {
	n := 0
	for i, r := range ahead {
		if n++; n > 20 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(ahead[:i])
		switch r {
		case '。':
			return strings.ContainsRune("说說道称稱示出调調喊叫", before)
		case '，':
			return n <= 14 && strings.ContainsRune("说說道称稱示出调調", before)
		case '：', '“', '「', '；', '\n', '？', '！':
			return false
		}
	}
	return false
}

// saysOnKorean is saysOnChinese for Korean.
func saysOnKorean(ahead string) bool {
	return hasAnyPrefix(ahead, "라고", "이라고", "라는", "라며", "라면서", "고 ") || saysAtEnd(ahead, ".", saidKorean)
}

// saysAtEnd reports whether a short clause, closed by stop, only says who said the quoted sentence before: in languages
// whose sentences end with their verb, it ends with one of verbs.
func saysAtEnd(ahead, stop string, verbs []string) bool {
	clause, _, ended := strings.Cut(ahead, stop)
	return ended && utf8.RuneCountInString(clause) <= 25 && !strings.ContainsAny(clause, "\"“「」、\n") && hasAnySuffix(clause, verbs...)
}

// unfinished reports whether a line ends in the middle of a phrase, so that the next line belongs to it.
func (r *rules) unfinished(line string) bool {
	switch r.lang {
	case "ja":
		return hasAnySuffix(line, "の", "を", "に", "は", "が", "と", "、", "，", "や", "で")
	case "zh":
		return hasAnySuffix(line, "，", "、", "的", "和", "（")
	}
	return false
}

// lastWord returns the letters, digits and inner full stops at the end of s, of one kind of script where no space parts
// words. It looks at 40 bytes at most.
func lastWord(s string) string {
	end := len(s)
	at := end
	last, _ := utf8.DecodeLastRuneInString(s)
	wide := wideLetter(last)
	for at > 0 && end-at < 40 {
		c, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.M, c) && c != '.' && c != '/' && c != '°' && c != 'º' ||
			wideLetter(c) != wide {
			break
		}
		at -= size
	}
	return strings.TrimLeft(s[at:], ".")
}

// wideLetter reports whether c is of a script that Latin letters stand amid without a space.
func wideLetter(c rune) bool {
	return c >= '\u2E80' && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c == 'ー'
}

// firstWord returns the letters and digits at the start of s.
func firstWord(s string) string {
	for i, c := range s {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.M, c) && c != '\'' && c != '’' {
			return s[:i]
		}
	}
	return s
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isRoman(s string) bool {
	for i := range len(s) {
		if !strings.ContainsRune("IVXLC", rune(s[i])) {
			return false
		}
	}
	return s != ""
}

func isLetters(s string) bool {
	for _, c := range s {
		if !unicode.IsLetter(c) {
			return false
		}
	}
	return s != ""
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, p := range suffixes {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}
