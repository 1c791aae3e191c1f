package verify

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/text"
	"polydigest/internal/when"
)

// document numbers sentences of one language; the first is sentence 1.
func document(lang, published string, sentences ...string) Doc {
	doc := text.Document{Title: "港口事故", Publisher: "港口日报", Language: lang, Published: published, URL: "https://gangkou.example/a"}
	for _, s := range sentences {
		start := len(doc.Text)
		doc.Text += s
		doc.Sentences = append(doc.Sentences, text.Sentence{
			Span: text.Span{Start: start, End: len(doc.Text)}, Role: text.Body, Language: lang,
		})
		doc.Text += "\n"
	}
	doc.Blocks = []text.Block{{Span: text.Span{End: len(doc.Text)}, Role: text.Body, Language: lang}}
	return Number("d1", doc)
}

var harbour = document("zh-Hans", "2026-03-04",
	"据《海岸时报》报道，渡轮星期二在艾伦港外沉没，船上有12亿克朗的货物和214名乘客。", // 1
	"港务局长布兰特表示，沉船原因尚未得到证实。",                      // 2
	"事故发生在去年8月。",   // 3
	"作者认为港务局应当负责。", // 4
)

func candidate(statement string, support ...int) Candidate {
	return Candidate{
		By: digest.ByModel, Kind: digest.Report, Statement: digest.Text{Lang: "en", Text: statement}, Support: support,
	}
}

func TestWhatClaimsMustHold(t *testing.T) {
	passage := Passage{Doc: harbour, Own: []int{1, 2, 3}, Beside: []int{4}}
	for _, c := range []struct {
		name   string
		with   Candidate
		reason string // "" when it becomes a claim
	}{
		{"a true statement", candidate("A ferry with 214 passengers sank off Port Allen.", 1), ""},
		{"a figure across languages", candidate("The ferry carried goods worth 1.2 billion kroner.", 1), ""},
		{"another figure", candidate("A ferry with 241 passengers sank.", 1), FigureNotInText},
		{"a slip of the myriad", candidate("The ferry carried goods worth 120 million kroner.", 1), FigureNotInText},
		{"the reverse", candidate("The harbour master confirmed the cause.", 2), PolarityDiffers},
		{"no support", candidate("A ferry sank."), NoSupport},
		{"support outside the chunk", candidate("The harbour office is to blame.", 4), NoSupport},
		{"support out of range", candidate("A ferry sank.", 99, -1), NoSupport},
		{"another language than asked for", candidate("Die Fähre sank am Dienstag vor dem Hafen von Port Allen, wie es aus dem Amt hieß.", 1), WrongLanguage},
		{"a short text of another language", candidate("Le navire a coulé au large.", 1), WrongLanguage},
		{"a link", candidate("A ferry sank, see https://evil.example/x.", 1), HasLink},
		{"markup", candidate("A ferry <b>sank</b>.", 1), HasMarkup},
		{"a hidden character", candidate("A ferry\u202e sank.", 1), HasControl},
		{"nothing", candidate("  ", 1), Empty},
		{"too much", candidate(strings.Repeat("A ferry sank. ", 60), 1), TooLong},
	} {
		claims, dropped := Claims(passage, []Candidate{c.with})
		got := ""
		if len(dropped) > 0 {
			got = dropped[0].Reason
		}
		if got != c.reason || len(claims)+len(dropped) != 1 {
			t.Errorf("%s: got %d claims, reason %q, want %q", c.name, len(claims), got, c.reason)
		}
	}
}

func TestACitationIsTheDocumentsText(t *testing.T) {
	c := candidate("A ferry with 214 passengers sank off Port Allen.", 1)
	c.Context, c.Credit = []int{2, 4, 77}, []int{1}
	claims, _ := Claims(Passage{Doc: harbour, Own: []int{1, 2, 3}, Beside: []int{4}}, []Candidate{c})
	runes := []rune(harbour.Text)
	var roles []digest.Role
	for _, q := range claims[0].Citations {
		roles = append(roles, q.Role)
		if got := string(runes[q.Start:q.End]); got != q.Quote {
			t.Errorf("quote %q, text %q", q.Quote, got)
		}
	}
	want := []digest.Role{digest.Support, digest.Context, digest.Context, digest.Credit}
	if !slices.Equal(roles, want) {
		t.Errorf("roles %v, want %v", roles, want)
	}
	if q := claims[0].Citations[0]; !strings.HasPrefix(q.Link, "https://gangkou.example/a#:~:text=") || q.Suffix == "" {
		t.Errorf("citation %+v", q)
	}
}

