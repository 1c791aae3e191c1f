package when

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct{ edtf, from, to string }{
		{"2024-02-05", "2024-02-05", "2024-02-05"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2020", "2020-01-01", "2020-12-31"},
		{"2020-22", "2020-06-01", "2020-08-31"},
		{"2020-24", "2020-12-01", "2021-02-28"},
		{"199X", "1990-01-01", "1999-12-31"},
		{"19XX", "1900-01-01", "1999-12-31"},
		{"2024-XX", "2024-01-01", "2024-12-31"},
		{"2024-02-XX", "2024-02-01", "2024-02-29"},
		{"1850~", "1850-01-01", "1850-12-31"},
		{"2020-06/2020-08", "2020-06-01", "2020-08-31"},
		{"2015/..", "2015-01-01", ""},
		{"../2015", "", "2015-12-31"},
		{"2024-02-05T14:40:00Z", "2024-02-05", "2024-02-05"},
		{"-0043", "-0043-01-01", "-0043-12-31"},
	} {
		from, to, err := Bounds(c.edtf)
		if err != nil || from != c.from || to != c.to {
			t.Errorf("Bounds(%q) = %q, %q, %v; want %q, %q", c.edtf, from, to, err, c.from, c.to)
		}
	}
	for _, bad := range []string{"", "24", "2024-13", "2024-02-30", "2024-2-5", "XXXX-02", "2024/2020", "monday", "2024-"} {
		if from, to, err := Bounds(bad); err == nil {
			t.Errorf("Bounds(%q) = %q, %q; want an error", bad, from, to)
		}
	}
}

func TestOverlapAndCompare(t *testing.T) {
	for _, c := range []struct {
		a, b    string
		overlap bool
		order   int
	}{
		{"2020", "2020-22", true, 0},
		{"2020-05-31", "2020-22", false, -1},
		{"2015/..", "2030", true, 0},
		{"2015/..", "2014", false, 1},
		{"2024-02-05", "2024-02-06", false, -1},
		{"", "2024", false, 0},
	} {
		if got := Overlap(c.a, c.b); got != c.overlap {
			t.Errorf("Overlap(%q, %q) = %v, want %v", c.a, c.b, got, c.overlap)
		}
		if got := Compare(c.a, c.b); got != c.order {
			t.Errorf("Compare(%q, %q) = %d, want %d", c.a, c.b, got, c.order)
		}
	}
}

func TestFollows(t *testing.T) {
	for _, c := range []struct {
		name                 string
		claim, cl, source, s string
		ref                  string
		ok                   bool
		code                 string
	}{
		{"the same day in two reckonings", "on 5 February 2024", "en", "令和6年2月5日", "ja", "", true, Stated},
		{"another day", "on 6 February 2024", "en", "2024年2月5日", "zh", "", false, NotInSource},
		{"a year from a full date", "en 2024", "fr", "2024年2月5日", "zh", "", true, LessPrecise},
		{"a full date from a year", "le 5 février 2024", "fr", "2024年", "zh", "", false, NotInSource},
		{"no year from a full date", "on 5 February", "en", "2024年2月5日", "zh", "", true, LessPrecise},
		{"another month", "on 5 March", "en", "2024年2月5日", "zh", "", false, NotInSource},
		{"a season from its month", "in summer 2020", "en", "في يوليو 2020", "ar", "", true, LessPrecise},
		{"another season", "in winter 2020", "en", "في يوليو 2020", "ar", "", false, NotInSource},
		{"a weekday from its date", "on Monday", "en", "2024年2月5日", "zh", "", true, ByWeekday},
		{"a weekday from a date with it", "on Saturday", "en", "В субботу, 29 сентября", "ru", "", true, LessPrecise},
		{"a date from one with its weekday", "29 September", "en", "В субботу, 29 сентября", "ru", "", true, LessPrecise},
		{"a date with a weekday from one without", "on Saturday, 29 September", "en", "9月29日", "ja", "", true, LessPrecise},
		{"another weekday beside the date", "on Sunday, 29 September", "en", "В субботу, 29 сентября", "ru", "", false, NotInSource},
		{"another weekday", "on Tuesday", "en", "2024年2月5日", "zh", "", false, NotInSource},
		{"yesterday by the document's date", "le 6 février 2024", "fr", "昨日", "ja", "2024-02-07", true, Stated},
		{"yesterday or tomorrow", "tomorrow", "en", "कल", "hi", "", true, Stated},
		{"not yesterday", "le 5 février 2024", "fr", "昨日", "ja", "2024-02-07", false, NotInSource},
		{"yesterday, with no date known", "le 5 février 2024", "fr", "昨日", "ja", "", true, Unresolved},
		{"last year in two languages", "last year", "en", "去年8月", "zh", "", false, NotInSource},
		{"August of last year", "in August last year", "en", "去年8月", "zh", "", true, Stated},
		{"last December is the December of last year", "last December", "en", "去年12月", "zh", "", true, LessPrecise},
		{"last is not next", "next Monday", "en", "lundi dernier", "fr", "", false, NotInSource},
		{"the document's own date", "on 5 February 2024", "en", "彼は否定した", "ja", "2024-02-05", true, FromDocument},
		{"an end of a range", "in 2019", "en", "2019–2021年", "zh", "", true, LessPrecise},
		{"a range from its ends", "from 2019 to 2021", "en", "2019年に始まり2021年に終わった", "ja", "", true, Stated},
		{"another range", "from 2019 to 2022", "en", "2019年に始まり2021年に終わった", "ja", "", false, NotInSource},
		{"a time of day", "at 3:40 p.m.", "en", "15時40分", "ja", "", true, Stated},
		{"another hour", "at 4:40 p.m.", "en", "15時40分", "ja", "", false, NotInSource},
		{"a week is seven days", "a week", "en", "7天", "zh", "", true, Stated},
		{"three days are not four", "three days", "en", "4天", "zh", "", false, NotInSource},
	} {
		claims := Find(c.claim, c.cl, c.ref)
		if len(claims) != 1 {
			t.Errorf("%s: found %v in the claim", c.name, claims)
			continue
		}
		ok, code := Follows(claims[0], Find(c.source, c.s, c.ref), c.ref)
		if ok != c.ok || code != c.code {
			t.Errorf("%s: Follows = %v, %s; want %v, %s", c.name, ok, code, c.ok, c.code)
		}
	}
}

