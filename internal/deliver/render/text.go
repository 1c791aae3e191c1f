package render

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// Text writes d for a terminal: numbered citations in the text, the quotes below it. Right-to-left text stands in
// directional isolates, so that the numbers beside it stay where they belong.
func Text(w io.Writer, d *digest.Digest, texts Texts, o Options) error {
	v := look(d, texts, o, false)
	cols := o.Width
	if cols <= 0 {
		cols = 80
	}
	t := &page{out: bufio.NewWriter(w), view: v, cols: max(cols, 30), color: o.Color}
	t.head()
	for _, s := range v.Stories {
		t.story(s)
	}
	t.quotes()
	t.list(v.w.Word("sources"), t.sources())
	t.list(v.w.Word("changes"), v.Changes)
	t.list(v.w.Word("not_covered"), v.Gaps)
	return t.out.Flush()
}

// page writes a text of a certain width. Errors stay in the buffered writer until its Flush.
type page struct {
	*view
	out   *bufio.Writer
	cols  int
	color bool
}

// Styles of a terminal that has colours (ECMA-48 select graphic rendition).
const (
	bold  = "1"
	faint = "2"
	warn  = "33"
)

// line writes s wrapped, the first line after lead, the others as far in.
func (t *page) line(lead, s, style string) {
	in := 0
	for _, c := range cells(lead) {
		in += c.cols
	}
	for i, text := range closeIsolates(wrap(s, max(t.cols-in, 20))) {
		if i > 0 {
			lead = strings.Repeat(" ", in)
		}
		if t.color && style != "" {
			text = "\x1b[" + style + "m" + text + "\x1b[0m"
		}
		t.out.WriteString(strings.TrimRight(lead+text, " ") + "\n")
	}
}

func (t *page) gap() { t.out.WriteByte('\n') }

// heading writes a heading and a rule under it.
func (t *page) heading(s, rule string) {
	t.gap()
	t.line("", s, bold)
	cols := 0
	for _, c := range cells(s) {
		cols += c.cols
	}
	t.line("", strings.Repeat(rule, min(cols, t.cols)), faint)
}

// Directional isolates of Unicode's bidirectional algorithm.
const (
	isolateFirst = "\u2068" // direction of the first strong character
	isolateRight = "\u2067"
	isolateLeft  = "\u2066"
	isolateEnd   = "\u2069"
)

// isolate sets off text that runs against the direction of the words around it.
func (t *page) isolate(s, dir string) string {
	switch {
	case dir == t.Dir || s == "":
		return s
	case dir == "rtl":
		return isolateRight + s + isolateEnd
	}
	return isolateLeft + s + isolateEnd
}

// closeIsolates ends at each line's end the isolates that are open there and begins them again on the next line,
// since the bidirectional algorithm ends them with the line.
func closeIsolates(lines []string) []string {
	var open []string
	for i, line := range lines {
		begin := strings.Join(open, "")
		for _, r := range line {
			switch s := string(r); s {
			case isolateFirst, isolateLeft, isolateRight:
				open = append(open, s)
			case isolateEnd:
				if len(open) > 0 {
					open = open[:len(open)-1]
				}
			}
		}
		lines[i] = begin + line + strings.Repeat(isolateEnd, len(open))
	}
	return lines
}

// run is text from outside. Terminals and mail programs make links of addresses: none is left in it.
func (t *page) run(r run) string { return t.isolate(defang(r.Text), r.Dir) }

// phrase is a phrase as a line of text; names that may run the other way are isolated.
func (t *page) phrase(p Phrase) string {
	var b strings.Builder
	for _, piece := range p {
		if piece.Name {
			b.WriteString(t.isolate(piece.Text, direction(piece.Lang, piece.Text)))
			continue
		}
		b.WriteString(piece.Text)
	}
	return b.String()
}

// numbers are citation marks, "[1][4]".
func numbers(quotes []*quote) string {
	var b strings.Builder
	for _, q := range quotes {
		fmt.Fprintf(&b, "[%d]", q.N)
	}
	return b.String()
}

func (t *page) head() {
	t.line("", t.run(t.Title), bold)
	if t.Topic.Text != "" {
		t.line("", t.run(t.Topic), "")
	}
	status := make([]string, len(t.Status))
	for i, p := range t.Status {
		status[i] = t.phrase(p)
	}
	t.line("", strings.Join(status, " · "), faint)
	for _, note := range t.Notes {
		t.line("! ", t.phrase(note), warn)
	}
	if len(t.Lead) > 0 && len(t.Stories) > 1 {
		for _, s := range t.Lead {
			t.gap()
			t.line("", t.run(s.run)+" "+numbers(s.Cites), "")
		}
	}
}

