package when

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// mixed is running text of several languages for the benchmarks.
var mixed = []struct{ lang, text string }{
	{"en", "The ministry said on Monday, 5 February 2024, that it had found no trace of a leak in the three years since 2020. " +
		"Officials declined to say more, but two people who had seen the report last month called it thin and careful. "},
	{"fr", "Le ministère a indiqué lundi 5 février 2024 n'avoir trouvé aucune trace de fuite depuis l'été 2020, et deux personnes " +
		"qui avaient lu le rapport le mois dernier l'ont jugé prudent et bien court pour un sujet si grave. "},
	{"zh", "该部在2024年2月5日星期一表示，自2020年夏天以来没有发现任何泄密的痕迹。两名上个月看过报告的人士说，报告谨慎而简短，没有回答议员们提出的问题。"},
	{"ja", "同省は令和6年2月5日、2020年の夏以来、漏洩の痕跡は見つかっていないと述べた。先月報告書を読んだ二人の関係者は、慎重で短いものだったと話している。"},
	{"ar", "قالت الوزارة يوم الاثنين 5 فبراير 2024 إنها لم تجد أي أثر لتسرب منذ صيف 2020، ووصف شخصان اطلعا على التقرير الشهر الماضي بأنه حذر وقصير. "},
	{"ru", "Министерство сообщило в понедельник, 5 февраля 2024 года, что с лета 2020 года не нашло следов утечки, а два человека, " +
		"читавшие отчёт в прошлом месяце, назвали его осторожным и слишком коротким. "},
}

func BenchmarkFind(b *testing.B) {
	for _, c := range mixed {
		b.Run(c.lang, func(b *testing.B) {
			text := strings.Repeat(c.text, 50)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(text, c.lang, "2024-02-07")
			}
		})
	}
}

func BenchmarkLexicon(b *testing.B) {
	for b.Loop() {
		build("fr")
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range mixed {
		f.Add(c.text, c.lang, "2024-02-07")
	}
	f.Add("从3日至5日、１９９０年代 '90s 1–3 May 5.2.24 下午3点", "zh", "")
	f.Add("\xff2024年\x80 5 may\u0301 2024", "en", "bad")
	f.Fuzz(func(t *testing.T, text, lang, ref string) {
		end := 0
		for _, m := range Find(text, lang, ref) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || text[m.Start:m.End] != m.Text {
				t.Fatalf("%q: span [%d,%d) after %d", text, m.Start, m.End, end)
			}
			end = m.End
			if m.Kind == Date && m.EDTF != "" {
				if _, _, err := Bounds(m.EDTF); err != nil {
					t.Fatalf("%q in %s: %v", m.Text, lang, err)
				}
			}
			if m.Kind == Date && m.EDTF == "" && m.Known == "" {
				t.Fatalf("%q says nothing", m.Text)
			}
			if ok, _ := Follows(m, []Time{m}, ref); !ok {
				t.Fatalf("%+v does not follow from itself", m)
			}
			if utf8.ValidString(text) && !utf8.ValidString(m.Text) {
				t.Fatalf("%q cuts a character", m.Text)
			}
		}
	})
}

func FuzzParsePublished(f *testing.F) {
	for _, s := range []string{"2024-02-05T09:47:00Z", "05/02/2024 - 09:47", "2024年2月5日", "1707124501000", "lundi 5 février"} {
		f.Add(s, "fr")
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		if edtf, ok := ParsePublished(s, lang); ok {
			if _, _, err := Bounds(edtf); err != nil {
				t.Fatalf("ParsePublished(%q) = %q: %v", s, edtf, err)
			}
		}
	})
}

func FuzzBounds(f *testing.F) {
	for _, s := range []string{"2024-02-05", "2020-22", "199X", "2015/..", "-0043", "2024-02-05T10:00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		from, to, err := Bounds(s)
		if err == nil && from != "" && to != "" && before(to, from) {
			t.Fatalf("Bounds(%q) = %s, %s", s, from, to)
		}
	})
}
