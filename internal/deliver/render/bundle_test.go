package render_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

// TestBundle reads what was written: the same digest, the same texts, the same page.
func TestBundle(t *testing.T) {
	for name, sample := range samples {
		d, texts := sample()
		var b bytes.Buffer
		if err := render.WriteBundle(&b, d, texts.Text); err != nil {
			t.Fatal(err)
		}
		got, err := render.ReadBundle(&b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(got.Texts) != len(texts) {
			t.Errorf("%s: %d texts of %d", name, len(got.Texts), len(texts))
		}
		var before, after bytes.Buffer
		if err := render.HTML(&before, d, texts.Text, render.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := render.HTML(&after, got.Digest, got.Text, render.Options{}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before.String(), after.String()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestRemovedSource shows a digest after one of its documents was forgotten: the place stays, the words are gone.
func TestRemovedSource(t *testing.T) {
	d, texts := rendertest.Model()
	gone := d.Documents[0].ID
	delete(texts, d.Documents[0].TextSHA256)
	var words []string
	for i := range d.Stories[0].Claims {
		c := &d.Stories[0].Claims[i]
		for j := range c.Citations {
			if c.Document == gone {
				words = append(words, c.Citations[j].Quote)
				c.Citations[j].Quote, c.Citations[j].State = "", digest.SourceRemoved
			}
		}
	}
	for _, f := range []render.Format{render.FormatHTML, render.FormatText, render.FormatMarkdown, render.FormatEmail} {
		var b bytes.Buffer
		if err := render.Write(&b, f, d, texts.Text, render.Options{Width: 200}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "The text of this source was removed."); n < 3 {
			t.Errorf("%s says so %d times", f, n)
		}
		for _, w := range words {
			if strings.Contains(b.String(), w) {
				t.Errorf("%s still has %q", f, w)
			}
		}
	}
	for _, fault := range check(t, d, texts, "en") {
		t.Error(fault)
	}
}

func TestBadBundles(t *testing.T) {
	d, texts := rendertest.Model()
	good, err := json.Marshal(render.NewBundle(d, texts.Text))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"newer bundle":      {`"polydigest-bundle/1"`, `"polydigest-bundle/2"`, "version"},
		"newer digest":      {`"polydigest/1"`, `"polydigest/2"`, "schema"},
		"text exchanged":    {"112 personnes à bord. Toutes", "113 personnes à bord. Toutes", "hash"},
		"something follows": {`{"bundle"`, `{} {"bundle"`, ""},
		"cut off":           {`"texts":{`, ``, ""},
		"not JSON":          {`{"bundle"`, `湖`, ""},
	} {
		if !bytes.Contains(good, []byte(c.old)) {
			t.Fatalf("%s: the bundle has no %s", name, c.old)
		}
		_, err := render.ReadBundle(strings.NewReader(strings.Replace(string(good), c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := render.ReadBundle(strings.NewReader(string(good))); err != nil {
		t.Error(err)
	}
}
