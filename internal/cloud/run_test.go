package cloud_test

import (
	"encoding/json"
	"testing"
	"time"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/digest"
	"polydigest/internal/engine/extractive"
	"polydigest/internal/engine/model"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
	"polydigest/internal/source"
	"polydigest/internal/store/storetest"
	"polydigest/prompts"
)

func TestTheFunctionsMakeTheDigestThatTheProgramMakes(t *testing.T) {
	for name, m := range map[string]llm.Model{"with a model": llmtest.Text(llmtest.Parrot), "without one": nil} {
		t.Run(name, func(t *testing.T) {
			p, out := cloudtest.Place(t, m, nil)
			started := cloudtest.Must(t, p, "start", cloud.Start, "%s", cloudtest.Asked(t))
			got := cloudtest.Finish(t, p, started)

			local := &pipeline.Home{
				Store: storetest.Memory(), Sources: &source.Reader{}, Engine: extractive.Engine{}, Limit: 2, Now: time.Now,
			}
			if m != nil {
				set, err := prompts.Load("")
				if err != nil {
					t.Fatal(err)
				}
				local.Fallback, local.Engine = local.Engine, model.Engine{Model: m, Prompts: set}
				local.Model, local.Prompts = "test", prompts.IDs()
			}
			var in cloud.Asked[cloud.StartIn]
			if err := json.Unmarshal([]byte(cloudtest.Asked(t)), &in); err != nil {
				t.Fatal(err)
			}
			published, err := local.Run(t.Context(), pipeline.StartIn{Request: *in.In.Request})
			if err != nil {
				t.Fatal(err)
			}
			data, _, err := local.Store.Get(t.Context(), published.Key)
			if err != nil {
				t.Fatal(err)
			}
			want, err := digest.Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			if got.Content != want.Content || got.Content == "" {
				t.Errorf("content %s from the functions, %s from the program", got.Content, want.Content)
			}
			calls := 0
			for _, line := range out.All(t) {
				if line["msg"] == "model call" && line["outcome"] == "ok" {
					calls++
				}
			}
			if got.Usage.Calls != calls || (calls == 0) != (m == nil) {
				t.Errorf("the digest tells of %d calls, the log of %d", got.Usage.Calls, calls)
			}
		})
	}
}

func TestATickThatComesTwiceIsOneRun(t *testing.T) {
	p, _ := cloudtest.Place(t, nil, nil)
	if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(cloudtest.Settings)); err != nil {
		t.Fatal(err)
	}
	const tick = `{"name": "harbour", "scheduled": "2026-11-21T07:00:00Z"}`
	first := cloudtest.Must(t, p, "start", cloud.Start, tick)
	again := cloudtest.Must(t, p, "start", cloud.Start, tick)
	found := cloudtest.Must(t, p, "start", cloud.Start, `{"run": %q}`, first.Run)
	later := cloudtest.Must(t, p, "start", cloud.Start, `{"name": "harbour", "scheduled": "2026-11-22T07:00:00Z"}`)
	if first.Run != again.Run || first.Run != found.Run || first.Run == later.Run {
		t.Errorf("runs %s, %s, %s, and a day later %s", first.Run, again.Run, found.Run, later.Run)
	}
	if first.Recipients != 2 || again.Recipients != 2 || found.Recipients != 2 || first.Sources != 1 || found.Sources != 1 {
		t.Errorf("started %+v, then %+v, found %+v", first, again, found)
	}
	for event, want := range map[string]string{
		`{"name": "harbor", "scheduled": "2026-11-21T07:00:00Z"}`: "BadInput",
		`{"name": "harbour"}`:                      "BadInput",
		`{"run": "x", "name": "harbour"}`:          "BadInput",
		`{"run": "019ab3c2-0000-7000-8000-00000"}`: "Missing",
	} {
		if _, got := cloudtest.Send(t, t.Context(), p, "start", cloud.Start, event); got != want {
			t.Errorf("%s: %q, want %q", event, got, want)
		}
	}
}

func TestASourceThatWasGivenUpIsListed(t *testing.T) {
	p, _ := cloudtest.Place(t, nil, nil)
	request, err := json.Marshal(digest.Request{Sources: []string{"https://slow.example/rss"}, Inline: cloudtest.Harbour})
	if err != nil {
		t.Fatal(err)
	}
	s := cloudtest.Must(t, p, "start", cloud.Start, `{"request": %s, "key": "k"}`, request)
	events := cloudtest.Listed(t, p, s.SourceList, 2)
	cloudtest.Must(t, p, "fetch", cloud.Plain((*pipeline.Home).Fetch), "%s", events[1]) // the first was too slow, however often it was tried
	cloudtest.Must(t, p, "prepare", cloud.Plain((*pipeline.Home).Prepare), `{"run": %q, "sources": %d}`, s.Run, s.Sources)
	d := cloudtest.Finish(t, p, cloud.StartOut{StartOut: pipeline.StartOut{Run: s.Run}, SourceList: s.RecipientList})
	if item := d.Coverage.Items[0]; item.Source != "https://slow.example/rss" || item.State != digest.Failed || d.Status != digest.Partial {
		t.Errorf("a digest that is %s lists %+v", d.Status, item)
	}
}
