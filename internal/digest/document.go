package digest

import "time"

// A Document is what a digest says of one source text. The text itself is stored under its hash.
type Document struct {
	ID        DocID  `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	FinalURL  string `json:"final_url,omitempty"`
	Publisher string `json:"publisher"`
	// PublisherName is the publisher in the digest's table of names, also where only the site's address tells it.
	PublisherName NameID    `json:"publisher_name,omitempty"`
	Author        []string  `json:"author"`
	PublishedAt   string    `json:"published_at"` // EDTF; "" when nothing says
	DateBasis     DateBasis `json:"date_basis"`
	RetrievedAt   time.Time `json:"retrieved_at,omitzero"`
	Language      string    `json:"language"`
	TextSHA256    string    `json:"text_sha256"`
	RawSHA256     string    `json:"raw_sha256"`
	Length        int       `json:"length"` // of the text, in code points
	Extractor     string    `json:"extractor"`
	Supersedes    string    `json:"supersedes,omitempty"`
	Labels        []string  `json:"labels"`
	Relation      *Relation `json:"relation,omitempty"`
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
	Kind     string              `json:"kind"` // person, body, place, outlet, role: a description
	Forms    []NameForm          `json:"forms"`
	Rendered map[string]Rendered `json:"rendered"` // by language
}

// RoleName is the kind of a name that is none: a description by which a document calls somebody, such as 監督.
const RoleName = "role"

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
