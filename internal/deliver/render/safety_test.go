package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

const page, leave = "https://digests.example/d/1", "https://digests.example/u/1"

// check renders d in every format and returns what the checkers find in the artefacts.
func check(t *testing.T, d *digest.Digest, texts rendertest.Texts, lang string) []string {
	t.Helper()
	c := rendertest.NewChecker(d, texts, page, leave)
	o := render.Options{Lang: lang, Width: 72, Color: true, Page: page, Unsubscribe: leave}
	write := func(f render.Format) []byte {
		var b bytes.Buffer
		if err := render.Write(&b, f, d, texts.Text, o); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var faults []string
	add := func(format string, list []string) {
		for _, fault := range list {
			faults = append(faults, format+": "+fault)
		}
	}
	add("html", c.HTML(write(render.FormatHTML)))
	add("text", c.Text(string(write(render.FormatText))))
	add("markdown", c.Markdown(string(write(render.FormatMarkdown))))
	mail, err := render.NewMail(d, texts.Text, o)
	if err != nil {
		t.Fatal(err)
	}
	add("mail html", c.MailHTML([]byte(mail.HTML)))
	add("mail text", c.Text(mail.Text))
	if len(mail.HTML) >= render.MailLimit {
		add("mail html", []string{fmt.Sprintf("%d bytes", len(mail.HTML))})
	}
	if strings.ContainsAny(mail.Subject, "\r\n") || render.Visible(mail.Subject) != mail.Subject {
		add("mail subject", []string{fmt.Sprintf("%+q", mail.Subject)})
	}
	add("atom", c.MailHTML(atomContent(t, write(render.FormatAtom))))
	return faults
}

// atomContent parses a feed and is the HTML of its entries.
func atomContent(t *testing.T, feed []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	dec := xml.NewDecoder(bytes.NewReader(feed))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return out.Bytes()
		}
		if err != nil {
			t.Fatalf("feed: %v", err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "content" {
			var body string
			if err := dec.DecodeElement(&body, &start); err != nil {
				t.Fatal(err)
			}
			out.WriteString(body)
		}
	}
}

// TestSamplesAreClean holds the checkers and the renderers to each other in every language.
func TestSamplesAreClean(t *testing.T) {
	for name, sample := range samples {
		for _, tag := range render.Languages {
			d, texts := sample()
			for _, fault := range check(t, d, texts, tag.String()) {
				t.Errorf("%s %s: %s", name, tag, fault)
			}
		}
	}
}

// attacks are what a hostile page or model may put where words are expected.
var attacks = []string{
	`<script>alert(1)</script>`, `<img src=https://evil.example/x>`, `"><svg onload=alert(1)>`, `</article></style><style>@import 'x'`,
	`![a](https://evil.example/?d=1)`, `[a](https://evil.example)`, "![a][b]\n\n[b]: https://evil.example", `<https://evil.example>`,
	`https://evil.example www.evil.example evil@evil.example`, "`code` **bold** _it_ ~~no~~ | a | b |", "# heading\n- list\n1. one\n> quote\n---",
	"\x1b[31mred\x1b[0m\x07", "a\r\nBcc: all@evil.example", "\u202egnirts\u202c \u200e\u200f\u061c", "tag\U000e0041\U000e0042 \u2066x", "soft\u00adhyphen\ufeff",
	"{{.Title}} ${x} %s %n", "javascript:alert(1)", "[1] (2) \\", "مرحبا \u202b<b>عالم</b>", "日本語<ruby>漢</ruby>`", "é<a href='//evil.example'>è</a>",
}

// TestNothingActs puts every attack in every string of a digest and looks for it in every format.
func TestNothingActs(t *testing.T) {
	for _, attack := range attacks {
		d, texts := rendertest.Model()
		poison(t, d, attack)
		for _, lang := range []string{"en", "ja", "ar"} {
			for _, fault := range check(t, d, texts, lang) {
				if !strings.Contains(fault, "is in no source") { // the quotes themselves were poisoned
					t.Errorf("%q %s: %s", attack, lang, fault)
				}
			}
		}
	}
}

// poison appends s to every string of the digest's JSON that a reader may see, and to none that gives it its shape.
func poison(t *testing.T, d *digest.Digest, s string) {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	visible := map[string]bool{
		"name": true, "topic": true, "title": true, "text": true, "publisher": true, "author": true, "quote": true,
		"reason": true, "model": true, "prefix": true, "suffix": true, "edtf": true, "published_at": true, "what": true,
	}
	var walk func(v any, key string) any
	walk = func(v any, key string) any {
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				v[k] = walk(v[k], k)
			}
		case []any:
			for i := range v {
				v[i] = walk(v[i], key)
			}
		case string:
			switch {
			case strings.HasPrefix(v, "n") && len(v) == 2: // a name's id
			case visible[key]:
				return v + " " + s
			case key == "url" || key == "source" || key == "link" || key == "final_url":
				return v + strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), "")
			}
		}
		return v
	}
	data, err = json.Marshal(walk(tree, ""))
	if err != nil {
		t.Fatal(err)
	}
	*d = digest.Digest{}
	if err := json.Unmarshal(data, d); err != nil {
		t.Fatal(err)
	}
}

func TestCaps(t *testing.T) {
	d, texts := rendertest.Model()
	page := func() []byte {
		var b bytes.Buffer
		if err := render.HTML(&b, d, texts.Text, render.Options{Lang: "ja"}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if faults := rendertest.Caps(page()); len(faults) > 0 {
		t.Error(faults)
	}
	ed := d.Stories[0].Editions["ja"]
	ed.Summary[0].Text = strings.Repeat("湖", 601)
	d.Editions["ja"] = digest.Edition{Title: strings.Repeat("é", 161)}
	if faults := rendertest.Caps(page()); len(faults) != 2 {
		t.Errorf("%q", faults)
	}
}

// FuzzNothingActs puts anything into every string of a digest.
func FuzzNothingActs(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, texts := rendertest.Model()
		poison(t, d, s)
		for _, fault := range check(t, d, texts, "ar") {
			// What is no UTF-8 or was cut out of it shows as a replacement character, and poisoned quotes are in no source.
			if !strings.Contains(fault, "is in no source") && !strings.Contains(fault, "replacement character") {
				t.Errorf("%q: %s", s, fault)
			}
		}
	})
}
