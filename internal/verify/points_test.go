package verify

import (
	"slices"
	"testing"

	"polydigest/internal/digest"
)

func claim(id string, kind digest.Kind, statement string) digest.Claim {
	return digest.Claim{ID: digest.ClaimID(id), Document: "d1", Kind: kind, Statement: digest.Text{Lang: "en", Text: statement}}
}

func said(c digest.Claim, speaker string) digest.Claim {
	c.Attribution = []digest.Attribution{{Role: "speaker", Text: speaker, Pivot: speaker}}
	return c
}

func happened(c digest.Claim, edtf string) digest.Claim {
	c.When = &digest.When{EDTF: edtf}
	return c
}

func TestWhichClaimsMayShareAPoint(t *testing.T) {
	report := func(who string) digest.Claim { return claim("a", digest.Report, who+" died in the accident.") }
	for _, c := range []struct {
		name string
		a, b digest.Claim
		want string
	}{
		{"the same", report("Twelve people"), report("12 people"), ""},
		{"one says how many", report("12 people"), report("People"), ""},
		{"other numbers", report("12 people"), report("14 people"), DifferentFigure},
		{"a rounded number", report("1,183,000,000 fish"), report("1.2 billion fish"), ""},
		{"other times", happened(report("People"), "2026-03-04"), happened(report("People"), "2026-03-05"), DifferentTime},
		{"a day within a month", happened(report("People"), "2026-03-04"), happened(report("People"), "2026-03"), ""},
		{"a report and its denial", report("People"), claim("b", digest.Denial, "The ministry denied that people died."), OppositeSense},
		{"a report and what does not confirm it", report("People"), claim("b", digest.NonConfirmation, "Deaths were not confirmed."), OppositeSense},
		{"a fact and an opinion", report("People"), claim("b", digest.Opinion, "People died of negligence."), DifferentKind},
		{"other speakers",
			said(claim("a", digest.Statement, "It was an accident."), "Jens Brandt"),
			said(claim("b", digest.Statement, "It was an accident."), "Ana Lima"), DifferentSpeaker},
		{"one speaker, named twice",
			said(claim("a", digest.Statement, "It was an accident."), "Jens Brandt"),
			said(claim("b", digest.Statement, "It was an accident."), "Brandt"), ""},
	} {
		if got := Join(c.a, c.b); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if got := Join(c.b, c.a); got != c.want {
			t.Errorf("%s, the other way: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEveryClaimLandsInOnePoint(t *testing.T) {
	claims := []digest.Claim{
		claim("a", digest.Report, "Twelve people died."), claim("b", digest.Report, "Fourteen people died."),
		claim("c", digest.Denial, "The ministry denied it."), claim("d", digest.Report, "The ferry was old."),
		claim("e", digest.Report, "12 people were killed."),
	}
	claims[1].Document = "d2"
	points, dropped := Points(claims, Grouping{
		Groups: [][]int{{0, 1, 4}, {2, 0}, {9, -1}}, Order: []int{2, 0},
		Ties: []Tie{{From: 2, To: 0, Type: digest.DoesNotConfirm}},
		Dated: func(c digest.Claim) string {
			return map[digest.DocID]string{"d1": "2026-03-04", "d2": "2026-03-05"}[c.Document]
		},
	})
	seen := map[digest.ClaimID]int{}
	for i, p := range points {
		if p.Rank != i+1 {
			t.Errorf("point %s has rank %d", p.ID, p.Rank)
		}
		for _, c := range p.Claims {
			seen[c]++
		}
	}
	for _, c := range claims {
		if seen[c.ID] != 1 {
			t.Errorf("claim %s is in %d points", c.ID, seen[c.ID])
		}
	}
	if points[0].Claims[0] != "c" || !slices.Equal(points[1].Claims, []digest.ClaimID{"a", "e"}) {
		t.Errorf("order: %v, %v", points[0].Claims, points[1].Claims)
	}
	if r := points[0].Relations; len(r) != 1 || r[0].Type != digest.Denies || r[0].Point != points[1].ID {
		t.Errorf("a denial never merely does not confirm: %+v", r)
	}
	if !slices.Contains(points[1].DisputedBy, points[0].ID) {
		t.Errorf("the denied point is disputed by %v", points[1].DisputedBy)
	}
	at := slices.IndexFunc(points, func(p digest.Point) bool { return p.Claims[0] == "b" })
	if r := points[at].Relations; len(r) != 1 || r[0].Type != digest.Updates || r[0].Point != points[1].ID {
		t.Errorf("a later figure updates an earlier one: %+v", r)
	}
	if len(dropped) != 1 || dropped[0].Reason != DifferentFigure {
		t.Errorf("dropped %+v", dropped)
	}
}

// pointOf is a point whose one claim has a quote in Japanese.
func pointOf(kind digest.Kind, quote string, who ...digest.Attribution) Told {
	return Told{
		Point: digest.Point{ID: "p1", Kind: kind},
		Claims: []digest.Claim{{
			Document: "d1", Kind: kind, Attribution: who,
			Citations: []digest.Citation{{Role: digest.Support, Quote: quote, Language: "ja"}},
		}},
		Names: NewNames(map[digest.NameID]digest.Name{"n1": {
			ID: "n1", Kind: "person", Forms: []digest.NameForm{{Text: "林芳正", Lang: "ja", Document: "d1"}},
			Rendered: map[string]digest.Rendered{"en": {Text: "Yoshimasa Hayashi"}, "ar": {Text: "يوشيماسا هاياشي"}},
		}}),
	}
}

func TestWhatAComposedSentenceMustHold(t *testing.T) {
	hayashi := digest.Attribution{Role: "speaker", Name: "n1", Text: "林芳正"}
	officials := digest.Attribution{Role: "source", Text: "複数の政府関係者", Anonymous: true}
	statement := pointOf(digest.Statement, "林芳正氏は、5機関が887億円をかけて点検したと述べた。", hayashi)
	leak := pointOf(digest.Report, "複数の政府関係者によると、大規模な情報漏えいが起きていた。", officials)
	opinion := pointOf(digest.Opinion, "政府は無能だと林芳正氏は語った。", hayashi)
	for _, c := range []struct {
		name, text, lang string
		points           []Told
		want             string
	}{
		{"names the speaker", "Yoshimasa Hayashi said that five bodies were checked for 88.7 billion yen.", "en", []Told{statement}, ""},
		{"by surname", "Hayashi said that five bodies were checked.", "en", []Told{statement}, ""},
		{"in another script", "قال هاياشي إن خمس هيئات فحصت.", "ar", []Told{statement}, ""},
		{"another figure", "Hayashi said that seven bodies were checked.", "en", []Told{statement}, FigureNotInText},
		{"a date from nowhere", "Hayashi said on 3 May 2019 that five bodies were checked.", "en", []Told{statement}, DateNotInText},
		{"no speaker", "Five bodies were checked.", "en", []Told{statement}, NoSpeaker},
		{"an opinion without its author", "The government is incompetent.", "en", []Told{opinion}, NoAuthor},
		{"anonymous, and says so", "A large leak had occurred, several officials said.", "en", []Told{leak}, ""},
		{"anonymous, and does not say so", "A large leak had occurred.", "en", []Told{leak}, NoSpeaker},
		{"no point", "A large leak had occurred.", "en", nil, UnknownPoint},
		{"a telephone number", "Hayashi said to call 0800 555 0199.", "en", []Told{statement}, FigureNotInText},
	} {
		_, reason, detail := Composed(Text{Text: c.text, Lang: c.lang, Points: c.points})
		if reason != c.want {
			t.Errorf("%s: got %q (%s), want %q", c.name, reason, detail, c.want)
		}
	}
}

func TestADisputedPointIsToldWithWhatDisputesIt(t *testing.T) {
	disputed := pointOf(digest.Report, "大規模な情報漏えいが起きていた。")
	disputed.Point.DisputedBy = []digest.PointID{"p2"}
	opponent := pointOf(digest.NonConfirmation, "確認されていない。")
	opponent.Point.ID = "p2"
	sentence := Text{Text: "A large leak had occurred.", Lang: "en", Points: []Told{disputed}, Summary: true}
	if _, reason, _ := Composed(sentence); reason != OpponentMissing {
		t.Errorf("alone: got %q", reason)
	}
	sentence.Around = []Told{opponent}
	if _, reason, _ := Composed(sentence); reason != "" {
		t.Errorf("beside its opponent: got %q", reason)
	}
}

func FuzzSurface(f *testing.F) {
	f.Add("See https://a.example", "en")
	f.Add("日本語の文。", "ja")
	f.Add("جملة\u200fعربية", "ar")
	f.Fuzz(func(_ *testing.T, s, lang string) {
		Surface(digest.Text{Text: s, Lang: lang}, maxSentence)
		Fold(s)
	})
}

// TestANumeralWithinAListedNameIsNoFigure takes a name with 三 in it; the same character beside a name is one.
func TestANumeralWithinAListedNameIsNoFigure(t *testing.T) {
	told := pointOf(digest.Report, "安倍政権下で調査が行われた。")
	told.Names = NewNames(map[digest.NameID]digest.Name{"n1": {ID: "n1", Kind: "person",
		Forms:    []digest.NameForm{{Text: "安倍", Lang: "ja", Document: "d1"}},
		Rendered: map[string]digest.Rendered{"ja": {Text: "安倍晋三"}},
	}})
	for text, want := range map[string]string{
		"安倍晋三の政権下で調査が行われた。":       "",
		"安倍晋三の政権下で調査が三回行われた。":     FigureNotInText,
		"安倍晋三の政権下の2020年に調査が行われた。": DateNotInText,
	} {
		if _, reason, detail := Composed(Text{Text: text, Lang: "ja", Points: []Told{told}}); reason != want {
			t.Errorf("%s: got %q (%s), want %q", text, reason, detail, want)
		}
	}
}

// TestANameWithinAnotherIsTakenOutBehindIt takes names of which one begins the other: whichever the table gives first.
func TestANameWithinAnotherIsTakenOutBehindIt(t *testing.T) {
	told := pointOf(digest.Report, "安倍政権下で調査が行われた。")
	told.Names = NewNames(map[digest.NameID]digest.Name{
		"n1": {ID: "n1", Kind: "person", Forms: []digest.NameForm{{Text: "安倍", Lang: "ja", Document: "d1"}}, Rendered: map[string]digest.Rendered{"ja": {Text: "安倍晋三"}}},
		"n2": {ID: "n2", Kind: "person", Forms: []digest.NameForm{{Text: "安倍", Lang: "ja", Document: "d1"}}, Rendered: map[string]digest.Rendered{"ja": {Text: "安倍"}}},
	})
	for range 20 { // maps are walked in another order each time
		if _, reason, detail := Composed(Text{Text: "安倍晋三の政権下で調査が行われた。", Lang: "ja", Points: []Told{told}}); reason != "" {
			t.Fatalf("got %q (%s)", reason, detail)
		}
	}
}
