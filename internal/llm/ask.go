package llm

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Ask sends req to m and reads the answer into a T, whose strict schema (see [SchemaOf]) the model is held to. An
// answer that cannot be read is asked for once more, with the exact reason; if that does not help the error's class
// is BadAnswer. The response counts the usage of both.
func Ask[T any](ctx context.Context, m Model, req Request) (T, Response, error) {
	var v T
	s, err := schemaOf(reflect.TypeFor[T]())
	if err != nil {
		return v, Response{}, err
	}
	req.Schema = s.json
	replaced := slices.ContainsFunc(req.Messages, func(m Message) bool {
		return strings.ContainsRune(m.Content, utf8.RuneError)
	})

	first, err := m.Complete(ctx, req)
	if err == nil {
		err = decode(first.Text, s, replaced, &v)
		if err == nil {
			return v, first, nil
		}
	} else if e, ok := errors.AsType[*Error](err); ok && e.Class == BadAnswer {
		first.Usage = e.Usage
	} else {
		return v, first, fmt.Errorf("%s: %w", req.Prompt, err)
	}

	second, err := m.Complete(ctx, repair(req, first.Text, err))
	second.Usage, second.Cost = second.Usage.Plus(first.Usage), second.Cost+first.Cost
	second.keep = first.keep // under the question that was asked, so that it is not asked again
	if err != nil {
		return v, second, fmt.Errorf("%s: %w", req.Prompt, err)
	}
	v = *new(T)
	if err := decode(second.Text, s, replaced, &v); err != nil {
		return *new(T), second, &Error{Class: BadAnswer, Code: "bad_json", Paid: PaidUsage, Usage: second.Usage, Err: err,
			Message: fmt.Sprintf("%s: %s cannot be read, twice: %v", req.Prompt, second.Model, err)}
	}
	return v, second, nil
}

// maxQuoted bounds how much of a bad answer is shown to the model that gave it, in bytes.
const maxQuoted = 8 << 10

// repair returns the request that asks again for an answer to req, which could not be read because of err.
func repair(req Request, bad string, err error) Request {
	req.Key += "-again"
	req.Messages = slices.Clip(req.Messages)
	if len(bad) > maxQuoted {
		bad = bad[:maxQuoted]
	}
	if bad = strings.ToValidUTF8(bad, ""); bad != "" {
		req.Messages = append(req.Messages, Message{"assistant", bad})
	}
	req.Messages = append(req.Messages, Message{"user", fmt.Sprintf(
		"That answer could not be used: %v. Answer again, completely: one JSON value that fits the schema, nothing else.", err)})
	if req.Estimate > 0 {
		req.Estimate += Tokens(bad) + 60
	}
	return req
}
