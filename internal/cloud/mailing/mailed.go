package mailing

import (
	"context"
	"encoding/json"

	"polydigest/internal/cloud"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses"
)

// MailedOut counts what an event said of mails of ours.
type MailedOut struct {
	Settled int `json:"settled"`
}

// Mailed takes in what SES tells of a mail afterwards: that it was taken, which settles one that may not have been;
// a bounce or a complaint, after which nothing is sent to that address.
func Mailed(ctx context.Context, w *cloud.Work, in json.RawMessage) (MailedOut, error) {
	events, err := ses.Events(in)
	if err != nil {
		return MailedOut{}, cloud.NewBadInput(err)
	}
	outbox := deliver.Outbox{KV: w.Place.Store}
	for _, e := range events {
		if err := outbox.Settle(ctx, e); err != nil {
			return MailedOut{}, err
		}
	}
	return MailedOut{len(events)}, nil
}
