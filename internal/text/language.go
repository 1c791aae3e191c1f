package text

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language tells the language of s as a BCP 47 tag ("zh-Hans" and "zh-Hant" apart; "und" when s has no letters or
// gives no hint) and how sure that is, 0 to 1. Lines of few letters are often unsure: in a document they lean on
// their neighbours.
//
// The script comes first and decides where one language writes it. Among the others n-grams of letters decide (see
// langgen), and among Chinese and Japanese the kana and which national character set can encode the ideographs.
func Language(s string) (tag string, sure float64) {
	return languageNear(s, "")
}

// languageNear is Language for a line of a document that is mostly in the language near ("" when that is not
// clear): a weak hint that decides only what is open otherwise.
func languageNear(s, near string) (tag string, sure float64) {
	counts := countScripts(s)
	script, letters := counts.main()
	if letters == 0 {
		return "und", 0
	}
	switch script {
	case scriptHan:
		return chineseOrJapanese(s, counts, near)
	case scriptLatin, scriptCyrillic, scriptArabic, scriptDevanagari:
		return byGrams(s, script, near)
	}
	return scriptTags[script], 1 - math.Exp(-float64(letters))
}

// A script is a writing system, or a group that is looked at together.
type script int

const (
	scriptLatin script = iota
	scriptCyrillic
	scriptArabic
	scriptDevanagari
	scriptHan // with kana
	scriptHangul
	scriptGreek
	scriptHebrew
	scriptThai
	scriptArmenian
	scriptGeorgian
	scriptBengali
	scriptTamil
	scriptTelugu
	scriptGujarati
	scriptGurmukhi
	scriptKannada
	scriptMalayalam
	scriptSinhala
	scriptMyanmar
	scriptKhmer
	scriptLao
	scriptEthiopic
	scripts
)

// scriptRanges are the letters of each script; order as above.
var scriptRanges = [scripts]*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Devanagari, unicode.Han, unicode.Hangul, unicode.Greek,
	unicode.Hebrew, unicode.Thai, unicode.Armenian, unicode.Georgian, unicode.Bengali, unicode.Tamil, unicode.Telugu,
	unicode.Gujarati, unicode.Gurmukhi, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Myanmar,
	unicode.Khmer, unicode.Lao, unicode.Ethiopic,
}

// scriptTags are the languages of the scripts that one language writes, or one far more than others.
var scriptTags = [scripts]string{
	scriptHangul: "ko", scriptGreek: "el", scriptHebrew: "he", scriptThai: "th", scriptArmenian: "hy", scriptGeorgian: "ka",
	scriptBengali: "bn", scriptTamil: "ta", scriptTelugu: "te", scriptGujarati: "gu", scriptGurmukhi: "pa",
	scriptKannada: "kn", scriptMalayalam: "ml", scriptSinhala: "si", scriptMyanmar: "my", scriptKhmer: "km",
	scriptLao: "lo", scriptEthiopic: "am",
}

// scriptCounts are how many letters of each script a text has; kana are counted among Han and once more apart.
type scriptCounts struct {
	of   [scripts]int
	kana int
}

// countScripts reads at most a few thousand letters of s.
func countScripts(s string) (c scriptCounts) {
	last := scriptLatin
	total := 0
	for _, r := range Head(s, 20*enough) {
		if r < utf8.RuneSelf {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				c.of[scriptLatin]++
				total++
			}
			continue
		}
		if total > 2*enough {
			break
		}
		if r >= 0x3041 && r <= 0x30FF && r != '・' && r != 'ー' {
			c.of[scriptHan]++
			c.kana++
			total++
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		total++
		if unicode.Is(scriptRanges[last], r) {
			c.of[last]++
			continue
		}
		for i, table := range scriptRanges {
			if unicode.Is(table, r) {
				last = script(i)
				c.of[i]++
				break
			}
		}
	}
	return c
}

// main returns the script that carries the text, and its letters. An ideograph or a syllable of hangul says as much
// as a few letters of an alphabet, and every script quotes names in Latin letters, so a line of Chinese or Thai with
// two English names is Chinese or Thai.
func (c scriptCounts) main() (main script, letters int) {
	best := 0.0
	for i, n := range c.of {
		weight := float64(n)
		switch script(i) {
		case scriptHan, scriptHangul:
			weight *= 2.5
		case scriptLatin:
			weight *= 0.4
		}
		if weight > best {
			best, main, letters = weight, script(i), n
		}
	}
	return main, letters
}

