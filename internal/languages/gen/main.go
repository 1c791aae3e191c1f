// Command gen writes the names of languages that package languages embeds, in the languages that are given:
//
//	go run ./internal/languages/gen internal/languages/names en fr zh-Hans …
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func main() {
	if len(os.Args) < 3 {
		log.Fatal("usage: gen FOLDER LANGUAGE…")
	}
	for _, in := range os.Args[2:] {
		namer := display.Languages(language.MustParse(in))
		var lines bytes.Buffer
		for _, tag := range display.Values.Tags() {
			if name := namer.Name(tag); name != "" {
				fmt.Fprintf(&lines, "%s\t%s\n", tag, name)
			}
		}
		if err := os.WriteFile(filepath.Join(os.Args[1], in+".txt"), lines.Bytes(), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
