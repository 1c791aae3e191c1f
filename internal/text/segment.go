package text

// segment tells the languages of a document and its blocks, cuts it into sentences and sets translations aside.
func segment(doc *Document, declared string) {
	if declared != "" {
		doc.Language = declared
	}
	if doc.Language == "" {
		doc.Language = "und"
	}
	for i, b := range doc.Blocks {
		doc.Blocks[i].Language = doc.Language
		for _, s := range Sentences(doc.Text[b.Start:b.End], doc.Language) {
			doc.Sentences = append(doc.Sentences, Sentence{
				Span: Span{b.Start + s.Start, b.Start + s.End}, Block: i, Role: b.Role, Language: doc.Language,
			})
		}
	}
}
