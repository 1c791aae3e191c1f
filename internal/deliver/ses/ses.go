// Package ses hands mails to Amazon SES (API v2) as raw messages, each once: SES has no token to tell a repeated
// request, and an answer that was lost would be sent again.
package ses

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"polydigest/internal/amazon"
	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses/events"
)

// timeout bounds one hand-over.
const timeout = 30 * time.Second

// A Sender hands mails to SES in the region of its account.
type Sender struct {
	client *amazon.Client
	set    string // configuration set, which sends bounces and complaints on
}

// New returns a sender. set names a configuration set, "" for none.
func New(account aws.Config, set string) (*Sender, error) {
	client, err := amazon.New(account, amazon.SES)
	if err != nil {
		return nil, err
	}
	return &Sender{client, set}, nil
}

// outbound is what SendEmail takes (the API's reference, v2, SendEmail), as far as it is used.
type outbound struct {
	FromEmailAddress     string
	Destination          struct{ ToAddresses []string }
	Content              struct{ Raw struct{ Data []byte } }
	ConfigurationSetName string `json:",omitempty"`
	EmailTags            []tag
}

type tag struct{ Name, Value string }

// Send hands over one mail.
func (s *Sender) Send(ctx context.Context, m deliver.Mail) (deliver.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	// Until there is a connection to write to, nothing can have been taken: that covers names that do not resolve,
	// refused connections and missing credentials alike.
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})
	mail := outbound{FromEmailAddress: m.From, ConfigurationSetName: s.set, EmailTags: []tag{{events.Tag, m.ID}}}
	mail.Destination.ToAddresses = []string{m.To}
	mail.Content.Raw.Data = m.Raw
	body, err := json.Marshal(mail)
	if err != nil {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	answer, err := s.client.Once(ctx, amazon.Request{
		Method: http.MethodPost, Path: "/v2/email/outbound-emails", Body: body, Header: http.Header{"Content-Type": {"application/json"}},
	})
	if err == nil {
		return receipt(answer.Body), nil
	}
	if !connected.Load() {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	return deliver.Receipt{}, classify(err)
}

// receipt is what SES calls a mail that it took: nothing, where it does not say so.
func receipt(answer []byte) deliver.Receipt {
	var said struct{ MessageID string }
	_ = json.Unmarshal(answer, &said) // it has the mail, whatever it says of it
	return deliver.Receipt{ID: said.MessageID}
}

// classify is err as a [deliver.NotTaken] if SES answered, with a status below 500, that it did not take the mail.
// None of these is for good: an identity gets verified, a limit raised, an account resumed, and then it goes out.
func classify(err error) error {
	if status := amazon.Status(err); status >= 400 && status < 500 {
		return &deliver.NotTaken{Err: fmt.Errorf("SES: %w", err)}
	}
	return fmt.Errorf("SES: %w", err)
}
