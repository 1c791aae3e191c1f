// Package source reads what a digest is made of: files, folders, standard input, JSON lines, pages, feeds, lists of
// feeds, and buckets.
//
// Reading has two steps, since the second one is wide. [Reader.Expand] turns the names that a user gave into small
// [Ref] values, without reading a document. [Reader.Fetch] reads one Ref and gives one [Item] for each document in
// it: a file is one, a batch of JSON lines as many as it has lines. Both answer in order, and a failure is an item
// too: it says in words what is wrong with which source, and stops nothing else.
//
// Pages and feeds are fetched by package web. With a Store the reader remembers, between runs, how to ask whether an
// address has changed, and the articles behind a feed's items: what has not changed is not downloaded again. A feed
// that fails is asked again later and later, and what it said before is still read.
//
// A document may have up to [MaxDocument] bytes. Bytes that are no text (images, archives, programs) are refused
// by what they begin with, not by their name.
package source

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"polydigest/internal/digest"
	"polydigest/internal/source/feed"
	"polydigest/internal/source/web"
	"polydigest/internal/store"
	"polydigest/internal/text"
)

// MaxDocument is the largest document that is read, in bytes.
const MaxDocument = 32 << 20

// Kind says how a Ref is read.
type Kind string

const (
	File   Kind = "file"
	Stdin  Kind = "stdin"
	Lines  Kind = "lines"  // a part of a file of JSON lines
	Web    Kind = "web"    // a page or a feed
	Feed   Kind = "feed"   // what a list of feeds says is one
	Object Kind = "object" // of a bucket
)

// A Ref names something to fetch, in a few hundred bytes of JSON.
type Ref struct {
	Source string `json:"source"` // as the user, coverage and errors call it: a path, "-"
	Kind   Kind   `json:"kind,omitempty"`

	// Of Lines: where they are in the file.
	Offset int64 `json:"offset,omitempty"`
	Size   int64 `json:"size,omitempty"`
	Line   int   `json:"line,omitempty"` // number of the first one, from 1

	// Of Feed: what the list calls it, the site that it is of, and its folders there.
	Title    string `json:"title,omitempty"`
	Site     string `json:"site,omitempty"`
	Category string `json:"category,omitempty"`

	// Of Object: the bucket's name for Reader.Bucket, and the key in it.
	Bucket string `json:"bucket,omitempty"`
	Key    string `json:"key,omitempty"`

	// A Ref with a State cannot be fetched; Fetch turns it into an item that says so.
	State  digest.ItemState `json:"state,omitempty"`
	Reason string           `json:"reason,omitempty"`
}

// Concurrency is how many Refs, or names, are worth fetching at once, if they are of the web: those of one host wait
// for each other anyway, for a second and more, and nearly all of the time is spent so.
const Concurrency = 512

// width is how many of the Refs are worth fetching at once: many that wait for others, but of files, which are in
// memory as long as they are worked on, only as many as keep the processors busy while some of them are stored.
func width(refs []Ref) int {
	return atOnce(slices.ContainsFunc(refs, func(r Ref) bool { return r.Kind == Web || r.Kind == Feed || r.Kind == Object }))
}

// Width is how many of the names are worth expanding and fetching at once.
func (r *Reader) Width(names []string) int {
	return atOnce(slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, "://") }))
}

func atOnce(remote bool) int {
	if remote {
		return Concurrency
	}
	return cap(working)
}

// working has a place for each item that this process works on.
var working = make(chan struct{}, 4*runtime.GOMAXPROCS(0))

// A Reader reads sources. The zero Reader reads files; the fields give it more. A copy with another Period shares
// everything else.
type Reader struct {
	Stdin  io.Reader
	Web    *web.Client                                              // for pages and feeds
	Bucket func(ctx context.Context, name string) (store.KV, error) // opens s3://bucket
	Store  store.KV                                                 // what is remembered between runs; nil: nothing
	Period digest.Period                                            // feeds' items outside it are not read
	Now    func() time.Time                                         // time.Now if nil
}

func (r *Reader) now() time.Time {
	if r.Now != nil {
		return r.Now().UTC()
	}
	return time.Now().UTC()
}

