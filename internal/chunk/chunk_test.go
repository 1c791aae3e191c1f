package chunk

import (
	"strings"
	"testing"
	"unicode/utf8"

	"polydigest/internal/text"
)

// document makes a document of the given sentences, joined by gap.
func document(gap string, sentences ...string) text.Document {
	var doc text.Document
	for i, s := range sentences {
		if i > 0 {
			doc.Text += gap
		}
		start := len(doc.Text)
		doc.Text += s
		doc.Sentences = append(doc.Sentences, text.Sentence{Span: text.Span{Start: start, End: len(doc.Text)}})
	}
	return doc
}

// bodies are running text in scripts with different numbers of tokens for a character.
var bodies = map[string]string{
	"en": "The harbour office counted 214 passengers on the ferry that left Port Allen on Tuesday. ",
	"fr": "Le bureau du port a compté 214 passagers à bord du traversier parti mardi de Port-Allen. ",
	"ja": "港務局によると、火曜日にアレン港を出たフェリーには乗客214人が乗っていた。",
	"zh": "港务局统计，星期二驶离艾伦港的渡轮上共有214名乘客。",
	"ar": "أحصى مكتب الميناء 214 راكبا على متن العبارة التي غادرت ميناء ألين يوم الثلاثاء. ",
	"th": "สำนักงานท่าเรือนับผู้โดยสารได้ 214 คนบนเรือเฟอร์รี่ที่ออกจากท่าเรืออัลเลนเมื่อวันอังคาร ",
	"ko": "항만청은 화요일 앨런항을 떠난 여객선에 승객 214명이 타고 있었다고 집계했다. ",
}

func TestChunksAreTheDocument(t *testing.T) {
	for lang, s := range bodies {
		for _, n := range []int{1, 7, 300} {
			doc := Fit(document(" \n", strings.Split(strings.Repeat(s+"|", n), "|")[:n]...), 200)
			var joined strings.Builder
			next := 0
			for _, c := range Split(doc, 200, Exact) {
				joined.WriteString(doc.Text[c.Start:c.End])
				if c.First != next {
					t.Errorf("%s: a chunk begins with sentence %d, want %d", lang, c.First, next)
				}
				next = c.Last + 1
				if got := c.Tokens(doc, Exact); got > 200 {
					t.Errorf("%s ×%d: a chunk of %d tokens, want at most 200", lang, n, got)
				}
				if n == 300 && c.Last < len(doc.Sentences)-1 && c.Tokens(doc, Exact) < 120 {
					t.Errorf("%s: a chunk of %d tokens wastes the budget of 200", lang, c.Tokens(doc, Exact))
				}
			}
			if joined.String() != doc.Text || next != len(doc.Sentences) {
				t.Errorf("%s ×%d: the chunks are not the document", lang, n)
			}
		}
	}
}

func TestALongSentenceIsCutAtItsBestBoundary(t *testing.T) {
	for lang, s := range bodies {
		s = strings.TrimRight(s, " .。")
		sep := map[bool]string{true: "，", false: ", "}[lang == "ja" || lang == "zh"]
		doc := Fit(document("", strings.Repeat(s+sep, 60)+"e\u0301nd"), 200)
		if len(doc.Sentences) < 2 {
			t.Fatalf("%s: the sentence was not cut", lang)
		}
		for _, p := range doc.Sentences[:len(doc.Sentences)-1] {
			part := doc.Text[p.Start:p.End]
			if last, _ := utf8.DecodeLastRuneInString(part); last != ',' && last != '，' {
				t.Errorf("%s: cut behind %q, want behind a comma", lang, last)
			}
		}
	}
}

func TestNoGraphemeIsSplit(t *testing.T) {
	family := "👩‍👩‍👧‍👦"
	doc := Fit(document("", strings.Repeat(family, 400)), 100)
	for _, s := range doc.Sentences {
		if part := doc.Text[s.Start:s.End]; strings.Count(part, family)*len(family) != len(part) {
			t.Fatalf("a part of %d bytes splits a grapheme", len(part))
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("第一。Second.\n\nثالث", 20)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 16 || limit > 4000 || !utf8.ValidString(s) {
			return
		}
		doc := Fit(document("", s), limit)
		var joined strings.Builder
		for _, c := range Split(doc, limit, Exact) {
			joined.WriteString(doc.Text[c.Start:c.End])
		}
		if joined.String() != s {
			t.Fatalf("chunks of %q are %q", s, joined.String())
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	for _, lang := range []string{"en", "ja", "ar"} {
		for name, n := range map[string]int{"article": 6000 / len(bodies[lang]), "report": 200_000 / len(bodies[lang])} {
			doc := document("\n", strings.Split(strings.Repeat(bodies[lang]+"|", n), "|")[:n]...)
			b.Run(lang+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(doc.Text)))
				b.ReportAllocs()
				for b.Loop() {
					Split(doc, Limit, Exact)
				}
			})
		}
	}
}
