package llm_test

import (
	"errors"

	"polydigest/internal/llm"
)

func asError(err error) (*llm.Error, bool) { return errors.AsType[*llm.Error](err) }
