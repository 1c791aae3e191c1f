package figures

import (
	"slices"
	"strconv"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/when"
)

// holdsTime reports whether the numbers of a date or time stand in the quotes where its reading as one does not: six
// o'clock as six hours, the 1930s as the thirties.
func (src *sources) holdsTime(t when.Time, lang string) bool {
	if decade, ok := strings.CutSuffix(t.EDTF, "X"); ok && len(decade) == 3 {
		year, _ := parseDec(decade + "0")
		short, _ := parseDec(decade[2:] + "0")
		return src.has(&mention{low: year}) || src.has(&mention{low: short})
	}
	if day, ok := strings.CutPrefix(t.Known, "XXXX-XX-"); ok && src.holdsDays(day) {
		return true
	}
	if clock, ok := strings.CutPrefix(t.EDTF, "T"); ok && t.Kind == when.Clock {
		hour, minute, _ := strings.Cut(clock, ":")
		h, _ := parseDec(hour)
		m, _ := parseDec(minute)
		late := h
		if n, err := strconv.ParseUint(hour, 10, 8); err == nil && n > 12 {
			late = whole(n - 12)
		}
		if (src.has(&mention{low: h}) || src.has(&mention{low: late})) && (m.m == 0 || src.has(&mention{low: m})) {
			return true
		}
	}
	if namesMonth(t) && slices.ContainsFunc(src.times, namesMonth) {
		return false // its day stands in the quotes, but in another month
	}
	return src.holdsNumbersOf(t.Text, lang)
}

// holdsDays reports whether what reads as the day of a month is so many days in the quotes: 징역 1일, 1日の投獄.
func (src *sources) holdsDays(day string) bool {
	n, _ := parseDec(strings.TrimPrefix(day, "0"))
	return slices.ContainsFunc(src.mentions, func(q mention) bool {
		return q.low.same(n) && (q.Unit == "d" || q.weak)
	})
}

// namesMonth reports whether a date says its month: 2024-02, 2024-02-05, XXXX-02-05.
func namesMonth(t when.Time) bool {
	v := t.EDTF
	if v == "" || t.Known != "" {
		v = t.Known
	}
	return t.Kind == when.Date && len(v) >= len("2024-02") && v[4] == '-' && '0' <= v[5] && v[5] <= '1' && !strings.Contains(v, "/")
}

// deniesTime reports whether a date that the quotes leave open is refused all the same: they state another
// date, or lack
// the number of a relative one ("11 years later").
func (src *sources) deniesTime(t when.Time, claimed []when.Time, lang, ref string) bool {
	if t.Basis == digest.TimeRelative {
		for _, m := range read(t.Text, lang) {
			if !m.Words && !m.weak && !src.has(&m) {
				return true
			}
		}
		return false
	}
	if src.odd(claimed, lang) {
		return true
	}
	for _, q := range src.times {
		if q.Basis != digest.TimeStated || q.Kind != t.Kind || len(q.EDTF) < len(t.EDTF) {
			continue
		}
		if !slices.ContainsFunc(claimed, func(c when.Time) bool {
			ok, code := when.Follows(c, []when.Time{q}, ref)
			return ok && code != when.Unresolved && code != when.ByWeekday
		}) {
			return true
		}
	}
	return false
}

// odd reports whether the sources hold a year, or a number in digits, that no time of the claim has while its
// own are not
// in the sources.
func (src *sources) odd(claimed []when.Time, lang string) bool {
	var own []mention
	for _, t := range claimed {
		own = append(own, read(t.Text, lang)...)
	}
	held := func(m mention) bool { return m.Words || src.has(&m) }
	if !slices.ContainsFunc(own, func(m mention) bool { return !held(m) }) {
		return false
	}
	return slices.ContainsFunc(src.mentions, func(q mention) bool {
		return !q.Words && !q.weak && q.low.e >= 0 && q.low.magnitude() >= 2 &&
			!slices.ContainsFunc(own, func(m mention) bool { return equalValues(&m, &q) })
	})
}

// oclock reports whether a figure of hours is a time of day in the quotes.
func (src *sources) oclock(m *mention) bool {
	clock := when.Time{Kind: when.Clock}
	if hour, minute, ok := strings.Cut(m.Text, "."); ok && len(minute) == 2 && len(hour) <= 2 { // 14.00
		clock.EDTF = "T" + strings.Repeat("0", 2-len(hour)) + hour + ":" + minute
	} else if hour := m.low.String(); m.Unit == "h" && len(hour) <= 2 { // 14 hodin
		clock.EDTF = "T" + strings.Repeat("0", 2-len(hour)) + hour + ":00"
	} else {
		return false
	}
	ok, _ := when.Follows(clock, src.times, "")
	return ok
}

// decade reports whether a figure such as the 80 of "80. léta" is a decade of the quotes.
func (src *sources) decade(m *mention) bool {
	v := m.low.String()
	if len(v) != 2 {
		return false
	}
	century, _ := parseDec(v)
	for _, t := range src.times {
		if len(t.EDTF) >= 4 && t.Kind == when.Date { // the 20th century, from 1930
			if c, ok := parseDec(t.EDTF[:2]); ok {
				if next, _ := c.plus(whole(1)); next.same(century) && m.Words {
					return true
				}
			}
		}
		if v[1] == '0' && len(t.EDTF) == 4 && t.EDTF[2] == v[0] && t.EDTF[3] == 'X' {
			return true
		}
	}
	return false
}

// holdsNumbersOf reports whether every number of a stretch of the claim stands in the quotes: what package when reads
// as a date in one language may be a plain number in another.
func (src *sources) holdsNumbersOf(text, lang string) bool {
	found := false
	for _, m := range read(text, lang) {
		if m.weak {
			continue
		}
		if found = true; !src.has(&m) {
			return false
		}
	}
	return found
}

// has reports whether the value of m, or each part of a compound, stands in the quotes, whatever it counts.
func (src *sources) has(m *mention) bool {
	for i := range src.mentions {
		q := &src.mentions[i]
		if !q.weak && equalValues(m, q) || slices.ContainsFunc(q.pieces, func(p piece) bool { return p.low.same(m.low) }) {
			return true
		}
	}
	return m.pieces != nil && !slices.ContainsFunc(m.pieces, func(p piece) bool { return !src.has(&mention{low: p.low}) })
}
