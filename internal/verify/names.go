package verify

import (
	"regexp"

	"golang.org/x/text/language"
)

// unnamed are words by which news tells that its source is not named, by base language.
var unnamed = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(?:sources?|officials?|people|person|insiders?|informants?|unnamed|anonymous\w*|users?|witness\w*|diplomats?)\b`),
	"fr": regexp.MustCompile(`(?i)\b(?:sources?|responsables?|fonctionnaires?|officiels?|personnes?|proches?|anonym\w*|internautes?|témoins?|diplomates?)`),
	"it": regexp.MustCompile(`(?i)\b(?:font[ei]|funzionari\w?|person[ae]|anonim\w|utent[ei]|testimon\w+|diplomatic\w)`),
	"es": regexp.MustCompile(`(?i)(?:\bfuentes?|\bfuncionari\w+|\bpersonas?|\banónim\w+|\busuari\w+|\btestigos?|\bdiplomátic\w+)`),
	"pt": regexp.MustCompile(`(?i)(?:\bfontes?|\bfuncionári\w+|\bpessoas?|\banónim\w+|\banônim\w+|\butilizador\w*|\bautoridades|\btestemunhas?)`),
	"de": regexp.MustCompile(`(?i)(?:quelle|kreise|insider|beamt|person|anonym|nutzer|zeuge|informant|vertraut|diplomat)`),
	"nl": regexp.MustCompile(`(?i)(?:bron|functionaris|ambtena|ingewijd|anoniem|gebruiker|getuige)`),
	"ru": regexp.MustCompile(`(?i)(?:источник|чиновник|собеседник|аноним|пользовател|очевид|осведомл)`),
	"uk": regexp.MustCompile(`(?i)(?:джерел|чиновник|співрозмовник|анонім|користувач|очевид)`),
	"pl": regexp.MustCompile(`(?i)(?:źród|urzędni|anonim|informator|użytkowni|świad)`),
	"tr": regexp.MustCompile(`(?i)(?:kaynak|yetkili|adı açıklanma|isimsiz|kullanıcı|tanık)`),
	"zh": regexp.MustCompile(`消息|人士|官员|官員|匿名|网民|網民|网友|網友|来源|來源|知情|相关方|有关方`),
	"ja": regexp.MustCompile(`関係者|筋|匿名|当局者|高官|情報源|消息|ネット上|ユーザー|目撃者|職員|幹部`),
	"ko": regexp.MustCompile(`소식통|관계자|익명|당국자|누리꾼|네티즌|목격자|고위`),
	"ar": regexp.MustCompile(`مصدر|مصادر|مسؤول|مجهول|مطلع|مستخدم|شهود|شاهد|دبلوماسي`),
	"fa": regexp.MustCompile(`منبع|منابع|مقام|ناشناس|آگاه|کاربر`),
	"he": regexp.MustCompile(`מקור|גורמ|גורם|בכיר|אנונימ|גולש|עדי`),
	"hi": regexp.MustCompile(`सूत्र|अधिकारी|अज्ञात|गुमनाम|स्रोत`),
	"th": regexp.MustCompile(`แหล่งข่าว|เจ้าหน้าที่|ไม่เปิดเผย|ไม่ระบุชื่อ|ผู้ใช้`),
	"vi": regexp.MustCompile(`(?i)nguồn|quan chức|ẩn danh|giấu tên|người dùng`),
	"id": regexp.MustCompile(`(?i)\b(?:sumber|pejabat|anonim|warganet|pengguna|saksi)`),
}

// tellsAnonymous reports whether a text says that its source is not named. In a language without a list it cannot be
// told, and is not held against the text.
func tellsAnonymous(text, lang string) bool {
	base, _ := language.Make(lang).Base()
	words, ok := unnamed[base.String()]
	return !ok || words.MatchString(text)
}
