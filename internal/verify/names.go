package verify

import (
	"golang.org/x/text/language"

	"polydigest/internal/lazy"
)

// unnamed are words by which news tells that its source is not named, by base language.
var unnamed = map[string]*lazy.Regexp{
	"en": lazy.MustCompile(`(?i)\b(?:sources?|officials?|people|person|insiders?|informants?|unnamed|anonymous\w*|users?|witness\w*|diplomats?)\b`),
	"fr": lazy.MustCompile(`(?i)\b(?:sources?|responsables?|fonctionnaires?|officiels?|personnes?|proches?|anonym\w*|internautes?|témoins?|diplomates?)`),
	"it": lazy.MustCompile(`(?i)\b(?:font[ei]|funzionari\w?|person[ae]|anonim\w|utent[ei]|testimon\w+|diplomatic\w)`),
	"es": lazy.MustCompile(`(?i)(?:\bfuentes?|\bfuncionari\w+|\bpersonas?|\banónim\w+|\busuari\w+|\btestigos?|\bdiplomátic\w+)`),
	"pt": lazy.MustCompile(`(?i)(?:\bfontes?|\bfuncionári\w+|\bpessoas?|\banónim\w+|\banônim\w+|\butilizador\w*|\bautoridades|\btestemunhas?)`),
	"de": lazy.MustCompile(`(?i)(?:quelle|kreise|insider|beamt|person|anonym|nutzer|zeuge|informant|vertraut|diplomat)`),
	"nl": lazy.MustCompile(`(?i)(?:bron|functionaris|ambtena|ingewijd|anoniem|gebruiker|getuige)`),
	"ru": lazy.MustCompile(`(?i)(?:источник|чиновник|собеседник|аноним|пользовател|очевид|осведомл)`),
	"uk": lazy.MustCompile(`(?i)(?:джерел|чиновник|співрозмовник|анонім|користувач|очевид)`),
	"pl": lazy.MustCompile(`(?i)(?:źród|urzędni|anonim|informator|użytkowni|świad)`),
	"tr": lazy.MustCompile(`(?i)(?:kaynak|yetkili|adı açıklanma|isimsiz|kullanıcı|tanık)`),
	"zh": lazy.MustCompile(`消息|人士|官员|官員|匿名|网民|網民|网友|網友|来源|來源|知情|相关方|有关方`),
	"ja": lazy.MustCompile(`関係者|筋|匿名|当局者|高官|情報源|消息|ネット上|ユーザー|目撃者|職員|幹部`),
	"ko": lazy.MustCompile(`소식통|관계자|익명|당국자|누리꾼|네티즌|목격자|고위`),
	"ar": lazy.MustCompile(`مصدر|مصادر|مسؤول|مجهول|مطلع|مستخدم|شهود|شاهد|دبلوماسي`),
	"fa": lazy.MustCompile(`منبع|منابع|مقام|ناشناس|آگاه|کاربر`),
	"he": lazy.MustCompile(`מקור|גורמ|גורם|בכיר|אנונימ|גולש|עדי`),
	"hi": lazy.MustCompile(`सूत्र|अधिकारी|अज्ञात|गुमनाम|स्रोत`),
	"th": lazy.MustCompile(`แหล่งข่าว|เจ้าหน้าที่|ไม่เปิดเผย|ไม่ระบุชื่อ|ผู้ใช้`),
	"vi": lazy.MustCompile(`(?i)nguồn|quan chức|ẩn danh|giấu tên|người dùng`),
	"id": lazy.MustCompile(`(?i)\b(?:sumber|pejabat|anonim|warganet|pengguna|saksi)`),
}

// tellsAnonymous reports whether a text says that its source is not named. In a language without a list it cannot be
// told, and is not held against the text.
func tellsAnonymous(text, lang string) bool {
	base, _ := language.Make(lang).Base()
	words, ok := unnamed[base.String()]
	return !ok || words.MatchString(text)
}
