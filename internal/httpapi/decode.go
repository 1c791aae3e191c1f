package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

const (
	maxBody  = 4 << 20 // what a Lambda function URL takes, and then some for its envelope
	maxDepth = 8
)

// decode reads a JSON body strictly into v: one value, valid UTF-8, no field twice or unknown, no deep nesting.
// encoding/json alone lets the last of two equal or differently cased fields win, so that two readers of one
// request may see two requests.
func decode(w http.ResponseWriter, r *http.Request, v any) ([]byte, error) {
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
		return nil, errMediaType
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, problem(http.StatusBadRequest, "bad-json", "The body could not be read", "")
	}
	if err := strict(body, v); err != nil {
		return nil, problem(http.StatusBadRequest, "bad-json", "The body is not the JSON it should be", err.Error())
	}
	return body, nil
}

// strict decodes one JSON value.
func strict(body []byte, v any) error {
	if !utf8.Valid(body) {
		return errors.New("not UTF-8")
	}
	walk := json.NewDecoder(bytes.NewReader(body))
	if err := once(walk, 0); err != nil {
		return plain(err)
	}
	if _, err := walk.Token(); err != io.EOF {
		return errors.New("something follows the value")
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	return plain(dec.Decode(v))
}

// once reads one value and refuses fields that are there twice.
func once(dec *json.Decoder, depth int) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	if depth == maxDepth {
		return fmt.Errorf("nested more than %d deep", maxDepth)
	}
	seen := map[string]bool{}
	for dec.More() {
		if open == '{' {
			name, err := dec.Token()
			if err != nil {
				return err
			}
			// Decode would take a field in another case for the same one.
			folded := strings.ToLower(fmt.Sprint(name))
			if seen[folded] {
				return fmt.Errorf("field %.40q is there twice", folded)
			}
			seen[folded] = true
		}
		if err := once(dec, depth+1); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}

// plain is a decoding error in words for a client: without Go's types, and with little of what was sent.
func plain(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind):
		return fmt.Errorf("field %.80q cannot be a %s", kind.Field, kind.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at byte %d", syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the value ends too early")
	}
	return errors.New(shorten(strings.TrimPrefix(err.Error(), "json: "), 120))
}
