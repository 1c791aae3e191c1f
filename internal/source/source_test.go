package source

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

var clock = time.Date(2024, 2, 6, 7, 0, 0, 0, time.UTC)

func now() time.Time { return clock }

// write makes files in a new folder and returns it. A name that ends in a slash is a folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		path := folder + "/" + name
		if err := os.MkdirAll(filepath.Dir(path+"x"), 0o700); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// readAll expands and fetches, and says in a line what came of each: the source, its body or what is wrong with it.
func readAll(t *testing.T, r *Reader, folder string, names ...string) []string {
	t.Helper()
	for i, name := range names {
		if name == "news.example/rss" {
			continue
		}
		if name != "-" && !strings.Contains(name, "://") {
			names[i] = filepath.Join(folder, name)
		}
	}
	var got []string
	for _, ref := range r.Expand(t.Context(), names) {
		packed, err := json.Marshal(ref)
		if err != nil || len(packed) > 4<<10 {
			t.Fatalf("a ref of %d bytes, %v", len(packed), err)
		}
		var unpacked Ref
		if err := json.Unmarshal(packed, &unpacked); err != nil {
			t.Fatal(err)
		}
		for _, item := range r.Fetch(t.Context(), unpacked) {
			source := strings.TrimPrefix(item.Source, folder+"/")
			if item.State == "" {
				got = append(got, fmt.Sprintf("%s = %.40s", source, item.Raw.Body))
			} else {
				got = append(got, fmt.Sprintf("%s: %s: %s", source, item.State, item.Reason))
			}
		}
	}
	return got
}

