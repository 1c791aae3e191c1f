package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	tests := []struct {
		name, lang string
		want       []string // joined by a space unless joint says otherwise
		joint      string
	}{
		{name: "titles and initials", lang: "en", want: []string{"Dr. A. B. Clark met Mrs. Lowe.", "He left."}},
		{name: "an acronym before an ordinary opener", lang: "en", want: []string{"It came from the U.S.", "They knew."}},
		{name: "an acronym inside a name", lang: "en", want: []string{"The U.S. Navy denied it.", "Nobody asked."}},
		{name: "a quoted sentence that goes on", lang: "en", want: []string{"“Who saw it?” she asked.", "Nobody did."}},
		{name: "several sentences inside a quote", lang: "en", want: []string{"He said: “It rained. It was dark.”", "Then he left."}},
		{name: "numbers with a point", lang: "en", want: []string{"It grew by 3.5 percent to 1.2 million.", "See No. 7 on p. 12."}},
		{name: "list items on one line", lang: "en", want: []string{"1. The harbour", "2. The bridge"}},
		{name: "a sentence begins behind a footnote mark", lang: "ja", joint: "", want: []string{"肺炎が疑われた。[15]", "検査は陽性となった。[16]", "男性は退院した。"}},
		{name: "and so in English", lang: "en", joint: " ", want: []string{"The tank was empty.[12]", "Nobody saw it.[13]", "It weighed approx.[14] five tonnes."}},
		{name: "a footnote mark belongs to its sentence", lang: "ja", joint: "",
			want: []string{"詳細は報じられていない。*1", "その後、協議した。"}},
		{name: "ordinals before months", lang: "de", want: []string{"Am 13. Mai kam Dr. Weiß an.", "Es regnete z. B. am 2. Juni."}},
		{name: "a figure that ends a sentence", lang: "de", want: []string{"Das war 1995.", "Danach kam nichts."}},
		{name: "spaced guillemets", lang: "fr", want: []string{"« Il pleut. Il fait nuit. »", "M. Martin s’en va."}},
		{name: "inverted marks", lang: "es", want: []string{"El Sr. Gil preguntó: ¿dónde está?", "¡Aquí!", "Nadie respondió."}},
		{name: "abbreviations", lang: "it", want: []string{"Il sig. Rossi vive in p.zza Dante.", "È tardi."}},
		{name: "Russian abbreviations", lang: "ru", want: []string{"В 1998 г. ул. Ленина закрыли.", "Потом открыли."}},
		{name: "Chinese quotes", lang: "zh-Hans", joint: "", want: []string{"他说：“我们不知道。不会回答。”", "会议结束了。"}},
		{name: "a Chinese quote opens right behind a full stop", lang: "zh-Hans", joint: "", want: []string{"会议结束了。", "“没有人知道。”"}},
		{name: "who said it comes behind a Chinese quote", lang: "zh-Hant", joint: "", want: []string{"「我們不知道。」部長說。", "會議結束了。"}},
		{name: "a Japanese quote with its particle", lang: "ja", joint: "", want: []string{"「誰も見ていない。」と同氏は語った。", "調査は続く。"}},
		{name: "Korean", lang: "ko", want: []string{"그는 12일 서울에 도착했다.", "“아무도 없다.”라고 말했다."}},
		{name: "Arabic question mark", lang: "ar", want: []string{"هل وصل الوزير؟", "لا أحد يعلم."}},
		{name: "Hindi danda", lang: "hi", want: []string{"मंत्री दिल्ली पहुँचे।", "कोई नहीं जानता।"}},
		{name: "the Armenian colon", lang: "hy", want: []string{"Նա եկավ:", "Ոչ ոք չգիտի:"}},
		{name: "the Greek question mark", lang: "el", want: []string{"Ποιος ήρθε;", "Κανείς δεν ξέρει."}},
		{name: "Hebrew", lang: "he", want: []string{"השר הגיע לירושלים.", "איש לא ידע."}},
		{name: "figures begin sentences", lang: "en", want: []string{"The crew cleared debris.", "₹9 lakh was paid.", "He left.", "45 people died.",
			"It costs approx. ₹9 lakh, see fig. 3 of it."}},
		{name: "figures begin sentences", lang: "de", want: []string{"Er ging weg.", "45 Leute starben am 3. Mai um ca. 5 Uhr."}},
		{name: "figures begin sentences", lang: "uk", want: []string{"Будинок згорів.", "45 людей загинули."}},
		{name: "numbers of notes", lang: "en", want: []string{"It was reported.11 12", "Then it was denied."}},
		{name: "a citation behind a quote", lang: "en", want: []string{`"It rained [...]" (Smith 55).`, "Then he left."}},
		{name: "lettered items on one line", lang: "en", want: []string{"a) the harbour", "b) the bridge", "c) the tower"}},
		{name: "a guillemet closes before a full stop", lang: "fr", want: []string{"Il dit « oui ».", "Elle dit « non ».", "Ils rient."}},
		{name: "a straight quote opens right behind a full stop", lang: "zh-Hans", joint: "", want: []string{"会议结束了。", "\"没有人知道。\""}},
		{name: "initials spelled in Hindi", lang: "hi", want: []string{"मि. जोको ने यू.एस. को बताया।", "ए. लिंड ने कहा कि दूरी 8 कि.मी. है।"}},
		{name: "a Hindi text that mixes dandas and full stops", lang: "hi", want: []string{"सेन. वारेन आईं।", "वह चुप थी.", "कोई नहीं बोला।"}},
		{name: "initials spelled in Persian", lang: "fa", want: []string{"جورج دابلیو. بوش آمد.", "کسی نمی\u200cداند."}},
		{name: "an Arabic name of letters ends a sentence", lang: "ar", want: []string{"نقلت ذلك بي بي سي.", "لم يعلق أحد."}},
		{name: "Hebrew initials", lang: "he", want: []string{"האפ.בי.איי חקר את דיאונסיו א. לינד.", "„היכן טעינו?“ הוא אמר.", "איש לא ענה."}},
		{name: "an acronym in Korean", lang: "ko", want: []string{"미국은 A.I. 자금을 늘린다.", "“아무도 없다.” 아담 씨가 말했다.", "그는 떠났다."}},
		{name: "an hour and its zone", lang: "en", want: []string{"It starts at 7 p.m. ET on Sunday.", "It ends at 9 p.m.", "Nobody left."}},
		{name: "a title of the language of names", lang: "pt", want: []string{"O Rev. David Johnson chegou.", "Ninguém sabia."}},
		{name: "an ordinal behind a possessive", lang: "de", want: []string{"Es war ihr 36. Treffen.", "Niemand kam."}},
		{name: "Polish abbreviations", lang: "pl", want: []string{"Komisja ds. Zatrudnienia wydała książkę pt. „Praca”.", "Nikt nie czyta."}},
		{name: "Vietnamese titles", lang: "vi", want: []string{"Cuộc họp của TT. Trump đã kết thúc.", "Không ai biết."}},
		{name: "marks of direction", lang: "fa", want: []string{"او رفت.", "\u200f«کسی نیامد.»"}},
		{name: "a quote opens right behind a closed one", lang: "zh-Hans", joint: "", want: []string{"“小猪佩奇？”", "“是的。”"}},
		{name: "Turkish ordinals", lang: "tr", want: []string{"Toplantı 3. katta yapıldı.", "Kimse bilmiyor."}},
		{name: "a quote that a space parts from its words", lang: "zh-Hans", joint: "", want: []string{"他问：“那个人是谁？”", "“ 是我。”"}},
		{name: "a name says what is quoted", lang: "en", want: []string{"“Run!” Mayor Ann Lee said.", "“Why now?” Jo Poe asked on Monday.", "“Is it over?”", "He said nothing."}},
		{name: "a name says what is quoted", lang: "vi", want: []string{"“Chúng tôi đã thấy.” Bà Lan cho biết.", "Không ai tin."}},
		{name: "a pronoun says what is quoted", lang: "hi", want: []string{"“कौन आया?” उसने पूछा।", "कोई नहीं बोला।"}},
		{name: "who cries comes behind the quote", lang: "ar", want: []string{"«قف!» صاح الرجل.", "لم يتوقف أحد."}},
		{name: "who cries comes behind the quote", lang: "he", want: []string{"„עצור!“ צעק האיש.", "איש לא עצר."}},
		{name: "who said it comes behind a Japanese quote", lang: "ja", joint: "", want: []string{"「私たちは知りません。」部長は月曜日に語った。", "会議は終わった。"}},
		{name: "who said it comes behind a Korean quote", lang: "ko", want: []string{"“멈춰!” 그가 소리쳤다.", "아무도 멈추지 않았다."}},
		{name: "a long clause behind a Chinese quote is a sentence", lang: "zh-Hans", joint: "",
			want: []string{"“我们不知道。”", "但是主持人王小明昨天晚上在节目里说，没有人相信。"}},
		{name: "who acts for a company", lang: "en", want: []string{"Alder Inc. Chief Executive Al Roe met Birch Co. President Jo Day.", "He works for Cedar Ltd.", "Shares fell."}},
		{name: "centuries and chapters", lang: "pt", want: []string{"No séc. XIX, o inc. II mudou.", "Nada restou."}},
		{name: "centuries and chapters", lang: "es", want: []string{"El cap. IV trata del sig. XX.", "Nada más."}},
		{name: "Monsieur before an article in a name", lang: "fr", want: []string{"M. Le Goff rit.", "Il part."}},
		{name: "small letters behind one another", lang: "de", want: []string{"Dr. h. c. Weiß und u. a. Emil kamen.", "Niemand ging."}},
		{name: "a unit ends a sentence before one of its openers", lang: "ru", want: []string{"Он заплатил 5 млн руб.", "Это много.", "Это было в 1990 г.", "Он А. И. Орлов."}},
		{name: "a unit ends a sentence before one of its openers", lang: "uk", want: []string{"Це коштує 5 тис. грн.", "Він пішов."}},
		{name: "an initial amid Japanese", lang: "ja", joint: "", want: []string{"会長のJ.スミス氏はNo. 5を選んだ。", "雨が降った。"}},
		{name: "titles", lang: "tl", want: []string{"Si Gng. Reyes ay nasa Brgy. Malaya.", "Umulan."}},
		{name: "titles", lang: "ta", want: []string{"திரு. குமார் வந்தார்.", "மழை பெய்தது."}},
		{name: "titles", lang: "ms", want: []string{"Dr. Lim tiba di Jln. Ampang.", "Hujan turun."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			joint := test.joint
			if joint == "" && !strings.HasPrefix(test.lang, "zh") && test.lang != "ja" {
				joint = " "
			}
			if diff := cmp.Diff(test.want, cutAll(strings.Join(test.want, joint), test.lang)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSentencesJoinsHardWrappedLines(t *testing.T) {
	for lang, s := range map[string]string{
		"en": "The ministry said on Monday that its network had been entered by\nsomeone who was never found.",
		"de": "Das Ministerium erklärte am Montag, in sein Netz sei jemand gelangt, der\nnie gefunden wurde.",
		"ja": "外務省は月曜日、同省のネットワークに何者かが侵入したと発表し、関係者の\n聴取を始めた。",
	} {
		if got := cutAll(s, lang); len(got) != 1 {
			t.Errorf("%s: %q, want one sentence", lang, got)
		}
	}
	for lang, s := range map[string]string{
		"en": "The harbour\nThe bridge\nThe tower",
		"zh": "港口\n大桥\n灯塔",
		"fr": "Le port :\n• le pont\n• la tour",
	} {
		if got := cutAll(s, lang); len(got) != 3 {
			t.Errorf("%s: %q, want three lines", lang, got)
		}
	}
}

func TestSentencesCutThaiAtSpaces(t *testing.T) {
	clause := "กระทรวงการต่างประเทศแถลงเมื่อวันจันทร์ว่าเครือข่ายของกระทรวงถูกโจมตีโดยกลุ่มที่ยังไม่ทราบชื่อและข้อมูลบางส่วนรั่วไหลออกไปยังเว็บไซต์ต่างประเทศหลายแห่งตั้งแต่สัปดาห์ก่อน"
	want := []string{clause, "นอกจากนี้" + clause + " และ" + clause, "อย่างไรก็ตาม มร. สมิท" + clause + " เมื่อเวลา 7.55 น. ที่กรุงเทพ"}
	if diff := cmp.Diff(want, cutAll(strings.Join(want, " "), "th")); diff != "" {
		t.Error(diff)
	}
	for _, whole := range []string{ // what he said; where he said it, and on which condition, in a sentence that is long already
		clause + " นายสมชายกล่าว \"" + clause + "\"",
		strings.Repeat(clause+" ", 5) + "ในบทสัมภาษณ์ เขา" + clause,
		strings.Repeat(clause+" ", 5) + "หากสะพานเปิด เขา" + clause,
	} {
		if got := cutAll(whole, "th"); len(got) != 1 {
			t.Errorf("%q is cut", got)
		}
	}
	var page []string
	for range 9 {
		page = append(page, "เขา"+clause+" ซึ่ง"+clause)
	}
	for _, s := range cutAll(strings.Join(page, " "), "th") {
		if !strings.HasPrefix(s, "เขา") || utf8.RuneCountInString(s) > 2*phraseLong {
			t.Errorf("a sentence begins amid a phrase, or is too long: %q", s)
		}
	}
}

func cutAll(s, lang string) []string {
	var out []string
	for _, span := range Sentences(s, lang) {
		out = append(out, s[span.Start:span.End])
	}
	return out
}

func FuzzSentences(f *testing.F) {
	for lang, s := range benchTexts {
		f.Add(s, lang)
	}
	f.Add("1. a 2. b 3.) c\n\n\n「」（（（“", "ja")
	f.Add("Ցտեսություն: a;b … C. »\n\" \u0301", "hy")
	f.Fuzz(func(t *testing.T, s, lang string) {
		starts := map[int]bool{} // of what a reader sees as one character, UAX #29
		for clusters := graphemes.FromString(s); clusters.Next(); {
			starts[clusters.Start()] = true
		}
		at := 0
		for _, span := range Sentences(s, lang) {
			if span.Start < at || span.End <= span.Start || span.End > len(s) {
				t.Fatalf("span %v behind %d of %d", span, at, len(s))
			}
			if gap := strings.TrimFunc(s[at:span.Start], unicode.IsSpace); gap != "" {
				t.Fatalf("lost %q", gap)
			}
			if !starts[span.Start] && !strings.ContainsRune(s, '\uFFFD') {
				t.Fatalf("span %v starts inside a character of %q", span, s)
			}
			at = span.End
		}
		if rest := strings.TrimFunc(s[at:], unicode.IsSpace); rest != "" {
			t.Fatalf("lost %q at the end", rest)
		}
	})
}

// TestAPageIsNotOneSentence holds that writing without marks is cut somewhere, though none of its words is listed.
func TestAPageIsNotOneSentence(t *testing.T) {
	for lang, phrase := range map[string]string{"lo": "ລັດຖະບານແຈ້ງວ່າຂົວຈະເປີດ ", "th": "รัฐบาลแจ้งว่าสะพานจะเปิด "} {
		for _, s := range Sentences(strings.Repeat(phrase, 400), lang) {
			if n := s.End - s.Start; n > 3*(phraseMost+60) {
				t.Errorf("%s: a sentence of %d bytes", lang, n)
			}
		}
	}
}
