// Package model is the engine that asks a language model, through package llm and the questions of package prompts.
//
// The model sees sentences, claims, names and points under numbers and answers with numbers and statements. It never
// writes a quote, an offset, a URL or an id that a reader sees.
package model

import (
	"context"
	"fmt"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/injection"
	"polydigest/internal/llm"
	"polydigest/internal/story"
	"polydigest/internal/verify"
	"polydigest/prompts"
)

// Engine asks a model. Both fields are required.
type Engine struct {
	Model   llm.Model
	Prompts prompts.Set
}

var _ engine.Engine = Engine{}

// By marks what the engine makes.
func (e Engine) By() digest.By { return digest.ByModel }

// ID names the model and the version of every prompt.
func (e Engine) ID() string {
	parts := []string{e.Model.Name()}
	for _, name := range e.Prompts.Names() {
		parts = append(parts, e.Prompts[name].ID())
	}
	return strings.Join(parts, " ")
}

// ask puts the named question with its values, which have words of the texts with the hashes about. The answer is
// stored for the next run when keep is called.
func ask[T any](
	ctx context.Context, e Engine, prompt string, values map[string]string, about []string,
) (T, llm.Response, error) {
	r := e.Prompts.Render(prompt, values)
	req := llm.Request{Prompt: r.Name, Version: r.Version, Key: r.Key, MaxTokens: r.MaxTokens, About: about}
	for _, m := range r.Messages {
		req.Messages = append(req.Messages, llm.Message{Role: m.Role, Content: m.Content})
	}
	v, resp, err := llm.Ask[T](ctx, e.Model, req)
	if err == nil && e.Prompts.Echoed(resp.Text) {
		return v, resp, &llm.Error{Class: llm.BadAnswer, Code: "prompt_repeated", Message: "the answer repeats the question's own instructions"}
	}
	return v, resp, err
}

// batch is how many documents one gist question holds, and how many sentences one support question.
const (
	gistBatch    = 50
	supportBatch = 10
)

type gists struct {
	Documents []struct {
		Document int      `json:"document"`
		Line     string   `json:"line"`
		Date     string   `json:"date"`
		Names    []string `json:"names"`
		SameAs   []int    `json:"same_as"`
	} `json:"documents"`
}

// Gist asks for a line a document, fifty documents at a time.
func (e Engine) Gist(ctx context.Context, docs []verify.Doc, pivot string) ([]story.Hint, error) {
	var out []story.Hint
	for from := 0; from < len(docs); from += gistBatch {
		part := docs[from:min(from+gistBatch, len(docs))]
		var list strings.Builder
		var about []string
		for i, d := range part {
			about = append(about, digest.Hash([]byte(d.Text)))
			fmt.Fprintf(&list, "[%d] (%s, %s) %s\n%s\n\n", i+1, d.Language, orNone(d.Published), title(d), beginning(d))
		}
		answer, resp, err := ask[gists](ctx, e, "gist", map[string]string{"pivot": pivot, "documents": list.String()}, about)
		if err != nil {
			return out, err
		}
		for _, g := range answer.Documents {
			if g.Document < 1 || g.Document > len(part) {
				continue
			}
			gist := story.Hint{Gist: story.Gist{Doc: from + g.Document - 1, Line: g.Line, Date: g.Date, Names: g.Names}}
			for _, n := range g.SameAs {
				if n >= 1 && n <= len(part) && n != g.Document {
					gist.SameAs = append(gist.SameAs, from+n-1)
				}
			}
			out = append(out, gist)
		}
		if err := resp.Keep(ctx); err != nil {
			return out, err
		}
	}
	return out, nil
}

// title is a document's title, unless it speaks to software.
func title(d verify.Doc) string {
	if injection.Addresses(d.Title, d.Language) {
		return ""
	}
	return oneLine(d.Title)
}

// beginning is what a gist is made of: the first citable sentences, some 400 characters.
func beginning(d verify.Doc) string {
	var b strings.Builder
	for n, s := range d.Sentences {
		if !s.Role.Citable() || d.Sentence(n+1) == d.Title || d.AddressesSoftware(n+1) {
			continue
		}
		b.WriteString(oneLine(d.Sentence(n+1)) + " ")
		if b.Len() > 1000 {
			break
		}
	}
	return strings.TrimSpace(b.String())
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func orNone(s string) string {
	if s == "" {
		return "no date"
	}
	return s
}

type extraction struct {
	Claims []struct {
		Support     []int       `json:"support"`
		Context     []int       `json:"context"`
		Credit      []int       `json:"credit"`
		Kind        digest.Kind `json:"kind" enum:"report,statement,denial,non_confirmation,opinion,forecast,background"`
		Statement   string      `json:"statement"`
		Speaker     string      `json:"speaker"`
		SpeakerName string      `json:"speaker_name"`
		SpeakerFor  string      `json:"speaker_for,omitempty"`
		Source      string      `json:"source"`
		Outlet      string      `json:"outlet"`
		Anonymous   bool        `json:"anonymous"`
		When        string      `json:"when"`
		WhenDate    string      `json:"when_date"`
		Said        string      `json:"said"`
		SaidDate    string      `json:"said_date"`
		Names       []string    `json:"names"`
	} `json:"claims"`
}

// Extract asks what one part of a document states.
func (e Engine) Extract(ctx context.Context, p engine.Part) (engine.Answer[[]verify.Candidate], error) {
	answer, resp, err := ask[extraction](ctx, e, "extract", map[string]string{
		"pivot": p.Pivot, "head": head(p.Doc), "before": numbered(p.Doc, p.Beside, "context"), "sentences": numbered(p.Doc, p.Own, ""),
	}, []string{digest.Hash([]byte(p.Doc.Text))})
	if err != nil {
		return engine.Answer[[]verify.Candidate]{}, err
	}
	var out []verify.Candidate
	for _, c := range answer.Claims {
		out = append(out, verify.Candidate{
			By: digest.ByModel, Kind: c.Kind, Statement: digest.Text{Lang: p.Pivot, Text: strings.TrimSpace(c.Statement)},
			Support: c.Support, Context: c.Context, Credit: c.Credit,
			Speaker: c.Speaker, SpeakerIn: c.SpeakerName, SpeaksFor: c.SpeakerFor, Source: c.Source, Outlet: c.Outlet, Anonymous: c.Anonymous,
			When: verify.Time{Text: c.When, EDTF: c.WhenDate}, Said: verify.Time{Text: c.Said, EDTF: c.SaidDate},
			Names: c.Names,
		})
	}
	return engine.Answer[[]verify.Candidate]{Value: out, Model: resp.Instead, Keep: resp.Keep}, nil
}

// head is what a question shows of the document itself.
func head(d verify.Doc) string {
	var b strings.Builder
	for _, line := range []struct{ name, value string }{
		{"title", d.Title}, {"publisher", d.Publisher}, {"author", strings.Join(d.Author, ", ")},
		{"published", orNone(d.Published)}, {"language", d.Language},
	} {
		if line.value != "" && !injection.Addresses(line.value, d.Language) {
			fmt.Fprintf(&b, "%s: %s\n", line.name, oneLine(line.value))
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// numbered lists sentences under their numbers.
func numbered(d verify.Doc, numbers []int, mark string) string {
	if len(numbers) == 0 {
		return "(none)"
	}
	if mark != "" {
		mark = " (" + mark + ")"
	}
	var b strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&b, "[%d]%s %s\n", n, mark, oneLine(d.Sentence(n)))
	}
	return strings.TrimRight(b.String(), "\n")
}
