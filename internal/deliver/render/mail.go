package render

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

//go:embed mail.tmpl
var mailSource string

func mailTemplate() *template.Template {
	return keptMailTemplate.Get(func() *template.Template {
		t := template.New("mail").Funcs(template.FuncMap{
			"word": func(v *view, key string) string { return v.w.Word(key) },
			"safe": defang,
			"list": func(v ...any) []any { return v },
		})
		return template.Must(template.Must(t.Parse(phraseSource)).Parse(mailSource))
	})
}

var keptMailTemplate lazy.Value[*template.Template]

// A Mail is a digest as the parts of a message.
type Mail struct {
	Subject string // one line
	Text    string // lines end in \n
	HTML    string // inline styles only, under [MailLimit]
	Lang    string
}

// MailLimit is the most bytes that the HTML part of a mail has. Gmail hides what comes after 102 KB.
const MailLimit = 100_000

// mailFits are the ways to make a mail smaller, tried in order: the length of quotes and of sentences in characters,
// the points of a story, and the stories shown; 0 is no limit.
var mailFits = []struct{ quote, sentence, points, stories int }{
	{0, 0, 0, 0}, {280, 600, 0, 0}, {200, 600, 12, 0}, {160, 600, 6, 0}, {160, 600, 3, 20}, {120, 300, 1, 12}, {100, 200, 1, 5}, {60, 100, 1, 1},
}

// NewMail writes d as a mail: subject, HTML part and text part, in the edition that o names. Every sentence has
// the numbers of its quotes, which stand below it with their sources. A digest too long for a mail is shortened,
// and says so.
func NewMail(d *digest.Digest, texts Texts, o Options) (Mail, error) {
	m := Mail{}
	for i, fit := range mailFits {
		v := look(d, nil, o, false)
		v.shorten(fit.sentence, fit.points, fit.stories)
		var b bytes.Buffer
		err := mailTemplate().ExecuteTemplate(&b, "mail", mailView{
			view: v, V: v, Page: webURL(o.Page), Unsubscribe: webURL(o.Unsubscribe), Quote: fit.quote, Short: i > 0,
			Why: v.w.Text("why_mail", Args{"name": defang(clean(d.Name))}),
		})
		if err != nil {
			return Mail{}, err
		}
		m.Subject, m.Lang, m.HTML = cut(defang(v.Title.Text), 120), v.Lang, b.String()
		if len(m.HTML) < MailLimit {
			break
		}
	}
	var text strings.Builder
	if err := Text(&text, d, texts, Options{Lang: o.Lang, Width: 76}); err != nil {
		return Mail{}, err
	}
	m.Text = text.String() + mailFooter(d, o)
	return m, nil
}

type mailView struct {
	*view
	V                 *view
	Page, Unsubscribe string
	Why               string
	Quote             int  // longest quote, in characters; 0 is no limit
	Short             bool // something was left out
}

// Fit is a quote of a length that the mail has room for.
func (m mailView) Fit(s string) string {
	if m.Quote == 0 {
		return s
	}
	return cut(s, m.Quote)
}

// mailFooter is the end of the text part.
func mailFooter(d *digest.Digest, o Options) string {
	w := WordsFor(o.Lang)
	lines := []string{"", "-- ", w.Text("why_mail", Args{"name": defang(clean(d.Name))})}
	if page := webURL(o.Page); page != "" {
		lines = append(lines, w.Word("read_online")+": "+page)
	}
	if leave := webURL(o.Unsubscribe); leave != "" {
		lines = append(lines, w.Word("unsubscribe")+": "+leave)
	}
	return strings.Join(lines, "\n") + "\n"
}

// shorten keeps the first stories, points and gaps, and of each sentence the beginning; 0 is all.
func (v *view) shorten(sentence, points, stories int) {
	if stories > 0 {
		v.Stories = v.Stories[:min(stories, len(v.Stories))]
		v.Gaps = v.Gaps[:min(2*stories, len(v.Gaps))]
		v.Lead = v.Lead[:min(stories, len(v.Lead))]
	}
	for _, s := range v.Stories {
		if points > 0 {
			s.Points = s.Points[:min(points, len(s.Points))]
			s.Opinions = s.Opinions[:min(points, len(s.Opinions))]
		}
	}
	if sentence > 0 {
		v.cutSentences(sentence)
	}
}

func (v *view) cutSentences(n int) {
	v.Title.Text, v.Topic.Text = cut(v.Title.Text, n), cut(v.Topic.Text, n)
	for i := range v.Lead {
		v.Lead[i].Text = cut(v.Lead[i].Text, n)
	}
	for _, s := range v.Stories {
		s.Title.Text = cut(s.Title.Text, n)
		s.Summary = s.Summary[:min(20, len(s.Summary))]
		for i := range s.Summary {
			s.Summary[i].Text = cut(s.Summary[i].Text, n)
		}
		for _, p := range slices.Concat(s.Points, s.Opinions) {
			p.Text.Text = cut(p.Text.Text, n)
		}
	}
}

// Cited are the quotes that the story's sentences name, by number.
func (s *story) Cited() []*quote {
	var out []*quote
	add := func(list []*quote) {
		for _, q := range list {
			if !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	for _, line := range s.Summary {
		add(line.Cites)
	}
	for _, p := range slices.Concat(s.Points, s.Opinions) {
		add(p.Cites)
	}
	slices.SortFunc(out, func(a, b *quote) int { return cmp.Compare(a.N, b.N) })
	return out
}
