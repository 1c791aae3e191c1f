package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hangulUnit is the power of ten of a Sino-Korean unit, or 0.
func hangulUnit(r rune) int {
	switch r {
	case '십':
		return 1
	case '백':
		return 2
	case '천':
		return 3
	case '만':
		return 4
	case '억':
		return 8
	case '조':
		return 12
	}
	return 0
}

func hangulValue(r rune) int {
	switch r {
	case '영', '공':
		return 0
	case '일':
		return 1
	case '이':
		return 2
	case '삼':
		return 3
	case '사':
		return 4
	case '오':
		return 5
	case '육', '륙':
		return 6
	case '칠':
		return 7
	case '팔':
		return 8
	case '구':
		return 9
	}
	return -1
}

type nativeNumeral struct {
	word  string
	value uint64
}

// native numerals, the longer before the shorter that they begin with.
var nativeTens = []nativeNumeral{{"스물", 20}, {"스무", 20}, {"서른", 30}, {"마흔", 40}, {"쉰", 50}, {"예순", 60}, {"일흔", 70}, {"여든", 80}, {"아흔", 90},
	{"열", 10}}

// nativeDays are days counted in one word.
var nativeDays = []nativeNumeral{{"이틀", 2}, {"사흘", 3}, {"나흘", 4}, {"닷새", 5}, {"엿새", 6}, {"이레", 7}, {"여드레", 8}, {"아흐레", 9}, {"열흘", 10}, {"보름", 15}}

var nativeUnits = []nativeNumeral{{"하나", 1}, {"다섯", 5}, {"여섯", 6}, {"일곱", 7}, {"여덟", 8}, {"아홉", 9}, {"한", 1}, {"둘", 2}, {"두", 2}, {"셋", 3},
	{"세", 3}, {"석", 3},
	{"넷", 4}, {"네", 4}}

// hangulStarts are the syllables that begin a number.
var hangulStarts = func() map[rune]bool {
	starts := map[rune]bool{}
	for _, s := range "영공일이삼사오육륙칠팔구십백천만억조" + "마절반" { // 마이너스, 절반
		starts[s] = true
	}
	for _, table := range [...][]nativeNumeral{nativeTens, nativeDays, nativeUnits} {
		for _, n := range table {
			starts[firstRune(n.word)] = true
		}
	}
	return starts
}()

// nativeWords begin as a numeral and its counter do, and are neither: generation, release.
var nativeWords = []string{"세대", "석방", "세분", "한방", "두배추"}

// counters follow native numerals.
var counters = []string{"명", "번", "살", "개", "시간", "시", "마리", "대", "권", "장", "차례", "가지", "사람", "분", "달", "배",
	"채", "곳", "차",
	"군데", "건", "척", "자녀", "아이", "아들", "딸", "경기", "시즌", "나라", "그루", "켤레", "벌", "잔", "병", "그릇", "쌍", "골", "팀",
	"남자", "여자", "여성", "남성", "도시", "회사", "국가", "학생", "주", "세트", "방", "개월", "해", "단계", "종류", "형제", "자매", "후보", "의원",
	"세대", "쪽", "줄", "판", "모금", "송이", "다스", "그룹", "바퀴", "구역", "시대", "영화", "용의자", "인물", "친구", "작품", "부분", "이닝", "홈런", "번째"}

// particles may follow a Sino-Korean number directly.
var particles = []string{"은", "는", "이", "가", "을", "를", "의", "에", "도", "만", "과", "와", "로", "으로", "명", "원", "년",
	"개", "번", "여", "퍼센트",
	"달러", "분의", "살", "세", "위", "등", "킬로", "미터", "마리", "차", "회", "점", "배", "일", "월", "시", "분", "초", "도", "톤",
	"엔", "유로", "대", "건", "곳",
	"입니다", "이다", "프로", "파운드", "위안", "인", "층", "호", "주", "개월", "시간", "마일", "가지", "장", "권", "조", "표", "석"}

var hangulWords = []string{"구조", "사조", "이조", "만일", "구만리", "백조자리", "조사", "만사", "만약", "이사", "사이", "오이", "이만저만",
	"천사", "만이",
	"천이", "일이", "이일", "사사", "공사", "이공", "구사", "백만장자", "사천성", "이천시", "오만한", "조이", "백사", "구이", "육사", "천일염", "일조량",
	"조조", "경이", "경영", "구경", "경사", "경구", "조경", "억만장자", "만점", "백점"}

