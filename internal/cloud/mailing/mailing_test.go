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
