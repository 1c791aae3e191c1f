package files

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// List implements [store.KV].
func (s *Store) List(ctx context.Context, prefix, after string, limit int) ([]string, error) {
	l := listing{disk: s.disk, prefix: prefix, after: after, limit: limit}
	folder := prefix[:strings.LastIndexByte(prefix, '/')+1]
	if err := l.folder(ctx, folder); err != nil {
		return nil, fmt.Errorf("list %s: %w", prefix, err)
	}
	return l.keys, nil
}

type listing struct {
	disk          disk
	prefix, after string
	limit         int
	keys          []string
}

// folder adds the keys below a folder, which is "" or ends in a slash. A folder sorts as its name and a slash, so
// that the keys come in byte order: a-b/c before a/b.
func (l *listing) folder(ctx context.Context, folder string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := l.entries(folder)
	if err != nil {
		return err
	}
	for _, key := range entries {
		if l.limit > 0 && len(l.keys) == l.limit {
			return nil
		}
		if !strings.HasSuffix(key, "/") {
			if strings.HasPrefix(key, l.prefix) && key > l.after {
				l.keys = append(l.keys, key)
			}
			continue
		}
		inPrefix := strings.HasPrefix(key, l.prefix) || strings.HasPrefix(l.prefix, key)
		past := key < l.after && !strings.HasPrefix(l.after, key)
		if !inPrefix || past {
			continue
		}
		if err := l.folder(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// entries are the keys and, with a slash, the folders of one folder, sorted.
func (l *listing) entries(folder string) ([]string, error) {
	name := "."
	for part := range strings.SplitSeq(strings.TrimSuffix(folder, "/"), "/") {
		name = path.Join(name, escape(part))
	}
	found, err := l.disk.ReadDir(name)
	if missing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(found))
	for _, e := range found {
		part, ok := unescape(e.Name())
		if !ok || e.Type()&^fs.ModeDir != 0 {
			continue
		}
		if e.IsDir() {
			part += "/"
		}
		keys = append(keys, folder+part)
	}
	slices.Sort(keys)
	return keys, nil
}
