// Package files keeps a [store.KV] in a folder, one file a key, readable with any tool. Several goroutines and
// processes may use one folder at a time.
//
// A value is written to a file under .tmp, synced, and then renamed (Put, CompareAndSwap) or linked (Create) to its
// place, whose folder is synced too: so a reader sees it whole or not at all, and it survives a power cut. Writers
// of an existing key hold one of 64 advisory locks under .locks, chosen by the key's hash; Create needs none, since
// a link to an existing name fails. Everything goes through an [os.Root], so that no key and no symbolic link
// leads out of the folder.
//
// A source text whose content no longer has the hash that its key names is set aside under .damaged and reported
// as [store.ErrDamaged]; after that the key has no value and may be created again.
package files

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"polydigest/internal/store"
)

const (
	tmpDir     = ".tmp"
	lockDir    = ".locks"
	damagedDir = ".damaged"
	locks      = 64
	staleAfter = time.Hour // a .tmp file this old was left by a process that died
)

// Store is a folder as a [store.KV]; made by Open.
type Store struct {
	folder string
	disk   disk
	locks  [locks]sync.Mutex // before the file lock, so that waiting goroutines do not hold threads
	synced sync.Map          // folders whose own entry is known to be on the disk
}

var _ store.KV = (*Store)(nil)

// Open opens the store in a folder and makes the folder if need be. It removes what writers that died an hour ago
// or more have left behind.
func Open(folder string) (*Store, error) {
	d, err := openRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", folder, err)
	}
	s, err := open(d)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", folder, err)
	}
	s.folder = folder
	return s, nil
}

func open(d disk) (*Store, error) {
	s := &Store{disk: d}
	for _, dir := range []string{tmpDir, lockDir, damagedDir} {
		if err := s.makeFolder(dir); err != nil {
			return nil, err
		}
	}
	left, err := d.ReadDir(tmpDir)
	if err != nil {
		return nil, err
	}
	for _, e := range left {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > staleAfter {
			d.Remove(path.Join(tmpDir, e.Name())) // another process may have been faster
		}
	}
	return s, nil
}

// Folder is where the store is.
func (s *Store) Folder() string { return s.folder }

// Close releases the folder.
func (s *Store) Close() error { return s.disk.Close() }

// Get implements [store.KV]. The version is the content's SHA-256.
func (s *Store) Get(ctx context.Context, key string) ([]byte, store.Version, error) {
	name, err := s.name(ctx, key)
	if err != nil {
		return nil, "", err
	}
	value, err := s.disk.ReadFile(name)
	if missing(err) {
		return nil, "", fmt.Errorf("%s: %w", key, store.ErrNotFound)
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s: %w", key, err)
	}
	if err := store.CheckValue(key, value); err != nil {
		// Best effort: in a folder that cannot be written the file stays, and is reported each time.
		s.disk.Rename(name, path.Join(damagedDir, path.Base(name)+"-"+rand.Text()))
		return nil, "", err
	}
	return value, version(value), nil
}

// Put implements [store.KV].
func (s *Store) Put(ctx context.Context, key string, value []byte) error {
	return s.locked(ctx, key, func(name string) error {
		return s.write(key, name, value, s.disk.Rename)
	})
}

// Create implements [store.KV].
func (s *Store) Create(ctx context.Context, key string, value []byte) error {
	name, err := s.name(ctx, key)
	if err != nil {
		return err
	}
	if s.disk.Exists(name) { // the link would find out too, but after the whole write
		return fmt.Errorf("%s: %w", key, store.ErrExists)
	}
	err = s.write(key, name, value, s.disk.Link)
	if noLinks(err) {
		return s.createLocked(ctx, key, value)
	}
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w", key, store.ErrExists)
	}
	return err
}

// createLocked is Create for file systems that know no hard links.
func (s *Store) createLocked(ctx context.Context, key string, value []byte) error {
	return s.locked(ctx, key, func(name string) error {
		if _, err := s.disk.ReadFile(name); !missing(err) {
			return fmt.Errorf("%s: %w", key, store.ErrExists)
		}
		return s.write(key, name, value, s.disk.Rename)
	})
}

