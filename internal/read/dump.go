package read

import (
	"strconv"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
	"polydigest/internal/text"
)

var (
	// dumpHead is what a feed reader writes before an item's HTML: the time it was taken in, and a linked
	// title, underlined.
	dumpHead = lazy.MustCompile(`^\s*(?:<!--\s*(\d{10}|\d{13})\s*-->\s*)?` +
		`\[(.{1,600}?)\]\((\S+?)\)[ \t]*\r?\n[-=]{3,}[ \t]*(?:\r?\n|$)`)
	shortDate = lazy.MustCompile(`^\s*<(?:div|p|span|time)[^>]*>\s*([^<]{6,40}?)\s*</(?:div|p|span|time)>`)
)

// readDump reads a feed reader's dump of one item. Its head says what the HTML below does not: title and
// address, and the time.
func readDump(body string, raw text.Raw) (text.Document, error) {
	m := dumpHead.FindStringSubmatch(body)
	rest := body[len(m[0]):]
	var published string
	lang := raw.Language
	if lang == "" {
		lang, _ = text.Language(m[2])
	}
	if d := shortDate.FindStringSubmatchIndex(rest); d != nil {
		if edtf, ok := parseDate(rest[d[2]:d[3]], lang); ok {
			published = edtf
			rest = rest[d[1]:]
		}
	}
	if published == "" && m[1] != "" {
		published = epochDay(m[1])
	}
	if raw.Title == "" {
		raw.Title = m[2]
	}
	var doc text.Document
	if blockTag.MatchString(rest) {
		doc, _ = readFragment(rest, raw)
	} else {
		doc = readLines(rest, raw, false)
	}
	doc.Title, doc.URL = raw.Title, m[3]
	if published != "" {
		doc.Published, doc.DateBasis = published, digest.DateFeed
	}
	return doc, nil
}

// epochDay gives the day of a count of seconds or milliseconds since 1970, in UTC.
func epochDay(digits string) string {
	n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
	if err != nil {
		return ""
	}
	if len(digits) == 13 {
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.DateOnly)
}
