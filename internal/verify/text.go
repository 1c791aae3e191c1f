package verify

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/injection"
	"polydigest/internal/names"
	"polydigest/internal/when"
)

// A Text is one composed sentence and what it tells.
type Text struct {
	Text    string
	Lang    string
	Points  []Told
	Beside  []Told // what disputes the point that it tells: it may tell that too
	Around  []Told // what the sentences before and behind tell; for a summary
	Summary bool
}

// Told is a point with all that a sentence about it may say. Of what disputes it only points that are shown count:
// nobody can tell what is not there.
type Told struct {
	Point     digest.Point
	Claims    []digest.Claim
	Names     *Names // nil for none
	Documents map[digest.DocID]digest.Document
}

// Composed checks a composed sentence against its points' citations. reason is "" when it can be shown; detail says
// what exactly is wrong, for whoever writes it again.
func Composed(t Text) (checks digest.Checks, reason, detail string) {
	checks = digest.Checks{Quote: digest.Pass, Support: digest.NotRun}
	if reason := Surface(digest.Text{Lang: t.Lang, Text: t.Text}, maxSentence); reason != "" {
		return checks, reason, ""
	}
	if injection.Addresses(t.Text, t.Lang) {
		return checks, ForSoftware, ""
	}
	if len(t.Points) == 0 {
		return checks, UnknownPoint, ""
	}
	var words, dates []figures.Quote
	for _, p := range slices.Concat(t.Points, t.Beside) {
		w, d := p.quotes()
		words, dates = append(words, w...), append(dates, d...)
	}
	if w := strange(digest.Text{Lang: t.Lang, Text: t.Text}, slices.Concat(words, t.tellers())); w != "" {
		return checks, WrongLanguage, w
	}
	checks.Figures, checks.Dates, reason, detail = outcomes(t.figures(slices.Concat(words, dates)))
	if reason != "" {
		return checks, reason, detail
	}
	for _, p := range t.Points {
		if missing := p.untold(t); missing != "" {
			checks.Names = digest.Fail
			return checks, SpeakerMissing(p.Point), missing
		}
	}
	named := t.named()
	if checks.Names = named.Outcome; checks.Names == digest.Fail {
		return checks, NameNotInText, named.Text
	}
	if stray := t.misattributed(); stray != "" {
		checks.Names = digest.Fail
		return checks, Misattributed, stray
	}
	if t.Summary {
		if missing := t.opponent(); missing != "" {
			return checks, OpponentMissing, missing
		}
	}
	return checks, "", ""
}

// Title says why a title cannot be shown, "" when it can: its form, and its figures, dates and names against what is
// cited for its points. Nobody has to be named in it.
func Title(t Text) string {
	if reason := Surface(digest.Text{Lang: t.Lang, Text: t.Text}, MaxTitle); reason != "" {
		return reason
	}
	if injection.Addresses(t.Text, t.Lang) {
		return ForSoftware
	}
	var quotes []figures.Quote
	for _, p := range t.Points {
		words, dates := p.quotes()
		quotes = append(quotes, slices.Concat(words, dates)...)
	}
	if strange(digest.Text{Lang: t.Lang, Text: t.Text}, slices.Concat(quotes, t.tellers())) != "" {
		return WrongLanguage
	}
	_, _, reason, _ := outcomes(t.figures(quotes))
	if reason == "" && len(t.Points) > 0 && t.named().Outcome == digest.Fail {
		reason = NameNotInText
	}
	return reason
}

// figures compares the figures of a text with those of quotes. What stands only in names is none: the 三 of 安倍晋三.
func (t Text) figures(quotes []figures.Quote) figures.Result {
	result := figures.Check(figures.Statement{Text: t.Text, Lang: t.Lang}, quotes, "")
	if result.Pass {
		return result
	}
	named := map[string]bool{}
	for _, p := range slices.Concat(t.Points, t.Beside) {
		for name := range p.Names.rendered(t.Text, t.Lang) {
			named[name] = true
		}
	}
	rest := t.Text
	for _, name := range slices.SortedFunc(maps.Keys(named), longestFirst) {
		rest = strings.ReplaceAll(rest, name, " ")
	}
	result.Reasons = slices.DeleteFunc(result.Reasons, func(r figures.Reason) bool { return !strings.Contains(rest, r.Text) })
	result.Pass = len(result.Reasons) == 0
	return result
}

// longestFirst orders names so that none is taken out of a longer one, 安倍 of 安倍晋三.
func longestFirst(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) }

