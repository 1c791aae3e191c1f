package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, in string
		cols     int
		want     []string
	}{
		{"at spaces", "one two three four", 9, []string{"one two", "three", "four"}},
		{"accents count once", "e\u0301te\u0301 aou\u0308t", 5, []string{"e\u0301te\u0301", "aou\u0308t"}},
		{"wide characters take two columns", "湖区水位今年降至最低", 8, []string{"湖区水位", "今年降至", "最低"}},
		{"not before closing punctuation", "港湾局の「船長」と述べた。", 14, []string{"港湾局の「船", "長」と述べた。"}},
		{"not after opening punctuation", "港湾局は「船長」と", 10, []string{"港湾局は", "「船長」と"}},
		{"mixed scripts", "LacPresse が報じた", 12, []string{"LacPresse が", "報じた"}},
		{"Arabic at spaces", "جنحت عبّارة مساء السبت", 12, []string{"جنحت عبّارة", "مساء السبت"}},
		{"a long word is cut", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"an address is not", "see https://a.example/very/long now", 8, []string{"see", "https://a.example/very/long", "now"}},
		{"emoji take two columns", "👩‍👩‍👧👍🏽ab", 4, []string{"👩‍👩‍👧👍🏽", "ab"}},
		{"nothing", "", 4, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, wrap(c.in, c.cols)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestIsolatesEndWithTheirLine(t *testing.T) {
	got := closeIsolates([]string{"a \u2067ب ج", "د\u2069 b", "c"})
	want := []string{"a \u2067ب ج\u2069", "\u2067د\u2069 b", "c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a  b\n c", "a b c"},
		{"controls", "a\x1b[31mb\x00\x07\u0085c", "a[31mb c"},
		{"bidirectional overrides and marks", "\u202eabc\u202c\u200e\u2067d\u2069", "abcd"},
		{"tag characters", "a\U000e0061\U000e007fb", "ab"},
		{"soft hyphens and byte-order marks", "Donau\u00addampf\ufeff", "Donaudampf"},
		{"line separators", "a\u2028b\u2029c", "a b c"},
		{"ideographic space", "湖\u3000区", "湖 区"},
		{"joiner between Latin letters", "a\u200db\u200cc", "abc"},
		{"non-joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner in Hindi", "क्\u200dष", "क्\u200dष"},
		{"joiner in emoji", "👩\u200d👧", "👩\u200d👧"},
		{"emoji presentation", "❤\ufe0f", "❤\ufe0f"},
		{"ideographic variant", "葛\U000e0100", "葛\U000e0100"},
		{"accents", "été ü ş", "été ü ş"},
		{"not UTF-8", "a\xffb", "a\ufffdb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := clean(c.in); got != c.want {
				t.Errorf("%+q, want %+q", got, c.want)
			}
		})
	}
}

func TestDefang(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://a.example", "https[:]//a.example"},
		{"WWW.a.example www.b", "WWW[.]a.example www[.]b"},
		{"mailto:a tel:1", "mailto[:]a tel[:]1"},
		{"时间：//不", "时间：//不"},
		{"5:30 / www", "5:30 / www"},
		{"İwww.a", "İwww[.]a"},
	} {
		if got := defang(c.in); got != c.want {
			t.Errorf("%q → %q, want %q", c.in, got, c.want)
		}
		if again := defang(c.want); again != c.want {
			t.Errorf("%q → %q again", c.want, again)
		}
	}
}

func TestEscapeMarkdown(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"# no", `\# no`}, {"- no", `\- no`}, {"1. no", `1\. no`}, {"a. b", "a. b"}, {"<b>&amp;", `\<b\>&amp;amp;`},
		{"[a](b)", `\[a\](b)`}, {"a*b_c`d|e~f$g", "a\\*b\\_c\\`d\\|e\\~f\\$g"}, {"http://x www.x a@b", `http\://x &#119;ww.x a&#64;b`},
		{"日本語 *é*", `日本語 \*é\*`},
	} {
		if got := escapeMarkdown(c.in); got != c.want {
			t.Errorf("%q → %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWebAddresses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://a.example/x?y=1#z", "https://a.example/x?y=1#z"},
		{"https://例え.example/湖", "https://%E4%BE%8B%E3%81%88.example/%E6%B9%96"},
		{"https://a.example/?q=\"<'>", "https://a.example/?q=%22%3C%27%3E"},
		{"javascript:alert(1)", ""}, {"data:text/html,x", ""}, {"//a.example", ""}, {"https://u:p@a.example", ""},
		{"file:///etc/passwd", ""}, {"notes.txt", ""}, {"https://", ""}, {"", ""}, {"http://a b", ""}, {"http://a.example/\x7f", ""},
	} {
		if got := webURL(c.in); got != c.want {
			t.Errorf("%q → %q, want %q", c.in, got, c.want)
		}
	}
	for _, c := range []struct{ page, link, want string }{
		{"https://a.example/x", "https://a.example/x#:~:text=abc", "https://a.example/x#:~:text=abc"},
		{"https://a.example/x", "https://evil.example/x#:~:text=abc", "https://a.example/x"},
		{"https://a.example/x", "https://a.example/x#other", "https://a.example/x"},
		{"", "https://a.example/x", ""},
	} {
		if got := placeLink(c.page, c.link); got != c.want {
			t.Errorf("%q, %q → %q, want %q", c.page, c.link, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\u202eb", "👩\u200d👧", "می\u200cخواهم", "\xff", "é\u0301", "日本\u3000語\n", "www.a://b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := clean(s)
		if again := clean(once); again != once {
			t.Errorf("clean(%+q) = %+q, then %+q", s, once, again)
		}
		if strings.ContainsAny(once, "\n\r\t\x1b\u202e\u2066") {
			t.Errorf("clean(%+q) = %+q", s, once)
		}
		if safe := defang(once); strings.Contains(safe, "://") || defang(safe) != safe {
			t.Errorf("defang(%+q) = %+q", once, safe)
		}
		for _, line := range wrap(once, 20) {
			if strings.Contains(line, "\n") {
				t.Errorf("line %q", line)
			}
		}
	})
}

func FuzzReadBundle(f *testing.F) {
	f.Add([]byte(`{"bundle":"polydigest-bundle/1","digest":{"schema":"polydigest/1"},"texts":{}}`))
	f.Add([]byte(`{"bundle":"polydigest-bundle/2"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ReadBundle(strings.NewReader(string(data)))
		if err != nil {
			return
		}
		var out strings.Builder
		for _, format := range Formats {
			if err := Write(&out, format, b.Digest, b.Text, Options{}); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	})
}
