// Package pipeline is the way of a digest: start, fetch, prepare, extract, group, merge, settle, compose, publish.
//
// Each step is a method of [Home] from a small JSON value to a small JSON value: ids and counts, never text, so that
// a Lambda function can call it as it is. What a step makes goes to the store under a key that depends on the run and
// on what the run's manifest froze; a step that finds its work done does nothing. [Home.Run] calls the steps in order
// on one machine.
//
//	starts/<hash>                 the run of a start key
//	runs/<run>/request.json       what was asked, with defaults and absolute times
//	filed/<run>.json              what a run has of what runs share: see [Sweep]
//	runs/<run>/fetched/<n>.json   what became of source n, and touched/<n>.json what it met of what runs share
//	readings/<version>/<hash>     a document as it was read, without its text
//	runs/<run>/manifest.json      documents, relations, stories and chunks, frozen
//	runs/<run>/claims/<chunk>.json
//	runs/<run>/stories.json
//	runs/<run>/chunks.jsonl       what is to be extracted, and likewise stories.jsonl and editions.jsonl: see [List]
//	runs/<run>/merged/<story>.json
//	runs/<run>/settled.json       names, origins, ranks
//	runs/<run>/editions/<story>/<language>.json
//	digests/<name>/<run>.json     the digest; names/<name>/latest holds its id, names/<name>/quiet
//	                              that of the newest run that found nothing new
package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/engine"
	"polydigest/internal/llm"
	"polydigest/internal/store"
	"polydigest/internal/text"
)

// A Home is what the steps need of where they run: one program, or a function in a cloud.
type Home struct {
	Store    store.KV
	Sources  Sources // nil where nothing is fetched
	Engine   engine.Engine
	Fallback engine.Engine // for what Engine cannot make because its provider is down or the budget gone; or nil
	Limit    int           // how many things a wide step does at once
	Now      func() time.Time
	Build    string
	Prompts  map[string]string   // name@version of each prompt, for the record
	Model    string              // name of the model, for the record
	Usage    func() digest.Usage // what was spent so far on the run; or nil
	Progress func(Progress)
	// Foreseen is told, before a wide step asks, how many chunks and editions there are to ask about, so that calls
	// can be limited; or nil. Editions are 0 until the stories are settled.
	Foreseen func(chunks, editions int)

	// Memory may be shared by the Homes of a process that makes one for each event; or nil.
	Memory *Memory
	own    Memory
}

// Sources hand over what a run is made of, and read it: see package source, which the steps after fetch do without, so
// that a function that fetches nothing is not linked with what reads pages, feeds and PDF.
type Sources interface {
	// Width is how many of the names are worth fetching at once.
	Width(names []string) int
	// Each gives use every document of source n of a request, several at a time, with its place among them. memory is
	// what is known of addresses from earlier runs. The first error of use, or of ctx, ends it and is returned.
	Each(ctx context.Context, memory store.KV, request digest.Request, n int, use func(ctx context.Context, at [2]int, item text.Item) error) error
	// Document reads what an item holds. Its error is the reason why there is no document in it.
	Document(text.Raw) (text.Document, error)
}

// A Memory keeps what the run that was last worked on froze, and what stands before the cited sentences of the story
// that was last written.
type Memory struct {
	manifests memo[manifest]
	settled   memo[settled]
	before    memo[map[place]digest.Text]
}

func (h *Home) memory() *Memory {
	if h.Memory != nil {
		return h.Memory
	}
	return &h.own
}

// Progress is how far a step is.
type Progress struct {
	Run     digest.RunID
	Step    string // fetch, prepare, extract, group, merge, settle, compose, publish
	Done    int
	Of      int
	Resumed bool
}

func (h *Home) progress(run digest.RunID, step string, done, of int) {
	if h.Progress != nil {
		h.Progress(Progress{Run: run, Step: step, Done: done, Of: of})
	}
}

func key(run digest.RunID, path string, args ...any) string {
	return "runs/" + string(run) + "/" + fmt.Sprintf(path, args...)
}

// load reads a step's JSON value; found is false when the step has not made it yet.
func load[T any](ctx context.Context, kv store.KV, key string) (v T, found bool, err error) {
	data, _, err := kv.Get(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		return v, false, nil
	}
	if err != nil {
		return v, false, err
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return v, false, fmt.Errorf("%s: %w", key, err)
	}
	return v, true, nil
}

// need is load of what an earlier step must have made.
func need[T any](ctx context.Context, kv store.KV, key string) (T, error) {
	v, found, err := load[T](ctx, kv, key)
	if err == nil && !found {
		err = fmt.Errorf("%s: %w: the step before has not run", key, store.ErrNotFound)
	}
	return v, err
}

// reads is how many objects are read at once: a bucket takes tens of milliseconds for each, however many others it reads.
const reads = 32

// each reads something for every item, many at a time, in the order of the items.
func each[T, R any](ctx context.Context, items []T, read func(context.Context, T) (R, error)) ([]R, error) {
	out, errs := llm.Map(ctx, reads, items, read)
	return out, errors.Join(errs...)
}

// save stores a step's JSON value. Two makings of one step are interchangeable, so the later may overwrite.
func save(ctx context.Context, kv store.KV, key string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return kv.Put(ctx, key, data)
}

// List stores what a wide step of a run is to be called for, an event of its function a line, and returns the key. A
// map of a state machine reads it there: a state holds a count and the key, however many there are.
func List[T any](ctx context.Context, kv store.KV, run digest.RunID, name string, events []T) (string, error) {
	var lines bytes.Buffer
	for _, e := range events {
		line, err := json.Marshal(e)
		if err != nil {
			return "", fmt.Errorf("list of %s: %w", name, err)
		}
		lines.Write(append(line, '\n'))
	}
	at := listKey(run, name)
	return at, kv.Put(ctx, at, lines.Bytes())
}

// listKey is where List puts what has a name.
func listKey(run digest.RunID, name string) string { return key(run, "%s.jsonl", name) }

// A memo keeps the last value that was asked for: what a run froze is asked for by every story and never changes, so
// whoever has it must not change it either.
type memo[T any] struct {
	mu    sync.Mutex
	key   string
	value T
}

func (c *memo[T]) need(ctx context.Context, kv store.KV, key string) (T, error) {
	return c.get(key, func() (T, error) { return need[T](ctx, kv, key) })
}

// get is the value of a key, made by make unless it was the last.
func (c *memo[T]) get(key string, make func() (T, error)) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.key == key {
		return c.value, nil
	}
	value, err := make()
	if err == nil {
		c.key, c.value = key, value
	}
	return value, err
}

// manifest is the frozen manifest of a run.
func (h *Home) manifest(ctx context.Context, run digest.RunID) (manifest, error) {
	return h.memory().manifests.need(ctx, h.Store, key(run, "manifest.json"))
}
