package figures

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// implies reports whether a word of the quotes tells the number without being one: both for two, a decade for ten
// years, a quarter of the year for three months. A name that holds the number does so too.
func (src *sources) implies(m *mention) bool {
	if m.ranged() || m.low.e < -2 || m.low.magnitude() > 2 {
		return false
	}
	for _, q := range src.quotes {
		r := reader{s: q.Text, lx: lexiconOf(q.Lang)}
		if r.hints(m.low) {
			return true
		}
	}
	return false
}

// verbatim reports whether a quote has the very characters of a figure, apart from others: telephone numbers, titles
// that were not translated.
func (src *sources) verbatim(text string) bool {
	if len(text) < 3 {
		return false
	}
	text = spaceless.Replace(text)
	for _, q := range src.quotes {
		rest := spaceless.Replace(q.Text)
		for {
			i := strings.Index(rest, text)
			if i < 0 {
				break
			}
			before, _ := utf8.DecodeLastRuneInString(rest[:i])
			after, _ := utf8.DecodeRuneInString(rest[i+len(text):])
			if !partOfNumber(before) && !partOfNumber(after) && (i == 0 || !isLetter(before) || apartRune(before)) {
				return true
			}
			rest = rest[i+len(text):]
		}
	}
	return false
}

// spaceless lets a telephone number be grouped in another way.
var spaceless = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

func partOfNumber(r rune) bool {
	return unicode.IsDigit(r) || r == '.' || r == ',' || r == '\'' || r == '’'
}

// dials reports whether a number of six or more digits stands in the quotes in other groups: a telephone number, a
// number of account.
func (src *sources) dials(text string) bool {
	own := digitsOf(text)
	if len(own) < 6 {
		return false
	}
	return slices.ContainsFunc(src.quotes, func(q Quote) bool {
		return slices.ContainsFunc(digitRuns(q.Text), func(run string) bool { return strings.Contains(run, own) })
	})
}

// digitsOf gives the digits of a text in ASCII.
func digitsOf(text string) string { return strings.Join(digitRuns(text), "") }

// digitRuns gives the digits of a text in ASCII, in runs that only a space or a hyphen interrupts.
func digitRuns(text string) []string {
	var runs []string
	var run []byte
	end := 0 // of the last digit
	for i := 0; i < len(text); {
		v, w := digitAt(text, i)
		if v < 0 {
			_, w = utf8.DecodeRuneInString(text[i:])
			i += w
			continue
		}
		if between := text[end:i]; len(run) > 0 && between != "" && between != " " && between != "-" && between != "\u00a0" {
			runs, run = append(runs, string(run)), run[:0]
		}
		run, i = append(run, '0'+byte(v)), i+w
		end = i
	}
	if len(run) > 0 {
		runs = append(runs, string(run))
	}
	return runs
}

// titled reports whether a quote holds a small number in an English title that it leaves untranslated: "Europe's
// Turbulent Century in Five Lives".
func (src *sources) titled(m *mention) bool {
	if m.Kind != Number || !m.Words || m.low.cmp(whole(2)) < 0 || m.low.cmp(whole(12)) > 0 {
		return false
	}
	for _, q := range src.quotes {
		if strings.HasPrefix(q.Lang, "en") {
			continue
		}
		for _, f := range read(q.Text, "en") {
			first, _ := utf8.DecodeRuneInString(f.Text)
			before := strings.Fields(q.Text[max(0, f.Start-16):f.Start])
			if f.low.same(m.low) && f.Words && unicode.IsUpper(first) && len(before) > 0 &&
				slices.Contains(englishSmall, before[len(before)-1]) {
				return true
			}
		}
	}
	return false
}

// englishSmall are words that stand in small letters within an English title.
var englishSmall = []string{"in", "of", "the", "and", "for", "with", "The", "to", "on"}

