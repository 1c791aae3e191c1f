// Package readtest reads texts for tests.
package readtest

import (
	"testing"

	"polydigest/internal/read"
	"polydigest/internal/text"
)

// Plain reads a plain text.
func Plain(t testing.TB, s string) text.Document {
	t.Helper()
	doc, err := read.Document(text.Raw{Body: []byte(s), Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
