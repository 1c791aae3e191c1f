package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"polydigest/internal/gold"
	"polydigest/internal/lineage"
	"polydigest/internal/story"
	"polydigest/internal/text"
)

// stories prints how well story.Group puts the reports of one event together. Three sets stand in for what no public
// set has, the reports of one event by several outlets:
//
//   - the articles of parallel-news-ntrex, each dealt out into three reports, line by line, so that the reports share
//     the event, its names and some of its figures, but no sentence; of some events it has articles by two or three
//     outlets. Reports in many languages are grouped alone, and with a line in English on each, which is another line
//     of the article than those that the report has;
//   - with the English ones, the article bodies of article-extraction, dealt out in the same way: together some 300
//     reports of 90 events;
//   - the project's own invented events, eight or nine documents each in fourteen languages, all in one set, alone and
//     with the lines that a model wrote on them (recorded under testdata/answers).
func stories(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("stories: which folder?")
	}
	articles, langs, err := ntrex(args[0])
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %9s %6s %9s %7s %7s %7s\n", "set", "documents", "events", "precision", "recall", "F1", "B3")
	for _, lang := range []string{"en", "fr", "de", "ru", "tr", "ja", "zh-Hans", "ko", "th", "vi", "ar", "he"} {
		set, err := reports(articles, func(int, int) string { return lang })
		if err != nil {
			return err
		}
		set.print(lang+", three reports an article", nil)
		if lang == "en" {
			if err := set.addPages(filepath.Join(args[0], "article-extraction")); err != nil {
				return err
			}
			set.print("en, and three reports a page", nil)
			set.printHalves("en, 50 halves of the events", reportsPerEvent)
			set.printHalves("en, 50 halves, 1 to 3 reports", 1)
		}
	}
	mixed, err := reports(articles, func(i, k int) string { return langs[(7*i+11*k)%len(langs)] })
	if err != nil {
		return err
	}
	mixed.print("mixed languages", nil)
	mixed.print("mixed languages, with gist lines", mixed.hints)
	own, err := ownReports()
	if err != nil {
		return err
	}
	own.print("own events, 14 languages", nil)
	own.print("own events, with gist lines", own.hints)
	return nil
}

// oneEvent are the articles and pages of the sets' development halves that tell of one event, by reading them.
var oneEvent = [][]string{
	{"independent.226301", "scotsman.133758", "euronews-en.153826"},
	{"nytimes.184837", "reuters.218863", "euronews-en.153835"},
	{"bbc.381746", "scotsman.133791"}, {"cnbc.com.6769", "reuters.218861"}, {"cbsnews.248471", "telegraph.405413"},
	{"cnn.304447", "newsweek.51310"}, {"thelocal.65969", "euronews-en.153799"},
	{ // a week of hearings
		"82b6d780c792df78dcfb00484d50c86fbc7f324a9eb5835b7615f028edb9a574",
		"c90731f051d033e49e4cfcc920895051bbc3b54ef1a11519abcf22a115c3aa79",
		"f5c90a6d5253c3a21ff3168c64bea4b5ffade7a1ba5bed952a59ebee0d648d98",
	},
	{
		"a078b3656adc0295d0e37bd4f599342f4a0894da2451e0ef3038ac045434fef3",
		"bd673bd7988144f0ab7b9c5e19fed140fb5aaa30d8894cb045b72d3b79a7dc54",
	},
}

// eventOf names the event of an article.
func eventOf(article string) string {
	for _, same := range oneEvent {
		if slices.Contains(same, article) {
			return same[0]
		}
	}
	return article
}

// addPages deals the bodies of the pages out that have enough sentences.
func (s *reportSet) addPages(dir string) error {
	var pages map[string]struct{ ArticleBody string }
	if err := readJSON(filepath.Join(dir, "ground-truth.json"), &pages); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(pages)) {
		whole, err := readPlain(pages[key].ArticleBody, "en")
		if err != nil || len(whole.Sentences) < 4*reportsPerEvent {
			continue
		}
		var lines []string
		for _, sentence := range whole.Sentences {
			lines = append(lines, whole.Text[sentence.Start:sentence.End])
		}
		for k := range reportsPerEvent {
			doc, err := readPlain(strings.Join(dealt(lines, k), "\n"), "en")
			if err != nil {
				return err
			}
			s.docs, s.event = append(s.docs, doc), append(s.event, eventOf(key))
		}
	}
	return nil
}

// ownReports are the documents of the project's gold keys, with the recorded answers to the question for gist lines.
func ownReports() (reportSet, error) {
	var set reportSet
	keys, err := filepath.Glob("testdata/gold/*.json")
	if err != nil || len(keys) == 0 {
		return set, fmt.Errorf("testdata/gold is not here: %v", err)
	}
	for _, file := range keys {
		key, err := gold.Load(file)
		if err != nil {
			return set, err
		}
		read, err := readDocuments(key)
		if err != nil {
			return set, err
		}
		first := len(set.docs)
		for _, d := range key.Documents {
			set.docs = append(set.docs, read[d.ID])
			story := slices.IndexFunc(key.Stories, func(ids []string) bool { return slices.Contains(ids, d.ID) })
			set.event = append(set.event, fmt.Sprint(key.Event, story))
		}
		answers, err := filepath.Glob(filepath.Join("testdata/answers", key.Event, "gist-*.json"))
		if err != nil || len(answers) == 0 {
			continue // a document alone is not asked about
		}
		hints, err := recordedHints(answers[0], first)
		if err != nil {
			return set, err
		}
		set.hints = append(set.hints, hints...)
	}
	return set, nil
}

