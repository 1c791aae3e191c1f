package names

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/lazy"
)

// A Quote is a source's words.
type Quote struct{ Text, Lang string }

// A Result says whether the names of a claim stand in what it cites. Text is the first that does not.
type Result struct {
	Outcome digest.Result
	Code    string
	Text    string
}

// The codes of a Result.
const (
	NotInSource = "name_not_in_source" // no name of the sources can be this one
	Swapped     = "name_swapped"       // rendered from a source form that the sources do not have
	CannotTell  = "names_not_comparable"
)

//go:embed places.txt
var placeTable string

// places are the rows of the table by folded form.
func places() map[string][]string {
	return keptPlaces.Get(func() map[string][]string {
		m := map[string][]string{}
		for line := range strings.Lines(placeTable) {
			for entry := range strings.SplitSeq(strings.TrimSpace(line), "|") {
				_, name, _ := strings.Cut(entry, "=")
				key := fold(name)
				m[key] = append(m[key], line)
			}
		}
		return m
	})
}

var keptPlaces lazy.Value[map[string][]string]

// Check says whether every name in the claim has its source form in the quotes. rendered gives, for renderings in the
// claim's language, the forms of the sources (the digest's names table and a glossary); such a name needs one of its
// forms in the quotes. Other names are looked for as they are, as places of the table, and by sound. One that is sure to
// be a name and is not found fails when the quotes are in the claim's own language; else it is NotRun, since another
// language may translate it: whether a rendering can be right, [Rendering] says.
func Check(claim, claimLang string, rendered map[string][]string, quotes []Quote) Result {
	if len(quotes) == 0 {
		return Result{digest.NotRun, CannotTell, ""}
	}
	heard := sync.OnceValue(func() []spoken {
		var all []spoken
		for _, q := range quotes {
			all = append(all, spokenIn(q)...)
		}
		return all
	})
	unsure, checked := false, false
	for name, forms := range rendered {
		if !Occurs(name, claim, claimLang) {
			continue
		}
		checked = true
		if !anyOccurs(forms, quotes) && !anyOccurs([]string{name}, quotes) {
			return Result{digest.Fail, Swapped, name}
		}
	}
	for _, m := range Candidates(claim, claimLang) {
		if inRendered(m.Text, rendered) {
			continue
		}
		switch held(m, claimLang, quotes, heard) {
		case digest.Fail:
			return Result{digest.Fail, NotInSource, m.Text}
		case digest.NotRun:
			unsure = unsure || m.Sure || sameLanguage(claimLang, "de")
		case digest.Pass:
			checked = true
		}
	}
	if unsure || !checked {
		return Result{digest.NotRun, CannotTell, ""}
	}
	return Result{Outcome: digest.Pass}
}

func inRendered(name string, rendered map[string][]string) bool {
	n := fold(name)
	for r := range rendered {
		if f := fold(r); strings.Contains(f, n) || strings.Contains(n, f) {
			return true
		}
	}
	return false
}

func anyOccurs(forms []string, quotes []Quote) bool {
	for _, f := range forms {
		for _, q := range quotes {
			if Occurs(f, q.Text, q.Lang) {
				return true
			}
		}
	}
	return false
}

// held looks for one name in the quotes.
func held(m Mention, lang string, quotes []Quote, heard func() []spoken) digest.Result {
	parts := partsOf(m.Text)
	found, last := 0, digest.NotRun
	worst := digest.Pass
	for i, part := range parts {
		switch last = partHeld(part, lang, quotes, heard); last {
		case digest.Pass:
			found++
		case digest.Fail:
			if m.Loose && i == 0 {
				found++
				continue
			}
			worst = digest.Fail
		case digest.NotRun:
			if worst == digest.Pass {
				worst = digest.NotRun
			}
		}
	}
	switch {
	case found == len(parts), placeHeld(m.Text, quotes), initialsOccur(parts, quotes):
		return digest.Pass
	case worst == digest.Fail && m.Sure && (last == digest.Fail || sameLanguage(lang, "en")):
		return digest.Fail // outside English, whose titles are known, the first words may be a title: Président Macron
	}
	return digest.NotRun
}

// partsOf cuts a name into its words.
func partsOf(name string) []string {
	var parts []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '・' || r == '·' || r == '.' }) {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if utf8.RuneCountInString(w) > 1 {
			parts = append(parts, w)
		}
	}
	if parts == nil {
		return []string{name}
	}
	return parts
}

// initialsOccur reports whether the name's initials stand in a quote as a word of capitals: UN for United Nations.
func initialsOccur(parts []string, quotes []Quote) bool {
	if len(parts) < 2 {
		return false
	}
	var initials strings.Builder
	for _, p := range parts {
		r, _ := utf8.DecodeRuneInString(p)
		initials.WriteRune(r)
	}
	for _, q := range quotes {
		for _, w := range wordsOf(q.Text) {
			if w.text == initials.String() {
				return true
			}
		}
	}
	return false
}

// placeHeld reports whether the name is a place that a quote names in its own language.
func placeHeld(name string, quotes []Quote) bool {
	for _, row := range places()[fold(name)] {
		for _, q := range quotes {
			for entry := range strings.SplitSeq(strings.TrimSpace(row), "|") {
				lang, form, _ := strings.Cut(entry, "=")
				if near, _, _ := strings.Cut(lang, "-"); strings.HasPrefix(q.Lang, near) && Occurs(form, q.Text, q.Lang) {
					return true
				}
			}
		}
	}
	return false
}
