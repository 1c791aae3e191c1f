package read

import (
	"strings"

	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

var (
	mdHeading = lazy.MustCompile(`^#{1,6}\s+(.*?)\s*#*$`)
	mdImage   = lazy.MustCompile(`!\[[^\]]*\]\([^)\s]*(?:\s+"[^"]*")?\)`)
	mdLink    = lazy.MustCompile(`\[([^\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^)\s]*(?:\s+"[^"]*")?\)`)
	mdStrong  = lazy.MustCompile(`(\*\*|__)([^*_\n]+)(?:\*\*|__)`)
)

// longLine is the length in bytes from which a line is prose whatever stands in it.
const longLine = 20_000

// looksMarkdown reports whether lines carry Markdown's marks; a lone asterisk or number sign does not make it
// Markdown.
func looksMarkdown(lines []piece) bool {
	marks := 0
	for i, p := range lines {
		if i >= manyPieces {
			break
		}
		if len(p.text) > longLine {
			continue
		}
		if mdHeading.MatchString(p.text) || mdLink.MatchString(p.text) {
			marks++
		}
	}
	return marks >= 2 || marks == 1 && len(lines) <= 10
}

// stripMarkdown leaves the words of headings, links and emphasis.
func stripMarkdown(lines []piece) {
	for i := range lines {
		p := &lines[i]
		if len(p.text) > longLine {
			continue
		}
		if m := mdHeading.FindStringSubmatch(p.text); m != nil {
			p.text, p.heading, p.item = m[1], true, false
		}
		p.text = mdImage.ReplaceAllString(p.text, "")
		for _, m := range mdLink.FindAllStringSubmatch(p.text, -1) {
			p.links += len(m[1])
		}
		p.text = mdLink.ReplaceAllString(p.text, "$1")
		p.text = strings.TrimSpace(mdStrong.ReplaceAllString(p.text, "$2"))
		if p.text == "" {
			p.role = text.Chrome
		}
	}
}
