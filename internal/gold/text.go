package gold

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"
)

// Text returns all words of a document, chrome included: its file decoded by the stated charset, without
// tags, and every run of white space as one space. It is deliberately simpler than the program's own reading,
// so that a key can be held against its documents without trusting what it measures.
func (k Key) Text(d Document) (string, error) {
	file, _, _ := strings.Cut(d.ID, "#")
	raw, err := os.ReadFile(filepath.Join(k.Dir, file))
	if err != nil {
		return "", fmt.Errorf("read document: %w", err)
	}
	enc, err := htmlindex.Get(d.Charset)
	if err != nil {
		return "", fmt.Errorf("document %s: charset %q: %w", d.ID, d.Charset, err)
	}
	if raw, err = enc.NewDecoder().Bytes(raw); err != nil {
		return "", fmt.Errorf("document %s: decode %s: %w", d.ID, d.Charset, err)
	}
	body := string(raw)
	if d.Line > 0 {
		if body, err = line(raw, d.Line); err != nil {
			return "", fmt.Errorf("document %s: %w", d.ID, err)
		}
	}
	if d.Form != Plain {
		body = words(body)
	}
	return Flat(body), nil
}

// Flat returns s with every run of white space as one space and none at its ends.
func Flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// line returns the text or HTML of the nth line of a .jsonl file.
func line(raw []byte, n int) (string, error) {
	lines := bytes.Split(bytes.TrimSuffix(raw, []byte("\n")), []byte("\n"))
	if n > len(lines) {
		return "", fmt.Errorf("line %d of %d", n, len(lines))
	}
	var row struct{ Text, HTML string }
	if err := json.Unmarshal(lines[n-1], &row); err != nil {
		return "", fmt.Errorf("line %d: %w", n, err)
	}
	return row.Text + row.HTML, nil
}

// words returns the text of an HTML page: tags dropped, entities decoded, nothing put in their place.
func words(page string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.WriteString(z.Token().Data)
		}
	}
}
