package schedule

import (
	"testing"
	"time"
)

func TestNext(t *testing.T) {
	for _, c := range []struct{ expr, zone, after, want string }{
		{"cron(0 7 ? * MON-FRI *)", "Europe/Paris", "2026-11-20T12:00:00Z", "2026-11-23T06:00:00Z"},
		{"cron(0 7 ? * 2-6 *)", "Europe/Paris", "2026-11-20T12:00:00Z", "2026-11-23T06:00:00Z"},
		{"cron(30 9 1 * ? *)", "Asia/Tokyo", "2026-11-20T12:00:00Z", "2026-12-01T00:30:00Z"},
		{"cron(0 8 ? * MON#1 *)", "UTC", "2026-11-20T12:00:00Z", "2026-12-07T08:00:00Z"},
		{"cron(0 0 L * ? *)", "UTC", "2026-11-20T12:00:00Z", "2026-11-30T00:00:00Z"},
		{"cron(0 7 ? * MON-FRI 2026)", "UTC", "2026-12-31T12:00:00Z", ""},
		{"rate(6 hours)", "UTC", "2026-11-20T12:00:00Z", "2026-11-20T18:00:00Z"},
		{"at(2026-12-01T07:00:00)", "Asia/Seoul", "2026-11-20T12:00:00Z", "2026-11-30T22:00:00Z"},
		{"at(2026-11-01T07:00:00)", "UTC", "2026-11-20T12:00:00Z", ""},
	} {
		after, err := time.Parse(time.RFC3339, c.after)
		if err != nil {
			t.Fatal(err)
		}
		next, ok, err := Next(c.expr, c.zone, after)
		got := ""
		if ok {
			got = next.UTC().Format(time.RFC3339)
		}
		if err != nil || got != c.want {
			t.Errorf("%s %s: got %q, %v, want %q", c.expr, c.zone, got, err, c.want)
		}
	}
}

func TestWhatIsNoSchedule(t *testing.T) {
	for _, expr := range []string{"", "daily", "cron(0 7 * * *)", "cron(0 7 * * * *)", "rate(0 hours)", "rate(2 moons)", "at(noon)", "cron(99 7 ? * MON *)"} {
		if _, ok, err := Next(expr, "UTC", time.Unix(0, 0)); err == nil && ok {
			t.Errorf("%q: accepted", expr)
		}
	}
	if _, _, err := Next("rate(1 hour)", "Mars/Olympus", time.Unix(0, 0)); err == nil {
		t.Error("an unknown zone was accepted")
	}
}
