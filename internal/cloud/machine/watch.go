package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"polydigest/internal/cloud"
	"polydigest/internal/digest"
	"polydigest/internal/pipeline"
	"polydigest/internal/schedule"
	"polydigest/internal/store"
)

// WatchIn is when somebody looks whether digests are late (<aws.scheduler.scheduled-time>).
type WatchIn struct {
	At time.Time `json:"at"`
}

// WatchOut names the digests that are.
type WatchOut struct {
	Late []string `json:"late"`
}

const (
	look = 15 * time.Minute // how often somebody looks: each time of a schedule is looked at once
	skew = time.Minute      // between the clocks of the scheduler and of a function
)

// Watch finds digests that are not there some time after they were due (POLYDIGEST_LATE_AFTER), whatever the reason: a
// run that failed or takes long, and one that never began, of which nothing else would tell. Where a run found nothing
// new no digest is due.
func Watch(ctx context.Context, w *cloud.Work, in WatchIn) (WatchOut, error) {
	after, err := time.ParseDuration(w.Place.Env("POLYDIGEST_LATE_AFTER"))
	if err != nil {
		return WatchOut{}, cloud.NewBadConfig(fmt.Errorf("POLYDIGEST_LATE_AFTER: %w", err))
	}
	cfg, err := w.Place.Config(ctx)
	if err != nil {
		return WatchOut{}, err
	}
	out := WatchOut{Late: []string{}}
	for _, name := range cfg.Names() {
		d := cfg.Digests[name]
		if d.Schedule == "" {
			continue
		}
		since, due, err := dueAt(d.Schedule, d.Timezone, in.At.Add(-after))
		if err != nil {
			return WatchOut{}, cloud.NewBadConfig(err)
		}
		if !due {
			continue
		}
		begun, err := newest(ctx, w.Place.Store, pipeline.LatestKey(name), pipeline.QuietKey(name))
		if err != nil {
			return WatchOut{}, err
		}
		if begun.Before(since.Add(-skew)) {
			out.Late = append(out.Late, name)
			w.Log.Warn("late", "digest", name, "due", since)
		}
	}
	w.Count("late", len(out.Late))
	return out, nil
}

// dueAt reports whether a digest became due in the time before now that one look is for, and since when there has to
// be one. The scheduler counts a rate from when it was set up, which is not known here: there has to be one of the
// last two times.
func dueAt(expr, zone string, now time.Time) (since time.Time, due bool, err error) {
	at, found, err := schedule.Next(expr, zone, now.Add(-look))
	if err != nil || !found || at.After(now) {
		return time.Time{}, false, err
	}
	if every, isRate := schedule.Every(expr); isRate {
		at = at.Add(-every)
	}
	return at, true, nil
}

// newest is when the newest of the runs began that keys name, which a run's id tells; the beginning of time if there
// is none.
func newest(ctx context.Context, kv store.KV, keys ...string) (time.Time, error) {
	var begun time.Time
	for _, key := range keys {
		data, _, err := kv.Get(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return time.Time{}, err
		}
		var of struct{ ID digest.RunID }
		if err := json.Unmarshal(data, &of); err != nil {
			return time.Time{}, fmt.Errorf("%s: %w", key, err)
		}
		id, err := uuid.Parse(string(of.ID))
		if err != nil {
			return time.Time{}, fmt.Errorf("%s: %w", key, err)
		}
		if at := time.Unix(id.Time().UnixTime()); at.After(begun) {
			begun = at
		}
	}
	return begun, nil
}
