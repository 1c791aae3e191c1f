// Package digest defines what every other package talks about. A digest is made in one direction, and each step
// has a type of its own:
//
//	Request → Document → Chunk → Candidate → Claim → Point → Edition → Digest
//
// The JSON form of [Digest] is the product's interface: its names are fixed, fields may be added, and every
// version ever released stays readable. The package imports nothing else of this module and does no I/O.
//
// Offsets in these types are Unicode code points, half-open, into a document's stored text (W3C Web Annotation:
// TextPositionSelector and TextQuoteSelector). Languages are BCP 47 tags. Times are EDTF level 1.
package digest

import "time"

// Schema is the version of the digest's JSON that this package writes.
const Schema = "polydigest/1"

// IDs are types so that the compiler catches one passed for another.
type (
	RunID    string // UUIDv7; also the id of the digest that the run makes
	DocID    string // "d1", in the order of the manifest
	StoryID  string // "s1", in order of rank
	ClaimID  string // "c" and a hash of document text, support offsets and kind
	PointID  string // "p1", within its story
	OriginID string // "o1"
	NameID   string // "n1"
)

// A Digest is what a run makes and the store keeps.
type Digest struct {
	Schema    string             `json:"schema"`
	ID        RunID              `json:"id"`
	Name      string             `json:"name"`
	Topic     string             `json:"topic"`
	CreatedAt time.Time          `json:"created_at"`
	Period    Period             `json:"period"`
	Pivot     string             `json:"pivot"`
	Languages []string           `json:"languages"`
	Status    Status             `json:"status"`
	Content   string             `json:"content"` // see [Digest.ContentHash]
	Coverage  Coverage           `json:"coverage"`
	Documents []Document         `json:"documents"`
	Origins   []Origin           `json:"origins"`
	Names     []Name             `json:"names"`
	Stories   []Story            `json:"stories"`
	Editions  map[string]Edition `json:"editions"` // of the whole digest, by language
	Changes   *Changes           `json:"changes,omitempty"`
	Engines   []EngineUse        `json:"engines"`
	Build     string             `json:"build"`
	Usage     Usage              `json:"usage"`
}

// A Period bounds the publication dates of what a digest covers; either end may be open (zero).
type Period struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// Status says whether a digest covers all that it was given.
type Status string

const (
	Complete Status = "complete"
	Partial  Status = "partial"
)

// Coverage says what became of every source, and what was dropped and why.
type Coverage struct {
	Received int       `json:"received"`
	Used     int       `json:"used"`
	Items    []Item    `json:"items"`
	Dropped  []Dropped `json:"dropped"`
	List     string    `json:"list,omitempty"` // key of the whole list when there are more than 200 items
}

// An Item is one source and what became of it.
type Item struct {
	Source    string    `json:"source"`
	Document  DocID     `json:"document,omitempty"`
	State     ItemState `json:"state"`
	Reason    string    `json:"reason"`
	Chunks    Progress  `json:"chunks"`
	Sentences Cited     `json:"sentences"`
}

// ItemState is what became of a source.
type ItemState string

const (
	Used          ItemState = "used"
	PartlyUsed    ItemState = "partial"
	SameText      ItemState = "same_text"
	NoClaims      ItemState = "no_claims"
	BelowCut      ItemState = "below_cut"
	OutsidePeriod ItemState = "outside_period"
	Failed        ItemState = "failed"
	Skipped       ItemState = "skipped"
)

// Progress counts done of all.
type Progress struct {
	Of   int `json:"of"`
	Done int `json:"done"`
}

// Cited counts the sentences of a document that the digest cites.
type Cited struct {
	Of    int `json:"of"`
	Cited int `json:"cited"`
}

// Dropped counts what failed a check, never the dropped text itself.
type Dropped struct {
	Stage     string `json:"stage"`  // extract, verify, merge, compose
	Reason    string `json:"reason"` // a reason code, as figure_not_in_source
	Document  DocID  `json:"document,omitempty"`
	Sentences []int  `json:"sentences,omitempty"` // numbers of the sentences concerned
	Count     int    `json:"count"`
}