// tellers are those whom a text may name as they write themselves.
func (t Text) tellers() []figures.Quote {
	var out []figures.Quote
	for _, p := range t.Points {
		for _, c := range p.Claims {
			d := p.Documents[c.Document]
			out = append(out, figures.Quote{Text: d.Publisher, Lang: d.Language})
			for _, a := range c.Attribution {
				out = append(out, figures.Quote{Text: a.Text, Lang: d.Language})
			}
		}
	}
	return out
}

// named checks that every name in a text has its source form in what is cited, among those who tell it, or in more.
func (t Text) named(more ...names.Quote) names.Result {
	rendered := map[string][]string{}
	quotes := more
	asked := map[*Names]bool{}
	for _, p := range slices.Concat(t.Points, t.Beside) {
		if !asked[p.Names] {
			asked[p.Names] = true
			maps.Copy(rendered, p.Names.rendered(t.Text, t.Lang))
		}
		for _, c := range p.Claims {
			for _, q := range c.Citations {
				quotes = append(quotes, names.Quote{Text: q.Quote, Lang: q.Language})
			}
			for _, a := range p.tellers(c) {
				quotes = append(quotes, p.written(a, p.Documents[c.Document].Language)...)
			}
			quotes = append(quotes, names.Quote{Text: c.Statement.Text, Lang: c.Statement.Lang})
		}
	}
	var told []string
	for r := range rendered {
		if strings.Contains(t.Text, r) {
			told = append(told, r)
		}
	}
	for r := range rendered { // a name that is only a part of a longer one is not told by itself
		if slices.ContainsFunc(told, func(longer string) bool { return longer != r && strings.Contains(longer, r) }) {
			delete(rendered, r)
		}
	}
	return names.Check(t.Text, t.Lang, rendered, quotes)
}

// written is a teller's name as it or, for a publisher that only its site tells, as any document writes it.
func (p Told) written(a digest.Attribution, lang string) []names.Quote {
	if a.Text != "" {
		return []names.Quote{{Text: a.Text, Lang: lang}}
	}
	var out []names.Quote
	n, _ := p.Names.name(a.Name)
	for _, f := range n.Forms {
		out = append(out, names.Quote{Text: f.Text, Lang: f.Lang})
	}
	return out
}

// SpeakerMissing is the reason code for a point that is told without the one who says it.
func SpeakerMissing(p digest.Point) string {
	if p.Kind == digest.Opinion {
		return NoAuthor
	}
	return NoSpeaker
}

// outcomes reads a comparison of figures and dates as checks.
func outcomes(r figures.Result) (figs, dates digest.Result, reason, detail string) {
	figs, dates = digest.Pass, digest.Pass
	for _, n := range r.NotChecked {
		if strings.Contains(n, "date") {
			dates = digest.NotRun
		} else {
			figs = digest.NotRun
		}
	}
	for _, x := range r.Reasons {
		if temporal(x) {
			dates, reason, detail = digest.Fail, DateNotInText, x.Text
		} else {
			figs, reason, detail = digest.Fail, FigureNotInText, x.Text
		}
	}
	return figs, dates, reason, detail
}

func temporal(r figures.Reason) bool {
	return strings.HasPrefix(r.Code, "date") || strings.HasPrefix(r.Code, "time")
}

// quotes are the cited words of a point's claims, and their resolved times in words that a reader of dates finds.
func (p Told) quotes() (words, dates []figures.Quote) {
	for _, c := range p.Claims {
		for _, q := range c.Citations {
			words = append(words, figures.Quote{Text: q.Quote, Lang: q.Language})
		}
		for _, w := range []*digest.When{c.When, c.Said} {
			if w != nil && w.EDTF != "" {
				dates = append(dates, figures.Quote{Text: when.Phrase(w.EDTF), Lang: "en"})
			}
		}
		if d := p.Documents[c.Document].PublishedAt; d != "" {
			dates = append(dates, figures.Quote{Text: when.Phrase(d), Lang: "en"})
		}
	}
	if w := p.Point.When; w != nil && w.EDTF != "" {
		dates = append(dates, figures.Quote{Text: when.Phrase(w.EDTF), Lang: "en"})
	}
	return words, dates
}

