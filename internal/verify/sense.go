package verify

import (
	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/polarity"
)

// sense checks that a statement does not turn what the cited words say into its reverse.
func sense(s digest.Text, quotes []figures.Quote) digest.Result {
	var qs []polarity.Quote
	for _, q := range quotes {
		qs = append(qs, polarity.Quote(q))
	}
	return polarity.Check(polarity.Statement{Text: s.Text, Lang: s.Lang}, qs).Outcome
}
