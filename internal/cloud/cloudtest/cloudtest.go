// Package cloudtest has what the tests of the functions share.
package cloudtest

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"
)

// Event checks that the sample event beside a function, event.json, is one that its handler takes: every field of it
// is read, and what was read is not nothing.
func Event(t *testing.T, handler any) {
	t.Helper()
	data, err := os.ReadFile("event.json")
	if err != nil {
		t.Fatal(err)
	}
	in := reflect.New(reflect.TypeOf(handler).In(1))
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(in.Interface()); err != nil {
		t.Errorf("event.json: %v", err)
	}
	if in.Elem().IsZero() {
		t.Error("event.json is an event of nothing")
	}
}
