package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/verify"
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

// QuietKey is where the id of the newest run of a name is stored that found nothing new.
func QuietKey(name string) string { return "names/" + name + "/quiet" }

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
	texts map[string][]digest.Claim // claims by the hash of the text that they are from
	taken map[string]bool
}

// lineupOf is the lineup of a digest; that of nil is empty.
func lineupOf(previous *digest.Digest) lineup {
	l := lineup{map[digest.ClaimID]string{}, map[digest.ClaimID]string{}, map[string][]digest.Claim{}, map[string]bool{}}
	if previous == nil {
		return l
	}
	hashes := map[digest.DocID]string{}
	for _, d := range previous.Documents {
		hashes[d.ID] = d.TextSHA256
	}
	for _, s := range previous.Stories {
		for _, c := range s.Claims {
			l.story[c.ID] = s.Key
			l.texts[hashes[c.Document]] = append(l.texts[hashes[c.Document]], c)
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
	was := map[digest.ClaimID]digest.ClaimID{}
	var claims []digest.ClaimID
	for _, c := range s.Claims {
		was[c.ID] = l.earlier(c, m.document(c.Document).Supersedes)
		claims = append(claims, was[c.ID])
	}
	s.Key = l.key(l.story, claims, short("story", m.document(s.Documents[0]).TextSHA256))
	for i := range s.Points {
		p := &s.Points[i]
		claims = claims[:0]
		for _, id := range p.Claims {
			claims = append(claims, was[id])
		}
		p.Key = l.key(l.point, claims, short("point", string(p.Claims[0])))
	}
}

// earlier is the id that a claim had in the previous digest. On a page that was edited since, that is the id of a claim
// on the same sentence as it was: ids depend on the text of the whole page.
func (l lineup) earlier(c digest.Claim, supersedes string) digest.ClaimID {
	if supersedes == "" {
		return c.ID
	}
	for _, old := range l.texts[supersedes] {
		if old.Kind == c.Kind && verify.Repeats(supportOf(old), supportOf(c)) {
			return old.ID
		}
	}
	return c.ID
}

// supportOf are the words that a claim rests on, in its own document.
func supportOf(c digest.Claim) string {
	var words []string
	for _, q := range c.Citations {
		if q.Role == digest.Support && q.Document == "" {
			words = append(words, q.Quote)
		}
	}
	return strings.Join(words, " ")
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
