package digest

// A Claim is a statement that was checked: its citations are the document's own words. Only package verify
// makes claims.
type Claim struct {
	ID          ClaimID       `json:"id"`
	Document    DocID         `json:"document"`
	By          By            `json:"by"`
	Model       string        `json:"model,omitempty"` // that made it in the place of the one asked first
	Kind        Kind          `json:"kind"`
	Statement   Text          `json:"statement"`
	Attribution []Attribution `json:"attribution"`
	Mentions    []Mention     `json:"mentions"` // names in the statement, as the document writes them
	Origin      OriginID      `json:"origin"`
	OriginBasis OriginBasis   `json:"origin_basis"`
	When        *When         `json:"when,omitempty"` // of the event
	Said        *When         `json:"said,omitempty"` // of the utterance
	Figures     []Figure      `json:"figures"`
	Citations   []Citation    `json:"citations"`
	Checks      Checks        `json:"checks"`
	// AddressesSoftware marks words that speak to the reader's software; see package injection.
	AddressesSoftware bool `json:"addresses_software,omitempty"`
}

// By says which engine made something.
type By string

const (
	ByModel      By = "model"
	ByExtractive By = "extractive"
)

// Kind says what sort of statement a claim is.
type Kind string

const (
	Report          Kind = "report"
	Statement       Kind = "statement"
	Denial          Kind = "denial"
	NonConfirmation Kind = "non_confirmation"
	Opinion         Kind = "opinion"
	Forecast        Kind = "forecast"
	Background      Kind = "background"
)

// Kinds lists every kind of claim.
var Kinds = []Kind{Report, Statement, Denial, NonConfirmation, Opinion, Forecast, Background}

// Utterance reports whether k is something that a speaker says, so that the speaker is its origin.
func (k Kind) Utterance() bool {
	return k == Statement || k == Denial || k == NonConfirmation || k == Opinion
}

// Text is text in a known language.
type Text struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
}

// An Attribution says who speaks, who is the source, or which outlet reports, as the document writes it.
type Attribution struct {
	Role      string `json:"role"` // speaker, source, outlet
	Name      NameID `json:"name,omitempty"`
	Text      string `json:"text"`
	Pivot     string `json:"pivot,omitempty"` // the name in the pivot language, as the engine reads it
	For       string `json:"for,omitempty"`   // the body that a speaker speaks for, likewise
	Anonymous bool   `json:"anonymous"`
}

// A Mention is a name as a document writes it.
type Mention struct {
	Name NameID `json:"name,omitempty"`
	Text string `json:"text"`
}

// OriginBasis says why a claim has the origin it has.
type OriginBasis string

const (
	BasisCredited    OriginBasis = "credited"
	BasisOwnReport   OriginBasis = "own_report"
	BasisSpeaker     OriginBasis = "speaker"
	BasisCopy        OriginBasis = "copy"
	BasisTranslation OriginBasis = "translation"
	BasisUnknown     OriginBasis = "unknown"
)

// When is a time and how it is known.
type When struct {
	EDTF   string    `json:"edtf"`
	From   string    `json:"from,omitempty"` // first day, YYYY-MM-DD
	To     string    `json:"to,omitempty"`   // last day, YYYY-MM-DD
	Text   string    `json:"text,omitempty"` // as the document writes it
	Basis  TimeBasis `json:"basis,omitempty"`
	Anchor DocID     `json:"anchor,omitempty"` // the document whose date resolved it
}

// TimeBasis says how a time is known.
type TimeBasis string

const (
	TimeStated   TimeBasis = "stated"   // in the cited words
	TimeRelative TimeBasis = "relative" // from the document's own date
	TimeInferred TimeBasis = "inferred" // from a dated sibling, the anchor
)

// A Figure is a number, amount, share or measure in a claim.
type Figure struct {
	Kind     string `json:"kind"`
	Value    string `json:"value"` // plain decimal
	Unit     string `json:"unit"`
	Bound    string `json:"bound"` // = ≈ ≥ ≤
	Text     string `json:"text"`  // as the cited document writes it
	Citation int    `json:"citation"`
}

// A Citation is where a reader sees a claim for themselves. Code makes it; a model never does.
type Citation struct {
	Role     Role   `json:"role"`
	Document DocID  `json:"document,omitempty"` // when it is not the claim's own: a parallel rendering
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
	Prefix   string `json:"prefix"`
	Suffix   string `json:"suffix"`
	Language string `json:"language"`
	Link     string `json:"link"`
	Page     int    `json:"page,omitempty"`  // of a paged document, from 1
	State    string `json:"state,omitempty"` // SourceRemoved when the words were taken out of the store
}

// SourceRemoved is the state of a citation whose document was removed: its place stays, its words are gone.
const SourceRemoved = "source_removed"

// Role says what a cited sentence does for a claim.
type Role string

const (
	Support Role = "support" // carries the statement
	Context Role = "context" // says what "the system" or "at that time" means
	Credit  Role = "credit"  // names who reports it
)

// Result is the outcome of a check. NotRun is never shown as Pass.
type Result string

const (
	Pass   Result = "pass"
	Fail   Result = "fail"
	NotRun Result = "not_run"
)

// Checks are the outcomes of what code (and, for Support, a second question to a model) checked.
type Checks struct {
	Quote    Result `json:"quote,omitempty"`
	Figures  Result `json:"figures,omitempty"`
	Dates    Result `json:"dates,omitempty"`
	Names    Result `json:"names,omitempty"`
	Polarity Result `json:"polarity,omitempty"`
	Support  Result `json:"support,omitempty"`
}
