package render_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

// TestDamagedDigest takes every value out of a digest in turn: each format still comes out, or says why not.
func TestDamagedDigest(t *testing.T) {
	d, texts := rendertest.Model()
	whole, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := 0; ; i++ {
		var tree any
		if err := json.Unmarshal(whole, &tree); err != nil {
			t.Fatal(err)
		}
		left := i
		if !remove(&tree, &left) {
			break
		}
		data, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		var damaged digest.Digest
		if json.Unmarshal(data, &damaged) != nil {
			continue
		}
		n++
		// All formats are written from one view; each value meets one of them.
		formats := []render.Format{render.FormatHTML, render.FormatText, render.FormatEmail, render.FormatMarkdown}
		for _, f := range formats[n%4 : n%4+1] {
			if err := render.Write(io.Discard, f, &damaged, texts.Text, render.Options{Lang: "ar"}); err != nil {
				t.Errorf("without value %d: %s: %v", i, f, err)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d values were taken out", n)
	}
}

// remove takes the left-th value out of a tree.
func remove(v *any, left *int) bool {
	switch tree := (*v).(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(tree)) {
			if *left == 0 {
				delete(tree, key)
				return true
			}
			*left--
			child := tree[key]
			if remove(&child, left) {
				tree[key] = child
				return true
			}
		}
	case []any:
		for i := range tree {
			if *left == 0 {
				*v = append(tree[:i:i], tree[i+1:]...)
				return true
			}
			*left--
			if remove(&tree[i], left) {
				return true
			}
		}
	}
	return false
}

// large is a digest of many stories, each that of the sample.
func large(stories int) (*digest.Digest, rendertest.Texts) {
	d, texts := rendertest.Model()
	one := d.Stories[0]
	one.Editions = maps.Clone(one.Editions)
	for i := 1; i < stories; i++ {
		next := one
		next.ID = digest.StoryID(fmt.Sprintf("s%d", i+1))
		d.Stories = append(d.Stories, next)
	}
	return d, texts
}

// TestMailsStaySmall makes mails of digests that no mail has room for.
func TestMailsStaySmall(t *testing.T) {
	wordy := func(d *digest.Digest, s string) {
		for i := range d.Stories {
			for lang, ed := range d.Stories[i].Editions {
				ed.Title = s
				for j := range ed.Summary {
					ed.Summary[j].Text = s
				}
				d.Stories[i].Editions[lang] = ed
			}
		}
	}
	for _, c := range []struct {
		name    string
		stories int
		text    string
		shorter bool
	}{
		{"one story", 1, "", false},
		{"many stories", 60, "", true},
		{"endless sentences", 3, strings.Repeat("湖の水位 بحيرة été <&> ", 500), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, texts := large(c.stories)
			if c.text != "" {
				wordy(d, c.text)
			}
			for _, lang := range []string{"en", "ja", "ar"} {
				m, err := render.NewMail(d, texts.Text, render.Options{Lang: lang, Page: page})
				if err != nil {
					t.Fatal(err)
				}
				if len(m.HTML) >= render.MailLimit {
					t.Errorf("%s: %d bytes", lang, len(m.HTML))
				}
				says := strings.Contains(m.HTML, render.WordsFor(lang).Word("shortened"))
				if says != c.shorter {
					t.Errorf("%s: says that it is shortened: %v", lang, says)
				}
			}
		})
	}
}

// BenchmarkHTML shows how the work grows: ten times the stories should take about ten times as long.
func BenchmarkHTML(b *testing.B) {
	for _, stories := range []int{30, 300} {
		b.Run(fmt.Sprintf("%d stories", stories), func(b *testing.B) {
			d, texts := large(stories)
			for b.Loop() {
				if err := render.HTML(io.Discard, d, texts.Text, render.Options{Lang: "en"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMail(b *testing.B) {
	d, texts := large(40)
	for b.Loop() {
		if _, err := render.NewMail(d, texts.Text, render.Options{Lang: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
