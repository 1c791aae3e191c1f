package storetest

import (
	"testing"

	"polydigest/internal/store"
)

func TestMemory(t *testing.T) {
	Run(t, func(*testing.T) (store.KV, func() store.KV) {
		kv := Memory()
		return kv, func() store.KV { return kv }
	})
}
