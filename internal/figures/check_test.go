package figures

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name             string
		claim, claimLang string
		quote, quoteLang string
		want             []Reason
		notChecked       []string
	}{
		{"the same value in another scale", "The firm has 1.2 billion users.", "en", "该公司拥有12亿用户。", "zh-Hans",
			nil, nil},
		{"a myriad taken for another", "该公司拥有12万用户。", "zh-Hans", "The firm has 1.2 billion users.", "en",
			[]Reason{{NotInSource, "12万"}}, nil},
		{"a ruler's number", "أمير ساليرنو غايمار الرابع", "ar", "prince Guaimar IV of Salerno", "en", nil, nil},
		{"another ruler's number", "أمير ساليرنو غايمار الخامس", "ar", "prince Guaimar IV of Salerno", "en",
			[]Reason{{NotInSource, "الخامس"}}, nil},
		{"a majority in one word", "A two-thirds majority is needed.", "en", "Nötig ist eine Zweidrittelmehrheit.", "de", nil, nil},
		{"another majority", "A three-fifths majority is needed.", "en", "Nötig ist eine Zweidrittelmehrheit.", "de",
			[]Reason{{NotInSource, "three-fifths"}}, nil},
		{"lakh for crore", "सरकार ने 5 लाख टीके खरीदे।", "hi", "The government bought 50 million doses.", "en",
			[]Reason{{NotInSource, "5 लाख"}}, nil},
		{"crore", "सरकार ने 5 करोड़ टीके खरीदे।", "hi", "The government bought 50 million doses.", "en", nil, nil},
		{"German decimals and Mrd.", "Der Umsatz stieg auf 1,2 Mrd. Euro.", "de",
			"Le chiffre d’affaires a atteint 1 200 millions d’euros.", "fr", nil, nil},
		{"words and digits", "Il y a vingt-trois blessés.", "fr", "أصيب 23 شخصا.", "ar", nil, nil},
		{"another number", "Il y a vingt-quatre blessés.", "fr", "أصيب 23 شخصا.", "ar", []Reason{{NotInSource,
			"vingt-quatre"}}, nil},
		{"a share in tenths", "30% of workers agreed.", "en", "三割の労働者が賛成した。", "ja", nil, nil},
		{"half as a percentage", "Половина жителей уехала.", "ru", "50 % of the residents left.", "en", nil, nil},
		{"rounded with a scale", "About 1.2 billion people took part.", "en", "1,183,000,000 people took part.",
			"en", nil, nil},
		{"not rounded so far", "1.2 billion people took part.", "en", "1.3 billion people took part.", "en",
			[]Reason{{NotInSource, "1.2 billion"}}, nil},
		{"plain numbers are not rounded", "1,200 people took part.", "en", "1,183 people took part.", "en",
			[]Reason{{NotInSource, "1,200"}}, nil},
		{"more than, from the exact number", "More than 50 people died.", "en", "53人死亡。", "zh-Hans", nil, nil},
		{"more than, from too many", "More than 50 people died.", "en", "153人死亡。", "zh-Hans",
			[]Reason{{NotInSource, "50"}}, nil},
		{"the bound turned round", "Fewer than 50 people died.", "en", "50人以上が死亡した。", "ja",
			[]Reason{{BoundDiffers, "50"}}, nil},
		{"yen and yuan", "亏损达500亿日元。", "zh-Hans", "500億円の損失となった。", "ja", nil, nil},
		{"another currency", "亏损达500亿元。", "zh-Hans", "500億円の損失となった。", "ja", []Reason{{UnitDiffers, "500亿元"}}, nil},
		{"a marked conversion", "The wave was 6 metres (20 feet) high.", "en", "Die Welle war 6 Meter hoch.",
			"de", nil, nil},
		{"an unmarked conversion", "The wave was 20 feet high.", "en", "Die Welle war 6 Meter hoch.", "de",
			[]Reason{{NotInSource, "20 feet"}}, nil},
		{"things that are listed", "Five agencies were hit.", "en", "外務省、防衛省、財務省、総務省、警察庁が被害を受けた。", "ja", nil, nil},
		{"a list beside another count", "Three goals were scored.", "en", "Zwei Tore fielen, von Dwyer, Cownie und Nielsen.", "de", []Reason{{NotInSource, "Three"}}, nil},
		{"a dual", "Two soldiers were hurt.", "en", "أصيب جنديان.", "ar", nil, []string{"Two"}},
		{"another count than the source's", "Two soldiers were hurt.", "en", "أصيب خمسة جنود.", "ar",
			[]Reason{{NotInSource, "Two"}}, nil},
		{"an article is no number", "Un homme a été arrêté.", "fr", "男性が逮捕された。", "ja", nil, nil},
		{"a year from a full date", "It happened in 2024.", "en", "令和6年2月5日に起きた。", "ja", nil, nil},
		{"another day", "It happened on 6 February 2024.", "en", "令和6年2月5日に起きた。", "ja",
			[]Reason{{DateNotInSource, "6 February 2024"}}, nil},
		{"a telephone number", "Appelez le 0800 555 111.", "fr", "Call 0800 555 112.", "en",
			[]Reason{{NotInSource, "111"}}, nil},
		{"both are two", "Les deux présidents se sont vus.", "fr", "Both presidents met.", "en", nil, nil},
		{"names keep their numbers", "The G20 met.", "en", "二十国集团举行了会议。", "zh-Hans", nil, nil},
		{"a fifth as one in five", "五分之一的学校关闭。", "zh-Hans", "Jede fünfte Schule ist geschlossen.", "de", nil, nil},
		{"two fifths from one in five", "五分之二的学校关闭。", "zh-Hans", "Eine von fünf Schulen ist geschlossen.", "de",
			[]Reason{{NotInSource, "五分之二"}}, nil},
		{"points of a game", "Llevan nueve puntos de ventaja.", "es", "領先9分。", "zh-Hant", nil, nil},
		{"points are no dollars", "Subió nueve puntos.", "es", "It rose $9.", "en", []Reason{{UnitDiffers, "nueve puntos"}}, nil},
		{"decades in years", "過去30年間で最大だ。", "ja", "C’est le plus grand des trois dernières décennies.", "fr", nil, nil},
		{"the hour in another half", "Začne ve 20 hodin.", "cs", "Começa às oito da noite.", "pt", nil, nil},
		{"another hour", "Začne ve 21 hodin.", "cs", "Começa às oito da noite.", "pt", []Reason{{DateNotInSource, "21 hodin"}}, nil},
		{"a number in other groups", "با ۰۲۰۷۱۲۳۴۵۶ تماس بگیرید.", "fa", "Call 020 712 34 56.", "en", nil, nil},
		{"a crown of flowers", "Depositaram uma coroa.", "pt", "献上花圈。", "zh-Hans", nil, []string{"uma coroa"}},
		{"teens", "10代の少女が保護された。", "ja", "Une adolescente a été recueillie.", "fr", nil, nil},
		{"a list that the claim counts", "王芳、李娜和张伟三人获释。", "zh-Hans", "Wang Fang, Li Na and Zhang Wei were freed.", "en", nil, nil},
		{"an hour and minutes in one unit", "It took 80 minutes.", "en", "Cela a duré 1 h 20.", "fr", nil, nil},
		{"an hour and minutes in words", "It took 1 h 20.", "en", "استغرقت ساعة وعشرون دقيقة.", "ar", nil, nil},
		{"hours from an hour and minutes", "It took 2 hours.", "en", "1시간 20분이 걸렸다.", "ko", []Reason{{NotInSource, "2 hours"}}, nil},
		{"only the minutes", "It took 20 minutes.", "en", "It took an hour and 20 minutes.", "en",
			[]Reason{{NotInSource, "20 minutes"}}, nil},
		{"more hours than whole ones", "It took more than two hours.", "en", "Es dauerte 2 Stunden 20 Minuten.", "de", nil, nil},
		{"minutes and seconds of a clock", "He scored on 27:37.", "en", "27分37秒に決めた。", "ja", nil, nil},
		{"days of weeks", "It lasted 14 days.", "en", "Cela a duré deux semaines.", "fr", nil, nil},
		{"days of a month", "It lasted 30 days.", "en", "Cela a duré un mois.", "fr", []Reason{{NotInSource, "30 days"}}, nil},
		{"another name", "The G7 met.", "en", "二十国集团举行了会议。", "zh-Hans", []Reason{{NotInSource, "7"}}, nil},
	} {
		got := Check(Statement{tt.claim, tt.claimLang}, []Quote{{tt.quote, tt.quoteLang}}, "")
		want := Result{Pass: tt.want == nil, Reasons: tt.want, NotChecked: tt.notChecked}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: Check(%q) (-want +got):\n%s", tt.name, tt.claim, diff)
		}
	}
}

