package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A recording is one recorded answer: the file <prompt>-<key>.json.
type recording struct {
	Prompt  string          `json:"prompt"`
	Version string          `json:"version"` // of the prompt when it was recorded
	Key     string          `json:"key"`
	Model   string          `json:"model"`
	Usage   Usage           `json:"usage"`
	Answer  json.RawMessage `json:"answer"` // the JSON that the model wrote; a string if it was no object
}

// A Replayer answers from recorded files; see [Replay].
type Replayer struct {
	dir string

	mu    sync.Mutex
	stale map[string]bool
}

// Replay returns a model that answers from the files in dir, which [Record] wrote. An answer is found by
// prompt name and key, so that rewording a prompt does not break it: it is then stale, and listed by
// [Replayer.Stale]. A question that nobody recorded an answer to is an error that names the missing file.
func Replay(dir string) *Replayer {
	return &Replayer{dir: dir, stale: make(map[string]bool)}
}

// Name names the folder too: a run over other answers is another run.
func (r *Replayer) Name() string { return "replay " + r.dir }

// Width is how many files to read at a time.
func (r *Replayer) Width() int { return 8 }

// Complete answers from the request's file.
func (r *Replayer) Complete(_ context.Context, req Request) (Response, error) {
	name := recordingName(req)
	b, err := os.ReadFile(filepath.Join(r.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return Response{}, &Error{Class: Fatal, Code: "no_recording", Err: err, Message: fmt.Sprintf(
			"no recorded answer %s: record it with --record %s and a model", filepath.Join(r.dir, name), r.dir)}
	}
	if err != nil {
		return Response{}, fmt.Errorf("recorded answer: %w", err)
	}
	var rec recording
	if err := json.Unmarshal(b, &rec); err != nil {
		return Response{}, fmt.Errorf("recorded answer %s: %w", name, err)
	}
	if rec.Version != req.Version {
		r.mu.Lock()
		r.stale[name] = true
		r.mu.Unlock()
	}
	text := string(rec.Answer)
	var s string
	if json.Unmarshal(rec.Answer, &s) == nil {
		text = s
	}
	return Response{Text: text, Model: rec.Model, Usage: rec.Usage}, nil
}

// Stale returns the names of the files that were recorded for another wording of their prompt, sorted.
func (r *Replayer) Stale() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	names := make([]string, 0, len(r.stale))
	for name := range r.stale {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Record returns a model that answers as m does and writes each answer, as it came, to dir for [Replay]. Put
// it around what Wrap returns, not inside: what comes from the cache is to be recorded, too.
func Record(m Model, dir string) Model { return recorder{m, dir} }

type recorder struct {
	Model
	dir string
}

func (r recorder) Unwrap() Model { return r.Model }

func (r recorder) Complete(ctx context.Context, req Request) (Response, error) {
	resp, err := r.Model.Complete(ctx, req)
	if err != nil {
		return resp, err
	}
	b, err := recording{req.Prompt, req.Version, req.Key, resp.Model, resp.Usage, nil}.with(resp.Text)
	if err == nil {
		err = os.MkdirAll(r.dir, 0o777)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(r.dir, recordingName(req)), b, 0o666)
	}
	if err != nil {
		return resp, fmt.Errorf("record answer: %w", err)
	}
	return resp, nil
}

// with returns the file for an answer. An object is put there byte for byte, as the model laid it out.
func (r recording) with(answer string) ([]byte, error) {
	if !strings.HasPrefix(answer, "{") || !json.Valid([]byte(answer)) {
		b, err := json.Marshal(answer)
		if err != nil {
			return nil, err
		}
		answer = string(b)
	}
	head, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return nil, err
	}
	return bytes.Replace(head, []byte(`"answer": null`), []byte(`"answer": `+strings.TrimSpace(answer)), 1), nil
}

func recordingName(req Request) string { return req.Prompt + "-" + req.Key + ".json" }
