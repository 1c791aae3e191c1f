package story

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/lineage"
	"polydigest/internal/read"
	"polydigest/internal/read/readtest"
	"polydigest/internal/text"
)

// events are invented; neighbours in the list are easily confused. Every report is an outlet's own.
var events = [][]string{
	{ // an earthquake on an island
		"Strong quake shakes Karpeno island\nA magnitude 6.4 earthquake struck Karpeno island early on Tuesday, bringing down walls in the port of Lissa and injuring at least 30 people, officials said. The tremor was felt as far as the mainland city of Dorvath. Schools in Lissa stay closed.",
		"Karpeno: dozens hurt as old houses collapse\nRescuers pulled four people from a collapsed bakery in Lissa after the quake that hit Karpeno before dawn. The island's governor, Petra Halvik, asked the mainland for tents. Aftershocks went on all day.",
		"Ferries bring aid to quake-hit Lissa\nTwo ferries with tents, blankets and a field kitchen reached Lissa on Wednesday, a day after the Karpeno earthquake. Governor Halvik said 900 people had slept outdoors. The harbour crane is damaged.",
	},
	{ // another earthquake, elsewhere
		"Quake damages dam in Terune valley\nAn earthquake of magnitude 5.8 cracked the Orsk dam in the Terune valley on Tuesday night. Engineers lowered the water by two metres. Nobody was hurt, the energy ministry said.",
		"Villages below Orsk dam cleared\nPolice cleared three villages below the Orsk dam after a tremor opened cracks in its crown. About 2,100 people were taken to Terune town. The dam's operator, Vattra Energy, called it a precaution.",
		"Vattra Energy shares fall after dam cracks\nShares of Vattra Energy lost 11 percent on Wednesday, after an earthquake damaged its Orsk dam. Analysts fear that the Terune valley plant will stand still for months.",
	},
	{ // a central bank
		"Central bank of Norania raises rates to 7 percent\nThe central bank of Norania lifted its key rate by half a point to 7 percent on Thursday. Its head, Milo Dreyt, said inflation was too high. The nora rose against the dollar.",
		"Dreyt: no cut this year\nBorrowers in Norania must wait: the central bank will not lower rates this year, Milo Dreyt told reporters after raising them to 7 percent. Builders protested.",
		"Home loans in Norania get dearer\nBanks in Norania raised the price of home loans within hours of the central bank's decision. Lenders now ask 9.2 percent. Consumer groups accused Governor Dreyt of ignoring families.",
	},
	{ // another central bank
		"Lower rates for Besmark\nBesmark's central bank cut its main rate to 2.25 percent on Thursday, the third cut in a row. Governor Anje Torp cited weak exports. The Besmark crown slipped.",
		"Torp cuts again as exports shrink\nAnje Torp surprised nobody: the Besmark central bank lowered rates by a quarter point. Exports fell 4 percent in the spring. The shipyards of Holm asked for more.",
		"Besmark savers lose as rates drop\nSavers in Besmark will earn even less after the central bank's cut to 2.25 percent. The Holm savings bank said deposits would pay 0.5 percent. Ms Torp defended the step.",
	},
	{ // a cup final
		"Rovers win the Amber Cup in extra time\nTalvik Rovers beat Port Ness 3-2 after extra time on Saturday to win the Amber Cup. Sami Okoro scored twice in front of 41,000 people. Port Ness played the last hour with ten men.",
		"Red card costs Port Ness the cup\nPort Ness led twice and lost. The dismissal of captain Juri Vahl in the 58th minute turned the Amber Cup final, coach Dana Reeve said. Okoro's winner for Talvik Rovers came in minute 117.",
		"Talvik celebrates Okoro\nThousands filled the market square of Talvik on Sunday to greet the Rovers and the Amber Cup. Sami Okoro, 19, thanked his grandmother. The club has asked Port Ness for a friendly.",
	},
	{ // a trial
		"Former minister Galt on trial over harbour contracts\nThe trial of former transport minister Osric Galt opened in Vessby on Monday. He is accused of taking 1.3 million for harbour contracts. Galt denies it.",
		"Witness: envelopes for Galt\nA former driver told the court in Vessby that he had carried envelopes to Osric Galt. The defence called him a liar. The harbour builder Lorne & Sons is also charged.",
		"Lorne & Sons admits payments\nThe builder Lorne & Sons admitted in court that it paid advisers of then minister Galt. The judges in Vessby adjourned the harbour trial until June. Prosecutors want the money back.",
	},
	{ // a launch
		"Helix probe leaves for Neptune\nThe Helix probe lifted off from Marou on Friday on its way to Neptune, which it is to reach in 2044. The launch had been put off five times. The agency's Rana Idris wept.",
		"Helix answers from space\nControllers heard from Helix 47 minutes after launch. The probe's solar arrays opened as planned, flight director Rana Idris said. Its path to Neptune leads past Jupiter.",
		"Five delays, one launch\nWhy did Helix start so late? A valve, twice; a storm over Marou; a boat in the zone; and a software clock. Engineers tell how the Neptune probe was saved.",
	},
	{ // a strike
		"Tram drivers stop work in Quillan\nNo trams ran in Quillan on Wednesday as 1,800 drivers walked out over night shifts. The union TVQ called it the first of three strikes. The city hired buses.",
		"Quillan commuters walk\nCyclists and walkers filled the bridges of Quillan as the tram strike began. Mayor Ilse Brandt called the union's demands unpayable. TVQ wants a night bonus of 15 percent.",
		"Brandt offers tram union talks\nMayor Ilse Brandt invited the TVQ union to talks on Friday to end the tram strike in Quillan. She offered a bonus of 8 percent. Drivers were to vote on it.",
	},
}

