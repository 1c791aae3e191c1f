package source

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/source/feed"
	"polydigest/internal/text"
	"polydigest/internal/when"
)

// articlesAtOnce is how many articles of one feed are fetched at a time, if they are on as many hosts.
const articlesAtOnce = 4

// readFeed gives the documents of a feed's items: the article that the feed has whole, or the one behind its link.
func (r *Reader) readFeed(ctx context.Context, ref Ref, got download) documents {
	f := feed.Parse(got.body, got.st.ContentType, got.st.Language, got.st.FinalURL)
	seen := map[string]bool{}
	entries := slices.DeleteFunc(f.Items, func(entry feed.Item) bool { // what is listed twice in one feed
		name := entryName(ref.Source, entry)
		again := seen[name]
		seen[name] = true
		return again
	})
	found := documents{atOnce: articlesAtOnce}
	publisher, retrieved := cmp.Or(ref.Title, f.Title.Plain()), got.st.RetrievedAt
	var size atomic.Int64
	for _, entry := range entries {
		name := entryName(ref.Source, entry)
		found.items = append(found.items, func() text.Item {
			item := failedItem(name, "the articles before it in this feed have more than %d MiB", MaxDocument>>20)
			if size.Load() <= MaxDocument {
				item = r.readEntry(ctx, name, f, entry, retrieved)
			}
			size.Add(int64(len(item.Raw.Body)))
			item.Publisher = publisher
			return item
		})
	}
	if reason := unread(f); reason != "" {
		rest := text.Item{Source: ref.Source, State: digest.Skipped, Reason: reason, Publisher: publisher}
		found.items = append(found.items, ready(rest).items...)
	}
	return found
}

// unread says what of a feed was not read, if anything.
func unread(f *feed.Feed) string {
	switch n := len(f.Items); {
	case n == 0 && f.Cut:
		return "a feed that breaks off before its first item ends"
	case n == 0:
		return "a feed without items"
	case f.Cut && n == feed.MaxItems:
		return fmt.Sprintf("the items after the first %d of this feed", n)
	case f.Cut:
		return fmt.Sprintf("what follows the first %d items of this feed, which breaks off or has more than %d MiB", n, feed.MaxSize>>20)
	}
	return ""
}

// entryName is what coverage calls an item: its article's address, or the feed's with the item's id or title.
func entryName(source string, entry feed.Item) string {
	if link := webLink(entry.Link); link != "" {
		return link
	}
	if entry.ID != "" {
		return source + "#" + entry.ID
	}
	return source + "#" + entry.Title.Plain()
}

func (r *Reader) readEntry(ctx context.Context, name string, f *feed.Feed, entry feed.Item, retrieved time.Time) text.Item {
	item := text.Item{Source: name, RetrievedAt: retrieved, Raw: text.Raw{
		URL: webLink(entry.Link), Title: entry.Title.Plain(), DateBasis: digest.DateNone,
	}}
	for _, p := range entry.Authors {
		if p.Name != "" {
			item.Raw.Author = append(item.Raw.Author, p.Name)
		}
	}
	for _, date := range []string{entry.Published, entry.Created, entry.Updated} {
		if date != "" {
			item.Raw.Published, item.Raw.DateBasis = date, digest.DateFeed
			break
		}
	}
	firstSeen, err := r.firstSeen(ctx, name, item.Raw.Published)
	if err != nil {
		return failedItem(name, "%v", err)
	}
	item.FirstSeen = firstSeen
	language := f.Language
	if told, sure := text.Language(entry.Title.Plain() + " " + entry.Summary.Plain()); sure > 0.5 {
		language = told // templates say "en" over any text
	}
	if day, ok := r.outside(item.Raw.Published, language, firstSeen); ok {
		item.State, item.Reason, item.Raw = digest.OutsidePeriod, "published "+day, text.Raw{}
		return item
	}
	if said := longest(entry); letters(said) >= minArticle {
		item.Raw.Body, item.Raw.Plain, item.Raw.ContentType = document(entry.Title, said)
		return r.follow(ctx, item, entry)
	}
	return r.readArticle(ctx, item, entry)
}

// follow remembers an article that the feed has whole, so that an edited one supersedes what it was before.
func (r *Reader) follow(ctx context.Context, item text.Item, entry feed.Item) text.Item {
	st, err := r.remembered(ctx, "item:"+item.Source)
	if err != nil {
		return failedItem(item.Source, "%v", err)
	}
	if print := fingerprint(entry); r.Store != nil && st.Item != print {
		sum, err := r.keep(ctx, item.Raw.Body)
		if err != nil {
			return failedItem(item.Source, "%v", err)
		}
		if old, ok := r.body(ctx, st); ok {
			before := text.Raw{Body: old, ContentType: st.ContentType, Plain: item.Raw.Plain}
			if edited := superseded(before, item.Raw); edited != "" {
				st.Supersedes = edited
			}
		}
		st.Item, st.Raw, st.ContentType = print, sum, item.Raw.ContentType
		if err := r.remember(ctx, st); err != nil {
			return failedItem(item.Source, "%v", err)
		}
	}
	item.Supersedes = st.Supersedes
	return item
}

