package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"polydigest/internal/text"
)

// manyPieces is the number of blocks from which a document is a book or a log: nobody's navigation stands
// between its lines, and looking for it would take seconds.
const manyPieces = 20_000

// markRoles gives every piece of a text in lang its role and returns the title: the given one, or the first line if it looks like
// one.
func markRoles(pieces []piece, title, lang string) string {
	if len(pieces) > manyPieces {
		return markTitle(pieces, title)
	}
	for i := range pieces {
		p := &pieces[i]
		low := lower(text.Head(p.text, longLine))
		switch {
		case p.role == text.Chrome:
		case isCredit(p.text, low):
			p.role = text.Credit
		case p.row && hasText(p.text) && !linkList(*p):
		case isChromeLine(p.text, low), linkList(*p):
			p.role = text.Chrome
		case p.heading:
			p.role = text.Heading
		}
	}
	markSections(pieces)
	markHeads(pieces)
	markReplies(pieces)
	markMenus(pieces)
	markAppeals(pieces)
	markClosing(pieces)
	markFootnotes(pieces)
	markRepeats(pieces)
	title = markTitle(pieces, title)
	markBeside(pieces, lang)
	markHeadings(pieces)
	return title
}

// linkList reports whether a short block is nearly all links, or a label and a link: navigation, tags, teasers.
func linkList(p piece) bool {
	if runes(p.text) >= 200 || text.EndsSentence(p.text) && p.links*5 <= len(p.text)*4 {
		return false
	}
	label := strings.IndexAny(p.text, ":：")
	return p.links*5 > len(p.text)*4 || p.links > 0 && label > 0 && label <= 60 && len(p.text)-p.links <= label+4
}

// markRepeats takes a longer line that stands three times in a document for part of its frame.
func markRepeats(pieces []piece) {
	seen := map[string][]int{}
	for i, p := range pieces {
		if (p.role == text.Body || p.role == text.Heading) && !p.row && len(p.text) >= 24 && len(p.text) < 400 {
			seen[p.text] = append(seen[p.text], i)
		}
	}
	for _, at := range seen {
		if len(at) < 3 {
			continue
		}
		for _, i := range at {
			pieces[i].role = text.Chrome
		}
	}
}

// markTitle finds the title among the first lines and marks its repetitions as chrome.
func markTitle(pieces []piece, title string) string {
	for i := range pieces {
		p := &pieces[i]
		if p.role == text.Chrome || p.role == text.Credit {
			continue
		}
		oneLine := runes(p.text) <= 200 && !strings.Contains(p.text, "\n")
		if title == "" && oneLine && (p.heading || !endsPlainly(p.text)) && len(pieces) > i+1 {
			title = p.text
			p.role = text.Title
			repeated(pieces[i+1:], title)
			return title
		}
		break
	}
	if title == "" {
		return ""
	}
	for i := range pieces {
		if pieces[i].role != text.Chrome && sameLine(pieces[i].text, title) {
			pieces[i].role = text.Title
			aboveTitle(pieces[:i])
			repeated(pieces[i+1:], title)
			break
		}
	}
	return title
}

// endsPlainly reports whether a line ends as a statement does. Titles may end in a question or an exclamation.
func endsPlainly(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return text.EndsSentence(s) && !strings.ContainsRune("?!？！؟」…", last)
}

// aboveTitle marks what stands above a title in short lines: menus, sections, the site's name. Where a statement
// stands among them the title is repeated below its text.
func aboveTitle(pieces []piece) {
	if slices.ContainsFunc(pieces, func(p piece) bool { return p.role == text.Body && prose(p.text) }) {
		return
	}
	for i := range pieces {
		if menuItem(pieces[i]) {
			pieces[i].role = text.Chrome
		}
	}
}

// repeated marks lines that only say the title again, alone or among a site's words ("3 replies to …").
func repeated(pieces []piece, title string) {
	for i := range pieces {
		if sameLine(pieces[i].text, title) || namesTitle(pieces[i].text, title) {
			pieces[i].role = text.Chrome
		}
	}
}

// namesTitle reports whether a line is the title, longer than a word or two, among words of widgets.
func namesTitle(s, title string) bool {
	if len(s) > len(title)+120 || len(s) <= len(title) || weight(title, runes(title)) < 12 {
		return false
	}
	low, t := lower(s), lower(title)
	at := strings.Index(low, t)
	return at >= 0 && madeOfWidgets(low[:at]+" "+low[at+len(t):])
}

// sameLine compares two lines by their letters and digits.
func sameLine(a, b string) bool {
	if len(a) >= 2*len(b)+8 || len(b) >= 2*len(a)+8 {
		return false
	}
	for {
		x, nextA := nextFolded(a)
		y, nextB := nextFolded(b)
		if x != y {
			return false
		}
		if x < 0 {
			return true
		}
		a, b = a[nextA:], b[nextB:]
	}
}

// markHeadings takes a short line that ends no sentence and stands on its own above prose for a heading.
func markHeadings(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		if p.role != text.Body || text.EndsSentence(p.text) || startsItem(p.text) || runes(p.text) > 90 || i+1 >= len(pieces) {
			continue
		}
		next := pieces[i+1]
		heads := next.role == text.Body && len(next.text) > 2*len(p.text) && text.EndsSentence(next.text)
		if heads && p.wide && !strings.Contains(p.text, "\n") {
			p.role = text.Heading
		}
	}
}