func TestWhoIsNamedIsInTheDocument(t *testing.T) {
	passage := Passage{Doc: harbour, Own: []int{1, 2, 3, 4}}
	c := candidate("The harbour master Brandt said that the cause had not been confirmed.", 2)
	c.Kind, c.Speaker, c.SpeakerIn, c.Outlet = digest.NonConfirmation, "港务局长布兰特", "Brandt", "虚构时报"
	claims, dropped := Claims(passage, []Candidate{c})
	if len(claims) != 1 {
		t.Fatalf("dropped: %+v", dropped)
	}
	want := []digest.Attribution{{Role: "speaker", Text: "港务局长布兰特", Pivot: "Brandt"}}
	if diff := cmp.Diff(want, claims[0].Attribution); diff != "" {
		t.Errorf("attribution (-want +got):\n%s", diff)
	}
}

func TestAnOpinionHasAnAuthor(t *testing.T) {
	c := candidate("The author thinks that the harbour office should answer for it.", 4)
	c.Kind = digest.Opinion
	claims, _ := Claims(Passage{Doc: harbour, Own: []int{4}}, []Candidate{c})
	if len(claims) != 1 || claims[0].Attribution[0].Text != "港口日报" {
		t.Errorf("got %+v", claims)
	}
}

func TestTimesFollowFromTheWords(t *testing.T) {
	for _, c := range []struct {
		name  string
		time  Time
		cited []int
		edtf  string
		basis digest.TimeBasis
	}{
		{"relative to the document's date", Time{Text: "去年8月", EDTF: "2025-08"}, []int{3}, "2025-08", digest.TimeRelative},
		{"the words decide, not the engine", Time{Text: "去年8月", EDTF: "2019-08"}, []int{3}, "2025-08", digest.TimeRelative},
		{"words that are not cited", Time{Text: "去年8月", EDTF: "2025-08"}, []int{2}, "", ""},
		{"no time at all", Time{}, []int{3}, "", ""},
	} {
		got := harbour.when(c.time, c.cited)
		if got == nil {
			got = &digest.When{}
		}
		if got.EDTF != c.edtf || got.Basis != c.basis {
			t.Errorf("%s: got %s %s, want %s %s", c.name, got.EDTF, got.Basis, c.edtf, c.basis)
		}
	}
}

func TestADatedSiblingResolvesAWeekday(t *testing.T) {
	undated := document("it", "", "La fuga è stata scoperta, ha detto lunedì una fonte governativa.")
	w := undated.when(Time{Text: "lunedì"}, []int{1})
	if w == nil || w.EDTF != "" {
		t.Fatalf("got %+v, want a time that is open", w)
	}
	open := *w
	Resolve(w, "it", true, []Sibling{{"d1", "2024-02-05"}, {"d2", "2024-02-06"}})
	if w.EDTF != "2024-02-05" || w.Basis != digest.TimeInferred || w.Anchor != "d1" {
		t.Errorf("got %+v", w)
	}
	Resolve(&open, "it", true, []Sibling{{"d1", "2024-02-05"}, {"d2", "2024-02-20"}})
	if open.EDTF != "" {
		t.Errorf("siblings that disagree gave %q", open.EDTF)
	}
	ahead := open
	if Resolve(&ahead, "it", false, []Sibling{{"d2", "2024-02-06"}}); ahead.EDTF != "2024-02-12" {
		t.Errorf("what is to come on Monday is on %q", ahead.EDTF)
	}
}

func TestAMonthWithoutAYearIsThePastOne(t *testing.T) {
	undated := document("it", "", "Ad agosto il Centro ha dichiarato di aver scoperto un accesso esterno.")
	w := undated.when(Time{Text: "Ad agosto", Past: true}, []int{1})
	if w == nil {
		t.Fatal("no time")
	}
	ahead := *w
	Resolve(w, "it", true, []Sibling{{"d1", "2024-02-05"}})
	Resolve(&ahead, "it", false, []Sibling{{"d1", "2024-02-05"}})
	if w.EDTF != "2023-08" || ahead.EDTF != "2024-08" {
		t.Errorf("past %q, ahead %q", w.EDTF, ahead.EDTF)
	}
}

func TestOnlyAYearlessDateMovesToTheYearBefore(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"in December", "2023-12"}, {"tomorrow", "2024-02-08"}, {"until Monday", "2024-02-12"}, {"on 5 February", "2024-02-05"},
	} {
		if got := before(when.Find(c.text, "en", "2024-02-07")[0], "2024-02-07"); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
