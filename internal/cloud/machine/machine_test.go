package machine_test

import (
	"encoding/json"
	"strings"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/machine"
)

func TestATickIsOneExecution(t *testing.T) {
	services := &cloudtest.Amazon{Answers: map[string]any{"StartExecution": map[string]any{"executionArn": "x", "startDate": 1}}}
	cloudtest.InAWS(t, services)
	p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_MACHINE": cloudtest.Machine})
	if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(cloudtest.Settings)); err != nil {
		t.Fatal(err)
	}
	const tick = `{"name": "harbour", "scheduled": "2026-11-21T07:00:00Z"}`
	first := cloudtest.Must(t, p, "tick", machine.Tick, tick)
	services.Answers["StartExecution"] = "ExecutionAlreadyExists"
	again := cloudtest.Must(t, p, "tick", machine.Tick, tick)
	if first.Run == "" || first != again || len(services.Asked) != 2 || services.Asked[0] != services.Asked[1] {
		t.Fatalf("a tick that came twice started %v, then %v, by %q", first, again, services.Asked)
	}
	var input struct{ Name, Input string }
	_, body, _ := strings.Cut(services.Asked[0], " ")
	if err := json.Unmarshal([]byte(body), &input); err != nil {
		t.Fatal(err)
	}
	started := cloudtest.Must(t, p, "start", cloud.Start, "%s", input.Input)
	if started.Run != first.Run || input.Name != string(first.Run) || started.Recipients != 2 {
		t.Errorf("the execution %s begins with %+v", input.Name, started)
	}
	for _, event := range cloudtest.Listed(t, p, started.RecipientList, 2) {
		var in cloud.DeliverIn
		if err := json.Unmarshal([]byte(event), &in); err != nil || in.Run != first.Run {
			t.Errorf("a recipient is listed as %s, %v", event, err)
		}
	}
	if _, got := cloudtest.Send(t, t.Context(), p, "tick", machine.Tick, `{"name": "harbour"}`); got != "BadInput" {
		t.Errorf("a tick without a time ended with %q", got)
	}
}
