package cloud

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"polydigest/internal/deliver"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
)

func TestATickIsOneExecution(t *testing.T) {
	services := &amazon{answers: map[string]any{"StartExecution": map[string]any{"executionArn": "x", "startDate": 1}}}
	inAWS(t, services)
	p, _ := place(t, nil, map[string]string{"POLYDIGEST_MACHINE": machine})
	if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(settings)); err != nil {
		t.Fatal(err)
	}
	const tick = `{"name": "harbour", "scheduled": "2026-11-21T07:00:00Z"}`
	first := must(t, p, "tick", Tick, tick)
	services.answers["StartExecution"] = "ExecutionAlreadyExists"
	again := must(t, p, "tick", Tick, tick)
	if first.Run == "" || first != again || len(services.asked) != 2 || services.asked[0] != services.asked[1] {
		t.Fatalf("a tick that came twice started %v, then %v, by %q", first, again, services.asked)
	}
	var input struct{ Name, Input string }
	_, body, _ := strings.Cut(services.asked[0], " ")
	if err := json.Unmarshal([]byte(body), &input); err != nil {
		t.Fatal(err)
	}
	started := must(t, p, "start", Start, "%s", input.Input)
	if started.Run != first.Run || input.Name != string(first.Run) || started.Recipients != 2 {
		t.Errorf("the execution %s begins with %+v", input.Name, started)
	}
	for _, event := range listed(t, p, started.RecipientList, 2) {
		var in DeliverIn
		if err := json.Unmarshal([]byte(event), &in); err != nil || in.Run != first.Run {
			t.Errorf("a recipient is listed as %s, %v", event, err)
		}
	}
	if _, got := send(t, t.Context(), p, "tick", Tick, `{"name": "harbour"}`); got != "BadInput" {
		t.Errorf("a tick without a time ended with %q", got)
	}
}

func TestWhatSESTellsSettlesMails(t *testing.T) {
	p, _ := place(t, nil, nil)
	event := func(kind, more string) string {
		return fmt.Sprintf(`{"eventType": %q, "mail": {"destination": ["zoe@example.org"], "tags": {}}%s}`, kind, more)
	}
	if out := must(t, p, "mailed", Mailed, "%s", event("Open", "")); out.Settled != 0 {
		t.Errorf("an event of no concern settled %d", out.Settled)
	}
	must(t, p, "mailed", Mailed, "%s", event("Complaint", `, "complaint": {"complainedRecipients": [{"emailAddress": "zoe@example.org"}]}`))
	outbox := deliver.Outbox{KV: p.Store}
	who, err := outbox.Recipient(t.Context(), deliver.Hash("zoe@example.org"))
	if err != nil || who.Suppressed[""].Reason != "complaint" {
		t.Errorf("after a complaint: %+v, %v", who, err)
	}
}

func TestASourceThatWasGivenUpIsListed(t *testing.T) {
	p, _ := place(t, nil, nil)
	request, err := json.Marshal(digest.Request{Sources: []string{"https://slow.example/rss"}, Inline: harbour})
	if err != nil {
		t.Fatal(err)
	}
	s := must(t, p, "start", Start, `{"request": %s, "key": "k"}`, request)
	events := listed(t, p, s.SourceList, 2)
	must(t, p, "fetch", Plain((*pipeline.Home).Fetch), "%s", events[1]) // the first was too slow, however often it was tried
	must(t, p, "prepare", Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d}`, s.Run, s.Sources)
	d := finish(t, p, StartOut{StartOut: pipeline.StartOut{Run: s.Run}, SourceList: s.RecipientList})
	if item := d.Coverage.Items[0]; item.Source != "https://slow.example/rss" || item.State != digest.Failed || d.Status != digest.Partial {
		t.Errorf("a digest that is %s lists %+v", d.Status, item)
	}
}

func TestASecretMadeAtRandomSignsLinks(t *testing.T) {
	const random = "mJ3bWq0Zk7Rr2Tt9Yy5Uu1Ii8Oo4Pp6Aa0Ss3Dd7Ff2Gg5Hj" // as Secrets Manager makes one, without an id
	p, _ := place(t, nil, map[string]string{"POLYDIGEST_LINK_KEYS": random})
	keys, err := p.links(t.Context())
	if err != nil || len(keys) != 1 {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}
