package check

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"polydigest/infra/cost"
	"polydigest/internal/cloud/machine"
)

// article is a document in the language of claims, whose names no other has.
func article(n int) string {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	word := func() string {
		var b strings.Builder
		for range 2 + random.IntN(3) {
			b.WriteByte("bcdfghklmnprstvz"[random.IntN(16)])
			b.WriteByte("aeiou"[random.IntN(5)])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	var text strings.Builder
	for range 12 {
		fmt.Fprintf(&text, "%s of %s told the council of %s that %d people were in the town of %s. ", word(), word(), word(), random.IntN(900), word())
	}
	line, err := json.Marshal(map[string]string{
		"id": fmt.Sprint(n), "title": word() + " " + word(), "publisher": word(), "published_at": "2026-03-04", "lang": "en", "text": text.String(),
	})
	if err != nil {
		panic(err) // of strings
	}
	return string(line)
}

// TestRequestsAreWhatTheCostSays counts what a digest asks of S3: the costs of README.md are worked out from it.
func TestRequestsAreWhatTheCostSays(t *testing.T) {
	const documents = 40 // each a chunk and a story, in two languages
	c := inCloud(t, "false")
	var lines strings.Builder
	for i := range documents {
		lines.WriteString(article(i) + "\n")
	}
	c.aws.objects["Store/inbox/all.jsonl"] = []byte(lines.String())
	c.steps(call(c, "tick", machine.Tick, "%s", c.tpl.event("tick", "2026-03-05T07:00:00Z")).Run)
	reads, writes := 0, 0
	for who := range c.aws.reads {
		reads, writes = reads+c.aws.reads[who], writes+c.aws.writes[who]
	}
	r := cost.Requests
	for what, x := range map[string][2]float64{
		"reads":  {float64(reads), documents * (r.DocumentReads + r.StoryReads + 2*r.EditionReads)},
		"writes": {float64(writes), documents * (r.DocumentWrites + r.StoryWrites + 2*r.EditionWrites)},
	} {
		t.Logf("%s: %.0f, by the cost %.0f", what, x[0], x[1])
		if math.Abs(x[0]/x[1]-1) > 0.15 {
			t.Errorf("%s: %.0f are counted, the cost says %.0f", what, x[0], x[1])
		}
	}
}
