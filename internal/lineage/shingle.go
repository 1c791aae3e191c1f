package lineage

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"polydigest/internal/text"
)

const (
	// wideShingle and narrowShingle are the lengths of shingles, in characters, that begin with an ideograph, kana or
	// hangul, and with any other letter.
	wideShingle   = 4
	narrowShingle = 8
	// sampling keeps one shingle in so many of a long text, the same ones in every text (Broder's sketches).
	sampling = 16
	// dense is the same for a text whose shingles are all kept; it divides sampling, so that both meet.
	dense = 4
	// fullSet is up to how many shingles are all kept.
	fullSet = 1024
	// enoughShingles is how many a text needs to be compared at all: about a sentence.
	enoughShingles = 24
)

// shingles is the set of a text's shingles, by hash.
type shingles struct {
	set   []uint32 // sorted, each once
	whole bool     // all of them, not a sample
	total int      // how many there are in all, near enough
}

// rate is which of its shingles a text is looked up by: one in so many.
func (s shingles) rate() uint32 {
	if s.whole {
		return dense
	}
	return sampling
}

// shinglesOf reads the citable sentences of a document.
func shinglesOf(doc *text.Document) shingles {
	var runes []rune
	for _, s := range doc.Sentences {
		if s.Role.Citable() && s.Role != text.Credit {
			runes = appendFolded(runes, doc.Text[s.Start:s.End])
		}
	}
	// Of a long text only the sample is kept, and sorting it all first would cost more than reading it.
	total := max(0, len(runes)-wideShingle+1)
	whole := total <= fullSet
	var hashes []uint32
	for i := range runes {
		n := narrowShingle
		if wide(runes[i]) {
			n = wideShingle
		}
		if i+n > len(runes) {
			break
		}
		if h := hashRunes(runes[i : i+n]); whole || h%sampling == 0 {
			hashes = append(hashes, h)
		}
	}
	slices.Sort(hashes)
	return shingles{set: slices.Compact(hashes), whole: whole, total: total}
}

// appendFolded appends the letters and digits of s, without case, width and compatibility forms.
func appendFolded(runes []rune, s string) []rune {
	if !norm.NFKC.IsNormalString(s) {
		s = norm.NFKC.String(s)
	}
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			runes = append(runes, foldRune(r))
		}
	}
	return runes
}

// foldRune takes the case off a letter, the same for every language: only equality is asked for.
func foldRune(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// wide reports whether r is of a script whose words are one or two characters long.
func wide(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// hashRunes is FNV-1a over the code points.
func hashRunes(runes []rune) uint32 {
	h := uint64(14695981039346656037)
	for _, r := range runes {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return uint32(h ^ h>>32)
}

// sample returns the members of a sorted set that every sample of it keeps, in place.
func sample(set []uint32) []uint32 {
	kept := set[:0:0]
	for _, h := range set {
		if h%sampling == 0 {
			kept = append(kept, h)
		}
	}
	return kept
}

// common returns how many shingles two texts share, and how many each has, counted alike for both.
func common(a, b shingles) (shared, inA, inB int) {
	setA, setB := a.set, b.set
	if a.whole != b.whole {
		setA, setB = sample(setA), sample(setB)
	}
	for i, j := 0, 0; i < len(setA) && j < len(setB); {
		switch {
		case setA[i] < setB[j]:
			i++
		case setA[i] > setB[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	return shared, len(setA), len(setB)
}
