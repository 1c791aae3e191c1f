// Package mailed is the step that takes in what becomes of mails.
package mailed

import (
	"context"
	"encoding/json"

	"polydigest/internal/cloud"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses/events"
)

// Out counts what an event said of mails of ours.
type Out struct {
	Settled int `json:"settled"`
}

// Take takes in what SES tells of a mail afterwards: that it was taken, which settles one that may not have been;
// a bounce or a complaint, after which nothing is sent to that address.
func Take(ctx context.Context, w *cloud.Work, in json.RawMessage) (Out, error) {
	all, err := events.Read(in)
	if err != nil {
		return Out{}, cloud.NewBadInput(err)
	}
	outbox := deliver.Outbox{KV: w.Place.Store}
	for _, e := range all {
		if err := outbox.Settle(ctx, e); err != nil {
			return Out{}, err
		}
	}
	return Out{len(all)}, nil
}
