package render_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// samples are the digests that every format must show well.
var samples = map[string]func() (*digest.Digest, rendertest.Texts){
	"model": rendertest.Model, "verbatim": rendertest.Verbatim, "empty": rendertest.Empty,
}

// TestGolden compares every format with what it looked like when somebody last looked at it.
func TestGolden(t *testing.T) {
	cases := []struct {
		sample, lang string
		formats      []render.Format
	}{
		{"model", "en", []render.Format{render.FormatText, render.FormatMarkdown, render.FormatHTML, render.FormatEmail, render.FormatAtom}},
		{"model", "ja", []render.Format{render.FormatText, render.FormatMarkdown, render.FormatHTML}},
		{"model", "ar", []render.Format{render.FormatText, render.FormatHTML, render.FormatEmail}},
		{"model", "fr", []render.Format{render.FormatText}},
		{"verbatim", "en", []render.Format{render.FormatText, render.FormatHTML, render.FormatMarkdown}},
		{"empty", "en", []render.Format{render.FormatText, render.FormatHTML}},
	}
	ending := map[render.Format]string{"text": "txt", "markdown": "md", "html": "html", "email": "email.html", "atom": "atom"}
	for _, c := range cases {
		d, texts := samples[c.sample]()
		for _, f := range c.formats {
			name := c.sample + "." + c.lang + "." + ending[f]
			t.Run(name, func(t *testing.T) {
				var b bytes.Buffer
				o := render.Options{Lang: c.lang, Page: "https://digests.example/d/1", Unsubscribe: "https://digests.example/u/1"}
				if err := render.Write(&b, f, d, texts.Text, o); err != nil {
					t.Fatal(err)
				}
				golden(t, filepath.Join("testdata", name), b.Bytes())
			})
		}
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s changed (-want +got); if that is meant, run with -update\n%s", path, diff)
	}
}

var mark = regexp.MustCompile(`\[\d+\]`)

// TestNumbersLead follows every citation mark of a text to the line that it stands before.
func TestNumbersLead(t *testing.T) {
	for name, sample := range samples {
		for _, lang := range []string{"en", "ja", "ar", "fr"} {
			d, texts := sample()
			var b strings.Builder
			if err := render.Text(&b, d, texts.Text, render.Options{Lang: lang, Width: 200}); err != nil {
				t.Fatal(err)
			}
			defined, used := map[string]bool{}, map[string]bool{}
			for line := range strings.Lines(b.String()) {
				trimmed := strings.TrimPrefix(strings.TrimSpace(line), "— ")
				for i, m := range mark.FindAllStringIndex(trimmed, -1) {
					if number := trimmed[m[0]:m[1]]; i == 0 && m[0] == 0 {
						defined[number] = true
					} else {
						used[number] = true
					}
				}
			}
			for number := range used {
				if !defined[number] {
					t.Errorf("%s %s: %s leads nowhere", name, lang, number)
				}
			}
			if len(d.Stories) > 0 && len(used) < 10 {
				t.Errorf("%s %s: only %d numbers", name, lang, len(used))
			}
		}
	}
}

// TestRelationsBothWays names a relation at both of its points, whichever of them has it.
func TestRelationsBothWays(t *testing.T) {
	d, texts := rendertest.Model()
	for i := range d.Stories[0].Points {
		p := &d.Stories[0].Points[i]
		p.DisputedBy = nil
		if p.ID == "p4" {
			p.Relations = nil // the other half of the conflict stays with p1
		}
	}
	var b strings.Builder
	if err := render.Text(&b, d, texts.Text, render.Options{Lang: "en", Width: 200}); err != nil {
		t.Fatal(err)
	}
	for phrase, want := range map[string]int{
		"conflicts with (4)": 1, "conflicts with (1)": 1, "denies (2)": 1, "denied by (3)": 1, "does not confirm (2)": 1,
		"not confirmed by (5)": 1, "updates (1)": 1, "updated by (6)": 1, "disputed by": 0,
	} {
		if n := strings.Count(b.String(), phrase); n != want {
			t.Errorf("%q is there %d times, want %d", phrase, n, want)
		}
	}
}
