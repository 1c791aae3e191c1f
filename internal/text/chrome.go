package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// widgetLine is the longest line, in characters, that is weighed word by word; longer ones are prose.
const widgetLine = 120

var (
	urlOnly  = regexp.MustCompile(`^[^\p{L}\p{N}]*(?:(?:https?://|www\.)\S+|\S+@\S+\.\w+)(?:\s+(?:https?://|www\.)\S+)*[^\p{L}\p{N}]*$`)
	omission = regexp.MustCompile(`(?i)^[\s~〜～\-–—=\[［(（<〈《【…・.*＊]*(?:省略|中略|前略|後略|以下略|略|中间省略|此处省略|此處省略|snip|cut|omitted|omissis|중략|생략|후략|전략)[\s~〜～\-–—=\]］)）>〉》】…・.*＊]*$`)
	relative = regexp.MustCompile(`(?i)\d{1,3}\s*(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|週|个月|個月|か月|ヶ月|カ月|年|초|분|시간|일|주|개월|년)\s*(?:之?前|전)|` +
		`\b(?:\d{1,3}|an?|one|few) (?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)(?: \d+ \w+)? ago\b|` +
		`\b(?:il y a|vor|hace|há) \d{1,3} \p{L}+|\b\d{1,3} \p{L}+ (?:fa|назад|temu|önce|yang lalu|trước|тому)\b|(?:قبل|منذ) \d{1,3} \p{L}+|\d{1,3}\s*(?:วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)(?:ที่แล้ว|ก่อน)`)
	dateToken = regexp.MustCompile(`\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}\s*[日일]?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`)
	copyright = regexp.MustCompile(`(?i)^\W*(?:©|ⓒ|\(c\)|copyright\b)`)
	credits   = regexp.MustCompile(`(?i)^[※▲▼△▽◆■●\[(（【<]*\s*(?:画像|写真|撮影|図|photos?|image|images|picture|credit photo|crédit photo|crédits?|foto|fotos|bild|图|图片|图源|图片来源|圖|圖片|圖片來源|照片|사진|사진출처|фото|صورة|الصورة|ภาพ)\s*(?:by|提供|出典|来源|來源|credit|von|de|di)?\s*[:：=／/]`)
	library   = regexp.MustCompile(`(?i)(?:wikipedia|ウィキペディア|维基百科|維基百科|위키백과|википеди|ويكيبيديا|วิกิพีเดีย|wikimedia|shutterstock|getty|unsplash|pixabay|pexels|istock|adobe ?stock|写真ac|photoac|pixta|depositphotos|flickr|视觉中国|東方ic)`)
)

var (
	captionEnd = regexp.MustCompile(`(?i)[(（\[【]\s*(?:image|images|picture|pic|photo|photos|photograph|foto|fotos|bild|imagen|imagem|immagine|写真|画像|撮影|图|图片|圖|사진|фото|صورة|ภาพ)\s*(?:by|credit|courtesy|提供|来源|來源)?\s*[:：=／/]\s*[^()（）]{0,60}[)）\]】]\.?$`)
	tagLine    = regexp.MustCompile(`(?i)^(?:tags?|tagged|filed under|topics|keywords|categories|labels|标签|關鍵字|关键词|标签云|標籤|タグ|キーワード|カテゴリー?|태그|키워드|الوسوم|وسوم|كلمات مفتاحية|كلمات دلالية|теги|метки|ключевые слова|แท็ก|คำค้น|schlagwörter|schlagworte|étiquettes|mots[- ]clés|etiquetas|palabras clave|palavras-chave|tagi|etiketler|từ khóa|trefwoorden)\s*(?:[:：|]\s*[^.!?。！？]{0,280}|\s[^.!?。！？,，、]{1,60}(?:[,，、][^.!?。！？,，、]{1,60}){2,})$`)
)

// callToFollow are calls with a name in their middle, in lower case; each has a word of platforms.
var callToFollow = regexp.MustCompile(`下载.{0,12}客户端|下載.{0,12}app|关注.{0,12}公众号|加入.{0,10}(?:微信群|频道|電報群)|` +
	`(?:follow|like|find|join) .{1,30} on (?:facebook|twitter|x|instagram|telegram|youtube|whatsapp|google news|linkedin)\b|download (?:our|the) .{0,20}\bapp\b|` +
	`подпи\pL+ на .{0,30}(?:канал|рассылку)|تابع\pL* .{0,30}(?:تيليجرام|تلغرام|تويتر|فيسبوك|واتساب|إنستغرام)|(?:เพิ่ม|แอด).{0,20}ไลน์|채널을? .{0,10}(?:추가|구독)|` +
	`folgen sie .{0,20} auf|suivez.{0,30} sur|segui\pL* .{0,30} su (?:facebook|twitter|instagram|telegram|whatsapp)|s[ií]gue\pL* .{0,30} en (?:facebook|twitter|instagram|telegram|whatsapp)|` +
	`(?:line|x|twitter|facebook|instagram|threads).{0,6}フォロー`)

