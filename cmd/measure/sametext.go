package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"polydigest/internal/lineage"
	"polydigest/internal/read"
	"polydigest/internal/text"
)

// sametext prints how well lineage.Relate finds the translations of one text: the articles of parallel-news-ntrex,
// English and another language in one set; then articles in all languages in one set, where every pair counts; then
// the declarations of langid-udhr.
func sametext(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("sametext: which folder?")
	}
	articles, langs, err := ntrex(args[0])
	if err != nil {
		return err
	}
	read := map[string][]text.Document{}
	for _, lang := range langs {
		for _, a := range articles {
			doc, err := readPlain(strings.Join(a.lines(lang), "\n"), lang)
			if err != nil {
				return err
			}
			read[lang] = append(read[lang], doc)
		}
	}
	fmt.Printf("%-8s %7s %11s %8s %13s\n", "en and", "same", "recognised", "other", "false merges")
	for _, lang := range langs {
		if lang == "en" {
			continue
		}
		docs := slices.Concat(read["en"], read[lang])
		n := len(articles)
		printPairs(lang, docs, func(i int) int { return i % n })
	}
	var all []text.Document
	var article []int
	for _, lang := range langs {
		for i, doc := range read[lang] {
			all = append(all, doc)
			article = append(article, i)
		}
	}
	start := time.Now()
	printPairs("all", all, func(i int) int { return article[i] })
	fmt.Printf("%d documents in %.1f s; in so large a set a document is compared with %s\n", len(all), time.Since(start).Seconds(),
		"some of its like, so the pairs found are fewer than the pairs tied")
	return declarations(args[0])
}

// printPairs relates a set of documents and counts the pairs tied, directly or through others.
func printPairs(name string, docs []text.Document, of func(int) int) {
	set := newSets(len(docs))
	for _, r := range lineage.Relate(docs) {
		set.join(r.A, r.B)
	}
	same, found, other, wrong := 0, 0, 0, 0
	for i := range docs {
		for j := i + 1; j < len(docs); j++ {
			one := of(i) == of(j)
			tied := set.find(i) == set.find(j)
			switch {
			case one && tied:
				same, found = same+1, found+1
			case one:
				same++
			case tied:
				other, wrong = other+1, wrong+1
			default:
				other++
			}
		}
	}
	fmt.Printf("%-8s %7d %10.1f%% %8d %12.4f%%\n", name, same, share(found, same), other, share(wrong, other))
}

// declarations reads the articles of one declaration per language as one document each; all are one text.
func declarations(folder string) error {
	type row struct {
		Lang, File, Text string
	}
	texts := map[string][]string{}
	langOf := map[string]string{}
	err := eachLine(filepath.Join(folder, "langid-udhr", "articles.jsonl.gz"), func(r row) {
		texts[r.File] = append(texts[r.File], r.Text)
		langOf[r.File] = r.Lang
	})
	if err != nil {
		return err
	}
	var docs []text.Document
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		doc, err := readPlain(strings.Join(texts[file], "\n\n"), langOf[file])
		if err != nil {
			return err
		}
		docs = append(docs, doc)
	}
	fmt.Println("\nlangid-udhr, whole declarations")
	printPairs("all", docs, func(int) int { return 0 })
	return nil
}

func readPlain(s, lang string) (text.Document, error) {
	return read.Document(text.Raw{Body: []byte(s), Plain: true, Language: lang})
}

// sets are disjoint sets of numbers.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) { s[s.find(i)] = s.find(j) }
