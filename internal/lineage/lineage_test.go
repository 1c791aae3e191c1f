package lineage

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/read"
	"polydigest/internal/read/readtest"
	"polydigest/internal/text"
)

// One invented report in several languages, and two other outlets' own reports of the event.
var renderings = map[string]string{
	"en": `Storm Greta closes the Alvik tunnel
Storm Greta closed the Alvik tunnel on Friday night after 214 millimetres of rain fell within nine hours, the road agency said.
Some 3,400 drivers were turned back before midnight, and 17 of them spent the night in a school gym in Norheim.
"We had never seen water at gate 12," said Ingrid Solberg, who heads the agency's western district.
The pumps, built in 1988, move 950 litres a second, about half of what arrived.
Engineers began to inspect 46 cables on Saturday, and the agency hopes to open one lane by October 21.
Trucks heading for Bergen were sent over the Holmen pass, which adds 78 kilometres.
The government promised 120 million kroner for new pumps last year, but the money has not been paid.`,
	"fr": `La tempête Greta ferme le tunnel d’Alvik
La tempête Greta a fermé le tunnel d’Alvik vendredi soir après que 214 millimètres de pluie sont tombés en neuf heures, a indiqué l’agence des routes.
Quelque 3 400 automobilistes ont dû faire demi-tour avant minuit et 17 d’entre eux ont passé la nuit dans le gymnase d’une école de Norheim.
« Nous n’avions jamais vu d’eau à la porte 12 », a dit Ingrid Solberg, qui dirige le district occidental de l’agence.
Les pompes, construites en 1988, évacuent 950 litres par seconde, à peu près la moitié de ce qui est arrivé.
Les ingénieurs ont commencé samedi à inspecter 46 câbles et l’agence espère ouvrir une voie d’ici au 21 octobre.
Les camions à destination de Bergen ont été déviés par le col de Holmen, soit 78 kilomètres de plus.
Le gouvernement avait promis l’an dernier 120 millions de couronnes pour de nouvelles pompes, mais l’argent n’a pas été versé.`,
	"ru": `Ураган «Грета» закрыл тоннель Альвик
Ураган «Грета» закрыл тоннель Альвик в пятницу вечером: за девять часов выпало 214 миллиметров дождя, сообщило дорожное агентство.
Около 3400 водителей пришлось развернуть до полуночи, а 17 из них провели ночь в спортзале школы в Норхейме.
«Мы никогда не видели воды у ворот 12», — сказала Ингрид Сульберг, возглавляющая западный округ агентства.
Насосы, построенные в 1988 году, откачивают 950 литров в секунду — примерно половину того, что прибывало.
В субботу инженеры начали проверять 46 кабелей, и агентство надеется открыть одну полосу к 21 октября.
Грузовики, следующие в Берген, направили через перевал Хольмен, что длиннее на 78 километров.
В прошлом году правительство пообещало 120 миллионов крон на новые насосы, но деньги не были выплачены.`,
	"zh-Hans": `风暴格蕾塔导致阿尔维克隧道关闭
公路局表示，星期五晚上九小时内降雨214毫米，风暴格蕾塔（Greta）迫使阿尔维克（Alvik）隧道关闭。
午夜前约有3400名司机被要求掉头，其中17人在诺尔海姆（Norheim）一所学校的体育馆过夜。
公路局西区负责人英格丽德·索尔贝格（Ingrid Solberg）说：“我们从未在12号门见过水。”
1988年建造的水泵每秒排水950升，大约只有来水量的一半。
工程师星期六开始检查46条电缆，公路局希望在10月21日之前开放一条车道。
开往卑尔根（Bergen）的卡车被引导翻越霍尔门（Holmen）山口，路程增加78公里。
政府去年承诺拨款1.2亿克朗更换水泵，但这笔钱至今没有支付。`,
	"ja": `暴風「グレタ」でアルビク・トンネルが閉鎖
道路庁によると、暴風「グレタ」により金曜日の夜、9時間で214ミリの雨が降り、アルビク（Alvik）トンネルが閉鎖された。
真夜中までに約3400人の運転手が引き返し、うち17人はノルハイム（Norheim）の学校の体育館で一夜を過ごした。
道路庁西部管区のイングリッド・ソルベルグ管区長は「12番ゲートで水を見たことは一度もなかった」と語った。
1988年に造られたポンプの排水能力は毎秒950リットルで、流れ込んだ水の約半分にすぎない。
技術者らは土曜日に46本のケーブルの点検を始め、道路庁は10月21日までに1車線を開けたい考えだ。
ベルゲン（Bergen）に向かうトラックはホルメン（Holmen）峠を迂回し、道のりは78キロ長くなる。
政府は昨年、新しいポンプのため1億2000万クローネを約束したが、まだ支払われていない。`,
	"ar": `العاصفة غريتا تغلق نفق ألفيك
أغلقت العاصفة غريتا نفق ألفيك (Alvik) مساء الجمعة بعد هطول 214 مليمترا من الأمطار خلال تسع ساعات، بحسب هيئة الطرق.
وأُعيد نحو 3400 سائق أدراجهم قبل منتصف الليل، وقضى 17 منهم الليلة في صالة رياضية بمدرسة في نورهايم (Norheim).
وقالت إنغريد سولبرغ (Ingrid Solberg) رئيسة المنطقة الغربية في الهيئة: «لم نر الماء عند البوابة 12 من قبل».
وتضخ المضخات التي بُنيت عام 1988 نحو 950 لترا في الثانية، أي نصف ما وصل من المياه تقريبا.
وبدأ المهندسون السبت فحص 46 كابلا، وتأمل الهيئة في فتح حارة واحدة بحلول 21 أكتوبر.
وحُولت الشاحنات المتجهة إلى بيرغن (Bergen) عبر ممر هولمن (Holmen)، ما يزيد المسافة 78 كيلومترا.
وكانت الحكومة قد وعدت العام الماضي بمبلغ 120 مليون كرونة لمضخات جديدة، لكن المال لم يُدفع.`,
}

