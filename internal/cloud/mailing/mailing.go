// Package mailing is the step that mails a digest.
package mailing

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"slices"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/secrets"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses"
	"polydigest/internal/deliver/smtp"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

// DeliverOut says where the mail stands. UNKNOWN may have been sent, and is never sent again by itself.
type DeliverOut struct {
	State deliver.State `json:"state"`
}

// Deliver mails the digest of a run to one recipient, at most once.
func Deliver(ctx context.Context, w *cloud.Work, in cloud.DeliverIn) (DeliverOut, error) {
	home := pipeline.Home{Store: w.Place.Store}
	published, done, err := home.Status(ctx, in.Run)
	if err != nil {
		return DeliverOut{}, err
	}
	if !done {
		return DeliverOut{}, fmt.Errorf("run %s has no digest yet: %w", in.Run, store.ErrNotFound)
	}
	all, err := w.Recipients(ctx, in.Run)
	if err != nil {
		return DeliverOut{}, err
	}
	if in.Recipient < 0 || in.Recipient >= len(all) {
		return DeliverOut{}, cloud.NewBadInput(fmt.Errorf("run %s has %d recipients, no number %d", in.Run, len(all), in.Recipient))
	}
	d, err := w.Digest(ctx, published.Key)
	if err != nil {
		return DeliverOut{}, err
	}
	outbox, err := outbox(ctx, w.Place)
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
		return DeliverOut{}, cloud.NewBadInput(err)
	}
	row, err := outbox.Send(ctx, d, texts(ctx, w.Place), address.Address, lang)
	switch row.State {
	case deliver.Unknown:
		w.Count("unknown_mails", 1)
	case deliver.Failed:
		w.Count("failed_mails", 1)
	default:
		return DeliverOut{row.State}, named(err)
	}
	if err != nil { // settled, but badly: another try would change nothing
		w.Log.Warn("mail", "state", row.State, "row", row.ID, "error", err)
	}
	return DeliverOut{row.State}, nil
}

// named tells a state machine what it may try again.
func named(err error) error {
	switch {
	case errors.As(err, new(*deliver.NotTaken)):
		return cloud.NewNotTaken(err)
	case errors.Is(err, deliver.ErrBusy):
		return cloud.NewBusy(err)
	}
	return err
}

// outbox mails by SMTP, or by SES where no server is named.
func outbox(ctx context.Context, p *cloud.Place) (*deliver.Outbox, error) {
	o := &deliver.Outbox{KV: p.Store, From: p.Env("POLYDIGEST_FROM"), Base: p.Env("POLYDIGEST_PAGES")}
	if o.From == "" {
		return nil, cloud.NewBadConfig(errors.New("POLYDIGEST_FROM is not set"))
	}
	var err error
	if o.Keys, err = secrets.Links(ctx, p); err != nil {
		return nil, err
	}
	if server := p.Env("POLYDIGEST_SMTP"); server != "" {
		if o.Sender, err = smtp.New(server); err != nil {
			return nil, cloud.NewBadConfig(fmt.Errorf("POLYDIGEST_SMTP: %w", err))
		}
		return o, nil
	}
	if o.Sender, err = ses.New(cloud.Account(), p.Env("POLYDIGEST_SES_SET")); err != nil {
		return nil, cloud.NewBadConfig(err)
	}
	return o, nil
}

// texts reads documents' texts by hash.
func texts(ctx context.Context, p *cloud.Place) func(string) (string, error) {
	return func(hash string) (string, error) {
		data, _, err := p.Store.Get(ctx, "documents/"+hash)
		return string(data), err
	}
}
