package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"

	"polydigest/internal/digest"
)

// A view is a digest as one reader sees it: one language, every reference resolved, every quote numbered, every
// phrase in words, nothing in it that came from outside without [clean]. All formats are written from it.
type view struct {
	w         *Words
	Lang, Dir string // of our own words
	ID        digest.RunID
	Title     run
	Topic     run
	Status    []Phrase // documents, stories, coverage, who made it
	Notes     []Phrase // what a reader must know first: partial, verbatim, another language
	Lead      []sentence
	Stories   []*story
	Changes   []Phrase
	Quotes    []*quote // by number
	Documents []*document
	Gaps      []Phrase // what is not covered
	Others    []other  // editions in other languages
	Verbatim  bool     // no text of the edition is a translation or a summary
}

// other is the page in another language.
type other struct{ Lang, Name, Address string }

// A run is text from outside and its language.
type run struct{ Text, Lang, Dir string }

type sentence struct {
	run
	Cites []*quote
	Refs  []*point
}

type story struct {
	ID       string
	Number   int
	Title    run
	Note     Phrase
	Summary  []sentence
	Points   []*point
	Opinions []*point
	More     Phrase   // how many points the edition does not show
	Rest     []*point // those, in the pivot language, if the view was made with them
	Timeline []moment
}

type point struct {
	ID        digest.PointID // as in the digest
	Anchor    string
	Rank      string // "(3)": how other points name it
	Kind      digest.Kind
	KindWord  string
	Text      run
	State     digest.TextState
	Note      Phrase // why there is no text
	By        Phrase // whose opinion or statement it is
	Origins   Phrase
	Times     []Phrase
	Relations []Phrase
	Disputed  bool
	Cites     []*quote // support
	Around    []*quote // context and credit
	First     []*quote // those of Cites and Around that no earlier point shows
}

// A quote is one cited place of one document.
type quote struct {
	N          int
	Anchor     string
	Text       run
	Role       digest.Role
	RoleWord   string // of context and credit
	Document   *document
	Start, End int // code points
	Where      Phrase
	Removed    bool   // its words were taken out of the store
	Shown      bool   // its words stand in the text as a verbatim point
	Link       string // to the place in the original page; "" when it has no web address
}

type document struct {
	ID        string
	Anchor    string
	Title     run
	Publisher run
	Line      Phrase // publisher, author, date, language
	URL       string
	Relations []Phrase
	Cited     Phrase
	Text      string // as stored; "" when it is not at hand
	Lang, Dir string
	Gone      Phrase
	Quotes    []*quote
	Covered   bool // something of it is cited
}

type moment struct {
	When string
	Text run
	Ref  *point
}

// builder makes a view.
type builder struct {
	*view
	d       *digest.Digest
	edition string
	docs    map[digest.DocID]*document
	origins map[digest.OriginID]*digest.Origin
	names   map[digest.NameID]*digest.Name
	places  map[string]*quote       // document, start, end → quote
	files   map[digest.DocID]string // names of the files that documents are from
	rest    bool                    // also the points that the edition does not show
}

// look makes the view of d that o asks for, rest including the points below the cut.
func look(d *digest.Digest, texts Texts, o Options, rest bool) *view {
	want := cmp.Or(o.Lang, first(d.Languages), "en")
	w := WordsFor(want)
	b := &builder{
		view: &view{w: w, Lang: w.Tag.String(), Dir: direction(w.Tag.String(), ""), ID: d.ID},
		d:    d, edition: nearest(want, d), rest: rest,
		docs: map[digest.DocID]*document{}, origins: map[digest.OriginID]*digest.Origin{},
		names: map[digest.NameID]*digest.Name{}, places: map[string]*quote{},
	}
	for i := range d.Origins {
		b.origins[d.Origins[i].ID] = &d.Origins[i]
	}
	for i := range d.Names {
		b.names[d.Names[i].ID] = &d.Names[i]
	}
	b.documents(texts)
	for i := range d.Stories {
		b.Stories = append(b.Stories, b.story(i+1, &d.Stories[i]))
	}
	for i, s := range b.Stories {
		b.cut(s, &d.Stories[i])
	}
	b.Verbatim = b.verbatim()
	b.finishDocuments()
	b.head(want)
	if o.Editions != nil && len(d.Languages) > 1 {
		for _, lang := range d.Languages {
			if lang != b.edition {
				b.Others = append(b.Others, other{tag(lang), WordsFor(lang).Language(lang), o.Editions(lang)})
			}
		}
	}
	b.gaps()
	b.changes()
	return b.view
}