// TestComparable takes two durations for one thing only where their units convert and their values are close.
func TestComparable(t *testing.T) {
	hours := Figure{Kind: Duration, Value: "2", Unit: "h"}
	for _, tt := range []struct {
		other Figure
		want  bool
	}{
		{Figure{Kind: Duration, Value: "80", Unit: "min"}, true},
		{Figure{Kind: Duration, Value: "5", Unit: "min"}, false},
		{Figure{Kind: Duration, Value: "300", Unit: "h"}, true},
		{Figure{Kind: Duration, Value: "2", Unit: "mo"}, false},
		{Figure{Kind: Number, Value: "2"}, false},
	} {
		if got := Comparable(hours, tt.other); got != tt.want {
			t.Errorf("Comparable(2 h, %v) = %v", tt.other, got)
		}
	}
}

func TestFollows(t *testing.T) {
	from := []Figure{
		{Kind: Money, Value: "1183000000", Unit: "EUR"}, {Kind: Date, Value: "2024-02-05"}, {Kind: Number,
			Value: "20/30"},
	}
	for _, tt := range []struct {
		claim Figure
		ok    bool
		code  string
	}{
		{Figure{Kind: Money, Value: "1183000000", Unit: "EUR"}, true, Equal},
		{Figure{Kind: Money, Value: "1200000000", Unit: "EUR", Exp: 8, Scaled: true}, true, Rounded},
		{Figure{Kind: Money, Value: "1183000000", Unit: "USD"}, false, UnitDiffers},
		{Figure{Kind: Number, Value: "1000000000", Bound: AtLeast}, true, Bounded},
		{Figure{Kind: Number, Value: "20/30"}, true, Equal},
		{Figure{Kind: Number, Value: "21"}, false, NotInSource},
		{Figure{Kind: Date, Value: "2024"}, true, Equal},
		{Figure{Kind: Date, Value: "2023"}, false, DateNotInSource},
		{Figure{Kind: Number, Value: "many"}, false, NotInSource},
	} {
		if tt.claim.Bound == "" {
			tt.claim.Bound = Exact
		}
		ok, code := Follows(tt.claim, from)
		if ok != tt.ok || code != tt.code {
			t.Errorf("Follows(%v) = %v, %s; want %v, %s", tt.claim, ok, code, tt.ok, tt.code)
		}
	}
}

func TestDecimals(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{whole(1).over(whole(3)).String(), "0.333333333333333"}, {whole(2).over(whole(3)).String(),
			"0.666666666666667"},
		{whole(1).over(whole(8)).String(), "0.125"}, {dec{m: 12, e: 8}.String(), "1200000000"}, {dec{m: 5,
			e: -1, neg: true}.String(), "-0.5"},
		{whole(1183).roundAt(2).String(), "1200"}, {whole(96).roundAt(2).String(), "100"},
		{whole(44).roundAt(2).String(), "0"},
		{whole(1183).cut(2).String(), "1100"}, {whole(0).String(), "0"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
	for _, s := range []string{"0", "1200000000", "-0.5", "0.333333333333333", "12345678901234567890"} {
		if d, ok := parseDec(s); !ok || d.String() != s {
			t.Errorf("parseDec(%q) = %v, %v", s, d, ok)
		}
	}
}
