package lineage

import (
	"testing"

	"polydigest/internal/digest"
)

var originNames = map[digest.NameID]digest.Name{
	"gazette":  {Kind: "outlet", Forms: []digest.NameForm{{Text: "Gazeta Wiślana"}}},
	"courier":  {Kind: "outlet", Forms: []digest.NameForm{{Text: "Kurier Portowy"}}},
	"agency":   {Kind: "outlet", Forms: []digest.NameForm{{Text: "AFP"}}},
	"minister": {Kind: "person", Forms: []digest.NameForm{{Text: "Hanna Wolska"}}},
	"ministry": {Kind: "body", Forms: []digest.NameForm{{Text: "Ministry of Ports"}}},
	"report":   {Kind: "role", Forms: []digest.NameForm{{Text: "an internal report"}}},
	"paper":    {Kind: "role", Forms: []digest.NameForm{{Text: "the document"}}},
	"register": {Kind: "body", Forms: []digest.NameForm{{Text: "port register"}}},
}

// d1 is the Gazette's page, d2 the Courier's, d3 a blog nobody signs, d4 an agency's text.
var originCarriers = map[digest.DocID]Carrier{
	"d1": {Text: "d1", Publisher: "gazette"}, "d2": {Text: "d2", Publisher: "courier"}, "d3": {Text: "d3"},
	"d4": {Text: "d4", Wire: "agency"}, "d5": {Text: "d4", Relation: digest.RelTranslation, Wire: "agency"},
}

func says(id digest.ClaimID, doc digest.DocID, by ...digest.Attribution) *digest.Claim {
	return &digest.Claim{ID: id, Document: doc, Attribution: by}
}

func named(role string, n digest.NameID) digest.Attribution {
	return digest.Attribution{Role: role, Name: n, Text: string(n)}
}

func nameless(text string) digest.Attribution {
	return digest.Attribution{Role: "source", Text: text, Anonymous: true}
}

func TestCountOfOrigins(t *testing.T) {
	for _, c := range []struct {
		name      string
		kind      digest.Kind
		claims    []*digest.Claim
		want      digest.Independent
		anonymous bool
	}{
		{"two outlets with sources of their own", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d2", nameless("a docker")),
		}, digest.Independent{Min: 2, Max: 2}, true},
		{"a credited outlet is that outlet", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d2", named("outlet", "gazette")), says("c", "d3", named("outlet", "gazette")),
		}, digest.Independent{Min: 1, Max: 1}, true},
		{"what says nothing of its sourcing raises only the most", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d3"),
		}, digest.Independent{Min: 1, Max: 2}, true},
		{"an agency's text and its translation", digest.Report, []*digest.Claim{says("a", "d4"), says("b", "d5")},
			digest.Independent{Min: 1, Max: 1}, false},
		{"a source and the outlet that alone saw it", digest.Report, []*digest.Claim{
			says("a", "d2", named("source", "register"), named("outlet", "gazette")), says("b", "d3", named("outlet", "gazette")),
		}, digest.Independent{Min: 1, Max: 2}, false},
		{"a source in an outlet's own page, and the outlet credited elsewhere", digest.Report, []*digest.Claim{
			says("a", "d1", named("source", "register")), says("b", "d2", named("outlet", "gazette")),
		}, digest.Independent{Min: 1, Max: 2}, false},
		{"a source known through one outlet, and another outlet's own", digest.Report, []*digest.Claim{
			says("a", "d1", named("source", "register")), says("b", "d2", nameless("a docker")),
		}, digest.Independent{Min: 2, Max: 2}, false},
		{"two sources through one outlet", digest.Report, []*digest.Claim{
			says("a", "d1", named("source", "register")), says("b", "d1", named("source", "ministry")),
		}, digest.Independent{Min: 2, Max: 2}, false},
		{"a source, and the unsigned text that has it from elsewhere too", digest.Report, []*digest.Claim{
			says("a", "d3", named("source", "register")), says("b", "d3", nameless("a docker")),
		}, digest.Independent{Min: 2, Max: 2}, false},
		{"two outlets with anonymous sources, and one that is credited with no more than the report", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d3", nameless("a docker"), named("outlet", "courier")), says("c", "d3", named("outlet", "agency")),
		}, digest.Independent{Min: 2, Max: 3}, true},
		{"what the local press has from somebody may be what a paper has", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d3", nameless("people near the inquiry"), digest.Attribution{Role: "outlet", Text: "local press"}),
		}, digest.Independent{Min: 1, Max: 2}, true},
		{"what is only said to be reported may be what a paper has", digest.Report, []*digest.Claim{
			says("a", "d1", nameless("officials")), says("b", "d2", nameless("消息")), says("c", "d3", nameless("Alcune indiscrezioni")),
		}, digest.Independent{Min: 1, Max: 3}, true},
		{"sources that are only described are the outlets' own", digest.Report, []*digest.Claim{
			says("a", "d1", named("source", "report")), says("b", "d1", named("source", "paper")), says("c", "d2", named("source", "paper"), named("outlet", "gazette")),
		}, digest.Independent{Min: 1, Max: 1}, false},
		{"one utterance by its speaker and by the body spoken for", digest.Statement, []*digest.Claim{
			says("a", "d1", named("speaker", "minister")), says("b", "d2", named("speaker", "ministry")),
		}, digest.Independent{Min: 1, Max: 1}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			tally := Trace(c.claims, originCarriers, originNames)
			var claims []digest.Claim
			for _, claim := range c.claims {
				claims = append(claims, *claim)
			}
			p := digest.Point{Kind: c.kind}
			tally.Count(&p, claims)
			if p.Independent != c.want || p.Anonymous != c.anonymous {
				t.Errorf("independent %+v, anonymous %v; want %+v, %v", p.Independent, p.Anonymous, c.want, c.anonymous)
			}
			for _, o := range p.Origins {
				for _, id := range o.Claims {
					for _, claim := range claims {
						if claim.ID == id && claim.Origin != o.Origin {
							t.Errorf("claim %s rests on %s, the point says %s", id, claim.Origin, o.Origin)
						}
					}
				}
			}
		})
	}
}

