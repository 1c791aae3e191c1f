package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"
	"golang.org/x/text/language"

	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/store"
)

type digestCmd struct {
	Sources []string `arg:"" name:"source" help:"File, folder, '-', page or feed URL, .opml, .jsonl, s3://bucket/prefix."`

	Lang   []string `short:"l" placeholder:"en,ja" help:"Editions (default: from LANG, else en)."`
	Pivot  string   `placeholder:"en" help:"Language in which claims and points are kept."`
	Name   string   `placeholder:"N" help:"What the digest is called."`
	Topic  string   `placeholder:"T" help:"What its reader cares about."`
	Since  string   `placeholder:"24h" help:"Period, by publication date, back from now."`
	From   string   `placeholder:"D" help:"Period: first day, YYYY-MM-DD."`
	To     string   `placeholder:"D" help:"Period: last day, YYYY-MM-DD."`
	Top    int      `placeholder:"N" help:"Stories shown (default: all)."`
	Depth  int      `placeholder:"N" help:"Points shown per story (default: 12)."`
	Check  string   `placeholder:"model|none" help:"Support check of shown sentences (default: model)."`
	DryRun bool     `name:"dry-run" help:"Say what would be read and what it would cost; call nothing."`
	Fresh  bool     `help:"Begin anew where an unfinished run of the same request could go on."`

	modelFlags
	storeFlags
	outFlags
}

// Run makes a digest and writes it.
func (c digestCmd) Run(p *program) error {
	request, err := c.request(p)
	if err != nil {
		return err
	}
	if err := c.outFlags.check(); err != nil {
		return err
	}
	in := pipeline.StartIn{Request: request, Fresh: c.Fresh}
	if in.Where, err = where(p, request.Sources); err != nil {
		return err
	}
	kv, err := c.storeFlags.open(p)
	if err != nil {
		return err
	}
	session, err := c.modelFlags.open(p, kv)
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.dryRun(p, session, request)
	}
	show := progress(p.stderr, session.spent)
	session.home.Progress = show.step
	published, err := session.make(p, c.modelFlags, kv, in)
	show.end()
	if err != nil {
		return err
	}
	d, err := loadDigest(p.ctx, kv, published.Key)
	if err != nil {
		return err
	}
	if err := c.outFlags.write(p, d, texts(p.ctx, kv), request.Languages[0]); err != nil {
		return err
	}
	for _, remark := range []string{session.explain(d), session.stale(), editions(d), unchanged(d), c.modelFlags.anonymous(p, d)} {
		if remark != "" {
			p.say("%s", remark)
		}
	}
	return verdict(p, kv, d)
}

// editions says how to see the editions that were made and are not shown; "" when there are none.
func editions(d *digest.Digest) string {
	if len(d.Languages) < 2 {
		return ""
	}
	return fmt.Sprintf("made in %s; another edition: polydigest show %s -l %s",
		strings.Join(d.Languages, ", "), cmp.Or(d.Name, string(d.ID)), d.Languages[1])
}

// unchanged says that a digest is as the one before it was; "" when it is not, or is the first of its name.
func unchanged(d *digest.Digest) string {
	if d.Changes == nil || len(d.Changes.Items) > 0 {
		return ""
	}
	return "nothing has changed since the digest before it, " + string(d.Changes.Since)
}

// request is what the flags ask for.
func (c digestCmd) request(p *program) (digest.Request, error) {
	r := digest.Request{
		Name: c.Name, Topic: c.Topic, Languages: c.Lang, Pivot: c.Pivot, Since: c.Since,
		Top: c.Top, Depth: c.Depth, Check: c.Check,
	}
	if len(r.Languages) == 0 {
		r.Languages = []string{fromLocale(p.getenv)}
	}
	for _, s := range c.Sources {
		r.Sources = append(r.Sources, sourceName(s))
	}
	for _, d := range []struct {
		flag, value string
		day         *time.Time
		add         time.Duration
	}{{"--from", c.From, &r.Period.From, 0}, {"--to", c.To, &r.Period.To, 24*time.Hour - time.Second}} {
		if d.value == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, d.value)
		if err != nil {
			return r, usage("%s is a day such as 2024-02-05, not %q", d.flag, d.value)
		}
		*d.day = t.Add(d.add)
	}
	if _, err := r.Complete(time.Now()); err != nil {
		return r, usage("%v", err)
	}
	return r, nil
}

// sourceName is what a digest calls a source: a file by its path from the working folder, where that is shorter.
func sourceName(s string) string {
	if s == "-" || strings.Contains(s, "://") {
		return s
	}
	abs, err := filepath.Abs(s)
	if err != nil {
		return s
	}
	return relative(abs)
}

