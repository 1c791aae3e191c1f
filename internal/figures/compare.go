package figures

import (
	"slices"
	"strings"

	"polydigest/internal/when"
)

// Follows reports whether a claim's figure follows from the figures of what it cites, and by which code. Dates are
// compared by their EDTF alone.
func Follows(claim Figure, from []Figure) (ok bool, code string) {
	if claim.Kind == Date || claim.Kind == Time {
		for _, f := range from {
			if f.Kind == claim.Kind && (f.Value == claim.Value || claim.Kind == Date &&
				when.Within(f.Value, claim.Value)) {
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
	if m.Bound == "" {
		m.Bound = Exact
	}
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

// follow compares m with every figure of the sources.
func (src *sources) follow(m *mention) (ok bool, code string) {
	code = NotInSource
	if src.holdsParts(m) {
		return true, Equal
	}
	if m.ranged() {
		low, high := *m, *m
		low.high, low.Value, low.Bound = m.low, "", Exact
		high.low, high.Value, high.Bound = m.high, "", Exact
		if ok, code = src.follow(&low); !ok {
			return ok, code
		}
		return src.follow(&high)
	}
	for i := range src.mentions {
		q := &src.mentions[i]
		if q.weak && !m.Words && q.low.same(whole(1)) {
			continue // an article is no source for a digit
		}
		by, fault := m.compare(q)
		if by != "" {
			return true, by
		}
		if other, ok := q.in(m.Unit); ok {
			if by, _ = m.compare(&other); by == Equal || by == Bounded || by == Rounded && m.Bound == About {
				return true, Converted
			}
		}
		if fault == UnitDiffers || fault != "" && code == NotInSource {
			code = fault
		}
	}
	return false, code
}

// compare gives the code by which m follows from q, or else by which it does not although the values agree.
func (m *mention) compare(q *mention) (by, fault string) {
	switch {
	case equalValues(m, q):
		by = Equal
	case rounds(m, q):
		by = Rounded
	case bounds(m, q):
		by = Bounded
	default:
		return "", ""
	}
	switch {
	case !compatible(m, q):
		return "", UnitDiffers
	case opposite(m.Bound, q.Bound) && !q.ranged():
		return "", BoundDiffers
	}
	return by, ""
}

// Comparable reports whether two figures may be values of one thing: of one kind, in units that can be the same, and
// within a factor of a thousand; of four, in two units of one family. The price of a share is no other value of the
// price of its company, and 3 months are none of 2 years.
func Comparable(a, b Figure) bool {
	x, ok := a.mention()
	y, also := b.mention()
	if !ok || !also || a.Kind != b.Kind || (a.Unit == "") != (b.Unit == "") {
		return false
	}
	factor := whole(1000)
	if other, ok := y.in(x.Unit); ok {
		y, factor = other, whole(4)
	} else if !compatible(&x, &y) {
		return false
	}
	if x.low.m == 0 || y.low.m == 0 {
		return true
	}
	within := func(a, b dec) bool {
		a.neg, b.neg = false, false
		grown, ok := b.times(factor)
		return !ok || a.cmp(grown) <= 0
	}
	return within(y.low, x.high) && within(x.low, y.high)
}

// opposite reports that one says at least and the other at most: more than 50 does not follow from fewer than 50.
func opposite(a, b Bound) bool {
	return a == AtLeast && b == AtMost || a == AtMost && b == AtLeast
}

// equalValues reports whether a reading of m equals a reading or an end of q. Shares compare with parts of one.
func equalValues(m, q *mention) bool {
	for i, v := range [...]dec{m.low, m.alt} {
		if i == 1 && m.Alt == "" {
			continue
		}
		if top, part, ok := q.parts(); ok && m.Kind != Fraction && (v.same(part) || v.same(top)) {
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

// parts gives a fraction as so many of so many: one of five, for a fifth.
func (m *mention) parts() (top, of dec, ok bool) {
	switch {
	case m.part.m != 0 && m.top.m != 0:
		return m.top, m.part, true
	case m.part.m != 0:
		return whole(1), m.part, true
	}
	if m.Kind != Fraction || m.half || m.low.m == 0 || m.low.neg {
		return dec{}, dec{}, false
	}
	of = whole(1).over(m.low).round(12)
	return whole(1), of, of.e >= 0 && of.cmp(whole(2)) > 0
}

// holdsParts reports whether the sources tell a fraction by its two numbers: a fifth as one in five, every fifth.
func (src *sources) holdsParts(m *mention) bool {
	top, of, ok := m.parts()
	if !ok {
		return false
	}
	among, taken := false, false
	for i := range src.mentions {
		q := &src.mentions[i]
		among = among || q.low.same(of) && !q.weak
		taken = taken || q.low.same(top) || q.Kind == Ordinal && q.low.same(of) && top.same(whole(1))
	}
	return among && taken
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
	return (q.low.roundAt(exp).same(m.low) || q.high.roundAt(exp).same(m.low)) && (near(m.low, q.low, limit) ||
		near(m.low, q.high, limit))
}

// bounds reports whether m is a bound that a plain reader would draw from q: the value cut, or taken up, to m's
// digits.
func bounds(m, q *mention) bool {
	if m.Bound != AtLeast && m.Bound != AtMost || q.Bound != Exact && q.Bound != m.Bound || m.low.m == 0 ||
		q.low.neg {
		return false
	}
	exp := m.low.norm().e
	if value := q.low.norm(); value.e >= exp && value.den <= 1 {
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
var families = []string{"USD CAD AUD NZD HKD TWD SGD MXN", "GBP EGP LBP SYP", "JPY CNY", "CNY TWD HKD MOP USD",
	"KRW KPW",
	"INR PKR LKR NPR IDR", "CHF XAF XOF", "SEK NOK DKK ISK CZK", "MXN ARS CLP COP CUP UYU DOP PHP BOB",
	"TRY LBP SYP ITL",
	"SAR QAR YER OMR IRR BRL", "KWD IQD JOD TND DZD RSD BHD LYD", "RUB BYN"}

// compatible reports whether two figures may count the same. An unknown unit goes with any.
func compatible(m, q *mention) bool {
	switch {
	case m.Kind == Percent && q.Kind == Percent, sharesDiffer(m, q), points(m) && mayBePoints(q), points(q) && mayBePoints(m):
		return true
	case m.Kind == Percent && q.Kind != Number && q.Kind != Ordinal, q.Kind == Percent && m.Kind != Number &&
		m.Kind != Ordinal:
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

// points reports a number of points that are of a hundred or of a game.
func points(m *mention) bool { return m.Kind == Percent && m.Loose }

// mayBePoints reports a plain number, or a unit whose word means points as well: 分, βαθμός.
func mayBePoints(m *mention) bool {
	switch m.Unit {
	case "", "°", "min", "fen", "m":
		return m.Kind != Money || m.Unit == "fen"
	}
	return false
}

// words for units that name two things: pound, キロ, minute and metre as m, tons of two kinds.
var twofold = []string{"lb GBP", "km kg", "m min", "m mi", "t ton", "cent penny", "h wk", "d night", "mi m",
	"century yr", "decade yr", "L lb", "s quarter",
	"USD cent", "min °", "mo USD", "quarter mo", "g t"}

func unitsClash(a, b string) bool {
	return !slices.ContainsFunc(twofold, func(pair string) bool {
		x, y, _ := strings.Cut(pair, " ")
		return a == x && b == y || a == y && b == x
	})
}
