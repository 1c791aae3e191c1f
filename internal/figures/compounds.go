package figures

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A rung is a unit's place among those of its family, each an exact multiple of the smallest. A month has no exact
// number of days, so that time has two families.
type rung struct {
	family string
	size   dec
}

var rungs = map[string]rung{
	"s": {"time", whole(1)}, "min": {"time", whole(60)}, "h": {"time", whole(3600)}, "d": {"time", whole(86400)},
	"wk": {"time", whole(604800)},
	"mo": {"years", whole(1)}, "quarter": {"years", whole(3)}, "yr": {"years", whole(12)},
	"decade": {"years", whole(120)}, "century": {"years", whole(1200)},
	"mm": {"length", whole(1)}, "cm": {"length", whole(10)}, "m": {"length", whole(1000)}, "km": {"length", whole(1e6)},
	"in": {"feet", whole(1)}, "ft": {"feet", whole(12)}, "yd": {"feet", whole(36)},
	"mg": {"weight", whole(1)}, "g": {"weight", whole(1000)}, "kg": {"weight", whole(1e6)}, "t": {"weight", whole(1e9)},
	"oz": {"pounds", whole(1)}, "lb": {"pounds", whole(16)}, "st": {"pounds", whole(224)},
	"mL": {"volume", whole(1)}, "L": {"volume", whole(1000)},
}

// perUnit is how many of the unit part one of the unit of is, when both are of one family.
func perUnit(of, part string) (dec, bool) {
	a, b := rungs[of], rungs[part]
	if a.family == "" || a.family != b.family || of == part {
		return dec{}, false
	}
	return a.size.over(b.size), true
}

// in is m in another unit of its family.
func (m *mention) in(unit string) (mention, bool) {
	per, ok := perUnit(m.Unit, unit)
	if !ok {
		return mention{}, false
	}
	c := *m
	low, fits := m.low.times(per)
	high, also := m.high.times(per)
	c.low, c.high, c.Unit, c.Alt, c.pieces = low, high, unit, "", nil
	return c, fits && also
}

// A piece is a part of a compound measure as it is written: the 20 min of 1 h 20.
type piece struct {
	low  dec
	unit string
}

func (m *mention) piece() piece { return piece{m.low, m.Unit} }

// compounds makes one measure of a and b where they are the parts of one: 2 hours and 5 minutes, 1시간 20분, 3 kg
// 200 g, 5 feet 11. Its value is in the smaller unit.
func (r *reader) compounds(a, b *mention) bool {
	if a.ranged() || b.ranged() || a.name || b.name || a.Kind != Duration && a.Kind != Measure || a.low.e < 0 ||
		a.low.neg || a.low.den > 1 || b.low.neg || b.low.m == 0 || b.Bound == About || b.Start-a.End > 12 {
		return false
	}
	own, unit := a.Unit, b.Unit
	switch between := r.s[a.End:b.Start]; {
	case unit == "g" && own == "km": // キロ
		own = "kg"
	case unit == "m" && own == "h" && strings.TrimSpace(between) == "": // 1h20m
		unit = "min"
	case unit == "":
		unit = r.bareUnit(a, b, between)
	}
	per, ok := perUnit(own, unit)
	if !ok || per.e < 0 || b.low.cmp(per) >= 0 || !r.partsMeet(a, b, unit) {
		return false
	}
	sum, ok := a.low.times(per)
	if ok {
		sum, ok = sum.plus(b.low)
	}
	if !ok {
		return false
	}
	a.Unit, a.weak = own, false
	if a.pieces == nil {
		a.pieces = []piece{a.piece()}
	}
	a.pieces = append(a.pieces, piece{b.low, unit})
	a.low, a.high, a.End, a.Unit, a.Exp, a.Loose = sum, sum, b.End, unit, b.Exp, false
	if a.Bound == Exact {
		a.Bound = b.Bound
	}
	a.finish(r.s)
	return true
}

// partsMeet reports whether what stands between a and b lets them be one measure: nothing, a comma or "and" between
// times, "and" between feet and inches. "5 km and 400 m" are two distances.
func (r *reader) partsMeet(a, b *mention, unit string) bool {
	between := strings.Trim(r.s[a.End:b.Start], " \u00a0\u202f")
	if between == "" {
		return true
	}
	family := rungs[unit].family
	if family != "time" && family != "years" && family != "feet" {
		return false
	}
	switch between {
	case ",", "،", "、", "，", "零", "又", "と", "과", "와", "-":
		return true
	}
	return r.joining(strings.TrimLeft(between, ", "))
}

// joining reports whether text is a word for "and", or one that is glued to a number in digits.
func (r *reader) joining(text string) bool {
	text = strings.TrimRight(text, "-־")
	at, ok := r.lx.nums[r.lx.fold(text)]
	return ok && at.is&isJoin != 0 || len(text) == 2 && containsRune("وו", firstRune(text))
}

