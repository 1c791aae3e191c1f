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

// Changes lists what is new against an earlier digest of the same name.
type Changes struct {
	Since RunID    `json:"since"`
	Items []Change `json:"items"`
}

// A Change is one thing that is new about a point.
type Change struct {
	Point  string         `json:"point"` // "s1/p1"; "" when it is retracted, and Before has its text
	Key    string         `json:"key"`
	What   string         `json:"what"` // new, figure, time, origin_added, denied, retracted, source_edited
	Before map[string]any `json:"before"`
	After  map[string]any `json:"after"`
}

// An EngineUse says what share of the claims an engine made, and with which prompts. Each model is one of its own;
// one that only wrote texts has a share of 0.
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
