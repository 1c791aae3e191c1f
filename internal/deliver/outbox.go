package deliver

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/render"
	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// An Outbox mails digests and remembers to whom. Its fields are set before use; its methods may be called from
// several goroutines and processes.
type Outbox struct {
	KV     store.KV
	Sender Sender
	From   string    // "Name <address>" or a bare address
	Base   string    // address of our pages, https://digests.example.org; "" when there are none
	Keys   link.Keys // sign the links in mails; without them or Base mails have none
	Now    func() time.Time
	// Lease is how long a process may take to hand over one mail before it is taken for dead; 0 is two minutes.
	// It must be longer than the Sender's own timeout and the differences between clocks together.
	Lease time.Duration
}

// maxAttempts is how often a mail that was surely not taken is handed over before it is given up.
const maxAttempts = 8

// ErrBusy says that another process is handing over this mail right now.
var ErrBusy = errors.New("is being sent by another process")

// PageLife is how long the link to a digest's page in a mail is good for.
const PageLife = 90 * 24 * time.Hour

func (o *Outbox) now() time.Time {
	if o.Now != nil {
		return o.Now().UTC()
	}
	return time.Now().UTC()
}

// Send mails d, in the edition for lang, to an address unless that has been done or may have been done. The row
// says how it ended; the error is of this attempt, and nil whenever there is nothing to be done: the mail was sent
// now or before, the recipient gets none, or it may have been sent before and is left alone.
func (o *Outbox) Send(ctx context.Context, d *digest.Digest, texts render.Texts, address, lang string) (Row, error) {
	to, err := Address(address)
	if err != nil {
		return Row{}, err
	}
	hash := Hash(to)
	id := rowID(d.ID, hash)
	// The message is made before the row is claimed: what cannot be made leaves no trace of a mail.
	mail, messageID, err := o.compose(d, texts, id, to, lang)
	if err != nil {
		return Row{}, fmt.Errorf("mail of digest %s: %w", d.ID, err)
	}
	row, claimed, err := o.claim(ctx, hash, to, Row{ID: id, Digest: d.ID, List: List(d.Name), MessageID: messageID})
	if err != nil || !claimed {
		return row, err
	}
	receipt, sendErr := o.Sender.Send(ctx, mail)
	return o.settle(ctx, hash, row, receipt, sendErr)
}

// claim makes the row if it is not there, and makes it SENDING if it may be sent.
func (o *Outbox) claim(ctx context.Context, hash, address string, fresh Row) (row Row, claimed bool, err error) {
	owner := rand.Text()
	err = o.change(ctx, hash, func(r *Recipient) error {
		r.Address = address
		claimed = false
		var ok bool
		if row, ok = r.Rows[fresh.ID]; !ok {
			row = fresh
			row.State = Pending
			if row.Digest <= r.Forgotten {
				return fmt.Errorf("digest %s is too old to know whether it was sent", row.Digest)
			}
		}
		now := o.now()
		switch row.State {
		case Sending:
			if now.Before(row.Lease) {
				return ErrBusy
			}
			row.State, row.Owner, row.Reason, row.At = Unknown, "", "the process that sent it stopped", now
		case Pending:
			if s, barred := r.barred(row.List); barred {
				row.State, row.Reason, row.At = Suppressed, s.Reason, now
				break
			}
			row.State, row.Owner, row.At, row.Lease, row.Reason = Sending, owner, now, now.Add(o.lease()), ""
			row.Attempt++
			claimed = true
		}
		r.Rows[row.ID] = row
		return nil
	})
	if err != nil {
		return Row{}, false, err
	}
	return row, claimed, nil
}

func (o *Outbox) lease() time.Duration {
	if o.Lease > 0 {
		return o.Lease
	}
	return 2 * time.Minute
}

// settle writes how handing over ended. It does so even when ctx has ended meanwhile; if it cannot, the row stays
// SENDING and becomes UNKNOWN once its lease is over.
func (o *Outbox) settle(ctx context.Context, hash string, claimed Row, receipt Receipt, sendErr error) (Row, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	row := claimed
	row.Owner, row.Lease, row.At = "", time.Time{}, o.now()
	var refused *NotTaken
	switch {
	case sendErr == nil:
		row.State, row.Receipt = Sent, receipt.ID
	case errors.As(sendErr, &refused) && (refused.Permanent || row.Attempt >= maxAttempts):
		row.State, row.Reason = Failed, short(sendErr)
	case refused != nil:
		row.State, row.Reason = Pending, short(sendErr)
	default:
		row.State, row.Reason = Unknown, short(sendErr)
	}
	err := o.change(ctx, hash, func(r *Recipient) error {
		now, ok := r.Rows[row.ID]
		if !ok || now.Owner != claimed.Owner || now.Attempt != claimed.Attempt {
			// An event of the provider, or somebody who took us for dead, has settled it: theirs stands.
			row = now
			return errSettled
		}
		r.Rows[row.ID] = row
		return nil
	})
	if err != nil && !errors.Is(err, errSettled) {
		return row, fmt.Errorf("mail %s was handed over, its state is not stored: %w", row.ID, err)
	}
	if row.State == Sent {
		return row, nil
	}
	return row, sendErr
}

var errSettled = errors.New("settled already")

func short(err error) string {
	return render.Shorten(err.Error(), 300)
}

// An Event is what a provider tells afterwards. Events come late, twice and in any order.
type Event struct {
	Row  string // the id of the row, from the tag of the mail
	To   string // address; needed when there is no row
	Kind EventKind
}

// EventKind is what happened to a mail.
type EventKind string

const (
	Accepted  EventKind = "accepted"  // the provider has it, or it was delivered
	Bounced   EventKind = "bounced"   // for good: the address does not work
	Complaint EventKind = "complaint" // the recipient calls it spam
)

// Settle takes in an event: any of them proves that the mail was taken; a bounce or a complaint ends all mail to
// the recipient.
func (o *Outbox) Settle(ctx context.Context, e Event) error {
	to, err := Address(e.To)
	if err != nil {
		return err
	}
	return o.change(ctx, Hash(to), func(r *Recipient) error {
		if row, ok := r.Rows[e.Row]; ok && (row.State == Unknown || row.State == Sending) {
			row.State, row.Owner, row.Lease, row.At, row.Reason = Sent, "", time.Time{}, o.now(), ""
			r.Rows[e.Row] = row
		}
		if e.Kind == Bounced || e.Kind == Complaint {
			reason := "bounce"
			if e.Kind == Complaint {
				reason = "complaint"
			}
			if _, ok := r.Suppressed[""]; !ok {
				r.Suppressed[""] = Suppression{Reason: reason, At: o.now()}
			}
		}
		return nil
	})
}

// Release makes a mail that may have been sent PENDING again: an operator has found out that it was not, or takes
// the second copy on themselves.
func (o *Outbox) Release(ctx context.Context, address string, id digest.RunID) error {
	to, err := Address(address)
	if err != nil {
		return err
	}
	hash := Hash(to)
	return o.change(ctx, hash, func(r *Recipient) error {
		row, ok := r.Rows[rowID(id, hash)]
		if !ok {
			return fmt.Errorf("no mail of digest %s to this address: %w", id, store.ErrNotFound)
		}
		stopped := row.State == Sending && !o.now().Before(row.Lease)
		if row.State != Unknown && row.State != Failed && !stopped {
			return fmt.Errorf("mail of digest %s is %s, nothing to release", id, row.State)
		}
		row.State, row.Owner, row.Lease, row.Attempt, row.At, row.Reason = Pending, "", time.Time{}, 0, o.now(), "released"
		r.Rows[row.ID] = row
		return nil
	})
}
