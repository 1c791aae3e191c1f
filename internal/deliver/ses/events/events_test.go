package events_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses/events"
)

func TestRead(t *testing.T) {
	const mail = `"mail":{"messageId":"x","destination":["reader@example.org"],"tags":{"polydigest-row":["r1"],"ses:from-domain":["digests.example"]}}`
	one := func(kind deliver.EventKind) []deliver.Event {
		return []deliver.Event{{Row: "r1", To: "reader@example.org", Kind: kind}}
	}
	for _, c := range []struct {
		name, in string
		want     []deliver.Event
	}{
		{"sent", `{"eventType":"Send","send":{},` + mail + `}`, one(deliver.Accepted)},
		{"delivered", `{"eventType":"Delivery",` + mail + `}`, one(deliver.Accepted)},
		{"bounced for good", `{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"reader@example.org"}]},` + mail + `}`, one(deliver.Bounced)},
		{"bounced for now", `{"eventType":"Bounce","bounce":{"bounceType":"Transient","bouncedRecipients":[{"emailAddress":"reader@example.org"}]},` + mail + `}`, one(deliver.Accepted)},
		{"complaint as a notification", `{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"reader@example.org"}]},` + mail + `}`, one(deliver.Complaint)},
		{"opened", `{"eventType":"Open",` + mail + `}`, nil},
		{"rejected by SES", `{"eventType":"Reject",` + mail + `}`, nil},
		{"no mail of ours", `{"eventType":"Send","mail":{"destination":["é@例え.example"]}}`, []deliver.Event{{To: "é@例え.example", Kind: deliver.Accepted}}},
		{"nothing", `{}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := events.Read([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := events.Read([]byte("Successfully validated SNS topic")); err == nil {
		t.Error("what is not JSON was taken")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"é"}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) { events.Read(data) })
}
