package figures

import (
	"strings"
	"unicode/utf8"
)

var thaiDigits = []struct {
	word  string
	value uint64
}{{"ศูนย์", 0}, {"หนึ่ง", 1}, {"เอ็ด", 1}, {"สอง", 2}, {"ยี่", 2}, {"สาม", 3}, {"สี่", 4}, {"ห้า", 5}, {"หก",
	6}, {"เจ็ด", 7}, {"แปด", 8}, {"เก้า", 9}}

var thaiPowers = []struct {
	word  string
	power int
}{{"สิบ", 1}, {"ร้อย", 2}, {"พัน", 3}, {"หมื่น", 4}, {"แสน", 5}, {"ล้าน", 6}}

// thaiWords begin with a numeral and are no numbers.
var thaiWords = []string{"สามารถ", "สามี", "สามัคคี", "สามัญ", "ห้าม", "หกล้ม", "หกรรม", "พันธ", "พันธุ์",
	"แสนสาหัส", "สองข้าง", "หนึ่งใน", "ร้อยละ",
	"ร้อยโท", "ร้อยเอก", "ร้อยตรี", "พันเอก", "พันโท", "พันตรี", "แสนสิริ", "เก้าอี้", "สี่แยก", "แปดเปื้อน",
	"ห้าง", "ยี่ห้อ", "ล้านนา", "ร้อยกรอง", "แสนเป็น", "พันแผล", "พันกัน"}

// thaiStarts are the characters that begin a number or a word for a part of one.
var thaiStarts = func() map[rune]bool {
	starts := map[rune]bool{'ค': true} // ครึ่ง
	for _, w := range thaiWords {
		starts[firstRune(w)] = true
	}
	for _, d := range thaiDigits {
		starts[firstRune(d.word)] = true
	}
	for _, p := range thaiPowers {
		starts[firstRune(p.word)] = true
	}
	return starts
}()

// thai reads a numeral in Thai words at i, and gives where reading goes on.
func (r *reader) thai(i int) int {
	if !thaiStarts[firstRune(r.s[i:])] {
		return i + len("ก")
	}
	if end := r.thaiFixed(i); end > 0 {
		return end
	}
	t := r.thaiNumeral(i)
	n := num{start: i, end: t.end, val: whole(t.total + t.part + t.digit), exp: t.exp, scaled: t.scaled}
	switch {
	case t.count == 0:
		return i + len("ก")
	case n.val.m == 0 && !r.alone(n): // ศูนย์ is a centre
		return n.end
	case thaiLonger(r.s[n.end:]):
		return n.end
	}
	if before := r.s[:i]; t.count == 1 && (n.val.same(whole(1)) || n.val.e > 0 &&
		(strings.HasSuffix(before, "หลาย") || strings.HasSuffix(before, "นับ"))) { // several tens
		n.weak = true
	}
	if t.count == 1 && t.has {
		r.thaiApprox(&n, t.digit)
	}
	if rest, ok := strings.CutPrefix(r.s[n.end:], "ใน"); ok && t.count == 1 && t.has { // สองในสาม
		for _, d := range thaiDigits {
			if strings.HasPrefix(rest, d.word) && d.value > t.digit && !r.thaiOther(len(r.s)-len(rest)) {
				n.top, n.part, n.fraction = n.val, whole(d.value), true
				n.val, n.end = n.val.over(n.part), len(r.s)-len(rest)+len(d.word)
				break
			}
		}
	}
	r.thaiPoint(&n)
	return r.attach(n)
}

// thaiFixed reads what is a number as a whole, or none though it begins like one; 0 when a numeral may begin at i.
func (r *reader) thaiFixed(i int) int {
	const half, percent, oneIn = "ครึ่ง", "ร้อยละ", "หนึ่งใน"
	text := r.s[i:]
	for _, w := range thaiWords {
		if !strings.HasPrefix(text, w) {
			continue
		}
		if n, ok := r.thaiOneIn(i); ok && w == oneIn {
			return r.attach(n)
		}
		if w == percent || w == oneIn {
			break
		}
		return i + len(w)
	}
	switch before, _ := utf8.DecodeLastRuneInString(r.s[:i]); {
	case strings.HasPrefix(text, half) && r.noHalf(i, i+len(half)):
		return i + len(half)
	case strings.HasPrefix(text, half):
		return r.attach(num{start: i, end: i + len(half), val: dec{m: 5, e: -1}, fraction: true})
	case strings.HasPrefix(text, percent):
		return i + len(percent)
	case before >= 0xe40 && before <= 0xe44 || strings.HasSuffix(r.s[:i], "โก"):
		return i + len("ก") // a vowel that is written first: เสี่ยง; and โกหก, to lie
	}
	return 0
}

// thaiLonger reports that the syllable before text goes on in it.
func thaiLonger(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return c >= 0xe30 && c <= 0xe3a || c >= 0xe47 && c <= 0xe4e
}

// A thaiSum is a numeral in the making: millions that are closed, the part below a million, and a digit that waits for
// its power.
type thaiSum struct {
	total, part, digit uint64
	has                bool // digit waits
	end, exp, count    int  // where the last word ends, its power of ten, how many words
	scaled             bool
}

