package figures

import (
	"slices"
	"unicode/utf8"

	"polydigest/internal/when"
)

// dates gives the dates and times of text as figures, those that only the document's date resolves without a value.
// Durations are read as numbers with a unit of time.
func dates(text, lang, ref string, numbers []mention) []Figure {
	var out []Figure
	for _, t := range timesOf(text, lang, ref, numbers) {
		if t.Kind == when.Duration {
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

// timesOf gives the times of text but for those that package figures reads as something else.
func timesOf(text, lang, ref string, numbers []mention) []when.Time {
	return slices.DeleteFunc(when.Find(text, lang, ref), func(t when.Time) bool {
		return cutsNumber(t, text, numbers) || t.Kind == when.Clock && lasts(t, numbers)
	})
}

// lasts reports whether what could be a time of day says how long something takes, by the last unit: 1 h 20 min.
func lasts(t when.Time, numbers []mention) bool {
	return slices.ContainsFunc(numbers, func(m mention) bool {
		last, _ := utf8.DecodeLastRuneInString(m.Text)
		return m.pieces != nil && m.Start <= t.Start && t.Start < m.End && isLetter(last)
	})
}

// cutsNumber reports a time that ends within the digits of a longer number: the 3 of "jusqu’à 3 000".
func cutsNumber(t when.Time, text string, numbers []mention) bool {
	kind, w := separatorAt(text, t.End)
	if kind == 0 || t.End == 0 {
		return false
	}
	if digit, _ := digitAt(text, t.End+w); digit < 0 {
		return false
	}
	return slices.ContainsFunc(numbers, func(m mention) bool {
		return !m.Words && m.Exp == 0 && m.Start < t.End && m.End > t.End+w && !m.ranged() && m.low.magnitude() >= 3
	})
}
