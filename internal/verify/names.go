package verify

import (
	"golang.org/x/text/language"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// unnamed are words by which news tells that its source is not named, by base language.
var unnamed = map[string]*lazy.Regexp{
	"en": lazy.MustCompile(`(?i)\b(?:sources?|officials?|people|persons?|insiders?|informants?|unnamed|unidentified|anonym\w*|users?|witness\w*|diplomats?|` +
		`employees?|workers?|staff\w*|members?|residents?|engineers?|technicians?|doctors?|researchers?|experts?|investigators?|investors?|bankers?|` +
		`executives?|aides?|posts?|authors?|writers?|bloggers?|(?:close|familiar|connected) (?:to|with)|names?\b.{0,20}\b(?:withheld|quoted|published)|not to be named)\b`),
	"fr": lazy.MustCompile(`(?i)\b(?:sources?|responsables?|fonctionnaires?|officiels?|personnes?|proches?|anonym\w*|internautes?|témoins?|diplomates?|` +
		`employée?s?|salariée?s?|ouvri[eè]re?s?|membres?|habitants?|riverains?|ingénieure?s?|technicienn?e?s?|médecins?|chercheu\w+|experts?|enquêteu\w+|` +
		`investisseurs?|banquiers?|cadres?|conseill\w+|messages?|auteure?s?|autrices?|blogueu\w+|au fait d|sous couvert)`),
	"it": lazy.MustCompile(`(?i)\b(?:font[ei]|funzionari\w?|person[ae]|anonim\w|utent[ei]|testimon\w+|diplomatic\w|dipendent[ei]|operai\w?|membr[oi]|residenti|ingegner\w+|` +
		`tecnic[oi]|medic[oi]|ricercator\w+|espert\w+|investigator\w+|inquirent\w+|dirigent[ei]|autor[ei]|autric[ei]|blogger|vicin[eoi] a)`),
	"es": lazy.MustCompile(`(?i)(?:\bfuentes?|\bfuncionari\w+|\bpersonas?|\banónim\w+|\busuari\w+|\btestigos?|\bdiplomátic\w+|\bemplead\w+|\btrabajador\w*|\bmiembros?|` +
		`\bvecin\w+|\bingenier\w+|\btécnic\w+|\bmédic\w+|\binvestigador\w*|\bexpert\w+|\binversor\w+|\bdirectiv\w+|\bautor\w*|\bbloguer\w+|\bcercan\w+)`),
	"pt": lazy.MustCompile(`(?i)(?:\bfontes?|\bempregad\w+|\btrabalhador\w*|\bmembros?|\bmorador\w*|\bengenheir\w+|\btécnic\w+|\bmédic\w+|\binvestigador\w*|\bfuncionári\w+|\bpessoas?|\banónim\w+|\banônim\w+|\butilizador\w*|\bautoridades|\bautor\w*|\bblogueir\w+|\btestemunhas?)`),
	"de": lazy.MustCompile(`(?i)(?:quelle|kreise|insider|beamt|person|anonym|nutzer|zeuge|informant|vertraut|diplomat|mitarbeit|beschäftigt|arbeiter|mitglied|anwohner|ingenieur|` +
		`techniker|ärzt|arzt|forscher|expert|ermittler|investor|banker|namentlich|funktionär|autor|verfasser|blogger)`),
	"nl": lazy.MustCompile(`(?i)(?:bron|functionaris|ambtena|ingewijd|anoniem|gebruiker|getuige)`),
	"ru": lazy.MustCompile(`(?i)(?:источник|чиновник|собеседник|аноним|пользовател|очевид|осведомл|сотрудник|работник|жител|инженер|техник|врач|эксперт|следовател|член|знаком|автор|блогер)`),
	"uk": lazy.MustCompile(`(?i)(?:джерел|чиновник|співрозмовник|анонім|користувач|очевид)`),
	"pl": lazy.MustCompile(`(?i)(?:źród|urzędni|anonim|informator|użytkowni|świad)`),
	"tr": lazy.MustCompile(`(?i)(?:kaynak|yetkili|adı açıklanma|isimsiz|kullanıcı|tanık)`),
	"zh": lazy.MustCompile(`消息|人士|员工|員工|工人|居民|工程师|工程師|技术人员|医生|醫生|调查人员|官员|官員|匿名|网民|網民|网友|網友|来源|來源|知情|相关方|有关方|作者|笔者|筆者|博主`),
	"ja": lazy.MustCompile(`関係者|筋|作業員|社員|従業員|技術者|技師|医師|住民|捜査員|専門家|投稿|匿名|当局者|高官|情報源|消息|ネット上|ユーザー|目撃者|職員|幹部|筆者|著者|作者|書き手|ブロガー`),
	"ko": lazy.MustCompile(`소식통|관계자|직원|노동자|근로자|주민|기술자|엔지니어|의사|수사관|게시글|익명|당국자|누리꾼|네티즌|필자|글쓴이|작성자|블로거|목격자|고위`),
	"ar": lazy.MustCompile(`مصدر|مصادر|موظف|عامل|مهندس|فني|طبيب|سكان|مسؤول|مجهول|مطلع|مستخدم|شهود|شاهد|دبلوماسي|كاتب|مدون`),
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

// describes reports whether a text has a telling word of how an anonymous source is described in the pivot language. Of
// another language no word will be the same.
func describes(text string, a digest.Attribution) bool {
	return a.Anonymous && share(text, a.Pivot)
}
