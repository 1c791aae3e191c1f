package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"polydigest/internal/digest"
)

// BundleVersion is the version of the bundle that this package writes.
const BundleVersion = "polydigest-bundle/1"

// A Bundle is a digest and the texts that it rests on in one JSON file, so that it can be read, shown and checked
// where its store is not.
type Bundle struct {
	Version string            `json:"bundle"`
	Digest  *digest.Digest    `json:"digest"`
	Texts   map[string]string `json:"texts"` // by their SHA-256 in lower-case hexadecimal; a removed text is not there
}

// Text is a [Texts].
func (b *Bundle) Text(sha256 string) (string, error) {
	if text, ok := b.Texts[sha256]; ok {
		return text, nil
	}
	return "", fmt.Errorf("text %s: not in the bundle", sha256)
}

// NewBundle gathers the texts of d's documents. One that is not at hand is left out.
func NewBundle(d *digest.Digest, texts Texts) *Bundle {
	b := &Bundle{Version: BundleVersion, Digest: d, Texts: map[string]string{}}
	for _, doc := range d.Documents {
		if texts == nil || doc.TextSHA256 == "" {
			continue
		}
		if text, err := texts(doc.TextSHA256); err == nil {
			b.Texts[doc.TextSHA256] = text
		}
	}
	return b
}

// WriteBundle writes d and its texts.
func WriteBundle(w io.Writer, d *digest.Digest, texts Texts) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(NewBundle(d, texts))
}

// ReadBundle reads what [WriteBundle] wrote. Fields that it does not know are skipped, a newer major version is
// refused, and so is a text whose hash is not its key: what a bundle quotes can be checked against its own texts.
func ReadBundle(r io.Reader) (*Bundle, error) {
	var b Bundle
	dec := json.NewDecoder(r)
	if err := dec.Decode(&b); err != nil {
		return nil, fmt.Errorf("reading bundle: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("reading bundle: something follows its end")
	}
	if b.Version != BundleVersion {
		return nil, fmt.Errorf("reading bundle: version %.40q, this program reads %q", b.Version, BundleVersion)
	}
	if b.Digest == nil || !strings.HasPrefix(b.Digest.Schema, "polydigest/") {
		return nil, fmt.Errorf("reading bundle: no digest in it")
	}
	if b.Digest.Schema != digest.Schema {
		return nil, fmt.Errorf("reading bundle: digest of schema %.40q, this program reads %q", b.Digest.Schema, digest.Schema)
	}
	for key, text := range b.Texts {
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != key {
			return nil, fmt.Errorf("reading bundle: text %.80q does not have the hash it is stored under", key)
		}
	}
	return &b, nil
}