// decades reports whether twenty years are the two decades of a quote, or a century's part, however the number and the
// word are set apart: les deux dernières décennies.
func (src *sources) decades(m *mention) bool {
	if m.Kind != Duration || m.Unit != "yr" || m.low.norm().e != 1 || m.low.magnitude() != 1 {
		return false
	}
	count := m.low
	count.e--
	if !src.has(&mention{low: count, Figure: Figure{Kind: Number}}) {
		return false
	}
	return slices.ContainsFunc(src.quotes, func(q Quote) bool {
		r := reader{s: q.Text, lx: lexiconOf(q.Lang)}
		return r.hints(whole(10))
	})
}

// roman reports whether a quote numbers a capitalised name by m in Roman numerals: Guaimar IV is the fourth.
func (src *sources) roman(m *mention) bool {
	if !m.counts() || m.ranged() || m.low.neg || m.low.den > 1 || m.low.cmp(whole(2)) < 0 || m.low.cmp(whole(39)) > 0 {
		return false
	}
	v := m.low.norm()
	numeral := romanOf(int(v.m * pow10(v.e)))
	return slices.ContainsFunc(src.quotes, func(q Quote) bool {
		words := strings.FieldsFunc(q.Text, func(c rune) bool { return !isLetter(c) })
		for i, w := range words {
			if w == numeral && i > 0 && unicode.IsUpper(firstRune(words[i-1])) {
				return true
			}
		}
		return false
	})
}

// romanOf writes a number below forty.
func romanOf(n int) string {
	units := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return strings.Repeat("X", n/10) + units[n%10]
}

// hints reports whether a word of class v has the value.
func (r *reader) hints(v dec) bool {
	for i := 0; i < len(r.s); {
		c, w := utf8.DecodeRuneInString(r.s[i:])
		if !isLetter(c) {
			i += w
			continue
		}
		end := wordEnd(r.s, i)
		if apartRune(c) {
			for word, values := range r.lx.hints {
				if strings.HasPrefix(r.s[i:], word) && hasValue(values, v) {
					return true
				}
			}
			i += w
			continue
		}
		if end-i <= longestWord {
			r.buf = r.foldInto(r.buf[:0], i, end)
			if r.hasHint(r.buf, v) {
				return true
			}
			if p, n := utf8.DecodeRune(r.buf); containsRune(r.lx.prefixes, p) && r.hasHint(r.buf[n:], v) {
				return true
			}
		}
		i = max(end, i+w)
	}
	return false
}

// hasHint looks a folded word up, then its beginnings.
func (r *reader) hasHint(word []byte, v dec) bool {
	if hasValue(r.lx.hints[string(word)], v) {
		return true
	}
	for n := len(word); n >= 4; n-- {
		if hasValue(r.lx.hintStems[string(word[:n])], v) {
			return true
		}
	}
	return false
}

func hasValue(values []dec, v dec) bool {
	for _, h := range values {
		if h.same(v) {
			return true
		}
	}
	return false
}

// A conversion is how much of another unit one unit is.
var conversions = []struct {
	from, to string
	factor   dec
}{
	{"mi", "km", dec{m: 1609344, e: -6}}, {"ft", "m", dec{m: 3048, e: -4}}, {"in", "cm", dec{m: 254, e: -2}},
	{"ft", "cm", dec{m: 3048, e: -2}}, {"in", "mm", dec{m: 254, e: -1}},
	{"yd", "m", dec{m: 9144, e: -4}}, {"lb", "kg", dec{m: 45359237, e: -8}}, {"oz", "g", dec{m: 28349523125, e: -9}},
	{"mi/h", "km/h", dec{m: 1609344, e: -6}}, {"acre", "ha", dec{m: 40468564224, e: -11}}, {"mi²", "km²",
		dec{m: 2589988110336, e: -12}},
	{"ft²", "m²", dec{m: 9290304, e: -8}}, {"gal", "L", dec{m: 3785411784, e: -9}}, {"st", "kg",
		dec{m: 635029318, e: -8}},
	{"acre", "m²", dec{m: 40468564224, e: -7}}, {"acre", "km²", dec{m: 40468564224, e: -13}}, {"ha", "km²",
		dec{m: 1, e: -2}},
	{"km", "nmi", dec{m: 539957, e: -6}},

	{"USD", "cent", dec{m: 100}}, {"EUR", "cent", dec{m: 100}}, {"GBP", "penny", dec{m: 100}},
}

