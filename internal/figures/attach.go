package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const longestPhrase = 40 // bytes, folded

// A hit is a phrase that stands at a place: its end and its entries.
type hit struct {
	end   int
	items []item
}

// A lookup remembers the phrases at one place, longest first.
type lookup struct {
	at   int
	hits []hit
}

// phrases calls yes for the entries of what stands at i, longest first, until it accepts one. It gives the end of the
// accepted phrase, or -1.
func (r *reader) phrases(i int, yes func(it *item) bool) int {
	if i >= len(r.s) {
		return -1
	}
	l := &r.seen[i%len(r.seen)]
	if l.at != i+1 {
		l.at, l.hits = i+1, l.hits[:0]
		r.look(i, l)
	}
	for _, h := range l.hits {
		for k := range h.items {
			if yes(&h.items[k]) {
				return h.end
			}
		}
	}
	return -1
}

// look fills l with the phrases at i.
func (r *reader) look(i int, l *lookup) {
	var (
		ends [longestPhrase + 4]int // by folded length, the offset in s after it
		buf  = r.buf[:0]
		last rune
		most = longestPhrase - 4
	)
	for pos := i; pos < len(r.s) && len(buf) < most; {
		c, n := utf8.DecodeRuneInString(r.s[pos:])
		if c == '\n' {
			break
		}
		pos += n
		f := r.lx.foldRune(c)
		if f < 0 || f == ' ' && last == ' ' {
			if len(buf) > 0 {
				ends[len(buf)] = pos
			}
			continue
		}
		buf = utf8.AppendRune(buf, f)
		ends[len(buf)] = pos
		if last == 0 {
			if most = min(most, int(r.lx.starts[start(buf)])); most == 0 {
				break
			}
		}
		last = f
	}
	r.buf = buf
	for n := min(len(buf), most); n > 0; n-- {
		end := ends[n]
		if end == 0 {
			continue
		}
		if items := r.lx.after[string(buf[:n])]; items != nil && r.boundary(end) {
			l.hits = append(l.hits, hit{end, items})
		}
		if n >= 4 && len(r.lx.stems) > 0 {
			if items := r.lx.stems[string(buf[:n])]; items != nil {
				l.hits = append(l.hits, hit{wordEnd(r.s, end), items})
			}
		}
	}
}

// boundary reports whether a phrase may end at i: between words, or anywhere in scripts without spaces.
func (r *reader) boundary(i int) bool {
	if i >= len(r.s) || i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(r.s[:i])
	if !isLetter(before) || apartRune(before) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(r.s[i:])
	return !isLetter(after) || apartRune(after)
}

// phrase finds an entry of one class after i, spaces or a hyphen skipped.
func (r *reader) phrase(i int, class byte) (*item, int) {
	var found *item
	pick := func(it *item) bool {
		if it.class != class {
			return false
		}
		found = it
		return true
	}
	end := r.phrases(i, pick)
	if end < 0 {
		if j := r.spaces(i); j > i {
			end = r.phrases(j, pick)
		}
	}
	return found, end
}

