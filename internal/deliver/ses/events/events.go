// Package events reads what Amazon SES publishes of mails afterwards. It is apart from package ses, so that who only
// reads is not linked with the client that sends.
package events

import (
	"encoding/json"
	"fmt"

	"polydigest/internal/deliver"
)

// event is what the program reads of an event that SES publishes; the field for the kind differs between event
// publishing and feedback notifications.
type event struct {
	EventType        string `json:"eventType"`
	NotificationType string `json:"notificationType"`
	Mail             struct {
		Destination []string            `json:"destination"`
		Tags        map[string][]string `json:"tags"`
	} `json:"mail"`
	Bounce struct {
		BounceType        string `json:"bounceType"`
		BouncedRecipients []struct {
			EmailAddress string `json:"emailAddress"`
		} `json:"bouncedRecipients"`
	} `json:"bounce"`
	Complaint struct {
		ComplainedRecipients []struct {
			EmailAddress string `json:"emailAddress"`
		} `json:"complainedRecipients"`
	} `json:"complaint"`
}

// Tag is the name of the message tag that carries the outbox row's id into SES events.
const Tag = "polydigest-row"

// Read reads one event of SES, as it comes through SNS or EventBridge, into what an outbox settles. An event that
// says nothing about a mail of ours gives none. Who publishes to the topic must have been checked before.
func Read(data []byte) ([]deliver.Event, error) {
	var e event
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("SES event: %w", err)
	}
	row := ""
	if tags := e.Mail.Tags[Tag]; len(tags) == 1 {
		row = tags[0]
	}
	kind := e.EventType
	if kind == "" {
		kind = e.NotificationType
	}
	var out []deliver.Event
	add := func(to string, kind deliver.EventKind) {
		out = append(out, deliver.Event{Row: row, To: to, Kind: kind})
	}
	switch kind {
	case "Send", "Delivery", "DeliveryDelay":
		for _, to := range e.Mail.Destination {
			add(to, deliver.Accepted)
		}
	case "Bounce":
		for _, to := range e.Bounce.BouncedRecipients {
			// A mailbox that is full today is no reason to give it up; the mail itself was taken.
			if e.Bounce.BounceType == "Permanent" {
				add(to.EmailAddress, deliver.Bounced)
			} else {
				add(to.EmailAddress, deliver.Accepted)
			}
		}
	case "Complaint":
		for _, to := range e.Complaint.ComplainedRecipients {
			add(to.EmailAddress, deliver.Complaint)
		}
	}
	return out, nil
}