// Expand turns names into what is to be fetched, in order. A name that leads nowhere gives a Ref with a State.
func (r *Reader) Expand(ctx context.Context, names []string) []Ref {
	var refs []Ref
	seen := map[string]bool{}
	for _, name := range names {
		for _, ref := range r.expand(ctx, name) {
			id := fmt.Sprint(ref.Source, ref.Kind, ref.Offset, ref.Line)
			if seen[id] && ref.State == "" {
				ref.State, ref.Reason = digest.Skipped, "given twice"
			}
			seen[id] = true
			refs = append(refs, ref)
		}
	}
	return refs
}

func (r *Reader) expand(ctx context.Context, name string) []Ref {
	if err := ctx.Err(); err != nil {
		return []Ref{failed(name, "not read: %v", err)}
	}
	name = feed.Address(name)
	switch {
	case name == "-":
		return []Ref{{Source: name, Kind: Stdin}}
	case strings.HasPrefix(name, "s3://"):
		return r.expandBucket(ctx, name)
	case webLink(name) != "":
		if u, _ := url.Parse(name); isList(u.Path) {
			return r.expandWebList(ctx, name)
		}
		return []Ref{{Source: name, Kind: Web}}
	case strings.Contains(name, "://"):
		return []Ref{failed(name, "neither a file nor an address of http, https or s3 without a password")}
	default:
		return expandPath(name)
	}
}

// expandWebList is the feeds of a list on the web.
func (r *Reader) expandWebList(ctx context.Context, name string) []Ref {
	if r.Web == nil {
		return []Ref{failed(name, noWeb)}
	}
	got, err := r.get(ctx, name, "", true)
	if err != nil {
		return []Ref{failed(name, "%v", err)}
	}
	return expandList(name, got.body)
}

const noWeb = "pages and feeds cannot be read here"

// Fetch reads what a Ref names. It gives at least one item.
func (r *Reader) Fetch(ctx context.Context, ref Ref) []text.Item {
	return Map(ctx, r, ref, func(_ int, item text.Item) text.Item { return item })
}

// Map is Fetch, with each item worked on as soon as it is there, so that its bytes need not be kept while the others of
// a feed wait for their turn with the host. use is given the item and its number from 0; the results are in that order.
// It is called from several goroutines, but from no more at a time than keep the processors busy: a page takes many
// times its size while it is read.
func Map[T any](ctx context.Context, r *Reader, ref Ref, use func(int, text.Item) T) []T {
	found := r.open(ctx, ref)
	out := make([]T, len(found.items))
	var group errgroup.Group
	group.SetLimit(max(1, found.atOnce))
	for i, read := range found.items {
		group.Go(func() error {
			item := read()
			if item.RetrievedAt.IsZero() {
				item.RetrievedAt = r.now()
			}
			working <- struct{}{}
			defer func() { <-working }()
			out[i] = use(i, item)
			return nil
		})
	}
	group.Wait()
	return out
}

// documents are the items of a Ref before they are read: those of a feed may have to be fetched.
type documents struct {
	items  []func() text.Item
	atOnce int // how many are worth reading at once; 0 is one
}

// ready are items that were read.
func ready(items ...text.Item) documents {
	var d documents
	for _, item := range items {
		d.items = append(d.items, func() text.Item { return item })
	}
	return d
}

func (r *Reader) open(ctx context.Context, ref Ref) documents {
	if err := ctx.Err(); err != nil {
		return ready(failedItem(ref.Source, "not read: %v", err))
	}
	switch {
	case ref.State != "":
		return ready(text.Item{Source: ref.Source, State: ref.State, Reason: ref.Reason})
	case ref.Kind == Stdin:
		return r.readStdin(ctx, ref)
	case ref.Kind == Lines:
		return ready(readLines(ref)...)
	case ref.Kind == Object:
		return r.readObject(ctx, ref)
	case (ref.Kind == Web || ref.Kind == Feed) && r.Web == nil:
		return ready(failedItem(ref.Source, noWeb))
	case ref.Kind == Web || ref.Kind == Feed:
		return r.readWeb(ctx, ref)
	default:
		return r.readFile(ctx, ref)
	}
}

func failed(source, format string, args ...any) Ref {
	return Ref{Source: source, State: digest.Failed, Reason: fmt.Sprintf(format, args...)}
}

func skipped(source, reason string) Ref {
	return Ref{Source: source, State: digest.Skipped, Reason: reason}
}

func failedItem(source, format string, args ...any) text.Item {
	return text.Item{Source: source, State: digest.Failed, Reason: fmt.Sprintf(format, args...)}
}

// webLink is an address as a reader may be sent to: absolute, http or https, without a password. Else "".
func webLink(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}
