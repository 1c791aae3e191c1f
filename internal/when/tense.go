package when

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What tells that a clause is of the future: words of the sense will (words.txt), and these endings of verbs, where a
// language has endings that hardly any other word has. Endings of past participles, as words of the sense was, say that
// what stands beside them is over: "the man arrested on Monday will appear".
var (
	futureEnds = map[string][]string{
		"fr": {"era", "ira", "dra", "ttra", "îtra", "evra", "rra", "aura", "ront"},
		"it": {"rà", "ranno"},
		"es": {"rá", "rán", "remos"},
		"pt": {"rá", "arão", "erão", "irão"},
		"tr": {"ecek", "acak", "ecekler", "acaklar", "ecektir", "acaktır"},
		"ru": {"ется", "ётся", "ится", "утся", "ются", "атся", "ятся"},
		"uk": {"ється", "иться", "яться", "аться", "уться", "ються", "тиме", "тимуть", "тиметься", "тимуться"},
		"hi": {"ेगा", "ेगी", "ेंगे", "ेंगी", "एगा", "एगी", "एंगे", "एंगी", "होगा", "होगी", "होंगे", "होंगी"},
	}
	pastEnds = map[string][]string{
		"en": {"ed"},
		"fr": {"é", "ée", "és", "ées"},
		"it": {"ato", "ata", "ati", "ate", "ito", "ita", "iti", "ite", "uto", "uta", "uti", "ute"},
		"es": {"ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"},
		"pt": {"ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"},
		"tr": {"an", "en", "dığı", "diği", "duğu", "düğü", "tığı", "tiği"},
		"ru": {"нный", "нная", "нное", "нные", "нного", "нной", "нному", "нным", "нных", "вший", "вшая", "вшие", "вшего", "вшей"},
		"uk": {"ний", "ного", "ному", "вший"},
		"ja": {"た"},
		"ko": {"된", "던"},
	}
)

// How far from a date its verb is looked for, in bytes.
const nearVerb = 160

// toCome reports whether the clause around tokens i to j-1 is of the future, so that a weekday in it lies ahead: will
// meet on Friday, 金曜日に開く予定. When its tense cannot be told it is not.
func (p *parser) toCome(i, j int) bool {
	if p.lex.verbLast() {
		return p.willFollow(j) || p.lex.fa && p.willPrecede(i)
	}
	start := i - 1
	if p.tok(start).word && !p.over(start) {
		start-- // the preposition
	}
	if p.clauseEnd(start) || p.will(j) && !p.over(start) {
		return p.willFollow(j)
	}
	return p.willPrecede(i)
}

// verbLast reports whether a clause ends with its verb.
func (l *lexicon) verbLast() bool {
	switch l.lang {
	case "ja", "ko", "tr", "hi", "fa":
		return true
	}
	return false
}

// willFollow looks for a verb of the future behind, up to the end of the clause. What is only said to be planned (予定
// だと述べた) may leave the date to the saying.
func (p *parser) willFollow(j int) bool {
	for k := j; !p.clauseEnd(k) && p.tok(k).start-p.tok(j).start < nearVerb; k++ {
		switch {
		case p.will(k):
			return !p.reported(p.text[p.tok(k).end:])
		case p.over(k), p.tok(k).is(weekday):
			return false
		}
	}
	return false
}

// willPrecede looks for a verb of the future before, back to the beginning of the clause. A participle is the
// future's when that stands right before it: "will be opened", sera inaugurée.
func (p *parser) willPrecede(i int) bool {
	for k := i - 1; !p.clauseEnd(k) && p.tok(i).start-p.tok(k).start < nearVerb; k-- {
		switch {
		case p.will(k):
			return true
		case p.over(k):
			return !p.tok(k).is(was) && (p.will(k-1) || p.will(k-2))
		case p.tok(k).is(weekday):
			return false
		}
	}
	return false
}

// will reports whether token k is a verb of the future.
func (p *parser) will(k int) bool {
	t := p.tok(k)
	return t.is(will) || !t.is(was) && p.ends(k, futureEnds, 2) || p.lex.lang == "ar" && arabicFuture(p.text[t.start:t.end])
}

// over reports whether token k says that something is past.
func (p *parser) over(k int) bool { return p.tok(k).is(was) || p.ends(k, pastEnds, 3) }

// ends reports whether token k is a word in small letters that has one of its language's endings behind so many bytes.
func (p *parser) ends(k int, endings map[string][]string, stem int) bool {
	t := p.tok(k)
	if !t.word || p.capital(k) {
		return false
	}
	word := p.text[t.start:t.end]
	return slices.ContainsFunc(endings[p.lex.lang], func(end string) bool {
		return strings.HasSuffix(word, end) && (len(word) >= len(end)+stem || p.lex.unspaced() || p.lex.lang == "hi")
	})
}

// clauseEnd reports whether token k bounds a clause: punctuation, or the text's end. A dot within a word does not.
func (p *parser) clauseEnd(k int) bool {
	if k < 0 || k >= len(p.t) {
		return true
	}
	switch p.t[k].r {
	case '.':
		return !p.tok(k-1).num || !p.tok(k+1).num || p.tok(k+1).gap
	case ',', ';', ':', '!', '?', '،', '؛', '؟', '、', '，', '。', '；', '：', '！', '？', '।', '"', '“', '”', '«', '»', '「', '」',
		'(', ')', '（', '）', '—':
		return true
	}
	return false
}

// reported reports whether what follows a plan makes it somebody's words.
func (p *parser) reported(rest string) bool {
	for _, quote := range [...]string{"だと", "であると", "と", "이라", "라고", "라며", "이며", "일 것이라"} {
		if strings.HasPrefix(rest, quote) {
			return p.lex.unspaced()
		}
	}
	return false
}

// arabicFuture reports whether a word is a verb with the prefix of the future: سيجتمع. Other words begin so too.
func arabicFuture(word string) bool {
	word = strings.TrimPrefix(word, "و")
	if utf8.RuneCountInString(word) < 4 || !slices.ContainsFunc([]string{"سي", "ست", "سن", "سأ"}, func(s string) bool {
		return strings.HasPrefix(word, s)
	}) {
		return false
	}
	return !slices.ContainsFunc(arabicNouns, func(s string) bool { return strings.HasPrefix(word, s) })
}

var arabicNouns = strings.Fields("سيار سياس سياح سيادة سياق سياج سيدة سيدات سيدي سيدني سيطر سينم سيناء سيناريو سيرة سيول " +
	"سيبيري سيليكون سيئ ستار ستال ستوك ستاد ستراتيج ستين ستون سنة سنو سنغاف سنتي سندات سنا")
