package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/verify"
	"polydigest/internal/when"
)

type merged struct {
	Groups    [][]int `json:"groups"`
	Relations []struct {
		From int                      `json:"from"`
		Type digest.PointRelationType `json:"type" enum:"denies,does_not_confirm,conflicts,updates"`
		To   int                      `json:"to"`
	} `json:"relations"`
	Order []int `json:"order"`
}

// Relate asks which claims state the same fact, and how facts bear on each other. The model answers with numbers;
// those that name no claim are left out.
func (e Engine) Relate(ctx context.Context, c engine.Claims) (engine.Relations, error) {
	var list strings.Builder
	for i, claim := range c.Claims {
		fmt.Fprintf(&list, "[%d] %s\n", i+1, claimLine(claim, c.Documents[claim.Document]))
	}
	answer, resp, err := ask[merged](ctx, e, "merge", map[string]string{
		"pivot": c.Pivot, "topic": orAny(c.Topic), "claims": list.String(),
	}, engine.Texted(c.Documents))
	if err != nil {
		return engine.Relations{}, err
	}
	known := func(n int) bool { return n >= 1 && n <= len(c.Claims) }
	var out engine.Relations
	for _, g := range answer.Groups {
		var group []int
		for _, n := range g {
			if known(n) {
				group = append(group, n-1)
			}
		}
		out.Groups = append(out.Groups, group)
	}
	for _, r := range answer.Relations {
		if known(r.From) && known(r.To) && r.From != r.To {
			out.Ties = append(out.Ties, engine.Tie{From: r.From - 1, To: r.To - 1, Type: r.Type})
		}
	}
	for _, n := range answer.Order {
		if known(n) {
			out.Order = append(out.Order, n-1)
		}
	}
	return out, resp.Keep(ctx)
}

func orAny(topic string) string {
	if topic == "" {
		return "(anything)"
	}
	return topic
}

// claimLine is a claim as the model compares it with others.
func claimLine(c digest.Claim, d digest.Document) string {
	parts := []string{string(c.Document) + " " + d.Language, string(c.Kind), c.Statement.Text}
	for _, a := range c.Attribution {
		text := a.Text
		if a.Pivot != "" && a.Pivot != a.Text {
			text += " (" + a.Pivot + ")"
		}
		if a.For != "" {
			text += ", for " + a.For
		}
		if a.Anonymous {
			text += ", anonymous"
		}
		parts = append(parts, a.Role+": "+oneLine(text))
	}
	if c.When != nil {
		parts = append(parts, "when: "+whenLine(c.When))
	}
	if c.Said != nil {
		parts = append(parts, "said: "+whenLine(c.Said))
	}
	return strings.Join(parts, " | ")
}

func whenLine(w *digest.When) string {
	if w.EDTF == "" {
		return oneLine(w.Text)
	}
	return when.Phrase(w.EDTF)
}

type named struct {
	Names []struct {
		Forms    []int  `json:"forms"`
		Kind     string `json:"kind" enum:"person,body,place,outlet,role"`
		Rendered []struct {
			Lang string `json:"lang"`
			Text string `json:"text"`
		} `json:"rendered"`
	} `json:"names"`
}

