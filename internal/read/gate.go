package read

import (
	"slices"
	"strings"

	"polydigest/internal/text"
)

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
	case letters < thinPage && notFound().any(title), letters < thinPage/3 && (notFound().any(head) || meta.published == "" && allIn(head, pageWords, gone)):
		return ErrNotFound
	case letters < thinPage && asksForScript(title+"\n"+head, letters < thinPage/3), empty && asksForScript(lower(meta.noscript), true):
		return ErrScript
	case letters < thinPage && consent().count(title+"\n"+head) >= 2, letters < thinPage/3 && allIn(head, privacy, accepting):
		return ErrConsent
	case letters < 2*thinPage && (meta.paywalled || sellsRest(head)):
		return ErrPaywall
	}
	return nil
}

// asksForScript reports whether a page says that it needs a script, or a proof of being human. What it may say in other
// words counts on a page that says little else: a short report on scripts has those words too.
func asksForScript(low string, little bool) bool {
	return needsScript().any(low) || little && allIn(low, javascript, enabling)
}

// sellsRest reports whether a line says that the rest is for those who pay; one that offers them a page without
// advertisements does not, nor does one in other words that the report goes on behind: it tells of subscribers.
func sellsRest(low string) bool {
	goesOn := false
	for _, line := range slices.Backward(strings.Split(low, "\n")) {
		sells := !goesOn && weight(line, runes(line)) <= 240 && allIn(line, subscribers, onlyWords, goingOn)
		if (sells || paywall().any(line)) && !adFree().any(line) {
			return true
		}
		goesOn = goesOn || states(line) && countAppeals(line) == 0
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
		b.WriteString(text.Head(p.text, 4000))
		b.WriteByte('\n')
	}
	return b.String()
}
