// Command gen writes cldr.txt from the JSON form of Unicode CLDR's date data: month, weekday and quarter names,
// day periods, eras, relative fields ("last month", "il y a {0} jours") of the languages listed here.
//
//	npm pack cldr-dates-full@48.0.0 && tar xzf cldr-dates-full-48.0.0.tgz
//	go run ./internal/when/gen package/main > internal/when/cldr.txt
//
// The output is one block a language: a line "@fr", then lines of a key and its forms, all lower case. The keys are
// those that package when's lexicon reads.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

var languages = strings.Fields(`en zh zh-Hant ja ko fr it es pt de nl ru uk pl tr ar he fa hi th vi id sv cs el
	da no fi hu ro bg hr sr sr-Latn sk sl lt lv et be ca gl eu bn ta te mr gu kn ml pa ur ms fil sw af az kk ky uz ka hy
	mk sq is ga cy mn my km lo si ne am`)

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

var units = map[string]string{
	"year": "y", "quarter": "q", "month": "M", "week": "w", "day": "d", "hour": "h", "minute": "m", "second": "s",
}

// block collects the forms of one language by key.
type block map[string][]string

func (b block) add(key, form string) {
	form = strings.ToLower(strings.TrimSpace(form))
	form = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'", "\u200f", "", "\u200e", "").Replace(form)
	form = strings.TrimRight(form, ". ")
	if form == "" || strings.ContainsAny(form, "0123456789{}+–|") || len([]rune(form)) < 2 && form[0] < 0x80 {
		return
	}
	if !slices.Contains(b[key], form) {
		b[key] = append(b[key], form)
	}
}

type widths map[string]map[string]string // wide, abbreviated, narrow → number or name → form

type calendar struct {
	Months, Days, Quarters, DayPeriods struct {
		Format     widths
		StandAlone widths `json:"stand-alone"`
	}
	Eras map[string]map[string]string
}

type field map[string]json.RawMessage

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, lang := range languages {
		b := block{}
		names(b, calendarOf(lang))
		relatives(b, fieldsOf(lang))
		b["agopre"] = slices.DeleteFunc(b["agopre"], func(form string) bool { return slices.Contains(b["inpre"], form) })
		fmt.Fprintf(out, "@%s\n", lang)
		for _, k := range slices.Sorted(maps.Keys(b)) {
			fmt.Fprintf(out, "%s\t%s\n", k, strings.Join(b[k], "|"))
		}
	}
}

// names adds the names of months, weekdays and quarters, of the halves of the day, and of the eras.
func names(b block, c calendar) {
	for _, width := range []string{"wide", "abbreviated"} {
		for m := 1; m <= 12; m++ {
			key, n := "m"+strconv.Itoa(m), strconv.Itoa(m)
			b.add(key, c.Months.Format[width][n])
			b.add(key, c.Months.StandAlone[width][n])
		}
		for i, day := range weekdays {
			key := "w" + strconv.Itoa(i+1)
			b.add(key, c.Days.Format[width][day])
			b.add(key, c.Days.StandAlone[width][day])
		}
		for _, key := range []string{"am", "pm", "noon", "midnight"} {
			b.add(key, c.DayPeriods.Format[width][key])
			b.add(key, c.DayPeriods.StandAlone[width][key])
		}
	}
	for _, width := range []string{"eraNames", "eraAbbr"} {
		b.add("bc", c.Eras[width]["0"])
		b.add("bc", c.Eras[width]["0-alt-variant"])
		b.add("ad", c.Eras[width]["1"])
		b.add("ad", c.Eras[width]["1-alt-variant"])
	}
}

// relatives adds the names of units, "yesterday" and its kind, and what stands around a number in "3 days ago".
func relatives(b block, fields map[string]field) {
	for _, width := range []string{"", "-short"} {
		for _, name := range slices.Sorted(maps.Keys(units)) {
			unit, f := units[name], fields[name+width]
			var display string
			_ = json.Unmarshal(f["displayName"], &display)
			b.add("u:"+unit, display)
			if !strings.Contains("hms", unit) {
				offsets(b, f, "r:"+unit)
			}
			around(b, f["relativeTime-type-past"], unit, "ago")
			around(b, f["relativeTime-type-future"], unit, "in")
		}
		for i, day := range weekdays {
			offsets(b, fields[day+width], "r:W"+strconv.Itoa(i+1))
		}
	}
}

func offsets(b block, f field, key string) {
	for n := -2; n <= 2; n++ {
		var form string
		if json.Unmarshal(f["relative-type-"+strconv.Itoa(n)], &form) == nil {
			b.add(fmt.Sprintf("%s%+d", key, n), form)
		}
	}
}

// around adds what precedes and what follows the number in the patterns of one unit: "il y a" and "jours", or
// nothing and "days ago".
func around(b block, raw json.RawMessage, unit, dir string) {
	var patterns map[string]string
	if raw == nil || json.Unmarshal(raw, &patterns) != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(patterns)) {
		p := patterns[name]
		before, after, ok := strings.Cut(p, "{0}")
		switch {
		case !ok:
		case strings.TrimSpace(before) == "":
			b.add(dir+"post:"+unit, after)
		default:
			b.add(dir+"pre", before)
			b.add("u:"+unit, after)
		}
	}
}

func calendarOf(lang string) calendar {
	var file struct {
		Main map[string]struct {
			Dates struct{ Calendars struct{ Gregorian calendar } }
		}
	}
	read(lang, "ca-gregorian.json", &file)
	return file.Main[lang].Dates.Calendars.Gregorian
}

func fieldsOf(lang string) map[string]field {
	var file struct {
		Main map[string]struct {
			Dates struct{ Fields map[string]field }
		}
	}
	read(lang, "dateFields.json", &file)
	return file.Main[lang].Dates.Fields
}

func read(lang, name string, into any) {
	data, err := os.ReadFile(filepath.Join(os.Args[1], lang, name))
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		log.Fatalf("%s/%s: %v", lang, name, err)
	}
}
