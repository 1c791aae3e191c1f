package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hanWords are words that begin with a numeral and are no numbers, by their first characters.
var hanWords = byFirst([]string{
	"一般", "一些", "一样", "一樣", "一直", "一起", "一定", "一旦", "一切", "一致", "一系列", "一向", "一边", "一邊", "一时", "一時", "一度",
	"一方", "一部", "一番", "一緒", "一応", "一覧", "一体", "一種", "一种", "一面", "一連", "一连", "一贯", "一貫", "一概", "一道", "一瞬",
	"一旁", "一律", "一同", "一再", "一味", "一举", "一舉", "一看", "一下", "一点点", "一點點", "一半", "一块", "一塊", "一行", "一身", "一流",
	"一環", "一环", "一帯", "一带", "一帶", "一見", "一见", "一挙", "一層", "一气", "一氣", "一路", "一生", "一族", "一群", "一家", "一名",
	"五大湖", "三明治", "三菱", "三井", "三越", "三田", "三浦", "三重", "三国", "三國", "三角", "三亚", "三峡", "四川", "四国", "四國", "四处", "四處",
	"四日市", "五輪", "五轮", "五角", "五台", "五反田", "五金", "六本木", "七喜", "八王子", "八卦", "八戸", "九州", "九龙", "九龍", "九寨",
	"十分", "十字", "十足", "千葉", "千叶", "千代", "千万不", "千萬不", "千歳", "百货", "百貨", "百度", "百姓", "百科", "百合", "百老汇",
	"百老匯", "百事", "万一", "萬一", "万科", "万达", "萬達", "万圣", "萬聖", "万博", "万能", "萬能", "万物", "萬物", "万岁", "萬歲",
	"二酸化", "二手", "二维码", "二宮", "二階", "二世", "三世", "一世", "京都", "京东", "京東", "京城", "京畿", "京成", "兆候", "兆し",
	"一人前", "一個人", "一つ一つ", "一律", "一人ひとり", "一朝", "一色", "一件事", "一事", "一心", "一言", "一会", "一會", "一套", "一线", "一線",
	"陆军", "陸軍", "陆地", "陸上", "陸地", "陆续", "陸續", "参加", "參加", "参考", "参与", "參與", "参議", "参院", "參議", "参戦", "参拝",
	"参照", "参入", "伍德", "拾い", "拾う", "零售", "零件", "零下", "零食", "千里馬", "千年", "半导体", "半導体", "半導體", "半島",
	"半岛", "半球", "五分五分", "九分九厘", "四分五裂", "十中八九", "三日月", "五十音", "八百屋", "八百長", "四季", "三味線", "万全", "亿万", "億万", "两岸", "兩岸", "两侧", "兩側", "两边", "兩邊", "三星", "三井", "五百旗",
})

// byFirst sorts words by their first characters.
func byFirst(words []string) map[rune][]string {
	sorted := map[rune][]string{}
	for _, w := range words {
		sorted[firstRune(w)] = append(sorted[firstRune(w)], w)
	}
	return sorted
}

// classifiers follow a number: a single Han digit counts as a number before one of them.
const classifiers = "个個名人位条條件项項次年月日天岁歲家国國种種张張只隻辆輛架艘间間座所支枝把本册冊台部份场場届屆层層楼樓班轮輪" +
	"波组組对對双雙点點分秒时時小公千百万亿億萬口户戶号號周週倍成折级級步门門回遍股套匹头頭棵颗顆根片块塊幅段节節章篇首句代任期局" +
	"つ枚回度才円番社校羽軒カヶ箇か割世区選階隻票席元圆圓美英欧歐日韩韓吨噸米里度磅升季州省市县縣区區镇鎮村大方者强強日夜晚" +
	"盘盤杯瓶起宗集幕行排站艘岁步员員具顶頂道口颗处處界桶箱包袋盒堆瓣粒滴束类類样樣批群刻角毛亩畝顷頃克斤兩两厘毫連连冠戦点箇所球打投安失奪得勝敗連胜负負冊通発発着足膳丁件局話巻卷曲名様杆桿洞"

// countedAt reports whether a classifier or unit stands at i.
func (r *reader) countedAt(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.s[r.spaces(i):])
	return i < len(r.s) && strings.ContainsRune(classifiers, c)
}

