package pipeline

import "polydigest/internal/digest"

// A NothingError says that no source gave a document. Items say why, source by source.
type NothingError struct{ Items []digest.Item }

func (e *NothingError) Error() string { return "nothing could be used" }
