package llm

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Chain returns a model that asks the first model, and each next one when those before are down, over budget or out
// of quota. It stands for the first one, except that its name holds all of theirs. Each model is one that [Wrap] made:
// it has a cache and limits of its own, and its own price. Chain panics without models.
func Chain(models ...Model) Model {
	if len(models) == 1 {
		return models[0]
	}
	return chain(models)
}

type chain []Model

func (c chain) Unwrap() Model { return c[0] }

func (c chain) Name() string {
	names := make([]string, len(c))
	for i, m := range c {
		names[i] = m.Name()
	}
	return strings.Join(names, ", else ")
}

func (c chain) Complete(ctx context.Context, req Request) (Response, error) {
	var errs []error
	for i, m := range c {
		resp, err := m.Complete(ctx, req)
		if i > 0 {
			resp.Instead = ID(m)
		}
		if err == nil || !givesWay(err) {
			return resp, err
		}
		errs = append(errs, err)
	}
	slices.Reverse(errs) // what to do is what the last one says
	return Response{}, errors.Join(errs...)
}

// givesWay reports whether err leaves the request to another model. For want of time none is asked.
func givesWay(err error) bool {
	e, ok := asError(err)
	if !ok {
		return false
	}
	switch e.Class {
	case Down, OverBudget:
		return true
	case Retry:
		return e.Code != "deadline" && e.Code != "throttled"
	case Fatal:
		return e.Code == "quota"
	}
	return false
}

// ParseModel reads a model as it is named beside another: NAME at the other's endpoint, or NAME@URL.
func ParseModel(s string) (name, endpoint string, err error) {
	name = s
	if at := strings.LastIndex(s, "@http"); at >= 0 {
		name, endpoint = s[:at], s[at+1:]
		u, err := url.Parse(endpoint)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			return "", "", fmt.Errorf("%q is no endpoint, as http://localhost:11434/v1", endpoint)
		}
	}
	if name == "" || strings.TrimSpace(name) != name || strings.Contains(name, "://") {
		return "", "", fmt.Errorf("%q names no model: NAME, or NAME@URL for one at another endpoint", s)
	}
	return name, endpoint, nil
}
