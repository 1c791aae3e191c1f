package render

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
)

var braces = regexp.MustCompile(`\{(\w+)\}`)

// fields lists what a text's braces ask for, apart from the number that decides its form.
func fields(text string) []string {
	var out []string
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		if m[1] != "n" {
			out = append(out, m[1])
		}
	}
	slices.Sort(out)
	return out
}

// TestLabels finds labels that are missing, that ask for other values than the English ones, and plural
// categories of a language that have no form.
func TestLabels(t *testing.T) {
	english, err := load(Languages[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range Languages {
		w, err := load(tag)
		if err != nil {
			t.Error(err)
			continue
		}
		for key, forms := range english.forms {
			if w.forms[key] == nil {
				t.Errorf("%v: no label %q", tag, key)
				continue
			}
			for form, text := range w.forms[key] {
				want := fields(forms[""] + forms["other"])
				if got := fields(text); !slices.Equal(got, want) {
					t.Errorf("%v: %s %s asks for %v, in English for %v", tag, key, form, got, want)
				}
				if strings.TrimSpace(text) == "" {
					t.Errorf("%v: %s %s is empty", tag, key, form)
				}
			}
		}
		for key, forms := range w.forms {
			if english.forms[key] == nil && key != "first" {
				t.Errorf("%v: label %q is not among the English ones", tag, key)
			}
			if forms[""] != "" || key == "anonymous" {
				continue
			}
			for n := range 1002 {
				if category := categories[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]; forms[category] == "" {
					t.Errorf("%v: %s has no form %q, which %d takes", tag, key, category, n)
					break
				}
			}
		}
		if len(w.Months) != 12 || len(w.Alone) != 12 || len(w.Seasons) != 4 {
			t.Errorf("%v: %d months, %d alone, %d seasons", tag, len(w.Months), len(w.Alone), len(w.Seasons))
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		n         int
		want      string
	}{
		{"en", "documents", 1, "1 document"},
		{"en", "documents", 1000, "1,000 documents"},
		{"en", "anonymous", 1, "on anonymous sources"},
		{"en", "anonymous", 2, "both on anonymous sources"},
		{"en", "anonymous", 3, "all on anonymous sources"},
		{"fr", "documents", 0, "0 document"},
		{"ru", "documents", 1, "1 документ"},
		{"ru", "documents", 3, "3 документа"},
		{"ru", "documents", 11, "11 документов"},
		{"ru", "documents", 21, "21 документ"},
		{"pl", "documents", 22, "22 dokumenty"},
		{"pl", "documents", 12, "12 dokumentów"},
		{"ar", "documents", 2, "وثيقتان"},
		{"ar", "documents", 3, "٣ وثائق"},
		{"ar", "documents", 11, "١١ وثيقة"},
		{"he", "documents", 2, "שני מסמכים"},
		{"ja", "documents", 5, "文書5件"},
		{"zh-CN", "documents", 5, "5篇文献"},
		{"zh-TW", "documents", 5, "5篇文件"},
	} {
		if got := WordsFor(c.lang).Text(c.key, Args{"n": c.n}); got != c.want {
			t.Errorf("%s %s %d = %q, want %q", c.lang, c.key, c.n, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ lang, edtf, want string }{
		{"en", "2024-02-05", "5 February 2024"},
		{"en", "2024-02", "February 2024"},
		{"en", "2024", "2024"},
		{"en", "2020-22", "summer 2020"},
		{"en", "2020~", "about 2020"},
		{"en", "2020-06?", "June 2020 (uncertain)"},
		{"en", "2020%", "about 2020 (uncertain)"},
		{"en", "2020-06/2020-08", "June 2020 – August 2020"},
		{"en", "2020/..", "since 2020"},
		{"en", "../2020-06-01", "until 1 June 2020"},
		{"en", "2024-02-06T07:30:00Z", "6 February 2024 07:30 UTC"},
		{"en", "2024-02-06T07:30:00+09:00", "6 February 2024 07:30 +09:00"},
		{"en", "2024-02-XX", "February 2024"},
		{"en", "201X", "2010 – 2019"},
		{"en", "2024-13-01", "2024-13-01"},
		{"en", "next\u202e week\x1b[31m", "next week[31m"},
		{"fr", "2024-05-01", "1er mai 2024"},
		{"ja", "2024-02-05", "2024年2月5日"},
		{"ja", "2020-22", "2020年夏"},
		{"zh-Hans", "2020-22", "2020年夏季"},
		{"ko", "2024-02-05", "2024년 2월 5일"},
		{"ru", "2024-02-05", "5 февраля 2024 г."},
		{"ru", "2024-02", "февраль 2024 г."},
		{"pl", "2024-02", "luty 2024"},
		{"ar", "2024-02-05", "٥ فبراير ٢٠٢٤"},
		{"fa", "2024-02-05", "۵ فوریهٔ ۲۰۲۴"},
		{"th", "2024-02-05", "5 กุมภาพันธ์ ค.ศ. 2024"},
		{"es", "2024-02-05", "5 de febrero de 2024"},
	} {
		if got := WordsFor(c.lang).Date(c.edtf); got != c.want {
			t.Errorf("%s %s = %q, want %q", c.lang, c.edtf, got, c.want)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for _, c := range []struct{ reader, lang, want string }{
		{"en", "ja", "Japanese"}, {"ja", "zh-Hans", "簡体中国語"}, {"fr", "ar", "arabe"}, {"ar", "fr", "الفرنسية"}, {"en", "x y", "x y"},
	} {
		if got := WordsFor(c.reader).Language(c.lang); got != c.want {
			t.Errorf("%s of %s = %q, want %q", c.reader, c.lang, got, c.want)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024-02-05", "2020-22", "../2020", "2020~/2021?", "T", "2024-02-05T", "-/-", "2024-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"en", "ja", "ar"} {
			if out := WordsFor(lang).Date(s); out != Visible(out) {
				t.Errorf("%s: %q lets %q through", lang, s, fmt.Sprintf("%+q", out))
			}
		}
	})
}
