package text

import (
	"strings"
	"testing"
)

// Three languages of one invented report, sentence by sentence.
var (
	reportJapanese = []string{
		"2031年4月2日、港湾局の予約システムが停止したと報じられた。",
		"停止は午前6時15分から約40分間続き、1200件の予約が失われた。",
		"港湾局の広報担当者は「原因はHarborNetの更新にある」と説明した。",
		"同局は5月末までに別の回線を2本用意するとしている。",
	}
	reportChinese = []string{
		"据报道，2031年4月2日，港务局的预约系统停止运行。",
		"停机从上午6时15分开始，持续约40分钟，1200个预约丢失。",
		"港务局发言人解释说：“原因在于HarborNet的更新。”",
		"该局表示将在5月底之前准备另外2条线路。",
	}
	reportEnglish = []string{
		"The port authority's booking system failed on April 2, 2031, it was reported.",
		"The failure began at 6:15 a.m. and lasted about 40 minutes, and 1200 bookings were lost.",
		"A spokesman for the authority said the cause was an update of HarborNet.",
		"The authority says it will have 2 more lines by the end of May.",
	}
	reportFrench = []string{
		"Le système de réservation de l’autorité portuaire est tombé en panne le 2 avril 2031, a-t-on appris.",
		"La panne a commencé à 6 h 15 et a duré environ 40 minutes ; 1200 réservations ont été perdues.",
		"Selon un porte-parole de l’autorité, la cause est une mise à jour de HarborNet.",
		"L’autorité dit qu’elle disposera de 2 lignes de plus avant la fin du mois de mai.",
	}
	reportArabic = []string{
		"توقف نظام الحجز في هيئة الموانئ يوم 2 أبريل 2031 بحسب ما ذكرته الصحف.",
		"بدأ التوقف في الساعة 6:15 صباحا واستمر نحو 40 دقيقة وفُقد 1200 حجز.",
		"وقال متحدث باسم الهيئة إن السبب هو تحديث HarborNet.",
		"وتقول الهيئة إنها ستجهز خطين إضافيين قبل نهاية مايو، أي 2 خط جديد.",
	}
)

func TestSetAsideTranslations(t *testing.T) {
	interleave := func(a, b []string, joint string) []string {
		var lines []string
		for i := range a {
			if joint == "\n" {
				lines = append(lines, a[i], b[i])
			} else {
				lines = append(lines, a[i]+joint+b[i])
			}
		}
		return lines
	}
	tests := []struct {
		name        string
		lines       []string
		original    string
		translation string
	}{
		{"Chinese under Japanese, line by line", interleave(reportJapanese, reportChinese, "\n"), "ja", "zh-Hans"},
		{"Japanese under Chinese, line by line", interleave(reportChinese, reportJapanese, "\n"), "zh-Hans", "ja"},
		{"French under English, line by line", interleave(reportEnglish, reportFrench, "\n"), "en", "fr"},
		{"English under Arabic, line by line", interleave(reportArabic, reportEnglish, "\n"), "ar", "en"},
		{"Chinese behind English, on the same line", interleave(reportEnglish, reportChinese, " "), "en", "zh-Hans"},
		{"French behind English in one paragraph", []string{strings.Join(interleave(reportEnglish, reportFrench, " "), " ")}, "en", "fr"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := linesOf(test.lines)
			segmentBlocks(&doc, "")
			setAside(&doc)
			if doc.Language != test.original {
				t.Errorf("the document is %s, want %s", doc.Language, test.original)
			}
			kept, aside := 0, 0
			for _, s := range doc.Sentences {
				line := doc.Text[s.Start:s.End]
				tag, _ := Language(line)
				switch {
				case s.Role == Translation && tag == test.original:
					t.Errorf("original set aside: %q", line)
				case s.Role == Translation:
					aside++
				case tag == test.translation:
					t.Errorf("translation kept: %q", line)
				default:
					kept++
				}
			}
			if kept < 4 || aside < 4 {
				t.Errorf("kept %d sentences and set %d aside, want at least 4 each", kept, aside)
			}
		})
	}
}

func TestSetAsideLeavesBilingualDocuments(t *testing.T) {
	tests := map[string][]string{
		"one language": reportJapanese,
		"a quote in another language": append(append([]string{}, reportFrench[:2]...),
			"« We had no warning at all and nobody called us that morning », a écrit la société.", reportFrench[2], reportFrench[3]),
		"an interview in two languages": {
			"How long did the failure last in your view?", "Je préfère ne pas donner de chiffre aujourd’hui.",
			"Who decided on the update that weekend?", "La direction, comme toujours, sans nous demander notre avis.",
			"Will the passengers be paid for their trouble?", "Il faudra poser cette question au ministère des transports.",
			"Do you expect that it happens again this year?", "Non, parce que nous avons tout changé depuis le mois d’avril.",
		},
		"a quote and its translation in brackets": append(append([]string{}, reportChinese...),
			"The cause was HarborNet, a spokesman said.（发言人说，原因是HarborNet。）"),
		"two texts about different things": append(append([]string{}, reportEnglish...),
			"La equipo de la ciudad ganó 3 a 1 el domingo ante 18 000 espectadores.", "El entrenador dijo que había sido el mejor partido del año.",
			"El próximo encuentro será el 12 de junio en Valencia.", "Las entradas cuestan entre 15 y 60 euros."),
	}
	for name, lines := range tests {
		t.Run(name, func(t *testing.T) {
			doc := linesOf(lines)
			segmentBlocks(&doc, "")
			before := len(doc.Sentences)
			setAside(&doc)
			if len(doc.Sentences) != before {
				t.Errorf("%d sentences, had %d", len(doc.Sentences), before)
			}
			for _, s := range doc.Sentences {
				if s.Role == Translation {
					t.Errorf("set aside: %q", doc.Text[s.Start:s.End])
				}
			}
		})
	}
}
