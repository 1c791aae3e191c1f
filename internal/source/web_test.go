package source

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
	"polydigest/internal/read"
	"polydigest/internal/source/feed"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

func TestFeedAndTheArticlesBehindIt(t *testing.T) {
	whole := "<description>" + strings.Repeat("Voici tout l'article, que le flux contient en entier. ", 40) + "</description>"
	blurb := "<description>Un chapeau assez long pour être montré quand même : on y lit en deux phrases " +
		"ce que l'article raconte, et de qui il le tient, sans plus.</description>"
	s := newSite(t, map[string]string{
		"/feed": rss(item("/1", "Un", today), item("/2", "Deux", whole), item("/3", "Trois", blurb),
			item("/4", "Quatre", ""), item("/1", "Un", "")),
		"/1": article("Premier sujet traité"), "/3": "500",
	})
	want := []string{
		"/1 = Premier sujet traité",
		"/2 = Voici tout l'article,",
		"/3 = Un chapeau assez (only the feed's summary: internal server error (500))",
		"/4: failed: not found (404)",
	}
	d := newDesk()
	if diff := cmp.Diff(want, d.read(t, s, s.URL+"/feed")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	first := d.items(t, s.URL+"/feed")[0]
	if first.Raw.Title != "Un" || first.Publisher != "Le Quotidien" || first.Raw.DateBasis != digest.DateFeed ||
		first.FinalURL != s.URL+"/1" || first.Raw.URL != s.URL+"/1" {
		t.Errorf("the first item is %+v", first)
	}
}

func TestSecondRunDownloadsNothing(t *testing.T) {
	s := newSite(t, map[string]string{
		"/feed": rss(item("/1", "Un", today), item("/2", "Deux", "")),
		"/1":    article("电报 泄露 事件"), "/2": article("برقية سرية مسربة"), "/page": article("電文 漏洩 事件"),
	})
	d := newDesk()
	names := []string{s.URL + "/feed", s.URL + "/page"}
	before := d.read(t, s, names...)
	if got := s.asked(); !slices.Equal(got, []string{"/1", "/2", "/feed", "/page"}) {
		t.Errorf("first asked for %q", got)
	}
	for _, c := range []struct {
		later time.Duration
		want  []string
	}{
		{time.Minute, []string{"/feed 304", "/page 304"}},
		{recheck, []string{"/1 304", "/2 304", "/feed 304", "/page 304"}},
		{time.Minute, []string{"/feed 304", "/page 304"}},
	} {
		d.at = d.at.Add(c.later)
		if diff := cmp.Diff(before, d.read(t, s, names...)); diff != "" {
			t.Errorf("it reads something else (-first +then)\n%s", diff)
		}
		if got := s.asked(); !slices.Equal(got, c.want) {
			t.Errorf("%s later asked for %q, want %q", c.later, got, c.want)
		}
	}
	s.set("/feed", rss(item("/1", "Un, corrigé", today), item("/2", "Deux", "")))
	s.set("/1", article("Article corrigé depuis"))
	d.read(t, s, names...)
	if got := s.asked(); !slices.Equal(got, []string{"/1", "/feed", "/page 304"}) {
		t.Errorf("after an edit asked for %q", got)
	}
}

func TestEditedPageSupersedes(t *testing.T) {
	s := newSite(t, map[string]string{"/page": article("Deux morts selon")})
	d := newDesk()
	first := d.items(t, s.URL+"/page")[0]
	doc, err := read.Document(first.Raw)
	if err != nil || first.Supersedes != "" {
		t.Fatalf("%v, supersedes %q", err, first.Supersedes)
	}
	d.at = d.at.Add(time.Hour)
	s.set("/page", article("Deux morts selon")+"<!-- served at noon -->")
	if again := d.items(t, s.URL+"/page")[0]; again.Supersedes != "" {
		t.Errorf("another rendering of the same text supersedes %q", again.Supersedes)
	}
	s.set("/page", article("Trois morts selon"))
	for range 2 { // the second time from what is remembered
		if edited := d.items(t, s.URL+"/page")[0]; edited.Supersedes != digest.Hash([]byte(doc.Text)) || !edited.RetrievedAt.Equal(d.at) {
			t.Errorf("the edited page supersedes %q, retrieved at %s", edited.Supersedes, edited.RetrievedAt)
		}
	}
}

func TestEditedItemOfAFeedSupersedes(t *testing.T) {
	whole := func(words string) string {
		_, body, _ := strings.Cut(article(words), "<article>")
		body = strings.TrimSuffix(body, "</article></body></html>")
		body += strings.Repeat("<p>Le reste, aussi long qu'il faut pour un article entier, "+words+".</p>", 20)
		return rss(item("/1", words, "<description><![CDATA["+body+"]]></description>"))
	}
	s := newSite(t, map[string]string{"/feed": whole("Deux morts selon")})
	d := newDesk()
	first := d.items(t, s.URL+"/feed")[0]
	doc, err := read.Document(first.Raw)
	if err != nil || first.Supersedes != "" {
		t.Fatalf("%v, supersedes %q", err, first.Supersedes)
	}
	s.set("/feed", whole("Trois morts selon"))
	for range 2 {
		if edited := d.items(t, s.URL+"/feed")[0]; edited.Supersedes != digest.Hash([]byte(doc.Text)) {
			t.Errorf("the edited item supersedes %q", edited.Supersedes)
		}
	}
	if got := s.asked(); !slices.Equal(got, []string{"/feed", "/feed", "/feed 304"}) {
		t.Errorf("asked for %q", got)
	}
}

func TestFailingFeedIsAskedLaterAndLater(t *testing.T) {
	s := newSite(t, map[string]string{"/feed": rss(item("/1", "Un", "")), "/1": article("Premier sujet traité")})
	d := newDesk()
	d.read(t, s, s.URL+"/feed")
	s.set("/feed", "503")
	s.asked()
	var at []string
	for start := d.at; d.at.Before(start.Add(3 * time.Hour)); d.at = d.at.Add(time.Minute) {
		got := d.read(t, s, s.URL+"/feed")
		if len(got) != 2 || !strings.HasPrefix(got[0], "/feed: failed: service unavailable (503)") || got[1] != "/1 = Premier sujet traité" {
			t.Fatalf("read %q", got)
		}
		if len(s.asked()) > 0 {
			at = append(at, d.at.Sub(start).String())
		}
	}
	if want := []string{"0s", "1m0s", "6m0s", "16m0s", "36m0s", "1h16m0s", "2h36m0s"}; !slices.Equal(at, want) {
		t.Errorf("asked after %q, want %q", at, want)
	}
	s.set("/feed", rss(item("/1", "Un", "")))
	d.at = d.at.Add(24 * time.Hour)
	if got := d.read(t, s, s.URL+"/feed"); len(got) != 1 {
		t.Errorf("after it is back: %q", got)
	}
}

func TestFeedOfHugeArticles(t *testing.T) {
	var entries []string
	pages := map[string]string{}
	for n := range 16 {
		entries = append(entries, item(fmt.Sprint("/", n), "x", ""))
		pages[fmt.Sprint("/", n)] = fmt.Sprint("<p>電文", n, strings.Repeat(" x", 2_400_000))
	}
	pages["/feed"] = rss(entries...)
	s := newSite(t, pages)
	size, refused := 0, 0
	for _, item := range newDesk().items(t, s.URL+"/feed") {
		if size += len(item.Raw.Body); item.State == digest.Failed {
			refused++
		}
	}
	if size > MaxDocument+articlesAtOnce*int(web.DefaultLimits.Body) || refused == 0 {
		t.Errorf("%d MiB in memory, %d articles refused", size>>20, refused)
	}
}

func TestGoneIsNeverAskedAgain(t *testing.T) {
	s := newSite(t, map[string]string{"/page": "410"})
	d := newDesk()
	for _, want := range []string{"gone (410)", "gone (410); not asked again", "gone (410); not asked again"} {
		if got := d.read(t, s, s.URL+"/page"); !slices.Equal(got, []string{"/page: failed: " + want}) {
			t.Errorf("read %q", got)
		}
		d.at = d.at.Add(100 * 24 * time.Hour)
	}
	if got := s.asked(); !slices.Equal(got, []string{"/page 410"}) {
		t.Errorf("asked for %q", got)
	}
}

func TestPeriod(t *testing.T) {
	dated := func(n int, date string) string {
		title := map[int]string{
			3: "日本外交电报系统泄露事件", 4: "Les télégrammes diplomatiques ont été lus", 5: "تسريب برقيات دبلوماسية يابانية",
		}[n]
		return item(fmt.Sprint("/", n), title, "<pubDate>"+date+"</pubDate>")
	}
	s := newSite(t, map[string]string{"/feed": rss(
		dated(1, "Mon, 05 Feb 2024 23:00:00 -0500"), dated(2, "Sun, 04 Feb 2024 23:59:59 GMT"), dated(3, "2024年2月5日"),
		dated(4, "3 février 2024"), dated(5, "٣ فبراير ٢٠٢٤"), dated(6, "2024-02-05"),
		dated(7, "Tue, 06 Feb 2024 12:00:00 GMT"), dated(8, "whenever"), item("/9", "x", ""))})
	for n := range 9 {
		s.set(fmt.Sprint("/", n+1), article("Sujet numéro unique"))
	}
	d := newDesk()
	d.Period = digest.Period{From: time.Date(2024, 2, 5, 0, 0, 0, 0, time.UTC), To: clock}
	want := []string{
		"/1 = Sujet numéro unique", "/2: outside_period: published 2024-02-04", "/3 = Sujet numéro unique",
		"/4: outside_period: published 2024-02-03", "/5: outside_period: published 2024-02-03", "/6 = Sujet numéro unique",
		"/7: outside_period: published 2024-02-06", "/8 = Sujet numéro unique", "/9 = Sujet numéro unique",
	}
	if diff := cmp.Diff(want, d.read(t, s, s.URL+"/feed")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := s.asked(); !slices.Equal(got, []string{"/1", "/3", "/6", "/8", "/9", "/feed"}) {
		t.Errorf("asked for %q", got)
	}
	d.at = d.at.Add(48 * time.Hour)
	d.Period = digest.Period{From: clock.Add(24 * time.Hour), To: d.at}
	got := d.read(t, s, s.URL+"/feed")
	if want := "/9: outside_period: published 2024-02-06"; got[8] != want {
		t.Errorf("an item without a date, two days later: %s, want %s", got[8], want)
	}
}

func TestListsAndFrontPages(t *testing.T) {
	s := newSite(t, map[string]string{
		"/": `<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head>
			<body><h1>Le Quotidien</h1></body></html>`,
		"/feed": rss(item("/1", "Un", "")), "/1": article("Premier sujet traité"),
		"/list.opml": `<opml><body><outline text="Ma rédaction" xmlUrl="SITE/feed"/>
			<outline text="mauvais" xmlUrl="file:///etc/passwd"/></body></opml>`,
	})
	d := newDesk()
	for _, name := range []string{s.URL, s.URL + "/", s.URL + "/feed"} {
		if got := d.read(t, s, name); !slices.Equal(got, []string{"/1 = Premier sujet traité"}) {
			t.Errorf("%s: %q", name, got)
		}
	}
	local := filepath.Join(t.TempDir(), "list.opml")
	if err := os.WriteFile(local, []byte(strings.ReplaceAll(s.pages["/list.opml"], "SITE", s.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{s.URL + "/list.opml", local} {
		want := []string{"/1 = Premier sujet traité", "file:///etc/passwd: failed: not an address of http or https, in the list " + name}
		if diff := cmp.Diff(want, d.read(t, s, name)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
		if got := d.items(t, name)[0].Publisher; got != "Ma rédaction" {
			t.Errorf("%s: its publisher is %q", name, got)
		}
	}
}

func TestListThatNamesPages(t *testing.T) {
	s := newSite(t, map[string]string{
		"/page": article("Une page seule"), "/with": `<link rel="alternate" type="application/atom+xml" href="feed"><p>x`,
		"/bad": `<link rel="alternate" type="application/rss+xml" href="page"><p>x`, "/feed": rss(item("/page", "Un", "")),
	})
	d := newDesk()
	var got []string
	for _, path := range []string{"/page", "/with", "/bad"} {
		for _, item := range d.Fetch(t.Context(), Ref{Source: s.URL + path, Kind: Feed}) {
			got = append(got, strings.ReplaceAll(strings.TrimPrefix(item.Source, s.URL)+" "+item.Reason, s.URL, ""))
		}
	}
	want := []string{"/page a page, not a feed, and it names none", "/page ", "/bad its feed /page is none"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestWhatIsKnownOfFeeds holds that feeds tell how they fare, and that the list of them names where they are now.
func TestWhatIsKnownOfFeeds(t *testing.T) {
	s := newSite(t, map[string]string{
		"/feed": rss(item("/1", "Un", "")), "/1": article("Premier sujet traité"), "/down": "500", "/gone": "410", "/page": article("Une page"),
		"/": `<link rel="alternate" type="application/rss+xml" href="/feed"><p>x`, "/moved": "301",
		"/list.opml": `<opml><body><outline text="Monde"><outline text="Le &lt;Quotidien> &amp; Cie" xmlUrl="SITE/feed"/></outline>
			<outline text="down" xmlUrl="SITE/down"/><outline text="gone" xmlUrl="SITE/gone"/><outline text="site" htmlUrl="SITE/"/>
			<outline text="moved" xmlUrl="SITE/moved"/><outline text="page" xmlUrl="SITE/page"/><outline text="new" xmlUrl="SITE/new"/></body></opml>`,
	})
	d := newDesk()
	d.items(t, s.URL+"/feed", s.URL+"/down", s.URL+"/gone", s.URL+"/", s.URL+"/moved", s.URL+"/page")
	d.items(t, s.URL+"/down")
	before := len(s.asked())
	known, err := d.Known(t.Context(), []string{s.URL + "/list.opml", s.URL + "/page", s.URL + "/"})
	if err != nil || before == 0 {
		t.Fatal(err)
	}
	var got []string
	var list []feed.Outline
	for _, k := range known {
		got = append(got, strings.ReplaceAll(fmt.Sprintf("%s = %s %q: %s", k.Source, k.Feed, k.Title, k), s.URL, ""))
		list = append(list, k.Outline())
	}
	want := []string{
		`/feed = /feed "Le <Quotidien> & Cie": read 2024-02-06 07:00`,
		`/down = /down "down": failed (2 in a row): internal server error (500); next tried after 2024-02-06 07:05; not read yet`,
		`/gone = /gone "gone": gone (410), not asked again; not read yet`,
		`/ = /feed "site": read 2024-02-06 07:00`,
		`/moved = /moved "moved": read 2024-02-06 07:00; has moved to /feed`,
		`/page =  "page": a page, not a feed, and it names none`,
		`/new = /new "new": not read yet`,
		`/ = /feed "Le Quotidien": read 2024-02-06 07:00`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if first := (feed.Outline{Title: "Le <Quotidien> & Cie", Feed: s.URL + "/feed", Category: "/Monde"}); list[0] != first || list[4].Feed != s.URL+"/feed" {
		t.Errorf("they are listed as %+v", list)
	}
	if asked := s.asked(); !slices.Equal(asked, []string{"/list.opml"}) {
		t.Errorf("asked for %q", asked)
	}
}

// TestAFeedBehindARedirectIsNotDownloadedAgain holds that what has not changed is not sent again from another host.
func TestAFeedBehindARedirectIsNotDownloadedAgain(t *testing.T) {
	s := newSite(t, map[string]string{"/feed": rss(item("/1", "Un", "")), "/1": article("Premier sujet traité")})
	mux := http.NewServeMux()
	mux.Handle("/feed", http.RedirectHandler(s.URL+"/feed", http.StatusFound))
	from := httptest.NewServer(mux)
	t.Cleanup(from.Close)
	d := newDesk()
	for _, want := range [][]string{{"/1", "/feed"}, {"/feed 304"}} {
		if got := d.read(t, s, from.URL+"/feed"); !slices.Equal(got, []string{"/1 = Premier sujet traité"}) {
			t.Errorf("read %q", got)
		}
		if got := s.asked(); !slices.Equal(got, want) {
			t.Errorf("asked for %q, want %q", got, want)
		}
	}
}

// TestWhatAFeedHasMoreIsTold holds that items which are not read are not passed over in silence.
func TestWhatAFeedHasMoreIsTold(t *testing.T) {
	long := strings.Repeat(item("/1", "Un", ""), feed.MaxItems+1)
	s := newSite(t, map[string]string{
		"/cut": "<rss><channel>" + item("/1", "Un", "") + "<item><title>Deux", "/long": "<rss><channel>" + long, "/1": article("Premier sujet traité"),
	})
	for path, want := range map[string]string{
		"/cut":  "/cut: skipped: what follows the first 1 items of this feed, which breaks off or has more than 2 MiB",
		"/long": "/long: skipped: the items after the first 200 of this feed",
	} {
		if got := newDesk().read(t, s, s.URL+path); !slices.Equal(got, []string{"/1 = Premier sujet traité", want}) {
			t.Errorf("read %q", got)
		}
	}
}

func TestFeedInAFile(t *testing.T) {
	s := newSite(t, map[string]string{"/1": article("Premier sujet traité")})
	file := filepath.Join(t.TempDir(), "feed.xml")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(rss(item("/1", "Un", "")), "SITE", s.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := newDesk().read(t, s, file); !slices.Equal(got, []string{"/1 = Premier sujet traité"}) {
		t.Errorf("read %q", got)
	}
	got := (&Reader{}).Fetch(t.Context(), Ref{Source: file, Kind: File})
	if got[0].Reason != "articles behind a feed cannot be fetched here" {
		t.Errorf("without the web: %+v", got)
	}
}

func TestAddressesThatAreNot(t *testing.T) {
	s := newSite(t, map[string]string{"/binary": "\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00", "/empty": " ", "/feed": rss()})
	d := newDesk()
	for name, want := range map[string]string{
		s.URL + "/binary":            "/binary: failed: neither page nor feed: image/png",
		s.URL + "/empty":             "/empty: failed: empty",
		s.URL + "/none":              "/none: failed: not found (404)",
		s.URL + "/feed":              "/feed: skipped: a feed without items",
		"http://user:pw@a.example/x": "http://user:pw@a.example/x: failed: neither a file nor an address of http, https or s3 without a password",
	} {
		if got := d.read(t, s, name); len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{s.URL, s.URL + "/list.opml", "s3://bucket/x"} {
		r := &Reader{}
		got := r.Fetch(t.Context(), r.Expand(t.Context(), []string{name})[0])[0]
		if got.State != digest.Failed || !strings.Contains(got.Reason, "cannot be read here") {
			t.Errorf("%s by a reader of files: %+v", name, got)
		}
	}
}

func TestBucket(t *testing.T) {
	kv := storetest.Memory()
	for key, value := range map[string]string{
		"news/1.txt": "外交公电系统", "news/été/2.html": "<p>Le télégramme", "news/.hidden": "x", "newspaper.txt": "no",
		"news/3.jsonl": `{"id":"trois","text":"電文"}`, "other/x": "no", "big.txt": strings.Repeat("x", MaxDocument+1),
	} {
		if err := kv.Put(t.Context(), key, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	r := &Reader{Bucket: func(_ context.Context, name string) (store.KV, error) {
		if name != "s3://bucket?path-style=true" && name != "s3://bucket" {
			return nil, errors.New("no bucket " + name)
		}
		return kv, nil
	}}
	for name, want := range map[string][]string{
		"s3://bucket/news/?path-style=true": {"s3://bucket/news/1.txt = 外交公电系统", "trois = 電文",
			"s3://bucket/news/été/2.html = <p>Le télégramme"},
		"s3://bucket/newspaper.txt": {"s3://bucket/newspaper.txt = no"},
		"s3://bucket/nothing":       {"s3://bucket/nothing: failed: no documents there"},
		"s3://bucket/big.txt":       {"s3://bucket/big.txt: failed: " + tooLarge(MaxDocument+1)},
		"s3://other/x":              {"s3://other/x: failed: no bucket s3://other"},
	} {
		if diff := cmp.Diff(want, readAll(t, r, "", name)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestNoFeedLeadsInside has a feed that names addresses inside; the guard's own tests have sixty of them.
func TestNoFeedLeadsInside(t *testing.T) {
	s := newSite(t, map[string]string{"/1": article("Une page interne")})
	file := filepath.Join(t.TempDir(), "feed.xml")
	body := rss(item("/1", "Un", ""), "<item><link>http://169.254.169.254/latest/meta-data</link></item>",
		"<item><link>file:///etc/passwd</link><title>f</title></item>")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(body, "SITE", s.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := &Reader{Web: web.New(web.Config{}), Store: storetest.Memory()}
	for _, item := range r.Fetch(t.Context(), Ref{Source: file, Kind: File}) {
		if item.State != digest.Failed {
			t.Errorf("%s was read", item.Source)
		}
	}
	if got := s.asked(); len(got) > 0 {
		t.Errorf("asked for %q", got)
	}
}
