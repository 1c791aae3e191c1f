package pipeline

import (
	"testing"

	"polydigest/internal/digest"
)

// storyOf is a story with a point for each list of claims.
func storyOf(points ...[]digest.ClaimID) digest.Story {
	s := digest.Story{Documents: []digest.DocID{"d1"}}
	for _, claims := range points {
		for _, id := range claims {
			s.Claims = append(s.Claims, digest.Claim{ID: id})
		}
		s.Points = append(s.Points, digest.Point{Claims: claims})
	}
	return s
}

func TestKeysStayAndAreEachGivenOnce(t *testing.T) {
	type ids = []digest.ClaimID
	m := manifest{Documents: []manifestDocument{{Document: digest.Document{ID: "d1", TextSHA256: "x"}}}}
	old := storyOf(ids{"a", "b"}, ids{"c"}, ids{"e", "f", "g"})
	lineupOf(nil).identify(&old, m)
	previous := &digest.Digest{Stories: []digest.Story{old}}

	// The story was parted, and so was its last point.
	first, second := storyOf(ids{"b", "a"}, ids{"e"}, ids{"new"}), storyOf(ids{"f", "g"}, ids{"c"})
	l := lineupOf(previous)
	l.identify(&first, m)
	l.identify(&second, m)
	keys := map[string]bool{}
	for _, k := range []string{
		first.Key, first.Points[0].Key, first.Points[1].Key, first.Points[2].Key,
		second.Key, second.Points[0].Key, second.Points[1].Key,
	} {
		if k == "" || keys[k] {
			t.Errorf("key %q is empty or there twice", k)
		}
		keys[k] = true
	}
	if first.Key != old.Key || first.Points[0].Key != old.Points[0].Key || second.Points[1].Key != old.Points[1].Key {
		t.Error("a story or a point that stayed has another key")
	}
}

func TestADocumentIsFoundByItsID(t *testing.T) {
	var m manifest
	for i := range 3 {
		m.Documents = append(m.Documents, manifestDocument{Document: digest.Document{ID: docID(i)}})
	}
	for _, id := range []digest.DocID{"d1", "d3"} {
		if m.document(id).ID != id {
			t.Errorf("%s was not found", id)
		}
	}
	for _, id := range []digest.DocID{"", "d", "d0", "d4", "d-1", "d01", "1", "x"} {
		if got := m.document(id).ID; got != "" {
			t.Errorf("%q gave %s", id, got)
		}
	}
}
