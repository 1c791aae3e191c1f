// Package verify stands between what an engine answers and what a reader sees. It turns candidates into claims
// whose citations are the documents' own words, decides which claims may share a point, checks composed texts in
// every language, and audits a stored digest from its stored documents.
//
// Nothing here asks a model. A check that cannot be made says not_run and is never shown as pass.
package verify

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/injection"
	"polydigest/internal/text"
)

// A Doc is a document as the steps of a run know it: read, numbered and with its id.
type Doc struct {
	ID digest.DocID
	text.Document
	Hash   string // SHA-256 of the text
	Index  *text.Index
	folded func() string // everything the document says of itself, folded
}

// Number makes a Doc of a document that was read.
func Number(id digest.DocID, doc text.Document) Doc {
	return Doc{
		ID: id, Document: doc, Hash: digest.Hash([]byte(doc.Text)), Index: text.NewIndex(doc.Text),
		folded: sync.OnceValue(func() string {
			return Fold(strings.Join(append([]string{doc.Title, doc.Publisher, doc.Text}, doc.Author...), "\n"))
		}),
	}
}

// Sentence returns the text of the sentence with this number, which counts from 1.
func (d Doc) Sentence(number int) string {
	s := d.Sentences[number-1]
	return d.Text[s.Start:s.End]
}

// A Passage is the sentences of a document that a question showed, by number: what may support a statement, and
// what may only be cited as context or credit.
type Passage struct {
	Doc    Doc
	Own    []int // citable sentences of the chunk
	Beside []int // the sentences before the chunk and the lines that code takes for credits
}

// A Candidate is a statement that an engine drew from a passage, not yet checked. A reader never sees one.
type Candidate struct {
	By        digest.By
	Kind      digest.Kind
	Statement digest.Text
	Support   []int // numbers of sentences
	Context   []int
	Credit    []int
	Speaker   string // names and descriptions as the document writes them; "" when there is none
	SpeakerIn string // the speaker's name in the language of the statement, without title
	SpeaksFor string // the body that he speaks for, in that language
	Source    string
	Outlet    string
	Anonymous bool
	When      Time
	Said      Time
	Names     []string
}

// A Time is when something happened or was said: in the document's words, and as an engine reads them.
type Time struct {
	Text, EDTF string
	Any        bool // whatever time the support names first
	Past       bool // of what has happened
}

// Reasons why a candidate, a join or a text fails. They are part of the digest's interface.
const (
	NoSupport        = "no_support"           // points at no sentence of the passage
	FigureNotInText  = "figure_not_in_source" // a figure that the cited words do not hold
	DateNotInText    = "date_not_in_source"   // a date that follows from nothing
	NameNotInText    = "name_not_in_source"   // a name that the document does not hold
	PolarityDiffers  = "polarity_differs"     // says what the cited words deny, or the reverse
	NoAuthor         = "opinion_without_author"
	NoSpeaker        = "speaker_not_named"  // tells what somebody says or reports without naming them
	Misattributed    = "misattributed"      // tells as somebody's what only others tell
	OpponentMissing  = "opponent_not_named" // uses a disputed point without what disputes it
	WrongLanguage    = "wrong_language"
	HasLink          = "link"
	HasMarkup        = "markup"
	HasControl       = "control_character"
	TooLong          = "too_long"
	Empty            = "empty"
	Duplicate        = "duplicate"
	NotSupported     = "not_supported" // the second reading found the cited words do not carry it
	UnknownPoint     = "unknown_point"
	ForSoftware      = "addresses_software" // speaks to the reader's software
	DifferentFigure  = "figures_differ"     // reasons to refuse a join
	DifferentTime    = "times_differ"
	SameFigure       = "figures_agree" // no conflict and no update
	OppositeSense    = "asserted_and_denied"
	DifferentSpeaker = "speakers_differ"
	DifferentKind    = "fact_and_opinion"
)

// Claims checks candidates against the passage they were drawn from. What fails is counted in dropped, with its
// reason and sentences and never with its text.
func Claims(p Passage, candidates []Candidate) (claims []digest.Claim, dropped []digest.Dropped) {
	ids := map[digest.ClaimID]int{}
	seen := map[string]bool{}
	for _, c := range candidates {
		claim, reason := check(p, c)
		if reason == "" && seen[string(claim.Kind)+claim.Statement.Text] {
			reason = Duplicate
		}
		if reason != "" {
			dropped = append(dropped, digest.Dropped{
				Stage: "verify", Reason: reason, Document: p.Doc.ID, Sentences: inside(p, c.Support), Count: 1,
			})
			continue
		}
		seen[string(claim.Kind)+claim.Statement.Text] = true
		claim.ID = claimID(p.Doc, claim, ids)
		claims = append(claims, claim)
	}
	return claims, dropped
}

