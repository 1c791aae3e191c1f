package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// One Ref holds as many JSON lines as are worth opening a file for.
const (
	batchLines = 64
	batchBytes = 1 << 20
)

// A line is one document of a .jsonl file.
type line struct {
	ID          string  `json:"id"`
	URL         string  `json:"url"`
	Title       string  `json:"title"`
	Publisher   string  `json:"publisher"`
	PublishedAt string  `json:"published_at"`
	Lang        string  `json:"lang"`
	Text        *string `json:"text"`
	HTML        *string `json:"html"`
}

// expandLines finds the lines of a file and cuts it into batches, without keeping any of it.
func expandLines(name string) []Ref {
	f, err := os.Open(name)
	if err != nil {
		return []Ref{failed(name, "%s", fileReason(err))}
	}
	defer f.Close()

	var refs []Ref
	batch := Ref{Source: name, Kind: Lines, Line: 1}
	flush := func(offset int64, next int) {
		if batch.Size > 0 {
			refs = append(refs, batch)
		}
		batch = Ref{Source: name, Kind: Lines, Line: next, Offset: offset}
	}
	in := bufio.NewReaderSize(f, 64<<10)
	offset := int64(0)
	for n := 1; ; n++ {
		size, err := skipLine(in)
		if size > MaxDocument {
			flush(0, 0)
			refs = append(refs, failed(fmt.Sprintf("%s:%d", name, n), "%s", tooLarge(size)))
			flush(offset+size, n+1)
		} else {
			batch.Size += size
		}
		offset += size
		if n+1-batch.Line >= batchLines || batch.Size >= batchBytes {
			flush(offset, n+1)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return append(refs, failed(name, "%s", fileReason(err)))
		}
	}
	flush(0, 0)
	if len(refs) == 0 {
		return []Ref{failed(name, "empty")}
	}
	return refs
}

// skipLine reads to the end of a line and says how many bytes it has, its end included.
func skipLine(in *bufio.Reader) (size int64, err error) {
	for {
		part, err := in.ReadSlice('\n')
		size += int64(len(part))
		if err != bufio.ErrBufferFull {
			return size, err
		}
	}
}

// readLines reads one batch.
func readLines(ref Ref) []text.Item {
	f, err := os.Open(ref.Source)
	if err != nil {
		return []text.Item{failedItem(ref.Source, "%s", fileReason(err))}
	}
	defer f.Close()
	body := make([]byte, min(ref.Size, batchBytes+MaxDocument))
	if _, err := f.ReadAt(body, ref.Offset); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("the file has changed while it was read")
		}
		return []text.Item{failedItem(fmt.Sprintf("%s:%d", ref.Source, ref.Line), "%s", fileReason(err))}
	}
	return parseLines(ref.Source, ref.Line, body)
}

// parseLines gives an item for each line that is not blank.
func parseLines(name string, first int, body []byte) []text.Item {
	var items []text.Item
	n := first
	for l := range bytes.Lines(body) {
		if l = bytes.TrimSpace(bytes.TrimPrefix(l, []byte("\xef\xbb\xbf"))); len(l) > 0 {
			items = append(items, parseLine(fmt.Sprintf("%s:%d", name, n), l))
		}
		n++
	}
	if len(items) == 0 {
		items = append(items, text.Item{Source: name, State: digest.Skipped, Reason: "blank lines only"})
	}
	return items
}

func parseLine(at string, l []byte) text.Item {
	var doc line
	if err := json.Unmarshal(l, &doc); err != nil {
		return failedItem(at, "not a JSON document: %v", err)
	}
	raw := text.Raw{
		URL: webLink(doc.URL), Title: doc.Title, Publisher: doc.Publisher, Language: doc.Lang,
		Published: doc.PublishedAt, DateBasis: digest.DateNone,
	}
	if raw.Published != "" {
		raw.DateBasis = digest.DateMeta
	}
	switch {
	case doc.Text != nil:
		raw.Body, raw.Plain = []byte(*doc.Text), true
	case doc.HTML != nil:
		raw.Body, raw.ContentType = []byte(*doc.HTML), "text/html; charset=utf-8"
	default:
		return failedItem(at, `neither "text" nor "html"`)
	}
	if len(bytes.TrimSpace(raw.Body)) == 0 {
		return failedItem(at, "empty")
	}
	source := at
	if raw.URL != "" {
		source = raw.URL
	} else if doc.ID != "" {
		source = doc.ID
	}
	return text.Item{Source: source, Raw: raw}
}

// isLine reports whether the first line of standard input says that all of it is JSON lines.
func isLine(first []byte) bool {
	var doc line
	return json.Unmarshal(first, &doc) == nil && (doc.Text != nil || doc.HTML != nil)
}
