package story

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"polydigest/internal/lineage"
	"polydigest/internal/sparse"
	"polydigest/internal/text"
)

// A profile is what a document is compared by.
type profile struct {
	lang   string  // primary language
	words  vector  // of its own language
	marks  vector  // figures and names, of any language
	han    vector  // pairs of ideographs, in a form that Chinese and Japanese share
	gist   vector  // of the model's line; empty without one
	usual  float64 // how alike it is to documents of its language at large, from 0 to usualMost
	counts float64 // what its likeness to others of its language counts, by how many there are
	from   int     // first day that the event or the text can be of, as a day number; 0 when unknown
	to     int
}

// A vector weighs terms by the hashes of their forms; once weighed it is of length 1.
type vector = sparse.Vector[uint64]

type term = sparse.Term[uint64]

const (
	titleWeight = 3.0 // a term of the title counts so often
	leadWeight  = 2.0 // … of the first sentences
	leadLength  = 3
	longest     = 80 // sentences; the rest of a long document tells of other things too
)

// profilesOf reads the documents and weighs their terms over the whole set.
func profilesOf(docs []text.Document, hints []Gist) []profile {
	profiles := make([]profile, len(docs))
	for i := range docs {
		doc := &docs[i]
		lang, _, _ := strings.Cut(doc.Language, "-")
		profiles[i] = profile{lang: lang, words: wordsOf(doc, lang), marks: marksOf(doc), han: hanOf(doc, lang)}
		profiles[i].from, profiles[i].to = days(doc.Published)
	}
	for _, h := range hints {
		if h.Doc < 0 || h.Doc >= len(profiles) {
			continue
		}
		p := &profiles[h.Doc]
		p.gist = gistOf(h)
		if from, to := days(h.Date); from > 0 && p.from == 0 {
			p.from, p.to = from, to
		}
	}
	discountLone(profiles, weigh(profiles, func(p *profile) (*vector, string) { return &p.words, p.lang }))
	weigh(profiles, func(p *profile) (*vector, string) { return &p.marks, "" })
	weigh(profiles, func(p *profile) (*vector, string) { return &p.han, "" })
	weigh(profiles, func(p *profile) (*vector, string) { return &p.gist, "" })
	compareAtLarge(profiles)
	return profiles
}

// bag counts terms.
type bag map[uint64]float64

func (b bag) add(kind, s string, weight float64) {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(s))
	b[h.Sum64()] += weight
}

// vector damps the counts and orders the terms.
func (b bag) vector() vector {
	v := make(vector, 0, len(b))
	for key, n := range b {
		v = append(v, term{Key: key, Weight: 1 + math.Log(max(n, 1))})
	}
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.Key, b.Key) })
	return v
}

// eachSentence calls f with the sentences that tell the story and how much each counts.
func eachSentence(doc *text.Document, f func(s string, weight float64)) {
	n := 0
	for _, s := range doc.Sentences {
		if !s.Role.Citable() || s.Role == text.Credit {
			continue
		}
		weight := 1.0
		switch {
		case s.Role == text.Title:
			weight = titleWeight
		case n < leadLength:
			weight = leadWeight
		}
		f(doc.Text[s.Start:s.End], weight)
		if n++; n > longest {
			return
		}
	}
}

// wordsOf returns the words of a document in its own language: stems of words where spaces part them, else runs of
// characters. In Vietnamese spaces part syllables, so pairs of them stand for words.
func wordsOf(doc *text.Document, lang string) vector {
	b := bag{}
	eachSentence(doc, func(s string, weight float64) { addWords(b, s, lang, weight) })
	return b.vector()
}

// stem is how many letters of a word count: endings differ with grammar.
const stem = 6

func addWords(b bag, s, lang string, weight float64) {
	last := ""
	for word := range strings.FieldsFuncSeq(norm.NFKC.String(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	}) {
		start, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.In(start, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			addRuns(b, word, 2, lang, weight)
		case unicode.In(start, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			addRuns(b, word, alphabetic, lang, weight)
		case lang == "vi":
			if last != "" {
				b.add(lang, last+" "+strings.ToLower(word), weight)
			}
			last = strings.ToLower(word)
		case utf8.RuneCountInString(word) < 3 || unicode.IsDigit(start):
		default:
			folded := fold(word)
			if text.FunctionWord(folded, lang) {
				break
			}
			b.add(lang, cut(folded, stem), weight)
		}
	}
}

// alphabetic is how many letters stand for a word in a script of letters that does not part words.
const alphabetic = 5

// addRuns adds the runs of n neighbouring characters of a word; runs with hiragana are grammar.
func addRuns(b bag, word string, n int, lang string, weight float64) {
	runes := []rune(word)
	for i := range max(0, len(runes)-n+1) {
		run := runes[i : i+n]
		if !slices.ContainsFunc(run, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) }) {
			b.add(lang, string(run), weight)
		}
	}
}

// marksOf returns the figures and names of a document in forms that all languages share.
func marksOf(doc *text.Document) vector {
	var v vector
	for _, m := range lineage.Marks(doc) {
		w := m.Weight * (1 + math.Log(float64(m.Count)))
		if m.Loose {
			w *= 0.4
		}
		v = append(v, term{Key: m.Key, Weight: w})
	}
	return v
}

// hanOf returns the pairs of ideographs of a Chinese or Japanese document.
func hanOf(doc *text.Document, lang string) vector {
	if lang != "zh" && lang != "ja" {
		return nil
	}
	b := bag{}
	eachSentence(doc, func(s string, weight float64) {
		var last rune
		for _, r := range s {
			if !unicode.Is(unicode.Han, r) {
				last = 0
				continue
			}
			r = unifyHan(r)
			if last != 0 {
				b.add("han", string([]rune{last, r}), weight)
			}
			last = r
		}
	})
	return b.vector()
}

// gistOf returns the words of a model's line and its names, which count more.
func gistOf(h Gist) vector {
	b := bag{}
	tag, _ := text.Language(h.Line)
	lang, _, _ := strings.Cut(tag, "-")
	addWords(b, h.Line, lang, 1)
	for _, name := range h.Names {
		addWords(b, name, lang, 2)
	}
	return b.vector()
}

// rarityFloor stands for the documents that a small set lacks: without it every word of five documents is rare.
const rarityFloor = 8

// weigh multiplies each term by how rare it is in the set and scales the vectors to length 1. of returns a document's
// vector and the language that its terms are of, "" for terms of all. It returns in how many documents each term is.
func weigh(profiles []profile, of func(*profile) (*vector, string)) map[uint64]int {
	in := map[uint64]int{}
	documents := map[string]int{} // by language
	for i := range profiles {
		v, lang := of(&profiles[i])
		if len(*v) > 0 {
			documents[lang]++
		}
		for _, t := range *v {
			in[t.Key]++
		}
	}
	for i := range profiles {
		v, lang := of(&profiles[i])
		for j, t := range *v {
			(*v)[j].Weight *= math.Log(float64(documents[lang]+rarityFloor) / float64(in[t.Key]))
		}
		v.Scale()
	}
	return in
}

// fold takes case and accents off a word, the same way in every language.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return unicode.ToLower(unicode.ToUpper(r))
	}, norm.NFD.String(word))
}

// cut returns the first n letters of a word.
func cut(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}
