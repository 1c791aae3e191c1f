package gold

import (
	"slices"

	"polydigest/internal/digest"
)

// A match is what the key says of one claim of a digest.
type match struct {
	claim   digest.Claim
	point   string    // "s1/p1"; "" when no point holds it
	cited   []Fact    // every fact carried by a sentence that the claim cites as support
	tells   []Fact    // those of cited that the claim states, as far as kind and words show
	plain   []string  // those of tells that it states as plainly as any, by id: two when it says two things at once
	doubt   bool      // its words share next to nothing with what the sentences are known to carry
	foreign []float64 // numbers that nothing cited has
}

const (
	closeTo = 0.5 // a claim also states a fact at least so like it as the one most like it
	plainly = 0.8 // and states it as plainly at this share,
	wholly  = 0.7 // or when it has so much of the fact's words, whatever else it states
	alike   = 0.2 // below this the words of claim and fact have nothing to do with each other
	figured = 0.3 // what it counts that all of a fact's figures stand in the claim
)

// matches returns what the key says of each claim, in the digest's order.
func (k Key) matches(d digest.Digest) []match {
	carriers := make([][][]rune, len(k.Facts))
	for i, f := range k.Facts {
		for _, c := range f.Carriers {
			carriers[i] = append(carriers[i], letters(c.Quote))
		}
	}
	var out []match
	for _, s := range d.Stories {
		points := map[digest.ClaimID]string{}
		for _, p := range s.Points {
			for _, c := range p.Claims {
				points[c] = string(s.ID) + "/" + string(p.ID)
			}
		}
		for _, c := range s.Claims {
			m := match{claim: c, point: points[c.ID], cited: k.cited(c, carriers)}
			m.narrow()
			out = append(out, m)
		}
	}
	return out
}

// cited returns the facts that a sentence cited as support carries.
func (k Key) cited(c digest.Claim, carriers [][][]rune) []Fact {
	var out []Fact
	for i, f := range k.Facts {
		if slices.ContainsFunc(supports(c), func(quote string) bool {
			q := letters(quote)
			return slices.ContainsFunc(carriers[i], func(carrier []rune) bool { return touches(q, carrier) })
		}) {
			out = append(out, f)
		}
	}
	return out
}

// narrow finds which of the cited facts the claim states. A sentence may carry several; the claim's English
// tells which is meant. A claim in its source's own words states all that its sentences carry.
func (m *match) narrow() {
	var fitting []Fact
	for _, f := range m.cited {
		if compatible(f.Kind, m.claim.Kind) {
			fitting = append(fitting, f)
		}
	}
	if m.claim.Statement.Lang != "en" || m.claim.By == digest.ByExtractive {
		m.tells = fitting
		if len(fitting) == 1 {
			m.plain = []string{fitting[0].ID}
		}
		return
	}
	m.foreign = strangers(m.claim, m.cited)
	best := 0.0
	scores := make([]float64, len(fitting))
	for i, f := range fitting {
		scores[i] = likeness(m.claim.Statement.Text, f.Statement) + figured*figureShare(m.claim.Statement.Text, f)
		best = max(best, scores[i])
	}
	m.doubt = len(fitting) > 0 && best < alike
	for i, f := range fitting {
		if scores[i] >= closeTo*best {
			m.tells = append(m.tells, f)
		}
		if (scores[i] >= plainly*best || scores[i] >= wholly) && !m.doubt {
			m.plain = append(m.plain, f.ID)
		}
	}
}

// compatible reports whether a claim of one kind can tell a fact of another. A denial told as a refusal to
// confirm, or the other way round, is a different thing; so is an opinion told as a report.
func compatible(fact, claim digest.Kind) bool {
	if fact == claim {
		return true
	}
	switch fact {
	case digest.Report, digest.Statement, digest.Background:
		return claim == digest.Report || claim == digest.Statement || claim == digest.Background
	case digest.Forecast:
		return claim == digest.Statement || claim == digest.Report || claim == digest.Opinion
	case digest.Denial, digest.NonConfirmation:
		return claim == digest.Statement
	case digest.Opinion:
		return claim == digest.Statement || claim == digest.Forecast
	}
	return false
}

// supports returns the quotes that a claim cites as support.
func supports(c digest.Claim) []string {
	var out []string
	for _, q := range c.Citations {
		if q.Role == digest.Support {
			out = append(out, q.Quote)
		}
	}
	return out
}
