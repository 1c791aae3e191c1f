// Package languages knows what languages are called: in English for models, and in the languages of readers.
//
// The names are those of Unicode CLDR, written out by the generator in gen from golang.org/x/text/language/display,
// whose own tables hold the names of scripts and regions too, in three times as many languages: 1.7 MB that every
// program with a single name has to carry.
package languages

import (
	"embed"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// The names, a file for each language in which they are told: lines of a tag, a tab, and the name.
//
//go:embed names/*.txt
var files embed.FS

//go:embed names/en.txt
var english string

// English is the English name of a language, as "Brazilian Portuguese"; "" of what has none.
func English(tag language.Tag) string { return inEnglish().name(tag) }

var inEnglish = sync.OnceValue(func() table { return parse(english) })

// Namer gives the names of languages in one language, which one of the files of names is for: see [In].
type Namer struct{ names func() table }

// In tells what languages are called in the language of a file of names.
func In(tag language.Tag) Namer {
	return Namer{sync.OnceValue(func() table {
		data, err := files.ReadFile("names/" + tag.String() + ".txt")
		if err != nil {
			panic(err) // the files are compiled in, and a test reads each of them
		}
		return parse(string(data))
	})}
}

// Name is the name of a language, "" of what has none.
func (n Namer) Name(tag language.Tag) string { return n.names().name(tag) }

// A table holds names by tag.
type table map[string]string

func parse(data string) table {
	t := table{}
	for line := range strings.Lines(data) {
		tag, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		t[tag] = name
	}
	return t
}

// name is that of the tag, or of the nearest thing above it that has one: zh-Hant-HK is Traditional Chinese.
func (t table) name(tag language.Tag) string {
	tag, _ = language.All.Compose(tag)
	for {
		base, script, region := tag.Raw()
		for _, key := range []string{base.String() + "-" + script.String(), base.String() + "-" + region.String(), base.String()} {
			if name, found := t[key]; found {
				return name
			}
		}
		if tag = tag.Parent(); tag == language.Und {
			return ""
		}
	}
}
