package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
)

// A spoken is a word of a quote that may be of a name, and how it may sound.
type spoken struct {
	text   string
	sounds []string
	same   float64 // the distance up to which it is taken for a name of the claim
}

// partHeld looks for one word of a name: as it is, by its beginning (Germany, German), and by its sound. Only in
// quotes of the claim's own language does a word that is not found fail: another language may translate it.
func partHeld(part, lang string, quotes []Quote, heard func() []spoken) digest.Result {
	own := true
	for _, q := range quotes {
		if Occurs(part, q.Text, q.Lang) || stemOccurs(part, q.Text) || acronymOf(part, q.Text) || peopleOccur(part, q) {
			return digest.Pass
		}
		own = own && sameLanguage(lang, q.Lang)
	}
	if own {
		return misspelt(part, quotes)
	}
	s, ok := sounds(part, lang)
	if !ok {
		return digest.NotRun
	}
	words, sc := heard(), scriptOfText(part)
	for i := range words {
		limit := words[i].same
		if scriptOfText(words[i].text) == sc {
			limit = 0.15 // in one script a name is spelt alike
		}
		if nearest(s, words[i].sounds) <= limit {
			return digest.Pass
		}
	}
	return digest.NotRun
}

// misspelt looks in the claim's own language for a name that differs by one letter of six or more.
func misspelt(part string, quotes []Quote) digest.Result {
	p := []rune(fold(part))
	for _, q := range quotes {
		for _, w := range wordsOf(q.Text) {
			if w.capital && len(p) > 5 && oneApart(p, []rune(fold(w.text))) {
				return digest.Pass
			}
		}
	}
	return digest.Fail
}

// oneApart reports whether two words differ by no more than one letter put in, left out or exchanged.
func oneApart(a, b []rune) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(b) || string(a[i+1:]) == string(b[i+1:])
	}
	return string(a[i+1:]) == string(b[i:])
}

// people are the English names of countries whose people are called otherwise.
var people = map[string]string{
	"france": "french", "spain": "spanish", "netherlands": "dutch", "holland": "dutch", "uk": "british", "britain": "british",
	"us": "american", "u.s": "american", "usa": "american", "america": "american", "switzerland": "swiss",
	"denmark": "danish", "wales": "welsh", "ireland": "irish", "greece": "greek", "poland": "polish", "finland": "finnish",
	"scotland": "scottish", "thailand": "thai", "philippines": "filipino", "peru": "peruvian", "iraq": "iraqi",
	"turkey": "turk", "cyprus": "cypriot", "gaza": "palestinian", "burma": "myanmar",
}

// peopleOccur looks for a country by its people or its people by their country, in English.
func peopleOccur(part string, q Quote) bool {
	p := fold(part)
	if named := people[p]; named != "" && strings.Contains(fold(q.Text), named) {
		return true
	}
	for country, named := range people {
		if strings.HasPrefix(p, named) && Occurs(country, q.Text, q.Lang) {
			return true
		}
	}
	return false
}

func sameLanguage(a, b string) bool {
	x, _, _ := strings.Cut(strings.ToLower(a), "-")
	y, _, _ := strings.Cut(strings.ToLower(b), "-")
	return x == y
}

// acronymOf reports whether a word of capitals is made of the first letters of words that follow each other.
func acronymOf(part, text string) bool {
	part = strings.TrimSuffix(part, "s")
	if len(part) < 3 || len(part) > 6 || part != strings.ToUpper(part) {
		return false
	}
	var initials strings.Builder
	for _, w := range wordsOf(text) {
		r, _ := utf8.DecodeRuneInString(w.text)
		initials.WriteRune(unicode.ToUpper(r))
	}
	return strings.Contains(initials.String(), part)
}

// stemOccurs looks for the first letters of a longer word, so that Germany finds German and Iraqis Iraq.
func stemOccurs(part, text string) bool {
	r := []rune(fold(part))
	if len(r) < 5 || scriptOf(r[0]) == hanScript || scriptOf(r[0]) == kana {
		return false
	}
	stem := string(r[:max(4, len(r)-3)])
	return occursAt(stem, fold(text), 8, false)
}

// most words of one quote that are listened to.
const mostHeard = 1500

