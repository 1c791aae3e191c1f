package amazon_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"polydigest/internal/amazon"
)

// wire answers requests without a network.
type wire func(*http.Request) (*http.Response, error)

func (w wire) Do(r *http.Request) (*http.Response, error) { return w(r) }

func answer(status int, body string, header ...string) *http.Response {
	resp := &http.Response{
		StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
	for i := 0; i < len(header); i += 2 {
		resp.Header.Set(header[i], header[i+1])
	}
	return resp
}

func client(t *testing.T, service amazon.Service, w wire) *amazon.Client {
	t.Helper()
	c, err := amazon.New(aws.Config{
		Region: "eu-central-1", HTTPClient: w, Credentials: credentials.NewStaticCredentialsProvider("AKID", "secret", "token"),
	}, service)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type broken struct{ io.Reader }

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestWhatMayPassIsAskedAgain has a service fail in each way before it works.
func TestWhatMayPassIsAskedAgain(t *testing.T) {
	cut := answer(200, "half of it")
	cut.Body = io.NopCloser(broken{})
	for what, c := range map[string]struct {
		first *http.Response // nil: the line is cut
		again bool
		code  string
	}{
		"no answer":           {nil, true, ""},
		"half an answer":      {cut, true, ""},
		"broken":              {answer(500, `<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>`), true, "InternalError"},
		"too much":            {answer(503, `<Error><Code>SlowDown</Code></Error>`), true, "SlowDown"},
		"a proxy's":           {answer(502, `<html>bad gateway`), true, ""},
		"slow upload":         {answer(400, `<Error><Code>RequestTimeout</Code></Error>`), true, "RequestTimeout"},
		"throttled":           {answer(400, `{"__type": "com.amazonaws.states#ThrottlingException", "message": "Rate exceeded"}`), true, "ThrottlingException"},
		"throttled, unnamed":  {answer(429, `{}`), true, ""},
		"no right":            {answer(403, `<Error><Code>AccessDenied</Code></Error>`), false, "AccessDenied"},
		"no such secret":      {answer(400, `{"__type": "ResourceNotFoundException", "Message": "Secrets Manager can't find it."}`), false, "ResourceNotFoundException"},
		"refused in a header": {answer(400, `{"message": "no"}`, "X-Amzn-ErrorType", "MessageRejected:http://internal.amazon.com/coral/"), false, "MessageRejected"},
		"a redirect":          {answer(301, `<Error><Code>PermanentRedirect</Code></Error>`), false, "PermanentRedirect"},
	} {
		synctest.Test(t, func(t *testing.T) {
			asked := 0
			a := client(t, amazon.S3, func(r *http.Request) (*http.Response, error) {
				body, err := io.ReadAll(r.Body)
				if err != nil || string(body) != "電文" {
					t.Errorf("%s: asked with %q, %v", what, body, err)
				}
				if asked++; asked > 1 {
					return answer(200, "done"), nil
				}
				if c.first == nil {
					return nil, errors.New("connection reset by peer")
				}
				return c.first, nil
			})
			got, err := a.Do(t.Context(), amazon.Request{Method: "PUT", Path: "/b/k", Body: []byte("電文")})
			if c.again && (err != nil || string(got.Body) != "done" || asked != 2) {
				t.Errorf("%s: after %d tries %q, %v", what, asked, got.Body, err)
			}
			var e *amazon.Error
			if !c.again && (asked != 1 || !errors.As(err, &e) || e.Code != c.code) {
				t.Errorf("%s: after %d tries %v", what, asked, err)
			}
		})
	}
}

func TestAskingEndsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		a := client(t, amazon.S3, func(*http.Request) (*http.Response, error) {
			asked++
			return answer(503, `<Error><Code>SlowDown</Code></Error>`, "X-Amz-Request-Id", "4442587FB7D0A2F9"), nil
		})
		began := time.Now()
		_, err := a.Do(t.Context(), amazon.Request{Method: "GET", Path: "/"})
		if took := time.Since(began); asked != 8 || took > 12*time.Second {
			t.Errorf("asked %d times in %s", asked, took)
		}
		if got, want := err.Error(), "SlowDown (HTTP 503), request 4442587FB7D0A2F9"; got != want {
			t.Errorf("told as %q, want %q", got, want)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		asked = 0
		if _, err := a.Do(ctx, amazon.Request{Method: "GET", Path: "/"}); err == nil || asked > 3 {
			t.Errorf("without time it asked %d times: %v", asked, err)
		}
	})
}

// TestAClockThatIsWrong has a service refuse what was not signed within a quarter of an hour of its own time.
func TestAClockThatIsWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []time.Time
		a := client(t, amazon.S3, func(r *http.Request) (*http.Response, error) {
			now := time.Now().Add(9 * time.Hour)
			at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
			if err != nil {
				t.Error(err)
			}
			asked = append(asked, at)
			if now.Sub(at).Abs() > 15*time.Minute {
				return answer(403, `<Error><Code>RequestTimeTooSkewed</Code></Error>`, "Date", now.UTC().Format(http.TimeFormat)), nil
			}
			return answer(200, ""), nil
		})
		for range 2 {
			if _, err := a.Do(t.Context(), amazon.Request{Method: "GET", Path: "/"}); err != nil {
				t.Error(err)
			}
		}
		if len(asked) != 3 {
			t.Errorf("two requests were asked at %v", asked)
		}
	})
}

