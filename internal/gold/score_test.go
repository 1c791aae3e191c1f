package gold_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/gold"
)

// key is a small key: a toll in Chinese and Arabic, its update in Japanese, a report with its denial and
// refusal, an opinion, one sentence that carries two facts, a line of chrome and one of machine translation.
func key() gold.Key {
	type ties []gold.FactTie
	fact := func(id string, kind digest.Kind, statement string, least int, to ties, quotes ...string) gold.Fact {
		f := gold.Fact{ID: id, Kind: kind, Statement: statement, Relations: to,
			IndependentMin: least, IndependentMax: least}
		for _, q := range quotes {
			f.Carriers = append(f.Carriers, gold.Carrier{Document: "a.txt", Quote: q})
		}
		return f
	}
	return gold.Key{
		Documents: []gold.Document{{ID: "a.txt", Chrome: []string{"点击分享到微信朋友圈"},
			TranslationLines: []string{"The mayor said nothing at all."}}},
		Facts: []gold.Fact{
			fact("toll", digest.Report, "Nine people died in the flood.", 1, nil,
				"洪水造成九人死亡。", "أسفرت الفيضانات عن مقتل تسعة أشخاص."),
			fact("later", digest.Report, "The dead rose to 14.", 1,
				ties{{Type: digest.Updates, Fact: "toll"}}, "死者は14人に増えた。"),
			fact("last", digest.Report, "The dead rose to 17.", 1,
				ties{{Type: digest.Updates, Fact: "later"}, {Type: digest.Updates, Fact: "toll"}}, "死者は17人になった。"),
			fact("crack", digest.Report, "Engineers found a crack of 11 metres in the dam.", 2, nil,
				"Une fissure de 11 mètres a été relevée sur le barrage."),
			fact("denial", digest.Denial, "The ministry denies that the dam is cracked.", 1,
				ties{{Type: digest.Denies, Fact: "crack"}}, "نفت الوزارة وجود أي تصدع في السد."),
			fact("refusal", digest.NonConfirmation, "The governor could not confirm the crack.", 1,
				ties{{Type: digest.DoesNotConfirm, Fact: "crack"}}, "省长表示无法确认裂缝一事。"),
			{ID: "view", Kind: digest.Opinion, OpinionOf: "Leïla", IndependentMin: 1,
				Statement: "Leïla thinks the dam was killed by lies.",
				Carriers:  []gold.Carrier{{Quote: "À mes yeux, ce barrage a été tué par le mensonge."}}},
			{ID: "bet", Kind: digest.Opinion, OpinionOf: "Leïla", IndependentMin: 1,
				Statement: "Leïla bets that no minister will resign.",
				Carriers:  []gold.Carrier{{Quote: "Je parie qu'aucun ministre ne démissionnera."}}},
			fact("rain", digest.Report, "186 mm of rain fell in 24 hours.", 1, nil,
				"Il est tombé 186 mm de pluie en 24 heures et 40.000 foyers sont sans courant."),
			fact("power", digest.Report, "40,000 households are without power.", 1, nil,
				"Il est tombé 186 mm de pluie en 24 heures et 40.000 foyers sont sans courant."),
		},
	}
}

type said struct {
	id, point  string
	kind       digest.Kind
	text       string
	quote      string
	speaker    bool
	extractive bool
}

// made returns a digest of one story with those claims, each point's least number of origins, and those
// relations.
func made(claims []said, least map[string]int, ties ...[3]string) digest.Digest {
	s := digest.Story{ID: "s1"}
	at := map[string]int{}
	for _, c := range claims {
		claim := digest.Claim{ID: digest.ClaimID(c.id), Document: "d1", By: digest.ByModel, Kind: c.kind,
			Statement: digest.Text{Lang: "en", Text: c.text},
			Citations: []digest.Citation{
				{Role: digest.Support, Quote: c.quote}, {Role: digest.Context, Quote: "洪水造成九人死亡。"}}}
		if c.extractive {
			claim.By, claim.Statement = digest.ByExtractive, digest.Text{Lang: "fr", Text: c.quote}
		}
		if c.speaker {
			claim.Attribution = []digest.Attribution{{Role: "speaker", Text: "Leïla"}}
		}
		s.Claims = append(s.Claims, claim)
		i, known := at[c.point]
		if !known {
			i, at[c.point] = len(s.Points), len(s.Points)
			s.Points = append(s.Points, digest.Point{ID: digest.PointID(c.point),
				Independent: digest.Independent{Min: max(1, least[c.point])}})
		}
		s.Points[i].Claims = append(s.Points[i].Claims, claim.ID)
	}
	for _, t := range ties {
		p := &s.Points[at[t[0]]]
		p.Relations = append(p.Relations, digest.PointRelation{Type: digest.PointRelationType(t[1]), Point: digest.PointID(t[2])})
	}
	return digest.Digest{Stories: []digest.Story{s}}
}