// CompareAndSwap implements [store.KV].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old store.Version, value []byte) (store.Version, error) {
	if old == "" {
		err := s.Create(ctx, key, value)
		if errors.Is(err, store.ErrExists) {
			return "", fmt.Errorf("%s: %w", key, store.ErrConflict)
		}
		return written(value, err)
	}
	err := s.locked(ctx, key, func(name string) error {
		now, err := s.disk.ReadFile(name)
		if missing(err) || err == nil && version(now) != old {
			return fmt.Errorf("%s: %w", key, store.ErrConflict)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", key, err)
		}
		return s.write(key, name, value, s.disk.Rename)
	})
	return written(value, err)
}

// Delete implements [store.KV].
func (s *Store) Delete(ctx context.Context, key string) error {
	return s.locked(ctx, key, func(name string) error {
		err := s.disk.Remove(name)
		if missing(err) {
			return nil
		}
		if err == nil {
			err = s.disk.SyncDir(path.Dir(name))
		}
		if err != nil {
			return fmt.Errorf("delete %s: %w", key, err)
		}
		return nil
	})
}

// locked calls do with the key's file name while no other writer of an existing key has its lock.
func (s *Store) locked(ctx context.Context, key string, do func(name string) error) error {
	name, err := s.name(ctx, key)
	if err != nil {
		return err
	}
	n := sha256.Sum256([]byte(name))[0] % locks
	s.locks[n].Lock()
	defer s.locks[n].Unlock()
	unlock, err := s.disk.Lock(path.Join(lockDir, fmt.Sprintf("%02x", n)))
	if err != nil {
		return fmt.Errorf("lock %s: %w", key, err)
	}
	defer unlock()
	return do(name)
}

// write puts the value into a temporary file and, once it is on the disk, into its place by commit: a rename or a link.
func (s *Store) write(key, name string, value []byte, commit func(old, new string) error) (err error) {
	if err := store.CheckValue(key, value); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", key, err)
		}
	}()
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	tmp := path.Join(tmpDir, rand.Text())
	f, err := s.disk.Create(tmp)
	if err != nil {
		return err
	}
	defer s.disk.Remove(tmp) // gone already after a rename
	_, err = f.Write(value)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = commit(tmp, name)
	}
	if err == nil {
		err = s.disk.SyncDir(path.Dir(name))
	}
	return err
}

// makeFolder makes a folder and those above it, and has their entries on the disk when it returns. A folder that
// another process has just made may not be: so one is synced the first time this process meets it.
func (s *Store) makeFolder(name string) error {
	if name == "." {
		return nil
	}
	if _, ok := s.synced.Load(name); ok {
		return nil
	}
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if err := s.disk.Mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := s.disk.SyncDir(path.Dir(name)); err != nil {
		return err
	}
	s.synced.Store(name, true)
	return nil
}

// name is the file of a key: its parts, with what some file system does not take written as %XX.
func (s *Store) name(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := store.CheckKey(key); err != nil {
		return "", err
	}
	parts := strings.Split(key, "/")
	for i, part := range parts {
		if parts[i] = escape(part); len(parts[i]) > 255 {
			return "", fmt.Errorf("%w: a part of %.64q is longer than a file name may be", store.ErrKey, key)
		}
	}
	return path.Join(parts...), nil
}

// escape makes a part of a key a file name. Names that begin with a dot belong to the store itself.
func escape(part string) string {
	var b strings.Builder
	for i := range len(part) {
		c := part[i]
		edge := i == 0 && c == '.' || i == len(part)-1 && (c == '.' || c == ' ')
		if edge || strings.IndexByte(`%\:*?"<>|`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unescape is the part of a key that a file name stands for; not ok for a file that the store did not make.
func unescape(name string) (part string, ok bool) {
	if strings.HasPrefix(name, ".") {
		return "", false
	}
	part, err := url.PathUnescape(name)
	return part, err == nil && escape(part) == name
}

func version(value []byte) store.Version {
	sum := sha256.Sum256(value)
	return store.Version(hex.EncodeToString(sum[:]))
}

func written(value []byte, err error) (store.Version, error) {
	if err != nil {
		return "", err
	}
	return version(value), nil
}

// missing reports whether the error says that a key has no value: no file, or a folder where a file would be.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.EISDIR) || errors.Is(err, syscall.ENOTDIR)
}

// noLinks reports whether the error says that the file system knows no hard links.
func noLinks(err error) bool {
	return errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSYS)
}
