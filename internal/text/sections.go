package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markSections finds the heads of lists that belong to the site ("Related articles") and marks the list with
// them: lines that end no sentence, up to the next prose.
func markSections(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		if !isOpener(p.text) {
			if inlineOpener(p.text) {
				p.role = Chrome
			}
			continue
		}
		p.role = Chrome
		end := i + 1
		for end < len(pieces) && listed(pieces[end]) {
			end++
		}
		if end < len(pieces) && end-i > 2 && headsProse(pieces[end-1]) {
			end--
		}
		for j := i + 1; j < end; j++ {
			pieces[j].role = Chrome
		}
	}
}

// headsProse reports whether the last line of a list rather heads what follows it.
func headsProse(p piece) bool { return p.wide && p.links == 0 && !listMark(p.text) }

// listed reports whether a piece can be an entry of a list of articles.
func listed(p piece) bool {
	switch {
	case p.role == Chrome:
		return true
	case p.role == Credit || p.heading:
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
	return EndsSentence(s) && !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）")
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
	return s != "" && openers().whole(s)
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
		if p.role == Body && prose(p.text) && weight(p.text, runes(p.text)) > 40 {
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
					edge[i].role = Chrome
				}
			}
			start = max(end, start+1)
		}
	}
}

// menuItem reports whether a line can be a menu's.
func menuItem(p piece) bool {
	return (p.role == Body || p.role == Chrome) && !p.heading && !EndsSentence(p.text) && weight(p.text, runes(p.text)) <= 24
}