const (
	both  = "Il est tombé 186 mm de pluie en 24 heures et 40.000 foyers sont sans courant."
	crack = "Une fissure de 11 mètres a été relevée sur le barrage."
)

var (
	tollZH = said{id: "c1", point: "p1", kind: "report", text: "Nine people died.", quote: "洪水造成九人死亡"}
	tollAR = said{id: "c2", point: "p1", kind: "report", text: "The flood killed nine people.",
		quote: "أسفرت الفيضانات عن مقتل تسعة أشخاص. وأغلقت المدارس."}
	laterJA = said{id: "c3", point: "p2", kind: "report", text: "The dead rose to 14.", quote: "死者は１４人に増えた。"}
	lastJA  = said{id: "c4", point: "p3", kind: "report", text: "The dead are now 17.", quote: "死者は17人になった。"}
	crackFR = said{id: "c5", point: "p4", kind: "report", text: "A crack of 11 metres was found in the dam.",
		quote: crack}
	denied = said{id: "c6", point: "p5", kind: "denial", text: "The ministry denies a crack in the dam.",
		quote: "نفت الوزارة وجود أي تصدع في السد."}
	refused = said{id: "c7", point: "p6", kind: "non_confirmation", text: "The governor could not confirm the crack.",
		quote: "省长表示无法确认裂缝一事。"}
	view = said{id: "c8", point: "p7", kind: "opinion", text: "Leïla thinks that lies killed the dam.",
		quote: "À mes yeux, ce barrage a été tué par le mensonge.", speaker: true}
	bet = said{id: "c9", point: "p7", kind: "opinion", text: "Leïla bets no minister will resign.",
		quote: "Je parie qu'aucun ministre ne démissionnera.", speaker: true}
	rain = said{id: "c10", point: "p8", kind: "report", text: "186 mm of rain fell within 24 hours.",
		quote: both}
	power = said{id: "c11", point: "p9", kind: "report", text: "40,000 households have no power.",
		quote: both}
)

func in(c said, point string) said { c.id, c.point = c.id+point, point; return c }

func TestAFaithfulDigestScoresFully(t *testing.T) {
	all := []said{tollZH, tollAR, laterJA, lastJA, crackFR, denied, refused, view, bet, rain, power}
	got := key().Score(made(all, map[string]int{"p4": 2},
		[3]string{"p2", "updates", "p1"}, [3]string{"p3", "updates", "p2"},
		[3]string{"p5", "denies", "p4"}, [3]string{"p6", "does_not_confirm", "p4"}))
	want := gold.Score{
		Recall: gold.Share{Got: 10, Of: 10}, Cited: gold.Share{Got: 10, Of: 10},
		NotCarried: gold.Share{Of: 11}, ByEye: gold.Share{Of: 11},
		WrongJoins: gold.Share{Of: 2}, Missed: gold.Share{Of: 1}, Precision: gold.Share{Got: 4, Of: 4},
		Relations: gold.Share{Got: 5, Of: 5}, AllRelated: gold.Share{Got: 5, Of: 5}, Independent: gold.Share{Got: 9, Of: 9},
		AsFact: gold.Share{Of: 2}, Aside: gold.Share{Of: 11},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("score (-want +got):\n%s", diff)
	}
}

