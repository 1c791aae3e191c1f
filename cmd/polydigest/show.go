package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
	"polydigest/internal/store/files"
	"polydigest/internal/store/index"
)

type showCmd struct {
	Digest string `arg:"" help:"A digest's id, a name (its newest), or a file."`
	Lang   string `short:"l" placeholder:"L" help:"Edition (default: the digest's first)."`
	storeFlags
	outFlags
}

func (c showCmd) Run(p *program) error {
	if err := c.outFlags.check(); err != nil {
		return err
	}
	found, err := find(p, c.storeFlags, c.Digest)
	if err != nil {
		return err
	}
	return c.outFlags.write(p, found.digest, found.texts, c.Lang)
}

// found is a digest with what its renderings and its audit need.
type found struct {
	digest *digest.Digest
	data   []byte // the digest as stored
	texts  render.Texts
}

// find looks for a digest: a file of that name, a stored id, the newest of a name.
func find(p *program, f storeFlags, name string) (found, error) {
	data, err := os.ReadFile(name)
	switch {
	case err == nil:
		return fromFile(p, f, data)
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.EISDIR): // a folder may be called like a digest
		return found{}, err
	}
	kv, err := f.open(p)
	if err != nil {
		return found{}, err
	}
	key, err := lookUp(p, kv, name)
	if err != nil {
		return found{}, err
	}
	if data, _, err = kv.Get(p.ctx, key); err != nil {
		return found{}, fmt.Errorf("%s: %w", key, err)
	}
	d, err := digest.Decode(data)
	return found{d, data, texts(p.ctx, kv)}, err
}

// fromFile reads a digest or a bundle. The texts of a digest alone are looked up in the store.
func fromFile(p *program, f storeFlags, data []byte) (found, error) {
	var bundle struct {
		Version *string         `json:"bundle"`
		Digest  json.RawMessage `json:"digest"`
	}
	if err := json.Unmarshal(data, &bundle); err == nil && bundle.Version != nil {
		b, err := render.ReadBundle(bytes.NewReader(data))
		if err != nil {
			return found{}, err
		}
		return found{b.Digest, bundle.Digest, b.Text}, nil
	}
	d, err := digest.Decode(data)
	if err != nil {
		return found{}, err
	}
	kv, err := f.open(p)
	if err != nil {
		return found{}, err
	}
	return found{d, data, texts(p.ctx, kv)}, nil
}

// lookUp is the key of a digest by its id or its name.
func lookUp(p *program, kv store.KV, name string) (string, error) {
	data, _, err := kv.Get(p.ctx, pipeline.LatestKey(name))
	if err == nil {
		var l struct {
			ID digest.RunID `json:"id"`
		}
		if err := json.Unmarshal(data, &l); err != nil {
			return "", err
		}
		return pipeline.DigestKey(name, l.ID), nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	keys, err := stored(p, kv)
	if err != nil {
		return "", err
	}
	for _, k := range keys {
		if strings.HasSuffix(k, "/"+name+".json") {
			return k, nil
		}
	}
	return "", usage("no file, stored digest or name %q; polydigest list shows what there is", name)
}

// stored lists the keys of all digests.
func stored(p *program, kv store.KV) ([]string, error) {
	var all []string
	err := store.Each(p.ctx, kv, "digests/", func(key string) error {
		all = append(all, key)
		return nil
	})
	return all, err
}

type listCmd struct {
	Name   string `arg:"" optional:"" help:"Only digests of this name."`
	Search string `placeholder:"WORDS" help:"Only digests that say these words, in any language."`
	Spend  bool   `help:"What the digests of each name have cost, in place of the digests."`
	JSON   bool   `help:"One JSON object a line."`
	storeFlags
}

// listed is a line of the list.
type listed struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
	Status    string    `json:"status"`
	Languages []string  `json:"languages"`
	Documents int       `json:"documents"`
	Stories   int       `json:"stories"`
	Text      string    `json:"text"` // the title, or what was found
}

