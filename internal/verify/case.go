package verify

import (
	"polydigest/internal/digest"
	"polydigest/internal/figures"
)

// A Case is a claim to check against quotes: what the command `check` reads, a line each.
type Case struct {
	ID     string `json:"id"`
	Claim  string `json:"claim"`
	Lang   string `json:"lang"`
	Quotes []struct {
		Text string `json:"text"`
		Lang string `json:"lang"`
	} `json:"quotes"`
	Date string `json:"date"` // the document's, for relative dates
}

// An Outcome is what the checks say of a case.
type Outcome struct {
	ID         string        `json:"id"`
	Pass       bool          `json:"pass"`
	Reasons    []CaseReason  `json:"reasons"`
	NotChecked []string      `json:"not_checked"`
	Checks     digest.Checks `json:"checks"`
}

// A CaseReason is a reason code and what it concerns.
type CaseReason struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Check runs the checks that need no model: figures, dates, polarity.
func (c Case) Check() Outcome {
	out := Outcome{ID: c.ID, Pass: true, Reasons: []CaseReason{}, NotChecked: []string{}}
	var quotes []figures.Quote
	for _, q := range c.Quotes {
		quotes = append(quotes, figures.Quote{Text: q.Text, Lang: q.Lang})
	}
	r := figures.Check(figures.Statement{Text: c.Claim, Lang: c.Lang}, quotes, c.Date)
	out.Checks.Figures, out.Checks.Dates, _, _ = outcomes(r)
	out.NotChecked = append(out.NotChecked, r.NotChecked...)
	for _, x := range r.Reasons {
		out.Reasons = append(out.Reasons, CaseReason(x))
	}
	switch out.Checks.Polarity = sense(digest.Text{Lang: c.Lang, Text: c.Claim}, quotes); out.Checks.Polarity {
	case digest.Fail:
		out.Reasons = append(out.Reasons, CaseReason{Code: PolarityDiffers})
	case digest.NotRun:
		out.NotChecked = append(out.NotChecked, "polarity")
	}
	out.Pass = len(out.Reasons) == 0
	return out
}
