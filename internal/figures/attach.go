package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// attach turns a number into a mention: its sign, bounds, unit and kind. It gives where to go on reading.
func (r *reader) attach(n num) int {
	if n.end <= n.start {
		return n.start
	}
	m := mention{low: n.val, part: n.part, top: n.top, name: n.name, weak: n.weak, half: n.fraction}
	m.Start, m.End, m.Kind, m.Bound = n.start, n.end, Number, Exact
	m.Exp, m.Words, m.Scaled, m.apart = n.exp, !n.digits, n.scaled, r.lx.apart
	m.dual = r.lx.apart && n.val.same(whole(2)) && startsWithAny(r.s[n.end:], duals...)
	switch {
	case n.percent:
		m.Kind = Percent
	case n.ordinal:
		m.Kind = Ordinal
	case n.fraction:
		m.Kind = Fraction
	}
	if n.about {
		m.Bound = About
	}
	pct := false
	if !m.weak {
		r.sign(&m)
		pct = r.ahead(&m)
	} else if it, start := r.phraseBefore(m.Start); it != nil && it.class == '-' {
		m.low.neg, m.Start = true, start
	}
	m.weak = m.weak && !m.low.neg
	switch {
	case n.unit == "%":
		m.Kind = Percent
	case n.unit != "" && n.unit != "-":
		m.setUnit(n.unit)
	}
	if n.unit == "" && !n.ordinal && !n.name && !n.percent && !(m.weak && r.lx.tag == "en") {
		r.behind(&m, pct)
	}
	r.andHalfUnit(&m)
	r.boundBehind(&m)
	m.weak = m.weak && (r.lx.tag == "en" || m.Kind != Money && m.Kind != Percent)
	m.high = m.low
	if n.high.m != 0 {
		m.high = n.high
	}
	if n.has {
		m.alt = n.alt
		m.alt.neg = m.low.neg
		m.Alt = m.alt.String()
	}
	m.finish(r.s)
	r.out = append(r.out, m)
	r.done = m.End
	return m.End
}

// finish writes the exported forms of the values.
func (m *mention) finish(s string) {
	m.Text = s[m.Start:m.End]
	m.Value = m.low.String()
	if !m.high.same(m.low) {
		m.Value += "/" + m.high.String()
	}
}

// sign takes a minus sign that stands before a number and is no hyphen.
func (r *reader) sign(m *mention) {
	c, n := utf8.DecodeLastRuneInString(r.s[:m.Start])
	if c == ' ' && m.Start >= 2 && r.s[m.Start-2] == '-' { // "- 5"
		if before, _ := utf8.DecodeLastRuneInString(r.s[:m.Start-2]); m.Start == 2 || before == ' ' && m.Start == 3 {
			m.low.neg, m.Start = true, m.Start-2
		}
		return
	}
	if c != '-' && c != '−' && c != '－' || m.Start-n < r.done && r.done > 0 {
		return
	}
	before, _ := utf8.DecodeLastRuneInString(r.s[:m.Start-n])
	if before == c { // a dash of two signs
		return
	}
	if m.Start-n == 0 || unicode.IsSpace(before) || strings.ContainsRune("(（$€£¥:=<>〜~は", before) || c == '−' ||
		c == '－' {
		m.low.neg = true
		m.Start -= n
	}
}

// ahead reads the currency, percent word, minus and bounds that stand before a number. It reports a percent word.
func (r *reader) ahead(m *mention) (percent bool) {
	for range 4 {
		it, start := r.phraseBefore(m.Start)
		if it == nil || start < r.done {
			return percent
		}
		switch it.class {
		case 'c':
			if m.Kind == Ordinal || m.Kind == Money {
				return percent
			}
			m.Kind, m.Unit, m.Loose, m.Start = Money, it.value, it.loose, start
			r.signBefore(m)
		case '%':
			m.Kind, m.Start, percent = Percent, start, true
		case '-':
			m.low.neg, m.Start = !m.low.neg, start // マイナス三分のマイナス五
		case 'b':
			if m.Bound == Exact {
				m.Bound = bound(it.value)
			}
			return percent
		default:
			return percent
		}
	}
	return percent
}

