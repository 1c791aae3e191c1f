package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"polydigest/internal/digest"
)

// A NothingError says that no source gave a document. Items say why, source by source.
type NothingError struct{ Items []digest.Item }

// Quiet reports whether there is nothing new: a source was read, and what it has was published outside the period.
// Where none could be read it is not known whether there is.
func (e *NothingError) Quiet() bool {
	return slices.ContainsFunc(e.Items, func(i digest.Item) bool { return i.State == digest.OutsidePeriod })
}

// named is how many sources the text of a [NothingError] names.
const named = 3

func (e *NothingError) Error() string {
	var why []string
	for _, item := range e.Items[:min(named, len(e.Items))] {
		why = append(why, item.Source+": "+item.Reason)
	}
	if more := len(e.Items) - named; more > 0 {
		why = append(why, fmt.Sprintf("and %d more", more))
	}
	return strings.TrimSuffix("nothing could be used: "+strings.Join(why, "; "), ": ")
}
