package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/gowebpki/jcs"
)

// volatile are the members of a digest that two makings of the same content may differ in.
var volatile = []string{"id", "created_at", "usage", "build", "content"}

// ContentHash is the SHA-256, in hex, of the digest's canonical form (RFC 8785) without the members that two
// makings of the same content may differ in: id, created_at, usage, build and content itself.
func (d *Digest) ContentHash() (string, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	return ContentHash(data)
}

// ContentHash is [Digest.ContentHash] of a digest that is JSON already. Members that this version of the program
// does not know count too, so that nothing in a stored digest can change unseen.
func ContentHash(data []byte) (string, error) {
	return canonicalHash(data, func(members map[string]json.RawMessage) error {
		for _, name := range volatile {
			delete(members, name)
		}
		return nil
	})
}

// Sealed is the hash of a digest with everything in it, the members that its content leaves out too. It is kept in
// usage, which content leaves out, so that an audit finds damage anywhere.
func Sealed(data []byte) (string, error) {
	return canonicalHash(data, func(members map[string]json.RawMessage) error {
		var usage map[string]json.RawMessage
		if err := json.Unmarshal(members["usage"], &usage); err != nil {
			return err
		}
		delete(usage, "seal")
		var err error
		members["usage"], err = json.Marshal(usage)
		return err
	})
}

// canonicalHash is the hash of the canonical form (RFC 8785) of what trim leaves of a digest.
func canonicalHash(data []byte, trim func(map[string]json.RawMessage) error) (string, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	if err := trim(members); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	rest, err := json.Marshal(members)
	if err != nil {
		return "", err
	}
	canonical, err := jcs.Transform(rest)
	if err != nil {
		return "", fmt.Errorf("digest: canonical form: %w", err)
	}
	return Hash(canonical), nil
}

// Hash is the SHA-256 of data in lower-case hex, as texts and raw bytes are stored under.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// fill makes nil slices and maps empty, so that the stored form has [] and {} and never null. What is left out when it
// is empty stays as it is.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !(strings.HasSuffix(f.Tag.Get("json"), ",omitempty") && v.Field(i).IsZero()) {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		for _, k := range v.MapKeys() { // a map's values cannot be changed in place
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(k))
			fill(value)
			v.SetMapIndex(k, value)
		}
	}
}

// Seal fills in the hashes of d and returns d as it is stored: indented JSON that ends in a newline.
func (d *Digest) Seal() ([]byte, error) {
	fill(reflect.ValueOf(d))
	hash, err := d.ContentHash()
	if err != nil {
		return nil, err
	}
	d.Content = hash
	data, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	if d.Usage.Seal, err = Sealed(data); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(d); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Decode reads a stored digest of any released version.
func Decode(data []byte) (*Digest, error) {
	var d Digest
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, fmt.Errorf("not a digest: %w", err)
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("this is %q, and this program reads %q: use a newer polydigest", d.Schema, Schema)
	}
	return &d, nil
}
