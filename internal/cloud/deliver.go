package cloud

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/ses"
	"polydigest/internal/deliver/smtp"
	"polydigest/internal/digest"
	"polydigest/internal/store"
)

// DeliverIn names a recipient of a run's digest, by number from 0: states carry no addresses.
type DeliverIn struct {
	Run       digest.RunID `json:"run"`
	Recipient int          `json:"recipient"`
}

// DeliverOut says where the mail stands. UNKNOWN may have been sent, and is never sent again by itself.
type DeliverOut struct {
	State deliver.State `json:"state"`
}

// Deliver mails the digest of a run to one recipient, at most once.
func Deliver(ctx context.Context, w *Work, in DeliverIn) (DeliverOut, error) {
	published, done, err := w.Status(ctx, in.Run)
	if err != nil {
		return DeliverOut{}, err
	}
	if !done {
		return DeliverOut{}, fmt.Errorf("run %s has no digest yet: %w", in.Run, store.ErrNotFound)
	}
	all, err := w.recipients(ctx, in.Run)
	if err != nil {
		return DeliverOut{}, err
	}
	if in.Recipient < 0 || in.Recipient >= len(all) {
		return DeliverOut{}, &BadInput{cause{fmt.Errorf("run %s has %d recipients, no number %d", in.Run, len(all), in.Recipient)}}
	}
	d, err := w.digest(ctx, published.Key)
	if err != nil {
		return DeliverOut{}, err
	}
	outbox, err := w.place.outbox(ctx)
	if err != nil {
		return DeliverOut{}, err
	}
	to := all[in.Recipient]
	lang := to.Language
	if !slices.Contains(d.Languages, lang) {
		lang = d.Languages[0]
	}
	address, err := mail.ParseAddress(to.To)
	if err != nil {
		return DeliverOut{}, &BadInput{cause{err}}
	}
	row, err := outbox.Send(ctx, d, w.place.texts(ctx), address.Address, lang)
	switch row.State {
	case deliver.Unknown:
		w.Count("unknown_mails", 1)
	case deliver.Failed:
		w.Count("failed_mails", 1)
	default:
		return DeliverOut{row.State}, err
	}
	if err != nil { // settled, but badly: another try would change nothing
		w.log.Warn("mail", "state", row.State, "row", row.ID, "error", err)
	}
	return DeliverOut{row.State}, nil
}

// outbox mails by SMTP, or by SES where no server is named.
func (p *Place) outbox(ctx context.Context) (*deliver.Outbox, error) {
	o := &deliver.Outbox{KV: p.Store, From: p.env("POLYDIGEST_FROM"), Base: p.env("POLYDIGEST_PAGES")}
	if o.From == "" {
		return nil, &BadConfig{cause{errors.New("POLYDIGEST_FROM is not set")}}
	}
	var err error
	if o.Keys, err = p.links(ctx); err != nil {
		return nil, err
	}
	if server := p.env("POLYDIGEST_SMTP"); server != "" {
		if o.Sender, err = smtp.New(server); err != nil {
			return nil, &BadConfig{cause{fmt.Errorf("POLYDIGEST_SMTP: %w", err)}}
		}
		return o, nil
	}
	cfg, err := account(ctx)
	if err != nil {
		return nil, err
	}
	o.Sender = ses.New(cfg, p.env("POLYDIGEST_SES_SET"))
	return o, nil
}

// links are the keys that sign the links in mails; without them mails have none. A secret without an id, as AWS makes
// one at random, is the only key.
func (p *Place) links(ctx context.Context) (link.Keys, error) {
	s, err := secret(ctx, p.env, "POLYDIGEST_LINK_KEYS", "POLYDIGEST_LINK_SECRET")
	if err != nil || s == "" {
		return nil, err
	}
	if !strings.Contains(s, ":") {
		s = "1:" + s
	}
	keys, err := link.ParseKeys(s)
	if err != nil {
		return nil, &BadConfig{cause{err}}
	}
	return keys, nil
}

// texts reads documents' texts by hash.
func (p *Place) texts(ctx context.Context) func(string) (string, error) {
	return func(hash string) (string, error) {
		data, _, err := p.Store.Get(ctx, "documents/"+hash)
		return string(data), err
	}
}
