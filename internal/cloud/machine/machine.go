// Package machine is the state machine's: who starts its executions, and asks how they are.
package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"polydigest/internal/cloud"
	"polydigest/internal/digest"
)

// Executions are those of a state machine. It keeps operations, not the client: see package s3.
type Executions struct {
	machine  string
	start    func(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	describe func(context.Context, *sfn.DescribeExecutionInput, ...func(*sfn.Options)) (*sfn.DescribeExecutionOutput, error)
}

// Open finds the state machine of a place.
func Open(p *cloud.Place) (*Executions, error) {
	machine := p.Env("POLYDIGEST_MACHINE")
	if !strings.Contains(machine, ":stateMachine:") {
		return nil, cloud.NewBadConfig(errors.New("POLYDIGEST_MACHINE is not the ARN of a state machine"))
	}
	client := sfn.NewFromConfig(cloud.Account())
	return &Executions{machine, client.StartExecution, client.DescribeExecution}, nil
}

// Start starts the execution of a run. Its name is the run's, which is made once for a request's key or a schedule's
// tick, so one that exists is the run's own.
func (e *Executions) Start(ctx context.Context, run digest.RunID) error {
	event, err := json.Marshal(cloud.StartIn{Run: run})
	if err != nil {
		return err
	}
	name, input := string(run), string(event)
	_, err = e.start(ctx, &sfn.StartExecutionInput{StateMachineArn: &e.machine, Name: &name, Input: &input})
	if _, exists := errors.AsType[*types.ExecutionAlreadyExists](err); err != nil && !exists {
		return fmt.Errorf("starting run %s: %w", name, err)
	}
	return nil
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
	out, err := e.describe(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
	if _, none := errors.AsType[*types.ExecutionDoesNotExist](err); none {
		return Unknown, "", nil
	}
	if err != nil {
		return Unknown, "", fmt.Errorf("run %s: %w", run, err)
	}
	switch out.Status {
	case types.ExecutionStatusRunning, types.ExecutionStatusPendingRedrive:
		return Running, "", nil
	case types.ExecutionStatusSucceeded:
		return Over, "", nil
	}
	if out.Error == nil {
		return Failed, strings.ToLower(string(out.Status)), nil
	}
	return Failed, *out.Error, nil
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
