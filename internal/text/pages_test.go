package text

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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

// TestPagesOfSixLanguages reads 180 invented pages in six languages that write without Latin letters: of the first site of
// each language ten layouts, of the second, which says everything else in other words, twenty. No sentence of the
// site may be left and 95 % of the article must be there.
func TestPagesOfSixLanguages(t *testing.T) {
	pages := map[string]int{}
	for _, lang := range []string{"ar", "ja", "ko", "ru", "th", "zh"} {
		for _, site := range []struct {
			file    string
			layouts []layout
		}{{lang, layouts}, {lang + "2", slices.Concat(layouts, moreLayouts)}} {
			p := readPaper(t, filepath.Join("testdata", "pages", site.file+".txt"))
			for i, l := range site.layouts {
				article := p.articles[i%len(p.articles)]
				pages[lang]++
				t.Run(site.file+"/"+l.name, func(t *testing.T) {
					contentType := "text/html"
					if l.plain {
						contentType = "text/plain"
					}
					doc, err := Read(Raw{Body: []byte(l.build(p, article[0], article[1:])), ContentType: contentType, URL: "https://news.example/a.html"})
					if err != nil {
						t.Fatal(err)
					}
					checkPage(t, p, article, doc)
				})
			}
		}
	}
	for lang, n := range pages {
		if n != 30 {
			t.Errorf("%s: %d pages, want 30", lang, n)
		}
	}
}

func checkPage(t *testing.T, p paper, article []string, doc Document) {
	t.Helper()
	if doc.Title != article[0] {
		t.Errorf("title %q, want %q", doc.Title, article[0])
	}
	if base(doc.Language) != base(p.lang) {
		t.Errorf("language %s, want %s", doc.Language, p.lang)
	}
	body := strings.Join(article[1:], " ")
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
