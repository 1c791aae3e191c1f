package figures

import (
	"slices"
	"sort"
	"unicode/utf8"

	"polydigest/internal/when"
)

// figureOf is a date or time as a figure.
func figureOf(t when.Time) Figure {
	kind := Date
	if t.Kind == when.Clock {
		kind = Time
	}
	return Figure{Start: t.Start, End: t.End, Text: t.Text, Kind: kind, Value: t.EDTF, Bound: Exact}
}

// timesOf gives the times of text but for those that package figures reads as something else.
func timesOf(text, lang, ref string, numbers []mention) []when.Time {
	return slices.DeleteFunc(when.Find(text, lang, ref), func(t when.Time) bool {
		return cutsNumber(t, text, numbers) || t.Kind == when.Clock && lasts(t, numbers)
	})
}

// lasts reports whether what could be a time of day says how long something takes, by the last unit: 1 h 20 min.
func lasts(t when.Time, numbers []mention) bool {
	m := lastBefore(numbers, t.Start+1)
	if m == nil || m.pieces == nil || t.Start >= m.End {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(m.Text)
	return isLetter(last)
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
	m := lastBefore(numbers, t.End)
	return m != nil && !m.Words && m.Exp == 0 && m.End > t.End+w && !m.ranged() && m.low.magnitude() >= 3
}

// lastBefore gives the last mention that begins before i, or nil.
func lastBefore(numbers []mention, i int) *mention {
	n := sort.Search(len(numbers), func(n int) bool { return numbers[n].Start >= i })
	if n == 0 {
		return nil
	}
	return &numbers[n-1]
}
