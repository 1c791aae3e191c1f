package render

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"polydigest/internal/languages"
	"polydigest/internal/lazy"
)

//go:embed labels/*.yaml
var labelFiles embed.FS

// Languages are those whose fixed words, dates and numbers a rendering can speak. Content may be in any language.
var Languages = []language.Tag{
	language.English, // the first is the fallback
	language.SimplifiedChinese, language.TraditionalChinese, language.Japanese, language.Korean,
	language.French, language.Italian, language.Spanish, language.Portuguese, language.German, language.Dutch,
	language.Russian, language.Ukrainian, language.Polish, language.Turkish,
	language.Arabic, language.Hebrew, language.Persian,
	language.Hindi, language.Thai, language.Vietnamese, language.Indonesian,
}

func matcher() language.Matcher {
	return keptMatcher.Get(func() language.Matcher { return language.NewMatcher(Languages) })
}

var keptMatcher lazy.Value[language.Matcher]

// Words are the fixed words of one language.
type Words struct {
	Tag     language.Tag
	Months  []string // as they stand in a date with a day
	Alone   []string // as they stand without one
	Seasons []string // spring first

	forms   map[string]map[string]string // key → plural category, "" for a label without forms → text
	numbers *message.Printer
	names   languages.Namer
}

var loaded sync.Map // language.Tag → *Words

// WordsFor returns the words of the language nearest to lang, English when none is near.
func WordsFor(lang string) *Words {
	_, at, _ := matcher().Match(language.Make(lang))
	tag := Languages[at]
	if w, ok := loaded.Load(tag); ok {
		return w.(*Words)
	}
	w, err := load(tag)
	if err != nil {
		panic(err) // the files are compiled in, and a test reads each of them
	}
	loaded.Store(tag, w)
	return w
}

// load reads the label file of one of [Languages].
func load(tag language.Tag) (*Words, error) {
	name := "labels/" + tag.String() + ".yaml"
	data, err := labelFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var raw map[string]any
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	w := &Words{Tag: tag, forms: map[string]map[string]string{}, numbers: message.NewPrinter(tag), names: languages.In(tag)}
	for key, value := range raw {
		switch value := value.(type) {
		case string:
			w.forms[key] = map[string]string{"": value}
		case map[string]any:
			w.forms[key] = map[string]string{}
			for form, text := range value {
				w.forms[key][form] = fmt.Sprint(text)
			}
		case []any:
			list := make([]string, len(value))
			for i, v := range value {
				list[i] = fmt.Sprint(v)
			}
			switch key {
			case "months":
				w.Months = list
			case "months_alone":
				w.Alone = list
			case "seasons":
				w.Seasons = list
			}
		default:
			return nil, fmt.Errorf("%s: %s: neither text nor forms nor a list", name, key)
		}
	}
	if w.Alone == nil {
		w.Alone = w.Months
	}
	return w, nil
}

// A Piece is a stretch of a phrase that a rendering may treat apart from its neighbours.
type Piece struct {
	Text string
	Lang string // of a name or text from a source; "" for our own words
	Name bool   // set apart from the direction of the text around it
	Ref  string // the anchor that it names: "p-s1-p4", "d-d3"
}

// A Phrase is a line of our own words with names and references in it.
type Phrase []Piece

// String is the phrase as plain text.
func (p Phrase) String() string {
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.Text)
	}
	return b.String()
}

// Args fill the braces of a label: an int is written as the language writes numbers, a string as it is, a
// [Phrase] keeps its pieces.
type Args map[string]any

// Say fills in a label. The argument "n", an int, decides its plural form.
func (w *Words) Say(key string, args Args) Phrase {
	var out Phrase
	rest := w.pick(key, args)
	for {
		before, after, found := strings.Cut(rest, "{")
		if before != "" {
			out = append(out, Piece{Text: before})
		}
		if !found {
			return out
		}
		name, tail, _ := strings.Cut(after, "}")
		switch value := args[name].(type) {
		case Phrase:
			out = append(out, value...)
		case int:
			out = append(out, Piece{Text: w.Number(value)})
		case string:
			out = append(out, Piece{Text: value})
		}
		rest = tail
	}
}

// Text is [Words.Say] as plain text.
func (w *Words) Text(key string, args Args) string { return w.Say(key, args).String() }

// Word is a label without arguments.
func (w *Words) Word(key string) string { return w.pick(key, nil) }

func (w *Words) pick(key string, args Args) string {
	forms := w.forms[key]
	if text, ok := forms[""]; ok {
		return text
	}
	n, _ := args["n"].(int)
	if text, ok := forms[fmt.Sprintf("=%d", n)]; ok {
		return text
	}
	if text, ok := forms[categories[plural.Cardinal.MatchPlural(w.Tag, n, 0, 0, 0, 0)]]; ok {
		return text
	}
	return forms["other"]
}

// categories names CLDR's plural categories.
var categories = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Direction is "rtl" or "ltr".
func (w *Words) Direction() string { return direction(w.Tag.String(), "") }

// Has reports whether there is a label under key.
func (w *Words) Has(key string) bool { return w.forms[key] != nil }

// Number writes n with the digits and separators of the language.
func (w *Words) Number(n int) string { return w.numbers.Sprint(number.Decimal(n)) }

// Percent writes a share between 0 and 1.
func (w *Words) Percent(share float64) string {
	return w.numbers.Sprint(number.Percent(share, number.MaxFractionDigits(0)))
}

// Language names a language, as "Japanese"; a tag that is not known comes back as it is.
func (w *Words) Language(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return tag
	}
	if name := w.names.Name(t); name != "" {
		return name
	}
	return tag
}

// Join puts the language's comma between phrases.
func (w *Words) Join(list []Phrase) Phrase {
	var out Phrase
	for i, p := range list {
		if i > 0 {
			out = append(out, Piece{Text: w.Word("comma")})
		}
		out = append(out, p...)
	}
	return out
}