func (t *page) story(s *story) {
	title := t.run(s.Title)
	if len(t.Stories) > 1 {
		title = fmt.Sprintf("%d. %s", s.Number, title)
	}
	if len(t.Stories) > 1 || s.Title.Text != t.Title.Text {
		t.heading(title, "=")
	}
	if s.Note != nil {
		t.line("! ", t.phrase(s.Note), warn)
	}
	for _, sentence := range s.Summary {
		t.gap()
		t.line("", t.run(sentence.run)+" "+numbers(sentence.Cites), "")
	}
	t.points(t.w.Word("points"), s.Points)
	t.points(t.w.Word("opinions"), s.Opinions)
	if s.More != nil {
		t.gap()
		t.line("  ", t.phrase(s.More), faint)
	}
	if len(s.Timeline) > 1 {
		t.heading(t.w.Word("timeline"), "-")
		for _, m := range s.Timeline {
			t.line("  ", m.When+"  "+m.Ref.Rank+" "+t.isolate(defang(cut(m.Text.Text, 100)), m.Text.Dir), "")
		}
	}
}

func (t *page) points(title string, points []*point) {
	if len(points) == 0 {
		return
	}
	t.heading(title, "-")
	for _, p := range points {
		t.gap()
		text := t.run(p.Text)
		if p.Note != nil {
			text = t.phrase(p.Note)
		}
		t.line(fmt.Sprintf("%4s ", p.Rank), text+" "+numbers(p.Cites), "")
		details := []Phrase{{{Text: p.KindWord}}}
		if p.State == digest.Verbatim && !t.Verbatim {
			details = append(details, Phrase{{Text: t.w.Word("verbatim")}})
		}
		if p.By != nil {
			details = append(details, p.By)
		}
		details = append(details, p.Origins)
		details = append(details, p.Times...)
		t.line("     ", t.details(details), faint)
		if len(p.Relations) > 0 {
			t.line("     ", t.details(p.Relations), warn)
		}
		for _, q := range p.First {
			if q.Shown {
				t.line("     — ", fmt.Sprintf("[%d] ", q.N)+t.phrase(q.Where), faint)
			}
		}
		if len(p.Around) > 0 {
			t.line("     ", around(p.Around), faint)
		}
	}
}

func (t *page) details(list []Phrase) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = t.phrase(p)
	}
	return strings.Join(parts, " · ")
}

// around lists quotes that are context or credit: "context [3] · credit [5]".
func around(quotes []*quote) string {
	var parts []string
	for i, q := range quotes {
		mark := fmt.Sprintf("[%d]", q.N)
		if i > 0 && quotes[i-1].RoleWord == q.RoleWord {
			parts[len(parts)-1] += mark
			continue
		}
		parts = append(parts, strings.TrimSpace(q.RoleWord+" "+mark))
	}
	return strings.Join(parts, " · ")
}

func (t *page) quotes() {
	rest := t.unshown()
	if len(rest) == 0 {
		return
	}
	t.heading(t.w.Word("quotes"), "=")
	for _, q := range rest {
		t.gap()
		t.line(fmt.Sprintf("%5s ", fmt.Sprintf("[%d]", q.N)), t.run(q.Text), "")
		where := t.phrase(q.Where)
		if q.RoleWord != "" {
			where = q.RoleWord + " · " + where
		}
		t.line("      — ", where, faint)
	}
}

// unshown are the quotes whose words no verbatim point has shown already.
func (v *view) unshown() []*quote {
	return slices.DeleteFunc(slices.Clone(v.Quotes), func(q *quote) bool { return q.Shown })
}

// sources are the documents, each with what is known of it.
func (t *page) sources() []Phrase {
	var out []Phrase
	for _, d := range t.Documents {
		line := Phrase{{Text: d.ID + " "}, {Text: d.Title.Text, Lang: d.Title.Lang, Name: true}, {Text: " — "}}
		line = append(line, d.Line...)
		for _, extra := range append(d.Relations, d.Cited) {
			if extra != nil {
				line = append(line, Piece{Text: " · "})
				line = append(line, extra...)
			}
		}
		if d.URL != "" {
			line = append(line, Piece{Text: " · "}, Piece{Text: d.URL})
		}
		out = append(out, line)
	}
	return out
}

func (t *page) list(title string, lines []Phrase) {
	if len(lines) == 0 {
		return
	}
	t.heading(title, "=")
	for _, p := range lines {
		t.line("  - ", t.phrase(p), "")
	}
}
