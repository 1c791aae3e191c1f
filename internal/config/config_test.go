package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/digest"
)

const good = `contact: https://example.org/about
store: data
pivot: en
retention: {unused: 30d, texts: 52w}
digests:
  電報 leak:
    sources: [feeds.opml, https://news.example/rss, "-", s3://bucket/reports, /abs/x]
    languages: [en, zh-Hans, ar]
    topic: télégrammes
    since: 2w
    top: 3
    depth: 5
    budget: {cost: 0.50, tokens: 400000}
    check: none
    glossary:
      - forms: [林芳正, هاياشي]
        kind: person
        rendered: {en: Yoshimasa Hayashi}
    labels:
      https://news.example/rss: [state media]
      feeds.opml: [mine]
    schedule: cron(0 7 ? * MON-FRI *)
    timezone: Europe/Paris
    recipients:
      - {to: Zoé <zoe@example.org>, language: zh-Hans}
`

func TestRequestOfAFile(t *testing.T) {
	c, err := Parse("conf/polydigest.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	want := digest.Request{
		Name: "電報 leak", Topic: "télégrammes", Languages: []string{"en", "zh-Hans", "ar"}, Pivot: "en",
		Sources: []string{"conf/feeds.opml", "https://news.example/rss", "-", "s3://bucket/reports", "/abs/x"},
		Since:   "336h0m0s", Top: 3, Depth: 5, Check: "none", MaxCost: "0.5", MaxTokens: 400000,
		Glossary: []digest.Term{{Forms: []string{"林芳正", "هاياشي"}, Kind: "person", Rendered: map[string]string{"en": "Yoshimasa Hayashi"}}},
		Labels:   map[string][]string{"https://news.example/rss": {"state media"}, "conf/feeds.opml": {"mine"}},
	}
	got, ok := c.Request("電報 leak")
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if _, ok := c.Request("other"); ok {
		t.Error("a digest that is not there")
	}
	if c.Store != "conf/data" || c.Retention != (Retention{"30d", "52w"}) || !cmp.Equal(c.Names(), []string{"電報 leak"}) {
		t.Errorf("%+v", c)
	}
	if _, err := got.Complete(time.Date(2024, 2, 6, 7, 0, 0, 0, time.UTC)); err != nil {
		t.Errorf("the request is not complete: %v", err)
	}
}

