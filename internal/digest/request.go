package digest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
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
	r.Pivot = cmp.Or(r.Pivot, DefaultPivot)
	r.Depth = cmp.Or(r.Depth, DefaultDepth)
	r.Check = cmp.Or(r.Check, "model")
	if len(r.Languages) == 0 {
		r.Languages = []string{r.Pivot}
	}
	errs := []error{r.fit()}
	var err error
	if r.Pivot, r.Languages, err = tags(r.Pivot, r.Languages); err != nil {
		errs = append(errs, err)
	}
	if r.Period, err = r.period(now); err != nil {
		errs = append(errs, err)
	}
	r.Since = ""
	return r, errors.Join(errs...)
}

// fit reports what is wrong with what a request names and counts.
func (r Request) fit() error {
	var errs []error
	if len(r.Sources)+len(r.Inline) == 0 {
		errs = append(errs, errors.New("no sources: name a file, a folder, a URL, or - for standard input"))
	}
	unfit := func(c rune) bool { return c == '/' || c == utf8.RuneError || unicode.IsControl(c) }
	if len(r.Name) > 200 || r.Name == "." || r.Name == ".." || strings.ContainsFunc(r.Name, unfit) {
		errs = append(errs, fmt.Errorf(
			"a name is at most 200 bytes of UTF-8, without / and control characters, and not . or ..: %.40q", r.Name))
	}
	if r.Top < 0 || r.Depth < 0 {
		errs = append(errs, errors.New("top and depth are counts"))
	}
	if r.Check != "model" && r.Check != "none" {
		errs = append(errs, fmt.Errorf("check is model or none, not %q", r.Check))
	}
	return errors.Join(errs...)
}

// tags are the pivot and the languages as canonical tags, the pivot first if it is one of them and each once.
func tags(pivot string, languages []string) (string, []string, error) {
	var errs []error
	canonical := func(l string) string {
		tag, err := language.Parse(l)
		if err != nil {
			errs = append(errs, fmt.Errorf("unknown language %q: use a BCP 47 tag such as en, zh-Hans or pt-BR", l))
		}
		return tag.String()
	}
	first := canonical(pivot)
	var out []string
	for _, l := range languages {
		if l == pivot {
			l = first
		} else {
			l = canonical(l)
		}
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	if len(errs) > 0 {
		return pivot, languages, errors.Join(errs...)
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(after(a, first), after(b, first)) })
	return first, out, nil
}

// after is 0 for the language that comes first and 1 for every other.
func after(l, first string) int {
	if l == first {
		return 0
	}
	return 1
}

// period is the request's period, of one that goes back from now in absolute times.
func (r Request) period(now time.Time) (Period, error) {
	p := r.Period
	if r.Since != "" {
		d, err := time.ParseDuration(r.Since)
		if err != nil || d <= 0 {
			return p, fmt.Errorf("since is a duration such as 24h, not %q", r.Since)
		}
		p = Period{From: now.Add(-d).UTC()}
	}
	if !p.From.IsZero() && !p.To.IsZero() && p.To.Before(p.From) {
		return p, errors.New("the period ends before it begins")
	}
	return p, nil
}
