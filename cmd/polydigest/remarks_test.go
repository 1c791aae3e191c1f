package main

import (
	"testing"

	"polydigest/internal/digest"
)

func TestPagesAskedForWithoutAContactAreTold(t *testing.T) {
	page := &digest.Digest{Documents: []digest.Document{{URL: "https://a.example/1"}, {FinalURL: "https://a.example/2"}}}
	file := &digest.Digest{Documents: page.Documents[:1]}
	for _, c := range []struct {
		d           *digest.Digest
		config, env string
		told        bool
	}{
		{page, "", "", true}, {page, "https://example.org/us", "", false}, {page, "", "https://example.org/us", false}, {file, "", "", false},
	} {
		p := &program{getenv: func(string) string { return c.env }}
		if got := (modelFlags{contact: c.config}).anonymous(p, c.d); (got != "") != c.told {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
