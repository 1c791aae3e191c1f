package figures

import (
	"slices"

	"polydigest/internal/when"
)

// A Statement is a claim in a language.
type Statement struct{ Text, Lang string }

// A Quote is a stretch of a source in its language.
type Quote struct{ Text, Lang string }

// A Reason says why a claim is refused.
type Reason struct {
	Code string
	Text string // the figure as the claim writes it
}

// The codes of Reasons, and those by which Follows accepts.
const (
	NotInSource     = "figure_not_in_source"
	UnitDiffers     = "unit_differs"
	BoundDiffers    = "bound_differs"
	DateNotInSource = "date_not_in_source"

	Equal     = "equal"
	Rounded   = "rounded"   // to the digits that the claim shows, or as "about" allows
	Bounded   = "bounded"   // more than 50 from 53
	Converted = "converted" // into another unit, and marked as such
	Counted   = "counted"   // five agencies, where five are named
	Implied   = "implied"   // both, a pair, a decade
)

// A Result is the outcome of Check. Pass says that nothing was refused. What NotChecked lists was neither held nor
// refused: a caller that shows outcomes shows "not run" for it, never a pass.
type Result struct {
	Pass       bool
	Reasons    []Reason
	NotChecked []string
}

// Check reports whether the figures and dates of a claim follow from the quotes. ref is the date of the quotes'
// document, EDTF or "".
//
// A figure follows from one of equal value and compatible unit; from one that rounds to the digits it shows, where it
// has a word of scale or says "about"; from a bound that a plain reader would draw (more than 50 from 53); from a
// measure in other units where the claim marks a conversion; from as many listed things. Words for one, articles and
// pronouns are not refused. Dates follow as in package when.
func Check(claim Statement, quotes []Quote, ref string) Result {
	res := Result{Pass: true}
	src := newSources(quotes, ref)
	mentions := read(claim.Text, claim.Lang)
	times := timesOf(claim.Text, claim.Lang, ref, mentions)
	for _, t := range times {
		if t.Kind == when.Duration {
			continue
		}
		switch ok, code := when.Follows(t, src.times, ref); {
		case ok && code != when.Unresolved, src.holdsTime(t, claim.Lang):
		case ok && !src.deniesTime(t, times, claim.Lang, ref), !ok && t.Kind == when.Clock &&
			len(read(t.Text, claim.Lang)) == 0:
			// noon, midnight; a date against "Monday" without a document's date
			res.NotChecked = append(res.NotChecked, t.Text)
		default:
			res.Reasons = append(res.Reasons, Reason{DateNotInSource, t.Text})
		}
	}
	markDated(mentions, times)
	for i := range mentions {
		m := &mentions[i]
		if m.trivial() || m.dated {
			continue
		}
		switch ok, code := src.hold(m, mentions, claim.Text); {
		case ok:
		case code == "":
			res.NotChecked = append(res.NotChecked, m.Text)
		default:
			res.Reasons = append(res.Reasons, Reason{code, m.Text})
		}
	}
	res.Pass = len(res.Reasons) == 0
	return res
}

// trivial reports a word for one, which is as often an article or a pronoun, or a first that is one.
func (m *mention) trivial() bool {
	return m.weak && m.Kind != Money || m.Words && m.low.same(whole(1)) && !m.ranged() && (m.Kind == Number ||
		m.Kind == Ordinal || m.Kind == Duration)
}

// sources are the figures of the quotes.
type sources struct {
	mentions []mention
	times    []when.Time
	quotes   []Quote
}

func newSources(quotes []Quote, ref string) *sources {
	src := &sources{quotes: quotes}
	for _, q := range quotes {
		mentions := read(q.Text, q.Lang)
		times := timesOf(q.Text, q.Lang, ref, mentions)
		markDated(mentions, times)
		src.mentions = append(src.mentions, mentions...)
		src.times = append(src.times, times...)
	}
	return src
}

// markDated marks the numbers that belong to a date or a time of day.
func markDated(mentions []mention, times []when.Time) {
	for i := range mentions {
		m := &mentions[i]
		m.dated = slices.ContainsFunc(times, func(t when.Time) bool {
			return t.Kind != when.Duration && m.Start < t.End && t.Start < m.End
		})
	}
}

// hold decides one mention of a claim. code is "" with ok false when it cannot be decided.
func (src *sources) hold(m *mention, all []mention, text string) (ok bool, code string) {
	if ok, code = src.follow(m); ok {
		return ok, code
	}
	if held, found := src.pieced(m, all); found {
		return held, code
	}
	switch {
	case src.verbatim(m.Text), src.oclock(m), src.decade(m), src.dials(m.Text), src.titled(m):
		return true, Equal
	case src.implies(m), src.decades(m), src.roman(m):
		return true, Implied
	case src.converts(m, text):
		return true, Converted
	case m.Exp == 0 && (src.lists(m) || m.sums(text)) && !src.conflicts(m, all):
		return true, Counted
	case m.unsaid() && !src.conflicts(m, all), enumerates(m, all):
		return false, ""
	}
	return false, code
}

// unsaid reports a word whose number another language may leave to its grammar: two (a dual, both, the one and the
// other), half, first to third (the next, another, again).
func (m *mention) unsaid() bool {
	if !m.Words && !m.low.same(whole(1)) && !m.dual || m.ranged() {
		return false
	}
	if m.low.same(whole(1)) && m.Kind == Money { // una corona, a wreath
		return m.Words
	}
	switch m.Kind {
	case Ordinal:
		return m.low.cmp(whole(3)) <= 0
	case Fraction:
		return m.low.same(dec{m: 5, e: -1})
	}
	return (m.low.m == 0 || m.low.same(whole(2)) || m.low.same(whole(1))) && m.Kind != Money && m.Kind != Percent
}

// counts reports a plain number or a place in an order.
func (m *mention) counts() bool { return m.Kind == Number || m.Kind == Ordinal }

// enumerates reports a word for second or third after the claim's own first: it counts what the claim itself lists.
func enumerates(m *mention, all []mention) bool {
	if m.Kind != Ordinal || !m.Words || m.low.cmp(whole(3)) > 0 {
		return false
	}
	return slices.ContainsFunc(all, func(c mention) bool {
		return c.Kind == Ordinal && c.Words && c.low.same(whole(1)) && c.Start < m.Start
	})
}

// conflicts reports whether the sources hold a figure of m's kind that is none of the claim's: then m's is another
// one, not one left unsaid.
func (src *sources) conflicts(m *mention, all []mention) bool {
	for i := range src.mentions {
		q := &src.mentions[i]
		if q.Kind != m.Kind && !(q.counts() && m.Kind == Number) || q.weak || q.name || !q.Words &&
			q.low.cmp(whole(20)) > 0 || q.low.same(whole(1)) || q.dated ||
			q.Unit != m.Unit && m.Unit != "" && q.Unit != "" {
			continue
		}
		if !slices.ContainsFunc(all, func(c mention) bool { return !c.dated && equalValues(&c, q) }) {
			return true
		}
	}
	return false
}
