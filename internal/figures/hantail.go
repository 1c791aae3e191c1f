package figures

import (
	"strings"
	"unicode/utf8"
)

// halfPrice is half off.
var halfPrice = byFirst([]string{"对折", "對折", "半額", "半价", "半價"})

// duals follow a two where other languages say both, between them, double.
var duals = []string{"か国", "カ国", "ヶ国", "国間", "国", "者", "倍", "개국", "배", " 배"}

// hanTail reads what may follow: 点五, 分之一, 割, 成, 折, 半, and the marks of an ordinal.
func (r *reader) hanTail(n num) int {
	if before, _ := utf8.DecodeLastRuneInString(r.s[:n.start]); !n.digits &&
		strings.ContainsRune("数數几幾好何", before) && n.start > 0 {
		n.weak = true // several hundred
	}
	if n.val.same(whole(10)) && r.teens(n.end) {
		n.weak = true
	}
	if r.lx.tag == "zh" && n.textOf(r.s) == "一" && startsWithAny(r.s[n.end:], "个", "個", "种", "種", "项", "項", "角") {
		n.weak = true // 一个 is an article
	}
	if strings.HasSuffix(r.s[:n.start], "第") {
		n.start -= len("第")
		n.ordinal = true
		return r.attach(n)
	}
	if after, ok := strings.CutPrefix(strings.TrimLeft(r.s[n.end:], " "), "분의"); ok && n.val.e >= 0 && r.lx.tag == "ko" { // 3분의 2
		return r.hangulFraction(n, len(r.s)-len(after))
	}
	if after, ok := r.partsOf(n.end); ok && n.val.e >= 0 {
		return r.hanFraction(n, after)
	}
	if after, ok := cutAny(strings.TrimLeft(r.s[n.end:], " "), "点", "點", "・", "점"); ok {
		r.hanPoint(&n, len(r.s)-len(strings.TrimLeft(after, " ")))
	} else if after, ok := cutAny(r.s[n.end:], ".", "．"); ok && !n.digits && r.digitsOnly(after) { // 三.一四
		r.hanPoint(&n, len(r.s)-len(after))
	}
	for _, dozen := range [...]string{"打", "ダース", "다스", " 다스"} {
		if strings.HasPrefix(r.s[n.end:], dozen) && !strings.HasPrefix(r.s[n.end:], "打击") {
			n.val, _ = n.val.times(whole(12))
			n.weak = false
			n.end += len(dozen)
		}
	}
	r.hanMixed(&n)
	r.hanShare(&n)
	if !n.percent && !n.fraction {
		r.hanHalf(&n)
	}
	if strings.HasPrefix(r.s[n.end:], "번째") || strings.HasPrefix(r.s[n.end:], "番目") ||
		strings.HasPrefix(r.s[n.end:], " 번째") {
		n.ordinal = true
	}
	return r.attach(n)
}

// teens reports whether the ten before i is an age from ten to nineteen, which other languages tell without a number:
// 10代, 10대 소년. 10대 is ten vehicles as well.
func (r *reader) teens(i int) bool {
	if r.lx.tag == "ja" {
		return strings.HasPrefix(r.s[i:], "代")
	}
	rest, ok := strings.CutPrefix(r.s[i:], "대")
	return ok && startsWithAny(rest, "들", " 소년", " 소녀", " 청소년", " 여", " 남", " 학생", " 자녀", " 딸", " 아들", " 초반", " 중반", " 후반")
}

// partsOf gives the end of 分之 or 分の at i, in spaced text too.
func (r *reader) partsOf(i int) (int, bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(r.s[i:], " "), "分")
	if !ok {
		return 0, false
	}
	rest, ok = cutAny(strings.TrimLeft(rest, " "), "之", "の")
	return len(r.s) - len(rest), ok
}

func startsWithAny(text string, prefixes ...string) bool {
	_, ok := cutAny(text, prefixes...)
	return ok
}

// hanMixed reads the fraction of 二又三分之一, 一と二分の一, 일과 사분의 일.
func (r *reader) hanMixed(n *num) {
	pos := r.spaces(n.end)
	for _, and := range [...]string{"又", "と", "また", "과 ", "와 "} {
		rest, ok := strings.CutPrefix(r.s[pos:], and)
		if !ok {
			continue
		}
		start := r.spaces(len(r.s) - len(rest))
		frac, ok := r.fractionAt(start)
		if sum, fits := n.val.plus(frac.val); ok && fits {
			n.val, n.end, n.exp = sum, frac.end, -1
		}
		return
	}
}

