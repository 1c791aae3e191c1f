package gold

import (
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// A Share counts got of all.
type Share struct{ Got, Of int }

// Rate returns Got over Of; 0 of 0 is 0.
func (s Share) Rate() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Got) / float64(s.Of)
}

func (s *Share) count(got bool) {
	s.Of++
	if got {
		s.Got++
	}
}

func (s Share) plus(o Share) Share { return Share{s.Got + o.Got, s.Of + o.Of} }

// A Score is how a digest stands to a key. Errors are counted so that less is better; recall, precision and
// independent so that more is.
type Score struct {
	Recall      Share // facts that some claim states
	Cited       Share // facts of which some sentence is cited at all, whatever the claim says
	NotCarried  Share // claims whose cited words do not carry them: a number from elsewhere, a denial out of a refusal
	ByEye       Share // claims that the key cannot judge: sentences it does not list, words it does not know
	WrongJoins  Share // pairs of claims in one point that state different facts
	Missed      Share // pairs of claims that state one fact in different points
	Precision   Share // relations of the digest that the key has
	Relations   Share // relations of the key, between facts that the digest tells, that the digest has
	AllRelated  Share // the same, of all relations of the key
	Independent Share // points whose least number of independent origins is the key's
	AsFact      Share // opinions told as fact
	Grouped     Share // pairs of documents that are together, or apart, as in the key
	Kin         Share // documents of which the digest says one of the relations that the key does
	NoKin       Share // documents of which it says a relation that the key does not
	Aside       Share // support quotes that are chrome or machine translation
	Notes       []string
}

// Plus pools two scores, so that a rate over several events counts each claim once.
func (s Score) Plus(o Score) Score {
	return Score{
		s.Recall.plus(o.Recall), s.Cited.plus(o.Cited), s.NotCarried.plus(o.NotCarried), s.ByEye.plus(o.ByEye),
		s.WrongJoins.plus(o.WrongJoins), s.Missed.plus(o.Missed), s.Precision.plus(o.Precision),
		s.Relations.plus(o.Relations), s.AllRelated.plus(o.AllRelated), s.Independent.plus(o.Independent),
		s.AsFact.plus(o.AsFact), s.Grouped.plus(o.Grouped), s.Kin.plus(o.Kin), s.NoKin.plus(o.NoKin), s.Aside.plus(o.Aside),
		append(slices.Clone(s.Notes), o.Notes...),
	}
}

func (s *Score) note(format string, args ...any) {
	s.Notes = append(s.Notes, fmt.Sprintf(format, args...))
}

// Score holds a digest of the key's documents against the key.
func (k Key) Score(d digest.Digest) Score {
	var s Score
	all := k.matches(d)
	s.facts(k, all)
	s.claims(k, all)
	s.joins(all)
	s.relations(k, d, all)
	s.origins(k, d, all)
	s.kin(k, d)
	return s
}

// facts counts which facts the claims tell.
func (s *Score) facts(k Key, all []match) {
	for _, f := range k.Facts {
		is := func(g Fact) bool { return g.ID == f.ID }
		told := slices.ContainsFunc(all, func(m match) bool { return !m.doubt && slices.ContainsFunc(m.tells, is) })
		cited := slices.ContainsFunc(all, func(m match) bool { return slices.ContainsFunc(m.cited, is) })
		s.Recall.count(told)
		s.Cited.count(cited)
		if !told {
			s.note("not told: %s %s: %s", f.ID, f.Kind, f.Statement)
		}
	}
}

// claims judges each claim by the sentences it cites.
func (s *Score) claims(k Key, all []match) {
	var aside [][]rune
	for _, d := range k.Documents {
		for _, t := range append(slices.Clone(d.Chrome), d.TranslationLines...) {
			aside = append(aside, letters(t))
		}
	}
	for _, m := range all {
		why := m.notCarried()
		s.NotCarried.count(why != "")
		if why != "" {
			s.note("not carried (%s): %s", why, m)
		}
		blind := why == "" && (len(m.cited) == 0 || m.doubt || len(m.foreign) > 0)
		s.ByEye.count(blind)
		if blind {
			s.note("judge by eye: %s", m)
		}
		if m.opinion() {
			s.AsFact.count(m.asFact())
			if m.asFact() {
				s.note("opinion told as %s: %s", m.claim.Kind, m)
			}
		}
		for _, q := range supports(m.claim) {
			is := len(m.cited) == 0 && slices.ContainsFunc(aside, func(a []rune) bool { return touches(letters(q), a) })
			s.Aside.count(is)
			if is {
				s.note("cites what is set aside: %q", q)
			}
		}
	}
}

