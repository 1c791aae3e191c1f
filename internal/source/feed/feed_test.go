package feed

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const base = "https://news.example/feeds/all.xml"

func TestFormats(t *testing.T) {
	for name, c := range map[string]struct {
		feed string
		want Feed
	}{
		"RSS 2.0": {`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
			xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Le Quotidien</title>
			<link>https://news.example/</link><language>fr-CH</language><managingEditor>red@news.example (La rédaction)</managingEditor>
			<image><title>Logo</title><link>https://logo.example</link></image>
			<item><title>Un télégramme &amp;amp; une fuite</title><link>/articles/1?a=1&amp;b=2</link><guid isPermaLink="false">art-1</guid>
			<pubDate>Mon, 05 Feb 2024 09:47:00 +0100</pubDate><dc:creator>Zoé Ünal</dc:creator>
			<description>Un <![CDATA[<b>chapeau</b>]]></description><content:encoded><![CDATA[<p>L'article &amp; le reste.</p>]]></content:encoded>
			</item></channel></rss>`,
			Feed{Title: Text{Value: "Le Quotidien"}, Link: "https://news.example/", Language: "fr-CH",
				Authors: []Person{{Name: "La rédaction", Email: "red@news.example"}},
				Items: []Item{{ID: "art-1", Link: "https://news.example/articles/1?a=1&b=2",
					Title:   Text{Value: "Un télégramme &amp; une fuite", HTML: true},
					Summary: Text{Value: "Un <b>chapeau</b>", HTML: true},
					Content: Text{Value: "<p>L'article &amp; le reste.</p>", HTML: true},
					Authors: []Person{{Name: "Zoé Ünal"}}, Dates: Dates{Published: "Mon, 05 Feb 2024 09:47:00 +0100"}}}}},
		"RDF": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
			<channel rdf:about="x"><title>電文速報</title><d:language>ja</d:language></channel>
			<item rdf:about="https://news.example/2"><title>公電の漏洩</title><link>https://news.example/2</link><d:date>2024-02-05T09:00+09:00</d:date></item></rdf:RDF>`,
			Feed{Title: Text{Value: "電文速報"}, Language: "ja", Items: []Item{{ID: "https://news.example/2", Link: "https://news.example/2",
				Title: Text{Value: "公電の漏洩"}, Dates: Dates{Updated: "2024-02-05T09:00+09:00"}}}}},
		"Atom": {`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans" xml:base="https://cn.example/"><title>新闻</title>
			<link rel="self" href="self.xml"/><link href="/"/><id>tag:cn.example</id><updated>2024-02-05T00:00:00Z</updated>
			<author><name>编辑部</name><email>e@cn.example</email></author>
			<entry xml:lang="ar"><title type="html">برقية &lt;b&gt;سرية&lt;/b&gt;</title><link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="3.html"/>
			<id>tag:3</id><published>2024-02-05T09:47:00Z</published><updated>2024-02-06T09:47:00Z</updated>
			<summary>a &lt; b</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص <br/>ثان</p></div></content>
			<source><title>وكالة</title><id>x</id></source></entry></feed>`,
			Feed{Title: Text{Value: "新闻", Lang: "zh-Hans"}, Link: "https://cn.example/", ID: "tag:cn.example", Language: "zh-Hans",
				Authors: []Person{{Name: "编辑部", Email: "e@cn.example"}}, Dates: Dates{Updated: "2024-02-05T00:00:00Z"},
				Items: []Item{{ID: "tag:3", Link: "https://cn.example/3.html", Title: Text{Value: "برقية <b>سرية</b>", HTML: true, Lang: "ar"},
					Summary: Text{Value: "a < b", Lang: "ar"}, Content: Text{Value: "<p>نص <br>ثان</p>", HTML: true, Lang: "ar"},
					Source: Text{Value: "وكالة", Lang: "ar"},
					Dates:  Dates{Published: "2024-02-05T09:47:00Z", Updated: "2024-02-06T09:47:00Z"}}}}},
		"JSON Feed": {`{"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"Été","home_page_url":"/","language":"fr","items":[
			{"id":4,"url":"4","title":"Fuite","content_html":"<p>é</p>","date_published":"2024-02-05T09:47:00Z","authors":[{"name":"Zoé"}]},
			"not an item",{"id":"5","external_url":"https://other.example/5","content_text":"文"}]}`,
			Feed{Title: Text{Value: "Été"}, Link: "https://news.example/", Language: "fr", Items: []Item{
				{ID: "4", Link: "https://news.example/feeds/4", Title: Text{Value: "Fuite", Lang: "fr"}, Summary: Text{},
					Content: Text{Value: "<p>é</p>", HTML: true, Lang: "fr"}, Authors: []Person{{Name: "Zoé"}},
					Dates: Dates{Published: "2024-02-05T09:47:00Z"}},
				{ID: "5", Link: "https://other.example/5", Title: Text{Lang: "fr"}, Content: Text{Value: "文", Lang: "fr"}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if !Is([]byte(c.feed), "") {
				t.Error("not taken for a feed")
			}
			if diff := cmp.Diff(&c.want, Parse([]byte(c.feed), "", "", base)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestBroken has feeds as they are found: titles of the items that must be read.
func TestBroken(t *testing.T) {
	item := func(title string) string {
		return "<item><title>" + title + "</title><link>https://x.example/</link></item>"
	}
	rss := func(inner string) string { return "<rss><channel>" + inner + "</channel></rss>" }
	for name, c := range map[string]struct {
		feed string
		want []string
		cut  bool
	}{
		"broken off in an item":        {"<rss><channel>" + item("一") + item("deux") + "<item><title>tro", []string{"一", "deux"}, true},
		"broken off in a tag":          {"<rss><channel>" + item("一") + "<item><title>x</title><li", []string{"一"}, true},
		"broken off between items":     {"<rss><channel>" + item("一"), []string{"一"}, false},
		"JSON broken off":              {`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"一"},{"id":"2","ti`, []string{"一"}, true},
		"bare ampersands":              {rss(item("R&D & Co &nbsp;é")), []string{"R&D & Co é"}, false},
		"names of HTML":                {rss(item("caf&eacute; &laquo;x&raquo;")), []string{"café «x»"}, false},
		"an unknown name":              {rss(item("a &foo; b")), []string{"a &foo; b"}, false},
		"control characters":           {rss(item("a\x01\x00b")), []string{"ab"}, false},
		"invalid UTF-8":                {rss(item("電\xff文 " + strings.Repeat("漢字 ", 50))), []string{"電\ufffd文 " + strings.TrimSpace(strings.Repeat("漢字 ", 50))}, false},
		"white space before":           {"\n \ufeff" + rss(item("一")), []string{"一"}, false},
		"a title that is not closed":   {rss("<item><title>un<item><title>deux</title></item>"), []string{"un", "deux"}, false},
		"a tag that is not closed":     {rss("<item><description><p>a<br></description><title>un</title></item>"), []string{"un"}, false},
		"ends in another order":        {rss("<item><title>un</title></channel></rss>"), []string{"un"}, false},
		"items outside the channel":    {"<rss><channel><title>x</title></channel>" + item("un") + "</rss>", []string{"un"}, false},
		"no channel":                   {"<rss>" + item("un") + "</rss>", []string{"un"}, false},
		"an undeclared prefix":         {"<rss><channel><itunes:x>1</itunes:x>" + item("un") + "</channel></rss>", []string{"un"}, false},
		"upper case":                   {"<RSS><CHANNEL><ITEM><TITLE>un</TITLE></ITEM></CHANNEL></RSS>", []string{"un"}, false},
		"a document type":              {`<!DOCTYPE rss [<!ENTITY a "b">]>` + rss(item("un &a;")), []string{"un &a;"}, false},
		"titles that are not HTML's":   {"<rss><channel><item><title>a <b>b</b> &lt;i&gt;c</title></item></channel></rss>", []string{"a b <i>c"}, false},
		"scripts are no raw text here": {"<rss><channel><script><item><title>un</title></item></script></channel></rss>", []string{"un"}, false},
		"UTF-8 written twice":          {rss(item("TÃ©lÃ©gramme")), []string{"Télégramme"}, false},
		"no feed":                      {"<html><body><p>x</p></body></html>", nil, false},
		"nothing":                      {"", nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := Parse([]byte(c.feed), "", "", base)
			var got []string
			for _, i := range f.Items {
				got = append(got, i.Title.Plain())
			}
			if diff := cmp.Diff(c.want, got); diff != "" || f.Cut != c.cut {
				t.Errorf("cut: %t; (-want +got)\n%s", f.Cut, diff)
			}
		})
	}
}

func TestCharsets(t *testing.T) {
	for name, c := range map[string]struct{ feed, contentType, want string }{
		"declared in the document": {"<?xml version=\"1.0\" encoding=\"shift_jis\"?><rss><channel><title>\x93d\x95\xb6</title></channel></rss>", "", "電文"},
		"declared by the server":   {"<rss><channel><title>\xd0\xc2\xce\xc5</title></channel></rss>", "text/xml; charset=gb2312", "新闻"},
		"not declared":             {"<rss><channel><title>t\xe9l\xe9gramme diplomatique</title></channel></rss>", "", "télégramme diplomatique"},
		"UTF-16":                   {"\xfe\xff\x00<\x00r\x00s\x00s\x00>\x00<\x00c\x00h\x00a\x00n\x00n\x00e\x00l\x00>\x00<\x00t\x00i\x00t\x00l\x00e\x00>\x96\xfb\x65\x87\x00<\x00/\x00t\x00i\x00t\x00l\x00e\x00>", "", "電文"},
	} {
		if got := Parse([]byte(c.feed), c.contentType, "", "").Title.Plain(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestHostileFeeds has what must not take time or memory. What is quadratic does not come to its end here.
func TestHostileFeeds(t *testing.T) {
	laughs := `<!DOCTYPE x [<!ENTITY a "ha">` + strings.Repeat(`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">`, 100) + `]><rss><channel><title>&b;</title></channel></rss>`
	for name, s := range map[string]string{
		"a million laughs":       laughs,
		"tiny items":             "<rss><channel>" + strings.Repeat("<item><title>a</title></item>", 200_000),
		"deep elements":          "<rss><channel>" + strings.Repeat("<a>", 700_000),
		"deep items":             "<rss><channel>" + strings.Repeat("<item><a>", 200_000),
		"deep markup":            "<rss><channel><item><description>" + strings.Repeat("<b>", 700_000),
		"many attributes":        "<rss><channel><item " + strings.Repeat(`a="b" `, 300_000) + ">",
		"many namespaces":        "<rss " + strings.Repeat(`xmlns:a="b" `, 150_000) + ">",
		"a long title":           "<rss><channel><item><title>" + strings.Repeat("&amp;amp;", 250_000),
		"open angle brackets":    "<rss><channel><item><title>" + strings.Repeat("<", 2_000_000),
		"CDATA in CDATA":         "<rss><channel><item><title>" + strings.Repeat("<![CDATA[", 200_000),
		"comments":               "<rss>" + strings.Repeat("<!--", 500_000),
		"ends":                   "<rss><channel>" + strings.Repeat("</a>", 500_000),
		"tiny items of JSON":     `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`{"id":1},`, 200_000),
		"deep JSON":              `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`[`, 1_000_000),
		"an address of a 1 MB":   "<rss><channel><item><link>http://x/" + strings.Repeat("%", 1_000_000) + "</link></item>",
		"a person of a megabyte": "<rss><channel><item><author>" + strings.Repeat("a@", 500_000) + "</author></item>",
		"a date of a megabyte":   "<rss><channel><item><pubDate>" + strings.Repeat("1", 1_000_000) + "</pubDate></item>",
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			f := Parse([]byte(s), "", "", base)
			for _, i := range f.Items {
				i.Title.Plain()
				Time(i.Published)
			}
			runtime.ReadMemStats(&after)
			grown := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%s, %d MiB allocated", time.Since(start), grown)
			if grown > 512 || len(f.Items) > MaxItems { // a tenth of it when the race detector does not look on
				t.Errorf("%d MiB allocated, %d items", grown, len(f.Items))
			}
		})
	}
}

func TestTime(t *testing.T) {
	at := time.Date(2024, 2, 5, 8, 47, 0, 0, time.UTC)
	for s, want := range map[string]time.Time{
		"Mon, 05 Feb 2024 09:47:00 +0100":  at,
		"Mon, 5 Feb 2024 03:47:00 EST":     at,
		"Monday, 05-Feb-24 08:47:00 GMT":   at,
		"05 Feb 2024 09:47 CET":            at,
		"Mon,  05 Feb 2024  08:47:00 Z":    at,
		"2024-02-05T08:47:00Z":             at,
		"2024-02-05T17:47+09:00":           at,
		"2024-02-05T17:47:00+0900":         at,
		"2024-02-05 08:47:00":              at,
		"Mon Feb 5 08:47:00 2024":          at,
		"February 5, 2024 08:47":           at,
		"2024-02-05":                       time.Date(2024, 2, 5, 0, 0, 0, 0, time.UTC),
		"2024":                             time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
		"Mon, 05 Feb 2024":                 time.Date(2024, 2, 5, 0, 0, 0, 0, time.UTC),
		"2024年2月5日":                        {},
		"5 février 2024":                   {},
		"soon":                             {},
		"":                                 {},
		"0000-00-00":                       {},
		"Thu, 01 Jan 1970 00:00:00 +99999": {},
	} {
		got, ok := Time(s)
		if !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("Time(%q) = %s, %t; want %s", s, got, ok, want)
		}
	}
}

func TestPersons(t *testing.T) {
	for s, want := range map[string]Person{
		"Zoé Ünal":                       {Name: "Zoé Ünal"},
		"z@news.example (Zoé Ünal)":      {Name: "Zoé Ünal", Email: "z@news.example"},
		"林芳正 <h@news.example>":           {Name: "林芳正", Email: "h@news.example"},
		"h@news.example":                 {Email: "h@news.example"},
		`"كاتب" <mailto:k@news.example>`: {Name: "كاتب", Email: "k@news.example"},
		"":                               {},
	} {
		if got := parsePerson(s); got != want {
			t.Errorf("parsePerson(%q) = %+v, want %+v", s, got, want)
		}
	}
}

func TestOPML(t *testing.T) {
	list := `<?xml version="1.0"?><opml version="2.0"><head><title>電文</title></head><body>
		<outline type="rss" text="新闻 &amp; 电报" xmlUrl="https://cn.example/f?a=1&amp;b=2" htmlUrl="https://cn.example/"></outline>
		<outline type="rss" text="Été &#34;à&#34; Genève" xmlUrl="https://fr.example/f"></outline><outline text="برقية" xmlUrl="https://ar.example/f"/></body></opml>`
	read, err := ParseOPML([]byte(list))
	all := []Outline{
		{Title: "新闻 & 电报", Feed: "https://cn.example/f?a=1&b=2", Site: "https://cn.example/"},
		{Title: `Été "à" Genève`, Feed: "https://fr.example/f"},
		{Title: "برقية", Feed: "https://ar.example/f"},
	}
	if diff := cmp.Diff(all, read); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	folders := `<opml version="1.0"><head><title>x</title></head><body><outline text="dossier é"><outline text="一" xmlUrl="https://a.example/?x=1&y=2">
		</outline><outline TEXT="deux" type="rss" XMLURL="https://b.example/"/></outline><outline text="a link" url="https://c.example"/><outline text="again" xmlUrl="https://b.example/"/>
		<outline text="d"><outline text="e"><outline text="site only" htmlUrl="https://d.example/"/></outline></outline><outline text="three" category="/x,/y/z" type="RSS" url="feed://e.example/f"/>
		<outline text="more" type="include" url="https://f.example/more.opml"/></body></opml>`
	read, err = ParseOPML([]byte(folders))
	want := []Outline{
		{Title: "一", Feed: "https://a.example/?x=1&y=2", Category: "/dossier é"}, {Title: "deux", Feed: "https://b.example/", Category: "/dossier é"},
		{Title: "site only", Site: "https://d.example/", Category: "/d/e"}, {Title: "three", Feed: "http://e.example/f", Category: "/x,/y/z"},
		{Title: "more", Includes: "https://f.example/more.opml"},
	}
	if diff := cmp.Diff(want, read); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
	want = slices.Concat(want[:4], all)
	var written strings.Builder
	if err := WriteOPML(&written, "Été <電文>", want); err != nil {
		t.Fatal(err)
	}
	read, err = ParseOPML([]byte(written.String()))
	if diff := cmp.Diff(want, read); diff != "" || err != nil {
		t.Errorf("what was written is read otherwise: %v (-want +got)\n%s\n%s", err, diff, written.String())
	}
}

// TestDamagedOPML holds that a list that is damaged says so and where, beside the feeds that can be made out.
func TestDamagedOPML(t *testing.T) {
	const one = `<?xml version="1.0" encoding="ISO-8859-1"?>` + "\n" + `<opml version="2.0"><body>` + "\n" + `<outline text="A & B" xmlUrl="https://a.example/"/>` + "\n"
	for name, c := range map[string]struct {
		list, want string
		feeds      int
	}{
		"a quote that does not end": {one + `<outline text="b xmlUrl="https://b.example/"/>` + "\n</body></opml>", "broken XML on line 4: ", 1},
		"cut within a tag":          {one + `<outline text="b" xmlUrl="https://b.exa`, "broken XML on line 4: unexpected EOF", 1},
		"cut between tags":          {one, "it breaks off on line 4: </opml> is missing", 1},
		"nothing":                   {" \n", "empty", 0},
		"a page":                    {"<html><p>電文</p>", "not a list of feeds: it has no <opml>", 0},
		"folders only":              {`<opml><body><outline text="x"/></body></opml>`, "a list without feeds: no outline has an xmlUrl", 0},
	} {
		list, err := ParseOPML([]byte(c.list))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || len(list) != c.feeds {
			t.Errorf("%s: %d feeds, %v; want %d, %s", name, len(list), err, c.feeds, c.want)
		}
	}
}

func TestDiscover(t *testing.T) {
	page := `<html><head><base href="https://cdn.example/x/"><link rel="stylesheet" type="text/css" href="a.css">
		<link rel="alternate" hreflang="fr" href="/fr/"><link rel="ALTERNATE home" type="application/rss+xml" href="rss.xml">
		<link href=//b.example/atom type=application/atom+xml rel=alternate><link rel="alternate" type="application/feed+json" href="j?a=1&amp;b=é">
		</head><body><link rel="alternate" type="application/rss+xml" href="comments.xml">`
	want := []string{"https://cdn.example/x/rss.xml", "https://b.example/atom", "https://cdn.example/x/j?a=1&b=%C3%A9"}
	got := Discover([]byte(page), "", "https://news.example/")
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "é", "%C3%A9")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss><channel><item><title>电 &amp; é</title><link>a</link></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>برقية</div></content></entry>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"電文"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		Is(body, "")
		for _, i := range Parse(body, "", "", base).Items {
			for _, s := range []string{i.Title.Value, i.Title.Plain(), i.Content.Value, i.Link, i.ID, fmt.Sprint(i.Authors)} {
				if !utf8.ValidString(s) {
					t.Errorf("%q is not UTF-8", s)
				}
			}
			Time(i.Published)
		}
		ParseOPML(body)
		Discover(body, "", base)
	})
}