// longest is what a feed tells most in: RSS has whole articles in the element for summaries, too.
func longest(entry feed.Item) feed.Text {
	if letters(entry.Summary) > letters(entry.Content) {
		return entry.Summary
	}
	return entry.Content
}

// readArticle fetches the article behind an item. If it cannot be had, what the feed says of it is better than nothing.
func (r *Reader) readArticle(ctx context.Context, item text.Item, entry feed.Item) text.Item {
	reason := "the feed has no text and no link"
	if item.Raw.URL != "" && r.Web != nil {
		got, err := r.get(ctx, item.Raw.URL, fingerprint(entry), false)
		if err == nil {
			return got.article(item)
		}
		if reason = err.Error(); got.body != nil {
			item = got.article(item)
			item.Reason = "as it was when last read: " + reason
			return item
		}
	} else if item.Raw.URL != "" {
		reason = "articles behind a feed cannot be fetched here"
	}
	said := longest(entry)
	if letters(said) < minSummary || ctx.Err() != nil {
		return failedItem(item.Source, "%s", reason)
	}
	item.Raw.Body, item.Raw.Plain, item.Raw.ContentType = document(entry.Title, said)
	item.Reason = "only the feed's summary: " + reason
	return item
}

// article is the item of a fetched article, with what its feed said of it.
func (d download) article(item text.Item) text.Item {
	page := d.page(item.Source)
	if page.State != "" {
		return page
	}
	page.Raw.Title, page.Raw.Author = item.Raw.Title, item.Raw.Author
	page.Raw.Published, page.Raw.DateBasis = item.Raw.Published, item.Raw.DateBasis
	if !item.FirstSeen.IsZero() {
		page.FirstSeen = item.FirstSeen
	}
	return page
}

// A feed's text is an article if it has this many letters, a character of Chinese, Japanese or Korean counted as
// three: about three paragraphs. A summary worth showing has a sentence or two.
const (
	minArticle = 900
	minSummary = 100
)

func letters(t feed.Text) int {
	n := 0
	for _, c := range t.Plain() {
		switch {
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 3
		case unicode.IsLetter(c):
			n++
		}
	}
	return n
}

// document makes a document of a feed's text.
func document(title, content feed.Text) (body []byte, plain bool, contentType string) {
	if !content.HTML {
		return []byte(content.Value), true, ""
	}
	const page = "<!doctype html><html><head><meta charset=\"utf-8\"><title>%s</title></head>\n" +
		"<body><article>\n%s\n</article></body></html>"
	return fmt.Appendf(nil, page, html.EscapeString(title.Plain()), content.Value), false, "text/html; charset=utf-8"
}

// fingerprint changes when a feed says something else of an item.
func fingerprint(entry feed.Item) string {
	said := []string{entry.Title.Value, entry.Summary.Value, entry.Content.Value, entry.Updated, entry.Published}
	return hash([]byte(strings.Join(said, "\x00")))
}

// firstSeen is when an item without a date was met first.
func (r *Reader) firstSeen(ctx context.Context, name, published string) (time.Time, error) {
	if published != "" {
		return time.Time{}, nil
	}
	st, err := r.remembered(ctx, name)
	if err != nil || !st.FirstSeen.IsZero() {
		return st.FirstSeen, err
	}
	st.FirstSeen = r.now()
	return st.FirstSeen, r.remember(ctx, st)
}

// outside reports whether a date lies outside the reader's period, and which day it was. What has no date counts as
// published when it was first seen; a day counts whole, since its time is not known.
func (r *Reader) outside(published, language string, firstSeen time.Time) (day string, outside bool) {
	from, to := firstSeen, firstSeen
	if at, ok := feed.Time(published); ok {
		from, to = at, at
		if h, m, s := at.Clock(); h+m+s == 0 {
			to = at.AddDate(0, 0, 1)
		}
	} else if published != "" {
		edtf, ok := when.ParsePublished(text.Head(published, 200), language)
		if !ok {
			return "", false // the article may say
		}
		first, last, err := when.Bounds(edtf)
		if err != nil {
			return "", false
		}
		from, _ = time.Parse(time.DateOnly, first)
		if to, err = time.Parse(time.DateOnly, last); err == nil {
			to = to.AddDate(0, 0, 1)
		}
	}
	early := !r.Period.From.IsZero() && to.Before(r.Period.From)
	late := !r.Period.To.IsZero() && from.After(r.Period.To)
	return from.UTC().Format(time.DateOnly), (early || late) && !from.IsZero()
}
