package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/text"
)

// dropRunningLines removes what stands at the head or foot of several pages with nothing but its figures
// changing.
func dropRunningLines(pages [][]pdfLine) {
	edges := func(page []pdfLine) []int {
		var at []int
		for _, i := range []int{0, 1, len(page) - 2, len(page) - 1} {
			if i >= 0 && i < len(page) && !slices.Contains(at, i) {
				at = append(at, i)
			}
		}
		return at
	}
	seen := map[string]int{}
	for _, page := range pages {
		for _, i := range edges(page) {
			seen[withoutFigures(page[i].text)]++
		}
	}
	for n, page := range pages {
		drop := map[int]bool{}
		for _, i := range edges(page) {
			key := withoutFigures(page[i].text)
			drop[i] = key == "" || len(pages) > 1 && seen[key] >= max(2, min(3, len(pages)))
		}
		var kept []pdfLine
		for i, line := range page {
			if !drop[i] {
				kept = append(kept, line)
			}
		}
		pages[n] = kept
	}
}

func withoutFigures(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// paragraphs joins a page's lines where they run on: same size, the page's usual distance, no list mark, and
// not after a short line that ends a sentence.
func paragraphs(lines []pdfLine, page int) []piece {
	leading := usualLeading(lines)
	right := 0.0
	for _, l := range lines {
		right = max(right, l.end)
	}
	var out []piece
	for i, l := range lines {
		if i > 0 && len(out) > 0 && runsOn(lines[i-1], l, leading, right) {
			last := &out[len(out)-1]
			last.text = joinLines(last.text, l.text)
			continue
		}
		out = append(out, piece{text: l.text, role: text.Body, wide: true, page: page})
	}
	return out
}

// usualLeading is the median distance between a page's baselines.
func usualLeading(lines []pdfLine) float64 {
	var steps []float64
	for i := 1; i < len(lines); i++ {
		if d := lines[i-1].y - lines[i].y; d > 0 && d < 4*lines[i].size {
			steps = append(steps, d)
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

func runsOn(before, l pdfLine, leading, right float64) bool {
	step := before.y - l.y
	if l.x > before.end && l.y > before.y { // the top of the next column
		first, _ := utf8.DecodeRuneInString(l.text)
		return l.size == before.size && unicode.IsLower(first) && !text.EndsSentence(before.text)
	}
	short := before.end < right-0.15*(right-before.x)
	switch {
	case step <= 0 || step > 1.3*min(leading, 1.7*l.size):
		return false
	case l.size > 1.15*before.size || l.size < 0.85*before.size:
		return false
	case startsItem(l.text):
		return false
	}
	return !(short && text.EndsSentence(before.text))
}

// joinLines joins two lines of a paragraph: a word cut by a hyphen becomes whole, ideographs follow each other
// directly.
func joinLines(a, b string) string {
	first, _ := utf8.DecodeRuneInString(b)
	if cut, hyphen := strings.CutSuffix(a, "-"); hyphen && unicode.IsLower(first) {
		if r, _ := utf8.DecodeLastRuneInString(cut); unicode.IsLetter(r) {
			return cut + b
		}
	}
	if tight(a, b) {
		return a + b
	}
	return a + " " + b
}
