package main

import (
	"time"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/link"
	"polydigest/internal/deliver/smtp"
	"polydigest/internal/store"
)

// mailFlags say how mail is sent, and where the pages are that its links lead to.
type mailFlags struct {
	SMTP   string        `name:"smtp" placeholder:"smtp://…" env:"POLYDIGEST_SMTP" help:"Mail server: smtp://user:password@host:587, smtps://…, smtp://localhost:25?tls=none."`
	Sender string        `name:"sender" placeholder:"A" env:"POLYDIGEST_FROM" help:"Address that mail is from."`
	Every  time.Duration `name:"mail-every" placeholder:"1s" help:"Least time between two mails, as a mail server asks of new senders."`
	Pages  string        `name:"pages" placeholder:"https://…" env:"POLYDIGEST_PAGES" help:"Where polydigest serve is reached, for links in mail."`
}

// outbox mails through the server that the flags name. Links are signed with POLYDIGEST_LINK_KEYS.
func (f mailFlags) outbox(p *program, kv store.KV) (*deliver.Outbox, error) {
	if f.SMTP == "" || f.Sender == "" {
		return nil, usage("no mail server: set --smtp smtp://localhost:25?tls=none and --sender digest@example.org")
	}
	sender, err := smtp.New(f.SMTP)
	if err != nil {
		return nil, usage("--smtp: %v", err)
	}
	o := &deliver.Outbox{KV: kv, Sender: deliver.Paced(sender, f.Every), From: f.Sender, Base: f.Pages}
	if keys := p.getenv("POLYDIGEST_LINK_KEYS"); keys != "" {
		if o.Keys, err = link.ParseKeys(keys); err != nil {
			return nil, usage("POLYDIGEST_LINK_KEYS: %v", err)
		}
	}
	return o, nil
}
