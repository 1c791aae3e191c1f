// Package deliver mails digests to their recipients, each digest to each recipient at most once.
//
// What is sent to whom stands in an outbox: one object per recipient, recipients/<hash>.json, that holds their
// suppressions and a row for each digest. Everything happens by compare-and-swap on that object, so claiming a
// mail and leaving a list cannot pass each other unseen. A row's states:
//
//	PENDING ──claim──▶ SENDING ──▶ SENT        the provider took it
//	   ▲                  ├──────▶ PENDING     it surely did not, and may be asked again
//	   └──────────────────┤
//	                      ├──────▶ FAILED      it surely did not, and will not
//	                      └──────▶ UNKNOWN     it may have: no answer, or the process died while sending
//
// The intent is written before the mail is handed over. What is UNKNOWN is never sent again by itself: an event of
// the provider settles it ([Outbox.Settle]), or an operator does ([Outbox.Release]).
package deliver

import (
	"context"
	"fmt"
)

// A Sender hands mails to a provider.
type Sender interface {
	// Send hands m over once, without retries of its own. Any error other than a [NotTaken] means that the
	// provider may have taken it.
	Send(ctx context.Context, m Mail) (Receipt, error)
}

// A Mail is a message ready to be handed over.
type Mail struct {
	ID       string // of the outbox row; providers that echo a tag in their events get it
	From, To string // bare addresses, for the envelope
	Raw      []byte // RFC 5322, lines end in CR LF
}

// A Receipt is a provider's name for a mail that it took.
type Receipt struct{ ID string }

// NotTaken is the error of a Sender when the provider surely did not take the mail.
type NotTaken struct {
	Err       error
	Permanent bool // asking again will not help: the address or the message is refused
}

func (e *NotTaken) Error() string { return fmt.Sprintf("not taken: %v", e.Err) }

func (e *NotTaken) Unwrap() error { return e.Err }
