package read

import "polydigest/internal/text"

// countAppeals counts the different words of appeals in a line in lower case.
func countAppeals(low string) int { return appeals().count(low) }

// markAppeals marks calls for money and subscriptions: runs of lines most of which hold several of their words.
func markAppeals(pieces []piece) {
	counts := make([]int, len(pieces))
	for i, p := range pieces {
		if p.role == text.Body && len(p.text) < 1200 {
			counts[i] = countAppeals(lower(p.text))
		}
	}
	for i := 0; i < len(pieces); i++ {
		if !appealing(pieces[i], counts[i]) {
			continue
		}
		end := appealEnd(pieces, counts, i)
		if end < 0 {
			if counts[i] >= 4 && runes(pieces[i].text) <= 300 {
				pieces[i].role = text.Chrome
			}
			continue
		}
		for j := i; j <= end; j++ {
			if pieces[j].role != text.Credit {
				pieces[j].role = text.Chrome
			}
		}
		i = end
	}
	spreadAppeals(pieces, counts)
}

// appealEnd gives the last line of the run that begins at start, or -1 when it is too short or too thin for an
// appeal.
func appealEnd(pieces []piece, counts []int, start int) int {
	end, lines, sum := start, 0, 0
	for j := start; j < len(pieces) && j <= end+2; j++ {
		if counts[j] == 0 && pieces[j].role == text.Body && states(pieces[j].text) {
			break
		}
		if pieces[j].role == text.Chrome || counts[j] >= 1 {
			end = j
			lines++
			sum += counts[j]
		}
	}
	if lines < 3 || sum < 6 || lines*4 < (end-start+1)*3 {
		return -1
	}
	return end
}

// appealing reports whether a piece may begin such a run.
func appealing(p piece, count int) bool {
	return p.role == text.Body && (count >= 3 || count == 2 && runes(p.text) <= 60)
}

// spreadAppeals marks lines with two words of appeals that stand beside chrome: the rest of a call that has
// been recognised.
func spreadAppeals(pieces []piece, counts []int) {
	near := func(i int) bool { return i >= 0 && i < len(pieces) && pieces[i].role == text.Chrome }
	for range 2 {
		for i := range pieces {
			p := &pieces[i]
			if p.role == text.Body && counts[i] >= 2 && weight(p.text, runes(p.text)) <= 200 && (near(i-1) || near(i+1)) {
				p.role = text.Chrome
			}
		}
	}
}

// markClosing marks the last lines of a text that speak for its site: what the text is not (advice to buy, to sue, to take
// a medicine), and that nobody may copy it.
func markClosing(pieces []piece) {
	for i := len(pieces) - 1; i >= 0; i-- {
		p := &pieces[i]
		switch {
		case p.role == text.Chrome || p.role == text.Credit:
		case isClosing(lower(p.text)):
			p.role = text.Chrome
		default:
			return
		}
	}
}

// isClosing reports whether a line denies that something is advice, or forbids copying.
func isClosing(low string) bool {
	return weight(low, runes(low)) <= 240 && (advice().any(low) && negations().any(low) || copying().any(low) && forbidden().any(low))
}
