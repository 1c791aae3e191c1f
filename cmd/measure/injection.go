package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"polydigest/internal/injection"
	"polydigest/internal/text"
)

// injections prints which sentences package injection takes for orders to software. The argument is the folder that
// holds the sets parallel-news-ntrex, injection-notinject and injection-bipia; -v prints what is wrong.
//
// On news and on harmless texts with the words of orders the share should be near 0. Of the planted instructions many
// are plain tasks ("What is the capital of …?") that no words tell from a text's own questions; the table shows the
// share of each class. A text of several sentences counts as found when one of them is.
func injections(args []string) error {
	if len(args) == 0 {
		return errors.New("injection: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	if err := markedNews(filepath.Join(args[0], "parallel-news-ntrex", "lines.jsonl.gz"), verbose); err != nil {
		return err
	}
	harmless, attacks := map[string]*hits{}, map[string]*hits{}
	count := func(table map[string]*hits, class, s string, should bool) {
		if table[class] == nil {
			table[class] = &hits{}
		}
		got := addresses(s)
		table[class].add(got)
		if verbose && got != should {
			fmt.Printf("%s: %.300q\n", class, s)
		}
	}
	guard := filepath.Join(args[0], "injection-notinject")
	err := eachLine(filepath.Join(guard, "benign.jsonl.gz"), func(c struct{ Text string }) {
		count(harmless, "harmless (notinject)", c.Text, false)
	})
	if err != nil {
		return err
	}
	err = eachLine(filepath.Join(guard, "valid.jsonl.gz"), func(c struct {
		Prompt, Source string
		Label          int
	}) {
		if c.Label == 1 {
			count(attacks, "valid, attacks: "+c.Source, c.Prompt, true)
		} else {
			count(harmless, "valid, harmless: "+c.Source, c.Prompt, false)
		}
	})
	if err != nil {
		return err
	}
	all := &hits{}
	err = eachLine(filepath.Join(args[0], "injection-bipia", "attacks.jsonl.gz"), func(c struct{ Kind, Category, Attack string }) {
		if c.Kind == "text" {
			count(attacks, "bipia: "+c.Category, c.Attack, true)
			all.add(addresses(c.Attack))
		}
	})
	if err != nil {
		return err
	}
	for _, table := range []map[string]*hits{harmless, attacks, {"bipia, all text attacks": all}} {
		for _, class := range slices.Sorted(maps.Keys(table)) {
			fmt.Printf("%-45s %5.1f%% of %d marked\n", class, table[class].rate(), table[class].n)
		}
	}
	return nil
}

// addresses reports whether any sentence of s speaks to software.
func addresses(s string) bool {
	lang, _ := text.Language(s)
	for _, span := range text.Sentences(s, lang) {
		if injection.Addresses(s[span.Start:span.End], lang) {
			return true
		}
	}
	return false
}

func markedNews(file string, verbose bool) error {
	table, all, bytes := map[string]*hits{}, &hits{}, 0
	var spent time.Duration
	err := eachLine(file, func(l newsLine) {
		for lang, s := range l.Text {
			if table[lang] == nil {
				table[lang] = &hits{}
			}
			start := time.Now()
			got := injection.Addresses(s, lang)
			spent += time.Since(start)
			bytes += len(s)
			table[lang].add(got)
			all.add(got)
			if got && verbose {
				fmt.Printf("news, %s: %q\n", lang, s)
			}
		}
	})
	if err != nil {
		return err
	}
	for _, lang := range slices.Sorted(maps.Keys(table)) {
		if table[lang].ok > 0 {
			fmt.Printf("news, %-8s %6.2f%% of %d marked\n", lang, table[lang].rate(), table[lang].n)
		}
	}
	fmt.Printf("news, %d languages %.3f%% of %d marked; %.1f MB a second\n",
		len(table), all.rate(), all.n, float64(bytes)/1e6/spent.Seconds())
	return nil
}
