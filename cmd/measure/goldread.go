package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	bcp47 "golang.org/x/text/language"

	"polydigest/internal/gold"
	"polydigest/internal/read"
	"polydigest/internal/source"
	"polydigest/internal/text"
)

// goldReading prints how the documents of gold keys are read: what the keys say of each against what
// [read.Document] finds, how many of the sentences that carry facts may be cited, and how much chrome and machine
// translation may.
func goldReading(args []string) error {
	counts := map[string]*gold.Share{}
	count := func(name, file string, ok bool, got, want string) {
		if counts[name] == nil {
			counts[name] = new(gold.Share)
		}
		counts[name].Of++
		if ok {
			counts[name].Got++
		} else {
			fmt.Printf("%s: %s: got %q, want %q\n", file, name, got, want)
		}
	}
	for _, path := range args {
		key, err := gold.Load(path)
		if err != nil {
			return err
		}
		read, err := readDocuments(key)
		if err != nil {
			return err
		}
		for _, want := range key.Documents {
			file := key.Event + "/" + want.ID
			doc, ok := read[want.ID]
			if !ok {
				return fmt.Errorf("%s: not read", file)
			}
			same := func(name, got, want string) { count(name, file, got == want, got, want) }
			count("language", file, sameLanguage(doc.Language, want.Language), doc.Language, want.Language)
			same("title", onlyLetters(doc.Title), onlyLetters(want.Title))
			same("url", doc.URL, want.URL)
			same("publisher", doc.Publisher, want.Publisher)
			same("date", strings.SplitN(doc.Published, "T", 2)[0], want.Published)
			same("date basis", string(doc.DateBasis), string(want.DateBasis))
			var citable strings.Builder
			for _, s := range doc.Sentences {
				if s.Role.Citable() {
					citable.WriteString(doc.Text[s.Start:s.End])
				}
			}
			all := onlyLetters(citable.String())
			for _, f := range key.Facts {
				for _, c := range f.Carriers {
					title := onlyLetters(c.Quote) == onlyLetters(want.Title) // need not be in the text
					if c.Document == want.ID && !title {
						count("carriers citable", file, strings.Contains(all, onlyLetters(c.Quote)), "no", c.Quote)
					}
				}
			}
			for _, s := range want.Chrome {
				count("chrome kept out", file, !strings.Contains(all, onlyLetters(s)), "citable", s)
			}
			for _, s := range want.TranslationLines {
				count("translation kept out", file, !strings.Contains(all, onlyLetters(s)), "citable", s)
			}
		}
	}
	fmt.Println()
	for _, name := range []string{"language", "title", "url", "publisher", "date", "date basis", "carriers citable",
		"chrome kept out", "translation kept out"} {
		if s := counts[name]; s != nil {
			fmt.Printf("%-22s %6.3f  %4d of %4d\n", name, s.Rate(), s.Got, s.Of)
		}
	}
	return nil
}

// readDocuments reads the documents of a key as the program does, by their ids.
func readDocuments(key gold.Key) (map[string]text.Document, error) {
	ctx := context.Background()
	var r source.Reader
	out := map[string]text.Document{}
	for _, ref := range r.Expand(ctx, []string{key.Dir}) {
		for i, item := range r.Fetch(ctx, ref) {
			if item.State != "" {
				return nil, fmt.Errorf("%s: %s", item.Source, item.Reason)
			}
			doc, err := read.Document(item.Raw)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", item.Source, err)
			}
			id := filepath.Base(ref.Source)
			if ref.Kind == source.Lines {
				id = fmt.Sprintf("%s#%d", id, ref.Line+i)
			}
			out[id] = doc
		}
	}
	return out, nil
}

// sameLanguage reports whether two tags name one language in one script; a page may declare its region.
func sameLanguage(a, b string) bool {
	x, y := bcp47.Make(a), bcp47.Make(b)
	base, _ := x.Base()
	other, _ := y.Base()
	script, _ := x.Script()
	otherScript, _ := y.Script()
	return base == other && script == otherScript
}

// onlyLetters returns the letters and digits of s.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, s)
}
