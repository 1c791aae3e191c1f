package pipeline

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/injection"
	"polydigest/internal/verify"
)

// headline is the title with all that it may say: every point of the story that is shown.
func (d *draft) headline() verify.Text {
	s := engine.Sentence{}
	for _, p := range d.view.Shown() {
		s.Points = append(s.Points, p.ID)
	}
	return verify.Text{Text: d.texts.Title, Lang: d.lang, Points: d.points(s)}
}

// topical is how many of the first points a title is about.
const topical = 3

// topics is the title as a sentence on the first points, and on those of the summary.
func (d *draft) topics() engine.Sentence {
	s := engine.Sentence{Text: d.texts.Title, Lang: d.lang}
	for i, p := range d.view.Shown() {
		inSummary := slices.ContainsFunc(d.texts.Summary, func(t engine.Sentence) bool { return slices.Contains(t.Points, p.ID) })
		if i < topical || inSummary {
			s.Points = append(s.Points, p.ID)
		}
	}
	return s
}

// fallbackTitle is the title of the first document in the edition's language, else of the first one.
func (d *draft) fallbackTitle() string {
	var first string
	for _, id := range d.view.Story.Documents {
		doc := d.view.Documents[id]
		if injection.Addresses(doc.Title, doc.Language) {
			continue
		}
		if doc.Language == d.lang && doc.Title != "" {
			return doc.Title
		}
		if first == "" {
			first = doc.Title
		}
	}
	return first
}

// number is a title where no document has one.
func (d *draft) number() string {
	return fmt.Sprintf("%s (%d)", d.view.Story.ID, len(d.view.Story.Documents))
}

// withheld adds the points that speak to software. Only their quotes are shown.
func (d *draft) withheld(e digest.StoryEdition) {
	for _, p := range d.view.Withheld() {
		e.Points[p.ID] = digest.PointText{Lang: d.lang, State: digest.QuotesOnly, Reason: verify.ForSoftware}
	}
}
