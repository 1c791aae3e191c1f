package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"polydigest/internal/store"
)

// Memory is an empty store in memory.
func Memory() store.KV { return &memory{values: map[string][]byte{}} }

type memory struct {
	mu     sync.Mutex
	values map[string][]byte
}

func (m *memory) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	if err := check(ctx, key); err != nil {
		return nil, "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.values[key]
	if !ok {
		return nil, "", fmt.Errorf("%s: %w", key, store.ErrNotFound)
	}
	return slices.Clone(value), version(value, ok), nil
}

func (m *memory) Put(ctx context.Context, key string, value []byte) error {
	_, err := m.write(ctx, key, value, func(store.Version) error { return nil })
	return err
}

func (m *memory) Create(ctx context.Context, key string, value []byte) error {
	_, err := m.write(ctx, key, value, func(now store.Version) error {
		if now != "" {
			return fmt.Errorf("%s: %w", key, store.ErrExists)
		}
		return nil
	})
	return err
}

func (m *memory) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	return m.write(ctx, key, value, func(now store.Version) error {
		if now != old {
			return fmt.Errorf("%s: %w", key, store.ErrConflict)
		}
		return nil
	})
}

func (m *memory) Delete(ctx context.Context, key string) error {
	if err := check(ctx, key); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.values, key)
	return nil
}

func (m *memory) List(ctx context.Context, prefix, after string, limit int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []string
	for key := range m.values {
		if strings.HasPrefix(key, prefix) && key > after {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if limit > 0 && len(keys) > limit {
		keys = keys[:limit]
	}
	return keys, nil
}

// write writes if may allows it, given the version now.
func (m *memory) write(
	ctx context.Context, key string, value []byte, may func(now store.Version) error,
) (store.Version, error) {
	if err := check(ctx, key); err != nil {
		return "", err
	}
	if err := store.CheckValue(key, value); err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now, ok := m.values[key]
	if err := may(version(now, ok)); err != nil {
		return "", err
	}
	m.values[key] = slices.Clone(value)
	return version(value, true), nil
}

func version(value []byte, ok bool) store.Version {
	if !ok {
		return ""
	}
	sum := sha256.Sum256(value)
	return store.Version(hex.EncodeToString(sum[:]))
}

func check(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return store.CheckKey(key)
}
