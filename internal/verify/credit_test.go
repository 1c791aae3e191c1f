package verify

import (
	"strings"
	"testing"

	"polydigest/internal/digest"
)

// rescued is a point that four tell: two outlets the number alone, a wire without a publisher how they fared, and a
// third outlet another detail.
func rescued() Told {
	claim := func(id digest.ClaimID, doc digest.DocID, statement string, lang, quote string) digest.Claim {
		return digest.Claim{
			ID: id, Document: doc, By: digest.ByModel, Kind: digest.Report, Statement: digest.Text{Lang: "en", Text: statement},
			Citations: []digest.Citation{{Role: digest.Support, Quote: quote, Language: lang}},
		}
	}
	names := NewNames(map[digest.NameID]digest.Name{
		"n1": {ID: "n1", Kind: "outlet", Forms: []digest.NameForm{{Text: "한결일보", Lang: "ko"}},
			Rendered: map[string]digest.Rendered{"en": {Text: "The Hangyeol Ilbo"}, "ja": {Text: "ハンギョル日報"}, "fr": {Text: "le Hangyeol Ilbo"}}},
		"n2": {ID: "n2", Kind: "outlet", Forms: []digest.NameForm{{Text: "潮風新聞", Lang: "ja"}},
			Rendered: map[string]digest.Rendered{"en": {Text: "Shiokaze Shimbun"}, "ja": {Text: "潮風新聞"}, "fr": {Text: "Shiokaze Shimbun"}}},
	})
	return Told{
		Point: digest.Point{ID: "p1", Kind: digest.Report, Text: digest.Text{Lang: "en", Text: "206 people were rescued."}},
		Claims: []digest.Claim{
			claim("c1", "d1", "206 people were rescued.", "ko", "구조된 사람은 206명이다."),
			claim("c2", "d2", "206 people were rescued.", "ja", "救助されたのは206人で、うち31人が病院に運ばれた。"),
			claim("c3", "d3", "206 people were pulled out within 45 minutes.", "fr", "Les secours ont repêché 206 passagers en 45 minutes."),
		},
		Names: names,
		Documents: map[digest.DocID]digest.Document{
			"d1": {ID: "d1", Publisher: "한결일보", PublisherName: "n1", Language: "ko"},
			"d2": {ID: "d2", PublisherName: "n2", Language: "ja"}, // known by its site only
			"d3": {ID: "d3", Language: "fr"},
		},
	}
}

func TestASentenceRestsOnTheWordsOfThoseWhomItNames(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The Hangyeol Ilbo reports that 206 people were rescued.", ""},
		{"en", "Hangyeol Ilbo reports that 206 people were rescued, 31 of whom were taken to hospital.", "31"},
		{"en", "Shiokaze Shimbun reports that 206 people were rescued, 31 of whom were taken to hospital.", ""},
		{"en", "According to Shiokaze Shimbun, 206 people were rescued within 45 minutes.", "45"},
		{"en", "The Hangyeol Ilbo and Shiokaze Shimbun report that 206 people were rescued.", ""},
		{"en", "The Hangyeol Ilbo and the Shiokaze Shimbun report that 206 people were rescued and 31 taken to hospital.", "31"},
		{"en", "The Hangyeol Ilbo reports that 206 people were rescued; 31 of them were taken to hospital, Shiokaze Shimbun adds.", ""},
		{"en", "The Hangyeol Ilbo reports that 206 people were rescued. Another report says that this took 45 minutes.", ""},
		{"en", "206 people were rescued within 45 minutes.", ""}, // a text without a publisher tells it too
		{"ja", "ハンギョル日報によると、206人が救助され、31人が病院に運ばれた。", "31"},
		{"ja", "潮風新聞とハンギョル日報によると、206人が救助され、31人が病院に運ばれた。", "31"},
		{"ja", "潮風新聞によると、206人が救助され、31人が病院に運ばれた。", ""},
		{"fr", "Selon le Hangyeol Ilbo, 206 personnes ont été secourues, dont 31 hospitalisées.", "31"},
		{"fr", "Selon Shiokaze Shimbun et le Hangyeol Ilbo, 206 personnes ont été secourues.", ""},
	} {
		_, reason, detail := Composed(Text{Text: c.text, Lang: c.lang, Points: []Told{rescued()}})
		switch {
		case c.want == "" && reason != "":
			t.Errorf("%s: %s %s", c.text, reason, detail)
		case c.want != "" && (reason != Misattributed || !strings.Contains(detail, c.want)):
			t.Errorf("%s: got %q %q, want %s of %s", c.text, reason, detail, Misattributed, c.want)
		}
	}
}

// TestAnArticleIsNoName finds a text that names an outlet by its article only.
func TestAnArticleIsNoName(t *testing.T) {
	p := rescued()
	p.Claims = p.Claims[:1]
	p.Claims[0].Attribution = []digest.Attribution{{Role: "outlet", Text: "한결일보", Name: "n1"}}
	_, reason, _ := Composed(Text{Text: "The rescuers saved 206 people.", Lang: "en", Points: []Told{p}})
	if reason != NoSpeaker {
		t.Errorf("got %q, want %s", reason, NoSpeaker)
	}
}
