package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"polydigest/internal/text"
)

// BenchmarkRead reads documents of about 6 kB: plain text as it is, plain text from a file, and a page, in six
// languages.
func BenchmarkRead(b *testing.B) {
	var plain, pages [][]byte
	files, _ := filepath.Glob("testdata/pages/*.txt")
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		_, articles, _ := strings.Cut(string(body), "\narticle ")
		articles = strings.ReplaceAll(articles, "\narticle ", "\n\n")
		articles = text.Head(articles+"\n"+articles, 6000)
		plain = append(plain, []byte(articles))
		pages = append(pages, []byte("<html><body><article><p>"+strings.ReplaceAll(articles, "\n", "</p>\n<p>")+"</p></article></body></html>"))
	}
	for _, c := range []struct {
		name   string
		bodies [][]byte
		raw    text.Raw
	}{
		{"given text", plain, text.Raw{Plain: true}},
		{"text file", plain, text.Raw{ContentType: "text/plain"}},
		{"page", pages, text.Raw{ContentType: "text/html"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				raw := c.raw
				raw.Body = c.bodies[i%len(c.bodies)]
				b.SetBytes(int64(len(raw.Body)))
				if _, err := Document(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
