package lineage

import (
	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// Wire is the agency that a whole document is credited to, as the document writes it: the only outlet that it
// credits, in its first or last sentences, where agencies' tags stand.
func Wire(doc text.Document) (name string, ok bool) {
	credits := Credits(doc)
	if len(credits) == 0 {
		return "", false
	}
	for _, c := range credits {
		if c.Canonical != credits[0].Canonical || c.Kind != digest.OriginAgency {
			return "", false
		}
	}
	const edge = 3
	c := credits[0]
	return c.Name, c.Sentence < edge || c.Sentence >= len(doc.Sentences)-edge
}

// isAgency reports whether a name is that of a news agency.
func isAgency(name string) bool {
	_, _, kind, ok := Publisher(name, "")
	return ok && kind == digest.OriginAgency
}
