package render

import (
	"bytes"
	"encoding/xml"
	"io"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/digest"
)

// A Feed is what an Atom feed (RFC 4287) says of itself.
type Feed struct {
	Name string                       // of the digest whose editions it lists
	Self string                       // address of the feed, "" when it has none
	Page func(id digest.RunID) string // address of a digest's page; nil or "" when it has none
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Content atomContent `xml:"content"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// Atom writes digests of one name, newest first, as a feed in one language. Ids come from the digests' own, so that
// a reader of the feed sees each digest once however often it is fetched.
func Atom(w io.Writer, f Feed, digests []*digest.Digest, o Options) error {
	words := WordsFor(o.Lang)
	feed := atomFeed{
		Lang: words.Tag.String(), ID: "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte(f.Name+"\n"+o.Lang)).String(),
		Title: defang(clean(f.Name)), Author: "polydigest", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	if feed.Title == "" {
		feed.Title = words.Word("all_digests")
	}
	if self := webURL(f.Self); self != "" {
		feed.Links = append(feed.Links, atomLink{"self", self})
	}
	for i, d := range digests {
		entry, err := atomEntryOf(f, d, o)
		if err != nil {
			return err
		}
		if i == 0 {
			feed.Updated = entry.Updated
		}
		feed.Entries = append(feed.Entries, entry)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	return e.Encode(feed)
}

func atomEntryOf(f Feed, d *digest.Digest, o Options) (atomEntry, error) {
	v := look(d, nil, o, false)
	page := ""
	if f.Page != nil {
		page = webURL(f.Page(d.ID))
	}
	var body bytes.Buffer
	if err := mailTemplate().ExecuteTemplate(&body, "digest", mailView{view: v, V: v, Page: page}); err != nil {
		return atomEntry{}, err
	}
	entry := atomEntry{
		Lang: v.Lang, ID: "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceOID, []byte(string(d.ID)+"\n"+v.Lang)).String(),
		Title: v.Title.Text, Updated: d.CreatedAt.UTC().Format(time.RFC3339), Content: atomContent{"html", body.String()},
	}
	if page != "" {
		entry.Links = append(entry.Links, atomLink{"alternate", page})
	}
	return entry, nil
}
