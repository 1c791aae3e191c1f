package extractive

import (
	"slices"
	"testing"

	"polydigest/internal/engine"
	"polydigest/internal/text"
	"polydigest/internal/verify"
)

// TestOnlySentencesThatStateSomethingAreTold reads documents with headings, rows and questions between their sentences.
func TestOnlySentencesThatStateSomethingAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  []string
	}{
		"a heading, a row of a table and a question": {
			[]string{
				"The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board.",
				"What the owner of the ferry Marea says", "– Passengers 214, crew eleven, cars 38",
				"Why did the ferry Marea sink off Port Allen?", "Rescuers found twelve bodies off Port Allen on Tuesday, the coast guard said.",
			},
			[]string{
				"The ferry Marea sank off Port Allen on Tuesday with 214 passengers on board.",
				"Rescuers found twelve bodies off Port Allen on Tuesday, the coast guard said.",
			},
		},
		"a script without full stops": {
			[]string{
				"เรือเฟอร์รีมาเรียจมนอกชายฝั่งพอร์ตอัลเลนเมื่อวันอังคาร มีผู้โดยสาร 214 คน",
				"หน่วยกู้ภัยพบศพ 12 ร่างนอกชายฝั่งพอร์ตอัลเลนเมื่อคืนวันอังคาร",
			},
			[]string{
				"เรือเฟอร์รีมาเรียจมนอกชายฝั่งพอร์ตอัลเลนเมื่อวันอังคาร มีผู้โดยสาร 214 คน",
				"หน่วยกู้ภัยพบศพ 12 ร่างนอกชายฝั่งพอร์ตอัลเลนเมื่อคืนวันอังคาร",
			},
		},
		"another question mark": {
			[]string{"火曜日、アレン港の沖合でフェリー「マレア」が沈没し、乗客214人が乗っていた。", "なぜフェリー「マレア」はアレン港の沖合で沈没したのだろうか？」"},
			[]string{"火曜日、アレン港の沖合でフェリー「マレア」が沈没し、乗客214人が乗っていた。"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var doc text.Document
			var own []int
			for i, line := range c.lines {
				start := len(doc.Text)
				doc.Text += line + "\n"
				doc.Sentences = append(doc.Sentences, text.Sentence{Span: text.Span{Start: start, End: start + len(line)}, Role: text.Body})
				own = append(own, i+1)
			}
			got, err := Engine{}.Extract(t.Context(), engine.Part{Passage: verify.Passage{Doc: verify.Number("d1", doc), Own: own}})
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, c := range got.Value {
				told = append(told, c.Statement.Text)
			}
			if !slices.Equal(told, c.want) {
				t.Errorf("told %q, want %q", told, c.want)
			}
		})
	}
}