// A Document is what a digest says of one source text. The text itself is stored under its hash.
type Document struct {
	ID          DocID     `json:"id"`
	Title       string    `json:"title"`
	URL         string    `json:"url"`
	FinalURL    string    `json:"final_url,omitempty"`
	Publisher   string    `json:"publisher"`
	Author      []string  `json:"author"`
	PublishedAt string    `json:"published_at"` // EDTF; "" when nothing says
	DateBasis   DateBasis `json:"date_basis"`
	RetrievedAt time.Time `json:"retrieved_at,omitzero"`
	Language    string    `json:"language"`
	TextSHA256  string    `json:"text_sha256"`
	RawSHA256   string    `json:"raw_sha256"`
	Length      int       `json:"length"` // of the text, in code points
	Extractor   string    `json:"extractor"`
	Supersedes  string    `json:"supersedes,omitempty"`
	Labels      []string  `json:"labels"`
	Relation    *Relation `json:"relation,omitempty"`
}

// DateBasis says where a publication date is from.
type DateBasis string

const (
	DateMeta      DateBasis = "meta"
	DateFeed      DateBasis = "feed"
	DateText      DateBasis = "text"
	DateFile      DateBasis = "file"
	DateFirstSeen DateBasis = "first_seen"
	DateNone      DateBasis = "none"
)

// A Relation ties a document to others: two renderings of one text, a copy, an excerpt, a quoting blog.
type Relation struct {
	Type  RelationType `json:"type"`
	With  []DocID      `json:"with"`
	Score float64      `json:"score"` // 0 to 1
}

// RelationType is a kind of tie between documents. SameText is symmetric.
type RelationType string

const (
	RelSameText    RelationType = "same_text"
	RelTranslation RelationType = "translation_of"
	RelCopy        RelationType = "copy"
	RelExcerpt     RelationType = "excerpt"
	RelQuotes      RelationType = "quotes"
)

// An Origin is whoever obtained the information.
type Origin struct {
	ID    OriginID   `json:"id"`
	Kind  OriginKind `json:"kind"`
	Name  NameID     `json:"name,omitempty"`
	Named bool       `json:"named"` // false for an anonymous source or an uncredited text
}

// OriginKind says what an origin is.
type OriginKind string

const (
	OriginOutlet   OriginKind = "outlet"
	OriginAgency   OriginKind = "agency"
	OriginPerson   OriginKind = "person"
	OriginBody     OriginKind = "body"
	OriginDocument OriginKind = "document"
	OriginUnknown  OriginKind = "unknown"
)

// A Name is a person, body, place or outlet: how sources write it and how each edition does.
type Name struct {
	ID       NameID              `json:"id"`
	Kind     string              `json:"kind"` // person, body, place, outlet
	Forms    []NameForm          `json:"forms"`
	Rendered map[string]Rendered `json:"rendered"` // by language
}

// A NameForm is a name as a document writes it.
type NameForm struct {
	Text     string `json:"text"`
	Lang     string `json:"lang"`
	Document DocID  `json:"document"`
}

// Rendered is a name in a reader's language.
type Rendered struct {
	Text  string `json:"text"`
	Basis string `json:"basis"` // source, glossary, model
}

// A Story is what several documents tell of one event.
type Story struct {
	ID        StoryID                 `json:"id"`
	Key       string                  `json:"key"` // stays the same from digest to digest
	Documents []DocID                 `json:"documents"`
	Claims    []Claim                 `json:"claims"`
	Points    []Point                 `json:"points"`
	Timeline  []PointID               `json:"timeline"`
	Editions  map[string]StoryEdition `json:"editions"`
}

