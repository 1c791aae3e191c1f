package model

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
			list.WriteString(material(v, v.Point(id), lang))
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
		return fmt.Sprintf("name who says or reports it, %s or another of those in {}; if they are anonymous, say so", cmp.Or(what, "one"))
	case verify.Misattributed:
		return "name beside a statement only who is named in {} of a line that says all of it; for the rest name who says that, or tell it in a sentence of its own"
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
		return carried(f.Fault, what)
	case verify.WrongLanguage:
		return "only words of " + languageName(lang)
	case verify.TooLong:
		return "at most 400 characters"
	}
	return ""
}

// carried says what a text must be for the words to carry it.
func carried(fault engine.Fault, missing string) string {
	switch {
	case fault == engine.Contradicted:
		return "what the words say; the sentence says otherwise"
	case fault == engine.Stronger:
		return "no stronger than the words: their \"may\", \"about\", \"part of\", \"is said to\" stay"
	case missing != "":
		return "nothing of " + missing + ", which the words do not say; the rest stays"
	}
	return "a shorter sentence: compare every name, number, adjective and verb with the words, and leave out what has none there"
}

// material is what a new sentence on a point may say.
func material(v engine.StoryView, p digest.Point, lang string) string {
	var b strings.Builder
	for _, t := range v.Tellings(p, lang, 4) {
		fmt.Fprintf(&b, "    claim: %s {%s}\n", oneLine(t.Text), strings.Join(t.By, "; "))
	}
	writeTimes(&b, p.When, v.Said(p))
	for _, w := range v.Words(p, digest.Support, lang, 5) {
		fmt.Fprintf(&b, "    words (%s) {%s}: %s\n", w.Lang, w.By, oneLine(w.Text.Text))
	}
	for _, w := range v.Words(p, digest.Context, lang, 2) {
		fmt.Fprintf(&b, "    context (%s): %s\n", w.Lang, oneLine(w.Text.Text))
	}
	shown := v.Shown()
	for _, other := range p.DisputedBy {
		if slices.ContainsFunc(shown, func(s digest.Point) bool { return s.ID == other }) {
			o := v.Point(other)
			fmt.Fprintf(&b, "    disputed by: %s {%s}\n", oneLine(o.Text.Text), strings.Join(v.Tellers(o, lang), "; "))
		}
	}
	return b.String()
}