func TestErrorsNameTheirLine(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	for name, c := range map[string]struct {
		yaml string
		want []string // of each error the beginning
	}{
		"an unknown key":            {replace("topic:", "topics:"), []string{`f.yaml:9:5: unknown key "topics"; the keys here are sources, languages, topic,`}},
		"an unknown key at the top": {"contacts: x\n" + good, []string{`f.yaml:1:1: unknown key "contacts"; the keys here are contact, store,`}},
		"a key twice":               {replace("    top: 3\n", "    top: 3\n    top: 4\n"), []string{`f.yaml:12:5: mapping key "top" already defined`}},
		"text for a number":         {replace("top: 3", "top: drei"), []string{`f.yaml:11:10: here belongs a whole number, not "drei"`}},
		"broken YAML":               {replace("[en, zh-Hans, ar]", "[en, zh-Hans"), []string{"f.yaml:9:5: ',' or ']' must"}},
		"tabs":                      {replace("    top: 3", "\ttop: 3"), []string{"f.yaml:11:1: a tab"}},
		"a language that is none":   {replace("zh-Hans, ar]", "chinesisch]"), []string{`f.yaml:8:21: unknown language "chinesisch"`, `f.yaml:25:47: "zh-Hans" is not among`}},
		"several things": {replace("since: 2w", "since: 2 weeks") + "  x: {sources: []}\n",
			[]string{`f.yaml:10:12: "2 weeks" is not a time`, `f.yaml:26:6: no sources`}},
		"an unknown key deep down":    {replace("kind: person", "sort: person"), []string{`f.yaml:17:9: unknown key "sort"; the keys here are forms, kind, rendered`}},
		"a text for a list":           {replace("[en, zh-Hans, ar]", "en"), []string{`f.yaml:8:16: here belongs a list, such as [a, b], not a text`}},
		"a list for keys":             {replace("{cost: 0.50, tokens: 400000}", "[0.50]"), []string{`f.yaml:13:13: here belongs keys with values, such as {key: value}, not a list`}},
		"a line out of line":          {replace("    top: 3", "   top: 3"), []string{`f.yaml:11:4: value is not allowed in this context; is it indented`}},
		"a source twice":              {replace(`"-"`, "feeds.opml"), []string{`f.yaml:7:53: "feeds.opml" is listed twice`}},
		"a kind of name":              {replace("kind: person", "kind: animal"), []string{`f.yaml:17:15: kind is one of person, body, place, outlet, role, not "animal"`}},
		"a time of day too late":      {replace("cron(0 7 ", "cron(0 25 "), []string{`f.yaml:22:15: schedule "cron(0 25 ? * MON-FRI *)": end of range (25)`}},
		"a day that is none":          {replace("MON-FRI", "LUN-VEN"), []string{`f.yaml:22:15: schedule "cron(0 7 ? * LUN-VEN *)": `}},
		"a digest of nothing":         {"digests:\n  a:\n    languages: [en]\n", []string{`f.yaml:2:3: no sources`}},
		"a time that is none":         {replace("since: 2w", "since: gestern"), []string{`f.yaml:10:12: "gestern" is not a time`}},
		"a retention that is none":    {replace("texts: 52w", "texts: lange"), []string{`f.yaml:4:33: "lange" is not a time`}},
		"a retention of an hour":      {replace("texts: 52w", "texts: 1h"), []string{`f.yaml:4:33: 1h is too short`}},
		"a negative time":             {replace("since: 2w", "since: -3h"), []string{`f.yaml:10:12: "-3h" is not a time`}},
		"a budget that is none":       {replace("cost: 0.50", "cost: viel"), []string{`f.yaml:13:20: cost is an amount`}},
		"a budget of nothing":         {replace("cost: 0.50", "cost: 0"), []string{`f.yaml:13:20: cost is an amount`}},
		"negative counts":             {strings.Replace(replace("top: 3", "top: -3"), "depth: 5", "depth: -1", 1), []string{"f.yaml:11:", "f.yaml:12:"}},
		"a source with a password":    {replace("https://news.example/rss, \"-\"", "https://u:p@news.example/rss"), []string{"f.yaml:7:27: an address with a password", "f.yaml:20:"}},
		"a source of another kind":    {replace(`"-"`, `"ftp://x/y"`), []string{`f.yaml:7:53: "ftp://x/y" is not an address`}},
		"labels of what is no source": {replace("      feeds.opml: [mine]", "      フィード: [mine]"), []string{`f.yaml:21:13: "フィード" has labels`}},
		"a schedule of crontab":       {replace("cron(0 7 ? * MON-FRI *)", "0 7 * * *"), []string{"f.yaml:22:15: a schedule is cron"}},
		"a schedule of five fields":   {replace("cron(0 7 ? * MON-FRI *)", "cron(0 7 * * ?)"), []string{"f.yaml:22:15: cron has six fields"}},
		"a schedule with both days":   {replace("cron(0 7 ? * MON-FRI *)", "cron(0 7 * * * *)"), []string{"f.yaml:22:15: one of cron's two day fields"}},
		"a rate of nothing":           {replace("cron(0 7 ? * MON-FRI *)", "rate(hourly)"), []string{"f.yaml:22:15: rate is a number"}},
		"a time zone that is none":    {replace("Europe/Paris", "Europe/Genf"), []string{`f.yaml:23:15: unknown time zone "Europe/Genf"`}},
		"a recipient that is none":    {replace("Zoé <zoe@example.org>", "zoe"), []string{`f.yaml:25:14: not an address of mail`}},
		"an edition that is not made": {replace("language: zh-Hans}", "language: fr}"), []string{`f.yaml:25:47: "fr" is not among`}},
		"nothing":                     {"", []string{"f.yaml:1:1: no digests"}},
		"no digests":                  {"pivot: en\n", []string{"f.yaml:1:1: no digests"}},
		"a name with a slash":         {"digests:\n  a/b:\n    sources: [x]\n", []string{"f.yaml:2:3: a name is"}},
		"a contact that is none":      {replace("https://example.org/about", "me@example.org"), []string{"f.yaml:1:10: contact is the address"}},
		"a model that is none":        {"fallback_models: [small, q@ftp://x, q@http://]\n" + good, []string{`f.yaml:1:26: "q@ftp://x" names no model`, `f.yaml:1:37: "http://" is no endpoint`}},
		"a store elsewhere":           {replace("store: data", "store: ftp://x"), []string{"f.yaml:2:8: store is a folder"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("f.yaml", []byte(c.yaml))
			if err == nil {
				t.Fatal("no error")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(c.want) {
				t.Errorf("%d errors: %q", len(lines), lines)
			}
			for i, want := range c.want {
				if i < len(lines) && !strings.HasPrefix(lines[i], want) {
					t.Errorf("%s\nwant %s…", lines[i], want)
				}
			}
		})
	}
}

func TestLoad(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "polydigest.yaml")
	if err := os.WriteFile(name, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(name); err != nil || c.Digests["電報 leak"].Sources[0] != filepath.Join(folder, "feeds.opml") {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := Load(filepath.Join(folder, "none.yaml")); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := os.WriteFile(name, make([]byte, maxSize+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(name); err == nil {
		t.Error("a megabyte of settings")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("digests: {é: {sources: [x]}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 10_000 {
			Parse("f.yaml", data)
		}
	})
}

func TestExample(t *testing.T) {
	c, err := Load("../../examples/polydigest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range c.Names() {
		r, _ := c.Request(name)
		if _, err := r.Complete(time.Now()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, source := range r.Sources {
			if _, err := os.Stat(source); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
