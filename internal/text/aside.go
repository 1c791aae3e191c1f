package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// setAside finds a translation that a page puts under its original, line by line, sentence by sentence or on the
// same line, and gives it the role Translation: whoever counted both would count every statement twice. The
// original is the language of the title, or else the one that comes first; the document's language becomes that.
//
// Two languages in one document prove nothing: a quote stays. What proves a translation is that pieces in the one
// language follow pieces in the other again and again, that both are about as long, that the same figures and names
// stand in both, and that little is left over.
func setAside(doc *Document) {
	first, second := twoLanguages(doc)
	if second == "" {
		return
	}
	asFound := doc.Sentences
	splitSameLine(doc, first, second)
	pairs := pairRuns(doc, first, second)
	if !pairs.convincing() {
		doc.Sentences = asFound
		return
	}
	for _, p := range pairs.accepted {
		for i := p.original[0]; i < p.original[1]; i++ {
			doc.Sentences[i].Language = first
		}
		for i := p.translation[0]; i < p.translation[1]; i++ {
			if s := &doc.Sentences[i]; s.Role.Citable() {
				s.Role, s.Language = Translation, second
			}
		}
	}
	asideCredits(doc, second)
	doc.Language = first
	roleOfBlocks(doc)
}

// roleOfBlocks makes a block a translation when nothing else is left of it.
func roleOfBlocks(doc *Document) {
	kept := map[int]bool{}
	for _, s := range doc.Sentences {
		kept[s.Block] = kept[s.Block] || s.Role != Translation
	}
	for _, s := range doc.Sentences {
		if s.Role == Translation && !kept[s.Block] {
			doc.Blocks[s.Block].Role, doc.Blocks[s.Block].Language = Translation, s.Language
		}
	}
}

// twoLanguages returns the two languages that a document is mostly in, the original's first; second is "" when one
// of them has less than a fifth of the text.
func twoLanguages(doc *Document) (first, second string) {
	if oneLanguage(doc) {
		return "", ""
	}
	weights := map[string]int{}
	total := 0
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if !s.Role.Citable() {
			continue
		}
		line := doc.Text[s.Start:s.End]
		w := lineWeight(line)
		if w < shortLine {
			continue
		}
		// A line may hold both; its halves then count for themselves.
		for _, h := range halves(line) {
			weights[h.tag] += lineWeight(h.text)
		}
		total += w
	}
	delete(weights, "und")
	a := heaviest(weights)
	wa := weights[a]
	delete(weights, a)
	b := heaviest(weights)
	if b == "" || a == "" || weights[b]*5 < wa+weights[b] || (wa+weights[b])*10 < total*7 {
		return a, ""
	}
	if originalOf(doc, a, b) == b {
		a, b = b, a
	}
	return a, b
}

// oneLanguage looks at a score of sentences, spread over the document, to pass over the ordinary ones quickly.
func oneLanguage(doc *Document) bool {
	seen := ""
	for i := 0; i < len(doc.Sentences); i += 1 + len(doc.Sentences)/20 {
		// A neighbour too, or an even step would see every second line only.
		for _, s := range doc.Sentences[i:min(i+2, len(doc.Sentences))] {
			line := doc.Text[s.Start:s.End]
			if !s.Role.Citable() || lineWeight(line) < shortLine {
				continue
			}
			parts := halves(line)
			if len(parts) > 1 || seen != "" && parts[0].tag != seen {
				return false
			}
			seen = parts[0].tag
		}
	}
	return true
}

// originalOf returns which of two languages a document's title, or else its first line, is in.
func originalOf(doc *Document, a, b string) string {
	lines := []string{doc.Title}
	for _, s := range doc.Sentences {
		if s.Role.Citable() {
			lines = append(lines, doc.Text[s.Start:s.End])
		}
	}
	for _, line := range lines {
		if tag := either(line, a, b); tag != "" {
			return tag
		}
	}
	return a
}

// either tells which of two languages s is in, or "" when it is in neither or cannot be told.
func either(s, a, b string) string {
	tag, _ := between(s, a, b)
	return tag
}

// noKana is how many ideographs Japanese seldom writes without kana between them.
const noKana = 8

// between is Language with two candidates; sure is 0 when the tag is "".
func between(s, a, b string) (tag string, sure float64) {
	counts := countScripts(s)
	script, letters := counts.main()
	scriptA, scriptB := tagScript(Base(a)), tagScript(Base(b))
	switch {
	case letters == 0 || script != scriptA && script != scriptB:
		return "", 0
	case script != scriptB:
		return a, 1
	case script != scriptA:
		return b, 1
	}
	var scoreA, scoreB float64
	if script == scriptHan {
		scores := hanScores(s, counts, "")
		scoreA, scoreB = scores[slices.Index(hanTags[:], a)], scores[slices.Index(hanTags[:], b)]
	} else {
		var scores [len(languageTags)]float64
		weigh(s, scriptRanges[script], &scores)
		scoreA, scoreB = scores[slices.Index(languageTags[:], Base(a))]/6, scores[slices.Index(languageTags[:], Base(b))]/6
	}
	sure = 1 - math.Exp(-math.Abs(scoreA-scoreB)*0.8)
	switch {
	case sure < 0.2 && script == scriptHan && counts.kana == 0 && letters >= noKana && (a == "ja") != (b == "ja"):
		if a == "ja" {
			return b, 0.5
		}
		return a, 0.5
	case sure < 0.2:
		return "", 0
	case scoreA > scoreB:
		return a, sure
	}
	return b, sure
}

