package figures

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

var fuzzLanguages = []string{"en", "zh-Hans", "zh-Hant", "ja", "ko", "fr", "it", "es", "pt", "de", "nl", "ru",
	"uk", "pl", "tr", "ar", "he", "fa", "hi",
	"th", "vi", "id", "sv", "cs", "el", "und", ""}

func FuzzFind(f *testing.F) {
	for _, m := range mixed {
		f.Add(m.text, m.lang)
	}
	f.Add("−.5, 1,2,3.4.5 ½½ 百分之 十七八 (−$3k–4m) 1/0 0/0 9/0", "en")
	f.Add("千千万万億億兆 五分の 〇〇 一二三四五六七八九十十十", "ja")
	f.Add("\xff\xfe1\u202a2\u202c,3\u00a0000\u2009000", "fr")
	f.Add("zweihundertdreiundzwanzigtausend vierhunderthundert", "de")
	f.Fuzz(func(t *testing.T, text, lang string) {
		checkFind(t, text, lang)
		for _, l := range fuzzLanguages {
			checkFind(t, text, l)
		}
	})
}

// checkFind holds what is true of the figures of any text: inside it, in order, apart, at rune boundaries, of
// values that
// are plain decimals, and the same when the text is read again.
func checkFind(t *testing.T, text, lang string) {
	t.Helper()
	found := Find(text, lang, "2024-02-05")
	last := 0
	for _, f := range found {
		if f.Start < last || f.End <= f.Start || f.End > len(text) {
			t.Fatalf("%q %s: figure at %d–%d after %d in %d bytes", text, lang, f.Start, f.End, last, len(text))
		}
		last = f.End
		if f.Text != text[f.Start:f.End] {
			t.Fatalf("%q %s: text %q at %d–%d", text, lang, f.Text, f.Start, f.End)
		}
		if utf8.ValidString(text) && !(utf8.RuneStart(text[f.Start]) && (f.End == len(text) ||
			utf8.RuneStart(text[f.End]))) {
			t.Fatalf("%q %s: %d–%d cuts a character", text, lang, f.Start, f.End)
		}
		if f.Kind == Date || f.Kind == Time {
			continue
		}
		m, ok := f.mention()
		if !ok && len(f.Value) < 400 {
			t.Fatalf("%q %s: value %q is no decimal", text, lang, f.Value)
		}
		if ok && m.low.String() != strings.Split(f.Value, "/")[0] {
			t.Fatalf("%q %s: value %q becomes %q", text, lang, f.Value, m.low.String())
		}
	}
	again := Find(text, lang, "2024-02-05")
	if len(again) != len(found) {
		t.Fatalf("%q %s: %d figures, then %d", text, lang, len(found), len(again))
	}
}

func FuzzCheck(f *testing.F) {
	for i, m := range mixed {
		f.Add(m.text, m.lang, mixed[(i+1)%len(mixed)].text, mixed[(i+1)%len(mixed)].lang)
	}
	f.Fuzz(func(t *testing.T, claim, lang, quote, quoteLang string) {
		Check(Statement{claim, lang}, []Quote{{quote, quoteLang}}, "2024-02-05")
		same := Check(Statement{claim, lang}, []Quote{{claim, lang}}, "2024-02-05")
		if !same.Pass {
			t.Fatalf("%q (%s) does not follow from itself: %v", claim, lang, same.Reasons)
		}
		if same.Pass != (len(same.Reasons) == 0) {
			t.Fatalf("%q: passes with reasons %v", claim, same.Reasons)
		}
	})
}

// hostile are units of texts that could make a reader go back and forth.
var hostile = []struct{ lang, unit string }{
	{"en", "1,"}, {"en", "1 "}, {"en", "one "}, {"en", "hundred and "}, {"en", "half a "}, {"en", "1/"}, {"en", "$"},
	{"de", "hundert"}, {"de", "ein"}, {"it", "mille"}, {"ja", "十"}, {"ja", "一"}, {"ja", "分の"}, {"zh", "万"}, {"zh", "1万"},
	{"ko", "만"}, {"ko", "일"}, {"th", "สิบ"}, {"ar", "و"}, {"tr", "bin"}, {"fr", "quatre-vingt-"}, {"en", "-"},
	{"ja", "一と"}, {"ko", "일과 "}, {"ko", "아홉킬로바이트"}, {"de", "70er "}, {"en", "the eighties "}, {"ar", "سبعينات "}, {"en", "a million "}, {"vi", "thứ "}, {"cs", "dvaa"}, {"ru", "пяти"}, {"en", "between "},
	// Fractions of fractions.
	{"en", "half of a third of "}, {"en", "one in "}, {"en", "2 out of "}, {"en", "a quarter and "}, {"en", "third of a million "},
	{"hi", "आधे का तिहाई "}, {"hi", "दो में से "}, {"hi", "सवा "}, {"hi", "तीन बटे "}, {"hi", "एक तिहाई का "}, {"hi", "बीस और "},
	{"zh", "三分之一的"}, {"zh", "三分之"}, {"zh", "百分之三分之"}, {"zh", "一半的"}, {"zh", "3分之"}, {"ja", "三分の一の"}, {"ja", "3分の"},
	{"ko", "삼분의 일의 "}, {"ko", "3분의 "}, {"fr", "la moitié du tiers de "}, {"fr", "un sur "}, {"de", "ein Drittel von "},
	{"es", "la mitad de un tercio de "}, {"it", "uno su "}, {"pt", "um terço de "}, {"pt", "um em cada "}, {"ru", "половина трети "},
	{"ar", "نصف ثلث "}, {"ar", "واحد من "}, {"he", "אחד מתוך "}, {"fa", "یک سوم از "}, {"tr", "üçte "}, {"tr", "yüzde "},
	{"vi", "một phần "}, {"vi", "một trong "}, {"th", "เศษหนึ่งส่วน"}, {"th", "หนึ่งใน"},
	// Mixed numbers of mixed numbers.
	{"en", "two and two thirds and "}, {"en", "1 and 1/2 and "}, {"en", "1 1/2 "}, {"en", "1½"}, {"zh", "二又三分之一又"}, {"zh", "二又"},
	{"ja", "二と三分の一と"}, {"ko", "이와 삼분의 일과 "}, {"es", "dos y medio y "}, {"de", "zwei und "}, {"ar", "مليون ونصف "},
	{"hi", "साढ़े "}, {"pl", "dwa i "}, {"fa", "دو و "}, {"en", "two point "}, {"fr", "deux virgule "}, {"en", "million of "},
	// Decades of centuries, years of decades.
	{"en", "the eighties of the "}, {"en", "80s "}, {"en", "20th century "}, {"fr", "années 80 du "}, {"zh", "20世纪80年代"}, {"zh", "八十年代"},
	{"ru", "80-е годы "}, {"es", "los años ochenta del "}, {"de", "achtziger Jahre des "}, {"it", "anni ottanta "},
	{"hi", "अस्सी के दशक "}, {"en", "the third of "}, {"en", "Monday, "}, {"ja", "昭和"}, {"en", "from 3 to "},
}

// BenchmarkHostile shows how reading such texts grows: ten times the text should take about ten times as long.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		for _, size := range []int{8_000, 80_000} {
			b.Run(fmt.Sprintf("%s %q/%d", h.lang, h.unit, size), func(b *testing.B) {
				text := strings.Repeat(h.unit, size/len(h.unit))
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Find(text, h.lang, "")
				}
			})
		}
	}
}