// hangul reads a numeral at the beginning of a Korean word and gives where to go on: the word's end when there
// is none.
func (r *reader) hangul(i int) int {
	end := i
	for end < len(r.s) && end-i < longestWord {
		c, w := utf8.DecodeRuneInString(r.s[end:])
		if c < 0xac00 || c >= 0xd7b0 {
			break
		}
		end += w
	}
	word := r.s[i:end]
	if !hangulStarts[firstRune(word)] {
		return end
	}
	if it, _ := r.phraseBefore(i); it != nil && it.class == '-' {
		// a minus goes before any number
	} else if rest, ok := cutAny(word, "마이너스"); ok && rest == "" {
		return end
	}
	for _, d := range nativeDays {
		if strings.HasPrefix(word, d.word) {
			return r.attach(num{start: i, end: i + len(d.word), val: whole(d.value), unit: "d"})
		}
	}
	if n, ok := r.native(i, end); ok {
		return r.hanTail(n)
	}
	for _, w := range hangulWords {
		if strings.HasPrefix(word, w) {
			return end
		}
	}
	if n, ok := r.pointed(i, end); ok {
		return r.attach(n)
	}
	if n, ok := r.sino(i, end); ok {
		if after, ok := strings.CutPrefix(strings.TrimLeft(r.s[n.end:], " "), "분의"); ok {
			return r.hangulFraction(n, len(r.s)-len(after))
		}
		return r.hanTail(n)
	}
	if n, _ := r.sino(i, end); n.end > i && n.end < end { // 일과 사분의 일
		was := n.end
		if r.hanMixed(&n); n.end > was {
			return r.attach(n)
		}
	}
	if half := strings.HasPrefix(word, "절반") || word == "반" && (r.alone(num{start: i, end: end}) || strings.HasPrefix(r.s[end:], " 다스")); half {
		if rest := strings.TrimLeft(r.s[end:], " "); strings.HasPrefix(rest, "다스") {
			return r.attach(num{start: i, end: len(r.s) - len(rest) + len("다스"), val: whole(6)})
		}
		if word == "반" {
			return r.attach(num{start: i, end: end, val: dec{m: 5, e: -1}, fraction: true})
		}
		return r.attach(num{start: i, end: i + len("절반"), val: dec{m: 5, e: -1}, fraction: true})
	}
	return end
}

func cutAny(word string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(word, p); ok {
			return rest, true
		}
	}
	return word, false
}

// native reads 하나, 열두, 스물셋 where a counter, a space or the word's end follows.
func (r *reader) native(i, end int) (num, bool) {
	word := r.s[i:end]
	v, ten := uint64(0), false
	for _, t := range nativeTens {
		if rest, ok := strings.CutPrefix(word, t.word); ok {
			v, word, ten = t.value, rest, true
			break
		}
	}
	unit := false
	for _, u := range nativeUnits {
		if rest, ok := strings.CutPrefix(word, u.word); ok {
			v, word, unit = v+u.value, rest, true
			break
		}
	}
	n := num{start: i, end: end - len(word), val: whole(v)}
	if v == 0 || startsWithAny(r.s[i:end], nativeWords...) {
		return n, false
	}
	if word == "" {
		if r.counterAt(r.spaces(end)) || end-i > len("하") && (ten && unit || len(r.s[i:end]) >= 6) || r.alone(n) {
			n.weak = v == 1
			return n, true
		}
		return n, v > 1 && unit && !ten && strings.HasPrefix(r.s[end:], " ") && v < 5 && (r.s[i:end] == "두" ||
			r.s[i:end] == "세" || r.s[i:end] == "네")
	}
	if r.counterAt(n.end) {
		n.weak = v == 1
		return n, v > 1 || !strings.HasPrefix(r.s[i:end], "한") || r.counterAt(n.end)
	}
	if len(n.textOf(r.s)) >= 6 {
		_, ok := cutAny(word, particles...)
		return n, ok
	}
	return n, false
}

func (n num) textOf(s string) string { return s[n.start:n.end] }

func (r *reader) counterAt(i int) bool {
	if i >= len(r.s) {
		return false
	}
	for _, c := range counters {
		if strings.HasPrefix(r.s[i:], c) {
			return true
		}
	}
	return false
}

