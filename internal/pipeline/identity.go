package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

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

// identify gives a story and its points their persistent keys: those of the story of the previous digest that shares
// most claims, else new ones, made of what they first rest on.
func identify(s *digest.Story, previous *digest.Digest, m manifest) {
	was := likest(s, previous)
	s.Key = short("story", m.document(s.Documents[0]).TextSHA256)
	if was != nil {
		s.Key = was.Key
	}
	taken := map[string]bool{}
	for i := range s.Points {
		p := &s.Points[i]
		p.Key = short("point", string(p.Claims[0]))
		if was == nil {
			continue
		}
		for _, old := range was.Points {
			if !taken[old.Key] && shared(p.Claims, old.Claims) > 0 {
				p.Key = old.Key
				break
			}
		}
		taken[p.Key] = true
	}
}

func short(kind, of string) string { return digest.Hash([]byte(kind + "\n" + of))[:12] }

// likest is the story of the previous digest that shares most claims with s, or nil.
func likest(s *digest.Story, previous *digest.Digest) *digest.Story {
	if previous == nil {
		return nil
	}
	var ids []digest.ClaimID
	for _, c := range s.Claims {
		ids = append(ids, c.ID)
	}
	most, at := 0, -1
	for i, old := range previous.Stories {
		var theirs []digest.ClaimID
		for _, c := range old.Claims {
			theirs = append(theirs, c.ID)
		}
		if n := shared(ids, theirs); n > most {
			most, at = n, i
		}
	}
	if at < 0 {
		return nil
	}
	return &previous.Stories[at]
}

func shared(a, b []digest.ClaimID) int {
	n := 0
	for _, id := range a {
		if slices.Contains(b, id) {
			n++
		}
	}
	return n
}

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
