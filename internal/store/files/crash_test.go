package files

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"

	"polydigest/internal/store"
)

// A crashable disk lives in memory and remembers what has been synced. When it loses power, a file keeps what it
// had when it was last synced and of the rest any part, torn; an entry of a folder that was not synced since is the
// old or the new one.
type crashable struct {
	mu    sync.Mutex
	now   map[string]*inode // by path; folders too
	safe  map[string]*inode // what is on the disk
	left  int               // changes until the power goes; negative: never
	locks sync.Mutex
}

type inode struct {
	folder     bool
	data, safe []byte
}

func newCrashable() *crashable {
	top := map[string]*inode{".": {folder: true}}
	return &crashable{now: top, safe: maps.Clone(top), left: -1}
}

// step is called before each change; it fails from the moment the power is gone.
func (d *crashable) step() error {
	if d.left == 0 {
		return syscall.EIO
	}
	d.left--
	return nil
}

// afterPowerLoss is the disk as it is found when the power is back.
func (d *crashable) afterPowerLoss(random *rand.Rand) *crashable {
	found := newCrashable()
	names := maps.Clone(d.safe)
	maps.Copy(names, d.now)
	for name := range names {
		node := d.safe[name]
		if random.IntN(2) == 0 {
			node = d.now[name]
		}
		if node == nil {
			continue
		}
		data := []byte(string(node.safe))
		if rest := node.data[min(len(node.data), len(data)):]; len(rest) > 0 {
			torn := make([]byte, random.IntN(len(rest)+1))
			copy(torn, rest[:random.IntN(len(torn)+1)])
			data = append(data, torn...)
		}
		found.now[name] = &inode{folder: node.folder, data: data, safe: data}
	}
	for name := range found.now { // what lies in a lost folder is lost
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if found.now[dir] == nil {
				delete(found.now, name)
			}
		}
	}
	found.safe = maps.Clone(found.now)
	return found
}

func (d *crashable) ReadFile(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := d.now[name]; n != nil && !n.folder {
		return []byte(string(n.data)), nil
	}
	return nil, fs.ErrNotExist
}

func (d *crashable) ReadDir(name string) ([]fs.DirEntry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	files := fstest.MapFS{}
	for name, n := range d.now {
		files[name] = &fstest.MapFile{Data: n.data}
		if n.folder {
			files[name].Mode = fs.ModeDir
		}
	}
	return files.ReadDir(name)
}

func (d *crashable) Exists(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now[name] != nil
}

func (d *crashable) change(do func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	return do()
}

func (d *crashable) Create(name string) (file, error) {
	n := &inode{}
	return &crashFile{n, d}, d.change(func() error { d.now[name] = n; return nil })
}

func (d *crashable) Link(old, new string) error {
	return d.change(func() error {
		if d.now[new] != nil {
			return fs.ErrExist
		}
		d.now[new] = d.now[old]
		return nil
	})
}

func (d *crashable) Rename(old, new string) error {
	return d.change(func() error {
		d.now[new] = d.now[old]
		delete(d.now, old)
		return nil
	})
}

func (d *crashable) Remove(name string) error {
	return d.change(func() error {
		if d.now[name] == nil {
			return fs.ErrNotExist
		}
		delete(d.now, name)
		return nil
	})
}

func (d *crashable) Mkdir(name string) error {
	return d.change(func() error {
		if d.now[name] != nil {
			return fs.ErrExist
		}
		if d.now[path.Dir(name)] == nil {
			return fs.ErrNotExist
		}
		d.now[name] = &inode{folder: true}
		return nil
	})
}

func (d *crashable) SyncDir(name string) error {
	return d.change(func() error {
		for _, entries := range []map[string]*inode{d.safe, d.now} {
			for entry := range entries {
				if path.Dir(entry) != name {
					continue
				}
				if n := d.now[entry]; n != nil {
					d.safe[entry] = n
				} else {
					delete(d.safe, entry)
				}
			}
		}
		return nil
	})
}

func (d *crashable) Lock(string) (func(), error) {
	d.locks.Lock()
	return d.locks.Unlock, nil
}

func (d *crashable) Close() error { return nil }

type crashFile struct {
	n *inode
	d *crashable
}

func (f *crashFile) Write(b []byte) (int, error) {
	return len(b), f.d.change(func() error { f.n.data = append(f.n.data, b...); return nil })
}

func (f *crashFile) Sync() error {
	return f.d.change(func() error { f.n.safe = []byte(string(f.n.data)); return nil })
}

func (f *crashFile) Close() error { return nil }

// TestPowerLoss cuts the power at a random change of a random history, 1,000 times, and looks for what was
// committed. A write that was under way may have happened or not, but not half.
func TestPowerLoss(t *testing.T) {
	for seed := range uint64(1000) {
		random := rand.New(rand.NewPCG(seed, 0))
		d := newCrashable()
		s, err := open(d)
		if err != nil {
			t.Fatal(err)
		}
		d.left = random.IntN(200)
		may := map[string]map[string]bool{} // the values that a key may have; "" is none
		for i := 0; ; i++ {
			key := fmt.Sprintf("runs/%d/plan-%d", random.IntN(3), random.IntN(3))
			if may[key] == nil {
				may[key] = map[string]bool{"": true}
			}
			value := strings.Repeat(fmt.Sprintf("电報é%d ", i), 1+random.IntN(20))
			if err := write(t, s, random, key, value, &value); err != nil {
				may[key][value] = true
				break
			}
			may[key] = map[string]bool{value: true}
		}
		s, err = open(d.afterPowerLoss(random))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for key, values := range may {
			got, _, err := s.Get(t.Context(), key)
			if err != nil && !errors.Is(err, store.ErrNotFound) || !values[string(got)] {
				t.Fatalf("seed %d: %s = %q, %v; want one of %v", seed, key, got, err, values)
			}
		}
	}
}

// write makes one random change and sets becomes to the value that the key has after it.
func write(t *testing.T, s *Store, random *rand.Rand, key, value string, becomes *string) error {
	now, v, err := s.Get(t.Context(), key)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	switch random.IntN(4) {
	case 0:
		return s.Put(t.Context(), key, []byte(value))
	case 1:
		err := s.Create(t.Context(), key, []byte(value))
		if errors.Is(err, store.ErrExists) {
			*becomes = string(now)
			return nil
		}
		return err
	case 2:
		_, err := s.CompareAndSwap(t.Context(), key, v, []byte(value))
		return err
	default:
		*becomes = ""
		return s.Delete(t.Context(), key)
	}
}
