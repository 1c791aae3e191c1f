package rendertest

import "polydigest/internal/digest"

func (b *builder) names() {
	rendered := func(en, ja, ar string) map[string]digest.Rendered {
		return map[string]digest.Rendered{"en": {Text: en, Basis: "model"}, "ja": {Text: ja, Basis: "source"}, "ar": {Text: ar, Basis: "source"}}
	}
	b.d.Names = []digest.Name{
		{ID: "n1", Kind: "person", Forms: []digest.NameForm{{Text: "ミラ・コスタ", Lang: "ja", Document: "d2"}, {Text: "ميلا كوستا", Lang: "ar", Document: "d3"}},
			Rendered: rendered("Mila Costa", "ミラ・コスタ", "ميلا كوستا")},
		{ID: "n2", Kind: "outlet", Forms: []digest.NameForm{{Text: "LacPresse", Lang: "fr", Document: "d4"}},
			Rendered: map[string]digest.Rendered{"en": {Text: "LacPresse", Basis: "source"}}},
		{ID: "n3", Kind: "outlet", Forms: []digest.NameForm{{Text: "湖滨日报", Lang: "zh-Hans", Document: "d1"}},
			Rendered: rendered("Hubin Daily", "湖濱日報", "صحيفة هوبين")},
		{ID: "n4", Kind: "person", Forms: []digest.NameForm{{Text: "Ada Fenn", Lang: "en", Document: "d6"}}},
	}
	b.d.Origins = []digest.Origin{
		{ID: "o1", Kind: digest.OriginOutlet, Name: "n3", Named: true}, {ID: "o2", Kind: digest.OriginPerson, Name: "n1", Named: true},
		{ID: "o3", Kind: digest.OriginAgency, Name: "n2", Named: true}, {ID: "o4", Kind: digest.OriginUnknown},
		{ID: "o5", Kind: digest.OriginPerson, Name: "n4", Named: true},
	}
}

func (b *builder) claims(s *digest.Story) {
	may11 := &digest.When{EDTF: "2024-05-11", From: "2024-05-11", To: "2024-05-11", Basis: digest.TimeRelative, Anchor: "d1"}
	aground := "%s ran aground with 112 people on board"
	s.Claims = []digest.Claim{
		b.claim("c1", "d1", digest.Report, aground, b.cite(digest.Support, "d1", "奥尔萨湖渡轮“白鹭号”5月11日晚搁浅，船上共有112人。")),
		b.claim("c2", "d3", digest.Report, aground, b.cite(digest.Support, "d3", "جنحت عبّارة «البلشون» مساء السبت في بحيرة أورسا وعلى متنها 112 شخصًا.")),
		b.claim("c3", "d4", digest.Report, aground, b.cite(digest.Support, "d4", "Le ferry « L’Aigrette » s’est échoué samedi soir sur le lac d’Orsa avec 112 personnes à bord."),
			b.cite(digest.Credit, "d4", "selon l’agence LacPresse")),
		b.claim("c4", "d2", digest.Report, "120 people were on board", b.cite(digest.Support, "d2", "11日夜、オルサ湖でフェリー「白鷺」が座礁し、乗客乗員120人が乗っていた。")),
		b.claim("c5", "d1", digest.Report, "The captain had been warned", b.cite(digest.Support, "d1", "据两名不愿具名的港务官员透露，船长曾被警告水位过低。"),
			b.cite(digest.Context, "d1", "湖区水位今年降至三十年来最低。")),
		b.claim("c6", "d2", digest.Denial, "The captain was not warned", b.cite(digest.Support, "d2", "港湾局の広報担当者ミラ・コスタ氏は12日、「船長への警告はなかった」と述べた。")),
		b.claim("c7", "d1", digest.NonConfirmation, "The port authority would not confirm it", b.cite(digest.Support, "d1", "港务局发言人拒绝证实这一说法。")),
		b.claim("c8", "d4", digest.Report, "All were rescued on Monday morning", b.cite(digest.Support, "d4", "Toutes ont été secourues lundi matin, selon l’agence LacPresse.")),
		b.claim("c9", "d3", digest.Statement, "An inquiry was opened", b.cite(digest.Support, "d3", "وقالت المتحدثة باسم هيئة الموانئ ميلا كوستا يوم الاثنين إن الهيئة فتحت تحقيقًا في الحادث.")),
		b.claim("c10", "d6", digest.Opinion, "The company wanted only the fares", b.cite(digest.Support, "d6", "<script>alert(1)</script> The company wanted the fares, nothing else.")),
		b.claim("c11", "d6", digest.Background, "The blog gives a number", b.cite(digest.Support, "d6", "Call +1 555 0100 or visit www.evil.example & win.")),
	}
	parallel := b.cite(digest.Support, "d5", "Tutte sono state soccorse lunedì mattina, secondo l’agenzia LacPresse.")
	parallel.Document = "d5"
	s.Claims[7].Citations = append(s.Claims[7].Citations, parallel)
	s.Claims[7].When = &digest.When{EDTF: "2024-05-13", Text: "lundi matin", Basis: digest.TimeInferred, Anchor: "d3"}
	s.Claims[0].When = may11
	s.Claims[5].Attribution = []digest.Attribution{{Role: "speaker", Name: "n1", Text: "ミラ・コスタ氏"}}
	s.Claims[5].Said = &digest.When{EDTF: "2024-05-12", Basis: digest.TimeRelative, Anchor: "d2"}
	s.Claims[6].Attribution = []digest.Attribution{{Role: "speaker", Text: "港务局发言人", Anonymous: true}}
	s.Claims[8].Attribution = []digest.Attribution{{Role: "speaker", Name: "n1", Text: "ميلا كوستا"}}
	s.Claims[8].Said = &digest.When{EDTF: "2024-05-13", Basis: digest.TimeRelative, Anchor: "d3"}
	origins := []digest.OriginID{"o1", "o4", "o3", "o4", "o1", "o2", "o2", "o3", "o2", "o5", "o5"}
	for i := range s.Claims {
		s.Claims[i].Origin = origins[i]
	}
	s.Claims[10].OriginBasis = digest.BasisUnknown
}