func TestGroupEnglishReports(t *testing.T) {
	var docs []text.Document
	var event []int
	for i, reports := range events {
		for _, s := range reports {
			docs = append(docs, readtest.Plain(t, s))
			event = append(event, i)
		}
	}
	f1, _ := quality(Group(docs, lineage.Relate(docs), nil), event)
	if f1 < 0.88 {
		t.Errorf("pairwise F1 = %.3f, want at least 0.88", f1)
	}
}

// A foreign is a document in some language with the line that a model would write on it.
type foreign struct {
	event int
	text  string
	gist  Gist
}

var foreigners = []foreign{
	{0, "卡尔佩诺岛发生6.4级地震\n官员表示，星期二凌晨卡尔佩诺岛发生强烈地震，利萨港多处墙体倒塌，至少30人受伤。", Gist{Line: "A magnitude 6.4 earthquake on Karpeno island injured at least 30 people in Lissa", Names: []string{"Karpeno", "Lissa"}}},
	{0, "地震のリッサに救援船\nカルペノ島の地震から一夜明けた水曜日、テントや毛布を積んだ2隻の船がリッサ港に着いた。900人が屋外で夜を過ごした。", Gist{Line: "Ferries bring tents to Lissa after the Karpeno earthquake", Names: []string{"Lissa", "Karpeno"}}},
	{0, "Séisme à Karpeno : quatre personnes dégagées\nLes secouristes ont sorti quatre personnes des décombres d’une boulangerie à Lissa. La gouverneure Petra Halvik a demandé des tentes.", Gist{Line: "Rescuers pulled four people from rubble in Lissa after the quake on Karpeno", Names: []string{"Petra Halvik", "Lissa"}}},
	{1, "تصدع سد أورسك بعد زلزال\nأدى زلزال بقوة 5.8 درجات إلى تصدع سد أورسك في وادي تيرون، ولم يصب أحد بحسب وزارة الطاقة.", Gist{Line: "An earthquake of magnitude 5.8 cracked the Orsk dam in the Terune valley", Names: []string{"Orsk", "Terune"}}},
	{1, "Деревни ниже плотины Орск эвакуированы\nПосле подземных толчков полиция вывезла около 2100 человек из трёх деревень ниже плотины Орск в долине Теруне.", Gist{Line: "Some 2,100 people were evacuated below the Orsk dam after a tremor", Names: []string{"Orsk", "Vattra Energy"}}},
	{1, "Aktie von Vattra Energy fällt nach Rissen im Damm\nDie Aktie von Vattra Energy verlor am Mittwoch 11 Prozent, nachdem ein Erdbeben den Orsk-Damm beschädigt hatte.", Gist{Line: "Vattra Energy shares fell 11 percent after cracks in its Orsk dam", Names: []string{"Vattra Energy", "Orsk"}}},
	{2, "Norania sube los tipos al 7 por ciento\nEl banco central de Norania elevó el jueves su tipo de interés en medio punto. Su jefe, Milo Dreyt, dijo que la inflación es demasiado alta.", Gist{Line: "Norania's central bank raised its key rate to 7 percent", Names: []string{"Norania", "Milo Dreyt"}}},
	{2, "노라니아 대출 금리 상승\n노라니아 중앙은행이 기준금리를 7퍼센트로 올리자 은행들이 주택 대출 금리를 9.2퍼센트로 인상했다.", Gist{Line: "Home loans in Norania rise to 9.2 percent after the central bank's decision", Names: []string{"Norania", "Dreyt"}}},
	{2, "Dreyt: quest’anno nessun taglio\nLa banca centrale di Norania non abbasserà i tassi quest’anno, ha detto Milo Dreyt dopo averli portati al 7 per cento.", Gist{Line: "Milo Dreyt says Norania's central bank will not cut rates this year", Names: []string{"Milo Dreyt", "Norania"}}},
	{4, "塔尔维克流浪者加时夺冠\n星期六，塔尔维克流浪者队加时赛3比2击败内斯港队，夺得琥珀杯，奥科罗梅开二度。", Gist{Line: "Talvik Rovers beat Port Ness 3-2 in extra time to win the Amber Cup", Names: []string{"Talvik Rovers", "Port Ness", "Okoro"}}},
	{4, "カップを手にしたオコロ、街は歓喜\nアンバー・カップを制したロバーズを迎え、日曜日、タルビクの広場に数千人が集まった。19歳のオコロは祖母に感謝した。", Gist{Line: "Talvik celebrates Sami Okoro and the Amber Cup won by the Rovers", Names: []string{"Sami Okoro", "Talvik"}}},
	{4, "Rote Karte kostet Port Ness den Pokal\nDer Platzverweis für Kapitän Juri Vahl entschied das Finale um den Amber Cup, sagte Trainerin Dana Reeve.", Gist{Line: "A red card for Juri Vahl cost Port Ness the Amber Cup final", Names: []string{"Port Ness", "Juri Vahl", "Amber Cup"}}},
	{5, "محاكمة الوزير السابق غالت\nبدأت يوم الاثنين في فيسبي محاكمة وزير النقل السابق أوسريك غالت المتهم بتلقي 1.3 مليون مقابل عقود الميناء.", Gist{Line: "Former minister Osric Galt went on trial in Vessby over harbour contracts", Names: []string{"Osric Galt", "Vessby"}}},
	{5, "Lorne & Sons reconhece pagamentos\nA construtora Lorne & Sons admitiu no tribunal de Vessby que pagou a assessores do então ministro Galt.", Gist{Line: "Lorne & Sons admitted in court that it paid advisers of minister Galt", Names: []string{"Lorne & Sons", "Galt"}}},
	{5, "Свидетель рассказал о конвертах для Галта\nБывший водитель сообщил суду в Вессбю, что возил конверты экс-министру Осрику Галту. Защита назвала его лжецом.", Gist{Line: "A driver told the Vessby court that he carried envelopes to Osric Galt", Names: []string{"Osric Galt", "Vessby"}}},
}