// where says what the sources' names leave open: the folder that some are relative to, and what standard input holds,
// which is read for that.
func where(p *program, sources []string) (string, error) {
	from := folder(sources)
	if !slices.Contains(sources, "-") {
		return from, nil
	}
	body, err := io.ReadAll(io.LimitReader(p.stdin, source.MaxDocument+1)) // more than that is refused when it is fetched
	if err != nil {
		return "", fmt.Errorf("standard input: %w", err)
	}
	p.stdin = bytes.NewReader(body)
	return from + "\n" + digest.Hash(body), nil
}

// folder is the working folder, if a source is relative to it.
func folder(sources []string) string {
	relative := func(s string) bool { return s != "-" && !strings.Contains(s, "://") && !filepath.IsAbs(s) }
	if !slices.ContainsFunc(sources, relative) {
		return ""
	}
	wd, err := os.Getwd()
	if err != nil {
		return ""
	}
	return wd
}

// relative is the path from the working folder where that is shorter to read.
func relative(abs string) string {
	wd, err := os.Getwd()
	if err != nil {
		return abs
	}
	rel, err := filepath.Rel(wd, abs)
	if err != nil || strings.HasPrefix(rel, "..") {
		return abs
	}
	return rel
}

// fromLocale is the language of the POSIX locale, else English.
func fromLocale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v, _, _ := strings.Cut(getenv(name), ".")
		if v == "" {
			continue
		}
		tag, err := language.Parse(strings.ReplaceAll(v, "_", "-"))
		if err != nil || v == "C" || v == "POSIX" {
			return "en"
		}
		base, _ := tag.Base()
		if base.String() == "zh" {
			script, _ := tag.Script()
			return "zh-" + script.String()
		}
		return base.String()
	}
	return "en"
}

// verdict says on standard error what a reader should know of the making, and returns the exit code that goes with it.
func verdict(p *program, kv store.KV, d *digest.Digest) error {
	items, err := pipeline.Items(p.ctx, kv, d)
	if err != nil {
		return err
	}
	for _, item := range items {
		switch item.State {
		case digest.Failed, digest.PartlyUsed, digest.Skipped:
			p.say("%s: %s", item.Source, item.Reason)
		}
	}
	switch {
	case len(d.Stories) == 0:
		return &exit{exitFailed, "nothing could be used"}
	case d.Status == digest.Partial:
		return &exit{exitPartial, "the digest is partial; its coverage says what is missing"}
	}
	return nil
}

// outFlags say how and where a digest is written.
type outFlags struct {
	Output string `short:"o" placeholder:"FILE" help:"Where to write it (default: standard output)."`
	Format string `short:"f" placeholder:"F" help:"${formats} (default: text on a terminal, else json)."`
}

func formatList() string {
	var names []string
	for _, f := range render.Formats {
		names = append(names, string(f))
	}
	return strings.Join(names, "|")
}

// check refuses, before anything is made, what could not be written.
func (f outFlags) check() error {
	if f.Output != "" {
		if at, err := os.Stat(f.Output); err == nil && at.IsDir() {
			return usage("-o: %s is a folder", f.Output)
		}
		if at, err := os.Stat(filepath.Dir(f.Output)); err != nil || !at.IsDir() {
			return usage("-o: there is no folder %s", filepath.Dir(f.Output))
		}
	}
	if f.Format == "" || strings.Contains("|"+formatList()+"|", "|"+f.Format+"|") {
		return nil
	}
	return usage("no format %q: one of %s", f.Format, formatList())
}

// write renders d. A file is written whole or not at all.
func (f outFlags) write(p *program, d *digest.Digest, texts render.Texts, lang string) error {
	format := render.Format(f.Format)
	o := render.Options{Lang: lang, Width: 100}
	if out, ok := p.stdout.(*os.File); ok && f.Output == "" && term.IsTerminal(int(out.Fd())) {
		o.Color = p.getenv("NO_COLOR") == ""
		if w, _, err := term.GetSize(int(out.Fd())); err == nil {
			o.Width = min(w, 120)
		}
		if format == "" {
			format = render.FormatText
		}
	}
	if format == "" {
		format = byExtension(f.Output)
	}
	var b bytes.Buffer
	if err := render.Write(&b, format, d, texts, o); err != nil {
		return err
	}
	if f.Output == "" {
		_, err := io.Copy(p.stdout, &b)
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(f.Output), ".polydigest-*")
	if err != nil {
		return err
	}
	_, err = b.WriteTo(temp)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), f.Output)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

// byExtension is the format that a file's name asks for.
func byExtension(name string) render.Format {
	switch filepath.Ext(name) {
	case ".html", ".htm":
		return render.FormatHTML
	case ".md":
		return render.FormatMarkdown
	case ".txt":
		return render.FormatText
	case ".atom", ".xml":
		return render.FormatAtom
	}
	return render.FormatJSON
}

func loadDigest(ctx context.Context, kv store.KV, key string) (*digest.Digest, error) {
	data, _, err := kv.Get(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	return digest.Decode(data)
}