// Names asks which forms are one name and how each language writes it. Forms that the model leaves out become names
// of their own.
func (e Engine) Names(ctx context.Context, forms []engine.Form, languages []string) ([]digest.Name, error) {
	if len(forms) == 0 {
		return nil, nil
	}
	var list strings.Builder
	var about []string
	for i, f := range forms {
		about = append(about, f.TextSHA256)
		fmt.Fprintf(&list, "[%d] %s (%s", i+1, oneLine(f.Text), f.Lang)
		if f.Pivot != "" && f.Pivot != f.Text {
			fmt.Fprintf(&list, ", read as %s", oneLine(f.Pivot))
		}
		list.WriteString(")\n")
	}
	answer, resp, err := ask[named](ctx, e, "names", map[string]string{
		"languages": strings.Join(languages, ", "), "names": list.String(),
	}, unique(about))
	if err != nil {
		return nil, err
	}
	var out []digest.Name
	taken := make([]bool, len(forms))
	for _, n := range answer.Names {
		name := digest.Name{Kind: n.Kind, Rendered: map[string]digest.Rendered{}}
		for _, f := range n.Forms {
			if f < 1 || f > len(forms) || taken[f-1] {
				continue
			}
			taken[f-1] = true
			name.Forms = append(name.Forms, engine.NameForm(forms[f-1]))
		}
		for _, r := range n.Rendered {
			if slices.Contains(languages, r.Lang) {
				name.Rendered[r.Lang] = digest.Rendered{Text: strings.TrimSpace(r.Text), Basis: "model"}
			}
		}
		if len(name.Forms) > 0 {
			out = append(out, name)
		}
	}
	for i, f := range forms {
		if !taken[i] {
			out = append(out, digest.Name{Kind: f.Kind, Forms: []digest.NameForm{engine.NameForm(f)}})
		}
	}
	return out, resp.Keep(ctx)
}

func unique(hashes []string) []string {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

type verdicts struct {
	Items []struct {
		Number  int          `json:"number"`
		Verdict engine.Fault `json:"verdict" enum:"supported,not_said,stronger,misattributed,contradicted"`
		Missing string       `json:"missing"`
	} `json:"items"`
}

// supported is the verdict on a text without fault.
const supported engine.Fault = "supported"

// Support asks whether the cited words carry each text, ten at a time and all at once. An item without an answer is
// not_run.
func (e Engine) Support(ctx context.Context, items []engine.Cited) ([]engine.Verdict, error) {
	batches := slices.Collect(slices.Chunk(items, supportBatch))
	answers, errs := llm.Map(ctx, 0, batches, e.support)
	var out []engine.Verdict
	for i, given := range answers {
		if given == nil {
			given = unread(len(batches[i]))
		}
		out = append(out, given...)
	}
	return out, errors.Join(errs...)
}

func unread(n int) []engine.Verdict {
	return slices.Repeat([]engine.Verdict{{Result: digest.NotRun}}, n)
}

func (e Engine) support(ctx context.Context, items []engine.Cited) ([]engine.Verdict, error) {
	var list strings.Builder
	var about []string
	for i, item := range items {
		about = append(about, item.About...)
		fmt.Fprintf(&list, "[%d] (%s) %s\n", i+1, item.Text.Lang, oneLine(item.Text.Text))
		for _, w := range item.Words {
			fmt.Fprintf(&list, "  cited (%s) {%s}: %s\n", w.Lang, w.By, oneLine(w.Text.Text))
		}
		for _, w := range item.Context {
			fmt.Fprintf(&list, "  context (%s): %s\n", w.Lang, oneLine(w.Text))
		}
		if len(item.Known) > 0 {
			fmt.Fprintf(&list, "  known: %s\n", strings.Join(item.Known, "; "))
		}
	}
	answer, resp, err := ask[verdicts](ctx, e, "support", map[string]string{"items": list.String()}, unique(about))
	if err != nil {
		return nil, err
	}
	out := unread(len(items))
	for _, v := range answer.Items {
		switch {
		case v.Number < 1 || v.Number > len(items):
		case v.Verdict == supported:
			out[v.Number-1].Result = digest.Pass
		default:
			out[v.Number-1] = engine.Verdict{
				Result: digest.Fail, Fault: v.Verdict, Missing: wordsOf(items[v.Number-1].Text.Text, v.Missing),
			}
		}
	}
	return out, resp.Keep(ctx)
}

// wordsOf keeps of what an answer says is missing the parts that are words of the text: the rest goes into no later
// question.
func wordsOf(text, missing string) string {
	var out []string
	for part := range strings.FieldsFuncSeq(missing, func(r rune) bool { return strings.ContainsRune(";,、，；…|/\n\"“”„«»「」", r) }) {
		part = strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if part != "" && strings.Contains(verify.Fold(text), verify.Fold(part)) {
			out = append(out, part)
		}
	}
	return strings.Join(out, "; ")
}
