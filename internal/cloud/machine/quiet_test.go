package machine_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/machine"
	"polydigest/internal/pipeline"
)

// TestNothingNewIsNoFailure has a run whose only document is older than its period: it ends by a name of its own, no
// error is counted, and its digest is not late.
func TestNothingNewIsNoFailure(t *testing.T) {
	p, out := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_LATE_AFTER": "45m"})
	due := time.Now().UTC().Truncate(time.Minute)
	config := fmt.Sprintf("digests:\n  matin: {sources: [https://news.example/rss], schedule: at(%s)}\n", due.Format("2006-01-02T15:04:05"))
	if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(config)); err != nil {
		t.Fatal(err)
	}
	late := func() int {
		at := due.Add(45 * time.Minute).Format(time.RFC3339)
		return len(cloudtest.Must(t, p, "watch", machine.Watch, `{"at": %q}`, at).Late)
	}
	if late() != 1 {
		t.Error("a digest of which no run looked after is not late")
	}
	run := cloudtest.Must(t, p, "start", cloud.Start, `{"request": {"name": "matin", "languages": ["fr"], "since": "24h", "inline": [
		{"id": "a", "published_at": "2019-03-04", "lang": "fr", "text": "Le port de Saint-Malo a été fermé mardi après une fuite de carburant."}]}, "key": "k"}`).Run
	cloudtest.Must(t, p, "fetch", cloud.Plain((*pipeline.Home).Fetch), `{"run": %q, "source": 0}`, run)
	_, ended := cloudtest.Send(t, t.Context(), p, "prepare", cloud.Plain((*pipeline.Home).Prepare), fmt.Sprintf(`{"run": %q, "sources": 1}`, run))
	if ended != "NothingNew" || late() != 0 {
		t.Errorf("the run ended with %s, and %d digests are late", ended, late())
	}
	for _, line := range out.All(t) {
		if line["function"] == "prepare" && line["errors"] != nil && line["errors"] != 0.0 || strings.Contains(fmt.Sprint(line["msg"]), "failed") {
			t.Errorf("it is told as a failure: %v", line)
		}
	}
}
