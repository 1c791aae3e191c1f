// Package polarity checks that a claim says yes where its sources say yes: that "not confirmed" has not become
// "confirmed", a denial an admission, a rise a fall, "before" "after", "more than" "fewer than". It works in English,
// Chinese, Japanese, Korean, French, Italian, Spanish, German, Russian and Arabic, and between any two of them, with
// lists of cues and terms and no model. It is pure.
//
// Terms lie on axes with two poles (confirm and deny, rise and fall, before and after) or one (comment, resign). A
// term counts with its pole and with whether a cue of negation reaches it. A claim fails when one of its axes stands in
// the sources too, but never so: "confirmed" where they have only "not confirmed" or "denied". What a source denies is
// also not confirmed by it, but what it does not confirm it does not deny. A claim also fails when it negates and no
// source holds anything negative, and when the one clause of its source is negated and it holds nothing negative.
//
// Anything else cannot be checked so and is NotRun: a language that the package does not know, an axis of which the
// sources do not speak, a source of several clauses of which one is negated. The lists are the package's own.
package polarity

import (
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// A Statement is what is checked.
type Statement struct{ Text, Lang string }

// A Quote is a source's words.
type Quote struct{ Text, Lang string }

// A Result says whether the claim's direction holds. Code is empty for a pass.
type Result struct {
	Outcome digest.Result
	Code    string
	Text    string // the claim's words that do not hold
}

// The codes of a Result.
const (
	Opposite      = "opposite_in_source"     // the sources say the other pole: fell for rose
	NotSo         = "negated_in_source"      // the sources negate what the claim asserts
	SoInSource    = "asserted_in_source"     // the sources assert what the claim negates
	NegationNew   = "negation_not_in_source" // the claim negates, the sources do not
	NegationLost  = "negation_lost"          // the source is negated, the claim is not
	NotComparable = "polarity_not_comparable"
)

// Check compares the direction of a claim with that of the quotes it rests on.
func Check(claim Statement, quotes []Quote) Result {
	c, ok := read(claim.Text, claim.Lang)
	if !ok || len(quotes) == 0 {
		return Result{digest.NotRun, NotComparable, ""}
	}
	var all []reading
	for _, q := range quotes {
		r, ok := read(q.Text, q.Lang)
		if !ok {
			return Result{digest.NotRun, NotComparable, ""}
		}
		all = append(all, r)
	}
	compared := false
	for _, t := range c.terms {
		code, seen := t.against(c.lang, all)
		if code != "" {
			return Result{digest.Fail, code, claim.Text[t.start:t.end]}
		}
		compared = compared || seen
	}
	if compared {
		return Result{Outcome: digest.Pass}
	}
	if code, text := negation(claim, c, quotes, all); code != "" {
		return Result{digest.Fail, code, text}
	}
	return Result{digest.NotRun, NotComparable, ""}
}

// against compares a term of the claim with the terms of the same axis in the sources: a code when it fails, and
// whether there was anything to compare. In the claim's own language the terms beside the same words are compared.
// Else it fails only when the sources agree among themselves, and speak of the axis no more than twice: what they say
// more often of it may be of other things. Confirming and denying is told apart always: who does neither has not denied.
func (t term) against(lang string, sources []reading) (code string, seen bool) {
	var all, beside []term
	for _, s := range sources {
		for _, o := range s.terms {
			if o.axis != t.axis {
				continue
			}
			all = append(all, o)
			if s.lang == lang && slices.ContainsFunc(o.near, func(stem string) bool { return slices.Contains(t.near, stem) }) {
				beside = append(beside, o)
			}
		}
	}
	about := all
	if len(beside) > 0 {
		about = beside
	}
	if slices.ContainsFunc(about, t.from) {
		return "", true
	}
	if len(beside) == 0 && t.axis != "confirm" && (len(all) > 2 || mixed(all)) {
		return "", false
	}
	for _, o := range about {
		switch {
		case o.pole == t.pole && o.negated:
			return NotSo, true
		case o.pole == t.pole:
			return SoInSource, true
		}
		code, seen = Opposite, true
	}
	return code, seen
}

// mixed reports whether terms of one axis come to different poles.
func mixed(terms []term) bool {
	return slices.ContainsFunc(terms, func(o term) bool { return o.so() != terms[0].so() })
}

// so is the pole that a term comes to.
func (t term) so() bool { return (t.pole == '+') != t.negated }

// from reports whether the claim's term follows from the source's.
func (t term) from(o term) bool {
	if t.pole == o.pole {
		return t.negated == o.negated
	}
	if t.axis == "amount" {
		return t.negated != o.negated // not more than is at most
	}
	return t.negated && !o.negated && t.axis != "confirm" // it fell: it did not rise
}

// short is the length up to which a text of one clause is taken to say one thing.
const short = 14

// negation compares the cues that reach no term: of two texts of a single short clause, and of words that claim and
// source share.
func negation(claim Statement, c reading, quotes []Quote, sources []reading) (code, text string) {
	held, cued, single := false, false, c.clauses == 1 && c.length <= short && len(sources) == 1
	sameTongue := true
	for i, s := range sources {
		held, cued = held || s.negative, cued || s.cue
		single = single && s.clauses == 1 && s.length <= short
		sameTongue = sameTongue && sameLanguage(quotes[i].Lang, claim.Lang)
	}
	switch {
	case c.cue && !held && (single || sameTongue && shared(c.denied, sources, false)):
		return NegationNew, claim.Text[c.cueAt:c.cueEnd]
	case !c.negative && cued && (single || sameTongue && len(sources) == 1 && sources[0].clauses == 1 &&
		shared(c.asserted, sources, true)):
		return NegationLost, ""
	}
	return "", ""
}

func sameLanguage(a, b string) bool {
	x, _, _ := strings.Cut(strings.ToLower(a), "-")
	y, _, _ := strings.Cut(strings.ToLower(b), "-")
	return x == y
}

// shared reports whether one of the claim's stems stands in the sources only denied, or only asserted.
func shared(stems map[string]bool, sources []reading, denied bool) bool {
	for stem := range stems {
		yes, no := false, false
		for _, s := range sources {
			yes, no = yes || s.asserted[stem], no || s.denied[stem]
		}
		if denied && no && !yes || !denied && yes && !no {
			return true
		}
	}
	return false
}
