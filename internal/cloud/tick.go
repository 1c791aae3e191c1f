package cloud

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses"
	"polydigest/internal/digest"
)

// TickIn is what a schedule sends: which digest of polydigest.yaml is due, and since when. The time is the same in
// every attempt (<aws.scheduler.scheduled-time>).
type TickIn struct {
	Name      string    `json:"name"`
	Scheduled time.Time `json:"scheduled"`
}

// TickOut names the run, and so its execution.
type TickOut struct {
	Run digest.RunID `json:"run"`
}

// Tick starts the state machine for a schedule, once for each of its times: a scheduler delivers at least once.
func Tick(ctx context.Context, w *Work, in TickIn) (TickOut, error) {
	if in.Name == "" || in.Scheduled.IsZero() {
		return TickOut{}, &BadInput{cause{errors.New(`want {"name", "scheduled"}`)}}
	}
	executions, err := w.place.runs(ctx)
	if err != nil {
		return TickOut{}, err
	}
	started, err := w.tick(ctx, in.Name, in.Scheduled)
	if err != nil {
		return TickOut{}, err
	}
	return TickOut{started.Run}, executions.execute(ctx, started.Run)
}

// MailedOut counts what an event said of mails of ours.
type MailedOut struct {
	Settled int `json:"settled"`
}

// Mailed takes in what SES tells of a mail afterwards: that it was taken, which settles one that may not have been;
// a bounce or a complaint, after which nothing is sent to that address.
func Mailed(ctx context.Context, w *Work, in json.RawMessage) (MailedOut, error) {
	events, err := ses.Events(in)
	if err != nil {
		return MailedOut{}, &BadInput{cause{err}}
	}
	outbox := deliver.Outbox{KV: w.Store}
	for _, e := range events {
		if err := outbox.Settle(ctx, e); err != nil {
			return MailedOut{}, err
		}
	}
	return MailedOut{len(events)}, nil
}
