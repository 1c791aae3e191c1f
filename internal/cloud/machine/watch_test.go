package machine_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/cloud/machine"
	"polydigest/internal/pipeline"
)

const schedules = `
digests:
  matin: {sources: [https://news.example/rss], schedule: cron(0 7 ? * MON-FRI *), timezone: Europe/Paris}
  朝刊: {sources: [https://news.example/rss], schedule: rate(1 hour)}
  once: {sources: [https://news.example/rss], schedule: "at(2026-11-23T06:00:00)"}
  asked: {sources: [https://news.example/rss]}
`

// TestWhatIsLateIsTold looks every quarter of an hour through a Monday: 7:00 in Paris is 6:00 UTC.
func TestWhatIsLateIsTold(t *testing.T) {
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		what  string
		begun map[string]time.Duration // when the newest run of a digest began, after midnight
		late  map[string][]string      // which are late, by digest, and at which looks
	}{
		{"nothing was made", nil, map[string][]string{
			"matin": {"06:45"}, "once": {"06:45"}, "朝刊": {"00:45", "01:45", "02:45", "03:45", "04:45", "05:45", "06:45", "07:45"},
		}},
		{"all was made", map[string]time.Duration{"matin": 6*time.Hour + time.Second, "once": 6 * time.Hour, "朝刊": 6*time.Hour + 20*time.Minute},
			map[string][]string{}},
		{"the day before's", map[string]time.Duration{"matin": -18 * time.Hour, "once": -time.Hour, "朝刊": 5 * time.Hour},
			map[string][]string{"matin": {"06:45"}, "once": {"06:45"}, "朝刊": {"07:45"}}},
	} {
		p, _ := cloudtest.Place(t, nil, map[string]string{"POLYDIGEST_LATE_AFTER": "45m"})
		if err := p.Store.Put(t.Context(), "polydigest.yaml", []byte(schedules)); err != nil {
			t.Fatal(err)
		}
		for name, at := range c.begun {
			if err := p.Store.Put(t.Context(), pipeline.LatestKey(name), fmt.Appendf(nil, `{"id": %q}`, begunAt(day.Add(at)))); err != nil {
				t.Fatal(err)
			}
		}
		got := map[string][]string{}
		for at := day; at.Before(day.Add(8 * time.Hour)); at = at.Add(15 * time.Minute) {
			out := cloudtest.Must(t, p, "watch", machine.Watch, `{"at": %q}`, at.Format(time.RFC3339))
			for _, name := range out.Late {
				got[name] = append(got[name], at.Format("15:04"))
			}
		}
		for _, name := range []string{"matin", "朝刊", "once", "asked"} {
			if !slices.Equal(got[name], c.late[name]) {
				t.Errorf("%s: %s is late at %v, want %v", c.what, name, got[name], c.late[name])
			}
		}
	}
}

// begunAt is the id of a run that began at a time (RFC 9562, section 5.7).
func begunAt(at time.Time) string {
	var id uuid.UUID
	ms := at.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (8 * (5 - i)))
	}
	id[6], id[8] = 0x70, 0x80
	return id.String()
}

func TestAWatchNeedsItsSetting(t *testing.T) {
	p, _ := cloudtest.Place(t, nil, nil)
	if _, got := cloudtest.Send(t, t.Context(), p, "watch", machine.Watch, `{"at": "2026-11-23T06:45:00Z"}`); got != "BadConfig" {
		t.Errorf("without POLYDIGEST_LATE_AFTER it ended with %q", got)
	}
}
