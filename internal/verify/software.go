package verify

import (
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/injection"
)

// AddressesSoftware reports whether the sentence with this number speaks to the reader's software.
func (d Doc) AddressesSoftware(number int) bool {
	return injection.Addresses(d.Sentence(number), d.Sentences[number-1].Language)
}

// Withhold takes the sentences that speak to software out of a passage, so that no model is asked about them, and
// makes claims of those of its own part: each states itself, is marked, and has no other check to pass.
func Withhold(p Passage) (rest Passage, marked []digest.Claim) {
	own := slices.DeleteFunc(slices.Clone(p.Own), p.Doc.AddressesSoftware)
	beside := slices.DeleteFunc(slices.Clone(p.Beside), p.Doc.AddressesSoftware)
	var candidates []Candidate
	for _, n := range p.Own {
		if !slices.Contains(own, n) {
			candidates = append(candidates, Candidate{
				By: digest.ByExtractive, Kind: digest.Report, Support: []int{n},
				Statement: digest.Text{
					Lang: p.Doc.Sentences[n-1].Language, Text: strings.Join(strings.Fields(p.Doc.Sentence(n)), " "),
				},
			})
		}
	}
	marked, _ = Claims(p, candidates) // what is dropped repeats another
	return Passage{Doc: p.Doc, Own: own, Beside: beside}, marked
}