func TestGroupAcrossLanguagesWithGists(t *testing.T) {
	var docs []text.Document
	var gists []Gist
	var event []int
	for i, f := range foreigners {
		docs = append(docs, readtest.Plain(t, f.text))
		f.gist.Doc = i
		gists = append(gists, f.gist)
		event = append(event, f.event)
	}
	if _, b3 := quality(Group(docs, lineage.Relate(docs), gists), event); b3 < 0.85 {
		t.Errorf("B3 = %.3f, want at least 0.85", b3)
	}
}

func TestGroupKeepsOneTextInOneStory(t *testing.T) {
	docs := []text.Document{readtest.Plain(t, events[0][0]), readtest.Plain(t, events[2][0]), readtest.Plain(t, foreigners[0].text)}
	got := Group(docs, []lineage.Relation{{Type: digest.RelSameText, A: 0, B: 2, Score: 0.9}}, nil)
	if diff := cmp.Diff([][]int{{0, 2}, {1}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestGroupKeepsFarDatesApart(t *testing.T) {
	docs := []text.Document{readtest.Plain(t, events[4][0]), readtest.Plain(t, events[4][1])}
	if got := Group(docs, nil, nil); len(got) != 1 {
		t.Errorf("undated: %v, want one story", got)
	}
	docs[0].Published, docs[1].Published = "2030-05-11", "2031-05-10"
	if got := Group(docs, nil, nil); len(got) != 2 {
		t.Errorf("a year apart: %v, want two stories", got)
	}
}

func TestGroupOfNothing(t *testing.T) {
	if got := Group(nil, nil, nil); len(got) != 0 {
		t.Errorf("%v, want no stories", got)
	}
	if got := Group(make([]text.Document, 2), nil, []Gist{{Doc: 7}}); len(got) != 2 {
		t.Errorf("%v, want two stories", got)
	}
}

// quality returns pairwise F1 and B³ of a grouping.
func quality(groups [][]int, event []int) (f1, b3 float64) {
	var hit, grouped, same int
	var precision, recall float64
	for i := range event {
		members := groups[slices.IndexFunc(groups, func(g []int) bool { return slices.Contains(g, i) })]
		both, all := 0, 0
		for j := range event {
			if event[j] == event[i] {
				all++
				if slices.Contains(members, j) {
					both++
				}
			}
		}
		hit, grouped, same = hit+both-1, grouped+len(members)-1, same+all-1
		precision += float64(both) / float64(len(members)) / float64(len(event))
		recall += float64(both) / float64(all) / float64(len(event))
	}
	return 2 * float64(hit) / float64(grouped+same), 2 * precision * recall / (precision + recall)
}

func FuzzGroup(f *testing.F) {
	f.Add(events[0][0], foreigners[0].text, "2031-05-10")
	f.Add(foreigners[3].text, foreigners[7].text, "2031-05/..")
	f.Fuzz(func(t *testing.T, a, b, date string) {
		var docs []text.Document
		for _, s := range []string{a, b, a} {
			doc, err := read.Document(text.Raw{Body: []byte(s), Plain: true})
			if err != nil {
				return
			}
			doc.Published = date
			docs = append(docs, doc)
		}
		seen := 0
		for _, g := range Group(docs, lineage.Relate(docs), []Gist{{Doc: 1, Line: a, Date: date, Names: []string{b}}}) {
			seen += len(g)
		}
		if seen != len(docs) {
			t.Fatalf("%d documents in groups, want %d", seen, len(docs))
		}
	})
}
