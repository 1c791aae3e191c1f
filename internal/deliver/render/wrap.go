package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/width"
)

// A cell is a grapheme cluster and the columns it takes on a terminal.
type cell struct {
	text string
	cols int
}

// cells cuts s into grapheme clusters.
func cells(s string) []cell {
	var out []cell
	for it := graphemes.FromString(s); it.Next(); {
		out = append(out, cell{it.Value(), columns(it.Value())})
	}
	return out
}

// columns is the width of one grapheme cluster by Unicode's East Asian Width: two for wide and full-width
// characters and for emoji, none for marks and format characters alone, else one.
func columns(cluster string) int {
	cols := 0
	for _, r := range cluster {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			continue
		case r == '\ufe0f':
			return 2 // what is before it is shown as an emoji
		}
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			return 2
		}
		cols = 1
	}
	return cols
}

// wrap cuts s into lines of at most cols columns: at spaces, and between characters of scripts that write without
// spaces, but not before closing nor after opening punctuation. What is longer than a line is cut between
// grapheme clusters, but for an address, which runs over.
func wrap(s string, cols int) []string {
	var lines []string
	var line []cell
	used, breakAt := 0, 0 // breakAt: cells before it may end a line
	for _, c := range cells(s) {
		if len(line) > 0 && mayBreak(line[len(line)-1].text, c.text) {
			breakAt = len(line)
		}
		for used+c.cols > cols && len(line) > 0 && c.text != " " {
			if breakAt == 0 && strings.Contains(joined(line), "://") {
				break // an address is only of use whole
			}
			if breakAt == 0 {
				breakAt = len(line)
			}
			lines = append(lines, joined(line[:breakAt]))
			line = append([]cell(nil), line[breakAt:]...)
			used, breakAt = 0, 0
			for _, kept := range line {
				used += kept.cols
			}
		}
		if c.text == " " && len(line) == 0 {
			continue
		}
		line = append(line, c)
		used += c.cols
	}
	if rest := joined(line); rest != "" || len(lines) == 0 {
		lines = append(lines, rest)
	}
	return lines
}

func joined(line []cell) string {
	var b strings.Builder
	for _, c := range line {
		b.WriteString(c.text)
	}
	return strings.TrimRight(b.String(), " ")
}

const (
	opening = "([{（［｛「『【〈《〔“‘«¿¡"
	closing = ")]}）］｝」』】〉》〕”’»、。，．・：；？！!?,.:;…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％%"
)

// mayBreak reports whether a line may end between two grapheme clusters.
func mayBreak(before, after string) bool {
	if before == " " {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if strings.ContainsRune(opening, last) || strings.ContainsRune(closing, next) || after == " " {
		return false
	}
	return unspaced(last) || unspaced(next)
}

// unspaced reports whether r belongs to a script that writes words without spaces and may be cut between any two
// characters.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// cut shortens s to at most n grapheme clusters, ending in an ellipsis if anything was left out.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	list := cells(s)
	if len(list) <= n {
		return s
	}
	return joined(list[:n-1]) + "…"
}

// Shorten makes s from outside one line of at most n characters.
func Shorten(s string, n int) string { return cut(clean(s), n) }
