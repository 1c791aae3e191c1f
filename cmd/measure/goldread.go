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
	counts := readingCounts{}
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
			counts.metadata(file, doc, want)
			counts.sentences(file, doc, want, key)
		}
	}
	fmt.Println()
	for _, name := range readingNames {
		if s := counts[name]; s != nil {
			fmt.Printf("%-22s %6.3f  %4d of %4d\n", name, s.Rate(), s.Got, s.Of)
		}
	}
	return nil
}

// readingNames are what is counted, in the order of the table.
var readingNames = []string{"language", "title", "url", "publisher", "date", "date basis", "carriers citable", "chrome kept out",
	"translation kept out"}

type readingCounts map[string]*gold.Share

func (c readingCounts) count(name, file string, ok bool, got, want string) {
	if c[name] == nil {
		c[name] = new(gold.Share)
	}
	c[name].Of++
	if ok {
		c[name].Got++
		return
	}
	fmt.Printf("%s: %s: got %q, want %q\n", file, name, got, want)
}

func (c readingCounts) metadata(file string, doc text.Document, want gold.Document) {
	same := func(name, got, want string) { c.count(name, file, got == want, got, want) }
	c.count("language", file, sameLanguage(doc.Language, want.Language), doc.Language, want.Language)
	same("title", onlyLetters(doc.Title), onlyLetters(want.Title))
	same("url", doc.URL, want.URL)
	same("publisher", doc.Publisher, want.Publisher)
	same("date", strings.SplitN(doc.Published, "T", 2)[0], want.Published)
	same("date basis", string(doc.DateBasis), string(want.DateBasis))
}

func (c readingCounts) sentences(file string, doc text.Document, want gold.Document, key gold.Key) {
	var citable strings.Builder
	for _, s := range doc.Sentences {
		if s.Role.Citable() {
			citable.WriteString(doc.Text[s.Start:s.End])
		}
	}
	all := onlyLetters(citable.String())
	for _, f := range key.Facts {
		for _, carrier := range f.Carriers {
			title := onlyLetters(carrier.Quote) == onlyLetters(want.Title) // need not be in the text
			if carrier.Document == want.ID && !title {
				c.count("carriers citable", file, strings.Contains(all, onlyLetters(carrier.Quote)), "no", carrier.Quote)
			}
		}
	}
	for _, s := range want.Chrome {
		c.count("chrome kept out", file, !strings.Contains(all, onlyLetters(s)), "citable", s)
	}
	for _, s := range want.TranslationLines {
		c.count("translation kept out", file, !strings.Contains(all, onlyLetters(s)), "citable", s)
	}
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