// thaiNumeral reads digits and powers in words from i on, as far as they make one number.
func (r *reader) thaiNumeral(i int) thaiSum {
	t := thaiSum{end: i}
	for t.end < len(r.s) && t.count < 30 && (r.thaiDigit(&t) || r.thaiPower(&t)) {
		t.count++
	}
	return t
}

// thaiDigit adds the digit that begins where t ends.
func (r *reader) thaiDigit(t *thaiSum) bool {
	for _, d := range thaiDigits {
		if !t.has && strings.HasPrefix(r.s[t.end:], d.word) && !r.thaiOther(t.end) {
			t.digit, t.has, t.exp = d.value, true, 0
			t.end += len(d.word)
			return true
		}
	}
	return false
}

// thaiPower multiplies by the power that begins where t ends.
func (r *reader) thaiPower(t *thaiSum) bool {
	for _, p := range thaiPowers {
		if !strings.HasPrefix(r.s[t.end:], p.word) || r.thaiOther(t.end) {
			continue
		}
		if !t.has && p.power > 1 && p.power < 6 || t.part > 1<<40 || p.power == 6 && !t.has && t.part == 0 {
			return false
		}
		switch {
		case p.power == 6:
			t.total, t.part = t.total+(t.part+t.digit)*1e6, 0
		case t.has:
			t.part += t.digit * pow10(p.power)
		default: // ten needs no one before it
			t.part += pow10(p.power)
		}
		t.digit, t.has, t.exp = 0, false, p.power
		t.scaled = t.scaled || p.power >= 3
		t.end += len(p.word)
		return true
	}
	return false
}

// thaiOther reports whether another word begins at i.
func (r *reader) thaiOther(i int) bool {
	for _, w := range thaiWords {
		if strings.HasPrefix(r.s[i:], w) && w != "ร้อยละ" {
			return true
		}
	}
	return false
}

// thaiScale multiplies a number in digits by the powers that follow it: 5 ล้าน, 2 หมื่นล้าน.
func (r *reader) thaiScale(n *num) {
	for range 2 {
		pos, found := r.spaces(n.end), false
		for _, p := range thaiPowers {
			if strings.HasPrefix(r.s[pos:], p.word) && !r.thaiOther(pos) {
				found = n.multiply(atom{power: int8(p.power)}, true)
				n.end = pos + len(p.word)
				break
			}
		}
		if !found {
			break
		}
	}
	for r.thaiRest(n) {
	}
}

// thaiRest adds digits and a smaller power that follow: 2 แสน 5 หมื่น, 5 พัน 300.
func (r *reader) thaiRest(n *num) bool {
	pos := r.spaces(n.end)
	if v, _ := digitAt(r.s, pos); v < 0 || pos == n.end || n.scale < 3 || n.exp < n.scale {
		return false
	}
	nm := r.lx.numeralAt(r.s, pos)
	part := num{start: pos, end: nm.end, val: nm.val, digits: true}
	for _, p := range thaiPowers {
		if at := r.spaces(nm.end); strings.HasPrefix(r.s[at:], p.word) && !r.thaiOther(at) && p.power < n.scale {
			part.multiply(atom{power: int8(p.power)}, true)
			part.end = at + len(p.word)
		}
	}
	sum, ok := n.val.plus(part.val)
	if !ok || nm.bad || nm.exp < 0 || nm.ints+part.scale > n.scale || part.scale == 0 && (n.scale > 3 || nm.ints != 3) {
		return false
	}
	n.val, n.end, n.exp, n.scale = sum, part.end, part.scale, part.scale
	return part.scale > 0
}

// thaiPoint reads จุด and digits after a number.
func (r *reader) thaiPoint(n *num) {
	rest, ok := strings.CutPrefix(r.s[n.end:], "จุด")
	if !ok {
		return
	}
	frac, pos := dec{}, len(r.s)-len(rest)
digits:
	for frac.e > -15 {
		for _, d := range thaiDigits {
			if strings.HasPrefix(r.s[pos:], d.word) {
				frac.m, frac.e = frac.m*10+d.value, frac.e-1
				pos += len(d.word)
				continue digits
			}
		}
		break
	}
	if frac.e < 0 {
		n.finish(frac, pos)
	}
}

// thaiOneIn reads หนึ่งในห้า, one in five.
func (r *reader) thaiOneIn(i int) (num, bool) {
	rest, ok := strings.CutPrefix(r.s[i:], "หนึ่งใน")
	if !ok {
		return num{}, false
	}
	for _, d := range thaiDigits {
		if after, ok := strings.CutPrefix(rest, d.word); ok && d.value > 1 &&
			(strings.HasPrefix(rest, "ห้ามี") || !r.thaiOther(len(r.s)-len(rest))) { // ห้า and มี, to have
			den := whole(d.value)
			return num{start: i, end: len(r.s) - len(after), val: whole(1).over(den), part: den, fraction: true}, true
		}
	}
	return num{}, false
}

// thaiApprox reads two digits that go up by one: สองสามวัน, two or three days.
func (r *reader) thaiApprox(n *num, digit uint64) {
	for _, d := range thaiDigits {
		if d.value == digit+1 && strings.HasPrefix(r.s[n.end:], d.word) && !r.thaiOther(n.end) {
			n.high, n.about, n.end = whole(d.value), true, n.end+len(d.word)
			return
		}
	}
}