func TestParsePublished(t *testing.T) {
	for _, c := range []struct{ s, lang, want string }{
		{"2024-02-05T09:47:00+01:00", "en", "2024-02-05"},
		{"Mon, 05 Feb 2024 08:47:00 GMT", "en", "2024-02-05"},
		{"05/02/2024 - 09:47", "it", "2024-02-05"},
		{"05/02/2024", "en", "2024-02-05"},
		{"05/02/2024", "en-US", "2024-05-02"},
		{"20240205", "zh", "2024-02-05"},
		{"1707124501000", "it", "2024-02-05"},
		{"2024年2月5日 09:47", "zh-Hans", "2024-02-05"},
		{"【読売新聞 2024.2.5.】", "ja", "2024-02-05"},
		{"lunedì 5 febbraio 2024", "it", "2024-02-05"},
		{"5 فبراير 2024", "ar", "2024-02-05"},
		{"February 5, 2024", "ja", "2024-02-05"},
		{"3个月前", "zh", ""},
		{"5 May", "en", ""},
		{"hello", "en", ""},
	} {
		got, ok := ParsePublished(c.s, c.lang)
		if got != c.want && ok || ok != (c.want != "") {
			t.Errorf("ParsePublished(%q, %s) = %q, %v; want %q", c.s, c.lang, got, ok, c.want)
		}
	}
}

func TestEqualExpressionsAreKnownAlike(t *testing.T) {
	for _, c := range []struct{ known, en, zh, ja, fr string }{
		{"d-1", "yesterday", "昨天", "昨日", "hier"},
		{"y-1", "last year", "去年", "昨年", "l'année dernière"},
		{"XXXX-05-12", "12 May", "5月12日", "5月12日", "12 mai"},
		{"XXXX-WXX-1", "Monday", "星期一", "月曜日", "lundi"},
		{"M+1", "next month", "下个月", "来月", "le mois prochain"},
	} {
		for lang, text := range map[string]string{"en": c.en, "zh": c.zh, "ja": c.ja, "fr": c.fr} {
			found := Find(text, lang, "")
			want := []Time{{
				End: len(text), Text: text, Kind: Date, Basis: digest.TimeRelative, Known: c.known,
			}}
			if diff := cmp.Diff(want, found); diff != "" {
				t.Errorf("%s %q (-want +got):\n%s", lang, text, diff)
			}
		}
	}
}

// TestPhraseIsFoundAgain holds that what is written in words for a model is read as the date it was.
func TestPhraseIsFoundAgain(t *testing.T) {
	for _, c := range []struct{ edtf, words string }{
		{"2024-02-05", "2024-02-05"},
		{"2024-02", "February 2024"},
		{"2024-22", "summer 2024"},
		{"2023-24", "winter 2023"},
		{"199X", "the 1990s"},
		{"19XX", "the 20th century"},
		{"20XX", "the 21st century"},
		{"2024-07/2024-09", "from July 2024 to September 2024"},
		{"2024-05-03/2024-05-05", "from 2024-05-03 to 2024-05-05"},
		{"2019/2021", "from 2019 to 2021"},
		{"2024-02~", "about February 2024"},
	} {
		words := Phrase(c.edtf)
		found := Find(words, "en", "")
		if words != c.words || len(found) != 1 || !Within(found[0].EDTF, c.edtf) || !Within(c.edtf, found[0].EDTF) {
			t.Errorf("Phrase(%q) = %q, want %q; found %v", c.edtf, words, c.words, found)
		}
	}
	for edtf, words := range map[string]string{"2015/..": "since 2015", "../2015": "until 2015", "2015": "2015"} {
		if got := Phrase(edtf); got != words {
			t.Errorf("Phrase(%q) = %q, want %q", edtf, got, words)
		}
	}
}