// isChromeLine reports whether a line by itself belongs to the site and not to the document.
func isChromeLine(s string) bool {
	if !hasText(s) {
		return true // rules, ornaments, lonely marks
	}
	n := runes(s)
	if n <= 200 && (hasAddress(s) && urlOnly.MatchString(s) || n <= 20 && omission.MatchString(s)) {
		return true
	}
	if n <= 90 && (credits.MatchString(s) || sourceLabel.MatchString(s) && library.MatchString(s)) {
		return true
	}
	if n <= 200 && copyright.MatchString(s) {
		return true
	}
	if n <= 300 && (strings.ContainsAny(s[len(s)-min(4, len(s)):], ")）]】") && captionEnd.MatchString(s) || tagLine.MatchString(s)) {
		return true
	}
	if n <= widgetLine && madeOfWidgets(s) {
		return true
	}
	return hasNotice(s, n)
}

func hasAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "@")
}

// madeOfWidgets reports whether four fifths of a line's letters and digits are widget words, counters, dates, and times ago.
func madeOfWidgets(s string) bool {
	s = lower(s)
	found := false
	covered := make([]bool, len(s))
	cover := func(from, to int) {
		for i := from; i < to; i++ {
			covered[i] = true
		}
	}
	if strings.ContainsAny(s, "0123456789") {
		for _, m := range relative.FindAllStringIndex(s, -1) {
			cover(m[0], m[1])
			found = true
		}
		clock := false
		for _, m := range dateToken.FindAllStringIndex(s, -1) {
			cover(m[0], m[1])
			clock = clock || strings.ContainsAny(s[m[0]:m[1]], ":：")
		}
		found = found || clock
	}
	widgets().scan(s, func(from, to int) {
		cover(from, to)
		found = true
	})
	in, out, digits := 0, 0, 0
	for i, r := range s {
		switch {
		case covered[i] && unicode.IsLetter(r):
			in++
		case unicode.IsDigit(r):
			digits++
		case !covered[i] && unicode.IsLetter(r):
			out++
		}
	}
	if in+out == 0 {
		return digits > 0 && !looksLikeYear(s) // counters
	}
	return found && in >= 4*out && in+digits > 0 && (in > 1 || out == 0)
}

// looksLikeYear spares lines that are a year or a date: they head entries of chronicles.
func looksLikeYear(s string) bool {
	return dateToken.MatchString(s) && !strings.ContainsAny(s, ":：") || len(s) == 4
}

// hasNotice reports whether a line holds a phrase that only sites write. Long lines need a second sign.
func hasNotice(s string, n int) bool {
	if n > 400 {
		return false
	}
	s = lower(s)
	if weight(s, n) <= 120 && platforms().any(s) && callToFollow.MatchString(s) {
		return true
	}
	hits := 0
	notices().scan(s, func(int, int) { hits++ })
	if hits == 0 {
		return false
	}
	if weight(s, n) <= 90 {
		return true
	}
	return hits > 1 || countAppeals(s) >= 2
}

// weight is a line's length in characters of a Latin script: an East Asian character says as much as two or three.
func weight(s string, n int) int {
	wide := 0
	for _, r := range s {
		if r >= 0x2e80 {
			wide++
		}
	}
	return n + wide
}

func countAppeals(s string) int {
	seen := map[string]bool{}
	appeals().scan(s, func(from, to int) { seen[s[from:to]] = true })
	return len(seen)
}

// markSections finds the heads of lists that belong to the site ("Related articles") and marks the list with them: lines that
// end no sentence, up to the next prose.
func markSections(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		if p.role == Chrome && !isOpener(p.text) {
			continue
		}
		if inlineOpener(p.text) {
			p.role = Chrome
			continue
		}
		if !isOpener(p.text) {
			continue
		}
		p.role = Chrome
		end := i + 1
		for end < len(pieces) && listed(pieces[end]) {
			end++
		}
		if end < len(pieces) && end > i+1 && pieces[end-1].links == 0 && !listMark(pieces[end-1].text) && pieces[end-1].wide && end-i > 2 {
			end-- // the heading of the prose that follows
		}
		for j := i + 1; j < end; j++ {
			pieces[j].role = Chrome
		}
	}
}