func TestReadSources(t *testing.T) {
	folder := write(t, map[string]string{
		"a.txt":            "外交公电系统\n泄露",
		"news/2.html":      "<p>Le télégramme</p>",
		"news/10.txt":      "電文の漏洩",
		"news/.hidden":     "no",
		"news/.git/config": "no",
		"news/deep/x.md":   "برقية دبلوماسية",
		"news/photo.jpg":   "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
		"empty/":           "",
		"only/.hidden":     "no",
		"blank.txt":        " \n\t",
		"none.jsonl":       "",
		"mixed.jsonl": `{"id":"one","text":"Ça"}` + "\n\n" + `{"text":"二",` + "\n" +
			`{"url":"https://example.org/3","html":"<p>三</p>"}` + "\r\n" + `{"title":"x"}` + "\n" + `{"text":" "}` + "\n" +
			`{"url":"javascript:alert(1)","text":"أربعة"}`,
	})
	for name, c := range map[string]struct {
		names, want []string
	}{
		"a file":                     {[]string{"a.txt"}, []string{"a.txt = 外交公电系统\n泄露"}},
		"nothing there":              {[]string{"no.txt"}, []string{"no.txt: failed: no such file or folder"}},
		"one bad name stops nothing": {[]string{"no", "a.txt"}, []string{"no: failed: no such file or folder", "a.txt = 外交公电系统\n泄露"}},
		"a folder, sorted, hidden files left out": {[]string{"news"}, []string{
			"news/10.txt = 電文の漏洩", "news/2.html = <p>Le télégramme</p>", "news/deep/x.md = برقية دبلوماسية",
			"news/photo.jpg: failed: not a text: image/jpeg"}},
		"an empty folder":          {[]string{"empty"}, []string{"empty: failed: no documents in this folder"}},
		"a folder of hidden files": {[]string{"only"}, []string{"only: failed: no documents in this folder"}},
		"an empty document":        {[]string{"blank.txt"}, []string{"blank.txt: failed: empty"}},
		"empty JSON lines":         {[]string{"none.jsonl"}, []string{"none.jsonl: failed: empty"}},
		"the same file twice":      {[]string{"a.txt", "a.txt"}, []string{"a.txt = 外交公电系统\n泄露", "a.txt: skipped: given twice"}},
		"an address without https": {[]string{"news.example/rss"},
			[]string{"news.example/rss: failed: no such file or folder; for a page or feed write https://news.example/rss"}},
		"an address it cannot read": {[]string{"gopher://x"}, []string{"gopher://x: failed: neither a file nor an address of http, https or s3 without a password"}},
		"JSON lines, some broken": {[]string{"mixed.jsonl"}, []string{
			"one = Ça",
			"mixed.jsonl:3: failed: not a JSON document: unexpected end of JSON input",
			"https://example.org/3 = <p>三</p>",
			`mixed.jsonl:5: failed: neither "text" nor "html"`,
			"mixed.jsonl:6: failed: empty",
			"mixed.jsonl:7 = أربعة"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readAll(t, &Reader{Now: now}, folder, c.names...)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestStandardInput(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a document":      {"Il dispaccio è 泄露", "- = Il dispaccio è 泄露"},
		"JSON lines":      {`{"text":"una riga"}` + "\n", "-:1 = una riga"},
		"a JSON document": {`{"version":"x"}`, `- = {"version":"x"}`},
		"nothing":         {"", "-: failed: empty"},
		"too much":        {strings.Repeat("x", MaxDocument+1), "-: failed: " + tooLarge(0)},
	} {
		t.Run(name, func(t *testing.T) {
			r := &Reader{Stdin: strings.NewReader(c.in), Now: now}
			if diff := cmp.Diff([]string{c.want}, readAll(t, r, "", "-")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if got := readAll(t, &Reader{}, "", "-"); !slices.Equal(got, []string{"-: failed: there is no standard input"}) {
		t.Errorf("without a standard input: %q", got)
	}
}

func TestWhatIsDeclared(t *testing.T) {
	folder := write(t, map[string]string{
		"p.HTML": "<p>x", "t.txt": "x", "l.jsonl": `{"id":"i","url":"https://example.org/a?b=ü","title":"電文","publisher":"讀賣",` +
			`"published_at":"2024年2月5日","lang":"zh-Hant","text":"文"}`,
	})
	r := &Reader{Now: now}
	got := r.Fetch(t.Context(), r.Expand(t.Context(), []string{filepath.Join(folder, "l.jsonl")})[0])
	want := []text.Item{{Source: "https://example.org/a?b=ü", RetrievedAt: clock, Raw: text.Raw{
		Body: []byte("文"), Plain: true, URL: "https://example.org/a?b=ü", Title: "電文", Publisher: "讀賣",
		Language: "zh-Hant", Published: "2024年2月5日", DateBasis: digest.DateMeta,
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name, want := range map[string]string{"p.HTML": "text/html", "t.txt": ""} {
		item := r.Fetch(t.Context(), Ref{Source: filepath.Join(folder, name), Kind: File})[0]
		if item.Raw.ContentType != want || item.Raw.URL != "" {
			t.Errorf("%s is declared %q at %q", name, item.Raw.ContentType, item.Raw.URL)
		}
	}
}

// TestHugeFile writes 100 MB of holes, which a reader of the whole file would need memory for.
func TestHugeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "huge.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(100 << 20); err != nil {
		t.Fatal(err)
	}
	var item text.Item
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			item = (&Reader{}).Fetch(context.Background(), Ref{Source: name, Kind: File})[0]
		}
	}).AllocedBytesPerOp()
	if want := tooLarge(100 << 20); item.State != digest.Failed || item.Reason != want {
		t.Errorf("%s: %s, want %s", item.State, item.Reason, want)
	}
	if allocated > 64<<10 {
		t.Errorf("refusing it took %d bytes", allocated)
	}
}

func TestManyLines(t *testing.T) {
	var b strings.Builder
	var want []string
	for i := range 1000 {
		text := strings.Repeat("文", 1+i*37%4000)
		fmt.Fprintf(&b, "{\"id\":\"d%d\",\"text\":%q}\n", i, text)
		want = append(want, fmt.Sprintf("d%d = %.40s", i, text))
	}
	folder := write(t, map[string]string{"many.jsonl": b.String()})
	if diff := cmp.Diff(want, readAll(t, &Reader{}, folder, "many.jsonl")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, ref := range (&Reader{}).Expand(t.Context(), []string{filepath.Join(folder, "many.jsonl")}) {
		if ref.Size > batchBytes+16<<10 {
			t.Errorf("a batch of %d bytes", ref.Size)
		}
	}
}

func TestLineTooLong(t *testing.T) {
	long := strings.Repeat("x", MaxDocument)
	folder := write(t, map[string]string{"long.jsonl": `{"text":"avant"}` + "\n{\"text\":\"" + long + "\"}\n" + `{"text":"后"}`})
	want := []string{"long.jsonl:1 = avant", "long.jsonl:2: failed: " + tooLarge(MaxDocument), "long.jsonl:3 = 后"}
	if diff := cmp.Diff(want, readAll(t, &Reader{}, folder, "long.jsonl")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFileThatChanges(t *testing.T) {
	folder := write(t, map[string]string{"l.jsonl": `{"text":"one"}` + "\n" + `{"text":"two"}`})
	name := filepath.Join(folder, "l.jsonl")
	refs := (&Reader{}).Expand(t.Context(), []string{name})
	if err := os.Truncate(name, 3); err != nil {
		t.Fatal(err)
	}
	if got := (&Reader{}).Fetch(t.Context(), refs[0])[0]; got.State != digest.Failed {
		t.Errorf("Fetch of a file that shrank = %+v", got)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if got := (&Reader{}).Fetch(t.Context(), refs[0])[0]; got.Reason != "no such file or folder" {
		t.Errorf("Fetch of a file that is gone = %+v", got)
	}
}

func TestWidth(t *testing.T) {
	file, page := Ref{Kind: File}, Ref{Kind: Web}
	if files, mixed := width([]Ref{file, file}), width([]Ref{file, page}); files > 4*runtime.GOMAXPROCS(0) || mixed != Concurrency {
		t.Errorf("%d files at once, %d of files and pages", files, mixed)
	}
}

func TestNotText(t *testing.T) {
	utf16 := func(s string) (b string) {
		for _, r := range s {
			b += string([]byte{byte(r), byte(r >> 8)})
		}
		return b
	}
	for name, c := range map[string]struct{ body, want string }{
		"empty":                     {"", "empty"},
		"white space":               {"\n \r\n", "empty"},
		"Chinese":                   {"外交公电系统泄露", ""},
		"Arabic":                    {"برقية دبلوماسية", ""},
		"a brand that is a format":  {"BMW kündigt 2.000 Leuten", ""},
		"Shift_JIS":                 {"\x93d\x95\xb6\x82\xcc\x98R\x89k", ""},
		"ISO-2022-JP":               {"\x1b$BEEJ8$NO31L\x1b(B", ""},
		"windows-1252":              {"le t\xe9l\xe9gramme d\x92hier", ""},
		"UTF-16 with a mark":        {"\xff\xfe" + utf16("電文"), ""},
		"UTF-16 without one":        {utf16("Il dispaccio diplomatico è stato letto"), ""},
		"a rune torn at the head":   {strings.Repeat("文", 8<<10), ""},
		"PDF":                       {"%PDF-1.7\n\x00\x01\x02", ""},
		"an image":                  {"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00", "not a text: image/png"},
		"gzip":                      {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "not a text: application/x-gzip"},
		"zip":                       {"PK\x03\x04\x14\x00\x00\x00", "not a text: application/zip"},
		"a program":                 {"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "not a text: application/octet-stream"},
		"zeros":                     {strings.Repeat("\x00", 100), "not a text: application/octet-stream"},
		"mostly control characters": {strings.Repeat("ab\x01\x02", 100), "not a text: application/octet-stream"},
	} {
		if got := notText([]byte(c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := &Reader{}
	if refs := r.Expand(ctx, []string{"a", "b"}); len(refs) != 2 || refs[0].State != digest.Failed {
		t.Errorf("Expand = %+v", refs)
	}
	if items := r.Fetch(ctx, Ref{Source: "a", Kind: File}); items[0].Reason != "not read: context canceled" {
		t.Errorf("Fetch = %+v", items)
	}
}

func FuzzParseLines(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"文"}` + "\n" + `{"html":"<p>"}`))
	f.Add([]byte("\xef\xbb\xbf{\n\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, item := range parseLines("in", 1, body) {
			if (item.State == "") != (item.Reason == "") || item.State == "" && len(item.Raw.Body) == 0 {
				t.Errorf("%+v", item)
			}
		}
	})
}

func FuzzNotText(f *testing.F) {
	f.Add([]byte("外交"))
	f.Fuzz(func(t *testing.T, body []byte) { notText(body) })
}
