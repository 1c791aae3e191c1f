package pipeline

import (
	"fmt"
	"strings"

	"polydigest/internal/digest"
)

// A NothingError says that no source gave a document. Items say why, source by source.
type NothingError struct{ Items []digest.Item }

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
