package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"polydigest/internal/deliver/render"
	"polydigest/internal/source"
	"polydigest/internal/source/feed"
)

type feedsCmd struct {
	Sources []string `arg:"" optional:"" name:"source" help:"Feed URL, page that names its feed, .opml, s3://bucket/prefix (default: the sources of all digests of --config)."`
	Config  string   `default:"polydigest.yaml" help:"The file that names the digests."`
	OPML    bool     `name:"opml" help:"Write them as a list of feeds, where they are now; those that are gone are left out."`
	JSON    bool     `help:"One JSON object a line."`
	storeFlags
}

// Run says how feeds fare as far as the store remembers, or writes them as a list that this program and feed readers
// read. It asks no feed.
func (c feedsCmd) Run(p *program) error {
	var model modelFlags
	if len(c.Sources) == 0 {
		cfg, err := settings(c.Config, &c.storeFlags, &model)
		if err != nil {
			return err
		}
		for _, name := range cfg.Names() {
			c.Sources = append(c.Sources, cfg.Digests[name].Sources...)
		}
	}
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	from := reader(p, model.contact)
	from.Store = kv
	known, err := from.Known(p.ctx, c.Sources)
	if err != nil {
		return err
	}
	if c.OPML {
		return c.list(p, known)
	}
	table := tabwriter.NewWriter(p.stdout, 0, 4, 2, ' ', 0)
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	for _, k := range known {
		if c.JSON {
			err = enc.Encode(k)
		} else {
			_, err = fmt.Fprintf(table, "%s\t%s\t%s\n", render.Visible(cmp.Or(k.Feed, k.Source)), render.Visible(k.Title), render.Visible(k.String()))
		}
		if err != nil {
			return err
		}
	}
	return table.Flush()
}

// list writes OPML, and says of each feed that is not in it why.
func (c feedsCmd) list(p *program, known []source.Known) error {
	var list []feed.Outline
	for _, k := range known {
		if k.Gone || k.Problem != "" {
			p.say("%s: %s", k.Source, k)
			continue
		}
		list = append(list, k.Outline())
	}
	return feed.WriteOPML(p.stdout, "polydigest", list)
}
