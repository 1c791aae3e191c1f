package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/language"

	"polydigest/internal/lazy"
	"polydigest/internal/llm"
	eventbridge "polydigest/internal/schedule"
)

// A checker collects what is wrong with the values of a file.
type checker struct {
	file string
	tree *ast.File
	errs []*Error
}

// wrong notes an error at a path: keys and indexes from the top.
func (c *checker) wrong(path []any, format string, args ...any) {
	line, column := position(c.tree, path)
	c.errs = append(c.errs, &Error{c.file, line, column, fmt.Sprintf(format, args...)})
}

// found are the errors in the order of their lines.
func (c *checker) found() error {
	slices.SortStableFunc(c.errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	errs := make([]error, len(c.errs))
	for i, e := range c.errs {
		errs[i] = e
	}
	return errors.Join(errs...)
}

func (c *checker) config(cfg Config) {
	u, err := url.Parse(cfg.Contact)
	if cfg.Contact != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		c.wrong([]any{"contact"}, "contact is the address of a page, such as https://example.org/who-we-are")
	}
	if strings.Contains(cfg.Store, "://") && !strings.HasPrefix(cfg.Store, "s3://") {
		c.wrong([]any{"store"}, "store is a folder or s3://bucket/prefix")
	}
	if cfg.Pivot != "" {
		c.language([]any{"pivot"}, cfg.Pivot)
	}
	for i, m := range cfg.FallbackModels {
		if _, _, err := llm.ParseModel(m); err != nil {
			c.wrong([]any{"fallback_models", i}, "%v", err)
		}
	}
	c.retention([]any{"retention", "unused"}, cfg.Retention.Unused)
	c.retention([]any{"retention", "texts"}, cfg.Retention.Texts)
	if len(cfg.Digests) == 0 {
		c.wrong([]any{"digests"}, "no digests: name at least one under digests")
	}
	for _, name := range slices.Sorted(maps.Keys(cfg.Digests)) {
		at := []any{"digests", name}
		odd := strings.ContainsFunc(name, func(r rune) bool { return r == '/' || unicode.IsControl(r) })
		if len(name) > 200 || name == "" || odd {
			c.wrong(at, "a name is 1 to 200 bytes, without / and control characters")
		}
		c.digest(at, cfg.Digests[name])
	}
}

func (c *checker) digest(at []any, d Digest) {
	under := func(path ...any) []any { return slices.Concat(at, path) }
	if len(d.Sources) == 0 {
		c.wrong(at, "no sources: list files, folders, feeds, pages, .opml, or s3://bucket/prefix")
	}
	for i, s := range d.Sources {
		u, err := url.Parse(s)
		switch {
		case s == "":
			c.wrong(under("sources", i), "an empty source")
		case slices.Contains(d.Sources[:i], s):
			c.wrong(under("sources", i), "%q is listed twice", s)
		case !strings.Contains(s, "://"): // a file or folder
		case err != nil || !slices.Contains([]string{"http", "https", "s3"}, u.Scheme) || u.Host == "":
			c.wrong(under("sources", i), "%q is not an address of http, https or s3", s)
		case u.User != nil:
			c.wrong(under("sources", i), "an address with a password")
		}
	}
	for i, l := range d.Languages {
		c.language(under("languages", i), l)
	}
	c.duration(under("since"), d.Since)
	if d.Top < 0 {
		c.wrong(under("top"), "top is a count")
	}
	if d.Depth < 0 {
		c.wrong(under("depth"), "depth is a count")
	}
	if d.Budget.Cost != "" && !amount.MatchString(d.Budget.Cost) {
		c.wrong(under("budget", "cost"), "cost is an amount such as 0.50, not %q", d.Budget.Cost)
	}
	if d.Budget.Tokens < 0 {
		c.wrong(under("budget", "tokens"), "tokens is a count")
	}
	if d.Check != "" && d.Check != "model" && d.Check != "none" {
		c.wrong(under("check"), "check is model or none, not %q", d.Check)
	}
	c.glossary(under("glossary"), d.Glossary)
	for _, source := range slices.Sorted(maps.Keys(d.Labels)) {
		if !slices.Contains(d.Sources, source) {
			c.wrong(under("labels", source), "%q has labels but is not among the sources", source)
		}
	}
	c.delivery(under, d)
}

