package gold

import (
	"path"
	"slices"

	"polydigest/internal/digest"
)

// kin holds which documents the digest puts together, and what it says they are to one another, against the key.
func (s *Score) kin(k Key, d digest.Digest) {
	known := k.documents(d)
	id := map[string]digest.DocID{}
	for doc, of := range known {
		id[of.ID] = doc
	}
	for i, a := range k.Documents {
		for _, b := range k.Documents[i+1:] {
			x, y := id[a.ID], id[b.ID]
			if x == "" || y == "" {
				continue
			}
			want := slices.ContainsFunc(k.Stories, func(ids []string) bool {
				return slices.Contains(ids, a.ID) && slices.Contains(ids, b.ID)
			})
			got := slices.ContainsFunc(d.Stories, func(story digest.Story) bool {
				return slices.Contains(story.Documents, x) && slices.Contains(story.Documents, y)
			})
			s.Grouped.count(got == want)
			if got != want {
				s.note("documents %s and %s: together %v, want %v", a.ID, b.ID, got, want)
			}
		}
	}
	for _, doc := range d.Documents {
		of, ok := known[doc.ID]
		if !ok {
			continue
		}
		found := slices.ContainsFunc(of.Relations, func(r Relation) bool { return says(doc, r, known) })
		if len(of.Relations) > 0 {
			s.Kin.count(found)
		}
		if doc.Relation != nil {
			s.NoKin.count(!found)
		}
		if !found && (len(of.Relations) > 0 || doc.Relation != nil) {
			s.note("document %s: relation %+v, want %+v", of.ID, doc.Relation, of.Relations)
		}
	}
}

// says reports whether the digest says of a document what r does, of at least one of those that r names.
func says(doc digest.Document, r Relation, known map[digest.DocID]Document) bool {
	return doc.Relation != nil && doc.Relation.Type == r.Type && slices.ContainsFunc(doc.Relation.With, func(id digest.DocID) bool {
		return slices.Contains(r.With, known[id].ID)
	})
}

// documents finds the key's document for each of the digest's: by the name of its file, else by URL, else by title. A
// document that none of them tells apart is left out.
func (k Key) documents(d digest.Digest) map[digest.DocID]Document {
	source := map[digest.DocID]string{}
	for _, item := range d.Coverage.Items {
		source[item.Document] = path.Base(item.Source)
	}
	out := map[digest.DocID]Document{}
	for _, doc := range d.Documents {
		for _, of := range k.Documents {
			same := source[doc.ID] == of.ID || of.URL != "" && doc.URL == of.URL ||
				len(letters(of.Title)) > 0 && slices.Equal(letters(doc.Title), letters(of.Title))
			if same {
				out[doc.ID] = of
				break
			}
		}
	}
	return out
}