// listed reports whether a piece can be an entry of a list of articles.
func listed(p piece) bool {
	if p.role == Chrome {
		return true
	}
	if p.role == Credit || p.heading {
		return false
	}
	n := weight(p.text, runes(p.text))
	return n <= 160 && !prose(p.text) || p.links*2 > len(p.text)
}

// prose reports whether a line reads like a statement: it ends as one, and not with a date in brackets as entries of lists
// do. Thai, Lao, Khmer and Burmese have no mark for it; there a statement is a line that is too long for a heading.
func prose(s string) bool {
	if runes(s) > 70 && unmarked(s) {
		return true
	}
	return endsSentence(s) && !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）")
}

// unmarked reports whether a line is in a script without marks at the end of sentences.
func unmarked(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x0e00 && r <= 0x0eff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff
	})
}

func listMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•・●■◆▶►»>-–*→", r)
}

// isOpener reports whether a line is the head of such a list, whatever marks stand around it.
func isOpener(s string) bool {
	if len(s) > 120 {
		return false
	}
	s = strings.TrimFunc(lower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
	return s != "" && openers().whole(s)
}

// inlineOpener reports whether a line is one entry with the list's name before it, as "Read also: …".
func inlineOpener(s string) bool {
	if weight(s, runes(s)) > 220 {
		return false
	}
	s = strings.TrimLeftFunc(lower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	p := openers().starts(s)
	if p == "" {
		return false
	}
	rest := strings.TrimLeft(s[len(p):], " \t\u00a0\u3000")
	rest2 := strings.TrimLeft(rest, ":：|>»→】]）)-–—")
	return rest2 != rest && strings.TrimSpace(rest2) != "" && weight(p, runes(p)) >= 6
}

// markAppeals marks calls for money and subscriptions: runs of lines most of which hold several of their words, above all
// at the document's end.
func markAppeals(pieces []piece) {
	counts := make([]int, len(pieces))
	for i, p := range pieces {
		if p.role == Body && len(p.text) < 1200 {
			counts[i] = countAppeals(lower(p.text))
		}
	}
	for i := 0; i < len(pieces); i++ {
		if !appealing(pieces[i], counts[i]) {
			continue
		}
		end, lines, sum := i, 0, 0
		for j := i; j < len(pieces) && j <= end+2; j++ {
			if pieces[j].role == Chrome || counts[j] >= 1 {
				end = j
				lines++
				sum += counts[j]
			}
		}
		if lines < 3 || sum < 6 || lines*4 < (end-i+1)*3 {
			if counts[i] >= 4 && runes(pieces[i].text) <= 300 {
				pieces[i].role = Chrome
			}
			continue
		}
		for j := i; j <= end; j++ {
			if pieces[j].role != Credit {
				pieces[j].role = Chrome
			}
		}
		i = end
	}
	spreadAppeals(pieces, counts)
}

// spreadAppeals marks lines with two words of appeals that stand beside chrome: the rest of a call that has been recognised.
func spreadAppeals(pieces []piece, counts []int) {
	near := func(i int) bool { return i >= 0 && i < len(pieces) && pieces[i].role == Chrome }
	for range 2 {
		for i := range pieces {
			p := &pieces[i]
			if p.role == Body && counts[i] >= 2 && weight(p.text, runes(p.text)) <= 200 && (near(i-1) || near(i+1)) {
				p.role = Chrome
			}
		}
	}
}

// markMenus marks runs of short lines before the first statement and after the last: what a menu leaves in copied text.
func markMenus(pieces []piece) {
	first, last := len(pieces), -1
	for i, p := range pieces {
		if p.role == Body && prose(p.text) && weight(p.text, runes(p.text)) > 40 {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	for _, edge := range [][]piece{pieces[:first], pieces[last+1:]} {
		for start := 0; start < len(edge); {
			end := start
			for end < len(edge) && (end == start || !edge[end].wide) && menuItem(edge[end]) {
				end++
			}
			if end-start >= 5 {
				for i := start; i < end; i++ {
					edge[i].role = Chrome
				}
			}
			start = max(end, start+1)
		}
	}
}

// menuItem reports whether a line can be a menu's.
func menuItem(p piece) bool {
	return (p.role == Body || p.role == Chrome) && !p.heading && weight(p.text, runes(p.text)) <= 24 && !endsSentence(p.text)
}

// appealing reports whether a piece may begin such a run.
func appealing(p piece, count int) bool {
	return p.role == Body && (count >= 3 || count == 2 && runes(p.text) <= 60)
}
