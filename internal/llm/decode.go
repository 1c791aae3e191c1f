package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	maxAnswer = 1 << 20 // bytes; the longest answer that was ever useful had 60 KiB
	maxDepth  = 8       // of objects and lists in an answer
)

// decode reads text, a model's answer, into v. The answer is one JSON value that fits s and nothing else; a
// code fence around it or a thinking block before it are taken off once. encoding/json alone would let the
// last of two equal keys win, take a key of another case, and repair broken text silently.
//
// replaced says that the request itself held U+FFFD, so that an answer may.
func decode(text string, s *schema, replaced bool, v any) error {
	if len(text) > maxAnswer {
		return fmt.Errorf("the answer has %d bytes; %d are allowed", len(text), maxAnswer)
	}
	text = Unwrap(text)
	if text == "" {
		return errors.New("the answer is empty")
	}
	if err := OneValue([]byte(text), maxDepth, replaced); err != nil {
		return fmt.Errorf("the answer is not one JSON value: %w", err)
	}
	var instance any
	if err := json.Unmarshal([]byte(text), &instance); err != nil {
		return fmt.Errorf("the answer is not one JSON value: %w", err)
	}
	if err := s.resolved.Validate(instance); err != nil {
		return fmt.Errorf("the answer does not fit the schema: %w", err)
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fmt.Errorf("the answer does not fit the schema: %w", err)
	}
	return nil
}

// Unwrap takes off one thinking block and one code fence, which some models put around their JSON even when
// they were given a schema.
func Unwrap(text string) string {
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, "<think>"); ok {
		if _, after, ok := strings.Cut(rest, "</think>"); ok {
			text = strings.TrimSpace(after)
		}
	}
	if rest, ok := strings.CutPrefix(text, "```"); ok {
		if inner, ok := strings.CutSuffix(rest, "```"); ok {
			text = strings.TrimSpace(strings.TrimPrefix(inner, "json"))
		}
	}
	return text
}

// OneValue checks that b is exactly one JSON value in valid UTF-8, at most depth objects and lists deep,
// without equal keys in one object, and, unless replaced, without U+FFFD in a string.
func OneValue(b []byte, depth int, replaced bool) error {
	if !utf8.Valid(b) {
		return errors.New("not valid UTF-8")
	}
	w := walker{json.NewDecoder(bytes.NewReader(b)), depth, replaced}
	w.dec.UseNumber()
	if err := w.value(0); err != nil {
		return err
	}
	if _, err := w.dec.Token(); err != io.EOF {
		return errors.New("something follows the first value")
	}
	return nil
}

// A walker reads a JSON value for what encoding/json passes over.
type walker struct {
	dec      *json.Decoder
	depth    int
	replaced bool
}

func (w *walker) value(depth int) error {
	t, err := w.dec.Token()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	switch t := t.(type) {
	case string:
		return w.text(t)
	case json.Delim:
		if depth == w.depth {
			return fmt.Errorf("nested deeper than %d", w.depth)
		}
		if t == '{' {
			return w.object(depth)
		}
		return w.list(depth)
	}
	return nil
}

func (w *walker) object(depth int) error {
	seen := make(map[string]bool)
	for w.dec.More() {
		t, err := w.dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string) // the decoder lets nothing else be a key
		if seen[key] {
			return fmt.Errorf("key %q occurs twice in one object", key)
		}
		seen[key] = true
		if err := w.text(key); err != nil {
			return err
		}
		if err := w.value(depth + 1); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	_, err := w.dec.Token()
	return err
}

func (w *walker) list(depth int) error {
	for i := 0; w.dec.More(); i++ {
		if err := w.value(depth + 1); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	_, err := w.dec.Token()
	return err
}

// text refuses the replacement character, which stands where the provider broke a character between two
// tokens, or where the model wrote half a surrogate pair.
func (w *walker) text(s string) error {
	if !w.replaced && strings.ContainsRune(s, utf8.RuneError) {
		return errors.New("a string holds U+FFFD, a character that was broken on the way")
	}
	return nil
}
