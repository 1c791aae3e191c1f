// Package schedule reads EventBridge Scheduler's expressions, so that a digest comes at the same times from this
// program as from AWS: cron(minutes hours day month weekday year), rate(n minutes|hours|days), at(time), in an IANA
// zone (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
package schedule

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/netresearch/go-cron"

	"polydigest/internal/lazy"
)

var expression = lazy.MustCompile(`^(cron|rate|at)\(([^()]*)\)$`)

// Next is the first time after `after` that an expression names; ok is false when there is none. A rate counts from
// the beginning of 1970.
func Next(expr, zone string, after time.Time) (next time.Time, ok bool, err error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("schedule: %w", err)
	}
	m := expression.FindStringSubmatch(expr)
	if m == nil {
		return time.Time{}, false, fmt.Errorf("schedule %q is not cron(…), rate(…) or at(…)", expr)
	}
	switch m[1] {
	case "at":
		next, err = time.ParseInLocation("2006-01-02T15:04:05", m[2], location)
		return next, err == nil && next.After(after), err
	case "rate":
		every, err := rate(m[2])
		if err != nil {
			return time.Time{}, false, err
		}
		return after.Truncate(every).Add(every), true, nil
	}
	spec, err := translate(m[2])
	if err != nil {
		return time.Time{}, false, err
	}
	parser, err := cron.TryNewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Year | cron.Extended)
	if err != nil {
		return time.Time{}, false, err
	}
	s, err := parser.Parse(spec)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("schedule %q: %w", expr, err)
	}
	next = s.Next(after.In(location))
	return next, !next.IsZero(), nil
}

// Every is the time between two of a rate's; ok is false for what is no rate.
func Every(expr string) (every time.Duration, ok bool) {
	m := expression.FindStringSubmatch(expr)
	if m == nil || m[1] != "rate" {
		return 0, false
	}
	every, err := rate(m[2])
	return every, err == nil
}

func rate(s string) (time.Duration, error) {
	n, unit, _ := strings.Cut(s, " ")
	count, err := strconv.Atoi(n)
	each := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[strings.TrimSuffix(unit, "s")]
	if err != nil || count < 1 || each == 0 {
		return 0, fmt.Errorf("schedule: rate(%s) is not a number of minutes, hours or days", s)
	}
	return time.Duration(count) * each, nil
}

// digitDay is a day of the week as a number, which EventBridge counts from 1 for Sunday and cron from 0.
var digitDay = lazy.MustCompile(`\b[1-7]\b`)

// translate writes EventBridge's six fields as the cron library has them: no ?, and weekdays counted from 0.
func translate(fields string) (string, error) {
	f := strings.Fields(fields)
	if len(f) != 6 || (f[2] == "?") == (f[4] == "?") {
		return "", fmt.Errorf("schedule: cron(%s) has not six fields with one ? for a day", fields)
	}
	day, nth, isNth := strings.Cut(f[4], "#")
	day = digitDay.ReplaceAllStringFunc(day, func(d string) string { return string(d[0] - 1) })
	if f[4] = day; isNth {
		f[4] += "#" + nth
	}
	return strings.ReplaceAll(strings.Join(f, " "), "?", "*"), nil
}
