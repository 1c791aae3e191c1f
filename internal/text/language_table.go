package text

import (
	_ "embed"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./langgen $LINGUA_MODELS

// ngrams is the table of langgen, read where it lies: nothing is unpacked at start. N-grams are in the order of their
// hashes, in 65,536 buckets by the high half of these. It begins with how many n-grams and how many weights there are, 4
// bytes each; then come, little endian, one column after the other:
//
//	for every sixteenth bucket, 2 bytes number of its first n-gram and 3 bytes number of that one's first weight
//	for each bucket how many n-grams it has, a byte
//	for each n-gram the low half of its hash; how many languages have it, a byte
//	for each weight its language, an index into languageTags less that of the weight before in the same n-gram, a byte
//	the weights, a byte each, in sixteenths of a nat
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

// Likeness is how much likelier the words of s in a script are than the table's floor, in nats, in the language in which
// they are likeliest; 0 in a script that the table does not have.
func Likeness(s string, script *unicode.RangeTable) float64 {
	var scores [len(languageTags)]float64
	weigh(s, script, &scores)
	return max(0, slices.Max(scores[:]))
}

// weigh adds up, for each language of the table, how much likelier the words of s are than the table's floor. It
// returns the number of letters that it read.
func weigh(s string, script *unicode.RangeTable, scores *[len(languageTags)]float64) (letters int) {
	s = Head(s, 10*enough) // marks are bytes too, and no letters
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s) // the models were counted on composed letters
	}
	var w weighing
	for _, r := range s {
		marks := len(w.word) > 0 && r >= utf8.RuneSelf && unicode.Is(unicode.M, r)
		if !marks && !letterOf(script, r) {
			w.endWord()
			continue
		}
		if letters++; letters > enough {
			break
		}
		w.letter(r)
	}
	w.endWord()
	w.addTo(scores)
	return letters
}

// A weighing is a text on its way through weigh.
type weighing struct {
	sums   tally
	often  pending
	word   []byte // in small letters
	starts []int  // where its letters start
	share  int32  // of the word
	read   int    // words before it
}

// letter adds a letter to the word.
func (w *weighing) letter(r rune) {
	if len(w.starts) == 0 {
		// A capital inside a text is often a name, and names are of any language.
		w.share = fullShare
		if w.read > 0 && unicode.IsUpper(r) {
			w.share = nameShare
		}
	}
	w.starts = append(w.starts, len(w.word))
	w.word = utf8.AppendRune(w.word, unicode.ToLower(r))
}

// endWord adds up the word's n-grams, and the word if it is a common one.
func (w *weighing) endWord() {
	if len(w.starts) == 0 {
		return
	}
	starts := append(w.starts, len(w.word))
	for i := range w.starts {
		sum := uint32(fnvOffset)
		for n := 1; n <= min(maxGram, len(w.starts)-i); n++ {
			for _, b := range w.word[starts[i+n-1]:starts[i+n]] {
				sum = (sum ^ uint32(b)) * fnvPrime
			}
			if n <= oftenLetters {
				w.often.add(sum, w.share, &w.sums)
			} else {
				addGram(sum, w.share, &w.sums)
			}
		}
	}
	for _, lang := range wordLanguages()[string(w.word)] {
		w.sums[lang] += int32(wordWeight*sixteenths) * w.share
	}
	w.read++
	w.word, w.starts = w.word[:0], w.starts[:0]
}

// addTo adds what was weighed to the scores, in nats.
func (w *weighing) addTo(scores *[len(languageTags)]float64) {
	for _, gram := range w.often {
		addGram(gram.sum, gram.share, &w.sums)
	}
	for i := range scores {
		scores[i] += float64(w.sums[i]) / float64(sixteenths*fullShare)
	}
}

// A tally holds the weights of languages while they are added up, in fifths of sixteenths of a nat: whole numbers, which
// are added faster. It has a place for each value that an index masked with its length can have.
type tally [64]int32

// pending are short n-grams, by the low bits of their hashes, that are still to be added: most come many times, and all
// languages have them, so their shares are added up first.
type pending [256]struct {
	sum   uint32
	share int32
}

// oftenLetters is how many letters a short n-gram has at most.
const oftenLetters = 2

func (p *pending) add(sum uint32, share int32, sums *tally) {
	gram := &p[sum%uint32(len(p))]
	if gram.sum != sum {
		addGram(gram.sum, gram.share, sums)
		gram.sum, gram.share = sum, 0
	}
	gram.share += share
}

// sixteenths of a nat are the unit of the table's weights.
const sixteenths = 16

// How much a word counts: less with a capital, other than the first.
const (
	fullShare = int32(5)
	nameShare = int32(2)
)

// letterOf is unicode.Is, quick for the commonest letters.
func letterOf(script *unicode.RangeTable, r rune) bool {
	if r < utf8.RuneSelf {
		return script == unicode.Latin && r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.Is(script, r)
}

// FNV-1a, 32 bits.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// Where the first columns of the table begin.
const (
	buckets    = 1 << 16
	placesAt   = 8
	bucketsAt  = placesAt + 5*buckets/16
	gramsLowAt = bucketsAt + buckets
)

// tableNumber reads a number at the table's beginning.
func tableNumber(at int) int {
	b := ngrams[at : at+4]
	return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 | int(b[3])<<24
}

// addGram adds the weights of the n-gram with a hash, share times.
func addGram(sum uint32, share int32, sums *tally) {
	if share == 0 {
		return
	}
	bucket := int(sum >> 16)
	inBucket := int(ngrams[bucketsAt+bucket])
	if inBucket == 0 {
		return
	}
	place := ngrams[placesAt+5*(bucket/16):][:5]
	first := int(place[0]) | int(place[1])<<8
	gram := first + sumBytes(bucketsAt+bucket&^15, bucket%16)
	for end := gram + inBucket; gram < end; gram++ {
		if low := ngrams[gramsLowAt+2*gram:][:2]; low[0] == byte(sum) && low[1] == byte(sum>>8) {
			addWeights(first, gram, int(place[2])|int(place[3])<<8|int(place[4])<<16, share, sums)
			return
		}
	}
}

// addWeights adds the weights of an n-gram, where those of another before it begin at weight.
func addWeights(before, gram, weight int, share int32, sums *tally) {
	grams, all := tableNumber(0), tableNumber(4)
	numbers := ngrams[gramsLowAt+2*grams:]
	languages := numbers[grams:]
	weights := languages[all:]
	weight += sumBytes(gramsLowAt+2*grams+before, gram-before)
	end := weight + int(numbers[gram])
	languages, weights = languages[weight:end], weights[weight:end]
	lang := 0
	for i := range len(languages) {
		lang += int(languages[i])
		sums[lang%len(sums)] += int32(weights[i]) * share
	}
}

// sumBytes adds up n bytes of the table from at on, eight at a time. Other columns follow those that are added up.
func sumBytes(at, n int) (sum int) {
	for ; n > 0; at, n = at+8, n-8 {
		b := ngrams[at : at+8]
		eight := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if n < 8 {
			eight &= 1<<(8*n) - 1
		}
		const evens = 0x00FF00FF00FF00FF
		pairs := eight&evens + eight>>8&evens
		sum += int(pairs * 0x0001000100010001 >> 48)
	}
	return sum
}