// bareUnit gives the unit that b leaves out after a, of an hour and minutes, feet and inches or metres and
// centimetres: 1 hour 20, 5 feet 11, 1 m 80. Anything but a stop after it may be what b counts.
func (r *reader) bareUnit(a, b *mention, between string) string {
	rest := strings.TrimLeft(r.s[b.End:], " ")
	c, _ := utf8.DecodeRuneInString(rest)
	stops := rest == "" || between == "-" || c != '-' && unicode.IsPunct(c) || a.Unit == "ft" && strings.HasPrefix(rest+" ", "in ")
	if !stops || b.Kind != Number || b.low.e < 0 || b.low.den > 1 || len(between) > 1 && !r.joining(strings.TrimSpace(between)) {
		return ""
	}
	twoDigits := b.End-b.Start == 2
	switch {
	case a.Unit == "h" && (twoDigits || b.Words):
		return "min"
	case a.Unit == "ft" && !b.Words:
		return "in"
	case a.Unit == "m" && twoDigits && r.lx.decimal == ',':
		return "cm"
	}
	return ""
}

// led adds the one or two of a larger unit that stands before m without a number: an hour and twenty minutes, час
// двадцать минут, ساعتين و20 دقيقة; with a half too: a year and a half. It reports whether it took an article that is
// the mention before, which English needs.
func (r *reader) led(before []mention, m *mention) (article bool) {
	half := m.Kind == Fraction && m.low.same(dec{m: 5, e: -1})
	if !r.lx.ones || m.ranged() || m.name || m.Bound != Exact || !half && rungs[m.Unit].family == "" {
		return false
	}
	after := 0
	if len(before) > 0 {
		after = before[len(before)-1].End
	}
	head, joined := r.withoutAnd(r.s[after:m.Start])
	joined = joined || half || strings.HasPrefix(m.Text, "و") || strings.HasPrefix(m.Text, "ו")
	start := lastWord(head)
	for _, it := range r.lx.after[r.lx.fold(head[start:])] {
		if it.class != '1' && it.class != '2' || !joined && it.value != "h" {
			continue
		}
		from := after + start
		if article = after > 0 && before[len(before)-1].weak && strings.Trim(head[:start], " '’") == ""; article {
			from = before[len(before)-1].Start
		}
		if !article && r.lx.tag == "en" {
			return false
		}
		return r.leads(m, piece{dec{m: uint64(it.class - '0')}, it.value}, from, after+len(head), half) && article
	}
	return false
}

// withoutAnd cuts the word for "and" off the end of text.
func (r *reader) withoutAnd(text string) (head string, joined bool) {
	text = strings.TrimRight(text, " \u00a0")
	bare := strings.TrimRight(text, "-־")
	word := bare[lastWord(bare):]
	if r.joining(word) || word == "с" || word == "з" { // с половиной
		return strings.TrimRight(bare[:len(bare)-len(word)], " \u00a0"), true
	}
	return text, false
}

// leads puts p, whose unit ends at end, before m, which then begins at start. It reports whether that is one measure.
func (r *reader) leads(m *mention, p piece, start, end int, half bool) bool {
	if half {
		if it, after := r.phrase(end, 'H'); it == nil || after != m.End {
			return false
		}
		m.low, _ = p.low.plus(m.low)
		m.setUnit(p.unit)
	} else {
		per, ok := perUnit(p.unit, m.Unit)
		if !ok || per.e < 0 || m.low.cmp(per) >= 0 {
			return false
		}
		m.pieces = []piece{p, m.piece()}
		first, _ := p.low.times(per)
		m.low, _ = first.plus(m.low)
	}
	m.high, m.Start, m.half, m.part, m.weak = m.low, start, false, dec{}, false
	m.finish(r.s)
	return true
}

// lastWord gives where the last word of text begins.
func lastWord(text string) int {
	i := len(text)
	for i > 0 {
		c, n := utf8.DecodeLastRuneInString(text[:i])
		if !isLetter(c) {
			break
		}
		i -= n
	}
	return i
}

// halfWords are the second signs of words that begin with 半.
const halfWords = "ば島岛導导球端径徑決决場场數数価价價額年月日夜分身"

// andHalfUnit adds the half that follows a unit: 1時間半, deux heures et demie, 两年半.
func (r *reader) andHalfUnit(m *mention) {
	if m.low.e < 0 || rungs[m.Unit].family == "" {
		return
	}
	it, end := r.phrase(m.End, 'H')
	if it == nil {
		return
	}
	next := firstRune(r.s[end:])
	if strings.ContainsRune(halfWords, next) || next >= 0xac00 && next < 0xd7b0 &&
		!strings.ContainsRune("이가을를의에은는만", next) {
		return
	}
	if sum, ok := m.low.plus(dec{m: 5, e: -1}); ok {
		m.low, m.End, m.Exp, m.weak = sum, end, -1, false
	}
}

// pieced decides a compound by its parts, where only the claim or only the sources write them as one: a part of the
// sources' compound is held when the claim has the others too. found is false for what is no part of a compound.
func (src *sources) pieced(m *mention, all []mention) (held, found bool) {
	if m.pieces != nil && holdPieces(src.mentions, m.pieces) {
		return true, true
	}
	for _, q := range src.mentions {
		if slices.ContainsFunc(q.pieces, m.is) {
			if found = true; holdPieces(all, q.pieces) {
				return true, true
			}
		}
	}
	return false, found
}

// holdPieces reports whether each of the pieces is a measure of its own.
func holdPieces(in []mention, pieces []piece) bool {
	return !slices.ContainsFunc(pieces, func(p piece) bool {
		return !slices.ContainsFunc(in, func(q mention) bool { return q.is(p) })
	})
}

// is reports whether m may be the part p: 27:37 has no units.
func (m *mention) is(p piece) bool { return m.low.same(p.low) && (m.Unit == p.unit || m.Unit == "") }
