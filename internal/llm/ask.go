package llm

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxAnswers is how many answers to one question are paid for before it is given up.
const maxAnswers = 3

// Ask sends req to m and reads the answer into a T, whose strict schema the model is held
// to. An answer that cannot be read is asked for again, with the exact reason, and once more; if that does
// not help the error's class is BadAnswer. The response counts the usage of all of them.
func Ask[T any](ctx context.Context, m Model, req Request) (T, Response, error) {
	var none T
	s, err := schemaOf(reflect.TypeFor[T]())
	if err != nil {
		return none, Response{}, err
	}
	req.Schema = s.json
	replaced := slices.ContainsFunc(req.Messages, func(m Message) bool {
		return strings.ContainsRune(m.Content, utf8.RuneError)
	})

	var sum Response // what all answers cost, and the cache's place for the question
	again := req
	for answers := 1; ; answers++ {
		resp, err := m.Complete(ctx, again)
		if answers == 1 {
			sum.keep = resp.keep // under the question that was asked, so that it is not asked again
		}
		if e, ok := asError(err); ok {
			resp.Usage = e.Usage
		}
		resp.keep, resp.Usage, resp.Cost = sum.keep, resp.Usage.Plus(sum.Usage), resp.Cost+sum.Cost
		sum = resp
		if err == nil {
			var v T
			if err = decode(resp.Text, s, replaced, &v); err == nil {
				return v, resp, nil
			}
		} else if ClassOf(err) != BadAnswer {
			return none, resp, fmt.Errorf("%s: %w", req.Prompt, err)
		}
		if answers == maxAnswers {
			return none, resp, &Error{
				Class: BadAnswer, Code: "unreadable", Paid: PaidUsage, Usage: resp.Usage, Err: err,
				Message: fmt.Sprintf("%s: no usable answer in %d: %v", req.Prompt, answers, err),
			}
		}
		again = repair(req, resp.Text, err)
	}
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
	req.Messages = append(req.Messages, Message{"user", fmt.Sprintf("That answer could not be used: %v. "+
		"Answer again, completely: one JSON value that fits the schema, nothing else.", err)})
	if req.Estimate > 0 {
		req.Estimate += Tokens(bad) + 60
	}
	return req
}
