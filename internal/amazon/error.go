package amazon

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// An Error is a service's answer that it did not do what it was asked.
type Error struct {
	Status        int // of HTTP
	Code, Message string
	Request       string // the service's own id of the request
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s (HTTP %d)", cmp.Or(e.Code, http.StatusText(e.Status)), e.Status)
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Request != "" {
		s += ", request " + e.Request
	}
	return s
}

// ErrNoCredentials says that the account has none: nothing was asked.
var ErrNoCredentials = errors.New("no AWS credentials")

// TooLong is an answer that was not read to its end, by its length in bytes, or as many as were read.
type TooLong int64

func (n TooLong) Error() string { return fmt.Sprintf("the answer has %d bytes", int64(n)) }

// refusal is what an answer says was wrong: in XML (S3), or JSON, where the name may stand in a header, and with the
// service's namespace before it or an address after it.
func refusal(resp *http.Response) *Error {
	const most = 1 << 16 // bytes; they say it in a few hundred
	body, _ := io.ReadAll(io.LimitReader(resp.Body, most))
	e := &Error{Status: resp.StatusCode, Request: cmp.Or(resp.Header.Get("X-Amz-Request-Id"), resp.Header.Get("X-Amzn-Requestid"))}
	var said struct {
		Code    string `json:"code"`
		Type    string `json:"__type" xml:"-"`
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &said) != nil {
		_ = xml.Unmarshal(body, &said) // what is neither says nothing
	}
	name := cmp.Or(resp.Header.Get("X-Amzn-Errortype"), said.Type, said.Code)
	name, _, _ = strings.Cut(name, ":")
	e.Code, e.Message = name[strings.LastIndex(name, "#")+1:], said.Message
	return e
}

// passing are errors below 500 that may be gone next time, beside those that say "throttled" in one form or another.
var passing = []string{
	"RequestTimeout", "RequestTimeoutException", "SlowDown", "TooManyRequestsException", "RequestLimitExceeded",
	"BandwidthLimitExceeded", "PriorRequestNotComplete", "ConditionalRequestConflict", "OperationAborted",
}

// Transient reports whether another try may succeed: nothing was answered, or that it is too much for now, or that
// something broke, or that the clocks differ, which the client then knows.
func Transient(err error) bool {
	var e *Error
	switch {
	case errors.As(err, new(TooLong)), errors.Is(err, ErrNoCredentials):
		return false
	case !errors.As(err, &e):
		return true
	}
	return e.Status >= 500 || e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout || e.clock() ||
		strings.Contains(e.Code, "Throttl") || slices.Contains(passing, e.Code)
}

// clock reports whether it is this machine's clock that was wrong.
func (e *Error) clock() bool {
	return e.Code == "RequestTimeTooSkewed" || e.Code == "RequestExpired" || e.Code == "RequestInTheFuture"
}

// Status is the HTTP status of an error, 0 if no answer came.
func Status(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status
	}
	return 0
}
