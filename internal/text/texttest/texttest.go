// Package texttest reads texts for tests.
package texttest

import (
	"testing"

	"polydigest/internal/text"
)

// Plain reads a plain text.
func Plain(t testing.TB, s string) text.Document {
	t.Helper()
	doc, err := text.Read(text.Raw{Body: []byte(s), Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
