package httpapi

import (
	"time"

	"polydigest/internal/digest"
)

// Asked is the request as the pipeline knows it. A period's last day is part of it.
func (r *Request) Asked() (digest.Request, error) {
	out := digest.Request{
		Name: r.Name, Topic: r.Topic, Sources: r.Sources, Languages: r.Languages, Since: r.Since,
		Top: r.Top, Depth: r.Depth, MaxCost: r.MaxCost, MaxTokens: r.MaxTokens, Inline: r.Documents,
	}
	for _, x := range []struct {
		value string
		at    *time.Time
		end   bool
	}{{r.From, &out.Period.From, false}, {r.To, &out.Period.To, true}} {
		if x.value == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, x.value)
		if err == nil && x.end {
			t = t.Add(24*time.Hour - time.Second)
		}
		if err != nil {
			if t, err = time.Parse(time.RFC3339, x.value); err != nil {
				return out, err
			}
		}
		*x.at = t
	}
	return out, nil
}
