package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/text"
)

// sentences prints how well text.Sentences cuts: the cases of segmentation-pragmatic (whole strings right, boundary
// F1), and the articles of parallel-news-ntrex joined up, where no sentence may begin or end inside a line.
func sentences(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("sentences: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	if err := pragmatic(args[0], verbose); err != nil {
		return err
	}
	return joinedUp(args[0], verbose)
}

// A tally counts boundaries, cases and losses of one language.
type tally struct{ cases, exact, lossless, rewritten, hit, got, want int }

func (t *tally) add(o tally) {
	t.cases += o.cases
	t.exact += o.exact
	t.lossless += o.lossless
	t.rewritten += o.rewritten
	t.hit += o.hit
	t.got += o.got
	t.want += o.want
}

func (t tally) row(name string) string {
	f1 := 1.0
	if t.got+t.want > 0 {
		f1 = 2 * float64(t.hit) / float64(t.got+t.want)
	}
	return fmt.Sprintf("%-10s %6d %7.1f%% %9d %7.3f %8.1f%%", name, t.cases, share(t.exact, t.cases), t.rewritten, f1,
		share(t.lossless, t.cases))
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

func pragmatic(folder string, verbose bool) error {
	type row struct {
		Lang, Text string
		Expected   []string
	}
	byLang := map[string]*tally{}
	var all tally
	err := eachLine(filepath.Join(folder, "segmentation-pragmatic", "cases.jsonl.gz"), func(r row) {
		t := one(r.Lang, r.Text, r.Expected)
		if byLang[r.Lang] == nil {
			byLang[r.Lang] = &tally{}
		}
		byLang[r.Lang].add(t)
		all.add(t)
		if verbose && t.exact == 0 {
			var got []string
			for _, s := range text.Sentences(r.Text, r.Lang) {
				got = append(got, r.Text[s.Start:s.End])
			}
			fmt.Printf("%s\n  got  %q\n  want %q\n", r.Lang, got, r.Expected)
		}
	})
	if err != nil {
		return err
	}
	fmt.Printf("%-10s %6s %8s %9s %7s %9s\n", "lang", "cases", "exact", "rewritten", "F1", "lossless")
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		fmt.Println(byLang[lang].row(lang))
	}
	fmt.Println(all.row("all"))
	return nil
}

// one compares the cut of a case with its expectation; white space does not count, since the set's own program
// also cleans it. A case whose expectation rewrites the text otherwise cannot be right, and has no boundaries to
// compare.
func one(lang, s string, expected []string) tally {
	t := tally{cases: 1}
	spans := text.Sentences(s, lang)
	if lossless(s, spans) {
		t.lossless = 1
	}
	got := map[int]bool{}
	at := 0
	for _, span := range spans {
		at += len(bare(s[span.Start:span.End]))
		got[at] = true
	}
	want := map[int]bool{}
	end := 0
	for _, e := range expected {
		end += len(bare(e))
		want[end] = true
	}
	if at != end || bare(strings.Join(expected, "")) != bare(s) {
		t.rewritten = 1
		return t
	}
	delete(got, at)
	delete(want, end)
	t.got, t.want = len(got), len(want)
	for b := range got {
		if want[b] {
			t.hit++
		}
	}
	if t.hit == t.got && t.hit == t.want {
		t.exact = 1
	}
	return t
}

// lossless reports whether spans are in order and only white space lies between them.
func lossless(s string, spans []text.Span) bool {
	at := 0
	for _, span := range spans {
		if span.Start < at || span.End <= span.Start || span.End > len(s) || bare(s[at:span.Start]) != "" {
			return false
		}
		at = span.End
	}
	return bare(s[at:]) == ""
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// joinedUp joins the lines of each article with a space (nothing in Chinese and Japanese) and counts the boundaries
// inside lines: those that no sentence-final mark stands before are wrong; the others are right where translators make
// two sentences of one, which only a reader can tell (-v prints them). Then the line ends that are no boundary, most of
// them of headings without a mark.
func joinedUp(folder string, verbose bool) error {
	articles, langs, err := ntrex(folder)
	if err != nil {
		return err
	}
	fmt.Printf("\n%-10s %6s %22s %17s %12s\n", "lang", "lines", "cut inside: with mark", "without", "ends missed")
	for _, lang := range langs {
		lines, marked, unmarked, missed := 0, 0, 0, 0
		for _, a := range articles {
			j := joinArticle(a.lines(lang), lang)
			lines += len(a.rows)
			missed += j.missed
			for _, cut := range j.cuts {
				if cut.marked() {
					marked++
				} else {
					unmarked++
				}
				if verbose {
					fmt.Printf("%s %-5t %s | %s\n", lang, cut.marked(), tail(cut.before, 40), head(cut.after, 30))
				}
			}
		}
		fmt.Printf("%-10s %6d %22d %17d %11.2f%%\n", lang, lines, marked, unmarked, share(missed, lines))
	}
	return nil
}

// A lineCut is a line that a boundary falls inside of.
type lineCut struct{ before, after string }

// marked reports whether a mark that ends sentences, with the quotes and brackets that close behind it, stands before
// the cut.
func (c lineCut) marked() bool {
	bare := strings.TrimRightFunc(c.before, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) || r == '"' || r == '\''
	})
	r, _ := utf8.DecodeLastRuneInString(bare)
	return unicode.Is(unicode.STerm, r) || r == '…'
}

func tail(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

func head(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// A joined article has cuts inside its lines and line ends without one.
type joined struct {
	cuts   []lineCut
	missed int
}

func joinArticle(lines []string, lang string) (j joined) {
	gap := " "
	if strings.HasPrefix(lang, "zh") || lang == "ja" {
		gap = ""
	}
	ends := map[int]bool{}
	for _, s := range text.Sentences(strings.Join(lines, gap), lang) {
		ends[s.End] = true
	}
	at := 0
	for _, line := range lines {
		full := len(strings.TrimRight(line, " "))
		for i := 1; i < full; i++ {
			if ends[at+i] {
				j.cuts = append(j.cuts, lineCut{line[:i], strings.TrimLeft(line[i:], " ")})
			}
		}
		if !ends[at+len(line)] && !ends[at+full] {
			j.missed++
		}
		at += len(line) + len(gap)
	}
	return j
}

// An article is one article of parallel-news-ntrex: a text in every language, line by line.
type article struct {
	doc  string
	rows []map[string]string
}

func (a article) lines(lang string) []string {
	out := make([]string, len(a.rows))
	for i, row := range a.rows {
		out[i] = row[lang]
	}
	return out
}

// ntrex reads the articles in order and the languages that they are in.
func ntrex(folder string) (articles []article, langs []string, err error) {
	type row struct {
		Doc  string
		Text map[string]string
	}
	seen := map[string]bool{}
	err = eachLine(filepath.Join(folder, "parallel-news-ntrex", "lines.jsonl.gz"), func(r row) {
		if len(articles) == 0 || articles[len(articles)-1].doc != r.Doc {
			articles = append(articles, article{doc: r.Doc})
		}
		last := &articles[len(articles)-1]
		last.rows = append(last.rows, r.Text)
		for lang := range r.Text {
			seen[lang] = true
		}
	})
	return articles, slices.Sorted(maps.Keys(seen)), err
}

// eachLine decodes a gzipped file of JSON lines.
func eachLine[T any](name string, f func(T)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	lines := json.NewDecoder(bufio.NewReader(plain))
	for {
		var row T
		if err := lines.Decode(&row); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		f(row)
	}
}
