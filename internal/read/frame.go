package read

import (
	"strings"
	"unicode"

	"polydigest/internal/text"
	"polydigest/internal/when"
)

// markFrame marks what a copied page leaves around its text: lines of menus, calls above the title and below the last
// statement, and the masthead, the site's own name where a longer title follows. It looks only before the first
// statement and behind the last.
func markFrame(lines []piece, title, lang string) {
	first, last := len(lines), -1
	for i, p := range lines {
		if prose(p.text) && weight(p.text, runes(p.text)) > 40 && countAppeals(lower(p.text)) < 2 {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	for _, edge := range [][]piece{lines[:first], lines[last+1:]} {
		for i := range edge {
			if low := lower(edge[i].text); menuLine(edge[i].text) || account(low) || callsForHelp(low) {
				edge[i].role = text.Chrome
			}
		}
	}
	if title == "" {
		markMasthead(lines[:first], lang)
	}
}

// callsForHelp reports whether a line asks for money or a subscription: a short one with two of their words, a
// longer one with three.
func callsForHelp(low string) bool {
	n := countAppeals(low)
	return n >= 2 && weight(low, runes(low)) <= 90 || n >= 3 && len(low) < 400
}

// markMasthead takes the first line for the site's name where another line of the head is much longer: titles say
// more than names. A head whose lines repeat one another keeps them all.
func markMasthead(head []piece, lang string) {
	var candidates []int
	for i, p := range head {
		low := lower(p.text)
		if p.role != text.Chrome && !isCredit(p.text, low) && !isChromeLine(p.text, low) && !headDate(p) && !isDateline(p, lang) && !startsItem(p.text) {
			candidates = append(candidates, i)
		}
	}
	if len(candidates) < 2 || candidates[0] != 0 {
		return
	}
	name, longest := head[0], 0
	for _, i := range candidates[1:] {
		if sameLine(head[i].text, name.text) {
			return
		}
		longest = max(longest, weight(head[i].text, runes(head[i].text)))
	}
	if w := weight(name.text, runes(name.text)); w <= 40 && w*4 <= longest*3 && head[candidates[1]].wide {
		head[0].role = text.Chrome
	}
}

// menuLine reports whether a line is made of at least three short entries between separators: spaces in a row, bars,
// arrows, and single spaces where words are not spaced.
func menuLine(s string) bool {
	if text.EndsSentence(s) || runes(s) > 160 {
		return false
	}
	_, rest, labelled := strings.Cut(s, ": ")
	for _, line := range []string{s, rest} {
		bars := "\t|｜>»›·•／"
		if strings.ContainsAny(line, "«‹") {
			bars = "\t|｜>·•／" // the others are quotes
		}
		entries := strings.FieldsFunc(tabbed(line), func(r rune) bool { return strings.ContainsRune(bars, r) })
		if short(entries) {
			return true
		}
		if !labelled {
			break
		}
	}
	if namesSections(lower(s)) {
		return true
	}
	// Where Latin words or figures stand among the ideographs, spaces set them apart and are no separators.
	mixed := strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && r != ' ' })
	return !mixed && dense(s) && short(strings.Fields(s))
}

// namesSections reports whether a line is mostly names of a site's parts, three or more.
func namesSections(low string) bool {
	parts, letters := 0, 0
	sections().scan(low, func(from, to int) {
		parts++
		letters += runes(fold(low[from:to]))
	})
	return parts >= 3 && letters*10 >= runes(fold(low))*6
}

// tabbed puts a tab for each run of two spaces or more and each wide one.
func tabbed(s string) string {
	var b strings.Builder
	run := 0
	for _, r := range s + "\x00" {
		if r == ' ' {
			run++
			continue
		}
		if run > 1 {
			b.WriteByte('\t')
		} else if run == 1 {
			b.WriteByte(' ')
		}
		run = 0
		if r == '\u3000' {
			r = '\t'
		}
		if r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// short reports whether there are three entries or more, none of them longer than a menu's.
func short(entries []string) bool {
	n := 0
	for _, e := range entries {
		if e = strings.TrimSpace(e); e == "" {
			continue
		}
		if weight(e, runes(e)) > 24 || strings.IndexFunc(e, unicode.IsLetter) < 0 {
			return false
		}
		n++
	}
	return n >= 3
}

// dense reports whether a line is in a script that writes words without spaces between them.
func dense(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			n++
		}
	}
	return n*2 > runes(s)
}

// account reports whether a line gives a bank account or a wallet to send money to: a word for one, and a number in
// groups that no report writes.
func account(low string) bool {
	digits := 0
	for _, r := range low {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return strings.Contains(low, "iban ") && digits >= 12 || strings.HasPrefix(low, "bitcoin:") || strings.HasPrefix(low, "btc:")
}

// shownDate is the day that a line of a document's head is about: a line that is hardly more than a date, with an
// author or an outlet beside it perhaps. A credit in brackets names the date of something else.
func shownDate(p piece, lang string) (edtf string, ok bool) {
	if p.text == "" || runes(p.text) > 80 || text.EndsSentence(p.text) || strings.ContainsAny(p.text[:1], "[(") || startsWithBracket(p.text) {
		return "", false
	}
	for _, t := range when.Find(p.text, lang, "") {
		if t.Kind == "date" && fullDay(t.EDTF) && runes(fold(p.text))-runes(fold(t.Text)) <= 32 {
			return t.EDTF, true
		}
	}
	return "", false
}

func startsWithBracket(s string) bool {
	return strings.HasPrefix(s, "【") || strings.HasPrefix(s, "（") || strings.HasPrefix(s, "［") || strings.HasPrefix(s, "*1") || strings.HasPrefix(s, "※")
}