// signBefore takes the minus of -$5.
func (r *reader) signBefore(m *mention) {
	if m.Start > r.done && r.s[m.Start-1] == '-' && (m.Start == 1 || r.s[m.Start-2] == ' ') {
		m.low.neg, m.Start = true, m.Start-1
	}
}

func bound(sign string) Bound {
	switch sign {
	case "≥", ">":
		return AtLeast
	case "≤", "<":
		return AtMost
	}
	return About
}

// behind reads the percent sign, ordinal suffix, currency or unit after a number.
func (r *reader) behind(m *mention, percent bool) {
	if percent {
		return
	}
	raw := m.End
	if end := r.spacedPercent(raw); end > raw && m.Kind != Money {
		m.Kind, m.End = Percent, end
		return
	}
	if r.behindAt(m, raw, true) {
		return
	}
	next := r.spaces(raw)
	if next > raw && r.behindAt(m, next, false) {
		return
	}
	if strings.HasPrefix(r.s[raw:], "-") && r.behindAt(m, raw+1, false) {
		return
	}
	if m.Kind == Money {
		return
	}
	if it, end := r.phrase(raw, 'y'); it != nil { // millions of dollars, millones de euros
		saved := *m
		if r.behindAt(m, r.spaces(end), false) && m.Kind != Money {
			*m = saved
		}
	}
}

// behindAt reads what stands at i as what m counts. glued says that nothing is between them.
func (r *reader) behindAt(m *mention, i int, glued bool) bool {
	end := r.phrases(i, func(it *item) bool { return r.countBy(it, m, i, glued) })
	if end < 0 {
		return false
	}
	m.End = end
	if m.Kind == Money && !m.Scaled && !m.Words {
		r.scaleBehind(m)
	}
	return true
}

// countBy makes m one of what the entry it at i says. It reports whether that may be.
func (r *reader) countBy(it *item, m *mention, i int, glued bool) bool {
	switch it.class {
	case '%':
		if m.Kind == Money || it.value == "noun" && m.weak { // un pourcentage
			return false
		}
		m.Kind, m.Loose = Percent, it.loose
	case 's':
		if !glued || m.Words || m.Exp != 0 {
			return false
		}
		m.Kind = Ordinal
	case 'c':
		if it.code && (i+3 > len(r.s) || !isUpper(r.s[i:i+3])) || m.Kind == Money && (it.loose || !m.Loose) {
			return false
		}
		m.Kind, m.Unit, m.Loose = Money, it.value, it.loose
	case 'u':
		if glued && it.value == "st" { // the 31st; 31 st are stones
			return false
		}
		if m.Kind == Money || r.loneCapital(i) || m.Scaled && it.value == "lb" && r.phrasesWith(i, 'c') {
			return false
		}
		m.setUnit(it.value)
	default:
		return false
	}
	return true
}

// scaleBehind multiplies an amount by the power of ten behind its currency: 75 USD million.
func (r *reader) scaleBehind(m *mention) {
	pos := r.skip(m.End)
	end := wordEnd(r.s, pos)
	if pos == m.End || end <= pos+1 {
		return
	}
	if at, _, ok := r.atomAt(pos, end); ok && at.power >= 3 {
		m.low.e += int(at.power)
		m.Exp += int(at.power)
		m.low, m.Scaled, m.End = m.low.norm(), true, end
	}
}

// durations are the units of time.
var durations = map[string]bool{"s": true, "min": true, "h": true, "d": true, "wk": true, "mo": true, "yr": true,
	"quarter": true, "decade": true, "century": true, "ms": true, "night": true}

func (m *mention) setUnit(unit string) {
	switch {
	case unit == "age":
		m.Kind, m.Unit = Age, "yr"
	case durations[unit]:
		m.Kind, m.Unit = Duration, unit
	default:
		m.Kind, m.Unit = Measure, unit
	}
}

func (r *reader) boundBehind(m *mention) {
	if m.Bound != Exact {
		return
	}
	if it, end := r.phrase(m.End, 'B'); it != nil {
		m.Bound = bound(it.value)
		if r.lx.apart && m.Kind == Number { // 20多年
			r.behindAt(m, end, false)
		}
	}
}
