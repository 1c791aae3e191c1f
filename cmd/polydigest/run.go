package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	netmail "net/mail"
	"slices"
	"time"

	"polydigest/internal/config"
	"polydigest/internal/deliver"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/schedule"
	"polydigest/internal/source"
	"polydigest/internal/store"
	"polydigest/internal/store/files"
	"polydigest/internal/store/index"
)

type runCmd struct {
	Names  []string `arg:"" optional:"" name:"name" help:"Digests to make now (default: those whose schedule says so)."`
	Config string   `default:"polydigest.yaml" help:"The file that names the digests."`

	modelFlags
	storeFlags
	mailFlags
}

// Run makes what the file says is due, or the digests named, and mails them to whom the file names.
func (c runCmd) Run(p *program) error {
	cfg, err := settings(c.Config, &c.storeFlags, &c.modelFlags)
	if err != nil {
		return err
	}
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	due, err := c.due(p, cfg, kv)
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range due {
		if err := c.one(p, cfg, kv, d); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", d.name, err))
		}
	}
	return errors.Join(append(errs, sweep(p, cfg, kv))...)
}

// settings reads polydigest.yaml. Its store, contact and models hold where the flags name none.
func settings(file string, s *storeFlags, m *modelFlags) (config.Config, error) {
	cfg, err := config.Load(file)
	if errors.Is(err, fs.ErrNotExist) {
		return cfg, usage("there is no %s: name the file with --config; examples/polydigest.yaml shows what it holds", file)
	}
	if err != nil {
		return cfg, usage("%v", err)
	}
	s.Store, m.contact = cmp.Or(s.Store, cfg.Store), cfg.Contact
	if len(m.Instead) == 0 {
		m.Instead = cfg.FallbackModels
	}
	return cfg, nil
}

// sweep removes what the file's retention does not keep, and says how much that was.
func sweep(p *program, cfg config.Config, kv store.KV) error {
	unused, texts, err := cfg.Retention.Times()
	if err != nil {
		return err
	}
	gone, err := pipeline.Sweep(p.ctx, kv, pipeline.Retention{Unused: unused, Texts: texts}, time.Now())
	if gone != (pipeline.Removal{}) {
		p.say("retention: removed %d texts, %d bodies, %d runs; %d digests no longer show their documents' words",
			gone.Texts, gone.Bodies, gone.Runs, gone.Digests)
	}
	if folder, ok := kv.(*files.Store); ok && gone.Digests > 0 {
		err = errors.Join(err, index.Remove(indexOf(folder))) // it has their words too
	}
	return err
}

// A tick is a digest and the time that it is made for; the start key holds both, so that a tick is made once.
type tick struct {
	name string
	key  string
}

// due are the digests named, each now, or those whose schedule has come since they were last made.
func (c runCmd) due(p *program, cfg config.Config, kv store.KV) ([]tick, error) {
	var out []tick
	for _, name := range c.Names {
		if _, ok := cfg.Digests[name]; !ok {
			return nil, usage("%s has no digest %q; it has %v", c.Config, name, cfg.Names())
		}
		out = append(out, tick{name: name})
	}
	if len(c.Names) > 0 {
		return out, nil
	}
	for _, name := range cfg.Names() {
		d := cfg.Digests[name]
		if d.Schedule == "" {
			continue
		}
		at, ok, err := lastDue(d, time.Now())
		if err != nil {
			return nil, usage("%s: %s: %v", c.Config, name, err)
		}
		if ok {
			out = append(out, tick{name, name + "/" + at.UTC().Format(time.RFC3339)})
		}
	}
	return out, nil
}

// lookBack is how far back a missed time is still made up for.
const lookBack = 24 * time.Hour

// lastDue is the last time before now that a schedule names, if it is not older than a day.
func lastDue(d config.Digest, now time.Time) (at time.Time, ok bool, err error) {
	zone := d.Timezone
	if zone == "" {
		zone = "UTC"
	}
	for t := now.Add(-lookBack); ; {
		next, found, err := schedule.Next(d.Schedule, zone, t)
		if err != nil || !found || next.After(now) {
			return at, ok, err
		}
		at, ok, t = next, true, next
	}
}

