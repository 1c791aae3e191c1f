package text

// thinPage is the number of letters under which a page's article is suspected of being a notice instead.
const thinPage = 600

// refusal recognises a page that shows something else than its text; nil when it is an article.
func refusal(meta metadata, doc Document) error {
	letters := 0
	for _, b := range doc.Blocks {
		letters += weight(doc.Text[b.Start:b.End], runes(doc.Text[b.Start:b.End]))
	}
	head := lower(meta.title + "\n" + doc.Text[:min(len(doc.Text), 2000)])
	switch {
	case letters < thinPage && notFound().any(lower(meta.title)), letters < thinPage/3 && notFound().any(head):
		return ErrNotFound
	case letters < thinPage && needsScript().any(head):
		return ErrScript
	case letters < thinPage && consent().any(head):
		return ErrConsent
	case meta.paywalled && letters < 2*thinPage, letters < 2*thinPage && paywall().any(lower(doc.Text)):
		return ErrPaywall
	}
	return nil
}
