package main

import (
	"fmt"
	"strings"

	"polydigest/internal/lineage"
	"polydigest/internal/story"
	"polydigest/internal/text"
)

// stories prints how well story.Group puts the reports of one event together. The articles of parallel-news-ntrex
// stand in for events: each is dealt out into three reports, line by line, so that the reports share the event, its
// names and some of its figures, but no sentence. Reports in many languages are grouped alone, and with a line in
// English on each, which is another line of the article than those that the report has. Some articles of the set are
// of one event and count as different ones, so the precision is a lower bound.
func stories(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("stories: which folder?")
	}
	articles, langs, err := ntrex(args[0])
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %9s %9s %7s %7s %7s\n", "set", "documents", "precision", "recall", "F1", "B3")
	for _, lang := range []string{"en", "fr", "ru", "ja", "zh-Hans", "ar"} {
		set, err := reports(articles, func(int, int) string { return lang })
		if err != nil {
			return err
		}
		set.print(lang+", three reports an event", nil)
	}
	mixed, err := reports(articles, func(i, k int) string { return langs[(7*i+11*k)%len(langs)] })
	if err != nil {
		return err
	}
	mixed.print("mixed languages", nil)
	mixed.print("mixed languages, with gist lines", mixed.gists)
	return nil
}

// A reportSet is documents with the event that each is of.
type reportSet struct {
	docs  []text.Document
	event []int
	gists []story.Gist
}

// reportsPerEvent is into how many reports an article is dealt out.
const reportsPerEvent = 3

func reports(articles []article, lang func(i, k int) string) (reportSet, error) {
	var set reportSet
	for i, a := range articles {
		english := a.lines("en")
		if len(english) < 2*reportsPerEvent {
			continue
		}
		for k := range reportsPerEvent {
			tag := lang(i, k)
			lines := a.lines(tag)
			var dealt []string
			for j := k; j < len(lines); j += reportsPerEvent {
				dealt = append(dealt, lines[j])
			}
			doc, err := readPlain(strings.Join(dealt, "\n"), tag)
			if err != nil {
				return set, err
			}
			other := english[(k+1)%reportsPerEvent] + " " + english[reportsPerEvent+(k+1)%reportsPerEvent]
			set.gists = append(set.gists, story.Gist{Doc: len(set.docs), Line: other, Names: capitals(other)})
			set.docs = append(set.docs, doc)
			set.event = append(set.event, i)
		}
	}
	return set, nil
}

// capitals returns the words with a capital inside a line, as a model names names.
func capitals(line string) []string {
	var names []string
	for i, word := range strings.Fields(line) {
		if i > 0 && word[0] >= 'A' && word[0] <= 'Z' {
			names = append(names, strings.Trim(word, ".,:;'\"!?"))
		}
	}
	return names
}

func (s reportSet) print(name string, gists []story.Gist) {
	groups := story.Group(s.docs, lineage.Relate(s.docs), gists)
	of := make([]int, len(s.docs))
	for g, members := range groups {
		for _, d := range members {
			of[d] = g
		}
	}
	var hit, grouped, same int
	var precision, recall float64
	for i := range of {
		both, mine, event := 0, 0, 0
		for j := range of {
			g, e := of[i] == of[j], s.event[i] == s.event[j]
			if g {
				mine++
			}
			if e {
				event++
			}
			if g && e {
				both++
			}
		}
		hit += both - 1
		grouped += mine - 1
		same += event - 1
		precision += float64(both) / float64(mine) / float64(len(of))
		recall += float64(both) / float64(event) / float64(len(of))
	}
	fmt.Printf("%-34s %9d %9.3f %7.3f %7.3f %7.3f\n", name, len(of), share(hit, grouped)/100, share(hit, same)/100,
		2*float64(hit)/float64(grouped+same), 2*precision*recall/(precision+recall))
}
