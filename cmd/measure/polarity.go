package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/polarity"
)

// directions prints how package polarity does on its own invented pairs (the folder internal/polarity/testdata: true
// claims kept, flipped ones caught, in one language and between two), and, when a second folder holds
// parallel-news-ntrex, how many true lines of running news it refuses, between English and nine languages.
func directions(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("polarity: which folder holds pairs.txt?")
	}
	for _, name := range []string{"pairs.txt", "fresh.txt"} {
		if err := inventedPairs(filepath.Join(args[0], name)); err != nil {
			return err
		}
	}
	if len(args) < 2 {
		return nil
	}
	return trueLines(filepath.Join(args[1], "parallel-news-ntrex", "lines.jsonl.gz"))
}

type flipScore struct{ kept, caught hits }

func inventedPairs(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	scores := map[string]*flipScore{}
	var block [][]string
	held := false
	flush := func() {
		for _, claim := range block {
			for _, source := range block {
				key := claim[0]
				if claim[0] != source[0] {
					key = "cross " + claim[0]
				}
				if held {
					key += " held"
				}
				if scores[key] == nil {
					scores[key] = &flipScore{}
				}
				quotes := []polarity.Quote{{Text: source[1], Lang: source[0]}}
				kept := polarity.Check(polarity.Statement{Text: claim[2], Lang: claim[0]}, quotes)
				flipped := polarity.Check(polarity.Statement{Text: claim[3], Lang: claim[0]}, quotes)
				scores[key].kept.add(kept.Outcome != digest.Fail)
				scores[key].caught.add(flipped.Outcome == digest.Fail)
			}
		}
		block = nil
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if fields := strings.Split(line, " | "); len(fields) == 4 && line[0] != '#' {
			block = append(block, fields)
		} else if strings.HasPrefix(line, "== ") {
			flush()
			held = strings.HasPrefix(line, "== held")
		}
	}
	flush()
	fmt.Println(filepath.Base(file), "invented pairs; a claim in the language held against its own language, or (cross) against nine others")
	for _, key := range slices.Sorted(maps.Keys(scores)) {
		s := scores[key]
		fmt.Printf("%-14s n %4d  kept %5.1f%%  caught %5.1f%%\n", key, s.kept.n, s.kept.rate(), s.caught.rate())
	}
	return lines.Err()
}

func trueLines(file string) error {
	kept, ran := map[string]*hits{}, map[string]*hits{}
	err := eachLine(file, func(r struct{ Text map[string]string }) {
		for _, lang := range strings.Fields("zh-Hans ja ko fr it es de ru ar") {
			for _, pair := range [][2]string{{lang, "en"}, {"en", lang}} {
				key := pair[0] + " from " + pair[1]
				if kept[key] == nil {
					kept[key], ran[key] = &hits{}, &hits{}
				}
				got := polarity.Check(polarity.Statement{Text: r.Text[pair[0]], Lang: pair[0]},
					[]polarity.Quote{{Text: r.Text[pair[1]], Lang: pair[1]}})
				kept[key].add(got.Outcome != digest.Fail)
				ran[key].add(got.Outcome != digest.NotRun)
			}
		}
	})
	fmt.Println("parallel-news-ntrex: true lines not refused, and how many of them could be compared")
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		fmt.Printf("%-18s n %4d  kept %5.1f%%  compared %5.1f%%\n", key, kept[key].n, kept[key].rate(), ran[key].rate())
	}
	return err
}
