// Package source reads what a digest is made of: files, folders, standard input, JSON lines.
//
// Reading has two steps, since the second one is wide. [Reader.Expand] turns the names that a user gave into small
// [Ref] values, without reading a document. [Reader.Fetch] reads one Ref and gives one [Item] for each document in
// it: a file is one, a batch of JSON lines as many as it has lines. Both answer in order, and a failure is an item
// too: it says in words what is wrong with which source, and stops nothing else.
//
// A document may have up to [MaxDocument] bytes. Bytes that are no text (images, archives, programs) are refused
// by what they begin with, not by their name.
package source

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// MaxDocument is the largest document that is read, in bytes.
const MaxDocument = 32 << 20

// Kind says how a Ref is read.
type Kind string

const (
	File  Kind = "file"
	Stdin Kind = "stdin"
	Lines Kind = "lines" // a part of a file of JSON lines
)

// A Ref names something to fetch, in a few hundred bytes of JSON.
type Ref struct {
	Source string `json:"source"` // as the user, coverage and errors call it: a path, "-"
	Kind   Kind   `json:"kind,omitempty"`

	// Of Lines: where they are in the file.
	Offset int64 `json:"offset,omitempty"`
	Size   int64 `json:"size,omitempty"`
	Line   int   `json:"line,omitempty"` // number of the first one, from 1

	// A Ref with a State cannot be fetched; Fetch turns it into an item that says so.
	State  digest.ItemState `json:"state,omitempty"`
	Reason string           `json:"reason,omitempty"`
}

// An Item is one document as its source handed it over, or the reason why there is none.
type Item struct {
	Source      string // what coverage calls it: a path, a URL, file:line
	Raw         text.Raw
	RetrievedAt time.Time

	// State is empty when Raw was read; otherwise it is Failed or Skipped, and Reason says why,
	// without the source's name.
	State  digest.ItemState
	Reason string
}

// A Reader reads sources. The zero Reader reads files, and has no standard input.
type Reader struct {
	Stdin io.Reader
	Now   func() time.Time // time.Now if nil
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
	switch {
	case name == "-":
		return []Ref{{Source: name, Kind: Stdin}}
	case strings.Contains(name, "://"):
		return []Ref{failed(name, "not a file or folder")}
	default:
		return expandPath(name)
	}
}

// Fetch reads what a Ref names. It gives at least one item.
func (r *Reader) Fetch(ctx context.Context, ref Ref) []Item {
	items := r.fetch(ctx, ref)
	now := time.Now
	if r.Now != nil {
		now = r.Now
	}
	for i := range items {
		if items[i].RetrievedAt.IsZero() {
			items[i].RetrievedAt = now().UTC()
		}
	}
	return items
}

func (r *Reader) fetch(ctx context.Context, ref Ref) []Item {
	if err := ctx.Err(); err != nil {
		return []Item{failedItem(ref.Source, "not read: %v", err)}
	}
	switch {
	case ref.State != "":
		return []Item{{Source: ref.Source, State: ref.State, Reason: ref.Reason}}
	case ref.Kind == Stdin:
		return r.readStdin(ref)
	case ref.Kind == Lines:
		return readLines(ref)
	default:
		return []Item{readFile(ref.Source)}
	}
}

func failed(source, format string, args ...any) Ref {
	return Ref{Source: source, State: digest.Failed, Reason: fmt.Sprintf(format, args...)}
}

func failedItem(source, format string, args ...any) Item {
	return Item{Source: source, State: digest.Failed, Reason: fmt.Sprintf(format, args...)}
}

// webLink is an address as a reader may be sent to: absolute, http or https, without a password. Else "".
func webLink(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}
