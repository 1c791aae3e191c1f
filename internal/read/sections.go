package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/text"
)

// markSections finds the heads of lists that belong to the site ("Related articles") and marks the list with
// them: lines that end no sentence, up to the next prose.
func markSections(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		if !isOpener(p.text) {
			if inlineOpener(p.text) {
				p.role = text.Chrome
			}
			continue
		}
		p.role = text.Chrome
		end := i + 1
		for end < len(pieces) && listed(pieces[end]) {
			end++
		}
		if end < len(pieces) && end-i > 2 && headsProse(pieces[end-1]) {
			end--
		}
		for j := i + 1; j < end; j++ {
			pieces[j].role = text.Chrome
		}
	}
}

// headsProse reports whether the last line of a list rather heads what follows it.
func headsProse(p piece) bool { return p.wide && p.links == 0 && !listMark(p.text) }

// listed reports whether a piece can be an entry of a list of articles.
func listed(p piece) bool {
	switch {
	case p.role == text.Chrome:
		return true
	case p.role == text.Credit || p.heading:
		return false
	}
	return weight(p.text, runes(p.text)) <= 160 && !prose(p.text) || p.links*2 > len(p.text)
}

// prose reports whether a line reads like a statement: it ends as one, and not with a date in brackets as
// entries of lists do. Thai, Lao, Khmer and Burmese have no mark for it; there a statement is a line that is
// too long for a heading.
func prose(s string) bool {
	if runes(s) > 70 && unmarked(s) {
		return true
	}
	return text.EndsSentence(s) && !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）")
}

// unmarked reports whether a line is in a script without marks at the end of sentences.
func unmarked(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x0e00 && r <= 0x0eff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff
	})
}

func listMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•・●■◆▶►»>-–*→", r)
}

// isOpener reports whether a line is the head of such a list, whatever marks stand around it.
func isOpener(s string) bool {
	if len(s) > 120 {
		return false
	}
	s = trimMarks(lower(s))
	return s != "" && (openers().whole(s) || openers().whole(withoutDigits(s)))
}

// withoutDigits drops numbers and the spaces and brackets round them.
func withoutDigits(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(" .,()（）", r) })
	return strings.Join(words, " ")
}

// inlineOpener reports whether a line is one entry with the list's name before it, as "Read also: …".
func inlineOpener(s string) bool {
	if len(s) > 660 || weight(s, runes(s)) > 220 {
		return false
	}
	s = strings.TrimLeftFunc(lower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	label := openers().starts(s)
	if weight(label, runes(label)) < 6 {
		return false
	}
	rest := strings.TrimLeft(s[len(label):], " \t\u00a0\u3000")
	entry := strings.TrimLeft(rest, ":：|>»→】]）)-–—")
	return entry != rest && strings.TrimSpace(entry) != ""
}

// markMenus marks runs of short lines before the first statement and after the last: what a menu leaves in
// copied text.
func markMenus(pieces []piece) {
	first, last := len(pieces), -1
	for i, p := range pieces {
		if p.role == text.Body && prose(p.text) && weight(p.text, runes(p.text)) > 40 {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	for _, edge := range [][]piece{pieces[:first], pieces[last+1:]} {
		for start := 0; start < len(edge); {
			end := start
			for end < len(edge) && (end == start || !edge[end].wide) && menuItem(edge[end]) {
				end++
			}
			if end-start >= 5 {
				for i := start; i < end; i++ {
					edge[i].role = text.Chrome
				}
			}
			start = max(end, start+1)
		}
	}
}

// menuItem reports whether a line can be a menu's.
func menuItem(p piece) bool {
	return (p.role == text.Body || p.role == text.Chrome) && !p.heading && !text.EndsSentence(p.text) && weight(p.text, runes(p.text)) <= 24
}

// markReplies marks what readers wrote: all that follows a head that says so, below the text. A head without their
// number is one only where no statement of some length follows.
func markReplies(pieces []piece) {
	last := len(pieces) - 1
	for last >= 0 && !(pieces[last].role == text.Body && states(pieces[last].text)) {
		last--
	}
	stated := false
	for i, p := range pieces {
		stated = stated || p.role == text.Body && states(p.text)
		if !stated || len(p.text) > 60 || !replies().whole(withoutDigits(trimMarks(lower(p.text)))) ||
			i < last && !strings.ContainsFunc(p.text, unicode.IsDigit) {
			continue
		}
		for j := range pieces[i:] {
			if pieces[i+j].role != text.Credit {
				pieces[i+j].role = text.Chrome
			}
		}
		return
	}
}

// markHeads marks the heads of lists of links, whatever they are called.
func markHeads(pieces []piece) {
	for i := 0; i+2 < len(pieces); i++ {
		p := &pieces[i]
		if (p.role == text.Body || p.role == text.Heading) && !p.row && weight(p.text, runes(p.text)) <= 48 && !text.EndsSentence(p.text) && linkList(pieces[i+1]) && linkList(pieces[i+2]) {
			p.role = text.Chrome
		}
	}
}

// markBeside takes for chrome what stands beside it round the text: labels as short as a menu's between the title and the
// first statement, and whatever is no statement behind the first chrome below the last.
func markBeside(pieces []piece, lang string) {
	first, last := len(pieces), -1
	for i, p := range pieces {
		if (p.role == text.Body || p.role == text.Heading) && states(p.text) {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	head := pieces[:first]
	if at := slices.IndexFunc(head, func(p piece) bool { return p.role == text.Title }); at >= 0 {
		head = head[at+1:]
	}
	button := func(i int) bool {
		if i < 0 || i >= len(head) || head[i].role != text.Chrome || isOpener(head[i].text) {
			return false
		}
		_, day := shownDate(head[i], lang)
		return !day
	}
	for range 2 {
		for i := range head {
			if head[i].role != text.Chrome && menuItem(head[i]) && (button(i-1) || button(i+1)) {
				head[i].role = text.Chrome
			}
		}
	}
	begun := false
	for i := range pieces[last+1:] {
		p := &pieces[last+1+i]
		if labelled(lower(p.text), owners()) {
			p.role = text.Chrome
		}
		begun = begun || p.role == text.Chrome
		if begun && p.role == text.Body && !p.row && !startsItem(p.text) && !prose(p.text) {
			p.role = text.Chrome
		}
	}
}

// states reports whether a line is a statement of some length.
func states(s string) bool {
	w := weight(s, runes(s))
	return w > 40 && (prose(s) || unmarked(s))
}
