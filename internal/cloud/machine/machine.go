// Package machine is the state machine's: who starts its executions, and asks how they are.
package machine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"polydigest/internal/amazon"
	"polydigest/internal/cloud"
	"polydigest/internal/digest"
)

// Executions are those of a state machine.
type Executions struct {
	machine string
	client  *amazon.Client
}

// functions is the protocol of Step Functions.
var functions = amazon.Form{ContentType: "application/x-amz-json-1.0", Target: "AWSStepFunctions"}

// Open finds the state machine of a place.
func Open(p *cloud.Place) (*Executions, error) {
	machine := p.Env("POLYDIGEST_MACHINE")
	if !strings.Contains(machine, ":stateMachine:") {
		return nil, cloud.NewBadConfig(errors.New("POLYDIGEST_MACHINE is not the ARN of a state machine"))
	}
	client, err := amazon.New(cloud.Account(), amazon.StepFunctions)
	if err != nil {
		return nil, cloud.NewBadConfig(err)
	}
	return &Executions{machine, client}, nil
}

// Start starts the execution of a run. Its name is the run's, which is made once for a request's key or a schedule's
// tick, so one that exists is the run's own.
func (e *Executions) Start(ctx context.Context, run digest.RunID) error {
	event, err := json.Marshal(cloud.StartIn{Run: run})
	if err != nil {
		return err
	}
	in := map[string]string{"stateMachineArn": e.machine, "name": string(run), "input": string(event)}
	err = e.client.Ask(ctx, functions, "StartExecution", in, &struct{}{})
	if err != nil && code(err) != "ExecutionAlreadyExists" {
		return fmt.Errorf("starting run %s: %w", run, err)
	}
	return nil
}

// code is what Step Functions calls an error.
func code(err error) string {
	if e, ok := errors.AsType[*amazon.Error](err); ok {
		return e.Code
	}
	return ""
}

// States of an execution.
const (
	Unknown State = iota // between being made and being started
	Running              // or about to
	Over                 // as it should be
	Failed
)

// State is how an execution stands.
type State int

// State is how the execution of a run stands, and of one that failed the reason in words for a client: the name of
// the error that ended it, and nothing of what is inside.
func (e *Executions) State(ctx context.Context, run digest.RunID) (s State, reason string, err error) {
	arn := strings.Replace(e.machine, ":stateMachine:", ":execution:", 1) + ":" + string(run)
	var out struct {
		Status string `json:"status"`
		Error  string `json:"error"`
	}
	err = e.client.Ask(ctx, functions, "DescribeExecution", map[string]string{"executionArn": arn}, &out)
	if code(err) == "ExecutionDoesNotExist" {
		return Unknown, "", nil
	}
	if err != nil {
		return Unknown, "", fmt.Errorf("run %s: %w", run, err)
	}
	switch out.Status {
	case "RUNNING", "PENDING_REDRIVE":
		return Running, "", nil
	case "SUCCEEDED":
		return Over, "", nil
	}
	return Failed, cmp.Or(out.Error, strings.ToLower(out.Status)), nil
}

// TickIn is what a schedule sends: which digest of polydigest.yaml is due, and since when. The time is the same in
// every attempt (<aws.scheduler.scheduled-time>).
type TickIn struct {
	Name      string    `json:"name"`
	Scheduled time.Time `json:"scheduled"`
}

// TickOut names the run, and so its execution.
type TickOut struct {
	Run digest.RunID `json:"run"`
}

// Tick starts the state machine for a schedule, once for each of its times: a scheduler delivers at least once.
func Tick(ctx context.Context, w *cloud.Work, in TickIn) (TickOut, error) {
	if in.Name == "" || in.Scheduled.IsZero() {
		return TickOut{}, cloud.NewBadInput(errors.New(`want {"name", "scheduled"}`))
	}
	executions, err := Open(w.Place)
	if err != nil {
		return TickOut{}, err
	}
	run, err := cloud.Tick(ctx, w, in.Name, in.Scheduled)
	if err != nil {
		return TickOut{}, err
	}
	return TickOut{run}, executions.Start(ctx, run)
}
