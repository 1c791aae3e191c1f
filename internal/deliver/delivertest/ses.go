package delivertest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Faults of an HTTP provider.
const (
	Throttle      Fault = "throttle"                    // 429
	Reject        Fault = "reject"                      // 400 MessageRejected
	ServerError   Fault = "fail with 500, untaken"      //
	TakeThen500   Fault = "take it, then fail with 500" // taken
	HTTPThenCut   Fault = "take it, then cut the line"  // taken
	HTTPCutBefore Fault = "cut before taking it"        //
)

// SES is an endpoint of Amazon SES (API v2) as far as sending raw mail goes.
type SES struct {
	URL   string
	mu    sync.Mutex
	fault Fault
	taken []Taken
}

// NewSES starts an endpoint that works until t ends.
func NewSES(t testing.TB) *SES {
	s := &SES{}
	server := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Fail makes the endpoint fail from now on.
func (s *SES) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Taken lists what the endpoint took.
func (s *SES) Taken() []Taken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Taken(nil), s.taken...)
}

// sesRequest is the part of SendEmail's body that matters here.
type sesRequest struct {
	FromEmailAddress string
	Destination      struct{ ToAddresses []string }
	Content          struct{ Raw struct{ Data []byte } }
	EmailTags        []struct{ Name, Value string }
}

func (s *SES) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var body sesRequest
	if r.URL.Path != "/v2/email/outbound-emails" || json.NewDecoder(r.Body).Decode(&body) != nil || len(body.Destination.ToAddresses) != 1 {
		http.Error(w, `{"message":"unknown"}`, http.StatusBadRequest)
		return
	}
	answer := func(status int, kind, text string) {
		w.Header().Set("X-Amzn-ErrorType", kind)
		w.WriteHeader(status)
		w.Write([]byte(text))
	}
	switch s.fault {
	case Throttle:
		answer(http.StatusTooManyRequests, "TooManyRequestsException", `{"message":"slow down"}`)
		return
	case Reject:
		answer(http.StatusBadRequest, "MessageRejected", `{"message":"Email address is not verified."}`)
		return
	case ServerError:
		answer(http.StatusInternalServerError, "InternalServiceErrorException", `{"message":"oops"}`)
		return
	case HTTPCutBefore:
		panic(http.ErrAbortHandler)
	}
	mail := Taken{From: body.FromEmailAddress, To: body.Destination.ToAddresses[0], Raw: string(body.Content.Raw.Data)}
	if len(body.EmailTags) > 0 {
		mail.Row = body.EmailTags[0].Value
	}
	s.taken = append(s.taken, mail)
	switch s.fault {
	case TakeThen500:
		answer(http.StatusInternalServerError, "InternalServiceErrorException", `{"message":"oops"}`)
	case HTTPThenCut:
		panic(http.ErrAbortHandler)
	default:
		answer(http.StatusOK, "", `{"MessageId":"0100018f-42"}`)
	}
}
