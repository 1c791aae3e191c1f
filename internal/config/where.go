package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// locate puts the YAML library's error into one line, in words for those who write the file.
func locate(name string, data []byte, tree *ast.File, err error) error {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return &Error{name, 1, 1, err.Error()}
	}
	at := e.GetToken().Position
	message := e.GetMessage()
	var unknown *yaml.UnknownFieldError
	var kind *yaml.UnexpectedNodeTypeError
	var value *yaml.TypeError
	switch {
	case errors.As(err, &unknown):
		message = fmt.Sprintf("unknown key %q", unknown.Token.Value)
		if keys := keysBeside(body(tree), reflect.TypeFor[Config](), at); keys != nil {
			message += "; the keys here are " + strings.Join(keys, ", ")
		}
	case errors.As(err, &kind):
		message = fmt.Sprintf("here belongs %s, not %s", kindWord(kind.Expected), kindWord(kind.Actual))
	case errors.As(err, &value) && value.DstType.Kind() == reflect.Int:
		message = fmt.Sprintf("here belongs a whole number, not %q", value.Token.Value)
	case strings.Contains(message, "not allowed in this context"):
		message += "; is it indented like the lines that it belongs with?"
	case indentedByTab(data, at.Line):
		message = "a tab: YAML is indented with spaces"
	}
	return &Error{name, at.Line, at.Column, message}
}

func kindWord(t ast.NodeType) string {
	switch t {
	case ast.SequenceType:
		return "a list, such as [a, b]"
	case ast.MappingType, ast.MappingValueType:
		return "keys with values, such as {key: value}"
	case ast.IntegerType, ast.FloatType:
		return "a number"
	}
	return "a text"
}

func indentedByTab(data []byte, line int) bool {
	lines := strings.Split(string(data), "\n")
	if line < 1 || line > len(lines) {
		return false
	}
	text := strings.TrimLeft(lines[line-1], " ")
	return strings.HasPrefix(text, "\t")
}

// body is the content of a file's first document, or nil.
func body(tree *ast.File) ast.Node {
	if tree == nil || len(tree.Docs) == 0 {
		return nil
	}
	return tree.Docs[0].Body
}

// entries are the keys of a mapping with their values.
func entries(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

// keysBeside are the keys that the mapping may have in which a key stands that it may not; nil if there is none at
// that place. t is the type that n is read into.
func keysBeside(n ast.Node, t reflect.Type, at *token.Position) []string {
	if list, ok := n.(*ast.SequenceNode); ok && t.Kind() == reflect.Slice {
		for _, v := range list.Values {
			if keys := keysBeside(v, t.Elem(), at); keys != nil {
				return keys
			}
		}
		return nil
	}
	known := map[string]reflect.Type{}
	var names []string
	if t.Kind() == reflect.Struct {
		for f := range t.Fields() {
			known[f.Tag.Get("yaml")] = f.Type
			names = append(names, f.Tag.Get("yaml"))
		}
	}
	for _, e := range entries(n) {
		key := e.Key.GetToken()
		inner, ok := known[key.Value]
		switch {
		case key.Position.Offset == at.Offset && names != nil:
			return names
		case t.Kind() == reflect.Map:
			inner, ok = t.Elem(), true
		}
		if ok {
			if keys := keysBeside(e.Value, inner, at); keys != nil {
				return keys
			}
		}
	}
	return nil
}

// position is where the value at a path is, its key if the value has lines of its own, or the nearest thing above it.
func position(tree *ast.File, path []any) (line, column int) {
	at := &token.Position{Line: 1, Column: 1}
	n := body(tree)
	for _, step := range path {
		var next ast.Node
		switch step := step.(type) {
		case string:
			for _, e := range entries(n) {
				if e.Key.GetToken().Value == step {
					next, at = e.Value, place(e)
				}
			}
		case int:
			if list, ok := n.(*ast.SequenceNode); ok && step < len(list.Values) {
				next = list.Values[step]
				at = next.GetToken().Position
				if inner := entries(next); len(inner) > 0 {
					at = inner[0].Key.GetToken().Position
				}
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return at.Line, at.Column
}

// place is where a reader looks for an entry's value.
func place(e *ast.MappingValueNode) *token.Position {
	key, value := e.Key.GetToken().Position, e.Value
	if value == nil || value.GetToken() == nil || value.GetToken().Position.Line != key.Line {
		return key
	}
	if len(entries(value)) > 0 && value.GetToken().Type != token.MappingStartType {
		return key
	}
	return value.GetToken().Position
}
