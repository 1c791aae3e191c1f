package figures

import (
	"strings"
	"unicode"
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

// hanWords are words that begin with a numeral and are no numbers.
var hanWords = []string{
	"一般", "一些", "一样", "一樣", "一直", "一起", "一定", "一旦", "一切", "一致", "一系列", "一向", "一边", "一邊", "一时", "一時", "一度",
	"一方", "一部", "一番", "一緒", "一応", "一覧", "一体", "一種", "一种", "一面", "一連", "一连", "一贯", "一貫", "一概", "一道", "一瞬",
	"一旁", "一律", "一同", "一再", "一味", "一举", "一舉", "一看", "一下", "一点点", "一點點", "一半", "一块", "一塊", "一行", "一身", "一流",
	"一環", "一环", "一帯", "一带", "一帶", "一見", "一见", "一挙", "一層", "一气", "一氣", "一路", "一生", "一族", "一群", "一家", "一名",
	"三明治", "三菱", "三井", "三越", "三田", "三浦", "三重", "三国", "三國", "三角", "三亚", "三峡", "四川", "四国", "四國", "四处", "四處",
	"四日市", "五輪", "五轮", "五角", "五台", "五反田", "五金", "六本木", "七喜", "八王子", "八卦", "八戸", "九州", "九龙", "九龍", "九寨",
	"十分", "十字", "十足", "千葉", "千叶", "千代", "千万不", "千萬不", "千歳", "百货", "百貨", "百度", "百姓", "百科", "百合", "百老汇",
	"百老匯", "百事", "万一", "萬一", "万科", "万达", "萬達", "万圣", "萬聖", "万博", "万能", "萬能", "万物", "萬物", "万岁", "萬歲",
	"二酸化", "二手", "二维码", "二宮", "二階", "二世", "三世", "一世", "京都", "京东", "京東", "京城", "京畿", "京成", "兆候", "兆し",
	"一人前", "一個人", "一つ一つ", "一律", "一人ひとり", "一朝", "一色", "一件事", "一事", "一心", "一言", "一会", "一會", "一套", "一线", "一線",
	"陆军", "陸軍", "陆地", "陸上", "陸地", "陆续", "陸續", "参加", "參加", "参考", "参与", "參與", "参議", "参院", "參議", "参戦", "参拝",
	"参照", "参入", "伍德", "拾い", "拾う", "零售", "零件", "零下", "零食", "千里馬", "千年", "半导体", "半導体", "半導體", "半島",
	"半岛", "半球", "万全", "亿万", "億万", "两岸", "兩岸", "两侧", "兩側", "两边", "兩邊", "三星", "三井", "五百旗",
}

// classifiers follow a number: a single Han digit counts as a number before one of them.
const classifiers = "个個名人位条條件项項次年月日天岁歲家国國种種张張只隻辆輛架艘间間座所支枝把本册冊台部份场場届屆层層楼樓班轮輪" +
	"波组組对對双雙点點分秒时時小公千百万亿億萬口户戶号號周週倍成折级級步门門回遍股套匹头頭棵颗顆根片块塊幅段节節章篇首句代任期局" +
	"つ枚回度才円番社校羽軒カヶ箇か割世区選階隻票席元圆圓美英欧歐日韩韓吨噸米里度磅升季州省市县縣区區镇鎮村大方者强強日夜晚" +
	"盘盤杯瓶起宗集幕行排站艘岁步员員具顶頂道口颗处處界桶箱包袋盒堆瓣粒滴束类類样樣批群刻角毛亩畝顷頃克斤兩两厘毫連连冠戦点箇所球打投安失奪得勝敗連胜负負冊通発発着足膳丁件局話巻卷曲名様杆桿洞"

// hanScan is the state of reading a Han numeral.
type hanScan struct {
	total, part, digit uint64
	has                bool // digit holds a value
	lastUnit           int  // of the part
	lastMyriad         int
	count              int // numeral signs
	zero               bool
	fixed              dec // a decimal part before a myriad: 1.2億
	exp                int
	ok                 bool
}

// halfPrice is half off.
var halfPrice = []string{"对折", "對折", "半額", "半价", "半價"}

// han reads a numeral in Han signs at i, alone or mixed with digits.
func (r *reader) han(i int) int {
	_, w := utf8.DecodeRuneInString(r.s[i:])
	for _, word := range halfPrice {
		if strings.HasPrefix(r.s[i:], word) {
			return r.attach(num{start: i, end: i + len(word), val: whole(50), percent: true})
		}
	}
	for _, word := range hanWords {
		if strings.HasPrefix(r.s[i:], word) {
			if r.lx.tag != "ko" {
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
	r.inName(&n)
	return r.hanTail(n)
}

// hanNumber reads Han digits, units, myriads, and digits among them.
func (r *reader) hanNumber(i int) (num, bool) {
	n := num{start: i}
	var st, gapped hanScan
	var gap num
	pos := i
	positional := true
	for pos < len(r.s) && st.count < 40 {
		if next := r.hanGap(pos, &st, n.digits); next > pos {
			if next = pos + 1; r.s[pos] == ' ' {
				gap, gapped = n, st
			}
			pos = next
		}
		if next := r.moreOf(pos, &st); next > pos { // 十多万
			n.about, pos = true, next
		}
		if v, _ := digitAt(r.s, pos); v >= 0 {
			nm := r.lx.numeralAt(r.s, pos)
			if nm.bad || st.has || st.fixed.m != 0 {
				break
			}
			n.digits = true
			positional = false
			if nm.exp < 0 {
				if st.count > 0 {
					break
				}
				st.fixed, st.exp = nm.val, nm.exp
			} else {
				d := nm.val.norm()
				if d.e > 15 || d.magnitude() > 17 {
					break
				}
				st.digit, st.has = d.m*pow10(d.e), true
				if st.count > 0 && (st.lastUnit > 0 && st.digit >= pow10(st.lastUnit) || st.lastMyriad > 0 && st.digit >= pow10(st.lastMyriad)) {
					break
				}
			}
			st.count++
			pos = nm.end
			n.end = pos
			continue
		}
		c, w := utf8.DecodeRuneInString(r.s[pos:])
		v, u := hanValue(c), hanUnit(c)
		if r.lx.tag == "ko" && u == 0 && v < 0 {
			u = hangulUnit(c)
			if u > 0 && u < 4 && !n.digits {
				u = 0
			}
		}
		switch {
		case v == 0 && st.count > 0 && !positionalAt(r.s, pos):
			st.zero = true
			if st.has { // 一〇五
				st.digit *= 10
			}
			st.count++
			pos += w
			continue
		case v >= 0:
			if n.digits && st.has {
				return r.hanDone(n, &st, positional)
			}
			if st.has {
				if !positional && (st.digit > 9 || uint64(v) != st.digit+1) { // but for 十七八
					return r.hanDone(n, &st, positional)
				}
				st.digit = st.digit*10 + uint64(v)
				if st.digit > 1e15 {
					return n, false
				}
			} else {
				st.digit, st.has = uint64(v), true
			}
		case u > 0:
			if !st.unit(u, n.digits) {
				if st.has && gapped.count > 0 && st.count == gapped.count+1 { // 二十 | 三十
					return r.hanDone(gap, &gapped, positional)
				}
				return r.hanDone(n, &st, positional)
			}
			if !(n.digits || u >= 4) || st.count > 0 {
				positional = false
			}
			n.scaled = n.scaled || u >= 4
		default:
			return r.hanDone(n, &st, positional)
		}
		st.count++
		pos += w
		n.end = pos
	}
	return r.hanDone(n, &st, positional)
}

// hanGap gives where the numeral goes on after a space at i, or i: 20 亿, 12억 3천만, 三千 八百.
func (r *reader) hanGap(i int, st *hanScan, digits bool) int {
	if i >= len(r.s) || r.s[i] != ' ' || st.count == 0 {
		return i
	}
	c, _ := utf8.DecodeRuneInString(r.s[i+1:])
	u := hanUnit(c)
	if r.lx.tag == "ko" {
		u = max(u, hangulUnit(c))
	}
	switch {
	case u > 1 && u < 4 && st.has && digits && st.count == 1: // 3 百萬
		if next, _ := utf8.DecodeRuneInString(r.s[i+4:]); hanUnit(next) >= 4 {
			return i + 1
		}
		return i
	case u >= 4 && (st.has || st.part > 0 || st.fixed.m != 0), u > 0 && st.has && (!digits || st.count > 1):
		return i + 1
	case st.has || st.fixed.m != 0:
		return i
	case hanValue(c) > 0 && !digits && r.lx.tag != "ko":
		return i + 1
	}
	if v, _ := digitAt(r.s, i+1); v >= 0 && digits && (r.unitAfter(i+1) || r.lx.tag == "ko" && st.lastUnit > 0 && r.lx.numeralAt(r.s, i+1).ints <= st.lastUnit) {
		return i + 1
	}
	return i
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
func (st *hanScan) unit(u int, digits bool) bool {
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
func (r *reader) hanDone(n num, st *hanScan, positional bool) (num, bool) {
	if st.count == 0 || n.end == 0 {
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
		if d < 10 && !n.digits && !st.zero && r.lx.tag == "zh" && !r.countedAt(n.end) {
			if u := max(st.lastUnit, st.lastMyriad*b2i(st.part == 0)); u >= 2 && (st.part > 0 || st.total > 0) { // 四百五, 九十二萬四
				d *= pow10(u - 1)
				n.exp = u - 1
			}
		}
		v += d
	}
	n.val = whole(v)
	return r.hanApprox(n, st), r.hanCounts(n, st.count)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hanApprox reads two digits in a row that go up by one as "seven or eight": 七八个, 十七八岁.
func (r *reader) hanApprox(n num, st *hanScan) num {
	if n.digits || !st.has || st.digit < 12 || st.digit > 89 || st.digit%10 != st.digit/10+1 || st.zero || st.lastUnit == 0 && st.count > 2 {
		return n
	}
	base := st.total + st.part
	n.val, n.high, n.about = whole(base+st.digit/10), whole(base+st.digit%10), true
	return n
}

// countedAt reports whether a classifier or unit stands at i.
func (r *reader) countedAt(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.s[r.spaces(i):])
	return i < len(r.s) && strings.ContainsRune(classifiers, c)
}

// hanCounts reports whether Han numeral signs are a number here. A lone sign counts only before a classifier, after
// 第, or between punctuation.
func (r *reader) hanCounts(n num, count int) bool {
	if n.digits {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.s[n.start:])
	before, _ := utf8.DecodeLastRuneInString(r.s[:n.start])
	if before == '第' {
		return true
	}
	if count > 1 { // 一一 and 三五 are no numbers, 二〇二四 is one
		return count > 2 || n.high.m != 0 || hanUnit(c) > 0 || hanUnit(r.lastRune(n.end)) > 0 || r.measuredAt(n.end) ||
			strings.HasPrefix(r.s[n.end:], "折") || strings.HasPrefix(r.s[n.end:], "成")
	}
	if hanUnit(c) >= 2 {
		return before == '数' || before == '數' || r.measuredAt(n.end) || strings.HasPrefix(r.s[n.end:], "分之") || r.countedAt(n.end) && hanUnit(c) < 4 && !strings.HasPrefix(r.s[n.end:], "年") && !strings.HasPrefix(r.s[n.end:], "分") || r.alone(n)
	}
	if rest := r.s[n.end:]; (strings.HasPrefix(rest, "点") || strings.HasPrefix(rest, "點")) && len(rest) > 3 {
		if d, _ := utf8.DecodeRuneInString(rest[3:]); hanValue(d) >= 0 {
			return true
		}
	}
	if strings.HasPrefix(r.s[n.end:], "と") || strings.HasPrefix(r.s[n.end:], "また") {
		if _, ok := r.fractionAt(n.end + len("と")*(1+b2i(strings.HasPrefix(r.s[n.end:], "また")))); ok {
			return true
		}
	}
	if strings.ContainsRune("是为為到至比", before) && hanValue(c) != 1 {
		return true
	}
	if strings.ContainsRune("伍陆陸拾參参柒捌玖肆", c) && !r.alone(n) {
		return false
	}
	if before == '星' || before == '统' || before == '統' || before == '唯' || before == '同' || before == '之' || before == '万' || before == '萬' {
		return false
	}
	return r.countedAt(n.end) || r.alone(n) || r.measuredAt(n.end) || strings.HasPrefix(r.s[n.end:], "打") || strings.HasPrefix(r.s[n.end:], "ダース") ||
		hanValue(c) > 1 && r.lx.tag == "ja" && r.kanaAt(n.end)
}

func (r *reader) lastRune(end int) rune {
	c, _ := utf8.DecodeLastRuneInString(r.s[:end])
	return c
}

// measuredAt reports whether a unit, currency or percent word stands at i.
func (r *reader) measuredAt(i int) bool {
	return r.phrases(i, func(it *item) bool { return it.class == 'u' || it.class == 'c' || it.class == '%' }) > 0
}

func (r *reader) kanaAt(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.s[i:])
	return i < len(r.s) && c >= 0x3040 && c < 0x3100
}

// alone reports whether nothing but punctuation or an end is on both sides.
func (r *reader) alone(n num) bool {
	rest, head := strings.TrimLeft(r.s[n.end:], " "), strings.TrimRight(r.s[:n.start], " ")
	after, _ := utf8.DecodeRuneInString(rest)
	before, _ := utf8.DecodeLastRuneInString(head)
	return (rest == "" || unicode.IsPunct(after)) && (head == "" || unicode.IsPunct(before))
}

// hanTail reads what may follow: 点五, 分之一, 割, 成, 折, 半, and the marks of an ordinal.
func (r *reader) hanTail(n num) int {
	if before, _ := utf8.DecodeLastRuneInString(r.s[:n.start]); !n.digits && strings.ContainsRune("数數几幾好", before) && n.start > 0 {
		n.weak = true // several hundred
	}
	if strings.HasSuffix(r.s[:n.start], "第") {
		n.start -= len("第")
		n.ordinal = true
		return r.attach(n)
	}
	rest := r.s[n.end:]
	for _, sign := range []string{"分之", "分の", "分 之", " 分の", " 分之", "分  之"} {
		if after, ok := strings.CutPrefix(rest, sign); ok && n.val.e >= 0 {
			return r.hanFraction(n, len(r.s)-len(after))
		}
	}
	for _, sign := range []string{"点", "點", "・", "점", "점 ", " 점 ", " 点", " 點"} {
		if after, ok := strings.CutPrefix(rest, sign); ok {
			r.hanPoint(&n, len(r.s)-len(after))
		}
	}
	for _, dozen := range [...]string{"打", "ダース", "다스", " 다스"} {
		if strings.HasPrefix(r.s[n.end:], dozen) && !strings.HasPrefix(r.s[n.end:], "打击") {
			n.val, _ = n.val.times(whole(12))
			n.end += len(dozen)
		}
	}
	r.hanMixed(&n)
	r.hanShare(&n)
	if !n.percent && !n.fraction {
		r.hanHalf(&n)
	}
	if strings.HasPrefix(r.s[n.end:], "번째") || strings.HasPrefix(r.s[n.end:], "番目") || strings.HasPrefix(r.s[n.end:], " 번째") {
		n.ordinal = true
	}
	return r.attach(n)
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
	try := reader{s: r.s, lx: r.lx}
	switch c, _ := utf8.DecodeRuneInString(r.s[i:]); {
	case i >= len(r.s):
		return num{}, false
	case hangulValue(c) >= 0 || hangulUnit(c) > 0:
		try.hangul(i)
	default:
		den, ok := try.hanNumber(i)
		if v := hanValue(c); !ok && v > 1 {
			den, ok = num{start: i, end: i + len("一"), val: whole(uint64(v))}, true
		}
		if ok {
			try.hanTail(den)
		}
	}
	if len(try.out) != 1 || try.out[0].Kind != Fraction || try.out[0].low.cmp(whole(1)) >= 0 {
		return num{}, false
	}
	return num{end: try.out[0].End, val: try.out[0].low}, true
}

// hanFraction reads 三分之一, 5分の1, 百分之二十.
func (r *reader) hanFraction(den num, i int) int {
	pos := r.spaces(i)
	if den.val.m == 0 || den.val.neg {
		return r.attach(den)
	}
	var top num
	ok := false
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
	for _, sign := range []string{"点", "點"} {
		if strings.HasPrefix(r.s[top.end:], sign) {
			r.hanPoint(&top, top.end+len(sign))
		}
	}
	n := num{start: den.start, end: top.end, exp: top.exp, digits: den.digits || top.digits, fraction: true}
	if d := den.val.norm(); d.m == 1 && d.e > 2 && !den.digits && r.lx.tag == "zh" { // 千分之二
		n.val, n.percent, n.fraction = top.val.over(den.val), true, false
		n.val.e += 2
		return r.attach(n)
	}
	if c, _ := utf8.DecodeRuneInString(r.s[den.start:]); den.val.same(whole(100)) && !den.digits && hanUnit(c) > 0 {
		n.val, n.percent, n.fraction = top.val, true, false
		return r.attach(n)
	}
	n.val = top.val.over(den.val)
	return r.attach(n)
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
		if h := hangulValue(c); h >= 0 && r.lx.tag == "ko" && !strings.HasPrefix(r.s[pos:], "이다") && !strings.HasPrefix(r.s[pos:], "입") {
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
	if rest := strings.TrimLeft(r.s[at:], " "); strings.HasPrefix(rest, "成") || strings.HasPrefix(rest, "割") || strings.HasPrefix(rest, "折") {
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
	case c == '割' && r.lx.tag == "ja":
		n.val.e++
		n.exp++
		n.end += w
		if v := hanValue(next); v >= 0 && strings.HasPrefix(r.s[n.end+nw:], "分") {
			n.val, _ = n.val.plus(whole(uint64(v)))
			n.end += nw + len("分")
		} else if d, dw := digitAt(r.s, n.end); d >= 0 && strings.HasPrefix(r.s[n.end+dw:], "分") {
			n.val, _ = n.val.plus(whole(uint64(d)))
			n.end += dw + len("分")
		}
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

// hanHalf reads 半 after a counter-less number: 两年半 is left to its unit.
func (r *reader) hanHalf(n *num) {
	if strings.HasPrefix(r.s[n.end:], "半") && !n.digits && r.lx.tag == "ja" {
		if v, ok := n.val.plus(dec{m: 5, e: -1}); ok {
			n.val, n.end, n.exp = v, n.end+len("半"), -1
		}
	}
}
