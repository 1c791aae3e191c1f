package figures

import (
	"slices"
	"strings"

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
	times := when.Find(claim.Text, claim.Lang, ref)
	for _, t := range times {
		if t.Kind == when.Duration {
			continue
		}
		switch ok, code := when.Follows(t, src.times, ref); {
		case ok && code != when.Unresolved, src.holdsTime(t, claim.Lang):
		case ok && !src.deniesTime(t, times, claim.Lang, ref), !ok && t.Kind == when.Clock && len(read(t.Text, claim.Lang)) == 0:
			res.NotChecked = append(res.NotChecked, t.Text) // noon, midnight; a date against "Monday" without a document's date
		default:
			res.Reasons = append(res.Reasons, Reason{DateNotInSource, t.Text})
		}
	}
	for i := range mentions {
		m := &mentions[i]
		if m.trivial() || slices.ContainsFunc(times, func(t when.Time) bool {
			return t.Kind != when.Duration && m.Start < t.End && t.Start < m.End
		}) {
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

// Follows reports whether a claim's figure follows from the figures of what it cites, and by which code. Dates are
// compared by their EDTF alone.
func Follows(claim Figure, from []Figure) (ok bool, code string) {
	if claim.Kind == Date || claim.Kind == Time {
		for _, f := range from {
			if f.Kind == claim.Kind && (f.Value == claim.Value || claim.Kind == Date && when.Within(f.Value, claim.Value)) {
				return true, Equal
			}
		}
		return false, DateNotInSource
	}
	var src sources
	for _, f := range from {
		if m, ok := f.mention(); ok {
			src.mentions = append(src.mentions, m)
		}
	}
	m, parsed := claim.mention()
	if !parsed {
		return false, NotInSource
	}
	return src.follow(&m)
}

// mention is f with its values parsed.
func (f Figure) mention() (mention, bool) {
	m := mention{Figure: f}
	low, high, ranged := strings.Cut(f.Value, "/")
	var ok bool
	if m.low, ok = parseDec(low); !ok {
		return m, false
	}
	m.high = m.low
	if ranged {
		if m.high, ok = parseDec(high); !ok {
			return m, false
		}
	}
	if f.Alt != "" {
		m.alt, _ = parseDec(f.Alt)
	}
	return m, true
}

// trivial reports a word for one, which is as often an article or a pronoun, or a first that is one.
func (m *mention) trivial() bool {
	return m.weak && m.Kind != Money || m.Words && m.low.same(whole(1)) && !m.ranged() && (m.Kind == Number || m.Kind == Ordinal || m.Kind == Duration)
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
		src.mentions = append(src.mentions, read(q.Text, q.Lang)...)
		src.times = append(src.times, when.Find(q.Text, q.Lang, ref)...)
	}
	return src
}

// hold decides one mention of a claim. code is "" with ok false when it cannot be decided.
func (src *sources) hold(m *mention, all []mention, text string) (ok bool, code string) {
	if ok, code = src.follow(m); ok {
		return ok, code
	}
	switch {
	case src.verbatim(m.Text), src.oclock(m), src.decade(m):
		return true, Equal
	case src.implies(m):
		return true, Implied
	case src.converts(m, text):
		return true, Converted
	case m.Exp == 0 && src.lists(m):
		return true, Counted
	case m.unsaid() && !src.conflicts(m, all):
		return false, ""
	}
	return false, code
}

// unsaid reports a word whose number another language may leave to its grammar: two (a dual, both, the one and the
// other), half, first to third (the next, another, again).
func (m *mention) unsaid() bool {
	if !m.Words && !m.low.same(whole(1)) || m.ranged() {
		return false
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

// conflicts reports whether the sources hold a figure of m's kind that is none of the claim's: then m's is another
// one, not one left unsaid.
func (src *sources) conflicts(m *mention, all []mention) bool {
	for i := range src.mentions {
		q := &src.mentions[i]
		if q.Kind != m.Kind && !(q.counts() && m.counts()) || q.weak || q.name || !q.Words && q.low.cmp(whole(20)) > 0 || q.low.same(whole(1)) ||
			q.Unit != m.Unit && m.Unit != "" && q.Unit != "" {
			continue
		}
		if !slices.ContainsFunc(all, func(c mention) bool { return equalValues(&c, q) }) {
			return true
		}
	}
	return false
}

// follow compares m with every figure of the sources.
func (src *sources) follow(m *mention) (ok bool, code string) {
	code = NotInSource
	if m.ranged() {
		low, high := *m, *m
		low.high, low.Value = m.low, ""
		high.low, high.Value = m.high, ""
		if ok, code = src.follow(&low); !ok {
			return ok, code
		}
		return src.follow(&high)
	}
	for i := range src.mentions {
		q := &src.mentions[i]
		by := ""
		switch {
		case equalValues(m, q):
			by = Equal
		case rounds(m, q):
			by = Rounded
		case bounds(m, q):
			by = Bounded
		default:
			continue
		}
		switch {
		case !compatible(m, q):
			code = UnitDiffers
		case opposite(m.Bound, q.Bound):
			if code == NotInSource {
				code = BoundDiffers
			}
		default:
			return true, by
		}
	}
	return false, code
}

func opposite(a, b Bound) bool { return false }

// equalValues reports whether a reading of m equals a reading or an end of q. Shares compare with parts of one.
func equalValues(m, q *mention) bool {
	for i, v := range [...]dec{m.low, m.alt, m.part} {
		if i == 1 && m.Alt == "" || i == 2 && m.part.m == 0 {
			continue
		}
		if q.part.m != 0 && v.same(q.part) {
			return true
		}
		if v.same(q.low) || v.same(q.high) || q.Alt != "" && v.same(q.alt) {
			return true
		}
		if sharesDiffer(m, q) {
			scaled := v
			if m.Kind == Percent {
				scaled.e -= 2
			} else {
				scaled.e += 2
			}
			if scaled.same(q.low) || near(scaled, q.low, 2) {
				return true
			}
		}
		if (m.half || q.half) && near(v, q.low, 0) {
			return true
		}
	}
	return false
}

// sharesDiffer reports that one of the two is a percentage and the other a fraction.
func sharesDiffer(m, q *mention) bool {
	return m.Kind == Percent && q.Kind == Fraction || m.Kind == Fraction && q.Kind == Percent
}

// near reports whether a and b differ by at most percent hundredths; by the 14th digit for 0.
func near(a, b dec, percent uint64) bool {
	if a.neg != b.neg {
		return false
	}
	if percent == 0 {
		return a.round(12).same(b.round(12))
	}
	if a.cmp(b) > 0 {
		a, b = b, a
	}
	grown, ok := a.round(15).times(dec{m: 100 + percent, e: -2})
	return ok && grown.cmp(b) >= 0
}

// rounds reports whether q's value gives m's when it is rounded as m's wording allows.
func rounds(m, q *mention) bool {
	if m.low.m == 0 || q.low.m == 0 || m.low.neg != q.low.neg || m.Kind == Ordinal {
		return false
	}
	exp := m.Exp
	limit := uint64(5)
	switch {
	case m.Bound == About || q.Bound == About && m.Scaled:
		exp, limit = max(exp, m.low.norm().e), 7
	case m.Scaled:
	case q.low.norm().e < exp && exp <= 0: // 4.3 from 4.29
	default:
		return false
	}
	return (q.low.roundAt(exp).same(m.low) || q.high.roundAt(exp).same(m.low)) && (near(m.low, q.low, limit) || near(m.low, q.high, limit))
}

// bounds reports whether m is a bound that a plain reader would draw from q: the value cut, or taken up, to m's digits.
func bounds(m, q *mention) bool {
	if m.Bound != AtLeast && m.Bound != AtMost || q.Bound != Exact && q.Bound != m.Bound || m.low.m == 0 || q.low.neg {
		return false
	}
	exp := m.low.norm().e
	if q.low.norm().e >= exp {
		return false
	}
	down := q.low.cut(exp)
	if m.Bound == AtLeast {
		return down.same(m.low) && near(m.low, q.low, 25)
	}
	up, ok := down.plus(dec{m: 1, e: exp})
	return ok && up.same(m.low) && near(m.low, q.low, 25)
}

// families are currencies that share a word or a sign.
var families = []string{"USD CAD AUD NZD HKD TWD SGD MXN", "GBP EGP LBP SYP", "JPY CNY", "CNY TWD HKD MOP USD", "KRW KPW",
	"INR PKR LKR NPR IDR", "CHF XAF XOF", "SEK NOK DKK ISK CZK", "MXN ARS CLP COP CUP UYU DOP PHP BOB", "TRY LBP SYP ITL",
	"SAR QAR YER OMR IRR BRL", "KWD IQD JOD TND DZD RSD BHD LYD", "RUB BYN"}

// compatible reports whether two figures may count the same. An unknown unit goes with any.
func compatible(m, q *mention) bool {
	switch {
	case m.Kind == Percent && q.Kind == Percent, sharesDiffer(m, q):
		return true
	case m.Kind == Percent && q.Kind != Number && q.Kind != Ordinal, q.Kind == Percent && m.Kind != Number && m.Kind != Ordinal:
		return false
	case m.Unit == "" || q.Unit == "" || m.Unit == q.Unit:
		return true
	case m.Kind == Money && q.Kind == Money:
		if !m.Loose && !q.Loose {
			return false
		}
		for _, f := range families {
			if strings.Contains(f, m.Unit) && strings.Contains(f, q.Unit) {
				return true
			}
		}
		return false
	case strings.HasPrefix(m.Unit, "°") && strings.HasPrefix(q.Unit, "°"):
		return m.Unit == "°" || q.Unit == "°"
	}
	return !unitsClash(m.Unit, q.Unit)
}

// words for units that name two things: pound, キロ, minute and metre as m, tons of two kinds.
var twofold = []string{"lb GBP", "km kg", "m min", "m mi", "t ton", "cent penny", "h wk", "d night", "mi m", "century yr", "decade yr", "L lb", "s quarter",
	"USD cent", "min °", "mo USD", "quarter mo", "g t"}

func unitsClash(a, b string) bool {
	return !slices.ContainsFunc(twofold, func(pair string) bool {
		x, y, _ := strings.Cut(pair, " ")
		return a == x && b == y || a == y && b == x
	})
}
