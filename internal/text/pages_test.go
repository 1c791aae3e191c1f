package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A paper is an invented news site in one language: testdata/pages holds its articles and all that stands
// around them.
type paper struct {
	lang, site, related, hot, caption, cookie, by, date string
	nav, share, teasers, footer, appeals, comments      []string
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
		"cookie": &p.cookie, "by": &p.by, "date": &p.date}
	list := map[string]*[]string{"nav": &p.nav, "share": &p.share, "teaser": &p.teasers, "footer": &p.footer, "appeal": &p.appeals,
		"comment": &p.comments}
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

// A layout builds a page around an article the way some kind of site does.
type layout struct {
	name  string
	plain bool
	build func(p paper, title string, paragraphs []string) string
}

func head(p paper, title string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s - %s</title></head><body>`, p.lang, title, p.site)
}

var layouts = []layout{
	{"semantic elements", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<header><a href="/">` + p.site + `</a><nav><ul>` + links(p.nav) + `</ul></nav></header><main><article><h1>` + title + `</h1>
<p class="byline">` + p.by + `</p><time datetime="2025-03-14T09:20:00">` + p.date + `</time><ul class="share">` + links(p.share) + `</ul>` +
			`<figure><img src="1.jpg"><figcaption>` + p.caption + `</figcaption></figure>` + each(ps, "<p>", "</p>") +
			`</article><aside><h2>` + p.related + `</h2><ul>` + links(p.teasers) + `</ul></aside></main><footer><ul>` + links(p.footer) + `</ul></footer></body></html>`
	}},
	{"divisions without names", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div><div>` + each(p.nav, `<span><a href="/x">`, `</a></span> | `) + `</div><div><div><h1>` + title + `</h1><div>` + p.date + ` ` + p.by +
			`</div>` + each(ps, "<div>", "</div>") + `</div><div><div>` + p.hot + `</div>` + each(p.teasers, `<div><a href="/y">`, `</a></div>`) + `</div></div><div>` +
			each(p.footer, "<span>", "</span> ") + `</div></div></body></html>`
	}},
	{"tables and line breaks", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<table width="100%"><tr><td colspan="2">` + each(p.nav, `<a href="/x">`, `</a> | `) + `</td></tr><tr><td width="20%"><b>` + p.hot + `</b><br>` +
			each(p.teasers, `<a href="/y">`, `</a><br>`) + `</td><td><b>` + title + `</b><br><br>` + strings.Join(ps, "<br><br>\n") + `<br><br></td></tr><tr><td colspan="2">` +
			strings.Join(p.footer, " | ") + `</td></tr></table></body></html>`
	}},
	{"blog with comments", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div id="page"><div id="masthead">` + p.site + `<ul class="menu">` + links(p.nav) + `</ul></div><div id="content"><div class="post hentry"><h2 class="entry-title">` +
			title + `</h2><div class="entry-meta">` + p.date + `</div><div class="entry-content">` + each(ps, "<p>", "</p>") + `<div class="sharedaddy"><h3>` + p.share[0] +
			`</h3><ul>` + links(p.share[1:]) + `</ul></div></div></div><div id="comments"><h3>` + p.comments[0] + `</h3><ol class="commentlist">` +
			each(p.comments[1:], `<li class="comment"><p>`, `</p></li>`) + `</ol></div></div><div id="secondary" class="widget-area"><h3>` + p.hot + `</h3><ul>` + links(p.teasers) +
			`</ul></div><div id="footer">` + strings.Join(p.footer, " · ") + `</div></div></body></html>`
	}},
	{"site's lines between paragraphs", false, func(p paper, title string, ps []string) string {
		body := "<p>" + ps[0] + "</p><p>" + strings.Join(p.share, " ") + "</p>" + "<p>" + p.related + `：<a href="/z">` + p.teasers[0] + `</a></p>` + each(ps[1:], "<p>", "</p>") +
			each(p.appeals, "<p>", "</p>")
		return head(p, title) + `<div class="top"><ul>` + links(p.nav) + `</ul></div><div class="article-body"><h1>` + title + `</h1>` + body + `<p>` + p.footer[4] + `</p></div></body></html>`
	}},
	{"many teasers round a short text", false, func(p paper, title string, ps []string) string {
		teasers := strings.Repeat(each(p.teasers, `<div class="item"><a href="/t"><h3>`, `</h3></a></div>`), 3)
		return head(p, title) + `<div class="bar"><ul>` + links(p.nav) + `</ul></div><div class="detail"><h1>` + title + `</h1><div class="info">` + p.date + `</div><div class="text">` +
			each(ps, "<p>", "</p>") + `</div></div><div class="list"><h2>` + p.related + `</h2>` + teasers + `</div><div class="foot">` + strings.Join(p.footer, " ") + `</div></body></html>`
	}},
	{"spans and breaks, no paragraphs", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div id="wrap"><div id="gnavi">` + each(p.nav, `<a href="/x">`, `</a>`) + `</div><div id="main"><div class="ttl">` + title + `</div><div class="honbun">` +
			each(ps, `<span style="font-size:14px">`, `</span><br><br>`) + `</div><div class="sns">` + each(p.share, "<span>", "</span>") + `</div></div><div id="side"><ul>` + links(p.teasers) +
			`</ul></div><div id="ft">` + each(p.footer, "<span>", "</span>") + `</div></div></body></html>`
	}},
	{"copied as plain text", true, func(p paper, title string, ps []string) string {
		return strings.Join(p.nav, "\n") + "\n\n" + title + "\n\n" + p.date + "\n" + strings.Join(p.share, " ") + "\n\n" + strings.Join(ps, "\n\n") + "\n\n" +
			strings.Join(p.appeals, "\n") + "\n\n" + p.related + "\n" + strings.Join(p.teasers, "\n") + "\n\n" + strings.Join(p.footer, "\n") + "\n"
	}},
	{"a feed reader's dump", true, func(p paper, title string, ps []string) string {
		return "<!--1741915200000-->\n[" + title + "](https://news.example/2025/a.html)\n------\n\n<div>14/03/2025 - 09:20</div><img src=\"a.jpg\">" + each(ps, "<p>", "</p>") +
			`<div><div>` + p.share[0] + `</div><div>` + each(p.share[1:], `<a href="https://share.example/">`, `</a>`) + `</div></div>`
	}},
	{"banner, hidden text, tags, newsletter", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div class="cookie-banner"><p>` + p.cookie + `</p><button>OK</button></div><div class="nav"><ul>` + links(p.nav) + `</ul></div><article><h1>` + title +
			`</h1><div style="display:none">` + p.appeals[0] + `</div>` + each(ps, "<p>", "</p>") + `<p style="font-size:0">` + p.comments[1] + `</p><div class="tags">` + links(p.nav[:3]) +
			`</div><form class="newsletter"><p>` + p.appeals[2] + `</p><input><button>OK</button></form></article><section class="related"><h2>` + p.related + `</h2><ul>` + links(p.teasers) +
			`</ul></section><footer>` + strings.Join(p.footer, " | ") + `</footer></body></html>`
	}},
}

// TestPagesOfSixLanguages reads 60 invented pages: ten layouts in each of six languages that write without
// Latin letters. No sentence of the site may be left and 95 % of the article must be there.
func TestPagesOfSixLanguages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(files) != 6 {
		t.Fatalf("pages: %v %v", files, err)
	}
	pages := 0
	for _, file := range files {
		p := readPaper(t, file)
		for i, l := range layouts {
			article := p.articles[i%len(p.articles)]
			pages++
			t.Run(p.lang+"/"+l.name, func(t *testing.T) {
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
	if pages != 60 {
		t.Errorf("%d pages, want 60", pages)
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
	chrome := append([]string{p.related, p.hot, p.caption, p.cookie}, p.teasers...)
	for _, list := range [][]string{p.appeals, p.comments, p.share, p.footer, p.nav} {
		chrome = append(chrome, list...)
	}
	for _, c := range chrome {
		for _, b := range doc.Blocks {
			s := doc.Text[b.Start:b.End]
			if (runes(c) >= 7 && strings.Contains(s, c) || s == c) && !strings.Contains(body, c) {
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