// recordedHints reads a recorded answer about documents that begin at the place first.
func recordedHints(file string, first int) ([]story.Hint, error) {
	var recorded struct {
		Answer struct {
			Documents []struct {
				Document   int
				Line, Date string
				Names      []string
				SameAs     []int `json:"same_as"`
			}
		}
	}
	if err := readJSON(file, &recorded); err != nil {
		return nil, err
	}
	var out []story.Hint
	for _, d := range recorded.Answer.Documents {
		hint := story.Hint{Gist: story.Gist{Doc: first + d.Document - 1, Line: d.Line, Date: d.Date, Names: d.Names}}
		for _, n := range d.SameAs {
			hint.SameAs = append(hint.SameAs, first+n-1)
		}
		out = append(out, hint)
	}
	return out, nil
}

// A reportSet is documents with the event that each is of.
type reportSet struct {
	docs  []text.Document
	event []string
	hints []story.Hint
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
			doc, err := readPlain(strings.Join(dealt(a.lines(tag), k), "\n"), tag)
			if err != nil {
				return set, err
			}
			other := english[(k+1)%reportsPerEvent] + " " + english[reportsPerEvent+(k+1)%reportsPerEvent]
			set.hints = append(set.hints, story.Hint{Gist: story.Gist{Doc: len(set.docs), Line: other, Names: capitals(other)}})
			set.docs = append(set.docs, doc)
			set.event = append(set.event, eventOf(a.doc))
		}
	}
	return set, nil
}

// dealt are the lines of report k.
func dealt(lines []string, k int) []string {
	var out []string
	for ; k < len(lines); k += reportsPerEvent {
		out = append(out, lines[k])
	}
	return out
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

func (s reportSet) print(name string, hints []story.Hint) {
	q := s.quality(story.GroupHinted(s.docs, lineage.Relate(s.docs), hints))
	fmt.Printf("%-34s %9d %6d %9.3f %7.3f %7.3f %7.3f\n", name, len(s.docs), len(s.events()), q.precision, q.recall, q.f1, q.b3)
}

// printHalves groups random halves of the events, each with least reports or more, and prints the means, and the F1 that
// nine in ten halves reach: what one set of events tells of others.
func (s reportSet) printHalves(name string, least int) {
	const halves = 50
	var mean quality
	var documents, events int
	var f1 []float64
	for seed := range uint64(halves) {
		half := s.half(rand.New(rand.NewPCG(seed, 0)), least)
		q := half.quality(story.Group(half.docs, lineage.Relate(half.docs), nil))
		mean.precision += q.precision / halves
		mean.recall += q.recall / halves
		mean.f1 += q.f1 / halves
		mean.b3 += q.b3 / halves
		f1 = append(f1, q.f1)
		documents, events = documents+len(half.docs), events+len(half.events())
	}
	slices.Sort(f1)
	fmt.Printf("%-34s %9d %6d %9.3f %7.3f %7.3f %7.3f, F1 of nine in ten %.3f\n", name, documents/halves, events/halves,
		mean.precision, mean.recall, mean.f1, mean.b3, f1[halves/10])
}

// half draws half of the events, each with least of its reports or more.
func (s reportSet) half(rng *rand.Rand, least int) reportSet {
	all := s.events()
	drawn := map[string]int{} // how many reports are wanted yet
	for _, i := range rng.Perm(len(all))[:len(all)/2] {
		drawn[all[i]] = len(s.docs)
		if least < reportsPerEvent {
			drawn[all[i]] = least + rng.IntN(reportsPerEvent-least+1)
		}
	}
	var out reportSet
	for i, event := range s.event {
		if drawn[event] > 0 {
			drawn[event]--
			out.docs, out.event = append(out.docs, s.docs[i]), append(out.event, event)
		}
	}
	return out
}

// events are the names of the events, in the order of their first reports.
func (s reportSet) events() []string {
	var names []string
	seen := map[string]bool{}
	for _, e := range s.event {
		if !seen[e] {
			seen[e], names = true, append(names, e)
		}
	}
	return names
}

// quality is how well documents are grouped: by pairs, and by document (B³).
type quality struct{ precision, recall, f1, b3 float64 }

func (s reportSet) quality(groups [][]int) quality {
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
	return quality{share(hit, grouped) / 100, share(hit, same) / 100, 2 * float64(hit) / float64(max(grouped+same, 1)),
		2 * precision * recall / (precision + recall)}
}
