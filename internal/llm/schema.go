package llm

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
)

// A schema is the shape of an answer, for the provider and for our own check.
type schema struct {
	json     json.RawMessage
	resolved *jsonschema.Resolved
}

var schemas sync.Map // reflect.Type → *schema

// schemaOf is the strict JSON Schema of t: properties in the order of declaration (models write in that
// order), all of them required, no others allowed, lists never null. A pointer is a value or null. The tag
// `enum:"a,b,c"` on a string, or a list of strings, allows only these values; the tag `jsonschema:"…"`
// describes a field to the model. A field with omitempty is asked for like any other, but an answer without it is read.
//
// Maps, interfaces and recursive types have no strict schema and are errors.
func schemaOf(t reflect.Type) (*schema, error) {
	if s, ok := schemas.Load(t); ok {
		return s.(*schema), nil
	}
	js, err := jsonschema.ForType(t, nil)
	if err != nil {
		return nil, fmt.Errorf("schema of %v: %w", t, err)
	}
	if err := strict(t, js); err != nil {
		return nil, fmt.Errorf("schema of %v: %w", t, err)
	}
	s := new(schema)
	if s.json, err = json.Marshal(js); err != nil {
		return nil, fmt.Errorf("schema of %v: %w", t, err)
	}
	forgive(t, js)
	if s.resolved, err = js.Resolve(nil); err != nil {
		return nil, fmt.Errorf("schema of %v: %w", t, err)
	}
	schemas.Store(t, s)
	return s, nil
}

// strict makes of the schema that was inferred from t one that providers' strict modes accept.
func strict(t reflect.Type, s *jsonschema.Schema) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if len(s.Properties) == 0 {
			return fmt.Errorf("%v has no fields", t)
		}
		s.Required = s.PropertyOrder
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" {
				name = f.Name
			}
			p := s.Properties[name]
			if p == nil || f.Anonymous || !f.IsExported() {
				continue
			}
			if err := strict(f.Type, p); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			enumerate(p, f.Tag.Get("enum"))
		}
	case reflect.Slice, reflect.Array:
		s.Types = slices.DeleteFunc(s.Types, func(t string) bool { return t == "null" })
		if len(s.Types) == 1 {
			s.Type, s.Types = s.Types[0], nil
		}
		return strict(t.Elem(), s.Items)
	case reflect.Map, reflect.Interface:
		return fmt.Errorf("%v has no strict schema", t)
	}
	return nil
}

// forgive lets an answer leave out the fields with omitempty.
func forgive(t reflect.Type, s *jsonschema.Schema) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		forgive(t.Elem(), s.Items)
	case reflect.Struct:
		s.Required = slices.Clone(s.Required) // it is the list of properties in their order
		for _, f := range reflect.VisibleFields(t) {
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if options == "omitempty" {
				s.Required = slices.DeleteFunc(s.Required, func(r string) bool { return r == name })
			}
			if p := s.Properties[name]; p != nil {
				forgive(f.Type, p)
			}
		}
	}
}

// enumerate allows only the values of an enum tag, in a string or in each item of a list.
func enumerate(s *jsonschema.Schema, tag string) {
	if tag == "" {
		return
	}
	if s.Items != nil {
		s = s.Items
	}
	for v := range strings.SplitSeq(tag, ",") {
		s.Enum = append(s.Enum, v)
	}
}
