package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"polydigest/internal/text"
)

// newsLanguages are the languages that every other table is about.
var newsLanguages = []string{"en", "zh-Hans", "zh-Hant", "ja", "ko", "fr", "it", "es", "pt", "de", "nl", "ru", "uk", "pl", "tr",
	"ar", "he", "fa", "hi", "th", "vi", "id"}

// language prints how many articles of langid-udhr and lines of parallel-news-ntrex text.Language names rightly.
func language(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("language: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	type row struct{ Lang, Text string }
	right, all := map[string]int{}, map[string]int{}
	taken := map[string]map[string]int{}
	count := func(lang, s string) {
		got, sure := text.Language(s)
		lang = strings.TrimSuffix(lang, "-BR")
		all[lang]++
		if got == lang {
			right[lang]++
			return
		}
		if taken[lang] == nil {
			taken[lang] = map[string]int{}
		}
		taken[lang][got]++
		if verbose {
			fmt.Printf("%s as %s (%.2f): %.100s\n", lang, got, sure, s)
		}
	}
	err := eachLine(filepath.Join(args[0], "langid-udhr", "articles.jsonl.gz"), func(r row) { count(r.Lang, r.Text) })
	if err != nil {
		return err
	}
	fmt.Println("langid-udhr, articles")
	printLanguages(right, all, taken)
	clear(right)
	clear(all)
	clear(taken)
	articles, langs, err := ntrex(args[0])
	if err != nil {
		return err
	}
	for _, lang := range langs {
		for _, a := range articles {
			for _, line := range a.lines(lang) {
				count(lang, line)
			}
		}
	}
	fmt.Println("\nparallel-news-ntrex, lines")
	printLanguages(right, all, taken)
	return nil
}

func printLanguages(right, all map[string]int, taken map[string]map[string]int) {
	news, newsAll, sum, sumAll := 0, 0, 0, 0
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		sum += right[lang]
		sumAll += all[lang]
		if slices.Contains(newsLanguages, lang) {
			news += right[lang]
			newsAll += all[lang]
		}
		if right[lang] < all[lang] {
			fmt.Printf("%-8s %5d %6.2f%%  taken for %v\n", lang, all[lang], share(right[lang], all[lang]), taken[lang])
		}
	}
	fmt.Printf("%-8s %5d %6.2f%%\n%-8s %5d %6.2f%%\n", "news 22", newsAll, share(news, newsAll), "all", sumAll, share(sum, sumAll))
}
