package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// languageLines are one ordinary line in each language.
var languageLines = map[string]string{
	"en":      "The minister said on Monday that the talks would go on until the end of the week.",
	"zh-Hans": "部长星期一表示，谈判将持续到本周末。",
	"zh-Hant": "部長星期一表示，談判將持續到本週末。",
	"ja":      "大臣は月曜日、協議は週末まで続くと述べた。",
	"ko":      "장관은 월요일 협상이 주말까지 계속될 것이라고 말했다.",
	"fr":      "Le ministre a déclaré lundi que les discussions dureraient jusqu’à la fin de la semaine.",
	"it":      "Il ministro ha detto lunedì che i colloqui dureranno fino alla fine della settimana.",
	"es":      "El ministro dijo el lunes que las conversaciones seguirán hasta el final de la semana.",
	"pt":      "O ministro disse na segunda-feira que as conversações vão durar até ao fim da semana.",
	"de":      "Der Minister sagte am Montag, die Gespräche würden bis zum Ende der Woche dauern.",
	"nl":      "De minister zei maandag dat de gesprekken tot het einde van de week zullen duren.",
	"ru":      "Министр заявил в понедельник, что переговоры продлятся до конца недели.",
	"uk":      "Міністр заявив у понеділок, що переговори триватимуть до кінця тижня.",
	"bg":      "Министърът заяви в понеделник, че разговорите ще продължат до края на седмицата.",
	"sr":      "Министар је у понедељак рекао да ће разговори трајати до краја недеље.",
	"pl":      "Minister powiedział w poniedziałek, że rozmowy potrwają do końca tygodnia.",
	"tr":      "Bakan pazartesi günü görüşmelerin hafta sonuna kadar süreceğini söyledi.",
	"ar":      "قال الوزير يوم الاثنين إن المحادثات ستستمر حتى نهاية الأسبوع.",
	"he":      "השר אמר ביום שני שהשיחות יימשכו עד סוף השבוע.",
	"fa":      "وزیر روز دوشنبه گفت که گفتگوها تا پایان هفته ادامه خواهد داشت.",
	"hi":      "मंत्री ने सोमवार को कहा कि बातचीत सप्ताह के अंत तक चलेगी।",
	"th":      "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าการเจรจาจะดำเนินต่อไปจนถึงสิ้นสัปดาห์",
	"vi":      "Bộ trưởng nói hôm thứ Hai rằng các cuộc đàm phán sẽ kéo dài đến cuối tuần.",
	"id":      "Menteri mengatakan pada hari Senin bahwa pembicaraan akan berlangsung hingga akhir pekan.",
	"ms":      "Menteri berkata pada hari Isnin bahawa rundingan itu akan diteruskan kerana kerajaan mahu penyelesaian.",
	"sv":      "Ministern sade på måndagen att samtalen kommer att pågå till slutet av veckan.",
	"da":      "Ministeren sagde mandag, at forhandlingerne vil vare til slutningen af ugen.",
	"nb":      "Ministeren sa mandag at samtalene kommer til å vare ut uken.",
	"fi":      "Ministeri sanoi maanantaina, että neuvottelut jatkuvat viikon loppuun asti.",
	"cs":      "Ministr v pondělí řekl, že rozhovory potrvají do konce týdne.",
	"sk":      "Minister v pondelok povedal, že rozhovory budú trvať do konca týždňa.",
	"hu":      "A miniszter hétfőn azt mondta, hogy a tárgyalások a hét végéig tartanak.",
	"ro":      "Ministrul a spus luni că discuțiile vor dura până la sfârșitul săptămânii.",
	"hr":      "Ministar je u ponedjeljak rekao da će razgovori trajati do kraja tjedna.",
	"el":      "Ο υπουργός είπε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν έως το τέλος της εβδομάδας.",
	"ca":      "El ministre va dir dilluns que les converses continuaran fins al final de la setmana.",
	"bn":      "মন্ত্রী সোমবার বলেছেন যে আলোচনা সপ্তাহের শেষ পর্যন্ত চলবে।",
	"ur":      "وزیر نے پیر کو کہا کہ بات چیت ہفتے کے آخر تک جاری رہے گی۔",
	"und":     "12:30 — 47 %",
}

func TestLanguage(t *testing.T) {
	for want, line := range languageLines {
		if got, sure := Language(line); got != want {
			t.Errorf("Language(%q) = %s (%.2f), want %s", line, got, sure, want)
		} else if sure < 0 || sure > 1 || want != "und" && sure < 0.3 {
			t.Errorf("%s is sure to %.2f", want, sure)
		}
	}
}