var ownReports = []string{
	`Flooded Alvik tunnel shut as rain breaks record
Water stood knee-deep in the Alvik tunnel on Saturday morning, hours after the heaviest rain that Norheim has measured since 1951.
Nobody was hurt.
The road agency's Ingrid Solberg told reporters that pumps had failed to keep up, and that an opening before October 21 was unlikely unless the cables could be dried.
Hauliers complained that the way over the Holmen pass costs them two hours, and one Bergen fishmonger threw away 900 kilos of cod because a truck came too late.
Opposition politicians recalled that the pumps date from 1988.`,
	`Drivers spend night in gym after tunnel floods
Seventeen people, among them a wedding band from Bergen, slept on mats in a Norheim school after Storm Greta flooded the tunnel that links the village with the coast.
"The children brought us soup and we played for them," the singer said.
The band missed the wedding.
A spokesman for the road agency said 3,400 cars had been turned back.
Meteorologists expect another 60 millimetres by Monday.
The school will stay open for travellers as long as it takes, its head said, although the showers only run cold.
Storm Greta has moved on to Sweden.
Ferries have resumed.`,
}

func TestRelateFindsOneTextInManyLanguages(t *testing.T) {
	langs := []string{"en", "fr", "ru", "zh-Hans", "ja", "ar"}
	for i, a := range langs {
		for _, b := range langs[i+1:] {
			got := Relate([]text.Document{readtest.Plain(t, renderings[a]), readtest.Plain(t, renderings[b])})
			if len(got) != 1 || got[0].Type != digest.RelSameText || got[0].A != 0 || got[0].B != 1 {
				t.Errorf("%s and %s: %v, want same_text", a, b, got)
			}
		}
	}
}

func TestRelateKeepsOwnReportsApart(t *testing.T) {
	docs := []text.Document{readtest.Plain(t, renderings["en"]), readtest.Plain(t, ownReports[0]), readtest.Plain(t, ownReports[1]), readtest.Plain(t, renderings["zh-Hans"])}
	got := Relate(docs)
	if len(got) != 1 || got[0].A != 0 || got[0].B != 3 {
		t.Errorf("%v, want one relation, of the first and the last", got)
	}
}