func TestEachFaultIsCounted(t *testing.T) {
	tests := []struct {
		name   string
		claims []said
		ties   [][3]string
		least  map[string]int
		of     func(gold.Score) gold.Share
		want   gold.Share
		note   string
	}{
		{"a fact that no claim tells", []said{tollZH}, nil, nil,
			func(s gold.Score) gold.Share { return s.Recall }, gold.Share{Got: 1, Of: 10}, "not told: later"},
		{"a fact whose sentence is cited for the other one", []said{rain}, nil, nil,
			func(s gold.Score) gold.Share { return s.Recall }, gold.Share{Got: 1, Of: 10}, "not told: power"},
		{"a cited sentence counts for both as cited", []said{rain}, nil, nil,
			func(s gold.Score) gold.Share { return s.Cited }, gold.Share{Got: 2, Of: 10}, "not told: power"},
		{"a sentence shown verbatim tells all it carries",
			[]said{{id: "v", point: "p1", kind: "report", quote: both, extractive: true}}, nil, nil,
			func(s gold.Score) gold.Share { return s.Recall }, gold.Share{Got: 2, Of: 10}, "not told: toll"},
		{"a context quote carries nothing",
			[]said{{id: "x", point: "p1", kind: "report", text: "Nine died.",
				quote: "別の文です。"}}, nil, nil,
			func(s gold.Score) gold.Share { return s.Cited }, gold.Share{Got: 0, Of: 10}, "not told: toll"},
		{"a number that the words do not have",
			[]said{{id: "x", point: "p1", kind: "report", text: "A crack of 110 metres was found in the dam.",
				quote: crack}}, nil, nil,
			func(s gold.Score) gold.Share { return s.NotCarried }, gold.Share{Got: 1, Of: 1}, "110 is not in the cited words"},
		{"a refusal told as a denial",
			[]said{{id: "x", point: "p1", kind: "denial", text: "The governor denied the crack.",
				quote: "省长表示无法确认裂缝一事。"}}, nil, nil,
			func(s gold.Score) gold.Share { return s.NotCarried }, gold.Share{Got: 1, Of: 1}, "refusal is a non_confirmation"},
		{"a sentence that the key does not know",
			[]said{{id: "x", point: "p1", kind: "report", text: "The shops were shut.",
				quote: "Les magasins étaient fermés."}}, nil, nil,
			func(s gold.Score) gold.Share { return s.ByEye }, gold.Share{Got: 1, Of: 1}, "judge by eye"},
		{"words that have nothing to do with the sentence",
			[]said{{id: "x", point: "p1", kind: "report", text: "Schools reopen tomorrow.",
				quote: crack}}, nil, nil,
			func(s gold.Score) gold.Share { return s.ByEye }, gold.Share{Got: 1, Of: 1}, "judge by eye"},
		{"two tolls in one point", []said{tollZH, in(laterJA, "p1")}, nil, nil,
			func(s gold.Score) gold.Share { return s.WrongJoins }, gold.Share{Got: 1, Of: 1}, "wrongly joined in s1/p1"},
		{"one sentence, two facts, one point", []said{rain, in(power, "p8")}, nil, nil,
			func(s gold.Score) gold.Share { return s.WrongJoins }, gold.Share{Got: 1, Of: 1}, "wrongly joined in s1/p8"},
		{"one author's opinions may share a point", []said{view, bet}, nil, nil,
			func(s gold.Score) gold.Share { return s.WrongJoins }, gold.Share{Got: 0, Of: 1}, ""},
		{"one toll in two points", []said{tollZH, in(tollAR, "p2")}, nil, nil,
			func(s gold.Score) gold.Share { return s.Missed }, gold.Share{Got: 1, Of: 1}, "apart, both toll"},
		{"a denial called a refusal", []said{crackFR, denied}, [][3]string{{"p5", "does_not_confirm", "p4"}}, nil,
			func(s gold.Score) gold.Share { return s.Precision }, gold.Share{Got: 0, Of: 1}, "wrong relation"},
		{"an update the wrong way round", []said{tollZH, laterJA}, [][3]string{{"p1", "updates", "p2"}}, nil,
			func(s gold.Score) gold.Share { return s.Precision }, gold.Share{Got: 0, Of: 1}, "wrong relation"},
		{"an update of an update is right", []said{tollZH, lastJA}, [][3]string{{"p3", "updates", "p1"}}, nil,
			func(s gold.Score) gold.Share { return s.Precision }, gold.Share{Got: 1, Of: 1}, ""},
		{"a relation that is missing", []said{crackFR, denied}, nil, nil,
			func(s gold.Score) gold.Share { return s.Relations }, gold.Share{Got: 0, Of: 1}, "relation not found: denial denies crack"},
		{"relations of facts that nobody tells", []said{crackFR, denied}, [][3]string{{"p5", "denies", "p4"}}, nil,
			func(s gold.Score) gold.Share { return s.AllRelated }, gold.Share{Got: 1, Of: 5}, ""},
		{"an origin too few", []said{crackFR}, nil, map[string]int{"p4": 1},
			func(s gold.Score) gold.Share { return s.Independent }, gold.Share{Got: 0, Of: 1}, "at least 1, want 2"},
		{"an opinion told as a report",
			[]said{{id: "x", point: "p1", kind: "report", text: "Lies killed the dam.",
				quote: view.quote, speaker: true}}, nil, nil,
			func(s gold.Score) gold.Share { return s.AsFact }, gold.Share{Got: 1, Of: 1}, "opinion told as report"},
		{"an opinion without its author",
			[]said{{id: "x", point: "p1", kind: "statement", text: "Lies killed the dam.",
				quote: view.quote}}, nil, nil,
			func(s gold.Score) gold.Share { return s.AsFact }, gold.Share{Got: 1, Of: 1}, "opinion told as statement"},
		{"an opinion as its author's statement",
			[]said{{id: "x", point: "p1", kind: "statement", text: "Leïla: lies killed the dam.",
				quote: view.quote, speaker: true}}, nil, nil,
			func(s gold.Score) gold.Share { return s.AsFact }, gold.Share{Got: 0, Of: 1}, ""},
		{"chrome",
			[]said{{id: "x", point: "p1", kind: "report", text: "Share on WeChat.",
				quote: "点击分享到微信朋友圈"}}, nil, nil,
			func(s gold.Score) gold.Share { return s.Aside }, gold.Share{Got: 1, Of: 1}, "set aside"},
		{"a machine translation",
			[]said{{id: "x", point: "p1", kind: "report", text: "The mayor was silent.",
				quote: "The mayor said nothing at all."}}, nil, nil,
			func(s gold.Score) gold.Share { return s.Aside }, gold.Share{Got: 1, Of: 1}, "set aside"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			score := key().Score(made(tt.claims, tt.least, tt.ties...))
			if got := tt.of(score); got != tt.want {
				t.Errorf("got %+v, want %+v\n%s", got, tt.want, strings.Join(score.Notes, "\n"))
			}
			if !strings.Contains(strings.Join(score.Notes, "\n"), tt.note) {
				t.Errorf("no note %q in:\n%s", tt.note, strings.Join(score.Notes, "\n"))
			}
		})
	}
}