// small is the largest number that a document is likely to spell out, so that only the eye can find it.
const small = 31

// notCarried says why the cited words cannot carry the claim; "" when they may.
func (m match) notCarried() string {
	for _, v := range m.foreign {
		if v > small {
			return fmt.Sprintf("%v is not in the cited words", v)
		}
	}
	if len(m.tells) > 0 || len(m.cited) == 0 {
		return ""
	}
	for _, f := range m.cited {
		swapped := f.Kind == digest.NonConfirmation && m.claim.Kind == digest.Denial ||
			f.Kind == digest.Denial && m.claim.Kind == digest.NonConfirmation
		if swapped {
			return fmt.Sprintf("%s is a %s", f.ID, f.Kind)
		}
	}
	return ""
}

// opinion reports whether all that the claim can be telling is opinion.
func (m match) opinion() bool {
	return len(m.cited) > 0 && !slices.ContainsFunc(m.cited, func(f Fact) bool { return f.Kind != digest.Opinion })
}

// asFact reports whether a claim stands as more than what its author thinks: a report, or anything without a
// speaker.
func (m match) asFact() bool {
	if m.claim.Kind == digest.Opinion {
		return false
	}
	speaks := slices.ContainsFunc(m.claim.Attribution, func(a digest.Attribution) bool { return a.Role == "speaker" })
	return m.claim.Kind == digest.Report || m.claim.Kind == digest.Background || !speaks
}

// joins counts pairs of claims: joined though they state different facts, apart though they state one.
func (s *Score) joins(all []match) {
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.point != "" && a.point == b.point && len(a.tells) > 0 && len(b.tells) > 0 {
				wrong := !a.meets(b)
				s.WrongJoins.count(wrong)
				if wrong {
					s.note("wrongly joined in %s: %s + %s", a.point, a, b)
				}
			}
			if len(a.plain) == 1 && len(b.plain) == 1 && a.plain[0] == b.plain[0] {
				apart := a.point != b.point || a.point == ""
				s.Missed.count(apart)
				if apart {
					s.note("apart, both %s: %s in %s + %s in %s", a.plain[0], a, a.point, b, b.point)
				}
			}
		}
	}
}

// meets reports whether two claims may share a point: they state a fact in common, one says how the other's came to
// be known, or they are opinions of one author, which are grouped.
func (m match) meets(o match) bool {
	for _, f := range m.tells {
		for _, g := range o.tells {
			if f.subject() == g.subject() || f.OpinionOf != "" && f.OpinionOf == g.OpinionOf {
				return true
			}
		}
	}
	return false
}

func (m match) String() string {
	ids := make([]string, len(m.tells))
	for i, f := range m.tells {
		ids[i] = f.ID
	}
	return fmt.Sprintf("%s %s %q [%s]", m.claim.Document, m.claim.Kind, m.claim.Statement.Text, strings.Join(ids, " "))
}

// origins counts the points whose least number of independent origins is that of the fact they tell.
func (s *Score) origins(k Key, d digest.Digest, all []match) {
	told := pointFacts(all)
	for _, story := range d.Stories {
		for _, p := range story.Points {
			facts := told[string(story.ID)+"/"+string(p.ID)]
			if len(facts) == 0 {
				continue
			}
			var want []int
			for _, id := range facts {
				f, _ := k.Fact(id)
				want = append(want, f.IndependentMin)
			}
			right := slices.Contains(want, p.Independent.Min)
			s.Independent.count(right)
			if !right {
				s.note("origins of %s/%s (%s): at least %d, want %d",
					story.ID, p.ID, strings.Join(facts, " "), p.Independent.Min, want[0])
			}
		}
	}
}

// pointFacts returns the facts that the claims of each point plainly tell.
func pointFacts(all []match) map[string][]string {
	out := map[string][]string{}
	for _, m := range all {
		for _, id := range m.plain {
			if m.point != "" && !slices.Contains(out[m.point], id) {
				out[m.point] = append(out[m.point], id)
			}
		}
	}
	return out
}
