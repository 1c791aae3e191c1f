package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// digitAt gives the value of the decimal digit at i in any script, and its length in bytes.
func digitAt(s string, i int) (v, n int) {
	if i >= len(s) {
		return -1, 0
	}
	if c := s[i]; c < 0x80 {
		if c >= '0' && c <= '9' {
			return int(c - '0'), 1
		}
		return -1, 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r < 0x660 || r >= 0x1e00 && r < 0xa620 || r >= 0xac00 && r < 0xd7b0 || r >= 0x904 && r < 0x964 ||
		r >= 0xe01 && r < 0xe50 || !unicode.Is(unicode.Nd, r) {
		return -1, 0
	}
	if r >= 0x1d7ce && r <= 0x1d7ff { // the mathematical digits, five sets without a gap
		return int(r-0x1d7ce) % 10, n
	}
	for v = 0; v < 9 && unicode.Is(unicode.Nd, r-rune(v)-1); { // sets of ten, each after a gap
		v++
	}
	return v, n
}

// separatorAt gives the kind of separator at i: '.', ',', ' ' (no-break and narrow spaces as 's'), '\”, or 0.
func separatorAt(s string, i int) (kind byte, n int) {
	if i >= len(s) {
		return 0, 0
	}
	switch c := s[i]; {
	case c == '.' || c == ',' || c == ' ' || c == '\'':
		return c, 1
	case c < 0x80:
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch r {
	case 0xa0, 0x202f, 0x2009, 0x2008, 0x200a:
		return 's', n
	case '，': // a stop between ASCII digits
		if v, w := digitAt(s, i+n); v >= 0 && w == 3 {
			return ',', n
		}
		return 0, 0
	case '、', '،': // commas that also separate the items of a list
		return 'l', n
	case '．', '٫', '·':
		return '.', n
	case '٬', '’', '＇':
		return '\'', n
	}
	return 0, 0
}

// A numeral is a number in digits.
type numeral struct {
	end  int
	val  dec
	alt  dec // the other reading, when has
	has  bool
	exp  int // of the last digit, 0 or less
	ints int // how many digits stand before the decimal sign
	bad  bool
}

// numeralAt reads digits and separators from i, where a digit stands. A numeral like an IP address or a version,
// with too many separators, is bad.
func (lx *lexicon) numeralAt(s string, i int) numeral {
	phone := afterDigits(s[:i]) || s[i] == '0'
	chained := i >= 2 && (s[i-1] == '.' || s[i-1] == ',') && s[i-2] >= '0' && s[i-2] <= '9' // 192.168.1.2
	var (
		groups [12]struct {
			v   uint64
			n   int
			sep byte // before it
			end int
		}
		count int
		n     numeral
		sep   byte
	)
	for count < len(groups) {
		g := &groups[count]
		g.sep = sep
		for {
			v, w := digitAt(s, i)
			if v < 0 {
				break
			}
			if g.n < 19 {
				g.v = g.v*10 + uint64(v)
			} else {
				n.bad = true
			}
			g.n++
			i += w
		}
		g.end = i
		count++
		at := i
		for strings.HasPrefix(s[at:], "\u200e") || strings.HasPrefix(s[at:], "\u202a") {
			at += 3
		}
		kind, w := separatorAt(s, at)
		if kind == 0 {
			break
		}
		next := at + w
		for strings.HasPrefix(s[next:], "\u200e") || strings.HasPrefix(s[next:], "\u202a") {
			next += 3
		}
		if v, _ := digitAt(s, next); v < 0 || !lx.joins(s, kind, g.n, next, count > 1, sep) || (kind == ' ' ||
			kind == 's') && phone || chained {
			break
		}
		sep, i = kind, next
	}
	n.settle(lx, groups[0].v, groups[0].n, func(k int) (uint64, int, byte, int) {
		return groups[k].v, groups[k].n, groups[k].sep, groups[k].end
	}, count)
	return n
}

// afterDigits reports whether text ends in digits and one space: what follows is the next group of a telephone
// number.
func afterDigits(text string) bool {
	text, ok := strings.CutSuffix(text, " ")
	if !ok {
		text, ok = strings.CutSuffix(text, "\u00a0")
	}
	return ok && text != "" && text[len(text)-1] >= '0' && text[len(text)-1] <= '9'
}

// joins reports whether a separator and the digits after it may go on with the number so far.
func (lx *lexicon) joins(s string, kind byte, before, next int, more bool, last byte) bool {
	digits := 0
	for i := next; ; digits++ {
		v, w := digitAt(s, i)
		if v < 0 {
			break
		}
		i += w
	}
	switch kind {
	case ' ':
		if !lx.spaces && digits == 3 && !more && !moreGroups(s, next) {
			return false
		}
		fallthrough
	case 's', '\'', 'l':
		return digits == 3 && before <= 3 && (!more || last == kind || last == ' ' && kind == 's')
	}
	return true
}

// moreGroups reports whether the three digits at i are 000, or another group of three follows them: languages that do
// not group by spaces still see 1 234 567.
func moreGroups(s string, i int) bool {
	if strings.HasPrefix(s[i:], "000") {
		return true
	}
	if len(s) < i+7 || s[i+3] != ' ' {
		return false
	}
	for _, c := range s[i+4 : i+7] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// settle decides which separators group and which one is the decimal sign.
func (n *numeral) settle(lx *lexicon, v uint64, digits int, group func(int) (uint64, int, byte, int), count int) {
	n.ints = digits
	_, _, _, n.end = group(count - 1)
	if count == 1 {
		n.val = whole(v)
		return
	}
	// Which signs occur, and how the groups after them look.
	var dots, commas, others int
	thousands := digits <= 3
	indian := digits <= 2
	for k := 1; k < count; k++ {
		_, w, sep, _ := group(k)
		switch sep {
		case '.':
			dots++
		case ',':
			commas++
		default:
			others++
		}
		if k < count-1 || dots == 0 || commas+others == 0 {
			thousands = thousands && w == 3
			indian = indian && (w == 2 && k < count-1 || w == 3 && k == count-1)
		}
	}
	_, lastDigits, lastSep, _ := group(count - 1)
	decimal := false
	switch {
	case others > 0 && dots+commas == 0: // spaces or apostrophes only
	case others > 0 || (dots > 0 && commas > 0): // two kinds: the last is the decimal sign
		lastKind := dots
		if lastSep == ',' {
			lastKind = commas
		}
		if decimal = lastKind == 1 && (lastSep == '.' || lastSep == ','); !decimal {
			n.single(group)
			return
		}
	case count > 2: // one kind, more than once
		if !thousands && !indian {
			n.single(group)
			return
		}
	case lastDigits != 3 || digits > 3 || v == 0:
		decimal = true
	default: // one sign before three digits: as the language has it
		decimal = lastSep == lx.decimal
		n.has = decimal // writers slip into the English signs more often than out of their own
	}
	n.fill(group, count, decimal)
	if n.has {
		other := numeral{}
		other.fill(group, count, !decimal)
		n.alt = other.val
	}
}

// single gives up on the separators: the number is its first group, as in an address or a version.
func (n *numeral) single(group func(int) (uint64, int, byte, int)) {
	v, _, _, end := group(0)
	n.val, n.end, n.bad = whole(v), end, true
}

func (n *numeral) fill(group func(int) (uint64, int, byte, int), count int, decimal bool) {
	d, total := dec{}, 0
	for k := range count {
		v, w, _, _ := group(k)
		if total += w; total > 19 {
			n.bad = true
			return
		}
		d.m = d.m*pow10(w) + v
		if decimal && k == count-1 {
			d.e = -w
			n.exp = -w
		} else if k > 0 {
			n.ints += w
		}
	}
	n.val = d.norm()
}
