package figures

import (
	"strings"
	"unicode/utf8"
)

// Numerals of scripts that are written without spaces. The grammar is positional: digit, unit (十百千), myriad
// (万億兆), as in the Unicode Standard, section 4.6, with the formal and the older forms.

// hanValue is the value of a Han digit, or -1.
func hanValue(r rune) int {
	switch r {
	case '〇', '零', '○':
		return 0
	case '一', '壹', '壱', '弌':
		return 1
	case '二', '贰', '貳', '弐', '两', '兩':
		return 2
	case '三', '叁', '參', '参':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// hanUnit is the power of ten of a Han unit or myriad, or 0.
func hanUnit(r rune) int {
	switch r {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟':
		return 3
	case '万', '萬':
		return 4
	case '億', '亿', '憶': // the last is a common slip of the keyboard
		return 8
	case '兆':
		return 12
	case '京':
		return 16
	}
	return 0
}

// hanScan is the state of reading a Han numeral.
type hanScan struct {
	n                  num
	total, part, digit uint64
	has                bool // digit holds a value
	lastUnit           int  // of the part
	lastMyriad         int
	count              int // numeral signs
	zero               bool
	positional         bool // the digits are read one by one: 二〇二四
	overlong           bool // more digits in a row than a number has
	fixed              dec  // a decimal part before a myriad: 1.2億
	exp                int
}

// han reads a numeral in Han signs at i, alone or mixed with digits.
func (r *reader) han(i int) int {
	c, w := utf8.DecodeRuneInString(r.s[i:])
	for _, word := range halfPrice[c] {
		if strings.HasPrefix(r.s[i:], word) {
			return r.attach(num{start: i, end: i + len(word), val: whole(50), percent: true})
		}
	}
	if n, ok := r.halfOf(i); ok {
		return r.attach(n)
	}
	for _, word := range hanWords[c] {
		if strings.HasPrefix(r.s[i:], word) {
			if r.lx.tag != "ko" && !r.goesOn(word, i+len(word)) {
				return i + len(word)
			}
		}
	}
	n, ok := r.hanNumber(i)
	if !ok {
		return i + w
	}
	return r.hanTail(n)
}

// goesOn reports whether what stands after i makes the word before it a number: 一時間, 十分の一.
func (r *reader) goesOn(word string, i int) bool {
	if word == "十分" {
		_, ok := r.fractionAt(i - len(word))
		return ok
	}
	before := r.lastRune(i - len(word))
	return startsWithAny(r.s[i:], "間", "间") || strings.HasSuffix(word, "角") && strings.ContainsRune("元圆圓块塊", before)
}

// mixedHan goes on with a number in digits in Chinese, Japanese or Korean text: 3万5千, 12億, 5万.
func (r *reader) mixedHan(n num) int {
	start := n.start
	end := n.end
	if v, ok := r.hanNumber(start); ok && v.end > end {
		v.alt, v.has = dec{}, false
		return r.hanTail(v)
	}
	n = r.slash(n)
	n = r.vulgarAt(n)
	r.letterPower(&n)
	past := n.end
	if r.inName(&n); n.end == n.start {
		return past
	}
	return r.hanTail(n)
}

// hanNumber reads Han digits, units, myriads, and digits among them.
func (r *reader) hanNumber(i int) (num, bool) {
	st := hanScan{n: num{start: i}, positional: true}
	var before hanScan // what was read before the last space
	for pos := i; pos < len(r.s) && st.count < 40; {
		if next := r.hanGap(pos, &st); next > pos {
			before, pos = st, next
		}
		if next := r.moreOf(pos, &st); next > pos { // 十多万
			st.n.about, pos = true, next
		}
		if st.has && startsWithAny(r.s[pos:], "个亿", "個億") {
			pos += len("个")
		}
		if v, _ := digitAt(r.s, pos); v >= 0 {
			nm := r.lx.numeralAt(r.s, pos)
			if sum, ok := st.decimals(nm); ok {
				return sum, true
			}
			if !st.numeral(nm) {
				break
			}
			pos = nm.end
			continue
		}
		v, u, w := r.hanSign(pos, &st)
		switch {
		case v == 0 && st.count > 0 && !positionalAt(r.s, pos):
			st.gapZero()
		case v >= 0 && st.sign(uint64(v)):
			st.n.end = pos + w
		case u > 0 && r.hanUnitAt(pos+w, u, &st):
			st.n.end = pos + w
		case u > 0 && st.has && before.count > 0 && st.count == before.count+1: // 二十 | 三十
			return r.hanDone(&before)
		default:
			return r.hanDone(&st)
		}
		st.count++
		pos += w
	}
	return r.hanDone(&st)
}

// hanSign gives the value of the sign at i, or -1, the power of ten of the unit at i, or 0, and how long it is. Korean
// writes its myriads in Hangul, and after digits its smaller units too.
func (r *reader) hanSign(i int, st *hanScan) (value, unit, size int) {
	c, size := utf8.DecodeRuneInString(r.s[i:])
	value, unit = hanValue(c), hanUnit(c)
	if r.lx.tag == "ko" && unit == 0 && value < 0 {
		if unit = hangulUnit(c); unit < 4 && !st.n.digits {
			unit = 0
		}
	}
	return value, unit, size
}

// decimals adds the last part where it has decimals: 8385万2336.33. ok is false for any other numeral.
func (st *hanScan) decimals(nm numeral) (n num, ok bool) {
	if nm.bad || nm.exp >= 0 || st.has || st.fixed.m != 0 || st.count == 0 || st.part != 0 ||
		nm.val.magnitude() >= st.lastMyriad {
		return num{}, false
	}
	sum, ok := whole(st.total).plus(nm.val)
	return num{start: st.n.start, end: nm.end, val: sum, exp: nm.exp, digits: true, scaled: true}, ok
}

// numeral takes a numeral in digits. It reports whether that has a place in the number so far: decimals only at the
// beginning, and less than the unit or myriad before it.
func (st *hanScan) numeral(nm numeral) bool {
	if nm.bad || st.has || st.fixed.m != 0 || nm.exp < 0 && st.count > 0 {
		return false
	}
	if nm.exp < 0 {
		st.fixed, st.exp = nm.val, nm.exp
	} else {
		d := nm.val.norm()
		if d.e > 15 || d.magnitude() > 17 {
			return false
		}
		v := d.m * pow10(d.e)
		if st.lastUnit > 0 && v >= pow10(st.lastUnit) ||
			st.lastUnit == 0 && st.lastMyriad > 0 && v >= pow10(st.lastMyriad) {
			return false
		}
		st.digit, st.has = v, true
	}
	st.count++
	st.n.digits, st.positional = true, false
	st.n.end = nm.end
	return true
}

// gapZero takes a zero that stands for the places left out: 一百〇五. Right after a digit it is one itself: 一〇五.
func (st *hanScan) gapZero() {
	st.zero = true
	if st.has {
		st.digit *= 10
	}
}

// sign takes a digit sign. It reports whether that has a place in the number so far.
func (st *hanScan) sign(v uint64) bool {
	if !st.has {
		st.digit, st.has = v, true
		return true
	}
	if st.n.digits || !st.positional && (st.digit > 9 || v != st.digit+1) { // but for 十七八
		return false
	}
	st.digit = st.digit*10 + v
	st.overlong = st.digit > 1e15
	return !st.overlong
}

// hanUnitAt takes a unit or myriad that ends before i. It reports whether that has a place in the number so far.
func (r *reader) hanUnitAt(i, u int, st *hanScan) bool {
	if _, parts := r.partsOf(i); parts && st.count == 0 && u >= 4 { // 萬分之肆
		st.digit, st.has = 1, true
	}
	if !st.unit(u) {
		return false
	}
	if !st.n.digits && u < 4 || st.count > 0 {
		st.positional = false
	}
	st.n.scaled = st.n.scaled || u >= 4
	return true
}

// hanGap gives where the numeral goes on after a space at i, or i: 20 亿, 12억 3천만, 三千 八百.
func (r *reader) hanGap(i int, st *hanScan) int {
	if i >= len(r.s) || r.s[i] != ' ' || st.count == 0 || !r.goesOnAt(i+1, st) {
		return i
	}
	return i + 1
}

// goesOnAt reports whether a sign or digit at i, behind a space, is of the numeral.
func (r *reader) goesOnAt(i int, st *hanScan) bool {
	digits := st.n.digits
	c, _ := utf8.DecodeRuneInString(r.s[i:])
	u := hanUnit(c)
	if r.lx.tag == "ko" {
		u = max(u, hangulUnit(c))
	}
	switch {
	case u > 1 && u < 4 && st.has && digits && st.count == 1: // 3 百萬
		next, _ := utf8.DecodeRuneInString(r.s[i+3:])
		return hanUnit(next) >= 4 || r.phrasesWith(i+3, 'c') // 2 千ドル
	case u >= 4 && (st.has || st.part > 0 || st.fixed.m != 0), u > 0 && st.has && (!digits || st.count > 1):
		return true
	case st.has || st.fixed.m != 0:
		return false
	case hanValue(c) > 0 && !digits && r.lx.tag != "ko":
		return true
	}
	return digits && r.digitsGoOn(i, st)
}

// digitsGoOn reports whether digits at i, behind a space and a myriad, are of the numeral: 3 万 4,500.
func (r *reader) digitsGoOn(i int, st *hanScan) bool {
	if v, _ := digitAt(r.s, i); v < 0 {
		return false
	}
	nm := r.lx.numeralAt(r.s, i)
	return r.unitAfter(i) || r.lx.tag == "ko" && st.lastUnit > 0 && nm.ints <= st.lastUnit ||
		st.lastMyriad == 4 && st.part == 0 && nm.ints == 4 && nm.exp == 0
}

// moreOf gives the end of "some more" before a myriad, or i: 十余万, 500余り万.
func (r *reader) moreOf(i int, st *hanScan) int {
	if i >= len(r.s) || st.count == 0 || st.fixed.m != 0 {
		return i
	}
	j := r.spaces(i)
	for _, w := range [...]string{"余り", "あまり", "多", "余", "餘", "几", "幾", "數", "数"} {
		if rest, ok := strings.CutPrefix(r.s[j:], w); ok {
			rest = strings.TrimLeft(rest, " ")
			if c, _ := utf8.DecodeRuneInString(rest); hanUnit(c) >= 4 {
				return len(r.s) - len(rest)
			}
		}
	}
	return i
}

// unitAfter reports whether a unit or myriad follows the digits at i.
func (r *reader) unitAfter(i int) bool {
	nm := r.lx.numeralAt(r.s, i)
	c, _ := utf8.DecodeRuneInString(r.s[r.spaces(nm.end):])
	return hangulUnit(c) > 0 || hanUnit(c) > 0
}

// positionalAt reports whether the zero at i stands among digits that are read one by one: 二〇二四.
func positionalAt(s string, i int) bool {
	_, w := utf8.DecodeRuneInString(s[i:])
	next, _ := utf8.DecodeRuneInString(s[i+w:])
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	return hanValue(prev) >= 0 && hanUnit(next) == 0
}

// unit takes a unit or myriad.
func (st *hanScan) unit(u int) bool {
	if st.fixed.m != 0 || st.exp < 0 { // 1.2億, 3.5万亿
		st.fixed.e += u
		st.exp += u
		st.lastMyriad = u
		return true
	}
	switch {
	case u >= 4:
		part := st.part
		if st.has {
			part += st.digit
		}
		if part == 0 && st.total > 0 && u > st.lastMyriad { // 万亿
			if st.total > 1<<62/pow10(u) {
				return false
			}
			st.total *= pow10(u)
			st.lastMyriad, st.exp = u, u+st.lastMyriad
			return true
		}
		if part == 0 || st.lastMyriad > 0 && u >= st.lastMyriad {
			if part == 0 || st.total+part > 1<<62/pow10(u) {
				return false
			}
			st.total = (st.total + part) * pow10(u) // 一万二千亿
		} else {
			if part > 1<<62/pow10(u) {
				return false
			}
			st.total += part * pow10(u)
		}
		st.part, st.digit, st.has, st.lastUnit, st.lastMyriad, st.exp = 0, 0, false, 0, u, u
	default:
		d := uint64(1)
		if st.has {
			d = st.digit
		}
		if d == 0 || st.lastUnit > 0 && u >= st.lastUnit {
			return false
		}
		st.part += d * pow10(u)
		st.digit, st.has, st.lastUnit, st.exp = 0, false, u, u
	}
	st.zero = false
	return true
}

// hanDone makes the number of what was read, if it is one.
func (r *reader) hanDone(st *hanScan) (num, bool) {
	n := st.n
	if st.count == 0 || n.end == 0 || st.overlong {
		return n, false
	}
	n.exp = st.exp
	if st.fixed.m != 0 {
		n.val = st.fixed.norm()
		n.scaled = st.exp > 0 || st.lastMyriad > 0
		return n, true
	}
	v := st.total + st.part
	if st.has {
		d := st.digit
		n.exp = 0
		if d < 10 && !n.digits && !st.zero && r.lx.tag == "zh" && (!r.countedAt(n.end) || r.pointAt(n.end)) {
			// 四百五, 九十二萬四
			if u := max(st.lastUnit, st.lastMyriad*b2i(st.part == 0)); u >= 2 && (st.part > 0 || st.total > 0) {
				d *= pow10(u - 1)
				n.exp = u - 1
			}
		}
		v += d
	}
	n.val = whole(v)
	n = r.hanApprox(n, st)
	return n, r.hanCounts(n, st.count)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hanApprox reads two digits in a row that go up by one as "seven or eight": 七八个, 十七八岁.
func (r *reader) hanApprox(n num, st *hanScan) num {
	if n.digits || !st.has || st.digit < 12 || st.digit > 89 || st.digit%10 != st.digit/10+1 || st.zero ||
		st.lastUnit == 0 && st.count > 2 || r.pointAt(n.end) {
		return n
	}
	base := st.total + st.part
	n.val, n.high, n.about = whole(base+st.digit/10), whole(base+st.digit%10), true
	return n
}
