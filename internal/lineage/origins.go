package lineage

import (
	"fmt"
	"slices"

	"polydigest/internal/digest"
)

// A Carrier is what counting origins needs to know of a document.
type Carrier struct {
	Text      digest.DocID        // the document that stands for all copies and renderings of its text
	Relation  digest.RelationType // how it renders that text; "" when it is that document
	Publisher digest.NameID       // "" when unknown
	Wire      digest.NameID       // the agency that the whole text is credited to; "" when none
}

// Origins finds who obtained what each claim says, and writes it on the claims: their Origin and OriginBasis. It
// returns the origins in the order of the claims that first rest on them.
//
// The origin of what somebody is named for saying or telling is that person or body, however many outlets heard it.
// Else it is the outlet that the document credits; else, for a text that says
// from whom it has it, the agency or outlet whose text it is, or the text itself when nobody signs it. What says
// nothing of its sourcing has an unknown origin.
func Origins(claims []*digest.Claim, carriers map[digest.DocID]Carrier, names map[digest.NameID]digest.Name) []digest.Origin {
	b := book{names: names, ids: map[string]digest.OriginID{}}
	for _, c := range claims {
		b.assign(c, carriers[c.Document])
	}
	return b.origins
}

type book struct {
	names   map[digest.NameID]digest.Name
	ids     map[string]digest.OriginID
	origins []digest.Origin
}

func (b *book) assign(c *digest.Claim, d Carrier) {
	speaker, outlet, sourced := attributed(c)
	switch {
	case speaker != "":
		c.Origin, c.OriginBasis = b.named(speaker), digest.BasisSpeaker
	case outlet != "" && outlet != d.Publisher:
		c.Origin, c.OriginBasis = b.named(outlet), digest.BasisCredited
	case d.Wire != "":
		c.Origin, c.OriginBasis = b.named(d.Wire), digest.BasisCredited
	case sourced || outlet != "":
		c.Origin, c.OriginBasis = b.own(d), digest.BasisOwnReport
		if d.Relation == digest.RelSameText || d.Relation == digest.RelTranslation {
			c.OriginBasis = digest.BasisTranslation
		} else if d.Relation != "" {
			c.OriginBasis = digest.BasisCopy
		}
	default:
		c.Origin, c.OriginBasis = b.own(d), digest.BasisUnknown
	}
}

// attributed is who a claim names: its speaker or source if that has a name, its outlet, and whether it says from whom
// it has it.
func attributed(c *digest.Claim) (speaker, outlet digest.NameID, sourced bool) {
	for _, a := range c.Attribution {
		switch {
		case a.Role == "outlet":
			outlet = a.Name
		case !a.Anonymous && a.Name != "" && (a.Role == "speaker" || speaker == ""):
			speaker, sourced = a.Name, true
		default:
			sourced = true
		}
	}
	return speaker, outlet, sourced
}

// named is the origin that has this name.
func (b *book) named(n digest.NameID) digest.OriginID {
	kind := map[string]digest.OriginKind{
		"person": digest.OriginPerson, "body": digest.OriginBody, "place": digest.OriginBody, "outlet": digest.OriginOutlet,
	}[b.names[n].Kind]
	if kind == digest.OriginOutlet && slices.ContainsFunc(b.names[n].Forms, func(f digest.NameForm) bool { return isAgency(f.Text) }) {
		kind = digest.OriginAgency
	}
	if kind == "" {
		kind = digest.OriginUnknown
	}
	return b.id("name "+string(n), digest.Origin{Kind: kind, Name: n, Named: true})
}

// own is the origin of what a document has by itself: its publisher, else the text that nobody signs.
func (b *book) own(d Carrier) digest.OriginID {
	if d.Publisher != "" && d.Relation == "" {
		return b.named(d.Publisher)
	}
	return b.id("text "+string(d.Text), digest.Origin{Kind: digest.OriginDocument})
}

func (b *book) id(key string, o digest.Origin) digest.OriginID {
	if id, ok := b.ids[key]; ok {
		return id
	}
	o.ID = digest.OriginID(fmt.Sprintf("o%d", len(b.origins)+1))
	b.ids[key] = o.ID
	b.origins = append(b.origins, o)
	return o.ID
}

// Count fills in a point's origins and how many of them are independent. Claims of unknown sourcing raise only the
// upper bound. What one point has somebody say has one speaker, whether named himself or by the body he speaks for. A point is anonymous when every origin that is known rests on anonymous sources.
func Count(p *digest.Point, claims []digest.Claim) {
	type origin struct{ known, anonymous bool }
	origins := map[digest.OriginID]origin{}
	p.Origins = nil
	for _, c := range claims {
		o := origins[c.Origin]
		o.known = o.known || c.OriginBasis != digest.BasisUnknown
		o.anonymous = o.anonymous || slices.ContainsFunc(c.Attribution, func(a digest.Attribution) bool { return a.Anonymous })
		origins[c.Origin] = o
		at := slices.IndexFunc(p.Origins, func(x digest.PointOrigin) bool { return x.Origin == c.Origin })
		if at < 0 {
			at = len(p.Origins)
			p.Origins = append(p.Origins, digest.PointOrigin{Origin: c.Origin})
		}
		p.Origins[at].Claims = append(p.Origins[at].Claims, c.ID)
	}
	known, anonymous := 0, 0
	for _, o := range origins {
		if o.known {
			known++
		}
		if o.known && o.anonymous {
			anonymous++
		}
	}
	p.Independent = digest.Independent{Min: max(1, known), Max: max(1, len(origins))}
	if p.Kind.Utterance() && !slices.ContainsFunc(claims, func(c digest.Claim) bool { return c.OriginBasis != digest.BasisSpeaker }) {
		p.Independent = digest.Independent{Min: 1, Max: 1}
	}
	p.Anonymous = known > 0 && anonymous == known
}