func TestLanguageSeesThroughNamesInLatinLetters(t *testing.T) {
	for want, line := range map[string]string{
		"zh-Hans": "微软公司（Microsoft Corporation）和 OpenAI 的代表出席了会议。",
		"th":      "ประธานบริษัท General Electric และ Boeing เดินทางถึงกรุงเทพฯ",
		"ru":      "Компании General Electric и Boeing подписали договор.",
		"en":      "The word 信息 means information.",
	} {
		if got, _ := Language(line); got != want {
			t.Errorf("Language(%q) = %s, want %s", line, got, want)
		}
	}
}

func TestBlockLanguagesLeanOnNeighbours(t *testing.T) {
	tests := []struct {
		name, declared string
		lines          []string
		doc            string
		want           []string
	}{
		{"a line of ideographs in a Japanese text", "",
			[]string{languageLines["ja"], "更新履歴", languageLines["ja"]}, "ja", []string{"ja", "ja", "ja"}},
		{"a heading that both Chinese scripts write alike", "",
			[]string{languageLines["zh-Hant"], "中文", languageLines["zh-Hant"]}, "zh-Hant", []string{"zh-Hant", "zh-Hant", "zh-Hant"}},
		{"a name between Arabic lines", "",
			[]string{languageLines["ar"], "Microsoft", languageLines["ar"]}, "ar", []string{"ar", "ar", "ar"}},
		{"a region that the source declares", "pt-BR",
			[]string{languageLines["pt"], "Brasil", languageLines["pt"]}, "pt-BR", []string{"pt-BR", "pt-BR", "pt-BR"}},
		{"a template that declares English over Chinese", "en",
			[]string{languageLines["zh-Hans"], languageLines["zh-Hans"]}, "zh-Hans", []string{"zh-Hans", "zh-Hans"}},
		{"a quote in another language keeps its own", "fr",
			[]string{languageLines["fr"], languageLines["en"], languageLines["fr"]}, "fr", []string{"fr", "en", "fr"}},
		{"declared Chinese is told by its characters", "zh",
			[]string{languageLines["zh-Hant"]}, "zh-Hant", []string{"zh-Hant"}},
		{"a tag in the wrong case", "pt_br", []string{languageLines["pt"]}, "pt-BR", []string{"pt-BR"}},
		{"a tag that is none", "english", []string{languageLines["fr"]}, "fr", []string{"fr"}},
		{"a country for a language", "jp", []string{languageLines["ja"]}, "ja", []string{"ja"}},
		{"a language that the tables do not know", "gl", []string{"O ministro dixo o luns que as conversas van durar ata o fin da semana."}, "gl", []string{"gl"}},
		{"accents", "", []string{languageLines["es"], "Año 2024", languageLines["es"]}, "es", []string{"es", "es", "es"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := linesOf(test.lines)
			blockLanguages(&doc, test.declared)
			var got []string
			for _, b := range doc.Blocks {
				got = append(got, b.Language)
			}
			if doc.Language != test.doc {
				t.Errorf("document is %s, want %s", doc.Language, test.doc)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// linesOf makes a document with one block for each line.
func linesOf(lines []string) Document {
	var doc Document
	for _, line := range lines {
		start := len(doc.Text)
		doc.Text += line + "\n"
		doc.Blocks = append(doc.Blocks, Block{Span: Span{start, start + len(line)}, Role: Body})
	}
	return doc
}

func FuzzLanguage(f *testing.F) {
	for tag, line := range languageLines {
		f.Add(line, tag)
	}
	f.Fuzz(func(t *testing.T, s, declared string) {
		if tag, sure := Language(s); tag == "" || sure < 0 || sure > 1 {
			t.Fatalf("Language(%q) = %q, %f", s, tag, sure)
		}
		doc := linesOf(strings.Split(s, "\n"))
		segmentBlocks(&doc, declared)
		setAside(&doc)
	})
}

// segmentBlocks cuts a document of blocks into sentences.
func segmentBlocks(doc *Document, declared string) {
	blockLanguages(doc, declared)
	for i, b := range doc.Blocks {
		for _, s := range Sentences(doc.Text[b.Start:b.End], b.Language) {
			doc.Sentences = append(doc.Sentences, Sentence{
				Span: Span{b.Start + s.Start, b.Start + s.End}, Block: i, Role: b.Role, Language: b.Language,
			})
		}
	}
}