func TestOriginKinds(t *testing.T) {
	tally := Trace([]*digest.Claim{
		says("a", "d1", nameless("officials")), says("b", "d4"), says("c", "d1", named("speaker", "minister")),
		says("d", "d1", named("source", "register")), says("e", "d3", nameless("a docker")),
	}, originCarriers, originNames)
	want := []digest.OriginKind{digest.OriginOutlet, digest.OriginAgency, digest.OriginPerson, digest.OriginBody, digest.OriginDocument}
	if len(tally.Origins) != len(want) {
		t.Fatalf("%d origins, want %d: %+v", len(tally.Origins), len(want), tally.Origins)
	}
	for i, o := range tally.Origins {
		if o.Kind != want[i] || o.Named != (o.Name != "") {
			t.Errorf("origin %d: %+v, want kind %s", i+1, o, want[i])
		}
	}
}

func TestIsSite(t *testing.T) {
	for _, c := range []struct {
		address, outlet string
		want            bool
	}{
		{"https://www.shiokaze-shimbun.example/a/1", "Shiokaze Shimbun", true},
		{"https://www.courrierdutell.example/2025", "Le Courrier du Tell", true},
		{"https://en.vocedelgarda.example/x", "Voce del Garda", true},
		{"https://theharbourtimes.example/x", "Harbour Times", true},
		{"https://www.elpais.example/x", "El País", true},
		{"https://www.welt.example/x", "Die Welt", false}, // four letters may be anybody's
		{"https://blog.example/shiokaze", "Shiokaze Shimbun", false},
		{"https://www.shiokaze-shimbun.example/a/1", "潮風新聞", false},
		{"", "Harbour Times", false},
	} {
		if got := IsSite(c.address, c.outlet); got != c.want {
			t.Errorf("%s, %s: %v", c.address, c.outlet, got)
		}
	}
}

func TestWordsThatNameNoSource(t *testing.T) {
	for source, want := range map[string]bool{
		"消息": true, "有消息": true, "一部報道": true, "일부 언론": true, "unconfirmed media reports": true, "des informations de presse": true,
		"Medienberichte": true, "слухи": true, "أنباء": true, "ข่าวลือ": true, "گزارش\u200cها": true, "گزارشها": true,
		"消息人士": false, "消息筋": false, "知情人士": false, "an internal report": false, "la presse du ministère": false, "una fonte governativa": false,
		"複数の政府関係者": false, "people who follow the news": false, "": false,
	} {
		if got := isHearsay(source); got != want {
			t.Errorf("%q: %t", source, got)
		}
	}
}