// nearest is the edition of d that is nearest to the language asked for, "" when there are none.
func nearest(want string, d *digest.Digest) string {
	have := slices.Clone(d.Languages)
	for lang := range d.Editions {
		if !slices.Contains(have, lang) {
			have = append(have, lang)
		}
	}
	if len(have) == 0 {
		return ""
	}
	slices.Sort(have[len(d.Languages):])
	tags := make([]language.Tag, len(have))
	for i, lang := range have {
		if lang == want {
			return lang
		}
		tags[i] = language.Make(lang)
	}
	_, at, _ := language.NewMatcher(tags).Match(language.Make(want))
	return have[at]
}

func (b *builder) head(want string) {
	w, d := b.w, b.d
	ed := d.Editions[b.edition]
	b.Title = b.text(cmp.Or(ed.Title, d.Name, w.Word("digest")), b.edition)
	switch {
	case ed.Title == "":
		b.Title = b.text(b.Title.Text, b.Lang)
	case b.Verbatim:
		b.Title = b.verbatimTitle(ed.Title)
	}
	b.Topic = b.text(d.Topic, "")
	for _, s := range ed.Lead {
		b.Lead = append(b.Lead, b.lead(s))
	}
	used := Args{"used": d.Coverage.Used, "received": d.Coverage.Received}
	b.Status = []Phrase{
		w.Say("documents", Args{"n": len(d.Documents)}), w.Say("stories", Args{"n": len(d.Stories)}), w.Say("coverage", used),
	}
	if p := d.Period; !p.From.IsZero() || !p.To.IsZero() {
		span := ""
		if !p.From.IsZero() {
			span = p.From.UTC().Format("2006-01-02")
		}
		span += "/"
		if !p.To.IsZero() {
			span += p.To.UTC().Format("2006-01-02")
		}
		b.Status = append(b.Status, w.Say("period", Args{"time": w.Date(span)}))
	}
	b.Status = append(b.Status, b.madeBy()...)
	if !d.CreatedAt.IsZero() {
		b.Status = append(b.Status, w.Say("made_on", Args{"date": w.Moment(d.CreatedAt)}))
	}
	if d.Status == digest.Partial {
		b.Notes = append(b.Notes, w.Say("partial", nil))
	}
	if b.Verbatim {
		b.Notes = append(b.Notes, w.Say("verbatim_note", nil))
	}
	if b.edition != "" && !sameLanguage(b.edition, want) && !b.Verbatim {
		b.Notes = append(b.Notes, w.Say("edition_missing", Args{"language": w.Language(b.edition)}))
	}
	if len(b.Stories) == 0 {
		b.Notes = append(b.Notes, w.Say("nothing", nil))
	}
}

// verbatim reports whether every text shown is a source's own sentence.
func (b *builder) verbatim() bool {
	any := false
	for _, s := range b.Stories {
		for _, p := range slices.Concat(s.Points, s.Opinions) {
			if p.State != digest.Verbatim {
				return false
			}
			any = true
		}
	}
	return any
}

