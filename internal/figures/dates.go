package figures

import "polydigest/internal/when"

// dates gives the dates and times of text as figures. Durations are read as numbers with a unit of time.
func dates(text, lang, ref string) []Figure {
	var out []Figure
	for _, t := range when.Find(text, lang, ref) {
		if t.Kind == when.Duration || t.EDTF == "" {
			continue
		}
		kind := Date
		if t.Kind == when.Clock {
			kind = Time
		}
		out = append(out, Figure{Start: t.Start, End: t.End, Text: t.Text, Kind: kind, Value: t.EDTF, Bound: Exact})
	}
	return out
}