// spokenIn returns the words of a quote that may be of names. In the scripts of Europe these have a capital; in text
// without spaces they are stretches of characters: katakana as it stands, Han characters that foreign names are
// written with, and, to be met exactly, other Han characters.
func spokenIn(q Quote) []spoken {
	var out []spoken
	take := func(text string, same float64) {
		if len(out) < mostHeard {
			if s, ok := sounds(text, q.Lang); ok {
				out = append(out, spoken{text, s, same})
			}
		}
	}
	for _, w := range wordsOf(q.Text) {
		switch scriptOfText(w.text) {
		case latin, cyrillic, greek:
			if w.capital {
				take(w.text, Same)
			}
		case arabic, hebrew:
			take(w.text, Same)
			if r, size := utf8.DecodeRuneInString(w.text); strings.ContainsRune("وبلفكولבמהשכ", r) && len(w.text) > 3*size {
				take(w.text[size:], Same)
			}
		case devanagari:
			take(w.text, Same)
		case hangul:
			hangulStems(w.text, take)
		case hanScript, kana, thai:
			stretches(w.text, q.Lang, take)
		}
	}
	return out
}

// hangulStems takes the beginnings of a Korean word, whose end may be a particle.
func hangulStems(text string, take func(string, float64)) {
	runes := []rune(text)
	for n := 2; n <= min(len(runes), 6); n++ {
		take(string(runes[:n]), Same)
	}
}

// stretches takes the runs of one script in a text without spaces.
func stretches(text, lang string, take func(string, float64)) {
	runes := []rune(text)
	japanese := strings.HasPrefix(lang, "ja")
	for i := 0; i < len(runes); {
		j := i + 1
		sc := scriptOf(runes[i])
		for j < len(runes) && kindOf(runes[j]) == kindOf(runes[i]) {
			j++
		}
		switch {
		case isKatakana(runes[i]):
			if j-i >= 2 {
				take(string(runes[i:j]), Same)
			}
		case sc == hanScript, sc == thai:
			for a := i; a < j; a++ {
				for n := 2; n <= 6 && a+n <= j; n++ {
					switch s := string(runes[a : a+n]); {
					case sc == thai && n > 2, !japanese && foreign(runes[a:a+n]):
						take(s, 0.3)
					case sc == hanScript && n <= 3:
						take(s, 0.12)
					}
				}
			}
		}
		i = j
	}
}

// kindOf sets katakana and hiragana apart.
func kindOf(r rune) int {
	if isKatakana(r) {
		return 100
	}
	return int(scriptOf(r))
}

func isKatakana(r rune) bool { return 0x30a1 <= r && r <= 0x30fe }

// foreignHan are the characters that foreign names are mostly written with in Chinese, simplified and traditional.
const foreignHan = "阿埃艾爱愛安昂奥奧巴白拜班邦保鲍鮑贝貝本比彼边邊宾賓波博伯勃布查达達戴丹道德邓鄧迪蒂丁杜顿頓多厄恩尔爾法范菲费費芬夫" +
	"弗福盖蓋甘冈岡高戈格贡貢古哈海汉漢豪赫亨洪胡华華惠基吉济濟加贾賈杰傑金卡凯凱坎康考柯科克肯孔库庫昆拉莱萊兰蘭朗劳勞勒雷黎里利连連列林琳" +
	"留卢盧鲁魯伦倫罗羅洛马馬迈邁曼芒毛梅门門蒙米密明莫姆穆纳納奈南内內尼涅宁寧纽紐农農努诺諾欧歐帕潘庞龐佩彭皮平珀普奇恰乔喬切琴丘让讓热熱" +
	"荣榮茹萨薩赛賽桑沙山尚绍紹舍申什圣聖施史舒顺順斯苏蘇索塔泰坦汤湯唐特腾騰提廷通图圖托瓦万萬旺威韦韋维維温溫文翁沃乌烏伍武西希锡錫夏显顯" +
	"香肖谢謝辛休许許雅亚亞延扬揚耶叶葉伊因英尤于约約泽澤扎札詹张張珍芝朱兹茲佐登川普柬泽连澤連斯基内塔尼亚胡朔尔茨爾茨拿士帝仙積积柴契"

// foreign reports whether all the characters are such.
func foreign(runes []rune) bool {
	for _, r := range runes {
		if !strings.ContainsRune(foreignHan, r) {
			return false
		}
	}
	return true
}
