package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
)

func TestDistanceTellsNamesApart(t *testing.T) {
	for _, c := range []struct {
		a, aLang, b, bLang string
		same               bool
	}{
		{"拜登", "zh", "Biden", "en", true},
		{"拜登", "zh", "Trump", "en", false},
		{"习近平", "zh-Hans", "Xi Jinping", "en", true},
		{"習近平", "zh-Hant", "习近平", "zh-Hans", true},
		{"トランプ", "ja", "Trump", "en", true},
		{"バイデン", "ja", "拜登", "zh", true},
		{"마크롱", "ko", "Macron", "fr", true},
		{"마크롱", "ko", "Scholz", "de", false},
		{"Макрон", "ru", "Macron", "fr", true},
		{"Путин", "ru", "Zelensky", "en", false},
		{"نتنياهو", "ar", "Netanyahu", "en", true},
		{"נתניהו", "he", "Netanyahu", "en", true},
		{"Μητσοτάκης", "el", "Mitsotakis", "en", true},
		{"林", "ja", "Hayashi", "en", true},
		{"文在寅", "ko", "문재인", "ko", true},
		{"José", "es", "Jose", "en", true},
	} {
		d, known := Distance(c.a, c.aLang, c.b, c.bLang)
		if got := known && d <= Same; got != c.same {
			t.Errorf("Distance(%s, %s) = %.2f, %v; want the same: %v", c.a, c.b, d, known, c.same)
		}
	}
	if d, known := Distance("松野", "ja", "Fujimori", "en"); known && d <= Same {
		t.Errorf("松野 and Fujimori: %.2f, %v", d, known)
	}
}

