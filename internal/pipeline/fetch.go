package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/store"
	"polydigest/internal/text"
	"polydigest/internal/verify"
)

// FetchIn names one source of a run, by its number from 0.
type FetchIn struct {
	Run    digest.RunID `json:"run"`
	Source int          `json:"source"`
}

// FetchOut counts the documents of the source.
type FetchOut struct {
	Read   int `json:"read"`
	Failed int `json:"failed"`
}

// fetched is what became of one document of a source.
type fetched struct {
	Source      string           `json:"source"`
	Read        string           `json:"read,omitempty"` // key of its reading; "" if there is none
	TextSHA256  string           `json:"text_sha256,omitempty"`
	RawSHA256   string           `json:"raw_sha256,omitempty"`
	RetrievedAt time.Time        `json:"retrieved_at,omitzero"`
	FirstSeen   time.Time        `json:"first_seen,omitzero"`
	FinalURL    string           `json:"final_url,omitempty"`
	Supersedes  string           `json:"supersedes,omitempty"`
	State       digest.ItemState `json:"state,omitempty"`
	Reason      string           `json:"reason,omitempty"`
}

// keys are where the document is, as bytes, text and reading; none if there is none.
func (f fetched) keys() []string {
	if f.Read == "" {
		return nil
	}
	return []string{"raw/" + f.RawSHA256, "documents/" + f.TextSHA256, f.Read}
}

// Fetch reads one source: every document in it is decoded, its main text found, and stored by hash with its raw
// bytes. A document that cannot be read is an item with a reason.
func (h *Home) Fetch(ctx context.Context, in FetchIn) (FetchOut, error) {
	out := key(in.Run, "fetched/%d.json", in.Source)
	items, done, err := load[[]fetched](ctx, h.Store, out)
	if err != nil {
		return FetchOut{}, err
	}
	if !done {
		request, err := need[digest.Request](ctx, h.Store, key(in.Run, "request.json"))
		if err != nil {
			return FetchOut{}, err
		}
		if items, err = h.fetchNoting(ctx, in, request); err != nil {
			return FetchOut{}, err
		}
		if err := save(ctx, h.Store, out, items); err != nil {
			return FetchOut{}, err
		}
	}
	var counts FetchOut
	for _, f := range items {
		if f.Read != "" {
			counts.Read++
		} else {
			counts.Failed++
		}
	}
	return counts, nil
}

// fetchNoting fetches a source and notes what it touched, each try that fails or is stopped beside the others: nothing
// else leads a sweep to what it has stored by then.
func (h *Home) fetchNoting(ctx context.Context, in FetchIn, request digest.Request) ([]fetched, error) {
	met := &noting{KV: h.Store, keys: map[string]bool{}}
	items, err := h.fetch(ctx, met, in, request)
	if err == nil {
		return items, save(ctx, h.Store, touchedKey(in.Run, in.Source), met.with(items))
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	at := key(in.Run, "touched/%d-%d.json", in.Source, h.Now().UnixNano())
	return nil, errors.Join(err, save(ctx, h.Store, at, met.with(nil)))
}

// noteTimeout bounds the note of what a source touched that had to stop.
const noteTimeout = 2 * time.Second

func (h *Home) fetch(ctx context.Context, memory store.KV, in FetchIn, request digest.Request) ([]fetched, error) {
	type placed struct {
		at [2]int
		fetched
	}
	var mu sync.Mutex
	var found []placed
	err := h.Sources.Each(ctx, memory, request, in.Source, func(ctx context.Context, at [2]int, item text.Item) error {
		f, err := h.read(ctx, memory, item)
		mu.Lock()
		defer mu.Unlock()
		found = append(found, placed{at, f})
		return err // of the store: what cannot be read is an item
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b placed) int { return slices.Compare(a.at[:], b.at[:]) })
	var out []fetched
	for _, f := range found {
		out = append(out, f.fetched)
	}
	return out, nil
}

// readings is where what was read of a document is kept: other rules read it anew.
const readings = "readings/1-" + text.Version + "/"

// read stores one document under its hashes, and what reading made of it under the hash of all that it was read from:
// bytes that came before are not read again.
func (h *Home) read(ctx context.Context, kv store.KV, item text.Item) (fetched, error) {
	f := fetched{
		Source: item.Source, RetrievedAt: item.RetrievedAt, FirstSeen: item.FirstSeen, FinalURL: item.FinalURL,
		Supersedes: item.Supersedes, State: item.State, Reason: item.Reason,
	}
	if item.State != "" {
		return f, nil
	}
	declared, err := json.Marshal([]any{item.Publisher, item.Raw})
	if err != nil {
		return f, err
	}
	f.RawSHA256 = digest.Hash(item.Raw.Body)
	f.Read = readings + digest.Hash(declared) + ".json"
	known, found, err := load[reading](ctx, kv, f.Read)
	if err != nil {
		return f, err
	}
	if found {
		f.TextSHA256 = known.TextSHA256
		if _, _, err := kv.Get(ctx, "documents/"+f.TextSHA256); err == nil {
			return f, nil
		}
	}
	doc, err := h.Sources.Document(item.Raw)
	if err != nil {
		f.Read, f.State, f.Reason = "", digest.Failed, err.Error()
		if item.Feed != "" {
			f.Reason += "; the page names a feed, which may be what you want: " + item.Feed
		}
		return f, nil
	}
	if doc.Publisher == "" {
		doc.Publisher = item.Publisher
	}
	f.TextSHA256 = digest.Hash([]byte(doc.Text))
	for _, part := range []struct {
		key  string
		data []byte
	}{{"raw/" + f.RawSHA256, item.Raw.Body}, {"documents/" + f.TextSHA256, []byte(doc.Text)}} {
		if err := kv.Create(ctx, part.key, part.data); err != nil && !errors.Is(err, store.ErrExists) {
			return f, err
		}
	}
	doc.Text = ""
	return f, save(ctx, kv, f.Read, reading{doc, f.TextSHA256})
}

// A reading is what reading made of a document, its text aside.
type reading struct {
	text.Document
	TextSHA256 string
}

// reading loads a document that was read, with its text.
func (h *Home) reading(ctx context.Context, f fetched) (text.Document, error) {
	r, err := need[reading](ctx, h.Store, f.Read)
	doc := r.Document
	if err != nil {
		return doc, err
	}
	data, _, err := h.Store.Get(ctx, "documents/"+f.TextSHA256)
	if err != nil {
		return doc, fmt.Errorf("%s: %w", f.Source, err)
	}
	if digest.Hash(data) != f.TextSHA256 {
		return doc, fmt.Errorf("%s: its stored text is damaged: does not have hash %s", f.Source, f.TextSHA256)
	}
	doc.Text = string(data)
	return doc, nil
}

// document loads a document of a manifest as steps work with it.
func (h *Home) document(ctx context.Context, m manifestDocument) (verify.Doc, error) {
	doc, err := h.reading(ctx, m.Fetched)
	if err != nil {
		return verify.Doc{}, err
	}
	return verify.Number(m.ID, fit(doc)), nil
}
