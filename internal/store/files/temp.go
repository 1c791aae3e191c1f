package files

import (
	"errors"
	"os"
)

// Temp opens a store in a folder of its own, which remove takes away.
func Temp() (kv *Store, remove func() error, err error) {
	folder, err := os.MkdirTemp("", "polydigest-")
	if err != nil {
		return nil, nil, err
	}
	if kv, err = Open(folder); err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	return kv, func() error { return errors.Join(kv.Close(), os.RemoveAll(folder)) }, nil
}
