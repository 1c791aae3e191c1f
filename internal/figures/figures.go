// Package figures finds the figures of a text in any of 25 languages, with their exact values, and decides whether
// the figures and dates of a claim follow from those of the words it cites. It is pure: no model, no network.
//
// # Reading
//
// [Find] reads cardinals, ordinals, decimals, fractions, percentages, amounts of money, measures, ages, durations
// and ranges, in digits of any script and in words: 12億3400万, 1,2 Mrd. €, vingt-trois, 三成, половина,
// ثلاثة وعشرون, 1,18,300, half a million. Values are exact decimals; nothing is a float. Dates and times come from
// package when and win where both read the same words.
//
// Where the rules are from:
//
//   - Number words, their cases and genders: the spell-out rules of Unicode CLDR (rbnf), by the generator in gen.
//     Powers of ten and their abbreviations: CLDR's compact decimal formats. So are the scales: a billion is 10^12 in
//     German, French, Spanish, Italian, Polish, Czech, Dutch, Swedish and Portugal's Portuguese, else 10^9.
//   - Names of units and currencies in every listed case and plural: CLDR units and currencies. Currencies are ISO
//     4217 codes; a word or sign that several share ("$", "pound", 元, ¥) takes the one of the text's language.
//   - Separators: CLDR's decimal and grouping signs, and what newspapers print beside them (narrow and no-break
//     spaces, apostrophes, Indian groups, full-width and Arabic signs). One separator before three digits is read as
//     the language has it and Alt keeps the other reading.
//   - Chinese, Japanese, Korean and Thai numerals: the positional grammar of their myriads (Unicode Standard, 4.6;
//     han.go, hangul.go, thai.go), with 分之, 割, 成, 折. Discounts are valued as what remains of the price: 折 and
//     割引 tell the same; Alt has the part that is taken off.
//   - Bounds, fractions, dozens, colloquial forms, counters: by hand, in lang.
//
// Numbers that are part of a name (G20, F-16, Covid-19, iPhone 15) are not figures.
//
// # Comparing
//
// [Check] and [Follows] say why a figure does not follow, by a code; what they cannot decide is named as not
// checked. See check.go for the rules.
package figures

import (
	"strings"

	"polydigest/internal/when"
)

// A Figure is a number in a text. Start and End are byte offsets.
type Figure struct {
	Start, End int
	Text       string
	Kind       Kind
	Value      string // plain decimal; "low/high" for a range; EDTF for dates and times
	Unit       string // canonical sign of a unit, ISO 4217 code of a currency, or ""
	Bound      Bound
	Alt        string // the other reading: of an ambiguous separator (1.234 in Spanish), of a discount (八割引, 八折)
	Exp        int    // power of ten of the last digit written: 9 for "12 billion", 8 for "1.2 billion"
	Words      bool   // no digits
	Scaled     bool   // with a power of ten in words or letters: 12億, 3k
	Loose      bool   // Unit is only the most likely of several; of percents, points that may be of a game
}

// Kind says what a figure counts.
type Kind string

const (
	Number   Kind = "number"
	Ordinal  Kind = "ordinal"
	Percent  Kind = "percent" // 30 for 30 %
	Fraction Kind = "fraction"
	Money    Kind = "money"
	Measure  Kind = "measure"
	Age      Kind = "age"
	Duration Kind = "duration"
	Date     Kind = "date"
	Time     Kind = "time"
)

// Bound says how a value is meant.
type Bound string

const (
	Exact   Bound = "="
	About   Bound = "≈"
	AtLeast Bound = "≥" // at least, more than
	AtMost  Bound = "≤" // at most, fewer than, nearly
)

// Find gives the figures of text in order, never overlapping. lang is a BCP 47 tag; ref is the date that relative
// dates count from, EDTF or "".
func Find(text, lang, ref string) []Figure { return find(text, lang, ref, false) }

// All is Find with the words for one that serve as articles too (un, ein, 하나의), which a reader of the figures of a
// claim does not want to see.
func All(text, lang, ref string) []Figure { return find(text, lang, ref, true) }

// find gives the numbers and the dates and times, but for the numbers that these cover and for the dates that only the
// document's date resolves. Durations are read as numbers with a unit of time.
func find(text, lang, ref string, articles bool) []Figure {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	numbers := r.read(text, lang)
	times := timesOf(text, lang, ref, numbers)
	if len(numbers)+len(times) == 0 {
		return nil
	}
	articles = articles && r.lx.tag != "en" // a, an
	out := make([]Figure, 0, len(numbers)+len(times))
	next := 0
	for _, t := range times {
		if t.Kind == when.Duration {
			continue
		}
		for ; next < len(numbers) && numbers[next].End <= t.Start; next++ {
			out = numbers[next].appendTo(out, articles)
		}
		for next < len(numbers) && numbers[next].Start < t.End {
			next++
		}
		if t.EDTF != "" {
			out = append(out, figureOf(t))
		}
	}
	for ; next < len(numbers); next++ {
		out = numbers[next].appendTo(out, articles)
	}
	return out
}

// appendTo adds m to the figures of a text, unless it is part of a name or an article that is not asked for.
func (m *mention) appendTo(figures []Figure, articles bool) []Figure {
	if m.name || m.weak && !(articles && m.low.same(whole(1))) {
		return figures
	}
	return append(figures, m.Figure)
}

// A mention is a figure as the reader sees it.
type mention struct {
	Figure
	low, high dec     // equal but for ranges
	alt       dec     // when Alt is not ""
	part      dec     // of "one in five", the five
	top       dec     // and the one
	name      bool    // a number in a name: G20
	weak      bool    // an article that may mean one
	half      bool    // read from a fraction word
	dated     bool    // part of a date or time
	apart     bool    // of a language without spaces between words
	pieces    []piece // of a compound measure
	dual      bool    // a two that other languages leave to their grammar: 2か国, 2倍
}

func (m *mention) ranged() bool { return strings.Contains(m.Value, "/") }
