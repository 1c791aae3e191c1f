package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// latest is what names/<name>/latest holds.
type latest struct {
	ID digest.RunID `json:"id"`
}

// DigestKey is where a digest is stored.
func DigestKey(name string, id digest.RunID) string {
	if name == "" {
		name = "unnamed"
	}
	return "digests/" + name + "/" + string(id) + ".json"
}

// LatestKey is where the id of the newest digest of a name is stored.
func LatestKey(name string) string { return "names/" + name + "/latest" }

// previous is the newest digest of this name, or nil.
func (h *Home) previous(ctx context.Context, name string) (*digest.Digest, error) {
	if name == "" {
		return nil, nil
	}
	l, found, err := load[latest](ctx, h.Store, LatestKey(name))
	if err != nil || !found {
		return nil, err
	}
	data, _, err := h.Store.Get(ctx, DigestKey(name, l.ID))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return digest.Decode(data)
}

// A lineup is the stories and points of the previous digest by the claims they have, and which of their keys are
// taken: no two of one digest have the same.
type lineup struct {
	story map[digest.ClaimID]string // keys
	point map[digest.ClaimID]string
	taken map[string]bool
}

// lineupOf is the lineup of a digest; that of nil is empty.
func lineupOf(previous *digest.Digest) lineup {
	l := lineup{map[digest.ClaimID]string{}, map[digest.ClaimID]string{}, map[string]bool{}}
	if previous == nil {
		return l
	}
	for _, s := range previous.Stories {
		for _, c := range s.Claims {
			l.story[c.ID] = s.Key
		}
		for _, p := range s.Points {
			for _, c := range p.Claims {
				l.point[c] = p.Key
			}
		}
	}
	return l
}

// identify gives a story and its points their persistent keys: those of the story, and of the points, of the previous
// digest that share most claims with them, else new ones, made of what they first rest on.
func (l lineup) identify(s *digest.Story, m manifest) {
	var claims []digest.ClaimID
	for _, c := range s.Claims {
		claims = append(claims, c.ID)
	}
	s.Key = l.key(l.story, claims, short("story", m.document(s.Documents[0]).TextSHA256))
	for i := range s.Points {
		p := &s.Points[i]
		p.Key = l.key(l.point, p.Claims, short("point", string(p.Claims[0])))
	}
}

// key takes the free key that most of the claims had, else a new one.
func (l lineup) key(had map[digest.ClaimID]string, claims []digest.ClaimID, fresh string) string {
	shared := map[string]int{}
	best := ""
	for _, c := range claims {
		k := had[c]
		if k == "" || l.taken[k] {
			continue
		}
		if shared[k]++; shared[k] > shared[best] {
			best = k
		}
	}
	if best == "" {
		best = fresh
		for n := 2; l.taken[best]; n++ {
			best = short("again", fmt.Sprint(fresh, n))
		}
	}
	l.taken[best] = true
	return best
}

func short(kind, of string) string { return digest.Hash([]byte(kind + "\n" + of))[:12] }

// changes lists what is new against the previous digest of the same name; nil when there is none.
func changes(d *digest.Digest, previous *digest.Digest) *digest.Changes {
	if previous == nil {
		return nil
	}
	old := map[string]digest.Point{}
	for _, s := range previous.Stories {
		for _, p := range s.Points {
			old[p.Key] = p
		}
	}
	out := &digest.Changes{Since: previous.ID, Items: []digest.Change{}}
	for _, s := range d.Stories {
		for _, p := range s.Points {
			add := func(what string, before, after map[string]any) {
				out.Items = append(out.Items, digest.Change{
					Point: string(s.ID) + "/" + string(p.ID), Key: p.Key, What: what, Before: before, After: after,
				})
			}
			was, known := old[p.Key]
			if !known {
				add("new", nil, nil)
				continue
			}
			if p.Independent.Min > was.Independent.Min {
				add("origin_added", map[string]any{"min": was.Independent.Min}, map[string]any{"min": p.Independent.Min})
			}
			if edtf(p.When) != edtf(was.When) {
				add("time", map[string]any{"edtf": edtf(was.When)}, map[string]any{"edtf": edtf(p.When)})
			}
			if len(p.DisputedBy) > 0 && len(was.DisputedBy) == 0 {
				add("denied", nil, map[string]any{"disputed_by": p.DisputedBy})
			}
		}
	}
	return out
}

func edtf(w *digest.When) string {
	if w == nil {
		return ""
	}
	return w.EDTF
}

// setLatest makes id the newest digest of its name, unless a newer run was faster.
func (h *Home) setLatest(ctx context.Context, name string, id digest.RunID) error {
	if name == "" {
		return nil
	}
	data, err := json.Marshal(latest{id})
	if err != nil {
		return err
	}
	for range 8 {
		was, version, err := h.Store.Get(ctx, LatestKey(name))
		switch {
		case errors.Is(err, store.ErrNotFound):
			err = h.Store.Create(ctx, LatestKey(name), data)
		case err != nil:
			return err
		default:
			var l latest
			if json.Unmarshal(was, &l) == nil && l.ID >= id { // a UUIDv7 sorts by its time
				return nil
			}
			_, err = h.Store.CompareAndSwap(ctx, LatestKey(name), version, data)
		}
		if err == nil || !errors.Is(err, store.ErrExists) && !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return store.ErrConflict
}
