package front

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/httpapi"
)

func TestTheAPIStartsAnExecutionForEachRunOnce(t *testing.T) {
	services := &cloudtest.Amazon{Answers: map[string]any{"StartExecution": map[string]any{"executionArn": "x", "startDate": 1}}}
	cloudtest.InAWS(t, services)
	p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_MACHINE": cloudtest.Machine})
	r := startRuns(t, p)
	in := httpapi.Request{Name: "harbour", Languages: []string{"ja"}, From: "2026-03-01", To: "2026-03-05"}
	for _, d := range cloudtest.Harbour {
		in.Documents = append(in.Documents, httpapi.Document(d))
	}
	first, err := r.Start(t.Context(), in, "key")
	if err != nil {
		t.Fatal(err)
	}
	services.Answers["StartExecution"] = "ExecutionAlreadyExists"
	second, err := r.Start(t.Context(), in, "key")
	if err != nil || first != second {
		t.Errorf("the same key started %s and %s, %v", first, second, err)
	}
	var input struct{ Name, Input string }
	_, body, _ := strings.Cut(services.Asked[0], " ")
	if err := json.Unmarshal([]byte(body), &input); err != nil {
		t.Fatal(err)
	}
	if input.Name != first || len(input.Input) > 100 {
		t.Errorf("the execution is %q with %d bytes", input.Name, len(input.Input))
	}
	started := cloudtest.Must(t, p, "start", cloud.Start, "%s", input.Input)
	if string(started.Run) != first || started.Sources != 1 {
		t.Errorf("its first step found %+v", started)
	}
}

func startRuns(t *testing.T, p *cloud.Place) *runs {
	t.Helper()
	r, err := open(p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARunIsAsFarAsItsExecution(t *testing.T) {
	services := &cloudtest.Amazon{Answers: map[string]any{}}
	cloudtest.InAWS(t, services)
	p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_MACHINE": cloudtest.Machine})
	started := cloudtest.Must(t, p, "start", cloud.Start, "%s", cloudtest.Asked(t))
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
		{map[string]any{"status": "SUCCEEDED"}, httpapi.Failed, "NothingNew"},
	} {
		services.Answers["DescribeExecution"] = c.answer
		got, err := r.Status(t.Context(), string(started.Run))
		if err != nil || got.State != c.state || got.Reason != c.reason {
			t.Errorf("%v is %+v, %v", c.answer, got, err)
		}
	}
	cloudtest.Finish(t, p, started)
	if got, err := r.Status(t.Context(), string(started.Run)); err != nil || got.State != httpapi.Done {
		t.Errorf("with a digest the run is %+v, %v", got, err)
	}
}

func TestTheAPIServesItsKeysAlone(t *testing.T) {
	cloudtest.InAWS(t, &cloudtest.Amazon{})
	p, out := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_MACHINE": cloudtest.Machine})
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/v1/digests": http.StatusUnauthorized} {
		w := httptest.NewRecorder()
		api(cloudtest.Opened(p)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if len(out.All(t)) != 2 {
		t.Error("not every request is in the log")
	}
	p, _ = cloudtest.Place(t, nil, nil)
	w := httptest.NewRecorder()
	api(cloudtest.Opened(p)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("without a state machine it answers %d", w.Code)
	}
}
