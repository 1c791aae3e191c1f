package story

// The larger a set, the less it says that a document alone has a word: such a word then counts up to loneShare less,
// half of that in a set of loneHalf documents in its language.
const (
	loneShare = 0.8
	loneHalf  = 100
)

// What a likeness counts. A few documents share little by chance, so that little says much, and their words are not yet
// known as rare; in a set of many some strangers are always alike.
const (
	amongFew = 1.55
	lessMany = 0.7 // is taken off among many
	manyHalf = 30  // how many documents in one language are half way there
)

// large tells how large a set of n documents is, from 0 for a few to 1, where one of half documents is half way.
func large(n, half int) float64 { return float64(n) / float64(n+half) }

// discountLone lowers the words that only one document has, given in how many each is.
func discountLone(profiles []profile, in map[uint64]int) {
	documents := map[string]int{} // by language
	for i := range profiles {
		documents[profiles[i].lang]++
	}
	for i := range profiles {
		less := loneShare * large(documents[profiles[i].lang], loneHalf)
		words := profiles[i].words
		for j, t := range words {
			if in[t.Key] == 1 {
				words[j].Weight *= 1 - less
			}
		}
		words.Scale()
	}
}

const (
	usualMost = 0.03 // a set that tells of one event only has no documents at large
	strangers = 50   // documents without likeness that each language is thought to have besides: a few say nothing of it
)

// sums add up the vectors of the documents in one language.
type sums struct {
	words, marks map[uint64]float64
	documents    int
}

// compareAtLarge sets what a likeness counts in each document's language, and how alike the document is to the others of
// its language on average, which the sum of their vectors tells at once.
func compareAtLarge(profiles []profile) {
	all := map[string]*sums{}
	for i := range profiles {
		p := &profiles[i]
		s := all[p.lang]
		if s == nil {
			s = &sums{words: map[uint64]float64{}, marks: map[uint64]float64{}}
			all[p.lang] = s
		}
		s.documents++
		add(s.words, p.words)
		add(s.marks, p.marks)
	}
	for i := range profiles {
		p := &profiles[i]
		s := all[p.lang]
		likeness := inOneLanguage(p.lang, toOthers(p.words, s.words), toOthers(p.marks, s.marks))
		p.counts = amongFew - lessMany*large(s.documents, manyHalf)
		p.usual = min(usualMost, likeness/float64(s.documents-1+strangers))
	}
}

func add(sum map[uint64]float64, v vector) {
	for _, t := range v {
		sum[t.Key] += t.Weight
	}
}

// toOthers is the sum of the cosines between v, which is in the sum, and the other vectors in it.
func toOthers(v vector, sum map[uint64]float64) float64 {
	var all float64
	for _, t := range v {
		all += t.Weight * (sum[t.Key] - t.Weight)
	}
	return all
}
