package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var indexTexts = map[string]string{
	"empty":        "",
	"ascii":        strings.Repeat("plain text ", 100),
	"chinese":      strings.Repeat("外交部系统遭到网络攻击。", 60),
	"japanese":     strings.Repeat("外務省のシステムが攻撃を受けた。\n", 50),
	"arabic":       strings.Repeat("تعرّضت الوزارة لهجوم إلكتروني. ", 50),
	"accents":      strings.Repeat("Le ministère a été attaqué — été e\u0301. ", 50),
	"emoji":        strings.Repeat("👩‍👩‍👧 🇯🇵 ok ", 50),
	"broken bytes": "caf\xc3 \x80\x80" + strings.Repeat("é\xff", 300),
}

func TestIndexAgreesWithRangeLoop(t *testing.T) {
	for name, s := range indexTexts {
		x := NewIndex(s)
		n := 0
		for at := range s {
			if got := x.CodePoint(at); got != n {
				t.Fatalf("%s: CodePoint(%d) = %d, want %d", name, at, got, n)
			}
			if got := x.Byte(n); got != at {
				t.Fatalf("%s: Byte(%d) = %d, want %d", name, n, got, at)
			}
			n++
		}
		if x.Len() != n || x.CodePoint(len(s)) != n || x.Byte(n) != len(s) {
			t.Errorf("%s: end is %d/%d/%d, want %d code points, %d bytes", name, x.Len(), x.CodePoint(len(s)), x.Byte(n), n, len(s))
		}
		if x.CodePoint(-5) != 0 || x.Byte(-5) != 0 || x.Byte(n+5) != len(s) || x.CodePoint(len(s)+5) != n {
			t.Errorf("%s: offsets outside the text are not held to its ends", name)
		}
	}
}

func FuzzIndex(f *testing.F) {
	for _, s := range indexTexts {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, s string, b int) {
		x := NewIndex(s)
		if n := utf8.RuneCountInString(s); x.Len() != n {
			t.Fatalf("Len = %d, want %d", x.Len(), n)
		}
		cp := x.CodePoint(b)
		if at := x.Byte(cp); at < min(max(b, 0), len(s)) {
			t.Fatalf("Byte(CodePoint(%d)) = %d", b, at)
		}
	})
}
