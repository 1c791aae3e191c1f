package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/names"
	"polydigest/internal/polarity"
	"polydigest/internal/text"
)

// editedSummaries prints what the checks together (figures and dates, names, polarity) make of the edited summaries of
// support-summedits: true ones kept, false ones caught by the kind of edit. A kind is read from the words that differ from
// the original summary: a number, a date, a name (words with capitals on both sides), else the data's own kinds. Figures
// and names are held against the whole document, polarity against the sentences most alike. The argument is the folder
// that holds the set; -v prints the true ones refused and the number, date and name edits missed.
func editedSummaries(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("summedits: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	caught, kept := map[string]*hits{}, map[string]*hits{}
	files, err := filepath.Glob(filepath.Join(args[0], "support-summedits", "*.cases.jsonl.gz"))
	if err != nil {
		return err
	}
	for _, file := range files {
		docs := map[int]string{}
		err := eachLine(strings.Replace(file, ".cases.", ".docs.", 1), func(d struct {
			Doc  int
			Text string
		}) {
			docs[d.Doc] = d.Text
		})
		if err != nil {
			return err
		}
		domain, _, _ := strings.Cut(filepath.Base(file), ".")
		err = eachLine(file, func(c summaryCase) {
			reason := refusal(c.Summary, docs[c.Doc])
			for _, key := range []string{domain, "all"} {
				if c.Label == 1 {
					count(kept, key, reason == "")
					continue
				}
				for _, kind := range editKinds(c, docs[c.Doc]) {
					count(caught, key+" "+kind, reason != "")
				}
			}
			if verbose && (c.Label == 1 && reason != "" || c.Label == 0 && reason == "" && !strings.Contains(editKinds(c, docs[c.Doc])[0], "_")) {
				fmt.Printf("%d %v %s\n  %s\n  was %s\n", c.Label, editKinds(c, docs[c.Doc]), reason, c.Summary, c.Original)
			}
		})
		if err != nil {
			return err
		}
	}
	fmt.Println("support-summedits: true summaries kept")
	for _, k := range slices.Sorted(maps.Keys(kept)) {
		fmt.Printf("%-44s %4d %6.1f%%\n", k, kept[k].n, kept[k].rate())
	}
	fmt.Println("support-summedits: false summaries caught, by edit")
	for _, k := range slices.Sorted(maps.Keys(caught)) {
		fmt.Printf("%-44s %4d %6.1f%%\n", k, caught[k].n, caught[k].rate())
	}
	return nil
}

func count(table map[string]*hits, key string, ok bool) {
	if table[key] == nil {
		table[key] = &hits{}
	}
	table[key].add(ok)
}

type summaryCase struct {
	Summary  string
	Label    int
	Original string   `json:"original_summary"`
	Kinds    []string `json:"edit_types"`
	Doc      int
}

// refusal gives the first check that a summary fails, or "".
func refusal(summary, doc string) string {
	if r := figures.Check(figures.Statement{Text: summary, Lang: "en"}, []figures.Quote{{Text: doc, Lang: "en"}}, ""); !r.Pass {
		return fmt.Sprint("figures ", r.Reasons)
	}
	if r := names.Check(summary, "en", nil, []names.Quote{{Text: doc, Lang: "en"}}); r.Outcome == digest.Fail {
		return fmt.Sprint("names ", r.Code, " ", r.Text)
	}
	sentences := text.Sentences(doc, "en")
	for _, s := range text.Sentences(summary, "en") {
		claim := summary[s.Start:s.End]
		r := polarity.Check(polarity.Statement{Text: claim, Lang: "en"}, alike(claim, doc, sentences))
		if r.Outcome == digest.Fail {
			return fmt.Sprint("polarity ", r.Code, " ", r.Text)
		}
	}
	return ""
}

// alike returns the three sentences of the document that share most words with the claim.
func alike(claim, doc string, sentences []text.Span) []polarity.Quote {
	words := map[string]bool{}
	for _, w := range letters.FindAllString(strings.ToLower(claim), -1) {
		words[w] = true
	}
	type scored struct {
		text  string
		score int
	}
	var all []scored
	for _, s := range sentences {
		score := 0
		for _, w := range letters.FindAllString(strings.ToLower(doc[s.Start:s.End]), -1) {
			if words[w] {
				score++
			}
		}
		all = append(all, scored{doc[s.Start:s.End], score})
	}
	slices.SortStableFunc(all, func(a, b scored) int { return b.score - a.score })
	var out []polarity.Quote
	for _, s := range all[:min(3, len(all))] {
		out = append(out, polarity.Quote{Text: s.text, Lang: "en"})
	}
	return out
}

var (
	letters  = regexp.MustCompile(`[\p{L}\p{N}]{4,}`)
	tokens   = regexp.MustCompile(`[\p{L}\p{N}$%€£.,'’-]*[\p{L}\p{N}%]`)
	datewise = regexp.MustCompile(`(?i)^(january|february|march|april|may|june|july|august|september|october|november|` +
		`december|(mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|(19|20)\d\d|week|month|year|quarter)s?$`)
	numberwise = regexp.MustCompile(`(?i)\d|^(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|` +
		`fifty|hundred|thousand|million|billion|half|quarter|double|twice|first|second|third)$`)
)

// editKinds says what an edit changed. "elsewhere" are numbers, dates and names that the document has, of something
// else: held against the whole document they stand.
func editKinds(c summaryCase, doc string) []string {
	added, removed := difference(c.Summary, c.Original), difference(c.Original, c.Summary)
	both := append(slices.Clone(added), removed...)
	some := func(f func(string) bool) bool { return slices.ContainsFunc(both, f) }
	var kinds []string
	if some(datewise.MatchString) && len(both) <= 4 {
		kinds = append(kinds, "date")
	} else if some(numberwise.MatchString) {
		kinds = append(kinds, "number")
	}
	if kinds == nil && slices.ContainsFunc(added, capital) && slices.ContainsFunc(removed, capital) {
		kinds = append(kinds, "name")
	}
	if kinds != nil {
		fresh := func(w string) bool {
			return (numberwise.MatchString(w) || datewise.MatchString(w) || capital(w)) && !strings.Contains(doc, w)
		}
		if !slices.ContainsFunc(added, fresh) {
			kinds[0] += "_elsewhere"
		}
	}
	if kinds == nil {
		for _, k := range c.Kinds {
			kinds = append(kinds, "other: "+k)
		}
	}
	if kinds == nil {
		kinds = []string{"other: unnamed_"}
	}
	return kinds
}

func capital(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// difference returns the words of a that b has not.
func difference(a, b string) []string {
	have := map[string]int{}
	for _, w := range tokens.FindAllString(b, -1) {
		have[w]++
	}
	var out []string
	for _, w := range tokens.FindAllString(a, -1) {
		if have[w]--; have[w] < 0 {
			out = append(out, w)
		}
	}
	return out
}
