package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"polydigest/internal/digest"
)

// Markdown writes d as CommonMark. No content becomes markup: it is escaped, and addresses in it stay plain text.
func Markdown(w io.Writer, d *digest.Digest, texts Texts, o Options) error {
	v := look(d, texts, o, false)
	m := &markdown{out: bufio.NewWriter(w), page: &page{view: v}}
	m.head()
	for _, s := range v.Stories {
		m.story(s)
	}
	m.quotes()
	m.sources()
	m.list(v.w.Word("changes"), v.Changes)
	m.list(v.w.Word("not_covered"), v.Gaps)
	return m.out.Flush()
}

// markdown writes into a buffered writer that keeps the first error for its Flush.
type markdown struct {
	*page // for directions; it writes nothing
	out   *bufio.Writer
}

func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(m.out, format, args...) }

// text is a run as Markdown. Not every reader of Markdown makes links of bare addresses, but many do.
func (m *markdown) text(r run) string { return m.isolate(escapeMarkdown(defang(r.Text)), r.Dir) }

// phrase is a phrase as Markdown.
func (m *markdown) phrase(p Phrase) string {
	escaped := make(Phrase, len(p))
	for i, piece := range p {
		piece.Text = escapeMarkdown(piece.Text)
		escaped[i] = piece
	}
	return m.page.phrase(escaped)
}

func (m *markdown) phrases(list []Phrase) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = m.phrase(p)
	}
	return strings.Join(parts, " · ")
}

// marks are citation marks as they stand in Markdown.
func marks(quotes []*quote) string {
	s := strings.NewReplacer("[", `\[`, "]", `\]`).Replace(numbers(quotes))
	if s == "" {
		return ""
	}
	return " " + s
}

func (m *markdown) head() {
	m.printf("# %s\n\n", m.text(m.Title))
	if m.Topic.Text != "" {
		m.printf("%s\n\n", m.text(m.Topic))
	}
	m.printf("%s\n", m.phrases(m.Status))
	for _, note := range m.Notes {
		m.printf("\n> **%s**\n", m.phrase(note))
	}
	if len(m.Lead) > 0 && len(m.Stories) > 1 {
		m.printf("\n")
		for _, s := range m.Lead {
			m.printf("%s%s\n", m.text(s.run), marks(s.Cites))
		}
	}
}

func (m *markdown) story(s *story) {
	if len(m.Stories) > 1 || s.Title.Text != m.Title.Text {
		m.printf("\n## %s\n", m.text(s.Title))
	}
	if s.Note != nil {
		m.printf("\n> %s\n", m.phrase(s.Note))
	}
	for _, sentence := range s.Summary {
		m.printf("\n%s%s\n", m.text(sentence.run), marks(sentence.Cites))
	}
	m.points(m.w.Word("points"), s.Points)
	m.points(m.w.Word("opinions"), s.Opinions)
	if s.More != nil {
		m.printf("\n*%s*\n", m.phrase(s.More))
	}
	if len(s.Timeline) > 1 {
		m.printf("\n### %s\n\n", m.w.Word("timeline"))
		for _, at := range s.Timeline {
			m.printf("- %s %s %s\n", escapeMarkdown(at.When), at.Ref.Rank, m.text(at.Text))
		}
	}
}

func (m *markdown) points(title string, points []*point) {
	if len(points) == 0 {
		return
	}
	m.printf("\n### %s\n", title)
	for _, p := range points {
		text := m.text(p.Text)
		if p.Note != nil {
			text = "*" + m.phrase(p.Note) + "*"
		}
		m.printf("\n**%s** %s%s  \n", p.Rank, text, marks(p.Cites))
		details := []Phrase{{{Text: p.KindWord}}}
		if p.By != nil {
			details = append(details, p.By)
		}
		details = append(append(append(details, p.Origins), p.Times...), p.Relations...)
		m.printf("%s\n", m.phrases(details))
		for _, q := range p.First {
			if q.Shown {
				m.printf("\n— \\[%d\\] %s%s\n", q.N, m.phrase(q.Where), m.original(q))
			}
		}
	}
}

func (m *markdown) quotes() {
	rest := m.unshown()
	if len(rest) == 0 {
		return
	}
	m.printf("\n## %s\n", m.w.Word("quotes"))
	for _, q := range rest {
		m.printf("\n**\\[%d\\]**\n\n> %s\n\n", q.N, m.text(q.Text))
		m.printf("— %s%s\n", m.phrase(q.Where), m.original(q))
	}
}

// original links to a quote's place in the page it is from.
func (m *markdown) original(q *quote) string {
	if q.Link == "" {
		return ""
	}
	return fmt.Sprintf(" · [%s](<%s>)", m.w.Word("open_source"), q.Link)
}

func (m *markdown) sources() {
	if len(m.Documents) == 0 {
		return
	}
	m.printf("\n## %s\n\n", m.w.Word("sources"))
	for _, d := range m.Documents {
		title := m.text(d.Title)
		if d.URL != "" {
			title = fmt.Sprintf("[%s](<%s>)", title, d.URL)
		}
		m.printf("- %s %s — %s", d.ID, title, m.phrase(d.Line))
		for _, extra := range append(d.Relations, d.Cited) {
			if extra != nil {
				m.printf(" · %s", m.phrase(extra))
			}
		}
		m.printf("\n")
	}
}

func (m *markdown) list(title string, lines []Phrase) {
	if len(lines) == 0 {
		return
	}
	m.printf("\n## %s\n\n", title)
	for _, p := range lines {
		m.printf("- %s\n", m.phrase(p))
	}
}

// escapeMarkdown makes s, one line, stand for itself anywhere in a Markdown text. Besides the characters that
// CommonMark gives a meaning it breaks what GitHub's extension makes links of: "://", "www." and "@".
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case strings.IndexByte("\\`*_[]<>|~$^", c) >= 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '&':
			b.WriteString("&amp;")
		case c == '@':
			b.WriteString("&#64;")
		case c == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteString(`\:`)
		case (c == 'w' || c == 'W') && len(s) > i+3 && strings.EqualFold(s[i:i+4], "www."):
			fmt.Fprintf(&b, "&#%d;", c)
		case startsBlock(s, i):
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// startsBlock reports whether the byte at i would begin a heading, list, rule or underline at the start of a line.
func startsBlock(s string, i int) bool {
	switch c := s[i]; c {
	case '#', '+', '-', '=':
		return i == 0
	case '.', ')':
		return i > 0 && i < 10 && strings.Trim(s[:i], "0123456789") == ""
	}
	return false
}
