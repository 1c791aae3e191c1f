// Package extractive is the engine without a language model: it ranks the sentences of each document, groups those
// that say the same as far as words, figures and dates carry, and shows them verbatim, in their own languages.
//
// What it makes is marked verbatim. It needs no key and no network; a run falls back to it when a provider is down.
package extractive

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/injection"
	"polydigest/internal/lineage"
	"polydigest/internal/story"
	"polydigest/internal/text"
	"polydigest/internal/verify"
)

// Engine ranks and groups. Its zero value is ready.
type Engine struct{}

var _ engine.Engine = Engine{}

// By marks what the engine makes.
func (Engine) By() digest.By { return digest.ByExtractive }

// Version names the rules that the engine's answers depend on.
const Version = "extractive@3"

// ID implements [engine.Engine].
func (Engine) ID() string { return Version }

// Gist returns none: without a model, stories form by figures, dates, names and words.
func (Engine) Gist(context.Context, []verify.Doc, string) ([]story.Hint, error) { return nil, nil }

// The share of a chunk's sentences that become claims, and the bounds of their number.
const (
	share   = 3
	fewest  = 3
	mostOut = 10
)

// Extract returns the sentences of the part that say most, in the document's order. Each is its own support.
func (Engine) Extract(_ context.Context, p engine.Part) (engine.Answer[[]verify.Candidate], error) {
	numbers := tellers(p)
	sentences := make([]string, len(numbers))
	for i, n := range numbers {
		sentences[i] = p.Doc.Sentence(n)
	}
	want := min(max(len(numbers)/share, fewest), mostOut)
	picked := pick(sentences, want)
	slices.Sort(picked)
	credits := lineage.Credits(p.Doc.Document)
	var out []verify.Candidate
	for _, i := range picked {
		n := numbers[i]
		c := verify.Candidate{
			By: digest.ByExtractive, Kind: kindOf(sentences[i]), Support: []int{n},
			Statement: digest.Text{Lang: p.Doc.Sentences[n-1].Language, Text: oneLine(sentences[i])},
			When:      verify.Time{Any: true},
		}
		// Of what somebody says the origin is the speaker, whom these rules do not find, and never the outlet named beside.
		if credit := creditOf(p.Doc.Document, credits, n-1); credit != nil && !c.Kind.Utterance() {
			c.Outlet = credit.Name
			if credit.Sentence != n-1 {
				c.Credit = []int{credit.Sentence + 1}
			}
		}
		out = append(out, c)
	}
	keep := func(context.Context) error { return nil }
	return engine.Answer[[]verify.Candidate]{Value: out, Keep: keep}, nil
}

// tellers are the numbers of the part's sentences that can stand as claims. A question states nothing. Where prose ends
// its sentences, what has no end is a heading, an item of a list or a row of a table.
func tellers(p engine.Part) []int {
	var all, ended []int
	for _, n := range p.Own {
		s := p.Doc.Sentence(n)
		if p.Doc.Sentences[n-1].Role != text.Body || !informative(s) || asks(s) {
			continue
		}
		all = append(all, n)
		if text.EndsSentence(s) {
			ended = append(ended, n)
		}
	}
	if 2*len(ended) >= len(all) {
		return ended
	}
	return all
}

// asks reports whether a sentence is a question.
func asks(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) })
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("?？؟", last)
}

// creditOf is the credit of the sentence at index i: one in it, else the line that closes the passage it stands in.
func creditOf(doc text.Document, credits []lineage.Credit, i int) *lineage.Credit {
	for at := i; at < len(doc.Sentences); at++ {
		role := doc.Sentences[at].Role
		if at > i && role != text.Credit && role != text.Body {
			return nil
		}
		if at > i && role != text.Credit {
			continue
		}
		for j := range credits {
			if credits[j].Sentence == at {
				return &credits[j]
			}
		}
	}
	return nil
}

// Names makes one name of equal forms. A language that a form is in gets that form.
func (Engine) Names(_ context.Context, forms []engine.Form, languages []string) ([]digest.Name, error) {
	index := map[string]int{}
	var out []digest.Name
	for _, f := range forms {
		key := verify.Fold(f.Text)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, digest.Name{Kind: f.Kind, Rendered: map[string]digest.Rendered{}})
		}
		out[i].Forms = append(out[i].Forms, engine.NameForm(f))
		if _, has := out[i].Rendered[f.Lang]; !has && slices.Contains(languages, f.Lang) {
			out[i].Rendered[f.Lang] = digest.Rendered{Text: f.Text, Basis: "source"}
		}
	}
	return out, nil
}

// Compose shows the points' own sentences: that of a document in the language asked for where there is one, else
// the point's. The title is that of a document of the story.
func (Engine) Compose(_ context.Context, v engine.StoryView, lang string) (engine.Answer[engine.Texts], error) {
	out := engine.Texts{By: digest.ByExtractive, Title: title(v, lang)}
	for _, p := range v.Shown() {
		t := p.Text
		for _, c := range v.Claims(p) {
			if c.Statement.Lang == lang && c.By == digest.ByExtractive {
				t = c.Statement
				break
			}
		}
		out.Points = append(out.Points, engine.Sentence{Text: t.Text, Lang: t.Lang, Points: []digest.PointID{p.ID}})
	}
	out.Summary = slices.Clone(out.Points[:min(summary, len(out.Points))])
	return engine.Answer[engine.Texts]{Value: out, Keep: func(context.Context) error { return nil }}, nil
}

// summary is how many of the first points stand as a summary.
const summary = 3

// title is the title of the document in the language asked for that comes first, else of the first document.
func title(v engine.StoryView, lang string) string {
	var any string
	for _, id := range v.Story.Documents {
		d := v.Documents[id]
		if injection.Addresses(d.Title, d.Language) {
			continue
		}
		if d.Title != "" && d.Language == lang {
			return d.Title
		}
		if any == "" {
			any = d.Title
		}
	}
	return any
}

// Repair returns the texts as they are: there is nobody to write them again.
func (Engine) Repair(_ context.Context, _ engine.StoryView, _ string, failed []engine.Failed) ([]string, error) {
	var out []string
	for _, f := range failed {
		out = append(out, f.Text)
	}
	return out, nil
}

// Support is not run: a verbatim sentence is its own support.
func (Engine) Support(_ context.Context, items []engine.Cited) ([]engine.Verdict, error) {
	return slices.Repeat([]engine.Verdict{{Result: digest.NotRun}}, len(items)), nil
}
