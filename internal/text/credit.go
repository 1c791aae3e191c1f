package text

import (
	"regexp"
	"strings"
)

var (
	footnote    = regexp.MustCompile(`^(?:\*\d{1,3}[:：]|\[\d{1,3}\][:：]?\s|※\d{1,2}[\s:：]|注\d{1,2}[\s:：)]|\^\s?\[?\d{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])`)
	bracketed   = regexp.MustCompile(`^[【\[［(（〔][^【】\[\]]{2,60}[】\]］)）〕]$`)
	sourceLabel = regexp.MustCompile(`(?i)^[※\s]*(?:出典|引用元|引用|参照|参照元|ソース|情報源|来源|來源|消息来源|新闻来源|资料来源|資料來源|source|sources|quelle|quellen|fonte|fonti|fuente|fuentes|источник|источники|출처|자료|المصدر|مصدر|ที่มา|แหล่งที่มา|bron|źródło|kaynak|nguồn|sumber|джерело|πηγή|källa|zdroj|forrás|sursa)\s*[:：=]\s*\S`)
	byline      = regexp.MustCompile(`(?i)^(?:by [\p{Lu}]|von [\p{Lu}]|par [\p{Lu}]|por [\p{Lu}]|di [\p{Lu}]\p{L}+ [\p{Lu}]|text(?:o|e|y)?: ?|autore?: ?|author: ?|автор(?:ы)?:? ?[\p{Lu}]|текст: ?|文[:：／/]|取材・文|執筆[:：]|記者[:：]|作者[:：]|撰文[:：]|记者[:：]|編輯[:：]|编辑[:：]|文字[:：]|بقلم[: ]|كتب[: ]|كتبت[: ]|เรื่อง[: ]|โดย )`)
	agency      = regexp.MustCompile(`(?i)\b(?:afp|reuters|ansa|dpa|efe|ap|upi|tass|interfax|kyodo|jiji|xinhua|yonhap|anadolu|apa|pap|lusa|belga|anp|ritzau|ntb|tt|ria|ukrinform|bernama|antara|pti|ani)\b|共同通信|共同社|時事通信|時事|新华社|新華社|中新社|中央社|路透社|法新社|美联社|ロイター|ТАСС|Интерфакс|РИА Новости|УНИАН|연합뉴스|뉴시스|뉴스1|رويترز|وكالات|وكالة|أ ف ب|واس|ซินหัว|รอยเตอร์`)
	reporter    = regexp.MustCompile(`^(?:[\p{Hangul}]{2,12}\s*[=|]\s*)?[\p{Hangul}]{2,4}\s?(?:기자|특파원|논설위원)(?:\s+\S+@\S+)?$`)
	anyDate     = regexp.MustCompile(`\d{4}\s*[./年년-]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}`)
)

// isCredit reports whether a line says where what stands near it comes from: a byline, an agency's tag, a footnote, an
// outlet and a date in brackets.
func isCredit(s string) bool {
	n := runes(s)
	switch {
	case n > 300:
		return false
	case footnote.MatchString(s):
		return true
	case n <= 70 && bracketed.MatchString(s):
		return anyDate.MatchString(s) || agency.MatchString(s)
	case n <= 100 && sourceLabel.MatchString(s):
		return !library.MatchString(s)
	case n <= 80 && !endsSentence(s) && byline.MatchString(s):
		return len(strings.Fields(s)) <= 8
	case n <= 40 && reporter.MatchString(s):
		return true
	case n <= 40 && !endsSentence(s) && agency.MatchString(s):
		return len(strings.Fields(s)) <= 5 && agency.FindStringIndex(s)[0] <= 12
	}
	return false
}
