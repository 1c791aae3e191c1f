package pipeline

import (
	"context"
	"maps"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/verify"
)

// changes lists what is new in d against the previous digest of the same name; nil when there is none.
func (h *Home) changes(ctx context.Context, m manifest, d *digest.Digest) (*digest.Changes, error) {
	previous, err := h.previous(ctx, m.Request.Name)
	if err != nil || previous == nil || previous.ID == d.ID {
		return nil, err
	}
	texts, err := h.editedTexts(ctx, m)
	if err != nil {
		return nil, err
	}
	return changes(d, previous, texts), nil
}

// changes lists what is new in d against an earlier digest. texts are those of the pages that were edited since, by the
// hash of the text that each of them had.
func changes(d, previous *digest.Digest, texts map[string]string) *digest.Changes {
	before, now := pointsByKey(previous, texts), pointsByKey(d, nil)
	out := &digest.Changes{Since: previous.ID, Items: []digest.Change{}}
	for _, s := range d.Stories {
		for _, p := range s.Points {
			was, known := before[p.Key]
			for _, c := range changesOf(now[p.Key], was, known) {
				c.Point, c.Key = string(s.ID)+"/"+string(p.ID), p.Key
				out.Items = append(out.Items, c)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if was := before[key]; now[key].Key == "" && !was.AddressesSoftware && was.withdrawn() {
			text := map[string]any{"text": was.Text.Text, "lang": was.Text.Lang}
			out.Items = append(out.Items, digest.Change{Key: key, What: "retracted", Before: text})
		}
	}
	return out
}

// A toldPoint is a point with what its digest says of it elsewhere.
type toldPoint struct {
	digest.Point
	claims []digest.Claim
	edited []string // for each claim, the text that its page has since; "" if it is as it was
}

// pointsByKey are the points of a digest.
func pointsByKey(d *digest.Digest, texts map[string]string) map[string]toldPoint {
	edited := map[digest.DocID]string{}
	for _, doc := range d.Documents {
		edited[doc.ID] = texts[doc.TextSHA256]
	}
	out := map[string]toldPoint{}
	for _, s := range d.Stories {
		for _, p := range s.Points {
			t := toldPoint{Point: p, claims: claimsOf(s.Claims, p)}
			for _, c := range t.claims {
				t.edited = append(t.edited, edited[c.Document])
			}
			out[p.Key] = t
		}
	}
	return out
}

// changesOf lists what is new about one point. known is false when the digest before did not have it.
func changesOf(now, was toldPoint, known bool) []digest.Change {
	if !known {
		return []digest.Change{{What: "new"}}
	}
	var out []digest.Change
	add := func(what, field string, before, after any) {
		c := digest.Change{What: what, After: map[string]any{field: after}}
		if before != nil {
			c.Before = map[string]any{field: before}
		}
		out = append(out, c)
	}
	switch gone, added := differ(was.figures(), now.figures()); {
	case len(gone) > 0 && len(added) > 0:
		add("figure", "figures", gone, added)
	case was.reworded():
		out = append(out, digest.Change{What: "source_edited"})
	}
	if now.Independent.Min > was.Independent.Min {
		add("origin_added", "min", was.Independent.Min, now.Independent.Min)
	}
	if edtf(now.When) != edtf(was.When) {
		add("time", "edtf", edtf(was.When), edtf(now.When))
	}
	if len(now.DisputedBy) > 0 && len(was.DisputedBy) == 0 {
		add("denied", "disputed_by", nil, now.DisputedBy)
	}
	return out
}

// figures are the values that the claims of a point have, each once, with their units.
func (p toldPoint) figures() []string {
	var out []string
	for _, c := range p.claims {
		for _, f := range c.Figures {
			if v := strings.TrimSpace(f.Value + " " + f.Unit); !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// differ is what only the first list has, and what only the second has.
func differ(a, b []string) (onlyA, onlyB []string) {
	without := func(x, y []string) []string {
		return slices.DeleteFunc(slices.Clone(x), func(v string) bool { return slices.Contains(y, v) })
	}
	return without(a, b), without(b, a)
}

// reworded reports whether a page that the point rests on no longer has the words that were cited.
func (p toldPoint) reworded() bool {
	for i, c := range p.claims {
		if p.edited[i] != "" && !stillHas(p.edited[i], c) {
			return true
		}
	}
	return false
}

// withdrawn reports whether none of the pages that the point rests on has the words any more that were cited.
func (p toldPoint) withdrawn() bool {
	for i, c := range p.claims {
		if p.edited[i] == "" || stillHas(p.edited[i], c) {
			return false
		}
	}
	return len(p.claims) > 0
}

// stillHas reports whether a text has everything that a claim cites of it as support.
func stillHas(text string, c digest.Claim) bool {
	text = verify.Fold(text)
	return !slices.ContainsFunc(c.Citations, func(q digest.Citation) bool {
		return q.Role == digest.Support && q.Document == "" && !strings.Contains(text, verify.Fold(q.Quote))
	})
}

func edtf(w *digest.When) string {
	if w == nil {
		return ""
	}
	return w.EDTF
}

// editedTexts are the texts of the pages that were edited since they were last read, by the hash of what they had been.
func (h *Home) editedTexts(ctx context.Context, m manifest) (map[string]string, error) {
	out := map[string]string{}
	for _, d := range m.Documents {
		if d.Supersedes == "" {
			continue
		}
		doc, err := h.reading(ctx, d.Fetched)
		if err != nil {
			return nil, err
		}
		out[d.Supersedes] = doc.Text
	}
	return out, nil
}