// A Claim is a statement that was checked: its citations are the document's own words. Only package verify
// makes claims.
type Claim struct {
	ID          ClaimID       `json:"id"`
	Document    DocID         `json:"document"`
	By          By            `json:"by"`
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

// A Point is one thing that a story says: the claims that say it, and who first obtained it.
type Point struct {
	ID          PointID         `json:"id"`
	Key         string          `json:"key"`
	Rank        int             `json:"rank"` // from 1
	Kind        Kind            `json:"kind"`
	Text        Text            `json:"text"` // in the pivot language
	Claims      []ClaimID       `json:"claims"`
	Origins     []PointOrigin   `json:"origins"`
	Independent Independent     `json:"independent"`
	Anonymous   bool            `json:"anonymous"` // every origin rests on anonymous sources
	When        *When           `json:"when,omitempty"`
	Relations   []PointRelation `json:"relations"`
	DisputedBy  []PointID       `json:"disputed_by"`
	// AddressesSoftware marks a point of such claims: it ranks behind all others, no text is written of it, and its
	// quotes are shown.
	AddressesSoftware bool `json:"addresses_software,omitempty"`
}

// A PointOrigin is an origin and the claims of a point that come from it.
type PointOrigin struct {
	Origin OriginID  `json:"origin"`
	Claims []ClaimID `json:"claims"`
}

// Independent bounds the number of independent origins. Unknown sourcing raises only Max.
type Independent struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// A PointRelation ties a point to another of its story.
type PointRelation struct {
	Type  PointRelationType `json:"type"`
	Point PointID           `json:"point"`
}

// PointRelationType is a kind of tie between points.
type PointRelationType string

const (
	Denies         PointRelationType = "denies"
	DoesNotConfirm PointRelationType = "does_not_confirm"
	Conflicts      PointRelationType = "conflicts"
	Updates        PointRelationType = "updates"
)

// A StoryEdition is a story in one language: texts that name points, which carry the citations.
type StoryEdition struct {
	Title    string                `json:"title"`
	By       By                    `json:"by"`
	Complete bool                  `json:"complete"`
	Summary  []Sentence            `json:"summary"`
	Points   map[PointID]PointText `json:"points"`
}

// A Sentence of a summary and the points it states.
type Sentence struct {
	Text   string    `json:"text"`
	Points []PointID `json:"points"`
	Checks Checks    `json:"checks"`
}

// A PointText is a point in an edition's language.
type PointText struct {
	Text   string    `json:"text"`
	Lang   string    `json:"lang"`
	State  TextState `json:"state"`
	Reason string    `json:"reason"`
	Checks Checks    `json:"checks"`
}

// TextState says whether a text stands, or only its quotes are shown.
type TextState string

const (
	TextOK     TextState = "ok"
	QuotesOnly TextState = "quotes_only" // the text failed its checks in this language
	Verbatim   TextState = "verbatim"    // a source's own sentence, in its own language
)

// An Edition is the whole digest in one language, made by code from the top stories.
type Edition struct {
	Title string         `json:"title"`
	Lead  []LeadSentence `json:"lead"`
}

// A LeadSentence names its points as "s1/p1".
type LeadSentence struct {
	Text   string   `json:"text"`
	Points []string `json:"points"`
}

// Changes lists what is new against an earlier digest of the same name.
type Changes struct {
	Since RunID    `json:"since"`
	Items []Change `json:"items"`
}

// A Change is one thing that is new about a point.
type Change struct {
	Point  string         `json:"point"` // "s1/p1"
	Key    string         `json:"key"`
	What   string         `json:"what"` // new, figure, time, origin_added, denied, retracted, source_edited
	Before map[string]any `json:"before"`
	After  map[string]any `json:"after"`
}

// An EngineUse says what share of the claims an engine made, and with which prompts.
type EngineUse struct {
	Name    string            `json:"name"` // model, extractive
	Model   string            `json:"model,omitempty"`
	Prompts map[string]string `json:"prompts,omitempty"` // name → name@version
	Share   float64           `json:"share"`
}

// Usage is what a run spent.
type Usage struct {
	Calls            int     `json:"calls"`
	Cached           int     `json:"cached"`
	PromptTokens     int     `json:"prompt_tokens"`
	CachedTokens     int     `json:"cached_tokens"`
	CompletionTokens int     `json:"completion_tokens"`
	Cost             Money   `json:"cost"`
	Seconds          float64 `json:"seconds"`
	Seal             string  `json:"seal"` // SHA-256 of the whole digest's canonical form without itself; see [Sealed]
}

// Money is a decimal amount, never a float.
type Money struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}
