package llm

import (
	"encoding/json"
	"reflect"
)

// SchemaOf is the schema that Ask holds a model to for answers of type T.
func SchemaOf[T any]() (json.RawMessage, error) {
	s, err := schemaOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	return s.json, nil
}
