package figures

import (
	"strings"
	"unicode/utf8"
)

// kanaNumerals are the readings of Japanese numerals, the longer before the shorter that they begin with. A value of
// ten and more is a unit or myriad.
var kanaNumerals = []struct {
	reading string
	value   uint64
}{{"きゅう", 9}, {"じゅう", 10}, {"じゅっ", 10}, {"ひゃく", 100}, {"びゃく", 100}, {"ぴゃく", 100}, {"ちょう", 1e12}, {"いち", 1},
	{"いっ", 1}, {"さん", 3},
	{"よん", 4}, {"ろく", 6}, {"ろっ", 6}, {"なな", 7}, {"しち", 7}, {"はち", 8}, {"はっ", 8}, {"せん", 1000}, {"ぜん", 1000},
	{"まん", 10000},
	{"おく", 1e8}, {"に", 2}, {"し", 4}, {"ご", 5}, {"く", 9}}

// kanaThings are the native numerals of things.
var kanaThings = []struct {
	word  string
	value uint64
}{{"ふたつ", 2}, {"みっつ", 3}, {"よっつ", 4}, {"むっつ", 6}, {"ななつ", 7}, {"やっつ", 8}, {"ここのつ", 9}}

// kana reads a numeral in hiragana at the beginning of a run: にせんにひゃく. One reading alone counts only between
// punctuation.
func (r *reader) kana(i int) int {
	c, w := utf8.DecodeRuneInString(r.s[i:])
	switch c {
	case 'ふ', 'み', 'よ', 'む', 'な', 'や', 'こ':
		for _, t := range kanaThings {
			if strings.HasPrefix(r.s[i:], t.word) {
				return r.attach(num{start: i, end: i + len(t.word), val: whole(t.value)})
			}
		}
	}
	switch c {
	case 'き', 'じ', 'ひ', 'ち', 'い', 'さ', 'よ', 'ろ', 'な', 'は', 'せ', 'ま', 'お', 'に', 'し', 'ご', 'く':
	default:
		return i + w
	}
	if before, _ := utf8.DecodeLastRuneInString(r.s[:i]); i > 0 && before >= 0x3041 && before <= 0x309f {
		return i + w
	}
	var st hanScan
	n := num{start: i}
	units := 0
	pos := i
scan:
	for pos < len(r.s) && st.count < 40 {
		for _, k := range kanaNumerals {
			if !strings.HasPrefix(r.s[pos:], k.reading) {
				continue
			}
			if k.value < 10 {
				if st.has {
					break scan
				}
				st.digit, st.has = k.value, true
			} else if !st.unit(whole(k.value).e) {
				break scan
			} else {
				units++
			}
			st.count++
			pos += len(k.reading)
			n.end = pos
			continue scan
		}
		break
	}
	next, _ := utf8.DecodeRuneInString(r.s[pos:])
	if n.end == 0 || next >= 0x3041 && next <= 0x309f && pos < len(r.s) {
		return i + w
	}
	n.val = whole(st.total + st.part + st.digit*uint64(b2i(st.has)))
	n.scaled = st.lastMyriad > 0
	if st.count < 2 && !r.enumerated(n) || units == 0 && st.count > 1 {
		return n.end
	}
	return r.attach(n)
}

// enumerated reports whether one reading stands as an item of a list, or, if it is of two signs, alone: いち、に、さん.
func (r *reader) enumerated(n num) bool {
	before, after := strings.TrimRight(r.s[:n.start], " "), r.s[n.end:]
	listed := strings.HasPrefix(after, "、") && (strings.HasSuffix(before, "、") || before == "" || len(before) < n.start)
	if n.end-n.start < len("いち") {
		return listed && strings.HasSuffix(before, "、") || n.end-n.start == len(r.s)
	}
	return listed || r.alone(n)
}