// madeBy says which engines made the digest; their shares when there are several.
func (b *builder) madeBy() []Phrase {
	w := b.w
	var out []Phrase
	for _, e := range b.d.Engines {
		name := clean(e.Model)
		if e.Name == string(digest.ByExtractive) {
			name = w.Word("extractive_name")
		}
		switch {
		case len(b.d.Engines) > 1:
			out = append(out, w.Say("by_share", Args{"model": b.name(name, ""), "share": w.Percent(e.Share)}))
		case e.Name == string(digest.ByExtractive):
			out = append(out, w.Say("by_extractive", nil))
		default:
			out = append(out, w.Say("by_model", Args{"model": b.name(name, "")}))
		}
	}
	return out
}

func (b *builder) lead(s digest.LeadSentence) sentence {
	out := sentence{run: b.text(s.Text, b.edition)}
	if b.Verbatim {
		out.run = b.verbatimTitle(s.Text)
	}
	for _, ref := range s.Points {
		id, pid, _ := strings.Cut(ref, "/")
		for i, st := range b.d.Stories {
			if string(st.ID) != id {
				continue
			}
			if p := b.Stories[i].find(digest.PointID(pid)); p != nil {
				out.Refs = append(out.Refs, p)
				out.Cites = append(out.Cites, p.Cites...)
			}
		}
	}
	out.Cites = onePerDocument(out.Cites)
	return out
}

// find is a shown point by its id, nil when it is not shown.
func (s *story) find(id digest.PointID) *point {
	for _, list := range [][]*point{s.Points, s.Opinions} {
		for _, p := range list {
			if p.ID == id {
				return p
			}
		}
	}
	return nil
}

// words are a run of a source's own words. A language that is not known leaves the direction to the words.
func (b *builder) words(s, lang string) run {
	s = clean(s)
	return run{Text: s, Lang: tag(lang), Dir: direction(lang, s)}
}

// text is a run of any other text from outside: a title, what a model wrote.
func (b *builder) text(s, lang string) run { return b.words(defang(s), lang) }

// verbatimTitle is a title that was taken from a source, in the language of the document or the quote that has it.
func (b *builder) verbatimTitle(words string) run {
	words = strings.TrimSpace(words)
	for _, d := range b.d.Documents {
		if strings.TrimSpace(d.Title) == words {
			return b.text(words, d.Language)
		}
	}
	for _, q := range b.Quotes {
		if q.Text.Text == clean(words) {
			return b.text(words, q.Text.Lang)
		}
	}
	return b.text(words, "")
}

// name is a name from outside, set apart from the words around it.
func (b *builder) name(s, lang string) Phrase {
	return Phrase{{Text: defang(clean(s)), Lang: tag(lang), Name: true}}
}

// tag is lang if it is a well-formed language tag that says something, else "".
func tag(lang string) string {
	t, err := language.Parse(lang)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// sameLanguage reports whether a reader of one also asked for the other: "fr" and "fr-CA", not "zh-Hans" and "zh-Hant".
func sameLanguage(a, b string) bool {
	ta, tb := language.Make(a), language.Make(b)
	ba, _ := ta.Base()
	bb, _ := tb.Base()
	sa, _ := ta.Script()
	sb, _ := tb.Script()
	return ba == bb && sa == sb
}

// rightToLeft are the scripts that run from right to left.
var rightToLeft = []string{"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Samr", "Mand", "Rohg"}

// direction is "rtl" or "ltr": of the language's script, else of the first letter of s that has one.
func direction(lang, s string) string {
	if t, err := language.Parse(lang); err == nil && t != language.Und {
		script, _ := t.Script()
		if slices.Contains(rightToLeft, script.String()) {
			return "rtl"
		}
		return "ltr"
	}
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return "rtl"
		case bidi.L:
			return "ltr"
		}
	}
	return "ltr"
}

// ident is an id as it may stand in an anchor or a line: a bundle from elsewhere may call things anything.
func ident[T ~string](id T) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, string(id))
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func key(doc digest.DocID, start, end int) string { return fmt.Sprintf("%s %d %d", doc, start, end) }
