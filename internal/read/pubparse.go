package read

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/text"
	"polydigest/internal/when"
)

// parseDate reads one publication date; EDTF, by day where there is one. What is no digit in any script is no
// date.
func parseDate(s, lang string) (string, bool) {
	if s = strings.TrimSpace(s); !strings.ContainsFunc(s, unicode.IsDigit) {
		return "", false
	}
	edtf, ok := when.ParsePublished(s, lang)
	if !ok || edtf < "1990" || edtf > "2100" {
		return "", false
	}
	return edtf, true
}

// fullDay reports whether an EDTF date is a day.
func fullDay(edtf string) bool { return len(edtf) == len(time.DateOnly) }

// day makes an EDTF day of numbers; ok is false where there is no such day.
func day(year, month, dom string) (string, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(dom)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || t.Day() != d {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// dateInLines finds the date that a plain text gives itself: on a line of its own near the head, under a label
// that speaks of publication, or in a history of changes, whose first entry made the document. Dates in
// sentences and in credits are not the document's.
func dateInLines(lines []piece, lang string) (string, digest.DateBasis) {
	for _, find := range []func([]piece, string) string{dateAtHead, dateOfUpdate, dateInChangeLog} {
		if edtf := find(lines, lang); edtf != "" {
			return edtf, digest.DateText
		}
	}
	return "", ""
}

// dateAtHead is the date of the lines above the text.
func dateAtHead(lines []piece, lang string) string {
	statements := 0
	for i, p := range lines {
		if i >= 8 || isChangeLog(p) {
			break
		}
		if headDate(p) {
			if edtf, ok := parseDate(p.text, lang); ok {
				return edtf
			}
		}
		if edtf, ok := shownDate(p, lang); ok {
			return edtf
		}
		if p.role == text.Body && prose(p.text) {
			if statements++; statements > 1 || runes(p.text) > shortAppeal { // one may be a call above the title
				break
			}
		}
	}
	return ""
}

// dateInChangeLog is the first day of a list of changes.
func dateInChangeLog(lines []piece, lang string) string {
	for i, p := range lines {
		if !isChangeLog(p) {
			continue
		}
		first := ""
		for _, entry := range lines[i+1 : min(i+12, len(lines))] {
			edtf, ok := parseDate(entry.text, lang)
			if !ok || entry.role == text.Credit {
				break
			}
			if first == "" || edtf < first {
				first = edtf
			}
		}
		if first != "" {
			return first
		}
	}
	return ""
}

// shortAppeal is the longest line, in characters, that may stand above a title without being the text.
const shortAppeal = 160

// dateOfUpdate is the day on a line that says little more than when the document was brought up to date.
func dateOfUpdate(lines []piece, lang string) string {
	for _, p := range lines {
		if runes(p.text) > 60 || p.role == text.Credit || !labelled(lower(p.text), updateLabels()) {
			continue
		}
		if edtf, ok := shownDate(p, lang); ok {
			return edtf
		}
	}
	return ""
}

// isChangeLog reports whether a line heads a history of changes.
func isChangeLog(p piece) bool {
	return len(p.text) <= 80 && changeLogs().whole(trimMarks(lower(p.text)))
}

// headDate reports whether a line is little more than a date.
func headDate(p piece) bool {
	if p.role == text.Credit || runes(p.text) > 80 || text.EndsSentence(p.text) {
		return false
	}
	m := dateToken.FindStringIndex(p.text)
	if m == nil {
		return false
	}
	rest := lower(dateToken.ReplaceAllString(p.text, " "))
	labels := 0
	dateLabels().scan(rest, func(from, to int) { labels += runes(fold(rest[from:to])) })
	return runes(fold(rest))-labels <= 12
}

// dateOnPage looks for a date in what the page shows outside sentences: under a label of publication, else
// below the title, else anywhere. The day's own date in a page's head and dates of comments make this the last
// resort.
func dateOnPage(pieces []piece, title, lang string) (string, digest.DateBasis) {
	lang = sampleLanguage(pieces, lang)
	below, best, rank, tried := false, "", 0, 0
	for _, p := range pieces {
		below = below || sameLine(p.text, title)
		if runes(p.text) > 120 || text.EndsSentence(p.text) && !strings.HasSuffix(p.text, ".") {
			continue
		}
		if tried > 400 {
			break
		}
		if strings.ContainsFunc(p.text, unicode.IsDigit) {
			tried++
		}
		edtf, ok := parseDate(p.text, lang)
		if !ok || !fullDay(edtf) {
			continue
		}
		r := 1
		switch {
		case dateLabels().any(lower(p.text)):
			r = 3
		case below:
			r = 2
		}
		if r > rank {
			best, rank = edtf, r
		}
	}
	if rank == 0 {
		return "", ""
	}
	return best, digest.DateText
}

// sampleLanguage is the declared language, or that of the first kilobytes outside links.
func sampleLanguage(pieces []piece, declared string) string {
	if declared != "" {
		return declared
	}
	var sample strings.Builder
	for _, p := range pieces {
		if sample.Len() > 1500 {
			break
		}
		if p.links == 0 {
			sample.WriteString(text.Head(p.text, 1500) + "\n")
		}
	}
	tag, _ := text.Language(sample.String())
	return tag
}

// dateInText is the last resort for pages: their own text, read as plain text is.
func dateInText(doc *text.Document) string {
	lines := make([]piece, len(doc.Blocks))
	for i, b := range doc.Blocks {
		lines[i] = piece{text: doc.Text[b.Start:b.End], role: b.Role}
	}
	edtf, _ := dateInLines(lines, doc.Language)
	return edtf
}
