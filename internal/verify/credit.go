package verify

import (
	"slices"
	"strings"
	"unicode"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/names"
	"polydigest/internal/text"
)

// A credit is somebody whom a sentence names as one who tells its points, and how it writes the name.
type credit struct {
	teller  digest.Attribution
	writing string
}

// misattributed is what a text tells as somebody's although only others tell it, with those whom it names; "" when
// there is nothing. In a sentence that names who tells a point, figures, dates and names follow from the words of those
// whom it names; of several named as one ("A and B report"), from the words of each. A sentence that names nobody may
// rest on all.
func (t Text) misattributed() string {
	for _, s := range text.Sentences(t.Text, t.Lang) {
		sentence := t
		sentence.Text = t.Text[s.Start:s.End]
		credits := sentence.credits()
		for _, of := range alone(sentence.Text, credits) {
			own, narrower := sentence.toldBy(of)
			if !narrower {
				continue
			}
			if missing := sentence.strays(own); missing != "" {
				var writings []string
				for _, c := range of {
					writings = append(writings, c.writing)
				}
				return strings.Join(writings, ", ") + ": " + missing
			}
		}
	}
	return ""
}

// credits are those whom a text names in full among the tellers of its points.
func (t Text) credits() []credit {
	var out []credit
	for _, p := range t.Points {
		for _, c := range p.Claims {
			for _, a := range p.tellers(c) {
				known := slices.ContainsFunc(out, func(c credit) bool { return samePerson(c.teller, a) })
				if w := p.writing(t, a); w != "" && !known {
					out = append(out, credit{a, w})
				}
			}
		}
	}
	return out
}

// tellers are those who tell a claim: whom it is attributed to, and who publishes its document.
func (p Told) tellers(c digest.Claim) []digest.Attribution {
	out := slices.Clone(c.Attribution)
	ids := []digest.DocID{c.Document}
	for _, q := range c.Citations {
		if q.Document != "" && !slices.Contains(ids, q.Document) {
			ids = append(ids, q.Document)
		}
	}
	for _, id := range ids {
		if d := p.Documents[id]; d.Publisher != "" || d.PublisherName != "" {
			out = append(out, digest.Attribution{Role: "outlet", Text: d.Publisher, Name: d.PublisherName})
		}
	}
	return out
}

// samePerson reports whether two attributions are to one and the same.
func samePerson(a, b digest.Attribution) bool {
	if a.Name != "" || b.Name != "" {
		return a.Name == b.Name
	}
	return Fold(a.Text) == Fold(b.Text)
}

// writing is the name of a teller as it stands in full in a text, without its article; "" when it does not, or when
// the teller has no name.
func (p Told) writing(t Text, a digest.Attribution) string {
	forms := []string{a.Text}
	if n, ok := p.Names.name(a.Name); ok && n.Kind != digest.RoleName {
		forms = append(forms, n.Rendered[t.Lang].Text)
		for _, f := range n.Forms {
			forms = append(forms, f.Text)
		}
	} else if ok || a.Anonymous {
		return ""
	}
	for _, f := range forms {
		if f = bare(f); f != "" && names.Occurs(f, t.Text, t.Lang) {
			return f
		}
	}
	return ""
}

// articles begin names in some languages and are no part of what tells one from another.
var articles = strings.Fields("the le la les el los las il lo gli der die das de het een o a os as al")

// bare is a name without the article that it begins with.
func bare(name string) string {
	name = strings.TrimSpace(name)
	first, rest, more := strings.Cut(name, " ")
	if more && slices.Contains(articles, strings.ToLower(first)) {
		return strings.TrimSpace(rest)
	}
	return name
}

// alone are the credits whose words must by themselves hold a sentence: all of them together, and of two that it names
// as one, all without the one and without the other.
func alone(sentence string, credits []credit) [][]credit {
	if len(credits) == 0 {
		return nil
	}
	out := [][]credit{credits}
	for i, a := range credits {
		for j, b := range credits {
			if i == j || !asOne(sentence, a.writing, b.writing) {
				continue
			}
			for _, one := range []credit{a, b} {
				out = append(out, slices.DeleteFunc(slices.Clone(credits), func(c credit) bool { return c == one }))
			}
		}
	}
	return out
}

// joining are the words that join two names into one subject.
var joining = strings.Fields("and & et y e und och og ja en i oraz и та і ve và dan と や および 及び 和 与 與 及 以及 및 와 과 و และ और")

// asOne reports whether b follows a in a sentence with nothing but a joining word between them.
func asOne(sentence, a, b string) bool {
	_, rest, found := strings.Cut(sentence, a)
	if !found {
		return false
	}
	between, _, found := strings.Cut(rest, b)
	if !found || len(between) > 24 {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(between), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '&' })
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(articles, w) && !slices.Contains(joining, w) })
	return len(words) == 1 && slices.Contains(joining, words[0]) || len(words) == 0 && strings.TrimSpace(between) == "、"
}

// toldBy narrows every point of which one of the credited is a teller to the claims that they tell. narrower is false
// when that leaves all as it is.
func (t Text) toldBy(credited []credit) (own Text, narrower bool) {
	own, own.Points = t, nil
	for _, p := range t.Points {
		theirs := slices.DeleteFunc(slices.Clone(p.Claims), func(c digest.Claim) bool {
			return !slices.ContainsFunc(p.tellers(c), func(a digest.Attribution) bool {
				return slices.ContainsFunc(credited, func(c credit) bool { return samePerson(c.teller, a) })
			})
		})
		if len(theirs) > 0 && len(theirs) < len(p.Claims) {
			p.Claims, narrower = theirs, true
		}
		own.Points = append(own.Points, p)
	}
	return own, narrower
}

// whoTells are the names of all who tell a text's points, as documents write them.
func (t Text) whoTells() []names.Quote {
	var out []names.Quote
	for _, p := range t.Points {
		for _, c := range p.Claims {
			for _, a := range p.tellers(c) {
				out = append(out, p.written(a, p.Documents[c.Document].Language)...)
			}
		}
	}
	return out
}

// strays is a figure, date or name of a text that does not follow from what is told by those to whom it is narrowed; ""
// for none. A name may also be from what else their documents tell, which says where and of whom they speak; those of
// other tellers are no part of what is told.
func (t Text) strays(own Text) string {
	var quotes []figures.Quote
	documents := map[digest.DocID]bool{}
	for _, p := range slices.Concat(own.Points, own.Beside) {
		words, dates := p.quotes()
		quotes = append(quotes, slices.Concat(words, dates)...)
		for _, c := range p.Claims {
			documents[c.Document] = true
		}
	}
	if _, _, reason, detail := outcomes(figures.Check(figures.Statement{Text: t.Text, Lang: t.Lang}, quotes, "")); reason != "" {
		return detail
	}
	near := own
	near.Points = nil
	for _, p := range t.Points {
		p.Claims = slices.DeleteFunc(slices.Clone(p.Claims), func(c digest.Claim) bool { return !documents[c.Document] })
		near.Points = append(near.Points, p)
	}
	if named := near.named(t.whoTells()...); named.Outcome == digest.Fail {
		return named.Text
	}
	return ""
}