// groups are the ranges of languageTags by script.
var groups = [scripts][2]int{scriptLatin: {0, 38}, scriptCyrillic: {38, 46}, scriptArabic: {46, 49}, scriptDevanagari: {49, 51}}

// leaning is what a hint is worth, in nats.
const leaning = 4

// byGrams tells the languages of one script apart by their n-grams.
func byGrams(s string, of script, near string) (tag string, sure float64) {
	var scores [len(languageTags)]float64
	letters := weigh(s, scriptRanges[of], &scores)
	first, second := -1, -1
	for i := groups[of][0]; i < groups[of][1]; i++ {
		scores[i] += lean[languageTags[i]] * math.Sqrt(float64(letters))
		if languageTags[i] == near {
			scores[i] += leaning
		}
		switch {
		case first < 0 || scores[i] > scores[first]:
			first, second = i, first
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	if languageTags[first] == "ms" && !soundsMalay(s) {
		return "id", 0.5
	}
	// N-grams overlap and come in four lengths, so the margin counts what it says several times.
	margin := (scores[first] - scores[second]) / 6
	return languageTags[first], (1 - math.Exp(-margin)) * (1 - math.Exp(-float64(letters)/8))
}

// soundsMalay reports whether s has more words that Malay has and Indonesian has not than the other way round: the
// n-grams of the two are too alike to decide.
func soundsMalay(s string) bool {
	cues := 0
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		word = strings.ToLower(word)
		if malayOnly[word] {
			cues++
		}
		if indonesianOnly[word] {
			cues--
		}
	}
	return cues > 0
}

// lean holds back, per root of the letters read, languages that are far rarer in the news than the neighbour that
// their n-grams resemble.
var lean = map[string]float64{"nn": -1, "af": -0.5, "eo": -0.5, "sl": -0.1, "mk": -0.2, "mn": -0.2, "so": -0.5, "ga": -0.2}

// Weights of the evidence between simplified Chinese, traditional Chinese and Japanese, in ideographs that one of
// them cannot write.
const (
	hanMiss = 1.0 // an ideograph that the character set lacks
	hanCue  = 0.5 // a common word that the others do not use
	hanNear = 0.3 // the hint of the neighbourhood
)

// chineseOrJapanese tells simplified Chinese, traditional Chinese and Japanese apart.
func chineseOrJapanese(s string, counts scriptCounts, near string) (tag string, sure float64) {
	scores := hanScores(s, counts, near)
	best, second := 0, -1 // on a draw the first: most text in ideographs that all three write is simplified Chinese
	for i := 1; i < len(scores); i++ {
		switch {
		case scores[i] > scores[best]:
			best, second = i, best
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	return hanTags[best], 1 - math.Exp(-(scores[best]-scores[second])*0.8)
}

// hanTags are the languages that hanScores weighs.
var hanTags = [...]string{"zh-Hans", "zh-Hant", "ja"}

// hanScores weighs the three languages by their kana, ideographs and commonest words.
func hanScores(s string, counts scriptCounts, near string) (scores [len(hanTags)]float64) {
	ideographs := counts.of[scriptHan] - counts.kana
	if counts.kana*8 >= ideographs || counts.kana >= 3 && counts.kana*20 >= ideographs {
		scores[2] += float64(counts.kana + ideographs)
	}
	hans, hant, ja := &scores[0], &scores[1], &scores[2]
	for _, r := range s {
		if r < 0x3000 {
			continue
		}
		if r >= 0x4E00 && r <= 0x9FA5 {
			sets := hanSets(r)
			*hans -= missing(sets, inGB)
			*hant -= missing(sets, inBig5)
			*ja -= missing(sets, inJIS)
		}
		switch r {
		case '的', '了', '是', '在', '和', '我', '他', '不', '也', '有', '就', '她', '，':
			*hans += hanCue
			*hant += hanCue
		case '々', '〆', '・', '～', '〜', '円', '氏':
			*ja += hanCue
		case '」', '「':
			*hant += hanCue / 4
			*ja += hanCue / 4
		}
	}
	*ja += hanCue * float64(min(counts.kana, 3))
	for i, tag := range hanTags {
		if tag == near {
			scores[i] += hanNear
		}
	}
	return scores
}

// missing is the weight of an ideograph that character set want lacks; what none has says nothing.
func missing(sets, want byte) float64 {
	if sets == 0 || sets&want != 0 {
		return 0
	}
	return hanMiss
}
