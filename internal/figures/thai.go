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

// thai reads a numeral in Thai words at i.
func (r *reader) thai(i int) int {
	step := i + len("ก")
	for _, w := range thaiWords {
		if strings.HasPrefix(r.s[i:], w) {
			if n, ok := r.thaiOneIn(i); ok && w == "หนึ่งใน" {
				return r.attach(n)
			}
			if w == "ร้อยละ" || w == "หนึ่งใน" {
				break
			}
			return i + len(w)
		}
	}
	if strings.HasPrefix(r.s[i:], "ครึ่ง") && r.noHalf(i, i+len("ครึ่ง")) {
		return i + len("ครึ่ง")
	}
	if strings.HasPrefix(r.s[i:], "ครึ่ง") {
		return r.attach(num{start: i, end: i + len("ครึ่ง"), val: dec{m: 5, e: -1}, fraction: true})
	}
	if strings.HasPrefix(r.s[i:], "ร้อยละ") {
		return i + len("ร้อยละ")
	}
	// a vowel that is written first: เสี่ยง; and โกหก, to lie
	if c, _ := utf8.DecodeLastRuneInString(r.s[:i]); c >= 0xe40 && c <= 0xe44 || strings.HasSuffix(r.s[:i], "โก") {
		return step
	}
	n := num{start: i}
	var total, part, digit uint64
	has, count := false, 0
	pos := i
scan:
	for pos < len(r.s) && count < 30 {
		for _, d := range thaiDigits {
			if strings.HasPrefix(r.s[pos:], d.word) && !has && !r.thaiOther(pos) {
				digit, has = d.value, true
				pos += len(d.word)
				n.end, n.exp = pos, 0
				count++
				continue scan
			}
		}
		for _, p := range thaiPowers {
			if !strings.HasPrefix(r.s[pos:], p.word) || r.thaiOther(pos) {
				continue
			}
			if !has && p.power > 1 && p.power < 6 || part > 1<<40 || p.power == 6 && !has && part == 0 {
				break scan
			}
			if p.power == 6 {
				total, part, digit = total+(part+digit)*1e6, 0, 0
			} else {
				if !has {
					digit = 1
				}
				part, digit = part+digit*pow10(p.power), 0
			}
			has = false
			pos += len(p.word)
			n.end, n.exp = pos, p.power
			n.scaled = n.scaled || p.power >= 3
			count++
			continue scan
		}
		break
	}
	if n.end == 0 {
		return step
	}
	n.val = whole(total + part + digit)
	if n.val.m == 0 && !r.alone(n) { // ศูนย์ is a centre
		return n.end
	}
	// a longer syllable
	if c, _ := utf8.DecodeRuneInString(r.s[n.end:]); c >= 0xe30 && c <= 0xe3a || c >= 0xe47 && c <= 0xe4e {
		return n.end
	}
	if before := r.s[:i]; count == 1 && (n.val.same(whole(1)) || n.val.e > 0 &&
		(strings.HasSuffix(before, "หลาย") || strings.HasSuffix(before, "นับ"))) { // several tens
		n.weak = true
	}
	if count == 1 && has {
		r.thaiApprox(&n, digit)
	}
	r.thaiPoint(&n)
	return r.attach(n)
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
				found = n.multiply(atom{power: int8(p.power)}, false)
				n.end = pos + len(p.word)
				break
			}
		}
		if !found {
			return
		}
	}
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