// hanCounts reports whether Han numeral signs are a number here. A lone sign counts only before a classifier, after
// 第, or between punctuation.
func (r *reader) hanCounts(n num, count int) bool {
	c, _ := utf8.DecodeRuneInString(r.s[n.start:])
	before, _ := utf8.DecodeLastRuneInString(r.s[:n.start])
	switch {
	case n.digits || before == '第':
		return true
	case startsWithAny(r.s[n.end:], "世") && !startsWithAny(r.s[n.end:], "世纪", "世紀", "世代", "世界", "世帯", "世带"):
		return false // 盖马尔四世, Guaimar IV
	case count > 1:
		return r.hanSignsCount(n, c, count)
	case hanUnit(c) >= 2:
		return r.hanUnitCounts(n, c, before)
	}
	return r.hanDigitCounts(n, c, before)
}

// hanSignsCount is hanCounts for several signs, of which c is the first: 一一 and 三五 are no numbers, 二〇二四 is one.
func (r *reader) hanSignsCount(n num, c rune, count int) bool {
	return count > 2 || r.pointAt(n.end) || n.high.m != 0 && (r.countedAt(n.end) || r.alone(n)) || hanUnit(c) > 0 || hanUnit(r.lastRune(n.end)) > 0 || r.measuredAt(n.end) ||
		startsWithAny(r.s[n.end:], "折", "成")
}

// hanUnitCounts is hanCounts for a lone unit or myriad c.
func (r *reader) hanUnitCounts(n num, c, before rune) bool {
	if startsWithAny(r.s[n.end:], "瓦", "克", "米", "卡", "赫") && before == '每' { // 每千瓦时
		return false
	}
	return before == '数' || before == '數' || startsWithAny(r.s[n.end:], "余", "餘") && r.countedAt(n.end+len("余")) || r.measuredAt(n.end) || r.partsAt(n.end) ||
		r.countedAt(n.end) && hanUnit(c) < 4 && !startsWithAny(r.s[n.end:], "年", "分") || r.alone(n)
}

// hanDigitCounts is hanCounts for a lone digit c, or ten.
func (r *reader) hanDigitCounts(n num, c, before rune) bool {
	switch {
	case r.pointAt(n.end), r.andFractionAt(n.end):
		return true
	case strings.ContainsRune("東西南北", before) && strings.HasPrefix(r.s[n.end:], "条"):
		return false // a street of a planned town: 西九条
	case strings.ContainsRune("是为為到至比", before) && hanValue(c) != 1, r.minusBefore(n.start):
		return true
	case strings.ContainsRune("伍陆陸拾參参柒捌玖肆", c) && !r.alone(n): // other words too: 参加
		return false
	case strings.ContainsRune("星统統唯之万萬", before), before == '同' && !r.phrasesWith(n.end, '%'):
		return false // the end of a word: 星期, 统一, 唯一, 同一
	}
	return r.hanCountsBefore(n, c)
}

// minusBefore reports whether a minus sign in words stands before i: 负五.
func (r *reader) minusBefore(i int) bool {
	it, _ := r.phraseBefore(i)
	return it != nil && it.class == '-'
}

// hanCountsBefore reports whether what stands after the lone digit c makes it a number.
func (r *reader) hanCountsBefore(n num, c rune) bool {
	rest := r.s[n.end:]
	return r.countedAt(n.end) || r.alone(n) || r.measuredAt(n.end) || startsWithAny(rest, "打", "ダース") ||
		r.spacedPercent(n.end) > 0 || c == '零' && startsWithAny(rest, "と", "は", "が", "に", "を", "の") ||
		hanValue(c) > 1 && r.lx.tag == "ja" && r.kanaAt(n.end)
}

// andFractionAt reports whether "and" with a fraction stands at i: 二と三分の一.
func (r *reader) andFractionAt(i int) bool {
	rest, and := cutAny(r.s[r.spaces(i):], "と", "また", "又")
	if !and {
		return false
	}
	_, ok := r.fractionAt(r.spaces(len(r.s) - len(rest)))
	return ok
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

// partsAt reports 分之 at i.
func (r *reader) partsAt(i int) bool {
	_, ok := r.partsOf(i)
	return ok
}

// pointAt reports whether a decimal point and a digit stand at i: 点五, in spaced text too, .五 and ・五.
func (r *reader) pointAt(i int) bool {
	rest, ok := cutAny(strings.TrimLeft(r.s[i:], " "), "点", "點")
	if c := firstRune(strings.TrimLeft(rest, " ")); ok {
		return hanValue(c) >= 0
	}
	rest, ok = cutAny(r.s[i:], ".", "．", "・")
	return ok && r.digitsOnly(rest)
}
