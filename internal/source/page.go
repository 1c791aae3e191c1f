package source

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/read"
	"polydigest/internal/source/feed"
	"polydigest/internal/source/web"
	"polydigest/internal/text"
)

// readWeb reads an address: an article, a feed, or a home page that says where its feed is.
func (r *Reader) readWeb(ctx context.Context, ref Ref) documents {
	got, err := r.get(ctx, ref.Source, "", true)
	if err != nil {
		// What a feed said when it last answered is still known.
		if got.body != nil && feed.Is(got.body, got.st.ContentType) {
			known := r.readFeed(ctx, ref, got)
			known.items = append(ready(failedItem(ref.Source, "%v", err)).items, known.items...)
			return known
		}
		return ready(failedItem(ref.Source, "%v", err))
	}
	if feed.Is(got.body, got.st.ContentType) {
		return r.readFeed(ctx, ref, got)
	}
	feeds := feed.Discover(got.body, got.st.ContentType, got.st.FinalURL)
	switch {
	case len(feeds) > 0 && (ref.Kind == Feed || isHome(got.st.FinalURL)):
		return r.readMainFeed(ctx, ref, feeds[0])
	case ref.Kind == Feed:
		return ready(failedItem(ref.Source, "a page, not a feed, and it names none"))
	}
	page := got.page(ref.Source)
	if len(feeds) > 0 {
		page.Feed = feeds[0]
	}
	return ready(page)
}

// readMainFeed reads the feed that a page names.
func (r *Reader) readMainFeed(ctx context.Context, ref Ref, address string) documents {
	got, err := r.get(ctx, address, "", true)
	switch {
	case err != nil:
		return ready(failedItem(ref.Source, "its feed %s: %v", address, err))
	case !feed.Is(got.body, got.st.ContentType):
		return ready(failedItem(ref.Source, "its feed %s is none", address))
	}
	return r.readFeed(ctx, ref, got)
}

// isHome reports whether an address is a site's front page, which is never an article.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

// A download is the body of an address, just fetched or known since an earlier run.
type download struct {
	st   state
	body []byte
}

// page is the item of a page.
func (d download) page(source string) text.Item {
	if reason := notText(d.body); reason != "" {
		return failedItem(source, "%s", reason)
	}
	if strings.Contains(strings.ToLower(d.st.ContentType), "json") {
		return failedItem(source, "JSON, but no feed")
	}
	return text.Item{
		Source: source, RetrievedAt: d.st.RetrievedAt, FirstSeen: d.st.FirstSeen, FinalURL: d.st.FinalURL,
		Supersedes: d.st.Supersedes,
		Raw:        text.Raw{Body: d.body, ContentType: d.st.ContentType, URL: d.st.FinalURL, DateBasis: digest.DateNone},
	}
}

// recheck is how old an article that a feed still shows unchanged must be to be asked for again.
const recheck = 6 * time.Hour

// get fetches an address, asking only whether it has changed if its last body is known. item is a hash of what a feed
// says of an article: as long as that stays the same, the article is asked for again only after some hours, unless
// ask wants it now. With an error comes the last body, if there is one.
func (r *Reader) get(ctx context.Context, address, item string, ask bool) (download, error) {
	st, err := r.remembered(ctx, address)
	if err != nil {
		return download{}, err
	}
	known, have := r.body(ctx, st)
	d := download{st, known}
	now := r.now()
	switch {
	case st.Gone:
		return d, errors.New(st.Failure + "; not asked again")
	case now.Before(st.RetryAt):
		return d, errors.New(st.Failure + "; next tried after " + st.RetryAt.UTC().Format("2006-01-02 15:04"))
	case have && !ask && st.Item == item && now.Sub(st.CheckedAt) < recheck:
		return d, nil
	}
	request := web.Request{URL: address}
	if have {
		request.ETag, request.LastModified, request.Of = st.ETag, st.LastModified, st.FinalURL
	}
	page, err := r.Web.Get(ctx, request)
	if ctx.Err() != nil {
		return d, ctx.Err()
	}
	if err != nil {
		d.st.failed(err, now)
		return d, errors.Join(err, r.remember(ctx, d.st))
	}
	d.st.Failures, d.st.Failure, d.st.RetryAt = 0, "", time.Time{}
	d.st.CheckedAt, d.st.Item, d.st.Moved = now, item, page.Moved
	if st.FirstSeen.IsZero() {
		d.st.FirstSeen = now
	}
	if !page.Unchanged {
		if err := r.changed(ctx, &d, page); err != nil {
			return d, err
		}
	}
	return d, r.remember(ctx, d.st)
}

// changed takes a new body. If its text is another one than that of the last body, it supersedes it.
func (r *Reader) changed(ctx context.Context, d *download, page *web.Page) error {
	sum, err := r.keep(ctx, page.Body)
	if err != nil {
		return err
	}
	if d.body != nil && sum != d.st.Raw && !feed.Is(page.Body, page.ContentType) {
		now := text.Raw{Body: page.Body, ContentType: page.ContentType, URL: page.URL}
		if edited := superseded(d.page("").Raw, now); edited != "" {
			d.st.Supersedes = edited
		}
	}
	if sum != d.st.Raw {
		d.st.Raw, d.st.RetrievedAt = sum, r.now()
	}
	d.body = page.Body
	d.st.ETag, d.st.LastModified = page.ETag, page.LastModified
	d.st.ContentType, d.st.Language, d.st.FinalURL = page.ContentType, page.Language, page.URL
	return nil
}

// superseded is the hash of the text that a body had before, if the text is another one now.
func superseded(before, now text.Raw) string {
	old, err := read.Document(before)
	if err != nil {
		return ""
	}
	if doc, err := read.Document(now); err != nil || doc.Text == old.Text {
		return ""
	}
	return hash([]byte(old.Text))
}
