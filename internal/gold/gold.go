// Package gold reads the keys of testdata/gold: for a set of invented documents, the facts that they tell,
// every sentence that carries each fact, who obtained it, and how the facts stand to one another. A key is
// what a careful reader of all the languages would have written; cmd/measure holds digests against it. The
// format is described in testdata/gold/README.md.
package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"polydigest/internal/digest"
)

// Schema is the version of the keys' format.
const Schema = "polydigest-gold/1"

// A Key is what a reader should find in the documents of one event.
type Key struct {
	Schema    string     `json:"schema"`
	Event     string     `json:"event"` // also the name of the folder of documents
	About     string     `json:"about"`
	Stories   [][]string `json:"stories"` // ids of the documents that tell of one thing
	Documents []Document `json:"documents"`
	Origins   []Origin   `json:"origins"`
	Facts     []Fact     `json:"facts"`

	Dir string `json:"-"` // the folder of the documents, set by Load
}

// A Document is one source text and what a reading of it should find. Its id is its file's name, with "#" and
// the line's number for one of several in a .jsonl file.
type Document struct {
	ID               string           `json:"id"`
	Form             Form             `json:"form"`
	Line             int              `json:"line,omitempty"` // of a .jsonl file, from 1
	Charset          string           `json:"charset"`        // a WHATWG label
	Language         string           `json:"language"`
	Title            string           `json:"title"`
	URL              string           `json:"url"`
	Publisher        string           `json:"publisher"` // "" when the document does not say
	Published        string           `json:"published"` // EDTF, to the day; "" when the document does not say
	DateBasis        digest.DateBasis `json:"date_basis"`
	Relations        []Relation       `json:"relations"`
	Chrome           []string         `json:"chrome"`            // never to be cited
	TranslationLines []string         `json:"translation_lines"` // machine translation set aside, never to be cited
}

// Form says how a document's words are wrapped.
type Form string

const (
	Plain Form = "text"
	HTML  Form = "html"
	Feed  Form = "feed" // a comment with the epoch, [title](url), a rule, then HTML
)

// A Relation ties a document to others of its key.
type Relation struct {
	Type digest.RelationType `json:"type"`
	With []string            `json:"with"`
}

// An Origin is whoever obtained a fact. Unknown ones raise only the upper bound of independent origins.
type Origin struct {
	ID        string            `json:"id"`
	Kind      digest.OriginKind `json:"kind"`
	Name      string            `json:"name"` // as the documents write it, " / " between scripts
	Anonymous bool              `json:"anonymous"`
}

// A Fact is one thing that the documents say, and every sentence that says it.
type Fact struct {
	ID             string        `json:"id"`
	Kind           digest.Kind   `json:"kind"`
	Statement      string        `json:"statement"` // in English
	OpinionOf      string        `json:"opinion_of,omitempty"`
	SourceOf       string        `json:"source_of,omitempty"` // the fact of which it says only how that came to be known
	Attribution    []Attribution `json:"attribution"`
	Origins        []string      `json:"origins"`
	IndependentMin int           `json:"independent_min"`
	IndependentMax int           `json:"independent_max"`
	When           *Time         `json:"when,omitempty"` // of the event
	Said           *Time         `json:"said,omitempty"` // of the utterance
	Figures        []Figure      `json:"figures"`
	Relations      []FactTie     `json:"relations"`
	Carriers       []Carrier     `json:"carriers"`
}

// subject is the fact that f is about: how something came to be known is about that thing.
func (f Fact) subject() string {
	if f.SourceOf != "" {
		return f.SourceOf
	}
	return f.ID
}

// An Attribution says who speaks, who is the source, or which outlet reports, as a document writes it.
type Attribution struct {
	Role      string `json:"role"` // speaker, source, outlet
	Text      string `json:"text"`
	Anonymous bool   `json:"anonymous"`
}

// A Time is when something happened or was said, and how that is known.
type Time struct {
	EDTF   string           `json:"edtf"`
	Basis  digest.TimeBasis `json:"basis"`
	Anchor string           `json:"anchor,omitempty"` // the document whose date resolves it
}

// A Figure is a plain decimal and its unit in English or as an ISO 4217 code.
type Figure struct {
	Value string `json:"value"`
	Unit  string `json:"unit"`
}

// A FactTie is a relation to another fact. Conflicts stands on both sides.
type FactTie struct {
	Type digest.PointRelationType `json:"type"`
	Fact string                   `json:"fact"`
}

// A Carrier is a sentence, or the part of one, that carries a fact: exact words of its document with white
// space runs as one space, and the origin on which the document rests there.
type Carrier struct {
	Document string `json:"document"`
	Quote    string `json:"quote"`
	Origin   string `json:"origin"`
}

// Load reads the key at path, strictly. The documents lie in ../documents/<event> beside it.
func Load(path string) (Key, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Key{}, fmt.Errorf("read gold key: %w", err)
	}
	k, err := Decode(data)
	if err != nil {
		return Key{}, fmt.Errorf("gold key %s: %w", path, err)
	}
	k.Dir = filepath.Join(filepath.Dir(path), "..", "documents", k.Event)
	return k, nil
}

// Decode reads a key from its JSON: no unknown fields, nothing after it, and every reference leads somewhere.
func Decode(data []byte) (Key, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var k Key
	if err := dec.Decode(&k); err != nil {
		return Key{}, fmt.Errorf("decode: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return Key{}, errors.New("decode: more than one value")
	}
	if err := k.check(); err != nil {
		return Key{}, err
	}
	return k, nil
}

// Fact returns the fact of that id; false when there is none.
func (k Key) Fact(id string) (Fact, bool) {
	for _, f := range k.Facts {
		if f.ID == id {
			return f, true
		}
	}
	return Fact{}, false
}
