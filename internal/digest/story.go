package digest

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
	Model    string                `json:"model,omitempty"` // that wrote it in the place of the one asked first
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
