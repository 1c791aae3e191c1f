// Package store defines where documents, runs and digests are kept. [KV] is all that a store must do; package
// storetest is the contract as tests, which every implementation passes.
//
// Keys are slash-separated paths: digests/<name>/<id>.json, names/<name>/latest, documents/<sha256>,
// raw/<sha256>, answers/<hash>, runs/<run>/…, recipients/<hash>.json. One store is one tenant.
package store

import (
	"context"
	"errors"
)

var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")    // Create lost
	ErrConflict = errors.New("changed meanwhile") // CompareAndSwap lost
)

// A Version names the content of a key at one time, as an ETag does. The zero Version names no content.
type Version string

// KV keeps values under keys. Its methods are safe to call from several goroutines and processes. A value is
// seen whole or not at all, and once a write has returned it survives a power cut.
type KV interface {
	// Get returns the value and its version, or an error matching ErrNotFound.
	Get(ctx context.Context, key string) ([]byte, Version, error)
	// Put writes unconditionally.
	Put(ctx context.Context, key string, value []byte) error
	// Create writes only if the key has no value, else returns an error matching ErrExists.
	Create(ctx context.Context, key string, value []byte) error
	// CompareAndSwap writes only if the key's version is still old, else returns an error matching ErrConflict.
	CompareAndSwap(ctx context.Context, key string, old Version, value []byte) (Version, error)
	// Delete removes the key; a key without value is no error.
	Delete(ctx context.Context, key string) error
	// List returns up to limit keys with the prefix that sort after `after`, in byte order.
	List(ctx context.Context, prefix, after string, limit int) ([]string, error)
}