func TestNumbersOfAStatementAcrossScripts(t *testing.T) {
	tests := []struct {
		text, quote string
		carried     bool
	}{
		{"1.2 million patients are affected.", "Sono coinvolti 1,2 milioni di pazienti.", true},
		{"1,140 tonnes were aboard.", "화물 1140t을 실었다.", true},
		{"3,200 families were moved.", "وتم إجلاء ٣٢٠٠ عائلة.", true},
		{"40,000 homes are dark.", "40 000 foyers sont privés de courant.", true},
		{"It happened at 7:40 p.m.", "事故は19時40分ごろ起きた。", true},
		{"2,400 families were moved.", "وتم إجلاء ٣٢٠٠ عائلة.", false},
		{"It was 45 percent.", "比例为百分之54。", false},
	}
	for _, tt := range tests {
		score := gold.Key{}.Score(made([]said{{id: "x", point: "p", kind: "report", text: tt.text, quote: tt.quote}}, nil))
		if got := score.NotCarried.Got == 0; got != tt.carried {
			t.Errorf("%q from %q: carried %v, want %v", tt.text, tt.quote, got, tt.carried)
		}
	}
}

// TestHowAFactCameToBeKnownStandsWithItOrAlone joins and parts a fact and its source; another fact stays wrong in both.
func TestHowAFactCameToBeKnownStandsWithItOrAlone(t *testing.T) {
	const showed = "Le rapport sur le barrage a été montré au Courrier par deux employés."
	k := key()
	k.Facts = append(k.Facts, gold.Fact{ID: "shown", Kind: digest.Report, SourceOf: "crack", IndependentMin: 1,
		Statement: "Two employees showed the report to Le Courrier.", Carriers: []gold.Carrier{{Quote: showed}}})
	shown := said{id: "c12", point: "p4", kind: "report", text: "Two employees showed Le Courrier the report.", quote: showed}
	for _, c := range []struct {
		name   string
		claims []said
		wrong  int
	}{
		{"with what it is the source of", []said{crackFR, shown}, 0},
		{"alone", []said{crackFR, in(shown, "p12")}, 0},
		{"with another fact", []said{in(rain, "p4"), shown}, 1},
	} {
		score := k.Score(made(c.claims, nil))
		if score.WrongJoins.Got != c.wrong || score.Missed.Got != 0 {
			t.Errorf("%s: %d wrongly joined, %d apart\n%s", c.name, score.WrongJoins.Got, score.Missed.Got, strings.Join(score.Notes, "\n"))
		}
	}
}

// TestAClaimStatesEachFactOfWhichItHasTheWords takes a claim that tells two facts of its sentence at once.
func TestAClaimStatesEachFactOfWhichItHasTheWords(t *testing.T) {
	all := said{id: "c13", point: "p8", kind: "report", quote: both,
		text: "186 mm of rain fell in 24 hours, and 40,000 households are without power."}
	for _, other := range []said{rain, in(power, "p8")} {
		if score := key().Score(made([]said{all, other}, nil)); score.WrongJoins.Got != 0 {
			t.Errorf("with %q: wrongly joined\n%s", other.text, strings.Join(score.Notes, "\n"))
		}
		if score := key().Score(made([]said{all, in(other, "p99")}, nil)); score.Missed.Of != 0 {
			t.Errorf("apart from %q: counted as one fact in two points", other.text)
		}
	}
}
