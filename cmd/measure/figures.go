package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"polydigest/internal/figures"
)

// figureTables prints how package figures reads and compares. The argument is the folder that holds the sets
// parallel-news-ntrex and numbers-recognizers; -v prints the misses, -v=LANG those of a language, of the first part
// only.
//
// Across languages: a line of news as the claim, its translation as the quote. Lines whose claim holds a figure, less
// those that the translators changed (translators.txt). "true" is the share that is accepted;
// "altered" the share that is refused after one number of the claim was changed, where the new value does not
// stand in
// the quote.
func figureTables(args []string) error {
	if len(args) == 0 {
		return errors.New("figures: which folder?")
	}
	verbose := ""
	if len(args) > 1 {
		verbose = strings.TrimPrefix(strings.TrimPrefix(args[1], "-v"), "=")
		if verbose == "" {
			verbose = "all"
		}
	}
	if err := acrossLanguages(filepath.Join(args[0], "parallel-news-ntrex", "lines.jsonl.gz"), verbose); err != nil {
		return err
	}
	return recognizers(filepath.Join(args[0], "numbers-recognizers"), verbose)
}

// translators.txt lists news lines whose translators did not keep the figures: "DOCUMENT:LINE LANGUAGES reason".
//
//go:embed translators.txt
var translators string

// translatorsOwn gives those lines, with the languages concerned.
func translatorsOwn() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for line := range strings.Lines(translators) {
		f := strings.Fields(line)
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		out[f[0]] = map[string]bool{}
		for lang := range strings.SplitSeq(f[1], ",") {
			out[f[0]][lang] = true
		}
	}
	return out
}

type newsLine struct {
	Doc  string
	Line int
	Text map[string]string
}

// A pairScore is of one language: as the claim's (out) and as the quote's (in).
type pairScore struct {
	true, altered hits
	took          time.Duration // of the true ones
}

func acrossLanguages(file, verbose string) error {
	skip := translatorsOwn()
	var lines []newsLine
	if err := eachLine(file, func(l newsLine) { lines = append(lines, l) }); err != nil {
		return err
	}
	into, from, across := map[string]*pairScore{}, map[string]*pairScore{}, map[string]*pairScore{}
	kinds := map[string]*hits{}
	bytes := 0
	run := func(table map[string]*pairScore, key string, l newsLine, claimLang, quoteLang string) {
		if skip[fmt.Sprintf("%s:%d", l.Doc, l.Line)][claimLang] ||
			skip[fmt.Sprintf("%s:%d", l.Doc, l.Line)][quoteLang] {
			return
		}
		if table[key] == nil {
			table[key] = &pairScore{}
		}
		bytes += len(l.Text[claimLang]) + len(l.Text[quoteLang])
		claim := figures.Statement{Text: l.Text[claimLang], Lang: claimLang}
		quote := []figures.Quote{{Text: l.Text[quoteLang], Lang: quoteLang}}
		scorePair(table[key], kinds, claim, quote, l, verbose == "all" || verbose == key)
	}
	for i, l := range lines {
		langs := slices.Sorted(maps.Keys(l.Text))
		for k, lang := range langs {
			if lang == "en" {
				continue
			}
			run(into, lang, l, lang, "en")
			run(from, lang, l, "en", lang)
			other := langs[(k+1+i%(len(langs)-1))%len(langs)]
			if other != "en" && other != lang {
				run(across, lang, l, lang, other)
			}
		}
	}
	fmt.Printf("%-8s  %-29s  %-29s  %-29s\n", "", "claim in it, quote in English",
		"claim in English, quote in it", "claim in it, quote in another")
	elapsed := time.Duration(0)
	for _, lang := range slices.Sorted(maps.Keys(into)) {
		fmt.Printf("%-8s", lang)
		for _, t := range []map[string]*pairScore{into, from, across} {
			s := t[lang]
			elapsed += s.took
			fmt.Printf("  true %5.1f%% %4d alt %5.1f%% %3d", s.true.rate(), s.true.n, s.altered.rate(), s.altered.n)
		}
		fmt.Println()
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Printf("altered, %-18s %5d %6.1f%%\n", k, kinds[k].n, kinds[k].rate())
	}
	fmt.Printf("%.1f MB of text read and compared in %.1fs\n", float64(bytes)/1e6, elapsed.Seconds())
	return nil
}

