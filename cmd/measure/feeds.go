package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"

	"polydigest/internal/read"
	"polydigest/internal/source/feed"
)

// feeds prints how many of feedparser's expectations on titles, links, ids, dates, languages, authors and contents
// hold. A case is a feed with a comment that has a Python expression over the parse; of it the comparisons of one
// value with a literal are read. The folder has files.jsonl.gz with {"path", "base64"}.
func feeds(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("feeds FOLDER")
	}
	cases, err := feedCases(filepath.Join(args[0], "files.jsonl.gz"))
	if err != nil {
		return err
	}
	right, all := map[string]int{}, map[string]int{}
	var wrong []string
	for _, c := range cases {
		f := feed.Parse(c.Base64, c.header("Content-type"), c.header("Content-Language"), "")
		for _, e := range c.expectations() {
			got, field := feedValue(f, e.path)
			if field == "" {
				continue
			}
			all[field]++
			if e.holds(got) {
				right[field]++
			} else {
				name := strings.TrimPrefix(c.Path, "tests/")
				wrong = append(wrong, fmt.Sprintf("%s: %s = %q, want %s", name, e.path, got, e.want))
			}
		}
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(out, "field\tright\tof\tshare\t\n")
	total, sum := 0, 0
	for _, field := range []string{"title", "link", "id", "date", "language", "author", "content"} {
		total, sum = total+right[field], sum+all[field]
		fmt.Fprintf(out, "%s\t%d\t%d\t%s\t\n", field, right[field], all[field], percent(right[field], all[field]))
	}
	fmt.Fprintf(out, "all\t%d\t%d\t%s\t\n", total, sum, percent(total, sum))
	out.Flush()
	fmt.Printf("%d feeds\n", len(cases))
	for _, w := range wrong {
		fmt.Println(w)
	}
	return nil
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 1, 64) + "%"
}

type feedCase struct {
	Path   string
	Base64 []byte
	text   string
}

func feedCases(name string) ([]feedCase, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var cases []feedCase
	in := bufio.NewScanner(unzipped)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var c feedCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			return nil, err
		}
		c.text, _ = read.Decode(c.Base64, "")
		cases = append(cases, c)
	}
	return cases, in.Err()
}

// header is a header of the answer that the feed came with, as its comment says.
func (c feedCase) header(name string) string {
	m := regexp.MustCompile(`(?mi)^Header:\s*` + name + `:\s*(.*?)\s*$`).FindStringSubmatch(c.text)
	if m == nil {
		return ""
	}
	return m[1]
}

type expectation struct{ path, want string }

var (
	expectLine = regexp.MustCompile(`(?s)Expect:\s*(.*?)\s*-->`)
	comparison = regexp.MustCompile(`((?:ord\()?(?:feed|entries)(?:\['\w+'\]|\[\d+\]|\.\w+)+\)?)\s*==\s*` +
		`(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|\([\d, ]+\)|\d+|None)`)
	noLanguage  = regexp.MustCompile(`not feed\.has_key\('language'\)`)
	unicodeCode = regexp.MustCompile(`\\u([0-9a-f]{4})|\\x([0-9a-f]{2})`)
)

func (c feedCase) expectations() []expectation {
	m := expectLine.FindStringSubmatch(c.text)
	if m == nil {
		return nil
	}
	var all []expectation
	for _, e := range comparison.FindAllStringSubmatch(m[1], -1) {
		all = append(all, expectation{strings.NewReplacer("['", ".", "']", "", "[", ".", "]", "").Replace(e[1]), e[2]})
	}
	if noLanguage.MatchString(m[1]) {
		all = append(all, expectation{"feed.language", "None"})
	}
	return all
}

func (e expectation) holds(got string) bool {
	switch {
	case e.want == "None":
		return got == ""
	case strings.HasPrefix(e.path, "ord("):
		return len([]rune(got)) == 1 && strconv.Itoa(int([]rune(got)[0])) == e.want
	case strings.HasPrefix(e.want, "("):
		at, ok := feed.Time(got)
		y, m, d := at.UTC().Date()
		hour, minute, second := at.UTC().Clock()
		return ok && strings.HasPrefix(e.want, fmt.Sprintf("(%d, %d, %d, %d, %d, %d, ", y, m, d, hour, minute, second))
	}
	want := strings.TrimPrefix(e.want, "u")
	want = unicodeCode.ReplaceAllStringFunc(want[1:len(want)-1], func(code string) string {
		n, _ := strconv.ParseUint(code[2:], 16, 32)
		return string(rune(n))
	})
	return strings.NewReplacer(`\'`, "'", `\"`, `"`, `\n`, "\n").Replace(want) == got
}

// feedValue is what was read for a path, and which of the measured fields it belongs to; "" for others.
func feedValue(f *feed.Feed, path string) (value, field string) {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "ord("), ")")
	keys := strings.Split(path, ".")
	item := feed.Item{Title: f.Title, Summary: f.Subtitle, Link: f.Link, ID: f.ID, Authors: f.Authors, Dates: f.Dates}
	keys = keys[1:]
	isEntry := strings.HasPrefix(path, "entries")
	if isEntry {
		n, _ := strconv.Atoi(keys[0])
		keys, item = keys[1:], feed.Item{}
		if n < len(f.Items) {
			item = f.Items[n]
		}
	}
	key, rest := keys[0], strings.Join(keys[1:], ".")
	switch strings.TrimSuffix(key, "_detail") {
	case "title":
		return textValue(item.Title, rest, "title")
	case "link":
		return item.Link, "link"
	case "id", "guid":
		return item.ID, "id"
	case "updated", "updated_parsed", "modified", "modified_parsed":
		return item.Updated, "date"
	case "published", "published_parsed", "issued", "issued_parsed":
		return item.Published, "date"
	case "created", "created_parsed":
		return item.Created, "date"
	case "language":
		return f.Language, "language"
	case "copyright", "rights":
		if rest == "language" {
			return f.Rights.Lang, "language"
		}
	case "tagline", "subtitle", "info", "description", "summary":
		return textValue(item.Summary, rest, "content")
	case "content":
		return textValue(item.Content, strings.TrimPrefix(rest, "0."), "content")
	case "author", "authors":
		if len(item.Authors) > 0 {
			return personValue(item.Authors, rest), "author"
		}
		return "", "author"
	}
	return "", ""
}

func textValue(t feed.Text, key, field string) (string, string) {
	switch key {
	case "", "value":
		return t.Value, field
	case "language":
		return t.Lang, "language"
	}
	return "", ""
}

func personValue(people []feed.Person, key string) string {
	if n, after, ok := strings.Cut(key, "."); ok {
		if i, err := strconv.Atoi(n); err == nil && i < len(people) {
			people, key = people[i:], after
		}
	}
	switch p := people[0]; key {
	case "name":
		return p.Name
	case "email":
		return p.Email
	case "url", "href":
		return p.URL
	default:
		return p.String()
	}
}
