package text

import (
	_ "embed"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./langgen $LINGUA_MODELS

// ngrams is the table of langgen: 4 bytes log2 of the number of slots; slots of 7 bytes (hash, offset of a list);
// lists of 1 byte length and pairs (index into languageTags, weight in sixteenths of a nat). It is read where it
// lies: nothing is unpacked at start.
//
//go:embed language_ngrams.bin
var ngrams string

// hanTable holds four bits for each ideograph of U+4E00..U+9FA5: who can encode it. Low half byte first.
//
//go:embed language_han.bin
var hanTable string

// Which national character set has an ideograph.
const (
	inGB   = 1 // GB 2312: simplified Chinese
	inBig5 = 2 // Big5: traditional Chinese
	inJIS  = 4 // JIS X 0208: Japanese
)

// hanSets returns the character sets that have r.
func hanSets(r rune) byte {
	if r < 0x4E00 || r > 0x9FA5 {
		return 0
	}
	i := int(r - 0x4E00)
	return hanTable[i/2] >> (4 * (i % 2)) & 7
}

// languageTags are the languages of the n-gram table, in the order of langgen.
var languageTags = [...]string{
	"af", "sq", "az", "eu", "ca", "hr", "cs", "da", "nl", "en", "eo", "et", "fi", "fr", "de", "hu", "is", "id", "ga", "it", "lv",
	"lt", "ms", "nb", "nn", "pl", "pt", "ro", "sk", "sl", "so", "es", "sw", "sv", "tl", "tr", "vi", "cy",
	"be", "bg", "kk", "mk", "mn", "ru", "sr", "uk", "ar", "fa", "ur", "hi", "mr",
}

// maxGram is the longest n-gram of the table.
const maxGram = 4

// enough is how many letters decide on a language; the rest of a long text adds time only.
const enough = 3000

// weigh adds up, for each language of the table, how much likelier the words of s are than the table's floor. It
// returns the number of letters that it read.
func weigh(s string, script *unicode.RangeTable, scores *[len(languageTags)]float64) (letters int) {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s) // the models were counted on composed letters
	}
	words := wordLanguages()
	var word []byte  // in small letters
	var starts []int // where its letters start
	share, read := 1.0, 0
	flush := func() {
		if len(starts) == 0 {
			return
		}
		for i := range starts {
			sum := uint32(fnvOffset)
			for n := i; n < min(i+maxGram, len(starts)); n++ {
				end := len(word)
				if n+1 < len(starts) {
					end = starts[n+1]
				}
				for _, b := range word[starts[n]:end] {
					sum = (sum ^ uint32(b)) * fnvPrime
				}
				addGram(sum, share, scores)
			}
		}
		for _, lang := range words[string(word)] {
			scores[lang] += wordWeight * share
		}
		read++
		word, starts = word[:0], starts[:0]
	}
	for _, r := range s {
		if !unicode.Is(script, r) && !(len(starts) > 0 && unicode.Is(unicode.M, r)) {
			flush()
			continue
		}
		if letters++; letters > enough {
			break
		}
		if len(starts) == 0 {
			// A capital inside a text is often a name, and names are of any language.
			share = 1
			if read > 0 && unicode.IsUpper(r) {
				share = nameShare
			}
		}
		starts = append(starts, len(word))
		word = utf8.AppendRune(word, unicode.ToLower(r))
	}
	flush()
	return letters
}

// nameShare is how much a word with a capital counts, other than the first.
const nameShare = 0.4

// FNV-1a, 32 bits.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// addGram adds the weights of the n-gram with a hash.
func addGram(sum uint32, share float64, scores *[len(languageTags)]float64) {
	mask := uint32(1)<<ngrams[0] - 1
	lists := 4 + 7*(int(mask)+1)
	for at := sum & mask; ; at = (at + 1) & mask {
		slot := ngrams[4+7*at : 4+7*at+7]
		offset := int(slot[4]) | int(slot[5])<<8 | int(slot[6])<<16
		if offset == 0 {
			return
		}
		if uint32(slot[0])|uint32(slot[1])<<8|uint32(slot[2])<<16|uint32(slot[3])<<24 != sum {
			continue
		}
		list := ngrams[lists+offset:]
		for i := range int(list[0]) {
			scores[list[1+2*i]] += float64(list[2+2*i]) * share / 16
		}
		return
	}
}
