package figures

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "about 1.2 billion dollars", "money ≈ 1200000000 USD"},
		{"en", "more than 1,183 people", "number ≥ 1183"},
		{"en", "two dozen and half a million", "number = 24; fraction = 500000"},
		{"en", "a 5-year-old, 20 to 30 others", "age = 5 yr; number = 20/30"},
		{"en", "the G20, an F-16, Covid-19 and iPhone 15 with 5G", ""},
		{"en", "$2-3 million, 3.5% of two thirds",
			"money = 2000000/3000000 USD; percent = 3.5; fraction = 0.666666666666667"},
		{"zh-Hans", "约12亿元，三成，5个机关", "money ≈ 1200000000 CNY; percent = 30; number = 5"},
		{"zh-Hans", "这是一个问题，另有三名工人和100~200元", "number = 3; money = 100/200 CNY"},
		{"zh-Hant", "百分之二十、十七八歲、3.5萬億美元", "percent = 20; age ≈ 17/18 yr; money = 3500000000000 USD"},
		{"ja", "12億3400万円、七割五分、三分の一", "money = 1234000000 JPY; percent = 75; fraction = 0.333333333333333"},
		{"ja", "3万50000人、一万三", "number = 30000; number = 50000; number = 10003"},
		{"ko", "12억 3천만 원, 스물셋, 50여 명", "money = 1230000000 KRW; number = 23; number ≥ 50"},
		{"de", "1,2 Mrd. Euro, dreiundzwanzig, eine halbe Million",
			"money = 1200000000 EUR; number = 23; fraction = 500000"},
		{"fr", "quatre-vingt-dix-neuf, 1 234,5 millions d’euros, plus de 50 %",
			"number = 99; money = 1234500000 EUR; percent ≥ 50"},
		{"es", "1.234 personas, dos millones de euros", "number = 1234; money = 2000000 EUR"},
		{"it", "ventitré, duemila, 3,5 miliardi", "number = 23; number = 2000; number = 3500000000"},
		{"pt", "2,5 milhões de reais", "money = 2500000 BRL"},
		{"ru", "около 3,5 млн рублей, половина, 5-летний", "money ≈ 3500000 RUB; fraction = 0.5; age = 5 yr"},
		{"ar", "ثلاثة وعشرون، ١٢٣٤، مليونين، أكثر من 20 ألف",
			"number = 23; number = 1234; number = 2000000; number ≥ 20000"},
		{"he", "עשרים ושלוש, 5 מיליון שקל", "number = 23; money = 5000000 ILS"},
		{"hi", "1,23,456 रुपये, तेईस, 5 लाख", "money = 123456 INR; number = 23; number = 500000"},
		{"th", "สามสิบห้า สามารถ 5 ล้านบาท", "number = 35; money = 5000000 THB"},
		{"vi", "hai mươi lăm, 3 triệu đô la", "number = 25; money = 3000000 USD"},
		{"id", "dua puluh tiga, 5 juta rupiah", "number = 23; money = 5000000 IDR"},
		{"zh-Hans", "六 个 百 分点、12k个百分点、半成、年过半百、打八折",
			"percent = 6; percent = 12000; percent = 5; number ≥ 50; percent = 80"},
		{"ja", "八割引、3〜4割、五 と 四 分の 一、3 万 4,500、同二％減、西九条",
			"percent = 20; percent = 30/40; number = 5.25; number = 34500; percent = 2"},
		{"ja", "いち、に、さん", "number = 1; number = 2; number = 3"},
		{"ko", "3분의 2, 오분의 마이너스 일, 한 다스, 10분의 휴식",
			"fraction = 0.666666666666667; fraction = -0.2; number = 12; duration = 10 min"},
		{"ar", "خمس الساعة وخمس ساعات", "fraction = 0.2; duration = 5 h"},
		{"nl", "drie van de vier, de vierentwintigjarige", "fraction = 0.75; age = 24 yr"},
		{"de", "darauf achten, dass der Fünfundzwanzigjährige am achten Mai", "age = 25 yr; ordinal = 8"},
		{"nl", "twintig drie vijfde, drieëntwintig vijfde, twaalfeneenhalf",
			"fraction = 20.6; fraction = 4.6; fraction = 12.5"},
		{"fr", "quatre-vingt-quinze cents, deux cents, quarante cent cinquièmes",
			"money = 95 cent; number = 200; fraction = 800"},
		{"de", "100 bis 300 Milliarden, bis 300", "number = 100000000000/300000000000; number ≤ 300"},
		{"th", "หนึ่งในห้า สองสามวัน หลายสิบคน", "fraction = 0.2; duration ≈ 2/3 d"},
		{"vi", "hai phần ba, hai phần trăm", "fraction = 0.666666666666667; percent = 2"},
		{"it", "un sedicenne, ventitreenni, solenne, ottenne", "age = 16 yr; age = 23 yr"},
		{"uk", "понад сім років", "duration ≥ 7 yr"},
		{"fr", "jusqu’à 3 000 articles", "number ≤ 3000"},
		{"ru", "5 квадратных километров, 3 австралийских доллара", "measure = 5 km²; money = 3 AUD"},
		{"hi", "50 डिग्री सेल्सियस, 497 मील प्रति घंटे", "measure = 50 °C; measure = 497 mi/h"},
		{"fa", "تقریباً 13 درصد", "percent ≈ 13"},
		{"en", "an hour and twenty minutes, 1 h 20, 2 years and 3 months, a year and a half",
			"duration = 80 min; duration = 80 min; duration = 27 mo; duration = 1.5 yr"},
		{"en", "in 2 hours 20 people, a 6-foot-6 player, 5 km and 400 m",
			"duration = 2 h; number = 20; measure = 78 in; measure = 5 km; measure = 400 m"},
		{"fr", "une heure et vingt minutes, 1 h 20 min, 1 m 80, deux heures et demie",
			"duration = 80 min; duration = 80 min; measure = 180 cm; duration = 2.5 h"},
		{"ar", "ساعة وعشرون دقيقة، ساعتين و20 دقيقة", "duration = 80 min; duration = 140 min"},
		{"ru", "час двадцать минут, час с половиной", "duration = 80 min; duration = 1.5 h"},
		{"ja", "5年半、3か月半、2時間半", "duration = 5.5 yr; duration = 3.5 mo; duration = 2.5 h"},
		{"en", "the night of the 31st, a man of 31 st", "ordinal = 31; measure = 31 st"},
		{"ja", "一時間二十分、2年3か月、3キロ200グラム",
			"duration = 80 min; duration = 27 mo; measure = 3200 g"},
		{"ja", "打率3割2分5厘、十分の一、十分な量、五六人、半ダース、ふたつ、百余人、1と1/2、五分五分",
			"percent = 32.5; fraction = 0.1; number ≈ 5/6; number = 6; number = 2; number ≥ 100; number = 1.5"},
		{"en", "a half-hearted try at half-time, half the town", "fraction = 0.5"},
		{"hi", "आधी रात को आधी आबादी", "fraction = 0.5"},
		{"es", "el medio ambiente en Oriente Medio, media hora, cinco con tres cuartos",
			"duration = 0.5 h; number = 5.75"},
		{"ar", "الدور نصف النهائي، نصف السكان", "fraction = 0.5"},
		{"pt", "cem mil bilionésimos", "fraction = 0.0001"},
		{"ko", "1시간 20분, 2년 반 만에 2km 반경", "duration = 80 min; duration = 2.5 yr; measure = 2 km"},
		{"zh-Hans", "一个半小时、两年零三个月", "duration = 1.5 h; duration = 27 mo"},
		{"zh-Hant", "過去 20 多年", "duration ≥ 20 yr"},
		{"he", "ביום שלישי, במקום השלישי", "ordinal = 3"},
		{"vi", "vào thứ Ba", ""},
		{"tr", "yüzde yirmisi, Newport on the Levee", "percent = 20"},
		{"tr", "4 bin 300 kişi, bin 300 lira, dörtte üçü, 5'te 1'i, 2019'da 3 kişi",
			"number = 4300; money = 1300 TRY; fraction = 0.75; fraction = 0.2; date = 2019; number = 3"},
		{"ar", "خمسون ألفا، ألفا شخص، مليونان ونصف، مليون ونصف المليون، ثلثا السكان",
			"number = 50000; number = 2000; number = 2500000; number = 1500000; fraction = 0.666666666666667"},
		{"de", "hunderttausend, hundertsechzehn, tausend Menschen, Hunderttausende, sechs Millionen und zwei Drittel",
			"number = 100000; number = 116; number = 1000; fraction = 6666666.66666667"},
		{"fr", "vingt et un mille, 12 cents, 4 mille 3 cents et 21, vingt vingt-cinquièmes",
			"number = 21000; money = 12 cent; number = 4321; fraction = 0.8"},
		{"es", "treinta y una mil personas, 4 mil 300 pesos, una tercera parte, millón y medio, tres dosmilésimos",
			"number = 31000; money = 4300 MXN; fraction = 0.333333333333333; number = 1500000; fraction = 0.0015"},
		{"pt", "quarenta e um milhões, dois milhões e três quintos", "number = 41000000; fraction = 2600000"},
		{"en", "in the past ten years, within the past 3 days, past 10 million", "duration = 10 yr; duration ≤ 3 d; number ≥ 10000000"},
		{"en", "a fifth of the vote, cut by a fifth, the possibility of a seventh, one twenty-first-century idea",
			"fraction = 0.2; fraction = 0.2; date = 20XX"},
		{"ru", "тысяча двести, миллион человек, 5 тысяч 300 рублей", "number = 1200; number = 1000000; money = 5300 RUB"},
		{"fa", "هزار و دویست، هزار نفر", "number = 1200; number = 1000"},
		{"hi", "पौने दो करोड़, सवा दो लाख, बीस और तीन बटे पांच, 4 हजार 300 रुपये",
			"number = 17500000; number = 225000; number = 20.6; money = 4300 INR"},
		{"th", "2 แสน 5 หมื่น, 5 พัน 300 บาท, สองในสาม",
			"number = 250000; money = 5300 THB; fraction = 0.666666666666667"},
		{"zh-Hans", "五个亿、负五、三又千分之二十三、胜负二比一", "number = 500000000; number = -5; number = 3.023"},
		{"ja", "町の半分、冗談半分、過半数、半数近く", "fraction = 0.5; fraction ≤ 0.5"},
		{"ja", "三.一四、一二・五、マイナス三分のマイナス二十七", "number = 3.14; number = 12.5; fraction = 9"},
		{"ko", "영점오 퍼센트, 이점이 있다, 오점을 남겼다, 반 다스", "percent = 0.5; number = 6"},
		{"sv", "tjugoettusen, hundratusen kronor", "number = 21000; money = 100000 SEK"},
		{"it", "2 milioni 500mila", "number = 2500000"},
		{"zh-Hans", "五元三角、50元6角3分、三角形", "money = 5.3 CNY; money = 50.63 CNY"},
		{"it", "tredici dollari e quarantacinque centesimi, due euro, tre centesimi di secolo",
			"money = 13.45 USD; money = 2 EUR; fraction = 0.03"},
		{"en", "thirteen dollars forty-five, 30 MUSD, 3 rupees 50 paise", "money = 13.45 USD; money = 30000000 USD; money = 3.5 INR"},
		{"sv", "1,2 MSEK", "money = 1200000 SEK"},
		{"vi", "mười năm, hai mươi lăm người, ở Ba Lan", "duration = 10 yr; number = 25"},
		{"zh-Hans", "每千瓦时、5千瓦、盖马尔四世、五大湖", "measure = 5000 W"},
		{"hi", "(ई० 1455), ५०", "number = 1455; number = 50"},
		{"el", "πλειοψηφία τριών πέμπτων", "fraction = 0.6"},
		{"tr", "yüzde yirmi, yirmi beş, 3 milyon dolar", "percent = 20; number = 25; money = 3000000 USD"},
	} {
		var got []string
		for _, f := range Find(tt.text, tt.lang, "") {
			if f.Text != tt.text[f.Start:f.End] {
				t.Errorf("%q: text %q is not at its offsets", tt.text, f.Text)
			}
			if again := Find(f.Text, tt.lang, ""); len(again) != 1 || again[0].Value != f.Value ||
				again[0].Kind != f.Kind {
				t.Errorf("Find(%q, %s) is %v, in its text %v", f.Text, tt.lang, again, f)
			}
			got = append(got, strings.TrimSpace(strings.Join([]string{string(f.Kind), string(f.Bound), f.Value,
				f.Unit}, " ")))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("Find(%q, %s) (-want +got):\n%s", tt.text, tt.lang, diff)
		}
	}
}

// TestLists reads every cardinal of the lists alone.
func TestLists(t *testing.T) {
	for lang, st := range styles {
		lx := lexiconOf(lang)
		if st.apart {
			continue
		}
		for word, a := range lx.nums {
			if a.is&isCardinal == 0 || a.is&(isArticle|isHomograph|isJoin) != 0 ||
				strings.Contains(word, " ") || a.power > 0 {
				continue
			}
			got := read(word, lang)
			if len(got) != 1 || !got[0].low.same(whole(a.cardinal)) && !a.mixed.same(got[0].low) {
				t.Errorf("%s %q is not read as %d: %v", lang, word, a.cardinal, got)
			}
		}
	}
}
