package read

import "polydigest/internal/text"

// markSiteHead finds the title of a text that opens with the site's own head: the site's name, then a call for money or
// the like, then the title, perhaps with a line below it, and the line with the date. What stands above the title is
// chrome. "" when the text does not open so.
func markSiteHead(lines []piece, lang string) (title string) {
	for i := 2; i < min(9, len(lines)) && !isChangeLog(lines[i]); i++ {
		if _, dated := shownDate(lines[i], lang); !dated {
			continue
		}
		at := 0
		for j := 1; j < i-1; j++ {
			if low := lower(lines[j].text); countAppeals(low) > 0 || isChromeLine(lines[j].text, low) {
				at = j + 1
			}
		}
		if at == 0 || i-at > 2 || runes(lines[at].text) > 160 || startsItem(lines[at].text) || at < i-1 && prose(lines[at].text) {
			return ""
		}
		for j := range lines[:at] {
			lines[j].role = text.Chrome
		}
		return lines[at].text
	}
	return ""
}