func scorePair(s *pairScore, kinds map[string]*hits, claim figures.Statement, quote []figures.Quote, l newsLine,
	verbose bool) {
	start := time.Now()
	found := figures.Find(claim.Text, claim.Lang, "")
	if len(found) == 0 {
		s.took += time.Since(start)
		return
	}
	res := figures.Check(claim, quote, "")
	s.took += time.Since(start)
	s.true.add(res.Pass)
	if !res.Pass && verbose {
		fmt.Printf("REFUSED %s:%d %s<%s %v\n   %s\n   %s\n", l.Doc, l.Line, claim.Lang, quote[0].Lang,
			res.Reasons, claim.Text, quote[0].Text)
	}
	if !res.Pass {
		return
	}
	alter := func(a alteration, changed figures.Statement) {
		refused := !figures.Check(changed, quote, "").Pass
		s.altered.add(refused)
		count(kinds, a.kind, refused)
		if !refused && verbose {
			fmt.Printf("MISSED %s:%d %s<%s %s %q for %q\n   %s\n   %s\n", l.Doc, l.Line, claim.Lang,
				quote[0].Lang, a.kind, a.text, claim.Text[a.start:a.end], changed.Text, quote[0].Text)
		}
	}
	for _, a := range alterations(claim.Text, l.Line) {
		if changed := a.in(claim); !standsIn(changed, a.start, quote[0]) {
			alter(a, changed)
			break
		}
	}
	for _, c := range dateChanges(claim.Text, claim.Lang) {
		if !c.stands(quote[0]) {
			alter(c.alteration, c.in(claim))
		}
	}
}

// standsIn reports whether the figure at i of the changed claim has a value that the quote holds, or is none.
func standsIn(claim figures.Statement, i int, quote figures.Quote) bool {
	var value string
	for _, f := range figures.Find(claim.Text, claim.Lang, "") {
		if f.Start <= i && i < f.End {
			value = f.Value
		}
	}
	if value == "" {
		return true
	}
	for _, f := range figures.Find(quote.Text, quote.Lang, "") {
		if f.Value == value || slices.Contains(strings.Split(f.Value, "/"), value) {
			return true
		}
	}
	return false
}

type alteration struct {
	start, end int
	text, kind string
}

// in is the claim with the alteration.
func (a alteration) in(claim figures.Statement) figures.Statement {
	return figures.Statement{Text: claim.Text[:a.start] + a.text + claim.Text[a.end:], Lang: claim.Lang}
}

var slips = [][2]string{{"万", "亿"}, {"萬", "億"}, {"万", "億"}, {"만", "억"}, {"लाख", "करोड़"}, {" million",
	" billion"}, {" millions", " milliards"},
	{" Millionen", " Milliarden"}, {" milioni", " miliardi"}, {" млн", " млрд"}, {" миллионов", " миллиардов"},
	{" milhões", " bilhões"}}

// alterations changes one number of a claim in the ways that writers slip, beginning with another way for every line.
func alterations(text string, seed int) []alteration {
	var out []alteration
	for i := 0; i < len(text); {
		c := text[i]
		if c < '0' || c > '9' {
			i++
			continue
		}
		end := i
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		out = append(out, alterRun(text, i, end)...)
		i = end
	}
	for _, s := range slips {
		for _, p := range [][2]string{s, {s[1], s[0]}} {
			if at := strings.Index(text, p[0]); at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
				if next, _ := utf8.DecodeRuneInString(text[at+len(p[0]):]); next != '亿' && next != '億' {
					out = append(out, alteration{at, at + len(p[0]), p[1], "scale word"})
				}
			}
		}
	}
	if len(out) > 0 {
		k := seed * 7 % len(out)
		out = append(out[k:], out[:k]...)
	}
	return out
}

func alterRun(text string, i, end int) []alteration {
	run := text[i:end]
	n, err := strconv.ParseInt(run, 10, 64)
	if err != nil || run[0] == '0' {
		return nil
	}
	out := []alteration{{i, end, strconv.FormatInt(n+1, 10), "plus one"}, {i, end, run + "0", "times ten"}}
	if n > 1 {
		out = append(out, alteration{i, end, strconv.FormatInt(n-1, 10), "minus one"})
	}
	if len(run) > 1 && run[0] != run[1] && run[1] != '0' {
		out = append(out, alteration{i, end, run[1:2] + run[:1] + run[2:], "swapped digits"})
	}
	return out
}

type recognizerCase struct {
	Lang    string
	Input   string
	Results []struct {
		Text       string
		Start, End int // UTF-16 units, End inclusive
		TypeName   string
		Resolution struct {
			Value       any
			Subtype     string
			IsoCurrency string
			Unit        string
		}
	}
}

// recognizers.txt lists the cases whose expected value is another than the text's: "LANGUAGE | TEXT | EXPECTED".
//
//go:embed recognizers.txt
var recognizerSlips string

