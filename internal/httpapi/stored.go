package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// Stored reads digests from a store: digests/<name>/<id>.json and documents/<sha256>.
type Stored struct{ KV store.KV }

const listPage = 1000

// Digest tries the id under each name: there are few names, and an id is of no use without one.
func (s Stored) Digest(ctx context.Context, id string) (*digest.Digest, error) {
	names, err := s.names(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, _, err := s.KV.Get(ctx, "digests/"+name+"/"+id+".json")
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading digest: %w", err)
		}
		var d digest.Digest
		if err := json.Unmarshal(data, &d); err != nil {
			return nil, fmt.Errorf("reading digest %s: %w", id, err)
		}
		if d.Schema != digest.Schema {
			return nil, fmt.Errorf("reading digest %s: schema %.40q, this program reads %q", id, d.Schema, digest.Schema)
		}
		return &d, nil
	}
	return nil, fmt.Errorf("digest %s: %w", id, store.ErrNotFound)
}

// names lists the names that have digests, by jumping from one to the next.
func (s Stored) names(ctx context.Context) ([]string, error) {
	const prefix = "digests/"
	var names []string
	after := ""
	for {
		keys, err := s.KV.List(ctx, prefix, after, 1)
		if err != nil {
			return nil, fmt.Errorf("listing digests: %w", err)
		}
		if len(keys) == 0 {
			return names, nil
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(keys[0], prefix), "/")
		names = append(names, name)
		after = prefix + name + "/\U0010ffff"
	}
}

// List reads only keys: the ids of digests say when they were begun (UUIDv7).
func (s Stored) List(ctx context.Context, name, before string, limit int) ([]Entry, error) {
	names := []string{name}
	if name == "" {
		var err error
		if names, err = s.names(ctx); err != nil {
			return nil, err
		}
	}
	entries := []Entry{}
	for _, name := range names {
		ids, err := s.ids(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if before == "" || id < before {
				entries = append(entries, Entry{ID: id, Name: name, CreatedAt: begun(id), Location: "/v1/digests/" + id})
			}
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(b.ID, a.ID) })
	return entries[:min(limit, len(entries))], nil
}

func (s Stored) ids(ctx context.Context, name string) ([]string, error) {
	var ids []string
	prefix, after := "digests/"+name+"/", ""
	for {
		keys, err := s.KV.List(ctx, prefix, after, listPage)
		if err != nil {
			return nil, fmt.Errorf("listing digests: %w", err)
		}
		for _, key := range keys {
			id := strings.TrimSuffix(strings.TrimPrefix(key, prefix), ".json")
			if uuid.Validate(id) == nil {
				ids = append(ids, id)
			}
			after = key
		}
		if len(keys) < listPage {
			return ids, nil
		}
	}
}

// begun is the time in a UUIDv7, the zero time for any other id.
func begun(id string) time.Time {
	u, err := uuid.Parse(id)
	if err != nil || u.Version() != 7 {
		return time.Time{}
	}
	return time.Unix(u.Time().UnixTime()).UTC()
}

// Text reads a document's text.
func (s Stored) Text(ctx context.Context, sha256 string) (string, error) {
	if len(sha256) != 64 || strings.Trim(sha256, "0123456789abcdef") != "" {
		return "", fmt.Errorf("text %.80q: %w", sha256, store.ErrNotFound)
	}
	data, _, err := s.KV.Get(ctx, "documents/"+sha256)
	if err != nil {
		return "", fmt.Errorf("reading text: %w", err)
	}
	return string(data), nil
}
