package figures

import (
	"strings"
	"unicode/utf8"
)

// Fractions in digits and in signs of their own.

// slash reads 3/4 and 1 1/2, but not 9/11, 24/7 and dates.
func (r *reader) slash(n num) num {
	mixed, over, at := dec{}, n.val, n.end
	if pos := r.spaces(n.end); pos > n.end {
		if v, _ := digitAt(r.s, pos); v >= 0 {
			nm := r.lx.numeralAt(r.s, pos)
			mixed, over, at = n.val, nm.val, nm.end
		}
	}
	by, ok := r.denominator(at)
	switch {
	case !ok, n.val.cmp(whole(9999)) > 0, over.cmp(whole(9999)) > 0, mixed.m != 0 && over.cmp(by.val) >= 0,
		n.exp < 0 && !strings.HasPrefix(r.s[n.end:], "/100"), n.exp >= 0 && over.e < 0,
		n.start > 0 && r.s[n.start-1] == '-' && n.val.cmp(whole(99)) > 0,
		over.same(whole(9)) && by.val.same(whole(11)), over.same(whole(24)) && by.val.same(whole(7)):
		return n
	}
	v, ok := over.over(by.val).plus(mixed)
	if !ok {
		return n
	}
	n.val, n.end, n.fraction, n.exp = v, by.end, mixed.m == 0, -2
	if by.val.same(whole(100)) && mixed.m == 0 {
		n.val, n.fraction, n.percent, n.exp = over, false, true, 0
	}
	return n
}

// denominator reads the /4 of 3/4 at i: a whole number of at most four digits, with no third number behind it.
func (r *reader) denominator(i int) (numeral, bool) {
	rest, ok := cutAny(r.s[i:], "/", "／")
	at := len(r.s) - len(rest)
	if v, _ := digitAt(r.s, at); !ok || v < 0 {
		return numeral{}, false
	}
	nm := r.lx.numeralAt(r.s, at)
	return nm, !nm.bad && nm.exp >= 0 && nm.val.m != 0 && nm.ints <= 4 && !strings.HasPrefix(r.s[nm.end:], "/")
}

// vulgar gives the value of ½, ⅔ and their like (Unicode's numeric values).
func vulgar(r rune) (dec, bool) {
	switch {
	case r == '½':
		return dec{m: 5, e: -1}, true
	case r == '¼':
		return dec{m: 25, e: -2}, true
	case r == '¾':
		return dec{m: 75, e: -2}, true
	case r >= 0x2150 && r <= 0x215e:
		v := [...][2]uint64{{1, 7}, {1, 9}, {1, 10}, {1, 3}, {2, 3}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 6}, {5,
			6}, {1, 8}, {3, 8}, {5, 8}, {7, 8}}[r-0x2150]
		return whole(v[0]).over(whole(v[1])), true
	}
	return dec{}, false
}

// vulgarFirst reads a fraction sign that right-to-left text has before its whole number: ½14.
func (r *reader) vulgarFirst(i, after int, part dec) (num, bool) {
	if r.lx.tag != "fa" && r.lx.tag != "ar" && r.lx.tag != "he" {
		return num{}, false
	}
	if v, _ := digitAt(r.s, after); v < 0 {
		return num{}, false
	}
	nm := r.lx.numeralAt(r.s, after)
	sum, ok := nm.val.plus(part)
	return num{start: i, end: nm.end, val: sum, exp: -2, digits: true}, ok && !nm.bad && nm.exp == 0
}

// vulgarAt adds a fraction sign that follows n, or reads one alone.
func (r *reader) vulgarAt(n num) num {
	pos := n.end
	if n.end > n.start {
		pos = r.spaces(pos)
	}
	c, w := utf8.DecodeRuneInString(r.s[pos:])
	v, ok := vulgar(c)
	if !ok || n.fraction {
		return n
	}
	if sum, ok := n.val.plus(v); ok {
		n.fraction = n.end == n.start
		n.val, n.end, n.exp, n.digits = sum, pos+w, -2, true
		if n.fraction {
			r.powers(&n)
		}
	}
	return n
}
