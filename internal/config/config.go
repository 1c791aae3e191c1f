// Package config reads polydigest.yaml: digests with names, what they are made of, when, and for whom.
//
//	contact: https://example.org/who-we-are     # in the User-Agent of every request for a page or feed
//	store: ./store                              # or s3://bucket/prefix
//	pivot: en                                   # the language that claims are written in
//	fallback_models: [small, qwen3@http://localhost:11434/v1] # asked in turn when the model is down or over budget
//	retention:
//	  unused: 30d                               # documents that no digest has, and what runs left behind
//	  texts: 52w                                # the words of a digest's documents; without this: for ever.
//	                                            # The newest digest of a name keeps them until the next is made
//	digests:
//	  cable-leak:
//	    sources: [feeds.opml, https://news.example/rss, reports/]
//	    languages: [en, fr, ja]
//	    topic: leaks of diplomatic cables
//	    since: 24h                              # by publication date
//	    top: 10                                 # stories shown
//	    depth: 12                               # points shown per story
//	    budget: {cost: 0.50, tokens: 400000}    # never spend more on one run
//	    check: model                            # or none
//	    glossary:
//	      - forms: [林芳正]
//	        rendered: {en: Yoshimasa Hayashi, fr: Yoshimasa Hayashi}
//	    labels:
//	      https://news.example/rss: [state media]
//	    schedule: cron(0 7 ? * MON-FRI *)       # as EventBridge has it: cron, rate or at
//	    timezone: Europe/Paris
//	    recipients:
//	      - to: Zoé <zoe@example.org>
//	        language: fr
//
// A key that is not known, a value that makes no sense: each is an [Error] that names file, line and column, and all of
// them are reported at once. Paths of sources and store are taken from the file's folder.
package config

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// maxSize is of a file that a person wrote. The YAML library has no guard of its own against what grows.
const maxSize = 1 << 20

// Config is a file.
type Config struct {
	Contact string `yaml:"contact"`
	Store   string `yaml:"store"`
	Pivot   string `yaml:"pivot"`
	// FallbackModels are asked when the model is down or over budget, each as [llm.ParseModel] reads it.
	FallbackModels []string          `yaml:"fallback_models"`
	Retention      Retention         `yaml:"retention"`
	Digests        map[string]Digest `yaml:"digests"`
}

// Retention says how long things are kept, each as ParseDuration reads it; "" is for ever.
type Retention struct {
	Unused string `yaml:"unused"`
	Texts  string `yaml:"texts"`
}

// Times are both of them; 0 is for ever.
func (r Retention) Times() (unused, texts time.Duration, err error) {
	for _, x := range []struct {
		text string
		d    *time.Duration
	}{{r.Unused, &unused}, {r.Texts, &texts}} {
		if x.text == "" {
			continue
		}
		if *x.d, err = ParseDuration(x.text); err != nil {
			return 0, 0, err
		}
	}
	return unused, texts, nil
}

// Digest is what one of them is made of, when, and for whom.
type Digest struct {
	Sources    []string            `yaml:"sources"`
	Languages  []string            `yaml:"languages"`
	Topic      string              `yaml:"topic"`
	Since      string              `yaml:"since"` // see ParseDuration
	Top        int                 `yaml:"top"`
	Depth      int                 `yaml:"depth"`
	Budget     Budget              `yaml:"budget"`
	Check      string              `yaml:"check"`
	Glossary   []Term              `yaml:"glossary"`
	Labels     map[string][]string `yaml:"labels"`
	Schedule   string              `yaml:"schedule"`
	Timezone   string              `yaml:"timezone"`
	Recipients []Recipient         `yaml:"recipients"`
}

// Budget bounds what one run may spend. Cost is a decimal number of the currency that the model's price is in.
type Budget struct {
	Cost   string `yaml:"cost"`
	Tokens int    `yaml:"tokens"`
}

// Term is how a name is to be rendered.
type Term struct {
	Forms    []string          `yaml:"forms"`
	Kind     string            `yaml:"kind"`
	Rendered map[string]string `yaml:"rendered"`
}

// Recipient is who gets an edition by mail.
type Recipient struct {
	To       string `yaml:"to"`
	Language string `yaml:"language"`
}

// ParseDuration reads a time.Duration that may also be written in days (7d) and weeks (2w).
func ParseDuration(s string) (time.Duration, error) {
	if m := days.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		if m[2] == "w" {
			n *= 7
		}
		s = fmt.Sprint(24*n, "h")
	}
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a time such as 24h, 7d or 2w", s)
	}
	return d, nil
}

var days = lazy.MustCompile(`^(\d{1,4})([dw])$`)

// An Error is something wrong with a file, and where.
type Error struct {
	File         string
	Line, Column int
	Message      string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Load reads a file.
func Load(name string) (Config, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Config{}, err
	}
	if info.Size() > maxSize {
		return Config{}, fmt.Errorf("%s: %d bytes are too many for settings", name, info.Size())
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return Config{}, err
	}
	return Parse(name, data)
}

// Parse reads the content of the file called name. Its errors are [*Error], joined.
func Parse(name string, data []byte) (Config, error) {
	var c Config
	tree, err := parser.ParseBytes(data, 0)
	if err == nil {
		err = yaml.UnmarshalWithOptions(data, &c, yaml.Strict())
	}
	if err != nil {
		return Config{}, locate(name, data, tree, err)
	}
	check := &checker{file: name, tree: tree}
	check.config(c)
	if len(check.errs) > 0 {
		return Config{}, check.found()
	}
	folder := filepath.Dir(name)
	c.Store = within(folder, c.Store)
	for _, d := range c.Digests {
		for i, s := range d.Sources {
			d.Sources[i] = within(folder, s)
		}
		for s, labels := range maps.Clone(d.Labels) {
			if at := within(folder, s); at != s {
				delete(d.Labels, s)
				d.Labels[at] = labels
			}
		}
	}
	return c, nil
}

// within is a path as seen from a folder; an address and standard input stay as they are.
func within(folder, name string) string {
	if name == "" || name == "-" || strings.Contains(name, "://") || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(folder, name)
}

// Names are the digests' names, sorted.
func (c Config) Names() []string { return slices.Sorted(maps.Keys(c.Digests)) }

// Request is what is asked for by a digest of the file, to be completed when it runs.
func (c Config) Request(name string) (digest.Request, bool) {
	d, ok := c.Digests[name]
	if !ok {
		return digest.Request{}, false
	}
	r := digest.Request{
		Name: name, Topic: d.Topic, Sources: d.Sources, Languages: d.Languages, Pivot: c.Pivot, Top: d.Top, Depth: d.Depth,
		Check: d.Check, MaxCost: d.Budget.Cost, MaxTokens: d.Budget.Tokens, Labels: d.Labels,
	}
	if since, err := ParseDuration(d.Since); err == nil {
		r.Since = since.String()
	}
	for _, t := range d.Glossary {
		r.Glossary = append(r.Glossary, digest.Term(t))
	}
	return r, true
}
