package files

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"polydigest/internal/store"
	"polydigest/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (store.KV, func() store.KV) {
		folder := filepath.Join(t.TempDir(), "store")
		again := func() store.KV { return openTest(t, folder) }
		return again(), again
	})
}

func openTest(t *testing.T, folder string) *Store {
	t.Helper()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestOpenErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{file, filepath.Join(file, "below")} {
		if _, err := Open(folder); err == nil {
			t.Errorf("Open(%q) works", folder)
		}
	}
}

func TestSymbolicLinkDoesNotLeadOut(t *testing.T) {
	folder, outside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openTest(t, folder)
	if err := os.Symlink(outside, filepath.Join(folder, "names")); err != nil {
		t.Fatal(err)
	}
	if got, _, err := s.Get(t.Context(), "names/secret"); err == nil {
		t.Errorf("Get through a link out of the folder = %q", got)
	}
	if err := s.Put(t.Context(), "names/mine", []byte("x")); err == nil {
		t.Error("Put went through a link out of the folder")
	}
	if keys, err := s.List(t.Context(), "", "", 0); len(keys) > 0 || err != nil {
		t.Errorf("List = %q, %v", keys, err)
	}
}

func TestDamagedTextIsSetAside(t *testing.T) {
	folder, text := t.TempDir(), []byte("外交公电 télégramme 電文 برقية")
	key := "documents/" + string(version(text))
	s := openTest(t, folder)
	for bit := 0; bit < len(text)*8; bit += 3 {
		if err := s.Create(t.Context(), key, text); err != nil {
			t.Fatal(err)
		}
		bad := []byte(string(text))
		bad[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(filepath.Join(folder, key), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, _, err := s.Get(t.Context(), key); !errors.Is(err, store.ErrDamaged) || got != nil {
			t.Fatalf("with bit %d flipped Get = %q, %v", bit, got, err)
		}
		if _, _, err := s.Get(t.Context(), key); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("afterwards: %v", err)
		}
	}
}

func TestOpenRemovesWhatTheDeadLeft(t *testing.T) {
	folder := t.TempDir()
	openTest(t, folder)
	old, fresh := filepath.Join(folder, tmpDir, "old"), filepath.Join(folder, tmpDir, "fresh")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(old)
	if err != nil {
		t.Fatal(err)
	}
	before := info.ModTime().Add(-2 * staleAfter)
	if err := os.Chtimes(old, before, before); err != nil {
		t.Fatal(err)
	}
	openTest(t, folder)
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old file: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("another writer's file: %v", err)
	}
}

func BenchmarkPutGet(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	value := make([]byte, 6<<10)
	b.Run("put", func(b *testing.B) {
		for b.Loop() {
			if err := s.Put(b.Context(), "documents/x", value); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("get", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := s.Get(b.Context(), "documents/x"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
