package digest

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// A Request asks for one digest. It is the whole input of a run: the schedule, the HTTP API and the command line
// all make one of these.
type Request struct {
	Name      string              `json:"name"`
	Topic     string              `json:"topic,omitempty"` // what the reader cares about
	Sources   []string            `json:"sources"`         // files, folders, "-", page or feed URLs, s3://bucket/prefix
	Inline    []Inline            `json:"inline,omitempty"`
	Languages []string            `json:"languages"` // editions wanted; a set
	Pivot     string              `json:"pivot"`     // language of claims and points
	Since     string              `json:"since,omitempty"`
	Period    Period              `json:"period"` // made from Since when the run starts
	Top       int                 `json:"top"`    // stories shown; 0 shows all
	Depth     int                 `json:"depth"`  // points shown per story
	Check     string              `json:"check"`  // "model" or "none": support check of shown sentences
	MaxCost   string              `json:"max_cost,omitempty"`
	MaxTokens int                 `json:"max_tokens,omitempty"`
	Glossary  []Term              `json:"glossary,omitempty"`
	Labels    map[string][]string `json:"labels,omitempty"` // of sources, by source
}

// Inline is a document handed over with the request, in the shape of a line of JSON input.
type Inline struct {
	ID          string `json:"id,omitempty"`
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	PublishedAt string `json:"published_at,omitempty"`
	Lang        string `json:"lang,omitempty"`
	Text        string `json:"text,omitempty"`
	HTML        string `json:"html,omitempty"`
}

// A Term is how a user wants a name rendered: in each language, whatever form the sources use.
type Term struct {
	Forms    []string          `json:"forms"`
	Kind     string            `json:"kind,omitempty"`
	Rendered map[string]string `json:"rendered"`
}

// Defaults of a request.
const (
	DefaultPivot = "en"
	DefaultDepth = 12
)

// Complete fills in what r leaves open and reports everything that is wrong with it. A period that is relative to
// now becomes absolute.
func (r Request) Complete(now time.Time) (Request, error) {
	var errs []error
	if len(r.Sources)+len(r.Inline) == 0 {
		errs = append(errs, errors.New("no sources: name a file, a folder, a URL, or - for standard input"))
	}
	if r.Pivot == "" {
		r.Pivot = DefaultPivot
	}
	if len(r.Languages) == 0 {
		r.Languages = []string{r.Pivot}
	}
	seen := map[string]bool{}
	var languages []string
	for _, l := range append([]string{r.Pivot}, r.Languages...) {
		tag, err := language.Parse(l)
		if err != nil {
			errs = append(errs, fmt.Errorf("unknown language %q: use a BCP 47 tag such as en, zh-Hans or pt-BR", l))
			continue
		}
		if !seen[tag.String()] {
			seen[tag.String()] = true
			languages = append(languages, tag.String())
		}
	}
	if len(errs) == 0 {
		wanted := map[string]bool{}
		for _, l := range r.Languages {
			wanted[language.Make(l).String()] = true
		}
		r.Pivot = languages[0]
		if !wanted[r.Pivot] {
			languages = languages[1:]
		}
		r.Languages = languages
	}
	unfit := func(c rune) bool { return c == '/' || c == utf8.RuneError || unicode.IsControl(c) }
	if len(r.Name) > 200 || r.Name == "." || r.Name == ".." || strings.ContainsFunc(r.Name, unfit) {
		errs = append(errs, fmt.Errorf(
			"a name is at most 200 bytes of UTF-8, without / and control characters, and not . or ..: %.40q", r.Name))
	}
	if r.Depth == 0 {
		r.Depth = DefaultDepth
	}
	if r.Top < 0 || r.Depth < 0 {
		errs = append(errs, errors.New("top and depth are counts"))
	}
	switch r.Check {
	case "":
		r.Check = "model"
	case "model", "none":
	default:
		errs = append(errs, fmt.Errorf("check is model or none, not %q", r.Check))
	}
	if r.Since != "" {
		d, err := time.ParseDuration(r.Since)
		if err != nil || d <= 0 {
			errs = append(errs, fmt.Errorf("since is a duration such as 24h, not %q", r.Since))
		}
		r.Period, r.Since = Period{From: now.Add(-d).UTC()}, ""
	}
	if !r.Period.From.IsZero() && !r.Period.To.IsZero() && r.Period.To.Before(r.Period.From) {
		errs = append(errs, errors.New("the period ends before it begins"))
	}
	return r, errors.Join(errs...)
}
