package amazon

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// A Form is how a service of AWS takes an operation in JSON.
type Form struct {
	ContentType string
	Target      string // what stands before the operation's name in X-Amz-Target
}

// Ask has a service do an operation of its JSON protocol (POST / with the operation in a header). in is what it is
// asked, out what it answers.
func (c *Client) Ask(ctx context.Context, f Form, operation string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	a, err := c.Do(ctx, Request{Method: http.MethodPost, Path: "/", Body: body, Header: http.Header{
		"Content-Type": {f.ContentType}, "X-Amz-Target": {f.Target + "." + operation},
	}})
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return json.Unmarshal(a.Body, out)
}
