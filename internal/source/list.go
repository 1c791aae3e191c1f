package source

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/source/feed"
)

// isList reports whether a name is that of a list of feeds.
func isList(name string) bool { return strings.EqualFold(path.Ext(name), ".opml") }

// expandList is the feeds of a list. What is wrong with the list comes first.
func expandList(name string, body []byte) []Ref {
	list, err := feed.ParseOPML(body)
	var refs []Ref
	switch {
	case err != nil && len(list) == 0:
		return []Ref{failed(name, "%v", err)}
	case err != nil:
		refs = append(refs, failed(name, "%v; what could be made out is read: %d of its feeds", err, len(list)))
	}
	for _, o := range list {
		ref := Ref{Source: cmp.Or(o.Feed, o.Site), Kind: Feed, Title: o.Title, Site: o.Site, Category: o.Category}
		switch {
		case o.Includes != "":
			ref = skipped(o.Includes, "a list within the list "+name+" is not read: name it as a source")
		case webLink(ref.Source) == "":
			ref.State, ref.Reason = digest.Failed, "not an address of http or https, in the list "+name
		}
		refs = append(refs, ref)
	}
	return refs
}

// A Known is a feed, and how it fares as far as the store remembers.
type Known struct {
	Source    string    `json:"source"` // as the user or the list calls it: the feed, or a page that names it
	Feed      string    `json:"feed"`   // its address
	Title     string    `json:"title"`
	Site      string    `json:"site,omitempty"`
	Category  string    `json:"category,omitempty"`
	Moved     string    `json:"moved,omitempty"`     // where it has moved for good
	CheckedAt time.Time `json:"checked_at,omitzero"` // last time that it answered
	Failures  int       `json:"failures,omitempty"`  // in a row, since
	Failure   string    `json:"failure,omitempty"`   // why
	RetryAt   time.Time `json:"retry_at,omitzero"`   // not asked again before
	Gone      bool      `json:"gone,omitempty"`      // not asked again at all
	Problem   string    `json:"problem,omitempty"`   // why there is nothing to remember
}

// Outline is the feed as a list names it: where it is now.
func (k Known) Outline() feed.Outline {
	o := feed.Outline{Title: k.Title, Feed: cmp.Or(k.Moved, k.Feed), Site: k.Site, Category: k.Category}
	if o.Feed == o.Site { // which has not been asked yet where its feed is
		o.Feed = ""
	}
	return o
}

// Known are the feeds among what names lead to, in order. Lists on the web and in buckets are read, feeds are not asked.
// An article is none of them.
func (r *Reader) Known(ctx context.Context, names []string) ([]Known, error) {
	var all []Known
	for _, ref := range r.Expand(ctx, names) {
		switch {
		case ref.State != "":
			all = append(all, Known{Source: ref.Source, Problem: ref.Reason})
		case ref.Kind == Web || ref.Kind == Feed:
			k, ok, err := r.known(ctx, ref)
			if err != nil {
				return nil, err
			}
			if ok {
				all = append(all, k)
			}
		}
	}
	return all, nil
}

func (r *Reader) known(ctx context.Context, ref Ref) (k Known, ok bool, err error) {
	st, err := r.remembered(ctx, ref.Source)
	if err != nil {
		return k, false, err
	}
	k = Known{Source: ref.Source, Title: ref.Title, Site: ref.Site, Category: ref.Category}
	body, have := r.body(ctx, st)
	if ref.Kind == Web && !have {
		k.Problem = "not read yet: it may be a feed or a page"
		if st.Failures > 0 {
			k.Problem = st.Failure + "; it may be a feed or a page"
		}
		return k, true, nil
	}
	if have && !feed.Is(body, st.ContentType) {
		found := feed.Discover(body, st.ContentType, st.FinalURL)
		if len(found) == 0 || ref.Kind == Web && !isHome(st.FinalURL) {
			k.Problem = "a page, not a feed, and it names none"
			return k, ref.Kind == Feed, nil
		}
		k.Site = cmp.Or(k.Site, st.FinalURL)
		if st, err = r.remembered(ctx, found[0]); err != nil {
			return k, false, err
		}
		body, have = r.body(ctx, st)
	}
	k.Feed, k.Moved, k.CheckedAt = st.URL, st.Moved, st.CheckedAt
	k.Failures, k.Failure, k.RetryAt, k.Gone = st.Failures, st.Failure, st.RetryAt, st.Gone
	if have {
		f := feed.Parse(body, st.ContentType, st.Language, st.FinalURL)
		k.Title, k.Site = cmp.Or(k.Title, f.Title.Plain()), cmp.Or(k.Site, webLink(f.Link))
	}
	return k, true, nil
}

// String says in words how the feed fares.
func (k Known) String() string {
	said := "read " + k.CheckedAt.Format("2006-01-02 15:04")
	if k.CheckedAt.IsZero() {
		said = "not read yet"
	}
	switch {
	case k.Problem != "":
		return k.Problem
	case k.Gone:
		return fmt.Sprintf("%s, not asked again; %s", k.Failure, said)
	case k.Failures > 0:
		said = fmt.Sprintf("failed (%d in a row): %s; next tried after %s; %s",
			k.Failures, k.Failure, k.RetryAt.Format("2006-01-02 15:04"), said)
	}
	if k.Moved != "" {
		said += "; has moved to " + k.Moved
	}
	return said
}