// untold is the name that a text about the point must have and lacks; "" when it has one or needs none. What
// somebody says names the speaker; what somebody reports names an outlet, a source, or says that it is anonymous.
func (p Told) untold(t Text) string {
	var tellers, besides []digest.Attribution
	for _, c := range p.Claims {
		if !p.Point.Kind.Utterance() && len(p.tellers(c)) == 0 {
			return "" // a text that nobody signs tells it too
		}
		for _, a := range c.Attribution {
			if !p.Point.Kind.Utterance() || a.Role == "speaker" {
				tellers = append(tellers, a)
			}
		}
		if !p.Point.Kind.Utterance() {
			besides = append(besides, p.tellers(c)...)
		}
	}
	if len(tellers) == 0 || slices.ContainsFunc(besides, func(a digest.Attribution) bool { return p.names(t, a) }) {
		return ""
	}
	anonymous := false
	for _, a := range tellers {
		if p.names(t, a) {
			return ""
		}
		anonymous = anonymous || a.Anonymous
	}
	if anonymous && (tellsAnonymous(t.Text, t.Lang) || slices.ContainsFunc(tellers, func(a digest.Attribution) bool { return describes(t.Text, a) })) {
		return ""
	}
	return p.rendering(tellers[0], t.Lang)
}

// names reports whether a text names the one that a says.
func (p Told) names(t Text, a digest.Attribution) bool {
	n, ok := p.Names.name(a.Name)
	if !ok {
		return a.Text != "" && mentioned(a.Text, t)
	}
	r := n.Rendered[t.Lang].Text
	if r == "" && n.Kind == digest.RoleName { // nobody can be held to a phrase that the list lacks
		return true
	}
	if r != "" && (mentioned(r, t) || n.Kind == digest.RoleName && share(r, t.Text)) {
		return true
	}
	return slices.ContainsFunc(n.Forms, func(f digest.NameForm) bool { return mentioned(f.Text, t) })
}

func (p Told) rendering(a digest.Attribution, lang string) string {
	if n, ok := p.Names.name(a.Name); ok && n.Rendered[lang].Text != "" {
		return n.Rendered[lang].Text
	}
	return a.Text
}

// mentioned reports whether a text has a name: whole, or the part of it that news uses after the first mention.
func mentioned(name string, t Text) bool {
	if name = bare(name); names.Occurs(name, t.Text, t.Lang) {
		return true
	}
	parts := strings.Fields(name)
	if len(parts) > 1 {
		for _, part := range parts {
			first, _ := utf8.DecodeRuneInString(part)
			if utf8.RuneCountInString(part) >= 3 && !unicode.IsLower(first) && names.Occurs(part, t.Text, t.Lang) {
				return true
			}
		}
		return false
	}
	runes := []rune(name)
	if len(runes) >= 3 && len(runes) <= 5 && unicode.In(runes[0], unicode.Han, unicode.Hangul) {
		return strings.Contains(t.Text, string(runes[:2])) || unicode.Is(unicode.Hangul, runes[0]) && strings.Contains(t.Text, string(runes[:1]))
	}
	return false
}

// opponent is the point that disputes one of this sentence's and that neither it nor its neighbours tell.
func (t Text) opponent() string {
	for _, p := range t.Points {
		if len(p.Point.DisputedBy) == 0 {
			continue
		}
		told := slices.ContainsFunc(slices.Concat(t.Points, t.Around), func(o Told) bool {
			return slices.Contains(p.Point.DisputedBy, o.Point.ID)
		})
		if !told {
			return string(p.Point.DisputedBy[0])
		}
	}
	return ""
}

// words checks what a statement says against the sentences that support it. Dates may also follow from those cited
// for context and credit.
func words(s digest.Text, support, cited []figures.Quote, published string) (digest.Checks, string) {
	checks := digest.Checks{Quote: digest.Pass, Names: digest.NotRun, Support: digest.NotRun}
	if strange(s, cited) != "" {
		return checks, WrongLanguage
	}
	statement := figures.Statement{Text: s.Text, Lang: s.Lang}
	result := figures.Check(statement, support, published)
	if !result.Pass && !slices.ContainsFunc(result.Reasons, func(r figures.Reason) bool { return !temporal(r) }) {
		result = figures.Check(statement, cited, published)
	}
	var reason string
	if checks.Figures, checks.Dates, reason, _ = outcomes(result); reason != "" {
		return checks, reason
	}
	if checks.Polarity = sense(s, support); checks.Polarity == digest.Fail {
		return checks, PolarityDiffers
	}
	var quotes []names.Quote
	for _, q := range cited {
		quotes = append(quotes, names.Quote(q))
	}
	if checks.Names = names.Check(s.Text, s.Lang, nil, quotes).Outcome; checks.Names == digest.Fail {
		return checks, NameNotInText
	}
	return checks, ""
}

// Among returns p with only those opponents that are among the shown points.
func Among(p digest.Point, shown func(digest.PointID) bool) digest.Point {
	p.DisputedBy = slices.DeleteFunc(slices.Clone(p.DisputedBy), func(id digest.PointID) bool { return !shown(id) })
	return p
}
