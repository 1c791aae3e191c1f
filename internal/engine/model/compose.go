package model

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/languages"
	"polydigest/internal/when"
)

type composed struct {
	Title   string `json:"title"`
	Summary []struct {
		Text   string `json:"text"`
		Points []int  `json:"points"`
	} `json:"summary"`
	Points []struct {
		Point int    `json:"point"`
		Text  string `json:"text"`
	} `json:"points"`
}

// Compose asks for title, summary and point texts in one language. Numbers that name no shown point are left out.
func (e Engine) Compose(ctx context.Context, v engine.StoryView, lang string) (engine.Answer[engine.Texts], error) {
	shown := v.Shown()
	answer, resp, err := ask[composed](ctx, e, "compose", map[string]string{
		"language": languageName(lang), "topic": orAny(v.Topic), "names": namesFor(v, lang),
		"points": pointList(v, lang), "depth": strconv.Itoa(len(shown)),
	}, engine.Texted(v.Documents))
	if err != nil {
		return engine.Answer[engine.Texts]{}, err
	}
	out := engine.Texts{By: digest.ByModel, Title: strings.TrimSpace(answer.Title)}
	for _, s := range answer.Summary {
		sentence := engine.Sentence{Text: strings.TrimSpace(s.Text), Lang: lang}
		for _, n := range s.Points {
			if n >= 1 && n <= len(shown) {
				sentence.Points = append(sentence.Points, shown[n-1].ID)
			}
		}
		out.Summary = append(out.Summary, sentence)
	}
	for _, p := range answer.Points {
		if p.Point >= 1 && p.Point <= len(shown) {
			id := shown[p.Point-1].ID
			out.Points = append(out.Points, engine.Sentence{Text: strings.TrimSpace(p.Text), Lang: lang, Points: []digest.PointID{id}})
		}
	}
	return engine.Answer[engine.Texts]{Value: out, Model: resp.Instead, Keep: resp.Keep}, nil
}

// languageName is how a model is told a language: by its English name and tag.
func languageName(tag string) string {
	return fmt.Sprintf("%s (%s)", languages.English(language.Make(tag)), tag)
}

// namesFor lists how the names of a story are written in one language.
func namesFor(v engine.StoryView, lang string) string {
	var lines []string
	for _, id := range v.NamesUsed() {
		n := v.Names[id]
		r, ok := n.Rendered[lang]
		if !ok || r.Text == "" {
			continue
		}
		var forms []string
		for _, f := range n.Forms {
			if !slices.Contains(forms, f.Text) {
				forms = append(forms, f.Text)
			}
		}
		lines = append(lines, fmt.Sprintf("- %s = %s (%s)", r.Text, strings.Join(forms, " = "), n.Kind))
	}
	if len(lines) == 0 {
		return "(none)"
	}
	return strings.Join(lines, "\n")
}

// pointList is the shown points as a model writes from them.
func pointList(v engine.StoryView, lang string) string {
	var b strings.Builder
	shown := v.Shown()
	number := map[digest.PointID]int{}
	for i, p := range shown {
		number[p.ID] = i + 1
	}
	for i, p := range shown {
		fmt.Fprintf(&b, "[%d] %s\n", i+1, p.Kind)
		for _, t := range v.Tellings(p, lang, 5) {
			fmt.Fprintf(&b, "    - %s {%s}\n", t.Text, strings.Join(t.By, "; "))
		}
		writeTimes(&b, p.When, v.Said(p))
		for _, r := range p.Relations {
			if n := number[r.Point]; n > 0 {
				fmt.Fprintf(&b, "    %s: [%d]\n", strings.ReplaceAll(string(r.Type), "_", " "), n)
			}
		}
		for _, by := range p.DisputedBy {
			if n := number[by]; n > 0 {
				fmt.Fprintf(&b, "    disputed by: [%d]\n", n)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// writeTimes tells when something happened and when it was said, as far as that is known.
func writeTimes(b *strings.Builder, happened, said *digest.When) {
	for _, t := range []struct {
		label string
		when  *digest.When
	}{{"when", happened}, {"said", said}} {
		if t.when == nil || t.when.EDTF == "" {
			continue
		}
		inferred := ""
		if t.when.Basis == digest.TimeInferred {
			inferred = " (inferred)"
		}
		fmt.Fprintf(b, "    %s: %s%s\n", t.label, when.Phrase(t.when.EDTF), inferred)
	}
}
