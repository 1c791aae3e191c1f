package gold

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
)

// check reports the first thing in a key that leads nowhere.
func (k Key) check() error {
	if k.Schema != Schema {
		return fmt.Errorf("schema %q, want %q", k.Schema, Schema)
	}
	documents, err := ids("document", k.Documents, func(d Document) string { return d.ID })
	if err != nil {
		return err
	}
	origins, err := ids("origin", k.Origins, func(o Origin) string { return o.ID })
	if err != nil {
		return err
	}
	facts, err := ids("fact", k.Facts, func(f Fact) string { return f.ID })
	if err != nil {
		return err
	}
	for _, d := range k.Documents {
		if !slices.Contains([]Form{Plain, HTML, Feed}, d.Form) {
			return fmt.Errorf("document %s: form %q", d.ID, d.Form)
		}
		for _, r := range d.Relations {
			if err := known("document", r.With, documents); err != nil {
				return fmt.Errorf("document %s: relation %s: %w", d.ID, r.Type, err)
			}
		}
	}
	for i, s := range k.Stories {
		if err := known("document", s, documents); err != nil {
			return fmt.Errorf("story %d: %w", i+1, err)
		}
	}
	for _, f := range k.Facts {
		if err := f.check(documents, origins, facts); err != nil {
			return fmt.Errorf("fact %s: %w", f.ID, err)
		}
	}
	return nil
}

func (f Fact) check(documents, origins, facts map[string]bool) error {
	if !slices.Contains(digest.Kinds, f.Kind) {
		return fmt.Errorf("kind %q", f.Kind)
	}
	if (f.Kind == digest.Opinion) != (f.OpinionOf != "") {
		return fmt.Errorf("kind %s with opinion_of %q", f.Kind, f.OpinionOf)
	}
	if f.IndependentMin < 1 || f.IndependentMax < f.IndependentMin {
		return fmt.Errorf("independent %d to %d", f.IndependentMin, f.IndependentMax)
	}
	if len(f.Carriers) == 0 {
		return fmt.Errorf("no carrier")
	}
	if err := known("origin", f.Origins, origins); err != nil {
		return err
	}
	for _, c := range f.Carriers {
		if !documents[c.Document] || c.Quote == "" || !slices.Contains(f.Origins, c.Origin) {
			return fmt.Errorf("carrier %+v", c)
		}
	}
	for _, t := range []*Time{f.When, f.Said} {
		if t != nil && (t.EDTF == "" || t.Anchor != "" && !documents[t.Anchor]) {
			return fmt.Errorf("time %+v", *t)
		}
	}
	if f.SourceOf != "" && (!facts[f.SourceOf] || f.SourceOf == f.ID) {
		return fmt.Errorf("source_of %q", f.SourceOf)
	}
	for _, r := range f.Relations {
		if !facts[r.Fact] || r.Fact == f.ID {
			return fmt.Errorf("relation %+v", r)
		}
	}
	return nil
}

// ids returns the set of ids of all, which are there and differ.
func ids[T any](what string, all []T, id func(T) string) (map[string]bool, error) {
	set := map[string]bool{}
	for _, v := range all {
		if id(v) == "" || set[id(v)] {
			return nil, fmt.Errorf("%s id %q is empty or stands twice", what, id(v))
		}
		set[id(v)] = true
	}
	return set, nil
}

func known(what string, ids []string, all map[string]bool) error {
	for _, id := range ids {
		if !all[id] {
			return fmt.Errorf("no %s %q", what, id)
		}
	}
	return nil
}
