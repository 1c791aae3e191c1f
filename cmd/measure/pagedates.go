package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"polydigest/internal/read"
	"polydigest/internal/text"
)

// pageDates prints how often the publication date of news pages is found (index.json of adbar/htmldate: page,
// URL, day).
func pageDates(args []string) error {
	verbose, dirs := listing(args)
	for _, dir := range dirs {
		var pages map[string]struct{ URL, Date, Lang string }
		b, err := os.ReadFile(filepath.Join(dir, "index.json"))
		if err != nil {
			return err
		}
		// Pages without a date are marked with a number that JSON does not have.
		if err := json.Unmarshal(bytes.ReplaceAll(b, []byte(": NaN"), []byte(`: ""`)), &pages); err != nil {
			return err
		}
		maps.DeleteFunc(pages, func(_ string, p struct{ URL, Date, Lang string }) bool { return p.Date == "" })
		exact, years, none := 0, 0, 0
		for _, key := range slices.Sorted(maps.Keys(pages)) {
			page := pages[key]
			body, err := readGzip(filepath.Join(dir, "html", key))
			if err != nil {
				return err
			}
			doc, err := read.Document(text.Raw{Body: body, ContentType: "text/html", URL: page.URL})
			switch {
			case doc.Published == page.Date:
				exact++
				continue
			case doc.Published == "":
				none++
			case len(page.Date) >= 4 && doc.Published[:4] != page.Date[:4]:
				years++
			}
			note(verbose, "  %s want %s got %q (%s) %s %s %v\n", key, page.Date, doc.Published, doc.DateBasis, page.Lang, page.URL, err)
		}
		n := float64(len(pages))
		fmt.Printf("publication date, %d pages of %s\n", len(pages), dir)
		fmt.Printf("  exact day %.4f   year wrong %.4f   none %.4f\n", float64(exact)/n, float64(years)/n, float64(none)/n)
	}
	return nil
}
