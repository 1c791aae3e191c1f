package verify

import (
	"slices"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/polarity"
	"polydigest/internal/when"
)

// Join says why two claims may not share a point, "" when nothing forbids it. Whether they say the same thing is
// for an engine to say; this is what it may not get wrong.
func Join(a, b digest.Claim) string {
	return judge{}.refuse(a, b, numbers(a), numbers(b))
}

// A judge refuses joins. dated says when a claim's document was published, EDTF or ""; nil when nobody knows.
type judge struct {
	dated func(digest.Claim) string
}

// refuse is Join of claims whose figures are known.
func (j judge) refuse(a, b digest.Claim, mine, theirs []figures.Figure) string {
	switch {
	case a.AddressesSoftware != b.AddressesSoftware:
		return ForSoftware
	case (a.Kind == digest.Opinion) != (b.Kind == digest.Opinion):
		return DifferentKind
	case opposite(a.Kind, b.Kind) || opposite(b.Kind, a.Kind) || contradicts(a, b):
		return OppositeSense
	case a.Kind.Utterance() && b.Kind.Utterance() && !sameSpeaker(a, b):
		return DifferentSpeaker
	case j.otherTime(a, b) || a.Kind.Utterance() && b.Kind.Utterance() && apart(a.Said, b.Said):
		return DifferentTime
	case differ(mine, theirs):
		return DifferentFigure
	}
	return ""
}

// otherTime reports whether two claims tell of different times. Of several times that a statement names, such as when
// a report was written and when it was published, one is the claim's; so none of them may fit the other's. Nor may one
// be only the day on which the document that the other is of came out.
func (j judge) otherTime(a, b digest.Claim) bool {
	return apart(a.When, b.When) && !j.mentions(a, b.When) && !j.mentions(b, a.When) && !j.cites(a, b) && !j.cites(b, a)
}

// cites reports whether what claim a dates is that an outlet reported it, on the day of b's document.
func (j judge) cites(a, b digest.Claim) bool {
	outlet := slices.ContainsFunc(a.Attribution, func(x digest.Attribution) bool { return x.Role == "outlet" })
	published := j.published(b)
	return outlet && published != "" && when.Overlap(a.When.EDTF, published)
}

func (j judge) published(c digest.Claim) string {
	if j.dated == nil {
		return ""
	}
	return j.dated(c)
}

// mentions reports whether the words of a claim's statement name a time that overlaps w.
func (j judge) mentions(c digest.Claim, w *digest.When) bool {
	published := j.published(c)
	return slices.ContainsFunc(when.Find(c.Statement.Text, c.Statement.Lang, published), func(t when.Time) bool {
		if t.Kind != when.Date {
			return false
		}
		if c.Kind != digest.Forecast {
			t.EDTF = before(t, published)
		}
		return t.EDTF != "" && when.Overlap(t.EDTF, w.EDTF)
	})
}

// opposite reports whether a claim of kind a speaks against what one of kind b may assert.
func opposite(a, b digest.Kind) bool {
	switch a {
	case digest.Denial:
		return b != digest.Denial && b != digest.Statement
	case digest.NonConfirmation:
		return b != digest.NonConfirmation && b != digest.Statement
	}
	return false
}

// contradicts reports whether one claim asserts what the other denies, as far as their words tell.
func contradicts(a, b digest.Claim) bool {
	if a.Statement.Lang != b.Statement.Lang || a.Kind.Utterance() != b.Kind.Utterance() {
		return false
	}
	r := polarity.Check(polarity.Statement{Text: a.Statement.Text, Lang: a.Statement.Lang}, []polarity.Quote{{Text: b.Statement.Text, Lang: b.Statement.Lang}})
	return r.Outcome == digest.Fail
}

// sameSpeaker is false only for two named speakers who share no part of their names, and of whom neither is introduced
// as the other's: a spokesperson speaks for a ministry. "The ministry", "the company" may be any. Of anonymous speakers
// only one document can tell that they are not the same.
func sameSpeaker(a, b digest.Claim) bool {
	x, y := speaker(a), speaker(b)
	if x == nil || y == nil {
		return true
	}
	if x.Anonymous != y.Anonymous {
		return false
	}
	if x.Anonymous {
		return a.Document != b.Document || described(x.Text, y.Text)
	}
	if x.Name != "" && y.Name != "" {
		return x.Name == y.Name
	}
	if Fold(x.Text) == Fold(y.Text) || x.Pivot == "" || y.Pivot == "" {
		return true
	}
	return nameless(x.Pivot) || nameless(y.Pivot) || related(a, b)
}

