package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"text/tabwriter"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
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
	for after := ""; ; after = all[len(all)-1] {
		keys, err := kv.List(p.ctx, "digests/", after, 1000)
		if err != nil {
			return nil, err
		}
		all = append(all, keys...)
		if len(keys) < 1000 {
			return all, nil
		}
	}
}

type listCmd struct {
	JSON bool `help:"One JSON object a line."`
	storeFlags
}

func (c listCmd) Run(p *program) error {
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	keys, err := stored(p, kv)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	enc := json.NewEncoder(p.stdout)
	for _, k := range keys {
		d, err := loadDigest(p.ctx, kv, k)
		if err != nil {
			fmt.Fprintf(p.stderr, "polydigest: %v\n", err)
			continue
		}
		row := map[string]any{
			"id": d.ID, "name": d.Name, "created_at": d.CreatedAt, "status": d.Status, "languages": d.Languages,
			"documents": len(d.Documents), "stories": len(d.Stories), "title": title(d),
		}
		if c.JSON {
			err = enc.Encode(row)
		} else {
			_, err = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", d.ID, d.CreatedAt.Format("2006-01-02 15:04"), d.Name,
				d.Status, strings.Join(d.Languages, ","), render.Visible(title(d)))
		}
		if err != nil {
			return err
		}
	}
	return table.Flush()
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
