package llm

import (
	"errors"
	"fmt"
	"time"
)

// A Class says what to do about an error.
type Class int

const (
	Retry      Class = iota + 1 // the same request may succeed later: rate limit, overload, broken connection
	Split                       // too long for the model's window, or the answer was: ask about less
	Skip                        // this content is refused, by a filter or the model; other content is not
	BadAnswer                   // the model answered, but not with what was asked for
	Fatal                       // nothing will succeed until the user changes something: key, model name, quota
	Down                        // the provider has stopped answering: fall back
	OverBudget                  // the call could cost more than is left: fall back
	Pending                     // asked in a batch that is not ready: run again later
)

var classNames = [...]string{
	"other", "retry", "split", "skip", "bad_answer", "fatal", "down", "over_budget", "pending",
}

// String returns the class as logs and traces name it.
func (c Class) String() string {
	if c < 0 || int(c) >= len(classNames) {
		return fmt.Sprintf("class %d", int(c))
	}
	return classNames[c]
}

// Paid says whether a failed request was billed.
type Paid int

const (
	NotPaid   Paid = iota // the provider refused it before answering
	PaidUsage             // it answered; Error.Usage is what it billed
	PaidMaybe             // the connection broke after the request was sent: count it as billed
)

// An Error is a request without a usable answer. Get at it with errors.As, or ask [ClassOf].
type Error struct {
	Class   Class
	Code    string        // short and stable, for coverage and traces: rate_limit, context_length, refusal, …
	Message string        // what happened and what to do next; holds neither keys nor text of the documents
	Status  int           // of the HTTP answer, 0 if there was none
	After   time.Duration // Retry: not before this; 0 if the provider did not say
	Last    bool          // Retry: but not by us; the provider said so, or we tried often enough
	Context int           // Split: how many tokens of a prompt fit, if that has become known
	Paid    Paid
	Usage   Usage
	Rate    Rate
	Err     error // cause, or nil
}

func (e *Error) Error() string {
	if e.Message != "" {
		return e.Message
	}
	return e.Class.String() + ": " + e.Code
}

func (e *Error) Unwrap() error { return e.Err }

// unasked reports whether there was no request at all: it was refused on this side.
func (e *Error) unasked() bool {
	return e.Class == OverBudget || e.Status == 0 && e.Paid == NotPaid && e.Class != Retry && e.Class != Fatal
}

// ClassOf returns the class of the first *Error in err's tree, or 0 if there is none: then it is the context's
// error, or a mistake of this program.
func ClassOf(err error) Class {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Class
	}
	return 0
}
