package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"polydigest/internal/when"
)

// dates prints how package when reads the cases of numbers-recognizers (DateTimeModel) that name an absolute date (a
// full day, a month or a year that the words themselves give; languages under 60 cases pooled), and the strings of
// dates-dateparser that hold a year. Days that must be worked out are apart: feasts ("Easter 2018": a year and no other
// number), sums ("16 days from 01/02/2018"), and days that no calendar has (29 February 2019). The argument is the folder that holds both sets; -v prints the misses.
func dates(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("when: which folder?")
	}
	verbose := len(args) > 1 && args[1] == "-v"
	if err := recognizerDates(filepath.Join(args[0], "numbers-recognizers", "DateTimeModel.jsonl.gz"), verbose); err != nil {
		return err
	}
	return parserDates(filepath.Join(args[0], "dates-dateparser"), verbose)
}

type dateCase struct {
	Lang    string
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text       string
		TypeName   string
		Resolution struct {
			Values []struct{ Timex, Type, Mod string }
		}
	}
}

var (
	absolute  = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	yearGiven = regexp.MustCompile(`\p{Nd}{4}|[〇零一二三四五六七八九]{4}`)
)

func recognizerDates(file string, verbose bool) error {
	days, parts, worked := map[string]*hits{}, map[string]*hits{}, map[string]*hits{}
	none := &hits{}
	err := eachLine(file, func(line json.RawMessage) {
		var c dateCase
		if json.Unmarshal(line, &c) != nil {
			return // a case of another shape
		}
		ref, _, _ := strings.Cut(c.Context.ReferenceDateTime, "T")
		found := when.Find(c.Input, c.Lang, ref)
		if len(c.Results) == 0 {
			none.add(!slices.ContainsFunc(found, func(t when.Time) bool { return t.Kind == when.Date && t.EDTF != "" }))
		}
		for _, r := range c.Results {
			if len(r.Resolution.Values) == 0 || !yearGiven.MatchString(r.Text) {
				continue
			}
			v := r.Resolution.Values[0]
			table := days
			switch {
			case !absolute.MatchString(v.Timex):
				continue
			case r.TypeName == "datetimeV2.daterange":
				table = parts
			case r.TypeName != "datetimeV2.date":
				continue
			}
			ok := slices.ContainsFunc(found, func(t when.Time) bool { return t.EDTF == v.Timex })
			if r.TypeName == "datetimeV2.date" && workedOut(r.Text, v.Timex, c.Lang) {
				table = worked
			}
			if table[c.Lang] == nil {
				table[c.Lang] = &hits{}
			}
			table[c.Lang].add(ok)
			if !ok && verbose {
				fmt.Printf("%s %q in %q: want %s, got %s\n", c.Lang, r.Text, c.Input, v.Timex, brief(found))
			}
		}
	})
	if err != nil {
		return err
	}
	pool("numbers-recognizers, absolute days", days)
	pool("numbers-recognizers, days without a number of their own, sums, and impossible days", worked)
	pool("numbers-recognizers, months and years (with since, before and the like)", parts)
	fmt.Printf("%-8s %5d %6.1f%%  of the texts without a date or time: no date found\n", "none", none.n, none.rate())
	return nil
}

var digitGroups = regexp.MustCompile(`\p{Nd}+`)

// workedOut reports whether a text names its day only by a feast or a sum, or a day that does not exist.
func workedOut(text, timex, lang string) bool {
	if _, err := time.Parse(time.DateOnly, timex); err != nil || len(digitGroups.FindAllString(text, -1)) == 1 {
		return true
	}
	return slices.ContainsFunc(when.Find(text, lang, ""), func(t when.Time) bool { return t.Kind == when.Duration }) ||
		len(digitGroups.FindAllString(text, -1)) > 3
}

func brief(found []when.Time) string {
	var out []string
	for _, t := range found {
		out = append(out, fmt.Sprintf("%q=%s%s", t.Text, t.EDTF, t.Known))
	}
	return strings.Join(out, " ")
}

// hits counts cases and how many were right.
type hits struct{ n, ok int }

func (h *hits) add(ok bool) {
	h.n++
	if ok {
		h.ok++
	}
}

func (h *hits) rate() float64 { return share(h.ok, h.n) }

// pool prints a row for every language with 60 cases or more, one for the others together, and one for all.
func pool(title string, table map[string]*hits) {
	fmt.Println(title)
	rest, all := &hits{}, &hits{}
	for _, lang := range slices.Sorted(maps.Keys(table)) {
		h := table[lang]
		all.n, all.ok = all.n+h.n, all.ok+h.ok
		if h.n < 60 {
			rest.n, rest.ok = rest.n+h.n, rest.ok+h.ok
			continue
		}
		fmt.Printf("%-8s %5d %6.1f%%\n", lang, h.n, h.rate())
	}
	fmt.Printf("%-8s %5d %6.1f%%\n%-8s %5d %6.1f%%\n", "others", rest.n, rest.rate(), "all", all.n, all.rate())
}

// parserDates measures date strings alone, as feeds and pages give them.
func parserDates(dir string, verbose bool) error {
	withYear := regexp.MustCompile(`\p{Nd}{4}`)
	strs, langs := &hits{}, map[string]*hits{}
	err := eachLine(filepath.Join(dir, "date-strings.jsonl.gz"), func(c struct {
		Input  string
		YMDHMS []int
	}) {
		if len(c.YMDHMS) < 3 || !withYear.MatchString(c.Input) {
			return
		}
		want := fmt.Sprintf("%04d-%02d-%02d", c.YMDHMS[0], c.YMDHMS[1], c.YMDHMS[2])
		got := anyLanguage(c.Input)
		strs.add(got == want)
		if got != want && verbose {
			fmt.Printf("date string %q: want %s, got %s\n", c.Input, want, got)
		}
	})
	if err != nil {
		return err
	}
	fmt.Printf("dates-dateparser: strings with a year, language not given: %d, %.1f%% right\n", strs.n, strs.rate())
	err = eachLine(filepath.Join(dir, "language-strings.jsonl.gz"), func(c struct{ Lang, Input, English string }) {
		want, ok := when.ParsePublished(c.English, "en")
		if !ok || len(want) < 10 || !withYear.MatchString(c.English) {
			return
		}
		got, _ := when.ParsePublished(c.Input, c.Lang)
		key := "others"
		if slices.Contains(major, c.Lang) {
			key = "major"
		}
		if langs[key] == nil {
			langs[key] = &hits{}
		}
		langs[key].add(got == want)
		if got != want && verbose && key == "major" {
			fmt.Printf("%s %q: want %s, got %s\n", c.Lang, c.Input, want, got)
		}
	})
	for _, k := range slices.Sorted(maps.Keys(langs)) {
		fmt.Printf("dates-dateparser: days in a named language, %s: %d, %.1f%% right\n", k, langs[k].n, langs[k].rate())
	}
	return err
}

// major are the languages that the product promises.
var major = strings.Fields("en zh zh-Hans zh-Hant ja ko fr it es pt de nl ru uk pl tr ar he fa hi th vi id sv cs el")

// anyLanguage reads a date string whose language nobody knows.
func anyLanguage(s string) string {
	best := ""
	for _, lang := range append(major, "be", "bg", "ro", "hu", "fi", "da", "no", "hr", "sr", "sk", "sl", "bn", "ka", "fil") {
		v, ok := when.ParsePublished(s, lang)
		if _, err := time.Parse(time.DateOnly, v); ok && err == nil {
			return v
		}
		if ok && best == "" {
			best = v
		}
	}
	return best
}
