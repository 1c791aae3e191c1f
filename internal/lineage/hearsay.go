package lineage

import (
	"strings"

	"polydigest/internal/lazy"
)

// hearsay are words that name nobody who knows: "reports", 消息, "indiscrezioni". Whoever writes only that a thing is
// reported or rumoured does not say from whom he has it.
var hearsay = lazy.MustCompile(`(?i)^(?:` +
	`(?:(?:the|some|several|various|other|local|foreign|press|media|news|unconfirmed|initial|early) )*(?:news|reports|media|press|rumou?rs|word|hearsay)|` +
	`(?:(?:la|les|des|de|certaines?|certains|plusieurs|d['’]autres) ?)*(?:informations?|rumeurs?|presse|médias|nouvelles)(?: de presse)?|` +
	`(?:(?:la|le|i|gli|alcune|alcuni|varie) )*(?:voci|notizie|indiscrezioni|stampa|media)|` +
	`(?:(?:la|los|las|unas?|algun[ao]s|varios|varias) )*(?:informaciones|rumores|versiones|prensa|medios|noticias)|` +
	`(?:(?:a|os|as|alguns|algumas|várias) )*(?:informações|rumores|imprensa|notícias|boatos)|` +
	`(?:(?:die|der|den|einige|mehrere) )*(?:Berichten?|Medienberichten?|Meldungen|Gerüchten?|Medien|Presse)|` +
	`(?:(?:de|enkele|sommige) )*(?:berichten|mediaberichten|geruchten|media|pers)|` +
	`(?:сообщени[яй]|слух[иа]|слухов|СМИ|пресса|повідомлення|чутки|ЗМІ|преса)|` +
	`(?:doniesienia|pogłoski|plotki|media|prasa|haberler|söylentiler|basın|medya)|` +
	`(?:أنباء|تقارير|شائعات|وسائل (?:ال)?إعلام|الصحافة|דיווחים|שמועות|תקשורת|گزارش\x{200C}?ها|شایعات|اخبار|रिपोर्टें|ख़?बरें|अफ़?वाहें|मीडिया)|` +
	`(?:tin tức|tin đồn|báo chí|kabar|laporan media|rumor|ข่าว|รายงานข่าว|ข่าวลือ|สื่อ)|` +
	`(?:有|据|據|一部|各|网络|網絡|網路|ネット上の)?(?:消息|报道|报导|報道|報導|传闻|傳聞|网传|媒体|媒體|外媒|情報|噂|うわさ|メディア)|` +
	`(?:일부 ?)?(?:보도|언론|언론 보도|소식|소문|외신)` +
	`)$`)

// isHearsay reports whether words that stand for a source name none.
func isHearsay(source string) bool {
	return hearsay.MatchString(strings.Join(strings.Fields(strings.Trim(source, " \t\u3000.,，。、:：「」“”\"")), " "))
}