// Run lists what is stored, newest first. In a folder it asks an index that is made when it is not there; a bucket is
// read through.
func (c listCmd) Run(p *program) error {
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	folder, ok := kv.(*files.Store)
	if c.Spend {
		if !ok {
			return usage("--spend needs a store in a folder")
		}
		return c.spend(p, folder)
	}
	var rows []listed
	if ok {
		rows, err = c.ask(p, folder)
	} else {
		rows, err = c.read(p, kv)
	}
	if err != nil {
		return err
	}
	return printRows(c, p, rows, func(r listed) string {
		return fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%s", r.ID, r.CreatedAt.Format("2006-01-02 15:04"), r.Name,
			r.Status, strings.Join(r.Languages, ","), render.Visible(r.Text))
	})
}

// printRows writes a line for each row: JSON, or the row's cells in columns.
func printRows[T any](c listCmd, p *program, rows []T, cells func(T) string) error {
	table := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		var err error
		if c.JSON {
			err = enc.Encode(r)
		} else {
			_, err = fmt.Fprintln(table, cells(r))
		}
		if err != nil {
			return err
		}
	}
	return table.Flush()
}

// spend lists what was spent, from the index of a folder.
func (c listCmd) spend(p *program, kv *files.Store) error {
	x, err := index.Open(p.ctx, indexOf(kv), kv)
	if err != nil {
		return err
	}
	defer x.Close()
	all, err := x.Spend(p.ctx, c.Name)
	if err != nil {
		return err
	}
	return printRows(c, p, all, func(s index.Spend) string {
		return fmt.Sprintf("%s\t%d digests\t%d calls\t%d tokens\t%s %s", s.Name, s.Digests, s.Calls,
			s.PromptTokens+s.CompletionTokens, s.Amount, s.Currency)
	})
}

// most is how many digests a list has.
const most = 1000

// ask lists from the index of a folder.
func (c listCmd) ask(p *program, kv *files.Store) ([]listed, error) {
	x, err := index.Open(p.ctx, indexOf(kv), kv)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var rows []listed
	if c.Search == "" {
		entries, err := x.List(p.ctx, c.Name, nil, most)
		for _, e := range entries {
			rows = append(rows, listed{e.ID, e.Name, e.Created, e.Status, e.Languages, e.Documents, e.Stories, e.Title})
		}
		return rows, err
	}
	hits, err := x.Search(p.ctx, c.Search, "", most)
	for _, h := range hits {
		if c.Name != "" && h.Name != c.Name {
			continue
		}
		r := listed{ID: h.ID, Name: h.Name, CreatedAt: h.Created, Languages: []string{h.Language}}
		for _, part := range h.Snippet {
			r.Text += part.Text
		}
		rows = append(rows, r)
	}
	return rows, err
}

// indexOf is the file of a folder's index.
func indexOf(kv *files.Store) string { return filepath.Join(kv.Folder(), ".index.sqlite") }

// read lists a store that has no index, digest by digest.
func (c listCmd) read(p *program, kv store.KV) ([]listed, error) {
	if c.Search != "" {
		return nil, usage("--search needs a store in a folder")
	}
	keys, err := stored(p, kv)
	if err != nil {
		return nil, err
	}
	var rows []listed
	for _, k := range keys {
		d, err := loadDigest(p.ctx, kv, k)
		if err != nil {
			p.say("%v", err)
			continue
		}
		if c.Name == "" || c.Name == d.Name {
			rows = append(rows, listed{
				string(d.ID), d.Name, d.CreatedAt, string(d.Status), d.Languages, len(d.Documents), len(d.Stories), title(d),
			})
		}
	}
	slices.SortStableFunc(rows, func(a, b listed) int { return b.CreatedAt.Compare(a.CreatedAt) })
	return rows, nil
}

func title(d *digest.Digest) string {
	for _, l := range d.Languages {
		if t := d.Editions[l].Title; t != "" {
			return t
		}
	}
	return ""
}

type schemaCmd struct{}

func (schemaCmd) Run(p *program) error {
	enc := json.NewEncoder(p.stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(digest.JSONSchema())
}

type versionCmd struct{}

func (versionCmd) Run(p *program) error {
	_, err := fmt.Fprintf(p.stdout, "polydigest %s\n", version())
	return err
}