// converts reports whether m is a source's measure in another unit, where the claim marks it as a conversion: by
// "about", in brackets, or beside the original. Coins need no mark.
func (src *sources) converts(m *mention, text string) bool {
	if m.Unit == "" || m.low.m == 0 {
		return false
	}
	marked := m.Bound == About || strings.HasSuffix(strings.TrimRight(text[:m.Start], " "), "(") ||
		strings.HasSuffix(strings.TrimRight(text[:m.Start], " "), "（")
	if slices.ContainsFunc(src.mentions, func(q mention) bool { return q.Unit == m.Unit && q.Kind == m.Kind }) {
		return false // the quotes have the unit themselves
	}
	for i := range src.mentions {
		q := &src.mentions[i]
		if q.Unit == "" {
			continue
		}
		for _, c := range conversions {
			exact := m.Kind == Money
			if !exact && !marked {
				continue
			}
			for _, way := range [2]bool{true, false} {
				a, b := q, m
				if !way {
					a, b = m, q
				}
				if a.Unit != c.from || b.Unit != c.to {
					continue
				}
				product, ok := a.low.times(c.factor)
				if ok && (product.same(b.low) || !exact && (way && converted(product, m) || !way &&
					near(product, b.low, 2))) {
					return true
				}
			}
		}
	}
	return false
}

// converted reports whether a product rounds, or is cut, to the digits of m.
func converted(product dec, m *mention) bool {
	exp := m.low.norm().e
	return near(product, m.low, 5) && (product.roundAt(exp).same(m.low) || product.cut(exp).same(m.low))
}

// lists reports whether a quote names as many things as m counts: between separators of a list, the last of which may
// be a word for "and".
func (src *sources) lists(m *mention) bool {
	if m.Kind != Number || m.low.e != 0 || m.low.m < 2 || m.low.m > 12 {
		return false
	}
	for _, q := range src.quotes {
		if listed(q, m.low.m) {
			return true
		}
	}
	return false
}

// sums reports whether m counts what its own claim lists before it, as Chinese and Japanese do: 甲、乙和丙三人.
func (m *mention) sums(text string) bool {
	return m.apart && m.Kind == Number && m.low.e == 0 && m.low.m >= 2 &&
		startsWithAny(strings.TrimLeft(text[m.End:], " "), "人", "名", "位", "者", "方", "명") &&
		listed(Quote{Text: text[:m.Start]}, m.low.m)
}

// listed reports whether a list of n items stands in q. Only ideographic commas, and commas that end in "and", make a
// list that may be counted.
func listed(q Quote, n uint64) bool {
	lx := lexiconOf(q.Lang)
	items, last := uint64(1), 0
	for i, c := range q.Text {
		switch c {
		case '、':
			if i-last > 60 {
				items = 1
			}
			items++
			last = i
			rest := q.Text[i+len("、") : min(len(q.Text), i+60)]
			if !strings.ContainsRune(rest, '、') && (items == n || items+1 == n && strings.ContainsAny(rest, "和与與及")) {
				return true
			}
		case ',', '،':
			if i-last > 60 {
				items = 1
			}
			items++
			last = i
		case '.', ';', '。', '\n', ':':
			items, last = 1, i
		case ' ':
			end := wordEnd(q.Text, i+1)
			if items < 2 || end == i+1 || i-last > 60 {
				continue
			}
			if a, ok := lx.nums[lx.fold(q.Text[i+1:end])]; ok && a.is&isJoin != 0 {
				if q.Text[max(0, i-1)] == ',' { // an Oxford comma
					items--
				}
				if items+1 == n {
					return true
				}
			}
		}
	}
	return false
}
