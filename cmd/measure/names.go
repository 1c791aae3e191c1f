package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"polydigest/internal/names"
)

// nameDistances prints how package names tells spellings of one name from two names, on names-transliteration (the
// argument is the folder that holds it): for every language the share of pairs of one name that are taken for one (up to
// names.Same), the share of random other names that are not, and of those that are taken for two (from names.Unlike).
func nameDistances(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("names: which folder?")
	}
	type pair struct{ Lang, Latin, Native string }
	byLang := map[string][]pair{}
	err := eachLine(filepath.Join(args[0], "names-transliteration", "pairs.jsonl.gz"), func(p pair) {
		byLang[p.Lang] = append(byLang[p.Lang], p)
	})
	fmt.Printf("names-transliteration; one name up to %.2f, two names from %.2f\n", names.Same, names.Unlike)
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		pairs := byLang[lang]
		var same, refused, other, told hits
		tag := lang
		if lang == "ja_kata" {
			tag = "ja"
		}
		for i, p := range pairs {
			d, known := names.Distance(p.Latin, "", p.Native, tag)
			same.add(known && d <= names.Same)
			refused.add(!(known && d >= names.Unlike))
			q := pairs[(i*7919+1231)%len(pairs)]
			if q == p {
				continue
			}
			d, known = names.Distance(q.Latin, "", p.Native, tag)
			other.add(!known || d > names.Same)
			told.add(known && d >= names.Unlike)
		}
		fmt.Printf("%-8s n %4d  same name accepted %5.1f%% (not refused %5.1f%%)  other name rejected %5.1f%% (refused %5.1f%%)\n",
			lang, same.n, same.rate(), refused.rate(), other.rate(), told.rate())
	}
	return err
}
