package feed

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// isJSON reports whether a text begins as a JSON Feed (https://www.jsonfeed.org/version/1.1/) does.
func isJSON(s string) bool {
	s = strings.TrimSpace(s)
	head := strings.ReplaceAll(s[:min(len(s), 4096)], `\/`, "/")
	return strings.HasPrefix(s, "{") && strings.Contains(head, "//jsonfeed.org/version/")
}

type jsonPerson struct{ Name, URL string }

type jsonItem struct {
	ID            any
	URL           string
	ExternalURL   string `json:"external_url"`
	Title         string
	ContentHTML   string `json:"content_html"`
	ContentText   string `json:"content_text"`
	Summary       string
	DatePublished string `json:"date_published"`
	DateModified  string `json:"date_modified"`
	Language      string
	Authors       []jsonPerson
	Author        jsonPerson
}

// parseJSON reads a JSON Feed into f, item by item, so that one that breaks off gives the items that came whole.
func parseJSON(f *Feed, s string, base *url.URL) {
	d := json.NewDecoder(strings.NewReader(s))
	if _, err := d.Token(); err != nil {
		return
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			f.Cut = true
			return
		}
		if key == "items" {
			err = parseItems(f, d, base)
		} else {
			err = parseMember(f, fmt.Sprint(key), d, base)
		}
		if err != nil {
			f.Cut = true
			return
		}
		if f.Cut {
			return
		}
	}
	for i := range f.Items {
		if f.Items[i].Title.Lang == "" {
			f.Items[i].Title.Lang, f.Items[i].Content.Lang = f.Language, f.Language
		}
	}
}

func parseMember(f *Feed, key string, d *json.Decoder, base *url.URL) error {
	var value any
	if err := d.Decode(&value); err != nil {
		return err
	}
	s, _ := value.(string)
	switch key {
	case "title":
		f.Title = Text{Value: tidy(s)}
	case "description":
		f.Subtitle = Text{Value: tidy(s)}
	case "home_page_url":
		f.Link = resolve(base, s)
	case "language":
		f.Language = s
	}
	return nil
}

func parseItems(f *Feed, d *json.Decoder, base *url.URL) error {
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return err
	}
	for d.More() {
		if len(f.Items) == MaxItems {
			f.Cut = true
			return nil
		}
		var whole json.RawMessage
		if err := d.Decode(&whole); err != nil {
			return err
		}
		var i jsonItem
		if json.Unmarshal(whole, &i) != nil {
			continue // an item of another shape
		}
		f.Items = append(f.Items, i.item(base))
	}
	_, err := d.Token()
	return err
}

func (i jsonItem) item(base *url.URL) Item {
	item := Item{
		Link:    resolve(base, i.URL),
		Title:   Text{Value: tidy(i.Title), Lang: i.Language},
		Summary: Text{Value: tidy(i.Summary), Lang: i.Language},
		Content: Text{Value: tidy(i.ContentHTML), HTML: true, Lang: i.Language},
		Dates:   Dates{Published: i.DatePublished, Updated: i.DateModified},
	}
	if i.ID != nil {
		item.ID = fmt.Sprint(i.ID)
	}
	if item.Link == "" {
		item.Link = resolve(base, i.ExternalURL)
	}
	if item.Content.Value == "" {
		item.Content = Text{Value: tidy(i.ContentText), Lang: i.Language}
	}
	for _, a := range append(i.Authors, i.Author) {
		if a.Name != "" {
			item.Authors = append(item.Authors, Person{Name: a.Name, URL: a.URL})
		}
	}
	return item
}
