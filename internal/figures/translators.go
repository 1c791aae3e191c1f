package figures

import (
	_ "embed"
	"strings"
)

// translators.txt lists news lines whose translators did not keep the figures: "DOCUMENT:LINE LANGUAGES reason".
//
//go:embed translators.txt
var translators string

// TranslatorsOwn gives the lines that a measure over translated news leaves out, with the languages concerned.
func TranslatorsOwn() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for line := range strings.Lines(translators) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		if out[f[0]] == nil {
			out[f[0]] = map[string]bool{}
		}
		for lang := range strings.SplitSeq(f[1], ",") {
			out[f[0]][lang] = true
		}
	}
	return out
}
