package deliver_test

import (
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

// sent is the message that a digest makes.
func sent(t *testing.T, d *digest.Digest, texts render.Texts, lang string) deliver.Mail {
	t.Helper()
	var out deliver.Mail
	o, _ := newOutbox(funcSender(func(_ context.Context, m deliver.Mail) (deliver.Receipt, error) {
		out = m
		return deliver.Receipt{}, nil
	}))
	if _, err := o.Send(t.Context(), d, texts, "reader@example.org", lang); err != nil {
		t.Fatal(err)
	}
	return out
}

// read takes a message apart as a mail program does.
func read(t *testing.T, raw []byte) (mail.Header, map[string]string, []string) {
	t.Helper()
	for i, line := range strings.Split(string(raw), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("line %d has %d bytes: %.80q", i+1, len(line), line)
		}
		for j := range len(line) {
			if line[j] > 0x7e {
				t.Fatalf("line %d is not 7 bit: %.80q", i+1, line)
			}
		}
	}
	m, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q, %v", kind, err)
	}
	parts := map[string]string{}
	var order []string
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return m.Header, parts, order
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		kind, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil || !strings.EqualFold(params["charset"], "utf-8") {
			t.Errorf("part %q: %v", part.Header.Get("Content-Type"), err)
		}
		parts[kind] = strings.ReplaceAll(string(body), "\r\n", "\n")
		order = append(order, kind)
	}
}

var decoder mime.WordDecoder

func TestMessage(t *testing.T) {
	for _, lang := range []string{"en", "ja", "ar"} {
		d, texts := rendertest.Model()
		m := sent(t, d, texts.Text, lang)
		header, parts, order := read(t, m.Raw)
		want := []string{
			"Auto-Submitted", "Content-Language", "Content-Type", "Date", "Feedback-Id", "From", "List-Unsubscribe", "List-Unsubscribe-Post",
			"Message-Id", "Mime-Version", "Precedence", "Subject", "To",
		}
		var got []string
		for name := range header {
			got = append(got, name)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("headers %v, want %v", got, want)
		}
		if subject, err := decoder.DecodeHeader(header.Get("Subject")); err != nil || subject != d.Editions[lang].Title {
			t.Errorf("subject %q, %v", subject, err)
		}
		if id := header.Get("Message-Id"); id != "<"+m.ID+"@digests.example>" {
			t.Errorf("message id %q of row %s", id, m.ID)
		}
		leave := strings.Trim(header.Get("List-Unsubscribe"), "<>")
		token, ok := strings.CutPrefix(leave, "https://digests.example/u/")
		list, recipient, err := keys.CheckLeave(token)
		if !ok || err != nil || list != deliver.List(d.Name) || recipient != deliver.Hash("reader@example.org") || strings.Contains(leave, "@") {
			t.Errorf("leaving by %q: %q %q %v", leave, list, recipient, err)
		}
		if header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
			t.Errorf("one click: %q", header.Get("List-Unsubscribe-Post"))
		}
		if !slices.Equal(order, []string{"text/plain", "text/html"}) {
			t.Errorf("parts %v", order)
		}
		page := "https://digests.example/d/" + string(d.ID)
		c := rendertest.NewChecker(d, texts, leave)
		c.Allow(page)
		for _, fault := range append(c.MailHTML([]byte(parts["text/html"])), c.Text(parts["text/plain"])...) {
			t.Errorf("%s: %s", lang, fault)
		}
		if !strings.Contains(parts["text/plain"], leave) || !strings.Contains(parts["text/html"], leave) {
			t.Errorf("%s: a part does not say how to leave", lang)
		}
	}
}

// TestSameMail keeps the id of a mail the same however often it is made.
func TestSameMail(t *testing.T) {
	d, texts := rendertest.Model()
	a, b := sent(t, d, texts.Text, "en"), sent(t, d, texts.Text, "ja")
	if a.ID != b.ID {
		t.Errorf("ids %s and %s", a.ID, b.ID)
	}
}

func TestHostileHeaders(t *testing.T) {
	for _, title := range []string{
		"a\r\nBcc: all@evil.example", "a\nX-Evil: 1", "\x00\x1b[2J", "=?utf-8?q?=0d=0aBcc:x?=", strings.Repeat("あ", 400), strings.Repeat("é ف 漢 ", 200),
		"<b>bold</b>", strings.Repeat("x", 5000), "👩‍👩‍👧 " + strings.Repeat("👍🏽", 100), "\u202eevil",
	} {
		d, texts := rendertest.Model()
		ed := d.Editions["en"]
		ed.Title = title
		d.Editions["en"] = ed
		d.Name = title
		header, _, _ := read(t, sent(t, d, texts.Text, "en").Raw)
		if len(header) != 13 || header.Get("Bcc") != "" {
			t.Errorf("%.40q: headers %v", title, header)
		}
		subject, err := decoder.DecodeHeader(header.Get("Subject"))
		if err != nil || subject != render.Shorten(subject, 120) || render.Visible(subject) != subject {
			t.Errorf("%.40q: subject %q, %v", title, subject, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"reader@example.org", "reader@example.org"},
		{"Reader.Name+tag@EXAMPLE.org", "Reader.Name+tag@example.org"},
		{"reader@bücher.example", "reader@xn--bcher-kva.example"},
		{"reader@例え.example", "reader@xn--r8jz45g.example"},
		{"reader@مثال.example", "reader@xn--mgbh0fb.example"},
		{"", ""}, {"reader", ""}, {"@example.org", ""}, {"reader@", ""}, {"reader@localhost", ""}, {"reader@[127.0.0.1]", ""}, {"reader@127.0.0.1", ""},
		{"a b@example.org", ""}, {`"a b"@example.org`, ""}, {"a@b@example.org", ""}, {"Reader <reader@example.org>", ""}, {"a..b@example.org", ""},
		{"reader@example.org\r\nRCPT TO:<x@evil.example>", ""}, {"読者@example.org", ""}, {strings.Repeat("a", 65) + "@example.org", ""}, {"a@exa\u202emple.org", ""},
		{"a@" + strings.Repeat("b", 300) + ".org", ""},
	} {
		got, err := deliver.Address(c.in)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q → %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

func FuzzMessage(f *testing.F) {
	f.Add("Title", "reader@example.org", "Name")
	f.Add("a\r\nBcc: x@y.z", "a@b.c", "\x1b[2J")
	f.Add("湖の話 é ف", "a@bücher.example", "ニュース")
	f.Fuzz(func(t *testing.T, title, to, from string) {
		d, texts := rendertest.Empty()
		d.Editions = map[string]digest.Edition{"en": {Title: title}}
		d.Name = from
		o, _ := newOutbox(funcSender(func(_ context.Context, m deliver.Mail) (deliver.Receipt, error) {
			header, _, _ := read(t, m.Raw)
			if len(header) != 13 {
				t.Errorf("headers %v", header)
			}
			return deliver.Receipt{}, nil
		}))
		o.From = fmt.Sprintf("%s <digest@digests.example>", strings.Map(func(r rune) rune {
			if r == '<' || r == '>' || r == '"' {
				return -1
			}
			return r
		}, from))
		o.Send(t.Context(), d, texts.Text, to, "en")
	})
}
