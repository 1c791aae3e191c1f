package languages_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"polydigest/internal/languages"
)

// TestNamesAreThoseOfCLDR compares with the package that the files are generated from, every tag that has a name and
// what is made of it with scripts and regions.
func TestNamesAreThoseOfCLDR(t *testing.T) {
	files, err := filepath.Glob("names/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files of names, %v", len(files), err)
	}
	var tags []language.Tag
	for _, tag := range display.Values.Tags() {
		for _, more := range []string{"", "-Latn", "-Cyrl", "-Hant", "-TW", "-CA", "-GB", "-Arab-PK", "-x-private"} {
			if parsed, err := language.Parse(tag.String() + more); err == nil {
				tags = append(tags, parsed)
			}
		}
	}
	if len(tags) < 2000 {
		t.Fatalf("%d tags only", len(tags))
	}
	for _, file := range files {
		in := language.MustParse(strings.TrimSuffix(filepath.Base(file), ".txt"))
		want, got := display.Languages(in), languages.In(in)
		wrong := 0
		for _, tag := range tags {
			if w, g := want.Name(tag), got.Name(tag); w != g && w != "" {
				if wrong++; wrong < 5 {
					t.Errorf("in %s, %s is %q, want %q", in, tag, g, w)
				}
			}
		}
	}
}

func TestEnglish(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "English", "fr-CI": "French", "zh-Hant-HK": "Traditional Chinese", "zh-TW": "Chinese", "pt-BR": "Brazilian Portuguese",
		"iw": "Hebrew", "no": "Norwegian Bokmål", "cmn": "Chinese", "tl": "Filipino", "ar-u-nu-latn": "Arabic", "und": "Unknown language",
	} {
		if got := languages.English(language.Make(tag)); got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
}
