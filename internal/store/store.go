// Package store defines where documents, runs and digests are kept. [KV] is all that a store must do; package
// storetest is the contract as tests, which every implementation passes.
//
// Keys are slash-separated paths: digests/<name>/<id>.json, names/<name>/latest, documents/<sha256>,
// raw/<sha256>, answers/<hash>, runs/<run>/…, recipients/<hash>.json. One store is one tenant.
//
// What lies under documents/<sha256> and raw/<sha256> has that hash: [CheckValue] holds it when a value is
// written and when it is read, so a damaged source text is never quoted from.
package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")    // Create lost
	ErrConflict = errors.New("changed meanwhile") // CompareAndSwap lost
	ErrDamaged  = errors.New("damaged: its content does not have the hash that its key names")
	ErrKey      = errors.New("not a key")
	ErrTooLarge = errors.New("too large") // more than a store was told to read
)

// A Version names the content of a key at one time, as an ETag does. The zero Version names no content.
type Version string

// KV keeps values under keys. Its methods are safe to call from several goroutines and processes. A value is
// seen whole or not at all, and once a write has returned it survives a power cut. A key that [CheckKey] refuses
// gives its error everywhere; a key may not be the folder of another key.
type KV interface {
	// Get returns the value and its version, or an error matching ErrNotFound.
	Get(ctx context.Context, key string) ([]byte, Version, error)
	// Put writes unconditionally.
	Put(ctx context.Context, key string, value []byte) error
	// Create writes only if the key has no value, else returns an error matching ErrExists.
	Create(ctx context.Context, key string, value []byte) error
	// CompareAndSwap writes only if the key's version is still old, else returns an error matching ErrConflict.
	// The zero Version as old means: only if the key has no value.
	CompareAndSwap(ctx context.Context, key string, old Version, value []byte) (Version, error)
	// Delete removes the key; a key without value is no error.
	Delete(ctx context.Context, key string) error
	// List returns up to limit keys with the prefix that sort after `after`, in byte order; all of them when
	// limit is not positive.
	List(ctx context.Context, prefix, after string, limit int) ([]string, error)
}

// CheckKey refuses, with an error matching ErrKey, what is not a key everywhere: a key is valid UTF-8 of 1 to 1,024
// bytes (the limit of S3), its parts between slashes are neither empty nor "." nor "..", and no byte of it is a
// control character.
func CheckKey(key string) error {
	if key == "" || len(key) > 1024 || !utf8.ValidString(key) {
		return fmt.Errorf("%w: %.64q", ErrKey, key)
	}
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("%w: %.64q", ErrKey, key)
		}
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
		return fmt.Errorf("%w: %.64q", ErrKey, key)
	}
	return nil
}

// CheckValue returns an error matching ErrDamaged if the key names a hash and the value does not have it.
func CheckValue(key string, value []byte) error {
	sum, ok := strings.CutPrefix(key, "documents/")
	if !ok {
		sum, ok = strings.CutPrefix(key, "raw/")
	}
	if !ok || len(sum) != hex.EncodedLen(sha256.Size) {
		return nil
	}
	if got := sha256.Sum256(value); hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("%s is %w", key, ErrDamaged)
	}
	return nil
}

// Each calls do for every key with a prefix, in order, until it returns an error. It may delete the key.
func Each(ctx context.Context, kv KV, prefix string, do func(key string) error) error {
	for after := ""; ; {
		keys, err := kv.List(ctx, prefix, after, 1000)
		if err != nil || len(keys) == 0 {
			return err
		}
		for _, key := range keys {
			if err := do(key); err != nil {
				return err
			}
		}
		after = keys[len(keys)-1]
	}
}