func (b *builder) points(s *digest.Story) {
	from := func(o digest.OriginID, claims ...digest.ClaimID) digest.PointOrigin {
		return digest.PointOrigin{Origin: o, Claims: claims}
	}
	s.Points = []digest.Point{
		{ID: "p1", Rank: 1, Kind: digest.Report, Claims: []digest.ClaimID{"c1", "c2", "c3"}, When: s.Claims[0].When,
			Origins: []digest.PointOrigin{from("o1", "c1"), from("o3", "c3"), from("o4", "c2")}, Independent: digest.Independent{Min: 2, Max: 3},
			Relations: []digest.PointRelation{{Type: digest.Conflicts, Point: "p4"}}, DisputedBy: []digest.PointID{"p4"}},
		{ID: "p2", Rank: 2, Kind: digest.Report, Claims: []digest.ClaimID{"c5"}, Origins: []digest.PointOrigin{from("o1", "c5")},
			Independent: digest.Independent{Min: 1, Max: 1}, Anonymous: true, DisputedBy: []digest.PointID{"p3", "p5"}},
		{ID: "p3", Rank: 3, Kind: digest.Denial, Claims: []digest.ClaimID{"c6"}, Origins: []digest.PointOrigin{from("o2", "c6")},
			Independent: digest.Independent{Min: 1, Max: 1}, Relations: []digest.PointRelation{{Type: digest.Denies, Point: "p2"}}, DisputedBy: []digest.PointID{"p2"}},
		{ID: "p4", Rank: 4, Kind: digest.Report, Claims: []digest.ClaimID{"c4"}, Origins: []digest.PointOrigin{from("o4", "c4")},
			Independent: digest.Independent{Min: 0, Max: 1}, Relations: []digest.PointRelation{{Type: digest.Conflicts, Point: "p1"}}, DisputedBy: []digest.PointID{"p1"}},
		{ID: "p5", Rank: 5, Kind: digest.NonConfirmation, Claims: []digest.ClaimID{"c7"}, Origins: []digest.PointOrigin{from("o2", "c7")},
			Independent: digest.Independent{Min: 1, Max: 1}, Relations: []digest.PointRelation{{Type: digest.DoesNotConfirm, Point: "p2"}}},
		{ID: "p6", Rank: 6, Kind: digest.Report, Claims: []digest.ClaimID{"c8"}, When: s.Claims[7].When, Origins: []digest.PointOrigin{from("o3", "c8")},
			Independent: digest.Independent{Min: 1, Max: 1}, Relations: []digest.PointRelation{{Type: digest.Updates, Point: "p1"}}},
		{ID: "p7", Rank: 7, Kind: digest.Opinion, Claims: []digest.ClaimID{"c10"}, Origins: []digest.PointOrigin{from("o5", "c10")}, Independent: digest.Independent{Min: 1, Max: 1}},
		{ID: "p8", Rank: 8, Kind: digest.Statement, Claims: []digest.ClaimID{"c9"}, Origins: []digest.PointOrigin{from("o2", "c9")}, Independent: digest.Independent{Min: 1, Max: 1}},
		{ID: "p9", Rank: 9, Kind: digest.Background, Claims: []digest.ClaimID{"c11"}, Origins: []digest.PointOrigin{from("o5", "c11")}, Independent: digest.Independent{Min: 1, Max: 1}},
	}
	for i := range s.Points {
		s.Points[i].Text = digest.Text{Lang: "en", Text: english.Points[s.Points[i].ID].Text}
	}
	s.Timeline = []digest.PointID{"p1", "p3", "p6", "p8"}
}