func TestOccurs(t *testing.T) {
	for _, c := range []struct {
		name, text, lang string
		want             bool
	}{
		{"Biden", "Mr Biden's visit", "en", true},
		{"Ann", "The annual meeting", "en", false},
		{"José", "Jose spoke", "en", true},
		{"Путин", "встреча с Путиным", "ru", true},
		{"Москва", "из Москвы", "ru", true},
		{"Warszawa", "w Warszawie", "pl", true},
		{"İstanbul", "İstanbul'da", "tr", true},
		{"مصر", "وبمصر", "ar", true},
		{"서울", "서울에서는", "ko", true},
		{"林芳正", "官房长官林芳正说", "zh", true},
		{"林芳正", "官房长官松野说", "zh", false},
		{"バイデン", "バイデン氏は", "ja", true},
		{"Élysée", "à l'Elysée", "fr", true},
		{"GreyHeron", "GreyHeronは声明で", "ja", true},
		{"Ilaria Bonfanti", "広報のIlaria Bonfanti氏は", "ja", true},
		{"Kestrel", "이에 대해Kestrel은", "ko", true},
		{"Ann", "Annexは", "ja", false},
	} {
		if got := Occurs(c.name, c.text, c.lang); got != c.want {
			t.Errorf("Occurs(%q, %q) = %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The visit of Joe Biden to New York ended on Monday.", "Joe Biden|New York"},
		{"fr", "Le président Emmanuel Macron a quitté Alger.", "Emmanuel Macron|Alger"},
		{"ru", "Вчера Владимир Зеленский прибыл в Лондон.", "Вчера Владимир Зеленский|Лондон"},
		{"ja", "ドナルド・トランプ前大統領と林長官", "ドナルド・トランプ"},
		{"ja", "松野長官は否定した", "松野"},
		{"ko", "문재인 대통령은", "문재인"},
		{"zh", "拜登总统表示", "拜登"},
		{"zh", "昨天唐纳德·特朗普离开了", "唐纳德·特朗普"},
		{"ar", "قال بايدن", ""},
	} {
		var got []string
		for _, m := range Candidates(c.text, c.lang) {
			if m.Sure {
				got = append(got, m.Text)
			}
			if c.text[m.Start:m.End] != m.Text {
				t.Errorf("%q: %+v is not at its place", c.text, m)
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.lang, c.text, diff)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name        string
		claim, lang string
		rendered    map[string][]string
		quote, ql   string
		want        digest.Result
	}{
		{"a name across scripts", "On Monday Joe Biden left.", "en", nil, "拜登星期一离开。", "zh", digest.NotRun},
		{"a surname across scripts", "On Monday Biden left.", "en", nil, "拜登星期一离开。", "zh", digest.Pass},
		{"another name across scripts may be a translation", "On Monday Trump left.", "en", nil, "バイデン氏は月曜日に出発した。", "ja", digest.NotRun},
		{"a rendered name that its source has", "Yoshimasa Hayashi denied it.", "en",
			map[string][]string{"Yoshimasa Hayashi": {"林芳正"}}, "林芳正予以否认。", "zh", digest.Pass},
		{"a rendered name that its source has not", "Yoshimasa Hayashi denied it.", "en",
			map[string][]string{"Yoshimasa Hayashi": {"林芳正"}}, "松野予以否认。", "zh", digest.Fail},
		{"a country in another language", "Les troupes ont quitté l'Allemagne.", "fr", nil, "军队离开了德国。", "zh", digest.Pass},
		{"a name in the same language", "The visit pleased Maria.", "en", nil, "Maria was pleased by the visit.", "en", digest.Pass},
		{"a swap in the same language", "The visit pleased Maria.", "en", nil, "Helen was pleased by the visit.", "en", digest.Fail},
		{"a country by its people", "They invaded Germany.", "en", nil, "They fought the Germans.", "en", digest.Pass},
		{"Arabic", "On Monday Netanyahu left.", "en", nil, "غادر نتنياهو يوم الاثنين.", "ar", digest.Pass},
		{"a title before a name", "Hier, le Président Macron a parlé.", "fr", nil, "Macron a parlé hier.", "fr", digest.NotRun},
		{"a swap in French", "Hier, le président Scholz a parlé.", "fr", nil, "Macron a parlé hier.", "fr", digest.Fail},
		{"German nouns are no names", "Gestern sprach der Präsident.", "de", nil, "Macron sprach gestern.", "de", digest.NotRun},
		{"an inflected name", "Wczoraj rozmawiał z Trumpem.", "pl", nil, "Trump rozmawiał wczoraj.", "pl", digest.Pass},
		{"Japanese, with a title", "松野長官は否定した。", "ja", nil, "林芳正長官は否定した。", "ja", digest.Fail},
		{"no name", "the prices fell", "en", nil, "les prix ont baissé", "fr", digest.NotRun},
	} {
		got := Check(c.claim, c.lang, c.rendered, []Quote{{c.quote, c.ql}})
		if got.Outcome != c.want {
			t.Errorf("%s: %+v, want %s", c.name, got, c.want)
		}
	}
}

func TestRendering(t *testing.T) {
	for _, c := range []struct {
		form, formLang, text, lang string
		want                       digest.Result
	}{
		{"拜登", "zh", "Biden", "en", digest.Pass},
		{"拜登", "zh", "Joe Biden", "en", digest.Pass},
		{"拜登", "zh", "Trump", "en", digest.Fail},
		{"林芳正", "zh-Hans", "Yoshimasa Hayashi", "en", digest.Pass},
		{"林芳正", "ja", "Matsuno", "en", digest.Fail},
		{"岸田文雄", "ja", "Fumio Kishida", "fr", digest.Pass},
		{"Эмманюэль Макрон", "ru", "Emmanuel Macron", "fr", digest.Pass},
		{"Макрон", "ru", "Scholz", "de", digest.Fail},
		{"نتنياهو", "ar", "Netanyahu", "it", digest.Pass},
		{"ドイツ", "ja", "Allemagne", "fr", digest.Pass},
		{"ドイツ", "ja", "Autriche", "fr", digest.Fail},
	} {
		if got := Rendering(c.form, c.formLang, c.text, c.lang); got != c.want {
			t.Errorf("Rendering(%s, %s) = %s, want %s", c.form, c.text, got, c.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("On Monday Biden left Paris.", "en", "拜登星期一离开。", "zh")
	f.Add("トランプ氏・", "ja", "قال\xff بايدن", "ar")
	f.Add("ﬁ İ ß", "tr", "마크롱 씨", "ko")
	f.Fuzz(func(t *testing.T, claim, cl, quote, ql string) {
		Check(claim, cl, nil, []Quote{{quote, ql}})
		for _, m := range Candidates(claim, cl) {
			if claim[m.Start:m.End] != m.Text {
				t.Fatalf("%q: %+v", claim, m)
			}
		}
		if d, _ := Distance(claim, cl, quote, ql); d < 0 || d > 1 {
			t.Fatalf("distance %v", d)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	claim := "On Monday President Joe Biden left Brussels for Tokyo, where he met Fumio Kishida."
	quotes := []Quote{{"美国总统拜登星期一离开布鲁塞尔前往东京，与日本首相岸田文雄会晤，双方讨论了贸易问题。", "zh"}}
	b.SetBytes(int64(len(claim) + len(quotes[0].Text)))
	b.ReportAllocs()
	for b.Loop() {
		Check(claim, "en", nil, quotes)
	}
}

// TestTable holds that a table finds every rendering that a text names.
func TestTable(t *testing.T) {
	rendered := map[string][]string{
		"Yoshimasa Hayashi": {"林芳正"}, "Bank of Japan": {"日本銀行"}, "Москва": {"Moscow"}, "هاياشي": {"林"}, "王": {"Wang"},
		"윤석열": {"Yoon"}, "Élysée": {"Élysée"}, "de Gaulle": {"de Gaulle"}, "バイデン": {"Biden"}, "نتنياهو": {"Netanyahu"},
		"ประยุทธ์": {"Prayut"}, "G7": {"G7"},
	}
	table := NewTable(rendered)
	for _, c := range []struct{ lang, text string }{
		{"en", "Hayashi met the governor of the Bank of Japan."}, {"ru", "Переговоры в Москве, о Москве, из Москвы"},
		{"ar", "وقال هاياشي لنتنياهو"}, {"zh", "记者王某说"}, {"ko", "대통령 윤석열은"}, {"fr", "à l’Élysée, M. de Gaulle"},
		{"ja", "米国のバイデン大統領は"}, {"th", "พลเอกประยุทธ์กล่าว"}, {"en", "The G7 met."}, {"en", "Nothing is named here of the kind."},
	} {
		found := table.In(c.text)
		for name := range rendered {
			if _, ok := found[name]; Occurs(name, c.text, c.lang) && !ok {
				t.Errorf("%q names %q, which the table does not find", c.text, name)
			}
		}
		if len(found) > 3 {
			t.Errorf("%q: %d of %d renderings", c.text, len(found), len(rendered))
		}
	}
	if _, ok := table.In("Hayashi said")["Yoshimasa Hayashi"]; !ok {
		t.Error("a surname does not find its name")
	}
}