// one makes and mails one digest. A tick that was made before is only mailed, to whom it has not been.
func (c runCmd) one(p *program, cfg config.Config, kv store.KV, d tick) error {
	request, _ := cfg.Request(d.name)
	flags, err := c.modelFlags.within(request.MaxCost, request.MaxTokens)
	if err != nil {
		return err
	}
	s, err := flags.open(p, kv)
	if err != nil {
		return err
	}
	show := progress(p.stderr, s.spent)
	s.home.Progress = show.step
	published, err := s.make(p, flags, kv, pipeline.StartIn{Request: request, Key: d.key, Where: folder(request.Sources)})
	show.end()
	if nothing, ok := errors.AsType[*pipeline.NothingError](err); ok && nothing.Quiet() {
		p.say("%s: nothing new", d.name)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s %s %s\n", published.Name, published.Digest, published.Status)
	made, err := loadDigest(p.ctx, kv, published.Key)
	if err != nil {
		return err
	}
	if err := c.deliver(p, kv, made, cfg.Digests[d.name].Recipients); err != nil {
		return err
	}
	for _, remark := range []string{unchanged(made), flags.anonymous(p, made)} {
		if remark != "" {
			p.say("%s: %s", d.name, remark)
		}
	}
	return verdict(p, kv, made)
}

// deliver mails a digest to its recipients, if it has any.
func (c runCmd) deliver(p *program, kv store.KV, made *digest.Digest, to []config.Recipient) error {
	if len(to) == 0 {
		return nil
	}
	outbox, err := c.mailFlags.outbox(p, kv)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range to {
		errs = append(errs, mail(p, outbox, made, kv, r.To, r.Language))
	}
	return errors.Join(errs...)
}

type sendCmd struct {
	Digest string   `arg:"" help:"A digest's id, a name (its newest), or a file."`
	To     []string `required:"" help:"Address; may be repeated."`
	Lang   string   `short:"l" placeholder:"L" help:"Edition (default: the digest's first)."`
	storeFlags
	mailFlags
}

// Run mails one stored digest, to each address at most once.
func (c sendCmd) Run(p *program) error {
	found, err := find(p, c.storeFlags, c.Digest)
	if err != nil {
		return err
	}
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	outbox, err := c.mailFlags.outbox(p, kv)
	if err != nil {
		return err
	}
	var errs []error
	for _, to := range c.To {
		errs = append(errs, mail(p, outbox, found.digest, kv, to, c.Lang))
	}
	return errors.Join(errs...)
}

// mail sends one mail and says how it ended.
func mail(p *program, o *deliver.Outbox, d *digest.Digest, kv store.KV, to, lang string) error {
	if lang == "" || !slices.Contains(d.Languages, lang) {
		lang = d.Languages[0]
	}
	address, err := netmail.ParseAddress(to) // "Zoé <zoe@example.org>" is an address with a name
	if err != nil {
		return fmt.Errorf("%s: %w", to, err)
	}
	row, err := o.Send(p.ctx, d, texts(p.ctx, kv), address.Address, lang)
	if err != nil {
		return fmt.Errorf("%s: %w", to, err)
	}
	fmt.Fprintf(p.stdout, "%s: %s\n", to, row.State)
	return nil
}

type forgetCmd struct {
	Document string `arg:"" help:"A page's address, a file's path or what coverage calls the source, or a text's SHA-256."`
	storeFlags
}

// Run removes a document from the store, with all that digests and answers of a model have of it. Digests keep its
// address, its hash and the places that they cite. The index of a folder is removed: it is made anew when it is asked.
func (c forgetCmd) Run(p *program) error {
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	gone, err := pipeline.Forget(p.ctx, kv, c.Document, source.Forget)
	if name := sourceName(c.Document); len(gone) == 0 && err == nil && name != c.Document { // a digest calls a file as it is seen from the folder in which it was made
		gone, err = pipeline.Forget(p.ctx, kv, name, source.Forget)
	}
	for _, key := range gone {
		fmt.Fprintln(p.stdout, "removed", key)
	}
	if folder, ok := kv.(*files.Store); ok {
		err = errors.Join(err, index.Remove(indexOf(folder)))
	}
	if err != nil {
		return err
	}
	if len(gone) == 0 {
		return &exit{exitFailed, fmt.Sprintf("the store has no document %q; polydigest show -f json names sources and text_sha256", c.Document)}
	}
	return nil
}
