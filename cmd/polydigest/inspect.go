package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"unicode/utf8"

	"polydigest/internal/chunk"
	"polydigest/internal/digest"
	"polydigest/internal/figures"
	"polydigest/internal/llm"
	"polydigest/internal/read"
	"polydigest/internal/text"
	"polydigest/internal/verify"
)

type inspectCmd struct {
	Sources []string `arg:"" optional:"" name:"source" help:"File, folder, '-', page or feed URL."`
	JSONL   bool     `name:"jsonl" help:"One line of JSON for each document; without sources, for each JSON line of standard input, in order."`
}

// Run shows what reading makes of documents.
func (c inspectCmd) Run(p *program) error {
	if c.JSONL && len(c.Sources) == 0 {
		return lines(p, func(in inspectIn) any { return in.inspect() })
	}
	if len(c.Sources) == 0 {
		return usage("inspect what? name a source, or --jsonl")
	}
	reader := reader(p, "")
	enc := json.NewEncoder(p.stdout)
	if !c.JSONL {
		enc.SetIndent("", "  ")
	}
	enc.SetEscapeHTML(false)
	failed := false
	for _, ref := range reader.Expand(p.ctx, c.Sources) {
		for _, item := range reader.Fetch(p.ctx, ref) {
			out := unreadable(item.Source, item.Reason)
			if item.State == "" {
				out = inspect(item.Source, item.Raw)
			}
			failed = failed || out.Error != ""
			if err := enc.Encode(out); err != nil {
				return err
			}
		}
	}
	if failed {
		return &exit{exitFailed, ""}
	}
	return nil
}

// inspectIn is a line of input: all but the id and one body are optional.
type inspectIn struct {
	ID          string `json:"id"`
	Text        string `json:"text"`
	HTML        string `json:"html"`
	Base64      string `json:"base64"`
	ContentType string `json:"content_type"`
	URL         string `json:"url"`
	Lang        string `json:"lang"`
	PublishedAt string `json:"published_at"`
}

// inspected is what the program sees in a document. Offsets are code points into Text.
type inspected struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	URL         string          `json:"url"`
	Publisher   string          `json:"publisher"`
	Author      []string        `json:"author"`
	PublishedAt string          `json:"published_at"`
	DateBasis   string          `json:"date_basis"`
	Language    string          `json:"language"`
	Text        string          `json:"text"`
	Sentences   []inspectedPart `json:"sentences"`
	Chunks      []inspectedPart `json:"chunks"`
	Figures     []inspectedPart `json:"figures"`
	Error       string          `json:"error"`
}

// inspectedPart is a sentence, a chunk or a figure; each has its own members.
type inspectedPart struct {
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Language string  `json:"language,omitempty"`
	Role     string  `json:"role,omitempty"`
	Tokens   *int    `json:"tokens,omitempty"`
	Text     string  `json:"text,omitempty"`
	Kind     string  `json:"kind,omitempty"`
	Value    *string `json:"value,omitempty"`
	Unit     *string `json:"unit,omitempty"`
	Bound    string  `json:"bound,omitempty"`
}

func (in inspectIn) inspect() inspected {
	raw := text.Raw{ContentType: in.ContentType, URL: in.URL, Language: in.Lang, Published: in.PublishedAt}
	switch {
	case in.Text != "":
		raw.Body, raw.Plain = []byte(in.Text), true
	case in.HTML != "":
		raw.Body, raw.ContentType = []byte(in.HTML), "text/html; charset=utf-8"
	case in.Base64 != "":
		body, err := base64.StdEncoding.DecodeString(in.Base64)
		if err != nil {
			return unreadable(in.ID, fmt.Sprintf("base64: %v", err))
		}
		raw.Body = body
	}
	return inspect(in.ID, raw)
}

// unreadable has the members of any other document, empty.
func unreadable(id, reason string) inspected {
	return inspected{
		ID: id, Author: []string{}, DateBasis: string(digest.DateNone),
		Sentences: []inspectedPart{}, Chunks: []inspectedPart{}, Figures: []inspectedPart{}, Error: reason,
	}
}

