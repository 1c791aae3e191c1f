package mailing_test

import (
	"fmt"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/mailing"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/delivertest"
)

func TestEachRecipientIsMailedOnce(t *testing.T) {
	server := delivertest.NewServer(t)
	p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_SMTP": "smtp://" + server.Addr + "?tls=none", "POLYDIGEST_FROM": "Digest <digest@example.org>"})
	started := cloudtest.Must(t, p, "start", cloud.Start, "%s", cloudtest.Asked(t))
	if _, got := cloudtest.Send(t, t.Context(), p, "deliver", mailing.Deliver, fmt.Sprintf(`{"run": %q, "recipient": 0}`, started.Run)); got != "Missing" {
		t.Errorf("mailing before there is a digest ended with %q", got)
	}
	cloudtest.Finish(t, p, started)
	to := `[{"To": "Zoé <zoe@example.org>", "Language": "fr"}, {"To": "aiko@example.org", "Language": "ja"}]`
	if err := p.Store.Put(t.Context(), "runs/"+string(started.Run)+"/recipients.json", []byte(to)); err != nil {
		t.Fatal(err)
	}
	cloudtest.Times(6, func(i int) {
		out := cloudtest.Must(t, p, "deliver", mailing.Deliver, `{"run": %q, "recipient": %d}`, started.Run, i%2)
		if out.State != deliver.Sent {
			t.Errorf("mail %d is %s", i, out.State)
		}
	})
	if n := len(server.Taken()); n != 2 {
		t.Errorf("%d mails were taken, want 2", n)
	}
	if _, got := cloudtest.Send(t, t.Context(), p, "deliver", mailing.Deliver, fmt.Sprintf(`{"run": %q, "recipient": 2}`, started.Run)); got != "BadInput" {
		t.Errorf("a recipient who is not there: %q", got)
	}
}

func TestWhatSESTellsSettlesMails(t *testing.T) {
	p, _ := cloudtest.Place(t, nil, nil)
	event := func(kind, more string) string {
		return fmt.Sprintf(`{"eventType": %q, "mail": {"destination": ["zoe@example.org"], "tags": {}}%s}`, kind, more)
	}
	if out := cloudtest.Must(t, p, "mailed", mailing.Mailed, "%s", event("Open", "")); out.Settled != 0 {
		t.Errorf("an event of no concern settled %d", out.Settled)
	}
	cloudtest.Must(t, p, "mailed", mailing.Mailed, "%s", event("Complaint", `, "complaint": {"complainedRecipients": [{"emailAddress": "zoe@example.org"}]}`))
	outbox := deliver.Outbox{KV: p.Store}
	who, err := outbox.Recipient(t.Context(), deliver.Hash("zoe@example.org"))
	if err != nil || who.Suppressed[""].Reason != "complaint" {
		t.Errorf("after a complaint: %+v, %v", who, err)
	}
}
