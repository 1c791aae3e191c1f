package httpapi

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// A Request is the body of POST /v1/digests: what to make a digest of, and how.
type Request struct {
	Name      string     `json:"name,omitempty"`      // what the digest is called; letters, digits, '-', '_' and '.'
	Topic     string     `json:"topic,omitempty"`     // what its reader cares about
	Sources   []string   `json:"sources,omitempty"`   // pages and feeds, http or https
	Documents []Document `json:"documents,omitempty"` // texts that come with the request
	Languages []string   `json:"languages,omitempty"` // editions, BCP 47; the server's default when empty
	Since     string     `json:"since,omitempty"`     // a Go duration before now, as "24h"; or From and To
	From      string     `json:"from,omitempty"`      // YYYY-MM-DD or RFC 3339
	To        string     `json:"to,omitempty"`
	Top       int        `json:"top,omitempty"`   // stories shown
	Depth     int        `json:"depth,omitempty"` // points shown of a story
	Model     string     `json:"model,omitempty"` // "extractive" for none
	MaxCost   string     `json:"max_cost,omitempty"`
	MaxTokens int        `json:"max_tokens,omitempty"`
}

// A Document is a text that comes with a request, in the fields of a line of .jsonl.
type Document = digest.Inline

// Limits of a request.
const (
	maxSources   = 50
	maxDocuments = 200
	maxLanguages = 12
	maxLine      = 500 // characters of a title, topic and the like
	maxTokens    = 1_000_000_000
)

var (
	nameForm = lazy.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	costForm = lazy.MustCompile(`^[0-9]{1,7}(\.[0-9]{1,6})?$`)
)

// faults lists everything that is wrong with a request, so that a client mends it in one go.
func (r *Request) faults() []Fault {
	var c checker
	c.that(r.Name == "" || nameForm.MatchString(r.Name), "/name", "letters, digits, '-', '_' and '.', at most 64")
	c.line("/topic", r.Topic)
	c.that(len(r.Sources)+len(r.Documents) > 0, "", "give sources or documents")
	c.that(len(r.Sources) <= maxSources, "/sources", fmt.Sprintf("at most %d", maxSources))
	c.that(len(r.Documents) <= maxDocuments, "/documents", fmt.Sprintf("at most %d", maxDocuments))
	c.that(len(r.Languages) <= maxLanguages, "/languages", fmt.Sprintf("at most %d", maxLanguages))
	for i, s := range r.Sources {
		c.that(webAddress(s), fmt.Sprintf("/sources/%d", i), "want an http or https address without a password")
	}
	for i, d := range r.Documents {
		c.document(fmt.Sprintf("/documents/%d", i), d)
	}
	for i, l := range r.Languages {
		c.language(fmt.Sprintf("/languages/%d", i), l)
	}
	c.that(r.Since == "" || r.From == "" && r.To == "", "/since", "either since, or from and to")
	if r.Since != "" {
		d, err := time.ParseDuration(r.Since)
		c.that(err == nil && d > 0, "/since", `want a duration as "24h"`)
	}
	c.that(r.From == "" || isTime(r.From), "/from", "want YYYY-MM-DD or an RFC 3339 time")
	c.that(r.To == "" || isTime(r.To), "/to", "want YYYY-MM-DD or an RFC 3339 time")
	c.that(r.Top >= 0 && r.Top <= 1000, "/top", "0 to 1000")
	c.that(r.Depth >= 0 && r.Depth <= 1000, "/depth", "0 to 1000")
	c.line("/model", r.Model)
	c.that(r.MaxCost == "" || costForm.MatchString(r.MaxCost), "/max_cost", `want a decimal amount as "0.50"`)
	c.that(r.MaxTokens >= 0 && r.MaxTokens <= maxTokens, "/max_tokens", "0 to 1000000000")
	return c.found
}

type checker struct{ found []Fault }

func (c *checker) that(ok bool, pointer, detail string) {
	if !ok && len(c.found) < 50 {
		c.found = append(c.found, Fault{pointer, detail})
	}
}

func (c *checker) line(pointer, s string) {
	c.that(utf8.RuneCountInString(s) <= maxLine && !strings.ContainsFunc(s, control), pointer,
		fmt.Sprintf("one line of at most %d characters", maxLine))
}

func (c *checker) language(pointer, tag string) {
	_, err := language.Parse(tag)
	c.that(err == nil && len(tag) <= 35, pointer, `want a language tag (BCP 47) as "ja" or "zh-Hant"`)
}

func (c *checker) document(pointer string, d Document) {
	c.that((d.Text == "") != (d.HTML == ""), pointer, "want either text or html")
	c.that(d.URL == "" || webAddress(d.URL), pointer+"/url", "want an http or https address without a password")
	c.that(d.PublishedAt == "" || len(d.PublishedAt) <= 100, pointer+"/published_at", "too long for a date")
	c.line(pointer+"/id", d.ID)
	c.line(pointer+"/title", d.Title)
	c.line(pointer+"/publisher", d.Publisher)
	if d.Lang != "" {
		c.language(pointer+"/lang", d.Lang)
	}
}

// webAddress reports whether s is an address that the fetcher may be asked for. What it resolves to is checked when
// it is dialled.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(s) <= 2048 && u.Host != "" && u.User == nil && (u.Scheme == "http" || u.Scheme == "https")
}

func isTime(s string) bool {
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// shorten cuts s to n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}