// sino reads 이십삼, 오십이, 백만, over spaces between myriads.
func (r *reader) sino(i, end int) (num, bool) {
	var st hanScan
	n := num{start: i}
	units, pos := 0, i
	for pos < len(r.s) && st.count < 40 {
		c, w := utf8.DecodeRuneInString(r.s[pos:])
		if next := r.spaces(pos); c == ' ' && !st.has && units > 0 { // 삼만 오천, 이천 이백
			value, w := utf8.DecodeRuneInString(r.s[next:])
			unit, _ := utf8.DecodeRuneInString(r.s[next+w:])
			end := r.s[next+w:]
			if hangulValue(value) > 0 && (end == "" || unicode.IsPunct(firstRune(end)) || st.lastMyriad > 0 && st.part == 0 || hangulUnit(unit) > 0 && hangulUnit(unit) < st.lastUnit) {
				pos = next
				continue
			}
		}
		v, u := hangulValue(c), hangulUnit(c)
		switch {
		case v >= 0 && !st.has:
			st.digit, st.has = uint64(v), true
		case u > 0:
			if u >= 4 && st.part == 0 && !st.has && st.total == 0 { // 만 alone is ten thousand
				st.digit, st.has = 1, true
			}
			if !st.unit(u) {
				return r.sinoDone(n, &st, units, end)
			}
			n.scaled = n.scaled || u >= 4
			units++
		default:
			return r.sinoDone(n, &st, units, end)
		}
		st.count++
		pos += w
		n.end = pos
	}
	return r.sinoDone(n, &st, units, end)
}

func (r *reader) sinoDone(n num, st *hanScan, units, end int) (num, bool) {
	if n.end == 0 {
		return n, false
	}
	v := st.total + st.part
	n.exp = st.exp
	if st.has {
		v += st.digit
		n.exp = 0
	}
	n.val = whole(v)
	after := strings.TrimLeft(r.s[n.end:], " ")
	if strings.HasPrefix(after, "분의") {
		return n, true
	}
	if st.count == 1 {
		if it, _ := r.phraseBefore(n.start); it != nil && it.class == '-' {
			return n, true
		}
		spaced := n.end == end && v > 2 && strings.HasPrefix(r.s[end:], " ")
		if _, ok := cutAny(after, "개월", "점 ", "점을", "점차", "년 ", "년간", "주 ", "시간", "개국", "회 "); ok && spaced {
			return n, true
		}
		return n, units == 0 && (v > 0 || strings.HasPrefix(r.s[n.start:], "영") && r.alone(n)) && (strings.HasPrefix(after, "퍼센트") || strings.HasPrefix(after, "달러") ||
			r.alone(n)) ||
			units == 1 && n.end == end && (r.counterAt(r.spaces(end)) || strings.HasPrefix(after, "퍼센트") ||
				r.alone(n) || strings.HasPrefix(after, "달러"))
	}
	if n.end >= end {
		return n, units > 0
	}
	_, ok := cutAny(r.s[n.end:end], particles...)
	return n, units > 0 && (ok || r.counterAt(n.end))
}

// pointed reads 영점오 and 삼점일사: digits by their names. 이점이 is the word for an advantage, 오점이 for a blot.
func (r *reader) pointed(i, end int) (num, bool) {
	c, w := utf8.DecodeRuneInString(r.s[i:])
	v := hangulValue(c)
	rest, ok := strings.CutPrefix(r.s[i+w:end], "점")
	if v < 0 || !ok {
		return num{}, false
	}
	n := num{start: i, end: i + w, val: whole(uint64(v))}
	r.hanPoint(&n, end-len(rest))
	after := r.s[n.end:end]
	_, told := cutAny(after, particles...)
	return n, n.exp < 0 && rest != "이" && rest != "일" && (after == "" || told)
}

// hangulFraction reads 삼분의 일.
func (r *reader) hangulFraction(den num, i int) int {
	pos := r.spaces(i)
	below, minus := strings.CutPrefix(r.s[pos:], "마이너스")
	if minus {
		pos = r.spaces(len(r.s) - len(below))
	}
	end := pos
	for end < len(r.s) {
		c, w := utf8.DecodeRuneInString(r.s[end:])
		if hangulValue(c) < 0 && (hangulUnit(c) == 0 || hangulUnit(c) > 3) { // 일만, 삼조각: only one, three
			break
		}
		end += w
	}
	var top num
	if v, _ := digitAt(r.s, pos); v >= 0 {
		nm := r.lx.numeralAt(r.s, pos)
		top = num{end: nm.end, val: nm.val}
	} else if end > pos {
		if rest := r.s[end-len("이"):]; end-pos > len("이") && startsWithAny(rest, "이다", "이며", "이고", "이라") {
			end -= len("이") // the verb
		}
		try := reader{s: r.s[:end], lx: r.lx}
		top, _ = try.sino(pos, end)
	}
	if top.end == 0 || den.val.m == 0 {
		return r.attach(den)
	}
	n := num{start: den.start, end: top.end, val: top.val.over(den.val), fraction: true, top: top.val, part: den.val}
	n.val.neg = minus && n.val.m != 0
	return r.attach(n)
}