// fractionAt reads 三分之一, 3分の1 or 사분의 일 at i, less than one.
func (r *reader) fractionAt(i int) (num, bool) {
	if r.fraction { // no part of a fraction is a mixed number
		return num{}, false
	}
	try := reader{s: r.s, lx: r.lx, fraction: true}
	switch c, _ := utf8.DecodeRuneInString(r.s[i:]); {
	case i >= len(r.s):
		return num{}, false
	case hangulValue(c) >= 0 || hangulUnit(c) > 0:
		try.hangul(i)
	case c >= '0' && c <= '9':
		try.digits(i)
	default:
		den, ok := try.hanNumber(i)
		if v := hanValue(c); !ok && v > 1 {
			den, ok = num{start: i, end: i + len("一"), val: whole(uint64(v))}, true
		}
		if ok {
			try.hanTail(den)
		}
	}
	if len(try.out) != 1 {
		return num{}, false
	}
	part := num{end: try.out[0].End, val: try.out[0].low}
	if try.out[0].Kind == Percent && strings.Contains(try.out[0].Text, "分") { // 三又千分之二
		part.val.e -= 2
	} else if try.out[0].Kind != Fraction {
		return num{}, false
	}
	return part, part.val.cmp(whole(1)) < 0
}

// hanFraction reads 三分之一, 5分の1, 百分之二十.
func (r *reader) hanFraction(den num, i int) int {
	pos, minus := r.spaces(i), false
	if den.val.m == 0 || den.val.neg {
		return r.attach(den)
	}
	var top num
	ok := false
	if rest, found := cutAny(r.s[pos:], "负", "負", "マイナス"); found {
		pos, minus = r.spaces(len(r.s)-len(rest)), true
	}
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		top, ok = num{start: pos, end: nm.end, val: nm.val, exp: nm.exp, digits: true}, !nm.bad
		if h, more := r.hanNumber(pos); more && h.end > top.end {
			top = h
		}
	} else {
		top, ok = r.hanNumber(pos)
		if !ok { // a lone digit is a numerator here
			c, w := utf8.DecodeRuneInString(r.s[pos:])
			if v := hanValue(c); v > 0 {
				top, ok = num{start: pos, end: pos + w, val: whole(uint64(v))}, true
			} else if u := hanUnit(c); u == 1 || u == 2 {
				top, ok = num{start: pos, end: pos + w, val: whole(pow10(u))}, true
			}
		}
	}
	if !ok {
		return r.attach(den)
	}
	if pointed, ok := cutAny(r.s[r.spaces(top.end):], "点", "點"); ok {
		r.hanPoint(&top, r.spaces(len(r.s)-len(pointed)))
	}
	if r.letterPower(&top); minus {
		top.val.neg = top.val.m != 0
	}
	n := num{start: den.start, end: top.end, exp: top.exp, digits: den.digits || top.digits, fraction: true,
		top: top.val, part: den.val}
	first, _ := utf8.DecodeRuneInString(r.s[den.start:])
	if d := den.val.norm(); d.m == 1 && d.e > 2 && !den.digits && r.lx.tag == "zh" && hanUnit(first) > 0 { // 千分之二
		n.val, n.percent, n.fraction, n.part = top.val.over(den.val), true, false, dec{}
		n.val.e += 2
		return r.attach(n)
	}
	if den.val.same(whole(100)) && !den.digits && hanUnit(first) > 0 {
		n.val, n.percent, n.fraction, n.part = top.val, true, false, dec{}
		return r.attach(n)
	}
	n.val = top.val.over(den.val)
	r.fractionOff(&n)
	return r.attach(n)
}

// digitsOnly reports whether text begins with Han digits that no unit and no second point follows.
func (r *reader) digitsOnly(text string) bool {
	rest := strings.TrimLeftFunc(text, func(c rune) bool { return hanValue(c) >= 0 })
	return len(rest) < len(text) && hanUnit(firstRune(rest)) == 0 && !startsWithAny(rest, ".", "．")
}

