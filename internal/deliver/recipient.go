package deliver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// State is where a mail stands.
type State string

const (
	Pending    State = "PENDING"
	Sending    State = "SENDING"
	Sent       State = "SENT"
	Failed     State = "FAILED"
	Unknown    State = "UNKNOWN"
	Suppressed State = "SUPPRESSED" // the recipient left the list, or mail to them bounced
)

// A Row is one mail to one recipient.
type Row struct {
	ID        string       `json:"id"` // of digest and recipient: the same digest is the same row
	Digest    digest.RunID `json:"digest"`
	List      string       `json:"list"` // the digest's name
	State     State        `json:"state"`
	Attempt   int          `json:"attempt"` // fences: only the owner of this attempt may settle it
	Owner     string       `json:"owner,omitempty"`
	Lease     time.Time    `json:"lease,omitzero"` // of SENDING: after it the owner is taken for dead
	At        time.Time    `json:"at"`
	MessageID string       `json:"message_id"`
	Receipt   string       `json:"receipt,omitempty"`
	Reason    string       `json:"reason,omitempty"`
}

// A Recipient is what is stored under recipients/<hash>.json.
type Recipient struct {
	Schema     string                 `json:"schema"` // "recipient/1"
	Hash       string                 `json:"hash"`
	Address    string                 `json:"address"`
	Suppressed map[string]Suppression `json:"suppressed"` // by list; "" is every list
	Rows       map[string]Row         `json:"rows"`       // by id
	Forgotten  digest.RunID           `json:"forgotten"`  // digests up to this one have no row any more and are not sent
}

// A Suppression says why a recipient gets no mail.
type Suppression struct {
	Reason string    `json:"reason"` // unsubscribe, bounce, complaint, operator
	At     time.Time `json:"at"`
}

const (
	recipientSchema = "recipient/1"
	maxRows         = 400 // more than a year of a daily digest
)

// Hash stands for an address in keys and tokens. The address must be as [Address] returns it.
func Hash(address string) string {
	// Case is folded so that one mailbox is one recipient; no provider in use tells mailboxes apart by it.
	sum := sha256.Sum256([]byte(strings.ToLower(address)))
	return hex.EncodeToString(sum[:])
}

// List is what suppressions and tokens call the digests of a name: the name, or a hash of one too long for an
// address in a header line.
func List(name string) string {
	if len(name) <= 64 {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func recipientKey(hash string) string { return "recipients/" + hash + ".json" }

// rowID names a mail: the same digest to the same recipient is the same mail, whoever asks.
func rowID(id digest.RunID, hash string) string {
	sum := sha256.Sum256([]byte(string(id) + "\n" + hash))
	return hex.EncodeToString(sum[:16])
}

// barred reports why the recipient gets no mail of a list.
func (r *Recipient) barred(list string) (Suppression, bool) {
	for _, name := range []string{"", list} {
		if s, ok := r.Suppressed[name]; ok {
			return s, true
		}
	}
	return Suppression{}, false
}

// trim drops the rows of the oldest digests when there are too many. Digests' ids sort by time (UUIDv7), so that
// the newest dropped one stands for all of them.
func (r *Recipient) trim() {
	if len(r.Rows) <= maxRows {
		return
	}
	rows := slices.SortedFunc(maps.Values(r.Rows), func(a, b Row) int { return cmp.Compare(a.Digest, b.Digest) })
	for _, row := range rows[:len(rows)-maxRows] {
		delete(r.Rows, row.ID)
		r.Forgotten = max(r.Forgotten, row.Digest)
	}
}

// change loads a recipient, lets f change it, and stores it, again whenever somebody else was faster. f may be
// called several times, always with what is stored now; if it returns an error nothing is stored.
func (o *Outbox) change(ctx context.Context, hash string, f func(*Recipient) error) error {
	key := recipientKey(hash)
	for attempt := 0; ; attempt++ {
		data, version, err := o.KV.Get(ctx, key)
		missing := errors.Is(err, store.ErrNotFound)
		if err != nil && !missing {
			return fmt.Errorf("reading recipient: %w", err)
		}
		r := &Recipient{Schema: recipientSchema, Hash: hash}
		if !missing {
			if err := json.Unmarshal(data, r); err != nil {
				return fmt.Errorf("reading recipient %s: %w", hash, err)
			}
			if r.Schema != recipientSchema {
				return fmt.Errorf("reading recipient %s: schema %.40q, this program reads %q", hash, r.Schema, recipientSchema)
			}
		}
		if r.Suppressed == nil {
			r.Suppressed = map[string]Suppression{}
		}
		if r.Rows == nil {
			r.Rows = map[string]Row{}
		}
		if err := f(r); err != nil {
			return err
		}
		r.trim()
		if data, err = json.Marshal(r); err != nil {
			return err
		}
		if missing {
			err = o.KV.Create(ctx, key, data)
		} else {
			_, err = o.KV.CompareAndSwap(ctx, key, version, data)
		}
		switch {
		case err == nil:
			return nil
		case errors.Is(err, store.ErrExists), errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrNotFound):
			if attempt >= 100 {
				return fmt.Errorf("storing recipient %s: lost %d races: %w", hash, attempt+1, err)
			}
		default:
			return fmt.Errorf("storing recipient %s: %w", hash, err)
		}
	}
}

// Recipient is what is stored of a recipient; an error matching [store.ErrNotFound] if nothing is.
func (o *Outbox) Recipient(ctx context.Context, hash string) (*Recipient, error) {
	data, _, err := o.KV.Get(ctx, recipientKey(hash))
	if err != nil {
		return nil, fmt.Errorf("reading recipient: %w", err)
	}
	var r Recipient
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("reading recipient %s: %w", hash, err)
	}
	return &r, nil
}

// Suppress stops mail of a list, "" being every list, to the recipient that hash stands for. A mail that is being
// handed over at this moment may still arrive; none that is claimed after Suppress returns does. Doing it twice
// changes nothing.
func (o *Outbox) Suppress(ctx context.Context, hash, list, reason string) error {
	return o.change(ctx, hash, func(r *Recipient) error {
		if _, ok := r.Suppressed[list]; !ok {
			r.Suppressed[list] = Suppression{Reason: reason, At: o.now()}
		}
		return nil
	})
}

// Readmit ends suppressions for a list and, if it is "", all of them: the recipient has asked for mail again.
func (o *Outbox) Readmit(ctx context.Context, hash, list string) error {
	return o.change(ctx, hash, func(r *Recipient) error {
		if list == "" {
			clear(r.Suppressed)
		}
		delete(r.Suppressed, list)
		return nil
	})
}
