package figures

import (
	"slices"
	"strings"
)

// joinRanges makes one mention of two numbers with "to" or a dash between them.
func (r *reader) joinRanges() {
	out := r.out[:0]
	for i := range r.out {
		m := &r.out[i]
		if len(out) > 0 {
			if last := &out[len(out)-1]; r.ranges(last, m) || r.cents(last, m) || r.compounds(last, m) {
				continue
			}
		}
		if r.led(out, m) {
			out = out[:len(out)-1]
		}
		out = append(out, *m)
	}
	r.out = out
}

// ranges makes a the range from a to b, if it is one.
func (r *reader) ranges(a, b *mention) bool {
	if !canRange(a, b) || !r.rangeSign(a, b) {
		return false
	}
	low := lowOf(a, b)
	if low.neg || low.cmp(b.low) >= 0 || a.Unit != "" && b.Unit != "" && a.Unit != b.Unit {
		return false
	}
	if b.Unit == "" && b.Kind == Number {
		b.Unit, b.Kind, b.Loose = a.Unit, a.Kind, a.Loose
	}
	a.low, a.high, a.End = low, b.low, b.End
	a.Kind, a.Unit, a.Loose, a.Exp, a.Scaled = b.Kind, b.Unit, b.Loose, max(a.Exp, b.Exp), b.Scaled
	if a.Bound == Exact {
		a.Bound = b.Bound
	}
	a.Alt = ""
	a.finish(r.s)
	return true
}

// canRange reports whether two mentions are near each other and of kinds that make a range.
func canRange(a, b *mention) bool {
	plain := func(m *mention) bool { return !m.ranged() && !m.name && m.Kind != Ordinal && !m.weak }
	return b.Start-a.End <= 24 && plain(a) && plain(b) &&
		(a.Kind == b.Kind || a.Kind == Number || a.Kind == Money && b.Kind == Number)
}

// rangeSign reports whether "to" or its like stands between a and b. A sign of the range is no bound of b.
func (r *reader) rangeSign(a, b *mention) bool {
	between := strings.TrimSpace(r.s[a.End:b.Start])
	switch between {
	case "-", "–", "—", "－", "to":
	case "~", "～", "〜":
		if b.Bound == About {
			b.Bound = Exact
		}
	case "":
		return false
	default:
		if !slices.ContainsFunc(r.lx.after[r.lx.fold(between)], func(it item) bool { return it.class == 't' }) {
			return false
		}
		if b.Bound == AtMost { // German bis, which is "up to" without a first number
			b.Bound = Exact
		}
	}
	telephone := strings.HasSuffix(r.s[:a.Start], "+") || between == "-" && (afterDash(r.s[b.End:]) || r.afterPart(a.Start))
	return !telephone
}

// lowOf is where the range from a to b begins: what multiplies b may multiply a too.
func lowOf(a, b *mention) dec {
	low := a.low
	if b.Scaled && !a.Scaled && low.cmp(b.low) < 0 { // 2 to 3 million
		scaled := low
		scaled.e += b.magnitudeOfScale()
		if scaled.cmp(b.low) < 0 {
			low = scaled
		}
	}
	if b.Kind == Percent && a.Kind == Number && low.cmp(whole(10)) < 0 &&
		(strings.HasSuffix(b.Text, "割") || strings.HasSuffix(b.Text, "成")) { // 3〜4割
		low.e++
	}
	return low
}

// afterPart reports that a digit and a dash stand before i.
func (r *reader) afterPart(i int) bool {
	return i > 1 && r.s[i-1] == '-' && r.s[i-2] >= '0' && r.s[i-2] <= '9'
}

// afterDash reports that text goes on with a dash and a digit.
func afterDash(text string) bool {
	return len(text) > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9'
}

// magnitudeOfScale is the power of ten that a number's words multiply by.
func (m *mention) magnitudeOfScale() int {
	p := m.low.magnitude() / 3 * 3
	if strings.ContainsAny(m.Text, "万萬億亿兆만억조") {
		p = m.low.magnitude() / 4 * 4
	}
	return p
}

// cents adds the small coin to an amount: 15 dollars and 45 cents, 5元3毛.
func (r *reader) cents(a, b *mention) bool {
	if a.Kind != Money || a.Scaled || a.ranged() || b.Start-a.End > 8 || a.low.e < 0 && (a.Unit != "CNY" || a.Exp != -1) {
		return false
	}
	e, ok := r.coin(a, b)
	part := b.low
	part.e += e
	if !ok || part.cmp(whole(1)) >= 0 {
		return false
	}
	sum, ok := a.low.plus(part)
	if !ok {
		return false
	}
	a.low, a.high, a.End, a.Exp = sum, sum, b.End, e
	a.finish(r.s)
	return true
}

// coin gives the power of ten of what b counts after an amount of money: cents, or tenths and hundredths of a yuan. Its
// value is a part of one already where the word for the coin is that of a hundredth: quarantacinque centesimi.
func (r *reader) coin(a, b *mention) (power int, ok bool) {
	switch b.Kind {
	case Number:
		return -2, b.Words == a.Words && b.low.cmp(whole(100)) < 0 && b.low.e >= 0 && a.Exp == 0 && r.loneCents(a.End, b)
	case Duration: // 5元6角3分
		return -2, a.Unit == "CNY" && strings.HasSuffix(b.Text, "分")
	case Fraction:
		hundredths := b.low
		hundredths.e += 2
		return 0, r.lx.tag == "it" && b.Words && hundredths.norm().e >= 0 && strings.TrimSpace(r.s[a.End:b.Start]) == "e"
	case Money:
		switch b.Unit {
		case "cent", "penny", "sen", "fen", "öre", "kurus", "paisa":
			return -2, true
		case "jiao":
			return -1, true
		}
	}
	return 0, false
}

// loneCents reports whether b is the coins of 15 dollars and 50: nothing but "and" before it, and a stop after it.
func (r *reader) loneCents(after int, b *mention) bool {
	between := strings.TrimSpace(r.s[after:b.Start])
	if a, ok := r.lx.nums[r.lx.fold(between)]; between != "" && (!ok || a.is&(isJoin|isPoint) == 0) || after == b.Start {
		return false
	}
	rest := strings.TrimLeft(r.s[b.End:], " ")
	return rest == "" || rest[0] == '.' || rest[0] == ',' || rest[0] == ';'
}