func recognizers(dir, verbose string) error {
	slips := map[string]bool{}
	for line := range strings.Lines(recognizerSlips) {
		if f := strings.Split(line, " | "); len(f) == 3 {
			slips[f[0]+f[1]] = true
		}
	}
	none := &hits{} // texts without a number: in how many none is found
	for _, set := range []struct{ file, kind string }{{"NumberModel", "number"}, {"PercentModel", "percent"}, {"CurrencyModel", "money"}} {
		table, right := map[string]*hits{}, map[string]*hits{}
		err := eachLine(filepath.Join(dir, set.file+".jsonl.gz"), func(line json.RawMessage) {
			var c recognizerCase
			if json.Unmarshal(line, &c) != nil || leftOut(c) {
				return
			}
			found := figures.All(c.Input, c.Lang, "")
			if len(c.Results) == 0 {
				if set.kind == "number" {
					c.noNumber(found, none, verbose != "")
				}
				return
			}
			ok := c.right(found, set.kind)
			hitsOf(table, c.Lang).add(ok)
			if !slips[c.Lang+c.Input] {
				hitsOf(right, c.Lang).add(ok)
			}
			if !ok && (verbose == "all" || verbose == c.Lang || verbose == set.kind) {
				fmt.Printf("MISSED %s %s %q want %s got %s\n", set.kind, c.Lang, c.Input, c.expected(), values(found))
			}
		})
		if err != nil {
			return err
		}
		pool("numbers-recognizers, "+set.file, table)
		pool("  less the cases that expect another value than the text's", right)
	}
	fmt.Printf("%-8s %5d %6.1f%%  of the texts without a number: none found (money, measures, ordinals set apart)\n", "none", none.n, none.rate())
	return nil
}

func hitsOf(table map[string]*hits, lang string) *hits {
	if table[lang] == nil {
		table[lang] = &hits{}
	}
	return table[lang]
}

// noNumber counts a text without a number, unless it has digits that the set's reader passes over.
func (c recognizerCase) noNumber(found []figures.Figure, none *hits, verbose bool) {
	if strings.ContainsAny(c.Input, "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩") {
		return
	}
	hit := slices.ContainsFunc(found, func(f figures.Figure) bool { return f.Kind == figures.Number || f.Kind == figures.Fraction })
	none.add(!hit)
	note(hit && verbose, "%s %q: %s\n", c.Lang, c.Input, values(found))
}

// right reports whether each expected value was found in its place.
func (c recognizerCase) right(found []figures.Figure, kind string) bool {
	for _, want := range c.Results {
		if !foundValue(found, c.Input, want.Start, want.End, wanted(want.Resolution.Value), want.Resolution.IsoCurrency, kind) {
			return false
		}
	}
	return true
}

func (c recognizerCase) expected() string {
	var want []string
	for _, w := range c.Results {
		want = append(want, fmt.Sprintf("%q=%v %s", w.Text, w.Resolution.Value, w.Resolution.IsoCurrency))
	}
	return strings.Join(want, " ")
}

var eNotation = regexp.MustCompile(`[0-9０-９][eEｅ][-+－]?[0-9０-９]`)

// leftOut reports powers, E-notation, values that are rounded floats, and results without a value.
func leftOut(c recognizerCase) bool {
	for _, r := range c.Results {
		v, ok := r.Resolution.Value.(string)
		digits := strings.TrimLeft(strings.NewReplacer("-", "", ".", "", ",", "", "%", "").Replace(v), "0")
		if !ok || v == "null" || eNotation.MatchString(c.Input) || r.Resolution.Subtype == "power" ||
			strings.ContainsAny(v, "Ee") || strings.ContainsAny(r.Text, "^") || len(digits) > 13 {
			return true
		}
	}
	return false
}

// wanted is a value as a plain decimal: several languages' cases have a decimal comma.
func wanted(v any) string {
	return strings.TrimSuffix(strings.ReplaceAll(v.(string), ",", "."), "%")
}

func foundValue(found []figures.Figure, input string, start, end int, value, currency, kind string) bool {
	from, to := utf16Offset(input, start), utf16Offset(input, end+1)
	if end == 0 { // the Dutch cases have no offsets
		from, to = 0, len(input)
	}
	for _, f := range found {
		if f.Start >= to || f.End <= from {
			continue
		}
		if kind == "number" && (f.Kind == figures.Date || f.Kind == figures.Time) && partOfDate(f.Value, value) {
			return true
		}
		low, high, _ := strings.Cut(f.Value, "/")
		if low != value && high != value {
			continue
		}
		switch kind {
		case "number":
			return true
		case "percent":
			return f.Kind == figures.Percent
		}
		return f.Kind == figures.Money && (currency == "" || f.Unit == currency)
	}
	return false
}

// partOfDate reports whether a date or time of day in EDTF has the number as its year, month, day, hour or minute: 17 in
// 2018-05-17.
func partOfDate(edtf, number string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(edtf, func(c rune) bool { return c < '0' || c > '9' }), func(part string) bool {
		return number != "" && strings.TrimLeft(part, "0") == strings.TrimLeft(number, "0")
	})
}

func utf16Offset(s string, units int) int {
	n := 0
	for i, c := range s {
		if n >= units {
			return i
		}
		n++
		if c > 0xffff {
			n++
		}
	}
	return len(s)
}

func values(found []figures.Figure) string {
	var out []string
	for _, f := range found {
		out = append(out, fmt.Sprintf("%q=%s %s %s%s", f.Text, f.Kind, f.Value, f.Unit, f.Bound))
	}
	return strings.Join(out, " ")
}
