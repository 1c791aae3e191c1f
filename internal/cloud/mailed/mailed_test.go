package mailed_test

import (
	"fmt"
	"testing"

	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/mailed"
	"polydigest/internal/deliver"
)

func TestWhatSESTellsSettlesMails(t *testing.T) {
	p, _ := cloudtest.Place(t, nil, nil)
	event := func(kind, more string) string {
		return fmt.Sprintf(`{"eventType": %q, "mail": {"destination": ["zoe@example.org"], "tags": {}}%s}`, kind, more)
	}
	if out := cloudtest.Must(t, p, "mailed", mailed.Take, "%s", event("Open", "")); out.Settled != 0 {
		t.Errorf("an event of no concern settled %d", out.Settled)
	}
	cloudtest.Must(t, p, "mailed", mailed.Take, "%s", event("Complaint", `, "complaint": {"complainedRecipients": [{"emailAddress": "zoe@example.org"}]}`))
	outbox := deliver.Outbox{KV: p.Store}
	who, err := outbox.Recipient(t.Context(), deliver.Hash("zoe@example.org"))
	if err != nil || who.Suppressed[""].Reason != "complaint" {
		t.Errorf("after a complaint: %+v, %v", who, err)
	}
}
