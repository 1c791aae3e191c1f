package cloud

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"polydigest/internal/llm"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

// The errors that a function ends with. The runtime reports the name of the outermost error's Go type, and that is
// what a state machine's Retry and Catch compare: so every error leaves a function as one of these.
type (
	// Throttled: the provider asks for fewer requests. Retry, later each time.
	Throttled struct{ cause }
	// ProviderDown: the provider does not answer. Retry; in the end ask again with "fallback": true.
	ProviderDown struct{ cause }
	// OutOfTime: the function's time was too short. Retry a few times: what is done is kept.
	OutOfTime struct{ cause }
	// Pending: asked in a batch that is not ready. Wait, and run the step again.
	Pending struct{ cause }
	// Busy: another function is handing over this mail. Retry.
	Busy struct{ cause }
	// NotTaken: the mail server surely did not take the mail. Retry.
	NotTaken struct{ cause }
	// OverBudget: no more may be spent. Never retry.
	OverBudget struct{ cause }
	// BadConfig: nothing will succeed until somebody changes a setting. Never retry.
	BadConfig struct{ cause }
	// BadInput: the event is not one of this function's. Never retry.
	BadInput struct{ cause }
	// NothingToRead: no source gave a document. Never retry.
	NothingToRead struct{ cause }
	// NothingNew: sources were read, and have nothing of the run's period. The run is over, and nothing is wrong.
	NothingNew struct{ cause }
	// Missing: the step before has not run, or the run is not known. Never retry.
	Missing struct{ cause }
	// Crashed: a mistake of this program. Retry once.
	Crashed struct{ cause }
	// Failed: anything else, as a store that does not answer. Retry.
	Failed struct{ cause }
)

// A cause is the error behind a name.
type cause struct{ err error }

func (c cause) Unwrap() error { return c.err }

// NewBusy, NewNotTaken, NewBadConfig and NewBadInput give an error of another package its name.
func NewBusy(err error) error      { return &Busy{cause{err}} }
func NewNotTaken(err error) error  { return &NotTaken{cause{err}} }
func NewBadConfig(err error) error { return &BadConfig{cause{err}} }
func NewBadInput(err error) error  { return &BadInput{cause{err}} }

// Error is short enough for a state: many parts of a step may have failed, for reasons of any length.
func (c cause) Error() string {
	const most = 1000
	s := []rune(c.err.Error())
	if len(s) <= most {
		return string(s)
	}
	return string(s[:most]) + "…"
}

// named is err under the name that says most: of several failures the one that makes retrying useless.
func named(err error) error {
	if err == nil {
		return nil
	}
	all := leaves(err)
	worst := all[0]
	for _, e := range all {
		if rank(e) > rank(worst) {
			worst = e
		}
	}
	r := rank(worst)
	if len(all) > 1 {
		worst = fmt.Errorf("%w (and %d more)", worst, len(all)-1)
	}
	return names[r](worst)
}

// leaves are the errors that were joined to err.
func leaves(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) == 0 {
		return []error{err}
	}
	if slices.ContainsFunc(joined.Unwrap(), func(e error) bool { return errors.As(e, new(*pipeline.NothingError)) }) {
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, leaves(e)...)
	}
	return out
}

const (
	outOfTime = iota
	pending
	throttled
	providerDown
	busy
	notTaken
	failed
	missing
	nothingNew
	nothingToRead
	crashed
	overBudget
	badInput
	badConfig
)

// names are the errors by rank: where a step failed in several ways, the highest is told.
var names = [...]func(error) error{
	outOfTime:     func(e error) error { return &OutOfTime{cause{e}} },
	pending:       func(e error) error { return &Pending{cause{e}} },
	throttled:     func(e error) error { return &Throttled{cause{e}} },
	providerDown:  func(e error) error { return &ProviderDown{cause{e}} },
	busy:          func(e error) error { return &Busy{cause{e}} },
	notTaken:      func(e error) error { return &NotTaken{cause{e}} },
	failed:        func(e error) error { return &Failed{cause{e}} },
	missing:       func(e error) error { return &Missing{cause{e}} },
	nothingNew:    func(e error) error { return &NothingNew{cause{e}} },
	nothingToRead: func(e error) error { return &NothingToRead{cause{e}} },
	crashed:       func(e error) error { return &Crashed{cause{e}} },
	overBudget:    func(e error) error { return &OverBudget{cause{e}} },
	badInput:      func(e error) error { return &BadInput{cause{e}} },
	badConfig:     func(e error) error { return &BadConfig{cause{e}} },
}

// rank finds out what an error is.
func rank(err error) int {
	switch {
	case errors.As(err, new(*BadConfig)):
		return badConfig
	case errors.As(err, new(*BadInput)):
		return badInput
	case errors.As(err, new(*Crashed)):
		return crashed
	case errors.As(err, new(*NotTaken)):
		return notTaken
	case errors.As(err, new(*Busy)):
		return busy
	}
	if e, ok := errors.AsType[*pipeline.NothingError](err); ok {
		if e.Quiet() {
			return nothingNew
		}
		return nothingToRead
	}
	if e, ok := errors.AsType[*llm.Error](err); ok {
		return rankOfModel(e)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return outOfTime
	case errors.Is(err, store.ErrNotFound):
		return missing
	}
	return failed
}

func rankOfModel(e *llm.Error) int {
	if was, ok := errors.AsType[*llm.Error](e.Err); ok && e.Class == llm.Pending {
		e = was // what later held up: see later
	}
	switch e.Class {
	case llm.Pending:
		return pending
	case llm.OverBudget:
		return overBudget
	case llm.Fatal:
		return badConfig
	case llm.Down:
		return providerDown
	case llm.Retry:
		switch e.Code {
		case "deadline":
			return outOfTime
		case "rate_limit", "throttled":
			return throttled
		}
		return providerDown
	}
	return failed
}
