package render

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

//go:embed page.css
var pageCSS string

//go:embed page.tmpl
var pageSource string

//go:embed phrase.tmpl
var phraseSource string

// pageTemplate is parsed when the first page is written: most starts of a program write none.
func pageTemplate() *template.Template {
	return keptPageTemplate.Get(func() *template.Template {
		t := template.New("page").Funcs(template.FuncMap{
			"word":     func(v *view, key string) string { return v.w.Word(key) },
			"segments": segments,
			"list":     func(v ...any) []any { return v },
		})
		return template.Must(template.Must(t.Parse(phraseSource)).Parse(pageSource))
	})
}

var keptPageTemplate lazy.Value[*template.Template]

// pageStyle is the style sheet, and pagePolicy the only thing that a page may load: that style sheet.
var (
	pageStyle  = template.HTML("<style>" + pageCSS + "</style>") // ours, compiled in
	pagePolicy = Policy(pageCSS)
)

// Policy is a Content-Security-Policy that allows the one inline style sheet and forms that post to the same
// place, and nothing else.
func Policy(css string) string {
	sum := sha256.Sum256([]byte(css))
	return fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'self'",
		base64.StdEncoding.EncodeToString(sum[:]))
}

// HTML writes d as one page that needs nothing else: no script, image or font from anywhere. Each sentence links to
// the quotes it rests on, each quote to its place in the source's text, which is shown whole with what is cited
// marked and the rest grey. It prints, and follows the reader's light or dark scheme.
func HTML(w io.Writer, d *digest.Digest, texts Texts, o Options) error {
	v := look(d, texts, o, true)
	return pageTemplate().ExecuteTemplate(w, "page", struct {
		*view
		Style  template.HTML
		Policy string
		V      *view
	}{v, pageStyle, pagePolicy, v})
}

// A segment is a stretch of a source's text that is cited as a whole or not at all.
type segment struct {
	Text   string
	Cited  bool
	Begins []*quote // quotes that begin with it
	Ends   []*quote // quotes that end with it
}

// segments cuts a document's text wherever a citation begins or ends; overlapping citations share segments.
func segments(d *document) []segment {
	var cuts []int
	for _, q := range d.Quotes {
		cuts = append(cuts, q.Start, q.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	at, from := 0, 0 // code points before i, byte where the segment begins
	start := 0       // code point where the segment begins
	flush := func(to, end int) {
		if to > from {
			out = append(out, d.segment(d.Text[from:to], start, end))
		}
		from, start = to, end
	}
	for i := range d.Text {
		if len(cuts) > 0 && cuts[0] <= at {
			flush(i, at)
			cuts = cuts[1:]
		}
		at++
	}
	flush(len(d.Text), at)
	return out
}

func (d *document) segment(text string, start, end int) segment {
	s := segment{Text: Visible(text)}
	for _, q := range d.Quotes {
		if q.Start <= start && end <= q.End {
			s.Cited = true
		}
		if q.Start == start {
			s.Begins = append(s.Begins, q)
		}
		if q.End == end {
			s.Ends = append(s.Ends, q)
		}
	}
	slices.SortFunc(s.Ends, func(a, b *quote) int { return cmp.Compare(a.N, b.N) })
	return s
}

// PagePolicy is the Content-Security-Policy of [HTML]'s pages, for the header of an answer that carries one.
func PagePolicy() string { return pagePolicy }
