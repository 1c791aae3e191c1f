package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"polydigest/internal/read"
	"polydigest/internal/text"
)

// articleText prints how much of the main text of web pages is found. Folders hold either ground-truth.json
// (scrapinghub's article-extraction-benchmark: 4-token shingle F1, its evaluate.py) or evaldata.json
// (trafilatura: segments that must and must not be in the text). With -v as first argument it also lists the
// worst pages.
func articleText(args []string) error {
	verbose, dirs := listing(args)
	for _, dir := range dirs {
		var err error
		if _, missing := os.Stat(filepath.Join(dir, "ground-truth.json")); missing == nil {
			err = articleShingles(dir, verbose)
		} else {
			err = articleSegments(dir, verbose)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func articleShingles(dir string, verbose bool) error {
	var pages map[string]struct{ ArticleBody, URL string }
	if err := readJSON(filepath.Join(dir, "ground-truth.json"), &pages); err != nil {
		return err
	}
	type row struct {
		key      string
		p, r, f1 float64
		err      error
	}
	var rows []row
	var precision, recall, f1 float64
	for key, page := range pages {
		body, err := readGzip(filepath.Join(dir, "html", key+".html.gz"))
		if err != nil {
			return err
		}
		doc, err := read.Document(text.Raw{Body: body, ContentType: "text/html", URL: page.URL})
		p, r := shingleScore(page.ArticleBody, doc.Text)
		f := harmonic(p, r)
		precision, recall, f1 = precision+p, recall+r, f1+f
		rows = append(rows, row{key, p, r, f, err})
	}
	n := float64(len(pages))
	fmt.Printf("article text, %d pages of %s\n", len(pages), dir)
	fmt.Printf("  F1 of mean precision and recall %.4f   mean F1 %.4f   precision %.4f   recall %.4f\n",
		harmonic(precision/n, recall/n), f1/n, precision/n, recall/n)
	if verbose {
		sort.Slice(rows, func(i, j int) bool { return rows[i].f1 < rows[j].f1 })
		for _, r := range rows[:min(15, len(rows))] {
			fmt.Printf("  %.3f p %.3f r %.3f %s %s %v\n", r.f1, r.p, r.r, r.key, pages[r.key].URL, r.err)
		}
	}
	return nil
}

var wordToken = regexp.MustCompile(`[\p{L}\p{N}\p{M}_]+`)

// shingleScore compares two texts by their runs of four words, counted.
func shingleScore(want, got string) (precision, recall float64) {
	a, b := shingles(want), shingles(got)
	both, inA, inB := 0, 0, 0
	for s, n := range a {
		inA += n
		both += min(n, b[s])
	}
	for _, n := range b {
		inB += n
	}
	if inA == 0 && inB == 0 {
		return 1, 1
	}
	if inA == 0 || inB == 0 {
		return 0, 0
	}
	return float64(both) / float64(inB), float64(both) / float64(inA)
}

func shingles(s string) map[string]int {
	words := wordToken.FindAllString(s, -1)
	out := map[string]int{}
	if len(words) > 0 && len(words) < 4 {
		out[strings.Join(words, " ")]++
	}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func articleSegments(dir string, verbose bool) error {
	var pages map[string]struct {
		URL, Lang     string
		With, Without []string
	}
	if err := readJSON(filepath.Join(dir, "evaldata.json"), &pages); err != nil {
		return err
	}
	found, missed, chrome := 0, 0, 0
	for _, key := range slices.Sorted(maps.Keys(pages)) {
		page := pages[key]
		body, err := readGzip(filepath.Join(dir, "html", key))
		if err != nil {
			return err
		}
		doc, err := read.Document(text.Raw{Body: body, ContentType: "text/html", URL: page.URL})
		got := strings.Join(strings.Fields(doc.Text), " ")
		for _, s := range page.With {
			if strings.Contains(got, strings.Join(strings.Fields(s), " ")) {
				found++
			} else {
				missed++
				note(verbose, "  missed %s %s %q %v\n", key, page.URL, s, err)
			}
		}
		for _, s := range page.Without {
			if strings.Contains(got, strings.Join(strings.Fields(s), " ")) {
				chrome++
				note(verbose, "  chrome %s %s %q\n", key, page.URL, s)
			}
		}
	}
	p, r := float64(found)/float64(max(found+chrome, 1)), float64(found)/float64(max(found+missed, 1))
	fmt.Printf("segments, %d pages of %s\n", len(pages), dir)
	fmt.Printf("  F %.4f   precision %.4f   recall %.4f   (found %d, missed %d, chrome %d)\n", harmonic(p, r), p, r, found, missed, chrome)
	return nil
}

// listing splits a leading -v, which asks for the cases that fail, from the folders.
func listing(args []string) (verbose bool, dirs []string) {
	if len(args) > 0 && args[0] == "-v" {
		return true, args[1:]
	}
	return false, args
}

func note(verbose bool, format string, args ...any) {
	if verbose {
		fmt.Printf(format, args...)
	}
}

func readJSON(path string, into any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