// hanPoint reads digits after 点.
func (r *reader) hanPoint(n *num, i int) {
	frac, pos := dec{}, i
	for pos < len(r.s) && frac.e > -15 {
		c, w := utf8.DecodeRuneInString(r.s[pos:])
		v := hanValue(c)
		if d, dw := digitAt(r.s, pos); d >= 0 && n.digits {
			v, w = d, dw
		}
		if h := hangulValue(c); h >= 0 && r.lx.tag == "ko" && !strings.HasPrefix(r.s[pos:], "이다") &&
			!strings.HasPrefix(r.s[pos:], "입") {
			v = h
		}
		if v < 0 {
			break
		}
		frac.m, frac.e = frac.m*10+uint64(v), frac.e-1
		pos += w
	}
	if frac.e == 0 || n.exp < 0 {
		return
	}
	if n.scaled {
		n.scaled = false
	}
	n.finish(frac, pos)
	for range 2 { // 三点五万, 六点五亿
		c, w := utf8.DecodeRuneInString(r.s[n.end:])
		u := hanUnit(c)
		if u < 2 || n.end >= len(r.s) {
			return
		}
		n.val.e += u
		n.exp += u
		n.val, n.end, n.scaled = n.val.norm(), n.end+w, true
	}
}

// hanShare reads tenths as shares: 三割五分, 七成, 九折.
func (r *reader) hanShare(n *num) {
	was := n.end
	at := n.end
	if rest := strings.TrimLeft(r.s[at:], " "); strings.HasPrefix(rest, "成") || strings.HasPrefix(rest, "割") ||
		strings.HasPrefix(rest, "折") {
		at = len(r.s) - len(rest)
	}
	c, w := utf8.DecodeRuneInString(r.s[at:])
	if at >= len(r.s) || n.scaled {
		return
	}
	n.end = at
	next, nw := utf8.DecodeRuneInString(r.s[at+w:])
	switch {
	case c == '折' && r.lx.tag == "zh" && next != '扣' && next != '磨' && next != '叠':
		if n.val.cmp(whole(10)) < 0 {
			n.val.e++
			n.exp++
		}
		n.end += w
		if wholeShare(n.val) { // 八折 is twenty percent off
			n.alt, n.has = percentLeft(n.val), true
		}
	case c == '割' && r.lx.tag == "ja":
		n.val.e++
		n.exp++
		n.end += w
		r.shareParts(n)
		r.discount(n)
	case c == '成' && r.lx.tag == "zh" && !strings.ContainsRune("为為立员員功果本长長就不", next) && n.val.cmp(whole(10)) <= 0:
		n.val.e++
		n.exp++
		n.end += w
		if v := hanValue(next); v >= 0 && v <= 9 {
			n.val, _ = n.val.plus(whole(uint64(v)))
			n.end += nw
		} else if next == '半' {
			n.val, _ = n.val.plus(whole(5))
			n.end += nw
		}
	default:
		n.end = was
		return
	}
	n.percent, n.fraction = true, false
	n.val = n.val.norm()
}

// shareParts adds the hundredths and thousandths of a share: 三割二分五厘.
func (r *reader) shareParts(n *num) {
	for k, sign := range [...]string{"分", "厘"} {
		v, w := digitAt(r.s, n.end)
		if c, cw := utf8.DecodeRuneInString(r.s[n.end:]); v < 0 && n.end < len(r.s) {
			v, w = hanValue(c), cw
		}
		if v < 0 || !strings.HasPrefix(r.s[n.end+w:], sign) {
			continue
		}
		n.val, _ = n.val.plus(dec{m: uint64(v), e: -k})
		n.end += w + len(sign)
	}
}

// hanHalf reads 半 after a counter-less number in Japanese, and before its unit in Chinese: 一个半小时. 两年半 is left
// to its unit.
func (r *reader) hanHalf(n *num) {
	rest, ok := strings.CutPrefix(r.s[n.end:], "半")
	if r.lx.tag == "zh" {
		rest, ok = cutAny(r.s[n.end:], "个半", "個半")
		ok = ok && r.phrasesWith(len(r.s)-len(rest), 'u')
	} else if n.digits || r.lx.tag != "ja" {
		ok = false
	}
	if v, fits := n.val.plus(dec{m: 5, e: -1}); ok && fits {
		n.val, n.end, n.exp, n.weak = v, len(r.s)-len(rest), -1, false
	}
}
