// Package ses hands mails to Amazon SES (API v2) as raw messages, each once: the SDK's own retries are off, since
// SES has no token to tell a repeated request, and an answer that was lost would be sent again.
package ses

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"polydigest/internal/deliver"
	"polydigest/internal/deliver/ses/events"
)

// timeout bounds one hand-over.
const timeout = 30 * time.Second

// A Sender hands mails to SES in the region of its configuration.
type Sender struct {
	send func(context.Context, *sesv2.SendEmailInput, ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error)
	set  *string // configuration set, which sends bounces and complaints on
}

// New returns a sender. set names a configuration set, "" for none.
func New(cfg aws.Config, set string, options ...func(*sesv2.Options)) *Sender {
	client := sesv2.NewFromConfig(cfg, append(options, func(o *sesv2.Options) { o.RetryMaxAttempts = 1 })...)
	s := &Sender{send: client.SendEmail}
	if set != "" {
		s.set = &set
	}
	return s
}

// Send hands over one mail.
func (s *Sender) Send(ctx context.Context, m deliver.Mail) (deliver.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	// Until there is a connection to write to, nothing can have been taken: that covers names that do not resolve,
	// refused connections and missing credentials alike.
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})
	out, err := s.send(ctx, &sesv2.SendEmailInput{
		Content:              &types.EmailContent{Raw: &types.RawMessage{Data: m.Raw}},
		FromEmailAddress:     &m.From,
		Destination:          &types.Destination{ToAddresses: []string{m.To}},
		ConfigurationSetName: s.set,
		EmailTags:            []types.MessageTag{{Name: aws.String(events.Tag), Value: &m.ID}},
	})
	if err == nil {
		return deliver.Receipt{ID: aws.ToString(out.MessageId)}, nil
	}
	if !connected.Load() {
		return deliver.Receipt{}, &deliver.NotTaken{Err: err}
	}
	return deliver.Receipt{}, classify(err)
}

// classify is err as a [deliver.NotTaken] if SES answered, with a status below 500, that it did not take the mail.
// None of these is for good: an identity gets verified, a limit raised, an account resumed, and then it goes out.
func classify(err error) error {
	var answer *smithyhttp.ResponseError
	if errors.As(err, &answer) && answer.HTTPStatusCode() >= 400 && answer.HTTPStatusCode() < 500 {
		return &deliver.NotTaken{Err: fmt.Errorf("SES: %w", err)}
	}
	return fmt.Errorf("SES: %w", err)
}