func TestNothingIsAskedWithoutCredentials(t *testing.T) {
	a, err := amazon.New(aws.Config{
		Region: "eu-central-1", Credentials: credentials.NewStaticCredentialsProvider("", "", ""),
		HTTPClient: wire(func(*http.Request) (*http.Response, error) { panic("asked") }),
	}, amazon.S3)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Do(t.Context(), amazon.Request{Method: "GET", Path: "/"}); !errors.Is(err, amazon.ErrNoCredentials) {
		t.Error(err)
	}
}

func TestAnOperationInJSON(t *testing.T) {
	a := client(t, amazon.StepFunctions, func(r *http.Request) (*http.Response, error) {
		body, _ := io.ReadAll(r.Body)
		for name, want := range map[string]string{
			"X-Amz-Target": "AWSStepFunctions.DescribeExecution", "Content-Type": "application/x-amz-json-1.0", "X-Amz-Security-Token": "token",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		if scope := "/eu-central-1/states/aws4_request"; !strings.Contains(r.Header.Get("Authorization"), scope) {
			t.Errorf("signed as %s, want %s", r.Header.Get("Authorization"), scope)
		}
		if r.URL.String() != "https://states.eu-central-1.amazonaws.com/" || string(body) != `{"executionArn":"arn"}` {
			t.Errorf("asked %s for %s", r.URL, body)
		}
		return answer(200, `{"status": "RUNNING"}`), nil
	})
	var out struct{ Status string }
	form := amazon.Form{ContentType: "application/x-amz-json-1.0", Target: "AWSStepFunctions"}
	if err := a.Ask(t.Context(), form, "DescribeExecution", map[string]string{"executionArn": "arn"}, &out); err != nil || out.Status != "RUNNING" {
		t.Errorf("%+v, %v", out, err)
	}
}

// source is a source of configuration as those of the SDK.
type source struct {
	at         string
	fips, dual bool
}

func (s source) GetServiceBaseEndpoint(_ context.Context, service string) (string, bool, error) {
	return s.at, s.at != "" && service == "S3", nil
}

func (s source) GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error) {
	return map[bool]aws.FIPSEndpointState{true: aws.FIPSEndpointStateEnabled}[s.fips], s.fips, nil
}

func (s source) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return map[bool]aws.DualStackEndpointState{true: aws.DualStackEndpointStateEnabled}[s.dual], s.dual, nil
}

func TestEndpoints(t *testing.T) {
	for _, c := range []struct {
		region  string
		sources []any
		all     string
		service amazon.Service
		want    string
	}{
		{"eu-central-1", nil, "", amazon.S3, "https://s3.eu-central-1.amazonaws.com"},
		{"cn-north-1", nil, "", amazon.S3, "https://s3.cn-north-1.amazonaws.com.cn"},
		{"eusc-de-east-1", nil, "", amazon.SecretsManager, "https://secretsmanager.eusc-de-east-1.amazonaws.eu"},
		{"us-gov-west-1", []any{source{fips: true}}, "", amazon.S3, "https://s3-fips.us-gov-west-1.amazonaws.com"},
		{"us-east-1", []any{source{fips: true}, source{dual: true}}, "", amazon.S3, "https://s3-fips.dualstack.us-east-1.amazonaws.com"},
		{"us-east-1", nil, "", amazon.SES, "https://email.us-east-1.amazonaws.com"},
		{"us-east-1", []any{source{at: "http://[::1]:9000/"}}, "https://all.example", amazon.S3, "http://[::1]:9000"},
		{"us-east-1", []any{source{at: "http://[::1]:9000"}}, "https://all.example", amazon.SES, "https://all.example"},
		{"us-east-1", []any{source{at: "localhost:9000"}}, "", amazon.S3, ""},
	} {
		account := aws.Config{Region: c.region, ConfigSources: c.sources}
		if c.all != "" {
			account.BaseEndpoint = &c.all
		}
		got := ""
		if a, err := amazon.New(account, c.service); err == nil {
			got = a.Endpoint.String()
			if own := !strings.Contains(got, "amazonaws"); a.Own != own {
				t.Errorf("%s: of the account's own: %v", got, a.Own)
			}
		}
		if got != c.want {
			t.Errorf("%s in %s is at %q, want %q", c.service.ID, c.region, got, c.want)
		}
	}
}

// endless is a body that counts what was read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.read += int64(len(p)); e.read > 1<<20 {
		return 0, io.ErrUnexpectedEOF
	}
	return len(p), nil
}

// TestAnAnswerOfUnknownLengthIsReadToItsLimit has a service send in chunks, which have no Content-Length.
func TestAnAnswerOfUnknownLengthIsReadToItsLimit(t *testing.T) {
	for most, tooLong := range map[int64]bool{9: true, 10: false} {
		body := io.LimitReader(&endless{}, 10)
		a := client(t, amazon.S3, func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1}, nil
		})
		_, err := a.Do(t.Context(), amazon.Request{Method: "GET", Path: "/b/k", Most: most})
		if got := errors.As(err, new(amazon.TooLong)); got != tooLong || !tooLong && err != nil {
			t.Errorf("of at most %d bytes: %v", most, err)
		}
	}
	e := &endless{}
	a := client(t, amazon.S3, func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(e), ContentLength: -1}, nil
	})
	if _, err := a.Once(t.Context(), amazon.Request{Method: "GET", Path: "/b/k", Most: 1000}); !errors.As(err, new(amazon.TooLong)) || e.read > 10_000 {
		t.Errorf("%v after %d bytes", err, e.read)
	}
}
