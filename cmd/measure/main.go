// Command measure prints how well the program reads, checks and groups, from folders of cases with known answers.
//
//	measure NAME FOLDER…
//
// The folders are not part of the repository; each table says what its cases are and how many there were.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// measures are the tables, by name.
var measures = map[string]func(args []string) error{
	"coldstart": coldstart,
	"stories":   stories,
	"sametext":  sametext,
	"injection": injections,
	"language":  language,
	"editions":  editions,
	"article":   articleText,
	"charset":   charsets,
	"figures":   figureTables,
	"feeds":     feeds,
	"gold":      goldKeys,
	"goldread":  goldReading,
	"pagedates": pageDates,
	"sentences": sentences,
	"names":     nameDistances,
	"polarity":  directions,
	"summedits": editedSummaries,
	"when":      dates,
}

func main() {
	if len(os.Args) < 2 || measures[os.Args[1]] == nil {
		fmt.Fprintf(os.Stderr, "usage: measure %s FOLDER…\n", strings.Join(slices.Sorted(maps.Keys(measures)), "|"))
		os.Exit(2)
	}
	if err := measures[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}
