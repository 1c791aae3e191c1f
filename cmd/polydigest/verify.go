package main

import (
	"fmt"

	"polydigest/internal/deliver/render"
	"polydigest/internal/verify"
)

type verifyCmd struct {
	Digest string `arg:"" help:"A digest's id, a name (its newest), or a file: a digest or a bundle."`
	storeFlags
}

// Run audits a digest and lists what fails.
func (c verifyCmd) Run(p *program) error {
	found, err := find(p, c.storeFlags, c.Digest)
	if err != nil {
		return &exit{exitFailed, err.Error()}
	}
	report := verify.Audit(found.data, found.texts)
	for _, f := range report.Findings {
		fmt.Fprintln(p.stdout, render.Visible(f.Where+": "+f.What))
	}
	fmt.Fprintf(p.stdout, "%d quotes, %d figures and dates, %d texts checked; %d failed\n",
		report.Quotes, report.Figures, report.Texts, len(report.Findings))
	if len(report.Findings) > 0 {
		return &exit{exitFailed, ""}
	}
	return nil
}