func TestRelateFindsCopiesAndExcerpts(t *testing.T) {
	for lang, original := range renderings {
		lines := strings.Split(original, "\n")
		edited := strings.Join(append(lines[:6:6], lines[7:]...), "\n")
		docs := []text.Document{readtest.Plain(t, original), readtest.Plain(t, edited), readtest.Plain(t, strings.Join(lines[1:4], "\n"))}
		docs[0].Published, docs[1].Published = "2031-10-18", "2031-10-19"
		types := map[digest.RelationType]bool{}
		for _, r := range Relate(docs) {
			types[r.Type] = true
			switch {
			case r.Type == digest.RelCopy && (r.A != 1 || r.B != 0):
				t.Errorf("%s: the copy is %d of %d, want 1 of 0", lang, r.A, r.B)
			case r.Type == digest.RelExcerpt && r.A != 2:
				t.Errorf("%s: the excerpt is %d, want 2", lang, r.A)
			}
		}
		if !types[digest.RelCopy] || !types[digest.RelExcerpt] || len(types) != 2 {
			t.Errorf("%s: %v, want a copy and excerpts", lang, types)
		}
	}
}

func TestRelateFindsWhoQuotesWhom(t *testing.T) {
	lines := strings.Split(renderings["ja"], "\n")
	blog := strings.Join([]string{
		"また水没しているトンネルの話", "昨日の夜、家の近くの道も川のようになっていて、とても歩ける状態ではなかった。",
		"朝日新聞が報じた。", lines[1], lines[2], "【朝日新聞 2031.10.18.】",
		"税金を払っているのに、ポンプひとつ直せないとはどういうことなのだろうか。", "去年の約束を覚えている人はもう誰もいないらしい。",
		"次の選挙では、この話をする人に投票したいと思う。", "雨はまだやまない。みなさんも気をつけてください。",
	}, "\n")
	docs := []text.Document{readtest.Plain(t, blog), readtest.Plain(t, renderings["ja"])}
	docs[1].Publisher = "朝日新聞"
	want := []Relation{{Type: digest.RelQuotes, A: 0, B: 1}}
	got := Relate(docs)
	for i := range got {
		got[i].Score = 0
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParallelAlignsSentences(t *testing.T) {
	a := readtest.Plain(t, renderings["en"])
	for _, lang := range []string{"fr", "ru", "zh-Hans", "ja", "ar"} {
		b := readtest.Plain(t, renderings[lang])
		if len(a.Sentences) != len(b.Sentences) {
			t.Fatalf("%s: %d sentences for %d", lang, len(b.Sentences), len(a.Sentences))
		}
		for _, p := range Parallel(a, b) {
			if p.A != p.B {
				t.Errorf("%s: sentence %d goes with %d", lang, p.A, p.B)
			}
		}
		if got := Added(a, b, Parallel(a, b)); len(got) != 0 {
			t.Errorf("%s adds %v, want nothing", lang, got)
		}
	}
}

func TestAddedAcrossLanguagesAndWithinOne(t *testing.T) {
	more := renderings["fr"] + "\nLe maire de Norheim, Odd Fosse, a demandé vendredi soir aux habitants d’ouvrir leurs maisons aux 17 voyageurs, et 40 familles ont répondu."
	a, b := readtest.Plain(t, renderings["en"]), readtest.Plain(t, more)
	if got, want := Added(a, b, Parallel(a, b)), []int{len(b.Sentences) - 1}; !cmp.Equal(got, want) {
		t.Errorf("across languages: %v, want %v", got, want)
	}
	a = readtest.Plain(t, renderings["fr"])
	if got, want := Added(a, b, Parallel(a, b)), []int{len(b.Sentences) - 1}; !cmp.Equal(got, want) {
		t.Errorf("within French: %v, want %v", got, want)
	}
}

func TestCredits(t *testing.T) {
	tests := []struct {
		name, line string
		want       []string
	}{
		{"a newspaper in Chinese", "《读卖新闻》2月5日报道称，系统遭到攻击。", []string{"Yomiuri Shimbun"}},
		{"a dateline in Chinese", "新华社北京4月2日电 港务局星期三表示系统已恢复。", []string{"Xinhua"}},
		{"a tag in Japanese", "【東奥日報 2031.4.2.】", []string{"東奥日報"}},
		{"a verb at the end in Japanese", "朝日新聞は複数の関係者を情報源として2日付朝刊一面でこれを報じた。", []string{"Asahi Shimbun"}},
		{"Korean", "연합뉴스에 따르면 시스템이 복구됐다.", []string{"Yonhap"}},
		{"French", "La panne a duré 40 minutes, selon l’AFP.", []string{"AFP"}},
		{"Italian", "ROMA (ANSA) - Il porto riapre domani.", []string{"ANSA"}},
		{"German", "Das berichtete die dpa am Montag.", []string{"dpa"}},
		{"Russian, declined", "Об этом сообщает Интерфакс со ссылкой на порт.", []string{"Interfax"}},
		{"Arabic", "وذكرت رويترز أن النظام عاد إلى العمل.", []string{"Reuters"}},
		{"English, two of them", "The Guardian reported the failure first, citing Reuters.", []string{"The Guardian", "Reuters"}},
		{"a mention that credits nobody", "He once worked at the Reuters building in London.", nil},
		{"a part of a word", "The APEX and the TASSEL reported nothing.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := text.Document{Text: test.line, Sentences: []text.Sentence{{Span: text.Span{End: len(test.line)}, Role: text.Body}}}
			var got []string
			for _, c := range Credits(doc) {
				got = append(got, c.Canonical)
				if doc.Text[c.Span.Start:c.Span.End] != c.Name {
					t.Errorf("span holds %q, want %q", doc.Text[c.Span.Start:c.Span.End], c.Name)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPublisher(t *testing.T) {
	tests := []struct{ name, url, canonical, house string }{
		{"読売新聞オンライン", "", "Yomiuri Shimbun", "Yomiuri Shimbun"},
		{"", "https://www.rfi.fr/cn/20240205-x", "RFI", "France Médias Monde"},
		{"", "https://www.france24.com/ar/x", "France 24", "France Médias Monde"},
		{"Nordlandsbladet", "https://example.org", "Nordlandsbladet", "Nordlandsbladet"},
		{"", "https://news.example.org/a", "news.example.org", "news.example.org"},
	}
	for _, test := range tests {
		canonical, house, _, _ := Publisher(test.name, test.url)
		if canonical != test.canonical || house != test.house {
			t.Errorf("Publisher(%q, %q) = %q, %q, want %q, %q", test.name, test.url, canonical, house, test.canonical, test.house)
		}
	}
}

func TestSoundMeetsAcrossScripts(t *testing.T) {
	for _, names := range [][]string{
		{"Bergen", "Берген", "ベルゲン", "베르겐", "بيرغن"},
		{"Solberg", "Сульберг", "ソルベルグ", "솔베르그"},
		{"Trump", "Трамп", "トランプ", "טראמפ"},
	} {
		for _, name := range names[1:] {
			a, b := sound(names[0]), sound(name)
			if a[:3] != b[:3] {
				t.Errorf("%s sounds %s, %s sounds %s", names[0], a, name, b)
			}
		}
	}
}

func FuzzRelate(f *testing.F) {
	f.Add(renderings["en"], renderings["ja"])
	f.Add(renderings["ar"], renderings["ru"])
	f.Add("1,2.3 億 ٣٤٫٥", "a\n\n"+strings.Repeat("字", 40))
	f.Fuzz(func(t *testing.T, a, b string) {
		var docs []text.Document
		for _, s := range []string{a, b} {
			doc, err := read.Document(text.Raw{Body: []byte(s), Plain: true})
			if err != nil {
				return
			}
			docs = append(docs, doc)
		}
		for _, r := range Relate(docs) {
			if r.A == r.B || r.Score <= 0 || r.Score > 1 {
				t.Fatalf("relation %v", r)
			}
		}
		for _, p := range Parallel(docs[0], docs[1]) {
			if p.A >= len(docs[0].Sentences) || p.B >= len(docs[1].Sentences) {
				t.Fatalf("pair %v", p)
			}
		}
		Added(docs[0], docs[1], Parallel(docs[0], docs[1]))
		for _, c := range Credits(docs[0]) {
			if docs[0].Text[c.Span.Start:c.Span.End] != c.Name {
				t.Fatalf("credit %v", c)
			}
		}
	})
}
