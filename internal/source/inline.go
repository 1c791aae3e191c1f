package source

import (
	"encoding/json"
	"fmt"

	"polydigest/internal/digest"
	"polydigest/internal/text"
)

// Inline makes an item of document n, counted from 0, of those that came with a request.
func Inline(d digest.Inline, n int) text.Item {
	at := fmt.Sprintf("document %d", n+1)
	if d.ID != "" {
		at = d.ID
	}
	line, err := json.Marshal(d)
	if err != nil {
		return failedItem(at, "%v", err)
	}
	return parseLine(at, line)
}
