// Package engine defines the seam between a digest made with a language model and one made without: what is asked
// at each step, and the form of the answers. Package engine/model asks a model; package engine/extractive ranks and
// groups the documents' own sentences. Whatever an engine answers is checked by package verify before it is used.
package engine

import (
	"context"

	"polydigest/internal/digest"
	"polydigest/internal/story"
	"polydigest/internal/verify"
)

// An Engine makes what only reading can make. Its methods are safe to call from several goroutines; answers come in
// the order of what was asked.
type Engine interface {
	// By says how what it makes is marked.
	By() digest.By
	// ID names everything that its answers depend on: model and prompt versions.
	ID() string
	// Gist says in a line of the pivot language what each document is about, so that stories form across scripts.
	// An engine that cannot say returns none.
	Gist(ctx context.Context, docs []verify.Doc, pivot string) ([]story.Hint, error)
	// Extract lists what a part of a document states, each statement pointing at the sentences that carry it.
	Extract(ctx context.Context, p Part) (Answer[[]verify.Candidate], error)
	// Relate says which claims state the same fact, how facts bear on each other, and which matter most.
	Relate(ctx context.Context, c Claims) (Relations, error)
	// Names says which written forms are one name, and how each language writes it.
	Names(ctx context.Context, forms []Form, languages []string) ([]digest.Name, error)
	// Compose writes the first points of a story, its title and summary in one language.
	Compose(ctx context.Context, v StoryView, lang string) (Answer[Texts], error)
	// Repair writes texts again that failed a check. An engine that cannot returns them as they are.
	Repair(ctx context.Context, v StoryView, lang string, failed []Failed) ([]string, error)
	// Support reports for each text whether the cited words carry it.
	Support(ctx context.Context, items []Cited) ([]Verdict, error)
}

// A Verdict says whether cited words carry a text: pass, fail, or not_run when there was no answer.
type Verdict struct {
	Result  digest.Result
	Fault   Fault  // "" when it passes, or when it was not told
	Missing string // words of the text that are not carried; "" when it is, or when they were not told
}

// A Fault is why cited words do not carry a text.
type Fault string

const (
	NotSaid       Fault = "not_said"
	Stronger      Fault = "stronger"
	Misattributed Fault = "misattributed" // somebody else says it
	Contradicted  Fault = "contradicted"
)

// An Answer is what an engine gave. Keep stores it, so that the same question is not paid for again; it is called
// once the answer has passed its checks.
type Answer[T any] struct {
	Value T
	Model string // that answered in the place of the one that was asked; "" if none did
	Keep  func(context.Context) error
}

// A Part is one chunk of a document with what a question shows beside it.
type Part struct {
	verify.Passage
	Pivot string
}

// Claims are the claims of a story, or of a block of it.
type Claims struct {
	Topic, Pivot string
	Claims       []digest.Claim
	Documents    map[digest.DocID]digest.Document
}

// Relations speak of claims by their index.
type Relations struct {
	Groups [][]int // each states one fact, the clearest claim first
	Ties   []Tie
	Order  []int // one claim of each group, the most important first
}

// A Tie is how the fact of one claim bears on that of another.
type Tie struct {
	From, To int
	Type     digest.PointRelationType
}

// A Form is a name as documents write it.
type Form struct {
	Text     string
	Lang     string
	Document digest.DocID
	Kind     string // person, body, place or outlet when code knows; else ""
	Pivot    string // how an engine wrote it in the pivot language, if it did
	// TextSHA256 is the hash of the document's text.
	TextSHA256 string
}

// NameForm is the form as the digest keeps it.
func NameForm(f Form) digest.NameForm {
	return digest.NameForm{Text: f.Text, Lang: f.Lang, Document: f.Document}
}

// A StoryView is a story as it is put to an engine for writing.
type StoryView struct {
	Topic     string
	Depth     int
	Story     digest.Story
	Documents map[digest.DocID]digest.Document
	Names     map[digest.NameID]digest.Name
	Origins   map[digest.OriginID]digest.Origin
}

// Texts are a story in one language.
type Texts struct {
	By      digest.By
	Title   string
	Summary []Sentence
	Points  []Sentence // one for each point shown
}

// A Sentence and the points it tells.
type Sentence struct {
	Text   string
	Lang   string
	Points []digest.PointID
}

// Failed is a text that failed a check, and why.
type Failed struct {
	Sentence
	Reason string
	Detail string // what exactly: the figure, the name
	Fault  Fault  // of a text that its words do not carry, as far as it is known
}

// A Word is a quote and who tells it.
type Word struct {
	digest.Text
	By string
}

// Cited is a sentence, the words that are cited for it and what code knows besides: resolved dates.
type Cited struct {
	Text    digest.Text
	Words   []Word        // that are to carry the text
	Context []digest.Text // that tell who or what the words speak of
	Known   []string
	About   []string // hashes of the texts that the words and what is known are from
}
