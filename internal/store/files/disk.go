package files

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// disk is what the store asks of a file system. There is one in production, an os.Root; tests put their own below
// the store, which is full, broken, or loses power.
type disk interface {
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Exists(name string) bool
	Create(name string) (file, error) // fails if the file exists
	Link(old, new string) error       // fails if new exists
	Rename(old, new string) error
	Remove(name string) error
	Mkdir(name string) error
	SyncDir(name string) error // has the folder's entries on the disk
	Lock(name string) (unlock func(), err error)
	Close() error
}

type file interface {
	io.WriteCloser
	Sync() error
}

// Documents may be private: the store's files are their owner's only.
const (
	fileMode = 0o600
	dirMode  = 0o700
)

type root struct{ *os.Root }

func openRoot(folder string) (disk, error) {
	folder, err := filepath.Abs(folder) // whatever the working folder is when a lock is taken
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, dirMode); err != nil {
		return nil, err
	}
	r, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return root{r}, nil
}

func (r root) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(r.FS(), path.Clean(name))
}

func (r root) Exists(name string) bool {
	_, err := r.Lstat(name)
	return err == nil
}

func (r root) Create(name string) (file, error) {
	return r.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
}

func (r root) Mkdir(name string) error { return r.Root.Mkdir(name, dirMode) }

// SyncDir does nothing on Windows, whose file systems keep folders in a journal and flush none through a handle.
func (r root) SyncDir(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := r.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Lock waits for a lock of this process's own on a file: flock(2), or what the system has in its place. It ends with
// the process.
func (r root) Lock(name string) (unlock func(), err error) {
	f, err := lockedfile.OpenFile(filepath.Join(r.Name(), filepath.FromSlash(name)), os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return nil, err
	}
	return func() { f.Close() }, nil
}
