package lineage

import (
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// A Carrier is what counting origins needs to know of a document.
type Carrier struct {
	Text      digest.DocID        // the document that stands for all copies and renderings of its text
	Relation  digest.RelationType // how it renders that text; "" when it is that document
	Publisher digest.NameID       // "" when unknown
	Wire      digest.NameID       // the agency that the whole text is credited to; "" when none
}

// A Tally holds the origins of a digest's claims, in the order of the claims that first rest on them, and counts those
// of a point.
type Tally struct {
	Origins []digest.Origin

	names map[digest.NameID]digest.Name
	ids   map[string]digest.OriginID
	heard map[digest.ClaimID]string // through whom a named speaker or source is known, as a key of ids
}

// Trace finds who obtained what each claim says, and writes it on the claims: their Origin and OriginBasis.
//
// The origin of what somebody is named for saying or telling is that person or body, however many outlets heard it.
// Else it is the outlet that the document credits; else, for a text that says
// from whom it has it, the agency or outlet whose text it is, or the text itself when nobody signs it. What says
// nothing of its sourcing has an unknown origin.
func Trace(claims []*digest.Claim, carriers map[digest.DocID]Carrier, names map[digest.NameID]digest.Name) *Tally {
	t := &Tally{names: names, ids: map[string]digest.OriginID{}, heard: map[digest.ClaimID]string{}}
	for _, c := range claims {
		t.assign(c, carriers[c.Document])
	}
	return t
}

func (t *Tally) assign(c *digest.Claim, d Carrier) {
	speaker, outlet, sourced := t.attributed(c)
	teller, basis := told(outlet, sourced, d)
	if speaker != "" {
		t.heard[c.ID] = teller
		teller, basis = nameKey(speaker), digest.BasisSpeaker
	}
	c.Origin, c.OriginBasis = t.origin(teller), basis
}

// told is who tells readers what a claim says, as a key, and how that is known.
func told(outlet digest.NameID, sourced bool, d Carrier) (string, digest.OriginBasis) {
	switch {
	case outlet != "" && outlet != d.Publisher:
		return nameKey(outlet), digest.BasisCredited
	case d.Wire != "":
		return nameKey(d.Wire), digest.BasisCredited
	case !sourced && outlet == "":
		return ownKey(d), digest.BasisUnknown
	case d.Relation == digest.RelSameText || d.Relation == digest.RelTranslation:
		return ownKey(d), digest.BasisTranslation
	case d.Relation != "":
		return ownKey(d), digest.BasisCopy
	default:
		return ownKey(d), digest.BasisOwnReport
	}
}

func nameKey(n digest.NameID) string { return "name " + string(n) }

// ownKey stands for what a document has by itself: its publisher, else the text that nobody signs.
func ownKey(d Carrier) string {
	if d.Publisher != "" && d.Relation == "" {
		return nameKey(d.Publisher)
	}
	return "text " + string(d.Text)
}

// attributed is who a claim names: its speaker or source if that has a name, its outlet, and whether it says from whom
// it has it. A source that is only described ("an internal report", "the document") may be any other so described: it
// is the outlet's own. What outlets tell that are only described ("local press"), and what is only said to be reported,
// may be anybody's.
func (t *Tally) attributed(c *digest.Claim) (speaker, outlet digest.NameID, sourced bool) {
	passedOn := false
	for _, a := range c.Attribution {
		switch {
		case a.Role == "outlet" && (a.Name == "" || t.names[a.Name].Kind == "role"):
			passedOn = true
		case a.Role == "outlet":
			outlet = a.Name
		case a.Anonymous && isHearsay(a.Text):
		case !a.Anonymous && a.Name != "" && (a.Role == "speaker" || speaker == "" && t.names[a.Name].Kind != "role"):
			speaker, sourced = a.Name, true
		default:
			sourced = true
		}
	}
	return speaker, outlet, sourced && !(passedOn && speaker == "" && outlet == "")
}

// origin is the origin that a key stands for, a new one when it is met first.
func (t *Tally) origin(key string) digest.OriginID {
	if id, ok := t.ids[key]; ok {
		return id
	}
	o := digest.Origin{ID: digest.OriginID(fmt.Sprintf("o%d", len(t.Origins)+1)), Kind: digest.OriginDocument}
	if name, ok := strings.CutPrefix(key, nameKey("")); ok {
		o.Kind, o.Name, o.Named = t.kind(digest.NameID(name)), digest.NameID(name), true
	}
	t.ids[key] = o.ID
	t.Origins = append(t.Origins, o)
	return o.ID
}

// kind is what a name stands for as an origin.
func (t *Tally) kind(n digest.NameID) digest.OriginKind {
	switch t.names[n].Kind {
	case "person":
		return digest.OriginPerson
	case "body", "place":
		return digest.OriginBody
	case "outlet":
		if slices.ContainsFunc(t.names[n].Forms, func(f digest.NameForm) bool { return isAgency(f.Text) }) {
			return digest.OriginAgency
		}
		return digest.OriginOutlet
	default:
		return digest.OriginUnknown
	}
}

// Count fills in a point's origins and how many of them are independent. Claims of unknown sourcing raise only the
// upper bound, and so does an outlet that no claim says has a source of its own, and an outlet through which a named origin of the point is known: what it reports without
// mention of another source may rest on that one. What one point has somebody say has one speaker, whether named himself or by
// the body he speaks for. A point is anonymous when every origin that is known rests on anonymous sources.
func (t *Tally) Count(p *digest.Point, claims []digest.Claim) {
	type origin struct{ known, anonymous bool }
	origins := map[digest.OriginID]origin{}
	heard := map[digest.OriginID]bool{}
	p.Origins = nil
	for _, c := range claims {
		o := origins[c.Origin]
		o.known = o.known || c.OriginBasis != digest.BasisUnknown && slices.ContainsFunc(c.Attribution, isSource)
		o.anonymous = o.anonymous || slices.ContainsFunc(c.Attribution, func(a digest.Attribution) bool { return a.Anonymous })
		origins[c.Origin] = o
		if teller, ok := t.heard[c.ID]; ok {
			heard[t.ids[teller]] = true
		}
		at := slices.IndexFunc(p.Origins, func(x digest.PointOrigin) bool { return x.Origin == c.Origin })
		if at < 0 {
			at = len(p.Origins)
			p.Origins = append(p.Origins, digest.PointOrigin{Origin: c.Origin})
		}
		p.Origins[at].Claims = append(p.Origins[at].Claims, c.ID)
	}
	known, anonymous := 0, 0
	for id, o := range origins {
		if !o.known || heard[id] && !o.anonymous && !speaks(id, claims) {
			continue
		}
		known++
		if o.anonymous {
			anonymous++
		}
	}
	p.Independent = digest.Independent{Min: max(1, known), Max: max(1, len(origins))}
	if p.Kind.Utterance() && !slices.ContainsFunc(claims, func(c digest.Claim) bool { return c.OriginBasis != digest.BasisSpeaker }) {
		p.Independent = digest.Independent{Min: 1, Max: 1}
	}
	p.Anonymous = known > 0 && anonymous == known
}

// isSource reports whether an attribution says from whom something is known, not only who passes it on.
func isSource(a digest.Attribution) bool { return a.Role != "outlet" }

// speaks reports whether one of the claims has this origin as its speaker or source.
func speaks(id digest.OriginID, claims []digest.Claim) bool {
	return slices.ContainsFunc(claims, func(c digest.Claim) bool { return c.Origin == id && c.OriginBasis == digest.BasisSpeaker })
}
