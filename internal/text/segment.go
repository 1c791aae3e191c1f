package text

// Segment tells the languages of a document and its blocks, cuts it into sentences and sets translations aside.
// declared is the language that its source names, a BCP 47 tag, or "". It is no method: programs with templates, which
// find methods by name, keep those of every type, and with this one the table of languages.
func Segment(doc *Document, declared string) {
	blockLanguages(doc, declared)
	doc.Sentences = make([]Sentence, 0, len(doc.Blocks))
	for i, b := range doc.Blocks {
		for _, s := range Sentences(doc.Text[b.Start:b.End], b.Language) {
			doc.Sentences = append(doc.Sentences, Sentence{
				Span: Span{b.Start + s.Start, b.Start + s.End}, Block: i, Role: b.Role, Language: b.Language,
			})
		}
	}
	setAside(doc)
}
