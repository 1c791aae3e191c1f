package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"syscall"
	"testing"

	"polydigest/internal/store"
)

// A faulty disk fails at the n-th change that is asked of it; a write fails after half of its bytes.
type faulty struct {
	disk
	mu   sync.Mutex
	left int // changes until the fault
	err  error
}

func (d *faulty) fault() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.left--; d.left == 0 {
		return d.err
	}
	return nil
}

func (d *faulty) Create(name string) (file, error) {
	if err := d.fault(); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	f, err := d.disk.Create(name)
	return faultyFile{f, d}, err
}

func (d *faulty) Link(old, new string) error {
	return unless(d.fault(), func() error { return d.disk.Link(old, new) })
}

func (d *faulty) Rename(old, new string) error {
	return unless(d.fault(), func() error { return d.disk.Rename(old, new) })
}

func (d *faulty) Remove(name string) error {
	return unless(d.fault(), func() error { return d.disk.Remove(name) })
}

func (d *faulty) Mkdir(name string) error {
	return unless(d.fault(), func() error { return d.disk.Mkdir(name) })
}

func (d *faulty) SyncDir(name string) error {
	return unless(d.fault(), func() error { return d.disk.SyncDir(name) })
}

func (d *faulty) Lock(name string) (func(), error) {
	if err := d.fault(); err != nil {
		return nil, err
	}
	return d.disk.Lock(name)
}

type faultyFile struct {
	file
	d *faulty
}

func (f faultyFile) Write(b []byte) (int, error) {
	if err := f.d.fault(); err != nil {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, err
	}
	return f.file.Write(b)
}

func (f faultyFile) Sync() error { return unless(f.d.fault(), f.file.Sync) }

func (f faultyFile) Close() error {
	err := f.file.Close()
	return errors.Join(f.d.fault(), err)
}

func unless(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}

// TestFaultAtEveryWrite lets the disk fail at the first, second, … change of every kind of write, until the write
// needs no more changes.
func TestFaultAtEveryWrite(t *testing.T) {
	const key, before, after = "digests/Été 电报 電文 برقية/1.json", "before", "after, and longer"
	for name, c := range map[string]struct {
		existing bool
		do       func(context.Context, *Store) error
	}{
		"put a new key":   {false, func(ctx context.Context, s *Store) error { return s.Put(ctx, key, []byte(after)) }},
		"put an old key":  {true, func(ctx context.Context, s *Store) error { return s.Put(ctx, key, []byte(after)) }},
		"create":          {false, func(ctx context.Context, s *Store) error { return s.Create(ctx, key, []byte(after)) }},
		"swap from empty": {false, func(ctx context.Context, s *Store) error { return swap(ctx, s, key, "", after) }},
		"swap":            {true, func(ctx context.Context, s *Store) error { return swap(ctx, s, key, before, after) }},
		"delete":          {true, func(ctx context.Context, s *Store) error { return s.Delete(ctx, key) }},
	} {
		for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
			t.Run(fmt.Sprint(name, ", ", fault), func(t *testing.T) {
				for n := 1; ; n++ {
					folder := t.TempDir()
					clean := openTest(t, folder)
					if c.existing {
						if err := clean.Put(t.Context(), key, []byte(before)); err != nil {
							t.Fatal(err)
						}
					}
					d := &faulty{disk: openTest(t, folder).disk, err: fault}
					s, err := open(d)
					if err != nil {
						t.Fatal(err)
					}
					d.left = n
					err = c.do(t.Context(), s)
					checkWhole(t, clean, key, before, after, c.existing)
					if d.left > 0 {
						if err != nil {
							t.Fatalf("without a fault: %v", err)
						}
						return
					}
					// What is left in .tmp cannot be removed if that is what fails; the write has then succeeded.
					if err != nil && !errors.Is(err, fault) {
						t.Errorf("fault %d gives %v", n, err)
					}
				}
			})
		}
	}
}

func swap(ctx context.Context, s *Store, key, old, new string) error {
	var v store.Version
	if old != "" {
		v = version([]byte(old))
	}
	_, err := s.CompareAndSwap(ctx, key, v, []byte(new))
	return err
}

// checkWhole fails if anything but one of the two values is to be seen.
func checkWhole(t *testing.T, s *Store, key, before, after string, existing bool) {
	t.Helper()
	got, _, err := s.Get(t.Context(), key)
	gone := errors.Is(err, store.ErrNotFound)
	if !gone && (err != nil || string(got) != after && (!existing || string(got) != before)) {
		t.Errorf("after a fault Get = %q, %v", got, err)
	}
	keys, err := s.List(t.Context(), "", "", 0)
	if err != nil || gone && len(keys) > 0 || !gone && !slices.Equal(keys, []string{key}) {
		t.Errorf("after a fault List = %q, %v", keys, err)
	}
}
