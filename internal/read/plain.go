package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/text"
)

// readLines reads plain text: its lines or, where the text is wrapped at a fixed width, its paragraphs become
// blocks. With keep the text stays as it is and chrome is only marked; else chrome is cut.
func readLines(body string, raw text.Raw, keep bool) text.Document {
	lines := splitLines(body)
	if wrapped(lines) {
		lines = unwrap(body, lines)
	}
	var doc text.Document
	if !keep && looksMarkdown(lines) {
		stripMarkdown(lines)
	}
	lang := sampleLanguage(lines, raw.Language)
	if raw.Title == "" {
		raw.Title = markSiteHead(lines, lang)
	}
	markFrame(lines, raw.Title, lang)
	markDatelines(lines, lang, raw.Author)
	doc.Title = markRoles(lines, raw.Title, lang)
	doc.Published, doc.DateBasis = dateInLines(lines, lang)
	if keep {
		doc.Text, doc.Blocks = body, keepAll(lines)
	} else {
		doc.Text, doc.Blocks = assemble(lines)
	}
	return doc
}

// splitLines gives each line that is not blank, trimmed.
func splitLines(body string) []piece {
	out := make([]piece, 0, countLines(body))
	wide := false
	for start := 0; start < len(body); {
		end := start + strings.IndexByte(body[start:], '\n')
		if end < start {
			end = len(body)
		}
		from, to := trimSpan(body, start, end)
		if from < to {
			out = append(out, piece{Span: text.Span{Start: from, End: to}, text: body[from:to], role: text.Body, wide: wide, item: true})
			wide = false
		} else {
			wide = len(out) > 0
		}
		start = end + 1
	}
	return out
}

// countLines is how many lines are not blank, or a few more. Of a million lines a slice that grows is copied often.
func countLines(body string) (n int) {
	blank := true
	for i := range len(body) {
		switch {
		case body[i] > ' ':
			blank = false
		case body[i] == '\n' && !blank:
			n, blank = n+1, true
		}
	}
	return n + 1
}

// trimSpan narrows a range to what is not white space.
func trimSpan(s string, start, end int) (int, int) {
	trimmed := strings.TrimLeftFunc(s[start:end], unicode.IsSpace)
	start = end - len(trimmed)
	return start, start + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
}

// wrapped reports whether lines break at a fixed width instead of where paragraphs end: most lines that have
// another right below are about as long as the longest, and few of them end a sentence.
func wrapped(lines []piece) bool {
	widest, followed := 0, 0
	for i := range lines {
		widest = max(widest, displayWidth(lines[i].text))
	}
	if widest < 40 || widest > 130 {
		return false
	}
	full, open := 0, 0
	for i := range lines[:max(len(lines)-1, 0)] {
		if lines[i+1].wide {
			continue
		}
		followed++
		if displayWidth(lines[i].text)*4 >= widest*3 {
			full++
		}
		if !text.EndsSentence(lines[i].text) {
			open++
		}
	}
	return followed >= 4 && full*10 >= followed*7 && open*2 >= followed
}

// unwrap joins the lines of a paragraph. A list item and a line well short of the width start and end one.
func unwrap(body string, lines []piece) []piece {
	widest := 0
	for i := range lines {
		widest = max(widest, displayWidth(lines[i].text))
	}
	var out []piece
	for i, p := range lines {
		p.item = false
		join := i > 0 && !p.wide && !startsItem(p.text) && displayWidth(lines[i-1].text)*2 >= widest
		if !join {
			out = append(out, p)
			continue
		}
		last := &out[len(out)-1]
		last.End = p.End
		last.text = body[last.Start:last.End]
	}
	return out
}

// displayWidth counts columns: East Asian characters take two.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wideRune(r) || r >= 0x1100 && r <= 0x115f || r >= 0xa000 && r <= 0xd7a3 {
			n++
		}
	}
	return n
}

// startsItem reports whether a line begins with a list mark.
func startsItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("•・●■◆▼*-–—·◦‣>#|", r) {
		return true
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return n == 1 && digits > 0 && digits <= 3 && len(s) > digits+1 &&
		strings.IndexByte(".)", s[digits]) >= 0 && s[digits+1] == ' '
}

func runes(s string) int { return utf8.RuneCountInString(s) }