// check makes a claim of one candidate, or says why it is none.
func check(p Passage, c Candidate) (digest.Claim, string) {
	support := inside(p, c.Support)
	if len(support) == 0 {
		return digest.Claim{}, NoSupport
	}
	context, credit := shown(p, c.Context, support), shown(p, c.Credit, nil)
	if reason := Surface(c.Statement, maxSentence); c.By == digest.ByModel && reason != "" {
		return digest.Claim{}, reason
	}
	cited := slices.Concat(support, context, credit)
	c.When.Past, c.Said.Past = c.Kind != digest.Forecast, true
	quotes := p.Doc.quotes(support)
	claim := digest.Claim{
		Document: p.Doc.ID, By: c.By, Kind: c.Kind, Statement: c.Statement, OriginBasis: digest.BasisUnknown,
		Attribution: attribution(p, c), Mentions: mentions(p.Doc, c.Names, cited),
		When: p.Doc.when(c.When, cited), Said: p.Doc.when(c.Said, cited),
		Checks: digest.Checks{Quote: digest.Pass, Support: digest.NotRun},
	}
	if c.Kind == digest.Opinion && len(claim.Attribution) == 0 {
		return digest.Claim{}, NoAuthor
	}
	if c.By == digest.ByModel {
		var reason string
		if claim.Checks, reason = words(c.Statement, quotes, p.Doc.quotes(cited), p.Doc.Published); reason != "" {
			return digest.Claim{}, reason
		}
	}
	claim.Citations = slices.Concat(
		p.Doc.cite(digest.Support, support), p.Doc.cite(digest.Context, context), p.Doc.cite(digest.Credit, credit))
	claim.Figures = p.Doc.figures(c.Statement, support)
	claim.AddressesSoftware = injection.Addresses(c.Statement.Text, c.Statement.Lang) ||
		slices.ContainsFunc(support, p.Doc.AddressesSoftware)
	return claim, ""
}

// inside keeps the numbers of citable sentences of the passage's own part, in order and once.
func inside(p Passage, numbers []int) []int {
	var out []int
	for _, n := range numbers {
		if slices.Contains(p.Own, n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// shown keeps the numbers of sentences that the question showed and that are not in except.
func shown(p Passage, numbers, except []int) []int {
	var out []int
	for _, n := range numbers {
		known := slices.Contains(p.Own, n) || slices.Contains(p.Beside, n)
		if known && !slices.Contains(except, n) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// quotes are the sentences with these numbers as figures and dates are looked up in.
func (d Doc) quotes(numbers []int) []figures.Quote {
	var out []figures.Quote
	for _, n := range numbers {
		out = append(out, figures.Quote{Text: d.Sentence(n), Lang: d.Sentences[n-1].Language})
	}
	return out
}

// attribution keeps what c says of speaker, source and outlet where the document has those words. The author of an
// opinion whom nothing names is the document's own.
func attribution(p Passage, c Candidate) []digest.Attribution {
	var out []digest.Attribution
	for _, a := range []digest.Attribution{
		{Role: "speaker", Text: c.Speaker, Pivot: c.SpeakerIn, For: c.SpeaksFor, Anonymous: c.Anonymous},
		{Role: "source", Text: c.Source, Anonymous: c.Anonymous},
		{Role: "outlet", Text: c.Outlet},
	} {
		if Surface(digest.Text{Text: a.For}, maxName) != "" {
			a.For = ""
		}
		if a.Text = strings.TrimSpace(a.Text); a.Text != "" && p.Doc.Names(a.Text) {
			out = append(out, a)
		}
	}
	if c.Kind != digest.Opinion || slices.ContainsFunc(out, func(a digest.Attribution) bool { return a.Role == "speaker" }) {
		return out
	}
	for _, author := range append(slices.Clone(p.Doc.Author), p.Doc.Publisher) {
		if author != "" {
			return append(out, digest.Attribution{Role: "speaker", Text: author})
		}
	}
	return append(out, digest.Attribution{Role: "speaker", Text: p.Doc.label(), Anonymous: true})
}

// label is what a document without author and publisher is called: its title, else its first words.
func (d Doc) label() string {
	s := d.Title
	if s == "" {
		s = strings.TrimSpace(d.Text)
	}
	s, _, _ = strings.Cut(s, "\n")
	return truncate(s, 60)
}

func truncate(s string, runes int) string {
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes]) + "…"
}

// mentions keeps the names that the document has in the cited sentences or anywhere.
func mentions(d Doc, names []string, cited []int) []digest.Mention {
	var out []digest.Mention
	for _, n := range names {
		n = strings.TrimSpace(n)
		known := slices.ContainsFunc(out, func(m digest.Mention) bool { return m.Text == n })
		if n != "" && !known && utf8.RuneCountInString(n) <= maxName && d.Names(n) {
			out = append(out, digest.Mention{Text: n})
		}
	}
	return out
}

// maxName is the most code points of a name as written.
const maxName = 120

// Names reports whether the document has these words: in its text, title, publisher or authors.
func (d Doc) Names(words string) bool {
	words = Fold(words)
	return words != "" && strings.Contains(d.folded(), words)
}