// Base is the language of a tag, without script and region.
func Base(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

// runPairs are pieces of one language followed by pieces of the other.
type runPairs struct {
	accepted      []runPair
	refused       int
	first, second [2]float64 // amount of text in each language: in accepted pairs, and in all
}

type runPair struct {
	original, translation [2]int // ranges of sentences
	ratio                 float64
	shared, anchors       int
}

// pairRuns reads a document as runs of sentences in one language and pairs each run of the first language with the
// run of the second that follows it.
func pairRuns(doc *Document, first, second string) runPairs {
	type run struct {
		tag      string
		from, to int
	}
	var runs []run
	for i, s := range doc.Sentences {
		if !s.Role.Citable() || s.Role == Credit {
			continue
		}
		tag := either(doc.Text[s.Start:s.End], first, second)
		last := len(runs) - 1
		switch {
		case last >= 0 && (tag == "" || tag == runs[last].tag):
			runs[last].to = i + 1
		case tag != "":
			runs = append(runs, run{tag, i, i + 1})
		}
	}
	var p runPairs
	for i, r := range runs {
		size := runSize(doc, r.from, r.to, r.tag)
		if r.tag == first {
			p.first[1] += size
		} else {
			p.second[1] += size
		}
		if r.tag != first || i+1 == len(runs) {
			continue
		}
		next := runs[i+1]
		pair := runPair{original: [2]int{r.from, r.to}, translation: [2]int{next.from, next.to}}
		translated := runSize(doc, next.from, next.to, second)
		pair.ratio = translated / size
		a, b := anchorsOf(doc, r.from, r.to), anchorsOf(doc, next.from, next.to)
		pair.anchors = min(len(a), len(b))
		for anchor := range a {
			if b[anchor] {
				pair.shared++
			}
		}
		if pair.ratio < 0.4 || pair.ratio > 2.5 || pair.anchors >= 2 && pair.shared*3 < pair.anchors {
			p.refused++
			continue
		}
		p.first[0] += size
		p.second[0] += translated
		p.accepted = append(p.accepted, pair)
	}
	return p
}

// convincing decides on the whole document.
func (p runPairs) convincing() bool {
	if p.first[0] < 0.5*p.first[1] || p.second[0] < 0.6*p.second[1] || p.refused > len(p.accepted) {
		return false
	}
	shared, anchors, with := 0, 0, 0
	for _, pair := range p.accepted {
		shared += pair.shared
		anchors += pair.anchors
		if pair.anchors > 0 {
			with++
		}
	}
	agree := anchors > 0 && shared*2 >= anchors
	switch n := len(p.accepted); {
	case n >= 3 && with*3 >= n:
		return agree
	case n < 3:
		return agree && shared >= 5 && shared*10 >= anchors*7
	default:
		return n >= 5 && p.lengthsAgree() && (anchors == 0 || agree)
	}
}

// lengthsAgree reports whether the lengths of the pairs rise and fall together: where nothing but letters stands in
// a text, that is the trace that a translation leaves.
func (p runPairs) lengthsAgree() bool {
	near := 0
	ratios := make([]float64, len(p.accepted))
	for i, pair := range p.accepted {
		ratios[i] = pair.ratio
	}
	slices.Sort(ratios)
	median := ratios[len(ratios)/2]
	for _, r := range ratios {
		if r > median*0.7 && r < median*1.4 {
			near++
		}
	}
	return near*10 >= len(ratios)*8
}

// runSize is how much the sentences say, in letters of an alphabet: the scripts need different numbers of
// characters for the same content.
func runSize(doc *Document, from, to int, tag string) float64 {
	n := 0
	for _, s := range doc.Sentences[from:to] {
		if s.Role.Citable() {
			n += utf8.RuneCountInString(doc.Text[s.Start:s.End])
		}
	}
	return float64(n) * density(tag)
}

// density is how many letters of an average European text one character of a language stands for (from the
// lengths of parallel texts).
func density(tag string) float64 {
	switch Base(tag) {
	case "zh":
		return 3.3
	case "ja":
		return 2.3
	case "ko":
		return 2.1
	case "ar", "he", "fa", "ur":
		return 1.2
	}
	return 1
}

// anchorsOf returns what a translation leaves as it is: numbers, and words in Latin letters with a capital.
func anchorsOf(doc *Document, from, to int) map[string]bool {
	found := map[string]bool{}
	for _, s := range doc.Sentences[from:to] {
		if !s.Role.Citable() {
			continue
		}
		line := doc.Text[s.Start:s.End]
		for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return !isAnchorRune(r) }) {
			if digits := toDigits(word); digits != "" {
				if !strings.HasPrefix(line, word) || len(digits) > 2 {
					found[digits] = true
				}
				continue
			}
			if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) && len(word) > 1 && !strings.HasPrefix(line, word) {
				found[word] = true
			}
		}
	}
	return found
}

func isAnchorRune(r rune) bool {
	return unicode.IsDigit(r) || unicode.Is(unicode.Latin, r) && unicode.IsLetter(r)
}

// toDigits returns the ASCII digits of a number in any script's digits, or "" for a word.
func toDigits(word string) string {
	var digits []byte
	for _, r := range word {
		if !unicode.IsDigit(r) {
			return ""
		}
		digits = append(digits, byte('0'+digitValue(r)))
	}
	return string(digits)
}

// digitValue relies on Unicode's promise that the digits of a script stand in one run of ten from zero.
func digitValue(r rune) int {
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero)
}