// attach turns a number into a mention: its sign, bounds, unit and kind. It gives where to go on reading.
func (r *reader) attach(n num) int {
	if n.end <= n.start {
		return n.start
	}
	m := mention{low: n.val, part: n.part, name: n.name, weak: n.weak, half: n.fraction}
	m.Start, m.End, m.Kind, m.Bound = n.start, n.end, Number, Exact
	m.Exp, m.Words, m.Scaled = n.exp, !n.digits, n.scaled
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
	if m.Start-n == 0 || unicode.IsSpace(before) || strings.ContainsRune("(（$€£¥:=<>〜~は", before) || c == '−' || c == '－' {
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
			m.low.neg, m.Start = true, start
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

// phraseBefore finds the longest entry that ends at i, spaces skipped.
func (r *reader) phraseBefore(i int) (*item, int) {
	end := i
	for end > 0 && i-end < 8 {
		c, n := utf8.DecodeLastRuneInString(r.s[:end])
		if c != ' ' && c != 0xa0 && c != 0x202f && c != 0x2009 {
			break
		}
		end -= n
	}
	if c, _ := utf8.DecodeLastRuneInString(r.s[:end]); end == 0 || !r.lx.tails[r.lx.foldRune(c)] {
		return nil, 0
	}
	from := max(0, end-longestPhrase)
	for from < end && !utf8.RuneStart(r.s[from]) {
		from++
	}
	// Folded once; then looked up from each place where a phrase may begin.
	var starts [longestPhrase]struct{ at, folded int }
	count := 0
	buf := r.buf[:0]
	for pos := from; pos < end; {
		c, n := utf8.DecodeRuneInString(r.s[pos:])
		if c != ' ' && (pos == 0 || r.startsAt(pos, c)) {
			starts[count].at, starts[count].folded = pos, len(buf)
			count++
		}
		if f := r.lx.foldRune(c); f >= 0 {
			buf = utf8.AppendRune(buf, f)
		}
		pos += n
	}
	r.buf = buf
	for _, s := range starts[:count] {
		items := r.lx.before[string(buf[s.folded:])]
		for k := range items {
			if !items[k].code || isUpper(r.s[s.at:end]) {
				return &items[k], s.at
			}
		}
	}
	return nil, 0
}

// startsAt reports whether a phrase that begins with c may begin at i.
func (r *reader) startsAt(i int, c rune) bool {
	before, _ := utf8.DecodeLastRuneInString(r.s[:i])
	if !isLetter(c) || !isLetter(before) || apartRune(c) || apartRune(before) {
		return true
	}
	return containsRune(r.lx.prefixes, before)
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }

// behind reads the percent sign, ordinal suffix, currency or unit after a number.
func (r *reader) behind(m *mention, percent bool) {
	if percent {
		return
	}
	raw := m.End
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

func (r *reader) behindAt(m *mention, i int, glued bool) bool {
	end := r.phrases(i, func(it *item) bool {
		switch it.class {
		case '%':
			if m.Kind == Money {
				return false
			}
			m.Kind = Percent
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
			if m.Kind == Money || r.loneCapital(i) || m.Scaled && it.value == "lb" && r.phrasesWith(i, 'c') {
				return false
			}
			m.setUnit(it.value)
		default:
			return false
		}
		return true
	})
	if end < 0 {
		return false
	}
	m.End = end
	if pos := r.skip(end); m.Kind == Money && !m.Scaled && !m.Words && pos > end { // 75 USD million
		if at, _, ok := r.atomAt(pos, wordEnd(r.s, pos)); ok && at.power >= 3 && wordEnd(r.s, pos) > pos+1 {
			m.low.e += int(at.power)
			m.Exp += int(at.power)
			m.low, m.Scaled, m.End = m.low.norm(), true, wordEnd(r.s, pos)
		}
	}
	return true
}

// phrasesWith reports whether an entry of a class stands at i.
func (r *reader) phrasesWith(i int, class byte) bool {
	try := reader{s: r.s, lx: r.lx}
	return try.phrases(i, func(it *item) bool { return it.class == class }) > 0
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
	if it, _ := r.phrase(m.End, 'B'); it != nil {
		m.Bound = bound(it.value)
	}
}

// joinRanges makes one mention of two numbers with "to" or a dash between them.
func (r *reader) joinRanges() {
	out := r.out[:0]
	for _, m := range r.out {
		if len(out) > 0 && r.ranges(&out[len(out)-1], &m) {
			continue
		}
		if len(out) > 0 && r.cents(&out[len(out)-1], &m) {
			continue
		}
		out = append(out, m)
	}
	r.out = out
}

func (r *reader) ranges(a, b *mention) bool {
	if a.ranged() || b.ranged() || a.name || b.name || a.Kind == Ordinal || b.Kind == Ordinal || a.weak || b.weak {
		return false
	}
	if b.Start-a.End > 24 || a.Kind != b.Kind && a.Kind != Number && !(a.Kind == Money && b.Kind == Number) {
		return false
	}
	between := strings.TrimSpace(r.s[a.End:b.Start])
	switch between {
	case "-", "–", "—", "~", "～", "〜", "－", "to":
	case "":
		return false
	default:
		found := false
		for _, it := range r.lx.after[r.lx.fold(between)] {
			found = found || it.class == 't'
		}
		if !found {
			return false
		}
	}
	low := a.low
	if b.Scaled && !a.Scaled && low.cmp(b.low) < 0 { // 2 to 3 million
		scaled := low
		scaled.e += b.magnitudeOfScale()
		if scaled.cmp(b.low) < 0 {
			low = scaled
		}
	}
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
	if a.Kind != Money || b.Kind != Money && b.Kind != Number || a.Scaled || a.ranged() || b.Start-a.End > 8 || a.low.e < 0 {
		return false
	}
	e := -2
	if b.Kind == Number && !b.Words && b.low.cmp(whole(100)) < 0 && b.low.e >= 0 && a.Exp == 0 && r.loneCents(a.End, b) {
		b.Unit = "cent"
	}
	switch b.Unit {
	case "cent", "penny", "sen", "fen", "öre", "kurus":
	case "jiao":
		e = -1
	default:
		return false
	}
	part := b.low
	part.e += e
	if part.cmp(whole(1)) >= 0 {
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

// loneCents reports whether b is the coins of 15 dollars and 50: nothing but "and" before it, and a stop after it.
func (r *reader) loneCents(after int, b *mention) bool {
	between := strings.TrimSpace(r.s[after:b.Start])
	if a, ok := r.lx.nums[r.lx.fold(between)]; between != "" && (!ok || a.is&isJoin == 0) || after == b.Start {
		return false
	}
	rest := strings.TrimLeft(r.s[b.End:], " ")
	return rest == "" || rest[0] == '.' || rest[0] == ',' || rest[0] == ';'
}

// inName marks numbers that are part of a name: G20, F-16, Covid-19, 3D, iPhone 15.
func (r *reader) inName(n *num) {
	before, w := utf8.DecodeLastRuneInString(r.s[:n.start])
	switch {
	case n.start == 0:
	case before == '-' || before == '‑' || before == '–' && n.start > w:
		prev, _ := utf8.DecodeLastRuneInString(r.s[:n.start-w])
		if isLetter(prev) && !apartRune(prev) && !r.lowerWord(n.start-w) {
			n.name = true
		}
	case isLetter(before) && !apartRune(before):
		if it, start := r.phraseBefore(n.start); (it == nil || it.class != 'c' && it.class != 'b') && start < n.start {
			n.name = !r.onlyPrefixes(n.start)
		}
	case before == ' ' && r.lx.nameBefore(r.s[:n.start-1]):
		n.name = true
	}
	end := wordEnd(r.s, n.end)
	if end == n.end || n.name {
		return
	}
	after, _ := utf8.DecodeRuneInString(r.s[n.end:])
	if apartRune(after) || !unicode.Is(unicode.Latin, after) {
		return
	}
	if at, _, ok := r.atomAt(n.end, end); ok && (at.power > 0 || at.times > 0) {
		return
	}
	known := r.phrases(n.end, func(it *item) bool {
		return it.class == 'u' && !r.loneCapital(n.end) || it.class == 'c' || it.class == '%' || it.class == 's' || it.class == 'H'
	})
	n.name = known < 0
}

// loneCapital reports one capital letter at i: 5G is no weight, but W and V are units.
func (r *reader) loneCapital(i int) bool {
	c := r.s[i]
	return c >= 'A' && c <= 'Z' && c != 'W' && c != 'V' && wordEnd(r.s, i) == i+1
}

// lowerWord reports whether the word that ends at i is in lower case, of a script without case, or a preposition that
// is glued on by a hyphen.
func (r *reader) lowerWord(i int) bool {
	for range 16 {
		c, n := utf8.DecodeLastRuneInString(r.s[:i])
		if i == 0 || !isLetter(c) {
			return true
		}
		if unicode.IsUpper(c) {
			return false
		}
		i -= n
	}
	return true
}

// onlyPrefixes reports whether only glued prepositions and articles stand before i: و25, ב25.
func (r *reader) onlyPrefixes(i int) bool {
	for range 4 {
		c, n := utf8.DecodeLastRuneInString(r.s[:i])
		if i == 0 || !isLetter(c) {
			return true
		}
		if !containsRune(r.lx.prefixes, c) && c != 'ل' {
			return false
		}
		i -= n
	}
	return false
}

// nameBefore reports whether text ends in a product or thing that is numbered.
func (lx *lexicon) nameBefore(text string) bool {
	start := len(text)
	for start > 0 && len(text)-start < 16 && text[start-1] != ' ' {
		start--
	}
	switch strings.ToLower(text[start:]) {
	case "boeing", "airbus", "iphone", "ipad", "galaxy", "windows", "xbox", "playstation", "formula", "formel", "covid",
		"apollo", "falcon", "boeings", "android", "ps", "formule", "fórmula", "area", "soyuz", "chang'e", "pixel",
		"opus", "studio":
		return true
	}
	return false
}
