package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// percentWords are the words for percent and percentage points in text whose signs may be set apart by spaces, the
// longer before the shorter that they begin with.
var percentWords = []string{"个百分点", "個百分點", "个百分點", "個百分点", "百分点", "百分點", "パーセントポイント", "パーセンテージ", "パーセント"}

// spacedPercent gives the end of a percent word at i whose signs spaces may set apart, or 0: 六 个 百 分点.
func (r *reader) spacedPercent(i int) int {
	if r.lx.tag != "zh" && r.lx.tag != "ja" {
		return 0
	}
	for _, word := range percentWords {
		pos := i
		for _, want := range word {
			for next := r.spaces(pos); next > pos; next = r.spaces(pos) {
				pos = next
			}
			c, w := utf8.DecodeRuneInString(r.s[pos:])
			if c != want {
				pos = 0
				break
			}
			pos += w
		}
		if pos > 0 {
			return pos
		}
	}
	return 0
}

// halfThere reports whether Japanese 半分 or 半数 or Chinese 半数 stands at i, but not that of 冗談半分 and 過半数.
func (r *reader) halfThere(i int) bool {
	before := r.lastRune(i)
	return r.lx.tag == "ja" && startsWithAny(r.s[i:], "半分", "半数") && hanValue(before) < 0 &&
		!unicode.Is(unicode.Han, before) && before != 'び'
}

// halfOf reads 半百, fifty, 半成, five percent, and 半ダース, six.
func (r *reader) halfOf(i int) (num, bool) {
	word, n := r.s[i:], num{start: i, end: i + len("半百")}
	switch {
	case strings.HasPrefix(word, "半百"):
		n.val = whole(50)
	case strings.HasPrefix(word, "半成") && !startsWithAny(word[len("半成"):], "品", "型"):
		n.val, n.percent = whole(5), true
	case r.halfThere(i):
		n.val, n.fraction, n.exp = dec{m: 5, e: -1}, true, -1
	case startsWithAny(word, "半ダース", "半打"):
		n.val, n.end = whole(6), len(r.s)-len(strings.TrimPrefix(strings.TrimPrefix(word, "半ダース"), "半打"))
	default:
		return num{}, false
	}
	return n, true
}

// letterPower reads the k of 12k and the M of 2.5 M, which may be another unit: Alt keeps the number without it.
func (r *reader) letterPower(n *num) {
	i := r.spaces(n.end)
	if i >= len(r.s) || n.scaled || n.fraction {
		return
	}
	power := 0
	switch r.s[i] {
	case 'k':
		power = 3
	case 'M':
		power = 6
	}
	next, _ := utf8.DecodeRuneInString(r.s[i+1:])
	if digit, _ := digitAt(r.s, i+1); power == 0 || digit >= 0 || i+1 < len(r.s) && isLetter(next) && !apartRune(next) {
		return
	}
	n.alt, n.has = n.val, true
	n.val.e += power
	n.val, n.exp, n.end, n.scaled = n.val.norm(), n.exp+power, i+1, true
}

// discount reads 割引 after a share: what remains of the price, as 折 counts. Alt keeps the discount.
func (r *reader) discount(n *num) {
	after, ok := cutAny(r.s[n.end:], "引き", "引", "り引き")
	if !ok || !wholeShare(n.val) {
		return
	}
	if before := strings.TrimRight(r.s[:n.start], " "); startsWithAny(after, "く", "か", "け") ||
		strings.HasSuffix(before, "〜") || strings.HasSuffix(before, "～") || strings.HasSuffix(before, "から") {
		return
	}
	n.alt, n.has = n.val, true
	n.val, n.end = percentLeft(n.val), len(r.s)-len(after)
}

// fractionOff reads 四分の一の割引: three quarters of the price remain.
func (r *reader) fractionOff(n *num) {
	after, ok := cutAny(r.s[n.end:], "の割引", "割引", "引き")
	share := n.val
	share.e += 2
	if !ok || r.lx.tag != "ja" || n.percent || !wholeShare(share) {
		return
	}
	n.end = len(r.s) - len(after)
	n.alt, n.has, n.percent, n.fraction, n.part = share.norm(), true, true, false, dec{}
	n.val = percentLeft(share)
}

// wholeShare reports whether v is a share of a price.
func wholeShare(v dec) bool {
	return !v.neg && v.den <= 1 && v.m > 0 && v.cmp(whole(100)) < 0 && v.norm().e >= -15
}

// percentLeft is what remains of a hundred, of shares with at most 15 decimals.
func percentLeft(v dec) dec {
	v = v.norm()
	if v.e > 0 {
		v = dec{m: v.m * pow10(v.e)}
	}
	return dec{m: 100*pow10(-v.e) - v.m, e: v.e}.norm()
}
