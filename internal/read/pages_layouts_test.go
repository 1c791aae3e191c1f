package read

import (
	"fmt"
	"strings"
)

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

var moreLayouts = []layout{
	{"portal with counters and widgets", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div class="crumb"><a href="/">` + p.nav[0] + `</a> &gt; <a href="/x">` + p.nav[1] + `</a> &gt; </div><h1>` + title + `</h1><div class="source">` + p.date + ` ` + p.by +
			`</div><div class="tools">` + each(p.counters, "<span>", "</span> ") + `</div><div class="player">` + p.app[1] + `</div><div class="txt">` + each(ps, "<p>", "</p>") + `</div><p>` + p.fault +
			`</p><div class="tagbox">` + strings.Join(p.tags, " ") + `</div><div class="pn">` + each(p.prevNext, "<p>", "</p>") + `</div><div class="vote"><p>` + p.feedback[0] + `</p>` +
			each(p.feedback[1:], "<button>", "</button>") + `</div><div class="hot"><h3>` + p.hot + `</h3><ol>` + links(p.teasers) + `</ol></div><div class="foot">` + each(p.footer, "<span>", "</span>") + `</div></body></html>`
	}},
	{"government site", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div id="top"><p>` + p.gov[2] + `</p></div><div id="content"><h1 class="t">` + title + `</h1><p class="date">` + p.date + `</p><p>` + p.gov[0] + `</p><p>` + p.gov[1] + `</p>` +
			each(ps, `<p class="indent">`, "</p>") + `<div class="box"><p>` + p.gov[3] + `</p><p>` + p.gov[4] + `</p><p>` + p.gov[5] + `</p></div></div><div id="bottom">` + each(p.footer, "<p>", "</p>") + `</div></body></html>`
	}},
	{"thread of a forum", false, func(p paper, title string, ps []string) string {
		post := func(body string) string {
			return `<div class="post"><div class="user"><b>user42</b><br>` + p.forum[0] + `</div><div class="postinfo">` + p.forum[2] + ` | ` + p.forum[1] + `</div><div class="message">` + body + `</div><div class="ctl">` + p.forum[3] + ` ` + p.share[0] + `</div></div>`
		}
		return head(p, title) + `<div class="hd"><ul>` + links(p.nav) + `</ul></div><div class="thread"><h1>` + title + `</h1>` + post(each(ps, "", "<br><br>")) + `<div class="replies">` + post(p.comments[1]) + post(p.comments[2]) +
			`</div><div class="quickreply"><p>` + p.forum[4] + `</p><p>` + p.forum[5] + `</p></div></div><div class="ft">` + each(p.footer, "<span>", "</span>") + `</div></body></html>`
	}},
	{"agency copy as plain text", true, func(p paper, title string, ps []string) string {
		return title + "\n\n" + p.date + "\n\n" + strings.Join(ps, "\n\n") + "\n\n" + p.copyright + "\n" + p.disclaimer + "\n"
	}},
	{"blog platform with a call and replies to the title", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div class="site-branding"><p>` + p.site + `</p></div><main class="entry"><article class="post"><h1 class="entry-title">` + title + `</h1><div class="entry-content">` + each(ps, "<p>", "</p>") +
			`<p>` + p.feedback[0] + ` ` + p.appeals[0] + `</p><p>` + p.subscribe + `</p></div></article><section id="comments"><h2>3 ` + p.comments[0] + `: ` + title + `</h2>` +
			each(p.comments[1:], `<div class="comment-body"><p>`, `</p></div>`) + `</section></main><nav class="post-navigation">` + each(p.prevNext, `<a href="/p">`, "</a>") + `</nav><footer>` + p.footer[4] + `</footer></body></html>`
	}},
	{"calls between the paragraphs", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div class="a"><h1>` + title + `</h1><p>` + ps[0] + `</p><p>` + p.appeals[0] + `</p><p>` + ps[1] + `</p><p>` + p.app[0] + `</p>` + each(ps[2:], "<p>", "</p>") + `<p>` + p.appeals[1] +
			`</p><p>` + p.appeals[2] + `</p><p>` + p.copyright + `</p></div></body></html>`
	}},
	{"print version", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<p>` + p.site + `</p><p>https://news.example/a.html</p><p>` + p.date + `</p><h2>` + title + `</h2>` + each(ps, "<p>", "</p>") + `<hr><p>` + p.copyright + `</p><p>` + p.gov[1] + `</p></body></html>`
	}},
	{"overlay, app, newsletter, tags without names", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<div><div>` + p.cookie + `</div><div><span>OK</span></div></div><div><div>` + p.app[0] + `</div></div><div><h1>` + title + `</h1><div>` + strings.Join(p.counters, " ") + `</div>` +
			each(ps, "<div>", "</div>") + `<div>` + strings.Join(p.tags, " ") + `</div><div>` + p.subscribe + `</div><div>` + p.disclaimer + `</div></div></body></html>`
	}},
	{"copied from a telephone", true, func(p paper, title string, ps []string) string {
		return p.site + "\n" + strings.Join(p.nav, " ") + "\n\n" + title + "\n\n" + p.date + "\n" + strings.Join(p.counters, " ") + "\n" + p.app[1] + "\n\n" + strings.Join(ps, "\n\n") + "\n\n" + p.feedback[0] + "\n" +
			strings.Join(p.feedback[1:], "\n") + "\n" + p.fault + "\n" + strings.Join(p.share, "\n") + "\n\n" + p.related + "\n" + strings.Join(p.teasers, "\n") + "\n\n" + strings.Join(p.comments, "\n") + "\n\n" + strings.Join(p.footer, "\n") + "\n"
	}},
	{"boxes among the paragraphs", false, func(p paper, title string, ps []string) string {
		return head(p, title) + `<section data-x="1"><div data-y="h">` + title + `</div><div data-y="m">` + p.date + `</div><div data-y="b"><p>` + ps[0] + `</p><div data-y="r"><div>` + p.related + `</div><div><a href="/1">` + p.teasers[0] +
			`</a></div><div><a href="/2">` + p.teasers[1] + `</a></div></div>` + each(ps[1:], "<p>", "</p>") + `<p>` + p.fault + `</p><p>` + p.disclaimer + `</p>` + each(p.prevNext, "<p>", "</p>") + `</div></section></body></html>`
	}},
}
