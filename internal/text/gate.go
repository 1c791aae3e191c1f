package text

import "strings"

// thinPage is the weight in letters under which a page's article is suspected of being a notice instead.
const thinPage = 600

// refusal recognises a page that shows something else than its text; nil when it is an article. pieces are the
// main text as the extractor found it, whole is all that the page shows.
func refusal(meta metadata, pieces, whole []piece) error {
	article := joinPieces(pieces)
	letters := weight(article, runes(article))
	title, head := lower(meta.title), lower(article)
	empty := letters < thinPage/6
	if empty {
		head += "\n" + lower(joinPieces(whole))
	}
	switch {
	case letters < thinPage && notFound().any(title), letters < thinPage/3 && notFound().any(head):
		return ErrNotFound
	case letters < thinPage && needsScript().any(title+"\n"+head), empty && needsScript().any(lower(meta.noscript)):
		return ErrScript
	case letters < thinPage && consent().count(title+"\n"+head) >= 2:
		return ErrConsent
	case letters < 2*thinPage && (meta.paywalled || sellsRest(head)):
		return ErrPaywall
	}
	return nil
}

// sellsRest reports whether a line says that the rest is for those who pay; one that offers them a page without
// advertisements does not.
func sellsRest(head string) bool {
	for line := range strings.Lines(head) {
		if paywall().any(line) && !adFree().any(line) {
			return true
		}
	}
	return false
}

// joinPieces gives the first few kilobytes of pieces as lines.
func joinPieces(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if b.Len() > 4000 {
			break
		}
		b.WriteString(p.text[:cutAt(p.text, 4000)])
		b.WriteByte('\n')
	}
	return b.String()
}
