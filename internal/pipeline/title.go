package pipeline

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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

// fallbackTitle is what stands over a story when no title passed: the title of its first document in the edition's
// language, else the text of its first point in that language, else the first title there is, else the first words
// that are cited. Its id is the last resort, for a story of which nothing may be shown.
func (d *draft) fallbackTitle(points map[digest.PointID]digest.PointText) string {
	var own, told, first string
	for _, id := range d.view.Story.Documents {
		doc := d.view.Documents[id]
		if doc.Title == "" || injection.Addresses(doc.Title, doc.Language) {
			continue
		}
		first = cmp.Or(first, doc.Title)
		if doc.Language == d.lang {
			own = cmp.Or(own, doc.Title)
		}
	}
	for _, p := range d.view.Shown() {
		if t := points[p.ID]; t.Text != "" && t.Lang == d.lang {
			told = cmp.Or(told, t.Text)
		}
		for _, w := range d.view.Words(p, digest.Support, d.lang, 1) {
			first = cmp.Or(first, w.Text.Text)
		}
	}
	return cmp.Or(brief(own), brief(told), brief(first), string(d.view.Story.ID))
}

// brief is a text on one line, cut between words to the length of a title.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= verify.MaxTitle {
		return s
	}
	cut := string([]rune(s)[:verify.MaxTitle-1])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return cut + "…"
}

// withheld adds the points that speak to software. Only their quotes are shown.
func (d *draft) withheld(e digest.StoryEdition) {
	for _, p := range d.view.Withheld() {
		e.Points[p.ID] = digest.PointText{Lang: d.lang, State: digest.QuotesOnly, Reason: verify.ForSoftware}
	}
}
