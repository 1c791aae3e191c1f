package cloud

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"polydigest/internal/httpapi"
	"polydigest/internal/llm"
)

// amazon is an endpoint that answers the JSON protocol of AWS's services: an answer, or an error's name, by operation.
type amazon struct {
	mu      sync.Mutex
	answers map[string]any
	asked   []string // operation and body
}

func (a *amazon) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	a.asked = append(a.asked, operation+" "+string(body))
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if name, failed := a.answers[operation].(string); failed {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"__type": %q}`, name)
		return
	}
	if err := json.NewEncoder(w).Encode(a.answers[operation]); err != nil {
		panic(err) // maps of the test's own
	}
}

// inAWS is an account whose services are all answered by a.
func inAWS(t *testing.T, a *amazon) {
	t.Helper()
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL, "AWS_ENDPOINT_URL_SFN": server.URL, "AWS_REGION": "eu-central-1",
		"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_CONFIG_FILE": "/dev/null",
		"AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
	} {
		t.Setenv(name, value)
	}
}

func variables(env map[string]string) func(string) string {
	return func(name string) string { return env[name] }
}

func TestAllThatIsWrongWithTheEnvironmentIsToldAtOnce(t *testing.T) {
	_, err := Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "store", "POLYDIGEST_MODEL": "m", "OPENAI_BASE_URL": "ftp://model", "POLYDIGEST_RPM": "many",
		"POLYDIGEST_PARALLEL": "0", "POLYDIGEST_MAX_COST": "-1",
	}))
	bad, ok := err.(*BadConfig)
	if !ok {
		t.Fatalf("%T: %v", err, err)
	}
	for _, want := range []string{"POLYDIGEST_STORE", "OPENAI_BASE_URL", "POLYDIGEST_RPM", "POLYDIGEST_PARALLEL", "POLYDIGEST_MAX_COST"} {
		if !strings.Contains(bad.Error(), want) {
			t.Errorf("nothing is said of %s: %v", want, bad)
		}
	}
}

func TestAFunctionKeepsToItsPartOfTheLimits(t *testing.T) {
	p, err := Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "s3://b/p", "POLYDIGEST_RPM": "500", "POLYDIGEST_TPM": "200000", "POLYDIGEST_PARALLEL": "8",
		"POLYDIGEST_MAX_COST": "0.50",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := llm.Limits{Requests: 62, Tokens: 25000, Concurrent: parallelCalls, Patience: patience}
	if diff := cmp.Diff(want, p.Limits); diff != "" {
		t.Error(diff)
	}
	if p.Most.Money.String() != "0.5" || p.Model != nil {
		t.Errorf("%+v", p)
	}
}

func TestAPartOfTheLimitsIsWorthAsking(t *testing.T) {
	for tpm, want := range map[string]int{"": 8, "30000": 1, "100000": 2, "4000000": 8} {
		p, err := Open(t.Context(), variables(map[string]string{"POLYDIGEST_STORE": "s3://b", "POLYDIGEST_TPM": tpm}))
		if err != nil {
			t.Fatal(err)
		}
		if p.Asking != want {
			t.Errorf("of %q tokens a minute: %d at a time, want %d", tpm, p.Asking, want)
		}
	}
}

func TestTheKeyIsReadOnceAndOnlyToAsk(t *testing.T) {
	const arn = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:model-key"
	services := &amazon{answers: map[string]any{"GetSecretValue": map[string]any{"ARN": arn, "SecretString": "sk-secret-value"}}}
	inAWS(t, services)
	p, err := Open(t.Context(), variables(map[string]string{
		"POLYDIGEST_STORE": "s3://b", "POLYDIGEST_MODEL": "m", "OPENAI_BASE_URL": "https://model.example/v1",
		"POLYDIGEST_KEY_SECRET": arn,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if len(services.asked) != 0 {
		t.Errorf("the key was read before it was needed: %v", services.asked)
	}
	var keyed llm.Model
	for range 3 {
		if keyed, err = p.Keyed(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if keyed.Name() != p.Model.Name() {
		t.Errorf("with its key the model is %q, without %q", keyed.Name(), p.Model.Name())
	}
	if len(services.asked) != 1 || !strings.Contains(services.asked[0], arn) {
		t.Errorf("Secrets Manager was asked %q", services.asked)
	}
}

func TestASecretThatIsNotThereIsASetting(t *testing.T) {
	inAWS(t, &amazon{answers: map[string]any{"GetSecretValue": "ResourceNotFoundException"}})
	_, err := secret(t.Context(), variables(map[string]string{"POLYDIGEST_KEY_SECRET": "gone"}), "OPENAI_API_KEY", "POLYDIGEST_KEY_SECRET")
	if _, ok := err.(*BadConfig); !ok {
		t.Errorf("%T: %v", err, err)
	}
}

const machine = "arn:aws:states:eu-central-1:000000000000:stateMachine:digest"

func TestTheAPIStartsAnExecutionForEachRunOnce(t *testing.T) {
	services := &amazon{answers: map[string]any{"StartExecution": map[string]any{"executionArn": "x", "startDate": 1}}}
	inAWS(t, services)
	p, _ := place(t, nil, map[string]string{"POLYDIGEST_MACHINE": machine})
	r := startRuns(t, p)
	in := httpapi.Request{Name: "harbour", Languages: []string{"ja"}, From: "2026-03-01", To: "2026-03-05"}
	for _, d := range harbour {
		in.Documents = append(in.Documents, httpapi.Document(d))
	}
	first, err := r.Start(t.Context(), in, "key")
	if err != nil {
		t.Fatal(err)
	}
	services.answers["StartExecution"] = "ExecutionAlreadyExists"
	second, err := r.Start(t.Context(), in, "key")
	if err != nil || first != second {
		t.Errorf("the same key started %s and %s, %v", first, second, err)
	}
	var input struct{ Name, Input string }
	_, body, _ := strings.Cut(services.asked[0], " ")
	if err := json.Unmarshal([]byte(body), &input); err != nil {
		t.Fatal(err)
	}
	if input.Name != first || len(input.Input) > 100 {
		t.Errorf("the execution is %q with %d bytes", input.Name, len(input.Input))
	}
	started := must(t, p, "start", Start, "%s", input.Input)
	if string(started.Run) != first || started.Sources != 1 {
		t.Errorf("its first step found %+v", started)
	}
}

func startRuns(t *testing.T, p *Place) *runs {
	t.Helper()
	r, err := p.runs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARunIsAsFarAsItsExecution(t *testing.T) {
	services := &amazon{answers: map[string]any{}}
	inAWS(t, services)
	p, _ := place(t, nil, map[string]string{"POLYDIGEST_MACHINE": machine})
	started := must(t, p, "start", Start, "%s", asked(t))
	r := startRuns(t, p)
	for _, c := range []struct {
		answer any
		state  httpapi.State
		reason string
	}{
		{"ExecutionDoesNotExist", httpapi.Queued, ""},
		{map[string]any{"status": "RUNNING"}, httpapi.Running, ""},
		{map[string]any{"status": "FAILED", "error": "BadConfig", "cause": "of no concern to a client"}, httpapi.Failed, "BadConfig"},
		{map[string]any{"status": "TIMED_OUT"}, httpapi.Failed, "timed_out"},
	} {
		services.answers["DescribeExecution"] = c.answer
		got, err := r.Status(t.Context(), string(started.Run))
		if err != nil || got.State != c.state || got.Reason != c.reason {
			t.Errorf("%v is %+v, %v", c.answer, got, err)
		}
	}
	finish(t, p, started)
	if got, err := r.Status(t.Context(), string(started.Run)); err != nil || got.State != httpapi.Done {
		t.Errorf("with a digest the run is %+v, %v", got, err)
	}
}

func TestTheAPIServesItsKeysAlone(t *testing.T) {
	inAWS(t, &amazon{})
	p, out := place(t, nil, map[string]string{"POLYDIGEST_MACHINE": machine})
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/v1/digests": http.StatusUnauthorized} {
		w := httptest.NewRecorder()
		api(opened(p)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if len(out.all(t)) != 2 {
		t.Error("not every request is in the log")
	}
	p, _ = place(t, nil, nil)
	w := httptest.NewRecorder()
	api(opened(p)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("without a state machine it answers %d", w.Code)
	}
}