// related reports whether the names of two claims' speakers share a telling word, one is introduced as the other's, or
// both speak for one body.
func related(a, b digest.Claim) bool {
	x, y := speaker(a), speaker(b)
	return x != nil && y != nil && !x.Anonymous && !y.Anonymous &&
		(x.Name != "" && x.Name == y.Name || Fold(x.Text) == Fold(y.Text) ||
			share(x.Pivot, y.Pivot) || introduces(a, y.Pivot) || introduces(b, x.Pivot) ||
			share(x.For, y.Pivot) || share(x.Pivot, y.For) || share(x.For, y.For))
}

// nameless reports whether a description names nobody: "the ministry", "a spokesman of the company".
func nameless(name string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		runes := []rune(w)
		if !slices.Contains(offices, strings.ToLower(w)) && (len(runes) > 3 || !unicode.IsLower(runes[0])) {
			return false
		}
	}
	return true
}

// described reports whether two descriptions in the words of one document may be of one speaker: they have a word in
// common, as "a coast guard official" and "the official" have.
func described(a, b string) bool {
	words := terms(a)
	return slices.ContainsFunc(terms(b), func(w string) bool { return slices.Contains(words, w) })
}

// introduces reports whether a statement has a telling word of a name.
func introduces(c digest.Claim, name string) bool { return share(c.Statement.Text, name) }

// share reports whether two names in one language have a telling word in common.
func share(a, b string) bool {
	words := telling(a)
	return slices.ContainsFunc(telling(b), func(w string) bool { return slices.Contains(words, w) })
}

// offices are words that many names of bodies and offices have, so that they tell none of them apart.
var offices = strings.Fields("ministry minister department government office agency authority president spokesman " +
	"spokeswoman spokesperson foreign affairs national federal state public council police company association union " +
	"court official officials chief director secretary head deputy general party university institute with from " +
	"the operator firm group authorities management source sources person people employee staff same country")

// telling are the beginnings of the words of a name that tell it from others: Russia's and Russian begin alike.
func telling(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if runes := []rune(w); len(runes) > 3 && !slices.Contains(offices, w) {
			out = append(out, string(runes[:min(5, len(runes))]))
		}
	}
	return out
}

func speaker(c digest.Claim) *digest.Attribution {
	for i, a := range c.Attribution {
		if a.Role == "speaker" {
			return &c.Attribution[i]
		}
	}
	return nil
}

func apart(a, b *digest.When) bool {
	return a != nil && b != nil && a.EDTF != "" && b.EDTF != "" && !when.Overlap(a.EDTF, b.EDTF)
}

// differ reports whether two sets of figures give different values for one: figures that may be values of one thing,
// which both have, and of which, less those they share, both have some left.
func differ(mine, theirs []figures.Figure) bool {
	for _, f := range mine {
		comparable := func(g figures.Figure) bool { return figures.Comparable(f, g) }
		x, y := keep(mine, comparable), keep(theirs, comparable)
		if len(y) > 0 && len(without(x, y)) > 0 && len(without(y, x)) > 0 {
			return true
		}
	}
	return false
}

// agree reports whether two sets of figures have some that may be values of one thing, and all of those follow from
// one another.
func agree(mine, theirs []figures.Figure) bool {
	shared := false
	for _, f := range mine {
		comparable := func(g figures.Figure) bool { return figures.Comparable(f, g) }
		x, y := keep(mine, comparable), keep(theirs, comparable)
		if len(y) == 0 {
			continue
		}
		if len(without(x, y)) > 0 || len(without(y, x)) > 0 {
			return false
		}
		shared = true
	}
	return shared
}

// numbers are the figures of a claim's statement that are no dates. "One of the largest" counts nothing.
func numbers(c digest.Claim) []figures.Figure {
	return keep(figures.Find(c.Statement.Text, c.Statement.Lang, ""), func(f figures.Figure) bool {
		return f.Kind != figures.Date && f.Kind != figures.Time && !(f.Kind == figures.Number && f.Value == "1")
	})
}

func keep(fs []figures.Figure, is func(figures.Figure) bool) []figures.Figure {
	var out []figures.Figure
	for _, f := range fs {
		if is(f) {
			out = append(out, f)
		}
	}
	return out
}

// without is the figures of fs that follow from none of others and from which none of others follows: 1.2 billion
// and 1,183,000,000 are one value, differently rounded.
func without(fs, others []figures.Figure) []figures.Figure {
	return keep(fs, func(f figures.Figure) bool {
		return !slices.ContainsFunc(others, func(o figures.Figure) bool { return follows(f, o) || follows(o, f) })
	})
}

func follows(claim, from figures.Figure) bool {
	ok, _ := figures.Follows(claim, []figures.Figure{from})
	return ok || claim.Value == from.Value // more than 3,000 and 3,000 may be one count
}
