package model

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/verify"
)

type repaired struct {
	Texts []struct {
		Number int    `json:"number"`
		Text   string `json:"text"`
	} `json:"texts"`
}

// Repair asks for all failed texts of an edition again, together and once.
func (e Engine) Repair(ctx context.Context, v engine.StoryView, lang string, failed []engine.Failed) ([]string, error) {
	var list strings.Builder
	for i, f := range failed {
		fmt.Fprintf(&list, "[%d] %s\n    failed: %s", i+1, oneLine(f.Text), strings.ReplaceAll(f.Reason, "_", " "))
		if f.Detail != "" && f.Reason != verify.OpponentMissing {
			fmt.Fprintf(&list, " (%s)", oneLine(f.Detail))
		}
		list.WriteString("\n")
		if need := needed(f, lang); need != "" {
			fmt.Fprintf(&list, "    needed: %s\n", need)
		}
		for _, id := range f.Points {
			list.WriteString(material(v, v.Point(id)))
		}
	}
	answer, resp, err := ask[repaired](ctx, e, "repair", map[string]string{
		"language": languageName(lang), "names": namesFor(v, lang), "texts": list.String(),
	}, engine.Texted(v.Documents))
	if err != nil {
		return nil, err
	}
	out := make([]string, len(failed))
	for i, f := range failed {
		out[i] = f.Text
	}
	for _, t := range answer.Texts {
		if t.Number >= 1 && t.Number <= len(out) {
			out[t.Number-1] = strings.TrimSpace(t.Text)
		}
	}
	return out, resp.Keep(ctx)
}

// needed says what a text must have to pass the check that it failed, "" where the reason says it.
func needed(f engine.Failed, lang string) string {
	what := oneLine(f.Detail)
	switch f.Reason {
	case verify.NoSpeaker, verify.NoAuthor:
		return fmt.Sprintf("name who says or reports it, %s or another of those under \"by\"; if they are anonymous, say so", cmp.Or(what, "one"))
	case verify.OpponentMissing:
		return "tell in the same sentence what stands under \"disputed by\", and who says it"
	case verify.FigureNotInText:
		return fmt.Sprintf("only figures that stand in the words, with their units and \"about\" or \"more than\"; %s follows from none", cmp.Or(what, "one"))
	case verify.DateNotInText:
		return fmt.Sprintf("only dates that stand in the words or under \"when\" or \"said\"; %s follows from none", cmp.Or(what, "one"))
	case verify.NameNotInText:
		return fmt.Sprintf("only names that stand in the words or in the list, as the list writes them; %s is none of them", cmp.Or(what, "one"))
	case verify.PolarityDiffers:
		return "yes or no, more or less, up or down as the words have it"
	case verify.NotSupported:
		return "leave out whatever the words do not say"
	case verify.WrongLanguage:
		return "only words of " + languageName(lang)
	case verify.TooLong:
		return "at most 400 characters"
	}
	return ""
}

// material is what a new sentence on a point may say.
func material(v engine.StoryView, p digest.Point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "    claim: %s\n", oneLine(p.Text.Text))
	if by := v.Tellers(p); len(by) > 0 {
		fmt.Fprintf(&b, "    by: %s\n", strings.Join(by, "; "))
	}
	writeTimes(&b, p.When, v.Said(p))
	for _, w := range v.Words(p, digest.Support, 4) {
		fmt.Fprintf(&b, "    words (%s): %s\n", w.Lang, oneLine(w.Text))
	}
	for _, w := range v.Words(p, digest.Context, 2) {
		fmt.Fprintf(&b, "    context (%s): %s\n", w.Lang, oneLine(w.Text))
	}
	for _, other := range p.DisputedBy {
		o := v.Point(other)
		if o.Rank > v.Depth {
			continue
		}
		fmt.Fprintf(&b, "    disputed by: %s", oneLine(o.Text.Text))
		if by := v.Tellers(o); len(by) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(by, "; "))
		}
		b.WriteString("\n")
	}
	return b.String()
}
