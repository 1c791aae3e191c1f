package render_test

import (
	"bytes"
	"strings"
	"testing"

	"polydigest/internal/deliver/render"
	"polydigest/internal/deliver/render/rendertest"
	"polydigest/internal/digest"
)

// TestAPublisherIsNamedAsTheEditionNamesIt finds an outlet that stands on one page under two names.
func TestAPublisherIsNamedAsTheEditionNamesIt(t *testing.T) {
	d, texts := rendertest.Model()
	d.Names = append(d.Names, digest.Name{
		ID: "n90", Kind: "outlet", Forms: []digest.NameForm{{Text: d.Documents[0].Publisher, Lang: d.Documents[0].Language, Document: "d1"}},
		Rendered: map[string]digest.Rendered{"en": {Text: "The Harbour Gazette"}, "ja": {Text: "港湾公報"}},
	})
	d.Documents[0].PublisherName = "n90"
	for lang, want := range map[string]string{"en": "d1 The Harbour Gazette", "ja": "d1 港湾公報"} {
		var b bytes.Buffer
		if err := render.Write(&b, render.FormatText, d, texts.Text, render.Options{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: nothing is of %q", lang, want)
		}
		if own := "d1 " + d.Documents[0].Publisher; strings.Contains(b.String(), own) {
			t.Errorf("%s: %q stands beside its rendering", lang, own)
		}
	}
}
