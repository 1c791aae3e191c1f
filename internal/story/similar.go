package story

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"polydigest/internal/sparse"
)

// Scores of pairs run from 0 to 1; from joins on two documents alone are one story.
const (
	joins     = 0.10
	least     = 0.02 // an edge below this is none
	wordShare = 0.8  // of the words in the score of two documents in one language; the rest are figures and names
	markScale = 0.6  // what a cosine of figures and names between languages counts
	hanScale  = 4.0  // what a cosine of pairs of ideographs between Chinese and Japanese counts
	gistShare = 0.7  // of the model's lines where both documents have one
	atLarge   = 2.0  // how often what a pair has with documents at large is taken off its score
	gistScale = 0.8  // lines are short, so their cosines run higher
	patience  = 3    // days between two publications that cost nothing
	fading    = 4.0  // days past that in which a score falls to 1/e
)

// pitch is what a cosine of words counts in a language, where that is more than in English: rich endings, prefixes,
// compounds and runs of characters in the place of words part what a reader sees as one, so that cosines run lower.
// From reports of one event dealt out of news in these languages (the command measure stories).
var pitch = map[string]float64{
	"zh": 2, "ko": 1.8, "th": 2.2, "vi": 2.4, "ar": 1.8, "he": 2, "cs": 1.7, "de": 1.5, "tr": 1.5, "uk": 1.4, "ru": 1.4, "el": 1.3,
	"pl": 1.3, "sv": 1.3,
}

// An edge is a pair of documents and how much they seem to tell of one event.
type edge struct {
	a, b  int32
	score float64
}

// score compares two documents.
func score(a, b *profile) float64 {
	s := 0.0
	if a.lang == b.lang {
		s = inOneLanguage(a.lang, sparse.Dot(a.words, b.words), sparse.Dot(a.marks, b.marks))
		s = a.counts * max(0, s-atLarge*(a.usual+b.usual)/2)
	} else {
		s = markScale * sparse.Dot(a.marks, b.marks)
		if len(a.han) > 0 && len(b.han) > 0 {
			s = max(s, hanScale*sparse.Dot(a.han, b.han))
		}
	}
	if len(a.gist) > 0 && len(b.gist) > 0 {
		s = gistShare*gistScale*sparse.Dot(a.gist, b.gist) + (1-gistShare)*s
	}
	return min(1, s) * timeFactor(a, b)
}

// inOneLanguage is the score of cosines of words and of marks between documents in one language.
func inOneLanguage(lang string, words, marks float64) float64 {
	return cmp.Or(pitch[lang], 1) * (wordShare*words + (1-wordShare)*marks)
}

// timeFactor lowers the score of documents whose dates lie apart.
func timeFactor(a, b *profile) float64 {
	if a.from == 0 || b.from == 0 {
		return 1
	}
	apart := max(a.from-b.to, b.from-a.to) - patience
	if apart <= 0 {
		return 1
	}
	return math.Exp(-float64(apart) / fading)
}

const (
	fewDocuments = 300 // up to how many every pair is compared
	rareTerms    = 30  // with how many of its weightiest terms a document looks for others
	neighbours   = 40  // with how many others it is compared
)

// similarities returns the pairs whose score is worth keeping.
func similarities(profiles []profile) []edge {
	var edges []edge
	for _, pair := range likely(profiles) {
		a, b := pair[0], pair[1]
		if s := score(&profiles[a], &profiles[b]); s >= least {
			edges = append(edges, edge{a, b, s})
		}
	}
	return edges
}

// likely returns the pairs to compare.
func likely(profiles []profile) [][2]int32 {
	var pairs [][2]int32
	if len(profiles) <= fewDocuments {
		for i := range profiles {
			for j := i + 1; j < len(profiles); j++ {
				pairs = append(pairs, [2]int32{int32(i), int32(j)})
			}
		}
		return pairs
	}
	type posting struct {
		doc    int32
		weight float64
	}
	index := map[uint64][]posting{}
	tops := make([][]term, len(profiles))
	for i := range profiles {
		tops[i] = weightiest(&profiles[i])
		for _, t := range tops[i] {
			index[t.Key] = append(index[t.Key], posting{int32(i), t.Weight})
		}
	}
	common := max(60, len(profiles)/40)
	sums := make([]float64, len(profiles))
	var touched []int32
	for i := range profiles {
		for _, t := range tops[i] {
			postings := index[t.Key]
			if len(postings) > common {
				continue
			}
			for _, p := range postings {
				if int(p.doc) == i {
					continue
				}
				if sums[p.doc] == 0 {
					touched = append(touched, p.doc)
				}
				sums[p.doc] += t.Weight * p.weight
			}
		}
		slices.SortFunc(touched, func(a, b int32) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) })
		for _, j := range touched[:min(neighbours, len(touched))] {
			pairs = append(pairs, [2]int32{min(int32(i), j), max(int32(i), j)})
		}
		for _, j := range touched {
			sums[j] = 0
		}
		touched = touched[:0]
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}

// weightiest returns the terms of each kind by which a document looks for others.
func weightiest(p *profile) []term {
	var top []term
	for _, v := range []vector{p.words, p.marks, p.han, p.gist} {
		v = slices.Clone(v)
		slices.SortFunc(v, func(a, b term) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Key, b.Key)) })
		top = append(top, v[:min(rareTerms, len(v))]...)
	}
	return top
}

// days returns the first and last day of an EDTF date as day numbers (near enough to count days by), or 0 for none.
// Only what begins with a year and a month is a date here; a bare year says too little.
func days(edtf string) (from, to int) {
	if len(edtf) < len("2006-01") || edtf[4] != '-' {
		return 0, 0
	}
	year, err1 := strconv.Atoi(edtf[:4])
	month, err2 := strconv.Atoi(edtf[5:7])
	if err1 != nil || err2 != nil || month < 1 || month > 12 {
		return 0, 0
	}
	if len(edtf) >= len("2006-01-02") && edtf[7] == '-' {
		if day, err := strconv.Atoi(edtf[8:10]); err == nil {
			n := dayNumber(year, month, day)
			return n, n
		}
	}
	return dayNumber(year, month, 1), dayNumber(year, month, 31)
}

// dayNumber counts days in the Gregorian calendar.
func dayNumber(year, month, day int) int {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day
}
