package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"polydigest/internal/digest"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/store/files"
	"polydigest/internal/store/s3/profile"
)

// storeFlags say where documents, runs and digests are kept.
type storeFlags struct {
	Store string `placeholder:"DIR|s3://…" env:"POLYDIGEST_STORE" help:"Where everything is kept (default: the user's data folder)."`
}

func (f storeFlags) open(p *program) (store.KV, error) {
	switch {
	case strings.HasPrefix(f.Store, "s3://"):
		return profile.Open(p.ctx, f.Store)
	case strings.Contains(f.Store, "://"):
		return nil, usage("--store is a folder or s3://bucket/prefix, not %q", f.Store)
	}
	folder := f.Store
	if folder == "" {
		var err error
		if folder, err = dataFolder(p.getenv); err != nil {
			return nil, err
		}
	}
	return files.Open(folder)
}

// dataFolder is where programs keep a user's data: the XDG base directory, or what the system has in its place.
func dataFolder(getenv func(string) string) (string, error) {
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "polydigest"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usage("no data folder: set --store (%v)", err)
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "polydigest"), nil
	case "windows":
		return filepath.Join(home, "AppData", "Local", "polydigest"), nil
	}
	return filepath.Join(home, ".local", "share", "polydigest"), nil
}

// reader reads every kind of source. contact is the address of a page that says who fetches; without one it is
// POLYDIGEST_CONTACT.
func reader(p *program, contact string) *source.Reader {
	contact = cmp.Or(contact, p.getenv("POLYDIGEST_CONTACT"))
	return &source.Reader{
		Stdin: p.stdin, Web: web.New(web.Config{Contact: contact}),
		Bucket: func(ctx context.Context, name string) (store.KV, error) {
			bucket, err := profile.Open(ctx, name)
			if err != nil {
				return nil, err
			}
			bucket.MaxValue = source.MaxDocument
			return bucket, nil
		},
	}
}

// anonymous asks for the contact that pages were fetched without; "" when there is one, or none was fetched.
func (f modelFlags) anonymous(p *program, d *digest.Digest) string {
	fetched := slices.ContainsFunc(d.Documents, func(doc digest.Document) bool { return doc.FinalURL != "" })
	if !fetched || f.contact != "" || p.getenv("POLYDIGEST_CONTACT") != "" {
		return ""
	}
	return "pages were asked for without saying whom their owners may turn to: set POLYDIGEST_CONTACT, or for run contact " +
		"in polydigest.yaml, to the address of a page about you"
}

// version is the module's version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v, dirty := info.Main.Version, ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && (v == "" || v == "(devel)"):
			v = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	if v == "" || v == "(devel)" {
		return "devel"
	}
	return strings.TrimSuffix(v, "+dirty") + dirty
}

// texts returns the documents' texts of a store.
func texts(ctx context.Context, kv store.KV) func(hash string) (string, error) {
	return func(hash string) (string, error) {
		data, _, err := kv.Get(ctx, "documents/"+hash)
		if err != nil {
			return "", err
		}
		if digest.Hash(data) != hash {
			return "", fmt.Errorf("the stored text is damaged: it does not have hash %s", hash)
		}
		return string(data), nil
	}
}
