package when

import (
	"strings"
	"unicode/utf8"
)

// hanDigit returns the value of a Han numeral, with 10, 100, 1000 for 十百千 and 20, 30 for 廿卅; -1 for others.
func hanDigit(r rune) int {
	switch r {
	case '〇', '零', '○':
		return 0
	case '一', '元':
		return 1
	case '二', '两', '兩':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '廿':
		return 20
	case '卅':
		return 30
	}
	return -1
}

// hanNumber reads a run of Han numerals: 二〇二四 by place, 二十三 by value. 元 is 1 only before 年.
func (p *parser) hanNumber(t *token, i int) int {
	t.num, t.han = true, true
	total, digit, placed, n := 0, 0, 0, 0
	byPlace := true
	for i < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		d := hanDigit(r)
		if d < 0 || r == '元' && (n > 0 || !strings.HasPrefix(p.text[i+size:], "年")) || n > 12 {
			break
		}
		switch {
		case d >= 100:
			byPlace = false
			total += max(digit, 1) * d
			digit = 0
		case d >= 10:
			byPlace = false
			total += max(digit, 1) * d
			digit = 0
		default:
			placed = placed*10 + d
			digit = d
		}
		n++
		i += size
	}
	if n == 0 { // a 元 that is money
		t.num, t.han = false, false
		_, size := utf8.DecodeRuneInString(p.text[i:])
		return i + size
	}
	t.val, t.digits = total+digit, 2
	if byPlace {
		t.val, t.digits = placed, int8(n)
	}
	return i
}
