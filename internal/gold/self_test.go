package gold_test

import (
	"fmt"
	"testing"

	"polydigest/internal/digest"
	"polydigest/internal/gold"
)

// copied returns the digest that says what a key says, in the key's words: a claim for each carrier, a point
// for each fact.
func copied(k gold.Key) digest.Digest {
	s := digest.Story{ID: "s1"}
	at := map[string]digest.PointID{}
	for i, f := range k.Facts {
		at[f.ID] = digest.PointID(fmt.Sprint("p", i+1))
	}
	for _, f := range k.Facts {
		p := digest.Point{ID: at[f.ID],
			Independent: digest.Independent{Min: f.IndependentMin, Max: f.IndependentMax}}
		for _, r := range f.Relations {
			p.Relations = append(p.Relations, digest.PointRelation{Type: r.Type, Point: at[r.Fact]})
		}
		for i, c := range f.Carriers {
			id := digest.ClaimID(fmt.Sprint(f.ID, ".", i))
			p.Claims = append(p.Claims, id)
			s.Claims = append(s.Claims, digest.Claim{ID: id, By: digest.ByModel, Kind: f.Kind,
				Statement: digest.Text{Lang: "en", Text: f.Statement},
				Citations: []digest.Citation{{Role: digest.Support, Quote: c.Quote}}})
		}
		s.Points = append(s.Points, p)
	}
	return digest.Digest{Stories: []digest.Story{s}}
}

func TestAKeyAgreesWithItself(t *testing.T) {
	for _, k := range keys(t) {
		t.Run(k.Event, func(t *testing.T) {
			s := k.Score(copied(k))
			for name, share := range map[string]gold.Share{"facts told": s.Recall, "independent": s.Independent,
				"relations, precision": s.Precision, "relations, recall": s.AllRelated} {
				if share.Got != share.Of {
					t.Errorf("%s: %+v", name, share)
				}
			}
			for name, share := range map[string]gold.Share{"not carried": s.NotCarried, "by eye": s.ByEye,
				"wrongly joined": s.WrongJoins, "apart": s.Missed, "opinions as fact": s.AsFact,
				"set aside": s.Aside} {
				if share.Got != 0 {
					t.Errorf("%s: %+v", name, share)
				}
			}
			if t.Failed() {
				for _, n := range s.Notes {
					t.Log(n)
				}
			}
		})
	}
}
