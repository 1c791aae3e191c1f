package chunk

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"polydigest/internal/text"
)

// Fit returns doc with every sentence that alone exceeds limit tokens cut into several, each at its best inner
// boundary. It is done before sentences are numbered, so that every later step sees one numbering. Each of them does
// it anew, so it goes by Estimate: of a sentence this long nobody minds being cut a little early, and a function in a
// cloud that only numbers sentences need not bring the tables of an exact count.
func Fit(doc text.Document, limit int) text.Document {
	var out []text.Sentence
	for i, s := range doc.Sentences {
		for {
			// The gap behind a sentence travels in its chunk; at the document's ends it may be long.
			start, end := reach(doc, i)
			start = max(start, s.Start)
			if Estimate(doc.Text[start:end]) <= limit {
				break
			}
			cut := s.Start + boundary(doc.Text[s.Start:s.End], limit)
			if cut >= s.End {
				break
			}
			head := s
			head.End = s.Start + len(strings.TrimRight(doc.Text[s.Start:cut], " \t\n\u3000"))
			out = append(out, head)
			s.Start = cut + leadingSpace(doc.Text[cut:s.End])
		}
		out = append(out, s)
	}
	doc.Sentences = out
	return doc
}

func leadingSpace(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\n\u3000")) }

// breaks are the inner boundaries of a sentence, best first.
var breaks = []string{"\n", ";；؛", "。．!?！？", ",，、،:：", " \u3000\u00a0"}

// boundary returns where to cut s, so that the part before holds at most limit tokens: behind the last good
// boundary in the second half of what fits, else at the end of the last grapheme that fits.
func boundary(s string, limit int) int {
	fits, hundredths := 0, 0
	for part := graphemes.FromString(s); part.Next(); {
		hundredths += estimate(part.Value())
		if hundredths/100 >= limit && fits > 0 {
			break
		}
		fits += len(part.Value())
	}
	for _, set := range breaks {
		if at := strings.LastIndexAny(s[:fits], set); at > fits/2 {
			_, size := utf8.DecodeRuneInString(s[at:])
			return at + size
		}
	}
	return fits
}