func inspect(id string, raw text.Raw) inspected {
	doc, err := read.Document(raw)
	var wrong string
	if err != nil { // a teaser or a notice still shows what it is
		if wrong = err.Error(); doc.Text == "" {
			return unreadable(id, wrong)
		}
	}
	doc = chunk.Fit(doc, chunk.Limit)
	x := text.NewIndex(doc.Text)
	out := inspected{
		ID: id, Title: doc.Title, URL: doc.URL, Publisher: doc.Publisher, Author: append([]string{}, doc.Author...),
		PublishedAt: doc.Published, DateBasis: string(doc.DateBasis), Language: doc.Language, Text: doc.Text,
		Sentences: []inspectedPart{}, Chunks: []inspectedPart{}, Figures: []inspectedPart{}, Error: wrong,
	}
	for _, s := range doc.Sentences {
		out.Sentences = append(out.Sentences, inspectedPart{
			Start: x.CodePoint(s.Start), End: x.CodePoint(s.End), Language: s.Language, Role: string(s.Role),
		})
		for _, f := range figures.All(doc.Text[s.Start:s.End], s.Language, doc.Published) {
			out.Figures = append(out.Figures, inspectedPart{
				Start: x.CodePoint(s.Start + f.Start), End: x.CodePoint(s.Start + f.End), Text: f.Text,
				Kind: string(f.Kind), Value: &f.Value, Unit: &f.Unit, Bound: string(f.Bound),
			})
		}
	}
	for _, c := range chunk.Split(doc, chunk.Limit, chunk.Exact) {
		n := c.Tokens(doc, chunk.Exact)
		out.Chunks = append(out.Chunks, inspectedPart{Start: x.CodePoint(c.Start), End: x.CodePoint(c.End), Tokens: &n})
	}
	return out
}

type checkCmd struct{}

// Run checks claims against quotes.
func (checkCmd) Run(p *program) error {
	return lines(p, func(in verify.Case) any { return in.Check() })
}

// batch is how many lines are worked on at once.
const batch = 512

// maxLine is the longest line that is read, and the most that is taken of lines to work on at once, in bytes.
const maxLine = 64 << 20

// A jsonLine is a line of input that is not blank, and its number.
type jsonLine struct {
	number int
	data   []byte
}

// lines answers each JSON line of standard input with one JSON line, in order. A line that is no JSON is answered
// with an error.
func lines[In any](p *program, answer func(In) any) error {
	in := bufio.NewReaderSize(p.stdin, 1<<20)
	out := bufio.NewWriterSize(p.stdout, 1<<20)
	defer out.Flush()
	for number, end := 0, error(nil); end == nil; {
		var block []jsonLine
		block, number, end = readBlock(in, number)
		if end != nil && !errors.Is(end, io.EOF) {
			return end
		}
		answers, errs := llm.Map(p.ctx, runtime.GOMAXPROCS(0), block, func(_ context.Context, l jsonLine) ([]byte, error) {
			return one(l.data, l.number, answer)
		})
		for i, a := range answers {
			if errs[i] != nil {
				return errs[i]
			}
			if _, err := out.Write(append(a, '\n')); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// readBlock reads the lines behind a number that are worked on at once, and gives the number of the last; the error is
// [io.EOF] behind the last line of all.
func readBlock(in *bufio.Reader, number int) (block []jsonLine, last int, err error) {
	for size := 0; len(block) < batch && size < maxLine && err == nil; {
		var line []byte
		number++
		if line, err = readLine(in); errors.Is(err, bufio.ErrTooLong) {
			return nil, number, fmt.Errorf("line %d is longer than %d bytes", number, maxLine)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			block, size = append(block, jsonLine{number, line}), size+len(line)
		}
	}
	return block, number, err
}

// readLine reads a line with its end, or fails with [bufio.ErrTooLong] before it holds more than maxLine of it.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			return nil, bufio.ErrTooLong
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// one is the answer to one line.
func one[In any](line []byte, number int, answer func(In) any) ([]byte, error) {
	var v In
	var result any
	if err := json.Unmarshal(line, &v); err != nil || !utf8.Valid(line) {
		if err == nil {
			err = errors.New("not UTF-8")
		}
		result = map[string]any{"error": fmt.Sprintf("line %d: %v", number, err)}
	} else {
		result = answer(v)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(result); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
