package read

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"polydigest/internal/text"

	"github.com/google/go-cmp/cmp"
)

// A paper is an invented news site in one language: testdata/pages holds its articles and all that stands
// around them.
type paper struct {
	lang, site, related, hot, caption, cookie, by, date string
	copyright, disclaimer, subscribe, fault             string
	nav, share, teasers, footer, appeals, comments      []string
	counters, feedback, forum, gov, app, tags, prevNext []string
	articles                                            [][]string // title, then paragraphs
}

func readPaper(t *testing.T, path string) paper {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var p paper
	single := map[string]*string{"lang": &p.lang, "site": &p.site, "related": &p.related, "hot": &p.hot, "caption": &p.caption,
		"cookie": &p.cookie, "by": &p.by, "date": &p.date, "copyright": &p.copyright, "disclaimer": &p.disclaimer,
		"subscribe": &p.subscribe, "fault": &p.fault}
	list := map[string]*[]string{"nav": &p.nav, "share": &p.share, "teaser": &p.teasers, "footer": &p.footer, "appeal": &p.appeals,
		"comment": &p.comments, "counter": &p.counters, "feedback": &p.feedback, "forum": &p.forum, "gov": &p.gov, "app": &p.app,
		"tags": &p.tags, "prevnext": &p.prevNext}
	for line := range strings.Lines(strings.TrimSpace(string(b))) {
		line = strings.TrimSpace(line)
		key, rest, _ := strings.Cut(line, " ")
		switch {
		case key == "article":
			p.articles = append(p.articles, []string{rest})
		case len(p.articles) > 0:
			last := &p.articles[len(p.articles)-1]
			*last = append(*last, line)
		case single[key] != nil:
			*single[key] = rest
		case list[key] != nil:
			*list[key] = strings.Split(rest, "|")
		default:
			t.Fatalf("%s: what is %q", path, line)
		}
	}
	return p
}

// each wraps every item in an element.
func each(items []string, open, close string) string {
	var b strings.Builder
	for _, s := range items {
		b.WriteString(open + s + close + "\n")
	}
	return b.String()
}

func links(items []string) string { return each(items, `<li><a href="/a/1.html">`, `</a></li>`) }

// TestPages reads 260 invented pages. In six languages that write without Latin letters there are two sites: the first in ten
// layouts, the second, which says everything but its articles in other words, in twenty; in four that write with them
// one site in twenty. No sentence of the site may be left and 95 % of the article must be there.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(files) != 16 {
		t.Fatalf("pages: %v %v", files, err)
	}
	pages := map[string]int{}
	for _, file := range files {
		p := readPaper(t, file)
		use := layouts
		if p.copyright != "" {
			use = slices.Concat(layouts, moreLayouts)
		}
		for i, l := range use {
			article := p.articles[i%len(p.articles)]
			pages[text.Base(p.lang)]++
			t.Run(filepath.Base(file)+"/"+l.name, func(t *testing.T) {
				contentType := "text/html"
				if l.plain {
					contentType = "text/plain"
				}
				doc, err := Document(text.Raw{Body: []byte(l.build(p, article[0], article[1:])), ContentType: contentType, URL: "https://news.example/a.html"})
				if err != nil {
					t.Fatal(err)
				}
				checkPage(t, p, article, doc)
			})
		}
	}
	want := map[string]int{"ar": 30, "ja": 30, "ko": 30, "ru": 30, "th": 30, "zh": 30, "de": 20, "en": 20, "es": 20, "fr": 20}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Error(diff)
	}
}

func checkPage(t *testing.T, p paper, article []string, doc text.Document) {
	t.Helper()
	if doc.Title != article[0] {
		t.Errorf("title %q, want %q", doc.Title, article[0])
	}
	if text.Base(doc.Language) != text.Base(p.lang) {
		t.Errorf("language %s, want %s", doc.Language, p.lang)
	}
	body := strings.Join(article, " ")
	chrome := slices.Concat([]string{p.related, p.hot, p.caption, p.cookie, p.copyright, p.disclaimer, p.subscribe, p.fault},
		p.teasers, p.appeals, p.comments, p.share, p.footer, p.nav, p.counters, p.feedback, p.forum, p.gov, p.app, p.tags, p.prevNext)
	for _, c := range chrome {
		for _, b := range doc.Blocks {
			s := doc.Text[b.Start:b.End]
			if c != "" && (runes(c) >= 7 && strings.Contains(s, c) || s == c) && !strings.Contains(body, c) {
				t.Errorf("chrome left: %q in %.80q", c, s)
			}
		}
	}
	found, all := 0, 0
	for _, para := range article[1:] {
		all += len(para)
		if strings.Contains(doc.Text, para) {
			found += len(para)
		} else {
			t.Logf("missed: %.60q", para)
		}
	}
	if found*100 < all*95 {
		t.Errorf("recall %d of %d bytes", found, all)
	}
}