// kinds are those of a [digest.Name].
var kinds = []string{"person", "body", "place", "outlet", "role"}

func (c *checker) glossary(at []any, terms []Term) {
	for i, t := range terms {
		if len(t.Forms) == 0 || len(t.Rendered) == 0 {
			c.wrong(slices.Concat(at, []any{i}), "a term has forms, as sources write it, and rendered, by language")
		}
		if t.Kind != "" && !slices.Contains(kinds, t.Kind) {
			c.wrong(slices.Concat(at, []any{i, "kind"}), "kind is one of %s, not %q", strings.Join(kinds, ", "), t.Kind)
		}
		for _, l := range slices.Sorted(maps.Keys(t.Rendered)) {
			c.language(slices.Concat(at, []any{i, "rendered", l}), l)
		}
	}
}

func (c *checker) delivery(under func(path ...any) []any, d Digest) {
	if d.Schedule != "" {
		if reason := badSchedule(d.Schedule); reason != "" {
			c.wrong(under("schedule"), "%s", reason)
		}
	}
	if _, err := time.LoadLocation(d.Timezone); err != nil {
		c.wrong(under("timezone"), "unknown time zone %q: use a name such as Europe/Paris", d.Timezone)
	}
	for i, r := range d.Recipients {
		if _, err := mail.ParseAddress(r.To); err != nil {
			c.wrong(under("recipients", i, "to"), "not an address of mail: %q", r.To)
		}
		if r.Language == "" {
			continue
		}
		c.language(under("recipients", i, "language"), r.Language)
		if !slices.Contains(d.Languages, r.Language) {
			c.wrong(under("recipients", i, "language"), "%q is not among the digest's languages", r.Language)
		}
	}
}

func (c *checker) duration(at []any, s string) {
	if _, err := ParseDuration(s); s != "" && err != nil {
		c.wrong(at, "%v", err)
	}
}

// shortest is the least that things are kept: an unfinished run may be resumed for a day.
const shortest = 48 * time.Hour

func (c *checker) retention(at []any, s string) {
	if d, err := ParseDuration(s); err == nil && d < shortest {
		c.wrong(at, "%s is too short: runs in progress need 2d", s)
	}
	c.duration(at, s)
}

func (c *checker) language(at []any, tag string) {
	if _, err := language.Parse(tag); err != nil {
		c.wrong(at, "unknown language %q: use a BCP 47 tag such as en, zh-Hans or pt-BR", tag)
	}
}

// amount is a decimal number above zero.
var amount = lazy.MustCompile(`^(0*[1-9]\d*(\.\d+)?|0*\.0*[1-9]\d*)$`)

var schedule = lazy.MustCompile(`^(cron|rate|at)\(([^()]*)\)$`)

// badSchedule says what is wrong with the shape of an EventBridge schedule
// (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
func badSchedule(s string) string {
	m := schedule.FindStringSubmatch(s)
	if m == nil {
		return "a schedule is cron(…), rate(…) or at(…)"
	}
	if m[1] == "cron" {
		fields := strings.Fields(m[2])
		if len(fields) != 6 {
			return fmt.Sprintf("cron has six fields (minutes hours day month weekday year), not %d", len(fields))
		}
		if (fields[2] == "?") == (fields[4] == "?") {
			return "one of cron's two day fields, the third and the fifth, has to be ?"
		}
	}
	_, _, err := eventbridge.Next(s, "UTC", time.Now())
	switch {
	case err == nil:
		return ""
	case m[1] == "rate":
		return "rate is a number and minutes, hours or days"
	case m[1] == "at":
		return "at is a time such as 2024-02-06T07:00:00"
	}
	return err.Error()
}