// texts makes the texts of an edition, all of them good but the last, which is reduced to its quotes.
func texts(lang string, list ...string) map[digest.PointID]digest.PointText {
	ids := []digest.PointID{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"}
	out := map[digest.PointID]digest.PointText{}
	for i, text := range list {
		out[ids[i]] = digest.PointText{Text: text, Lang: lang, State: digest.TextOK, Checks: digest.Checks{Figures: digest.Pass, Support: digest.Pass}}
	}
	out["p8"] = digest.PointText{Lang: lang, State: digest.QuotesOnly, Reason: "support_failed"}
	return out
}

func summary(a, b, c string) []digest.Sentence {
	return []digest.Sentence{
		{Text: a, Points: []digest.PointID{"p1", "p6"}}, {Text: b, Points: []digest.PointID{"p2", "p3", "p5"}}, {Text: c, Points: []digest.PointID{"p4"}},
	}
}

var english = digest.StoryEdition{
	Title: "Ferry aground on Lake Orsa", By: digest.ByModel,
	Summary: summary("A ferry ran aground on Lake Orsa on 11 May with 112 people on board; all were rescued.",
		"Hubin Daily reports from two unnamed officials that the captain had been warned of low water; Mila Costa of the port authority denies it.",
		"A Japanese paper gives 120 people on board."),
	Points: texts("en", "The ferry ran aground on Lake Orsa on the evening of 11 May 2024 with 112 people on board.",
		"Two port officials, unnamed, told Hubin Daily that the captain had been warned of the low water.",
		"Mila Costa, the port authority's spokeswoman, said that the captain had not been warned.",
		"Koto Shimbun gives 120 people on board.", "A spokesman of the port authority would not confirm the warning.",
		"LacPresse reports that everyone was rescued on Monday morning.",
		"Ada Fenn writes that the company wanted the fares and nothing else."),
}

var japanese = digest.StoryEdition{
	Title: "オルサ湖のフェリー座礁", By: digest.ByModel,
	Summary: summary("5月11日、112人を乗せたフェリーがオルサ湖で座礁し、全員が救助された。",
		"湖濱日報は匿名の当局者2人の話として、船長が水位低下の警告を受けていたと報じたが、港湾局のミラ・コスタ氏は否定している。",
		"湖都新聞は乗船者を120人としている。"),
	Points: texts("ja", "2024年5月11日夜、112人を乗せたフェリーがオルサ湖で座礁した。", "匿名の港湾当局者2人が湖濱日報に、船長は水位低下の警告を受けていたと語った。",
		"港湾局の広報担当ミラ・コスタ氏は、船長への警告はなかったと述べた。", "湖都新聞は乗船者を120人としている。", "港湾局の広報担当者は警告について確認を避けた。",
		"ラックプレス通信によると、月曜の朝に全員が救助された。", "エイダ・フェン氏は、会社は運賃だけが目当てだったと書いている。"),
}

var arabic = digest.StoryEdition{
	Title: "جنوح عبّارة في بحيرة أورسا", By: digest.ByModel,
	Summary: summary("جنحت عبّارة على متنها 112 شخصًا في بحيرة أورسا يوم 11 مايو، وأُنقذ الجميع.",
		"تنقل صحيفة هوبين (Hubin Daily) عن مسؤولَين لم تسمّهما أن القبطان حُذّر من انخفاض المياه؛ وتنفي ذلك ميلا كوستا من هيئة الموانئ.",
		"وتذكر صحيفة يابانية أن على متنها 120 شخصًا."),
	Points: texts("ar", "جنحت العبّارة في بحيرة أورسا مساء 11 مايو 2024 وعلى متنها 112 شخصًا.", "قال مسؤولان في الميناء لم يُكشف اسماهما لصحيفة هوبين إن القبطان حُذّر من انخفاض المياه.",
		"قالت ميلا كوستا، المتحدثة باسم هيئة الموانئ، إن القبطان لم يُحذَّر.", "تذكر صحيفة كوتو شيمبون أن على متنها 120 شخصًا.", "رفض متحدث باسم هيئة الموانئ تأكيد التحذير.",
		"أفادت وكالة LacPresse بأن الجميع أُنقذوا صباح الاثنين.", "كتبت آدا فين أن الشركة لم ترد سوى ثمن التذاكر."),
}
