package stack

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"polydigest/infra/machine"
	"polydigest/internal/config"
)

// machineARN is that of the state machine, or what the ARNs of its executions begin with. It is made of the name, so
// that functions can know the machine that calls functions.
func (s *Stack) machineARN(kind string) string {
	return fmt.Sprintf("arn:%s:states:%s:%s:%s:%s", *s.in.Partition(), *s.in.Region(), *s.in.Account(), kind, *awscdk.Aws_STACK_NAME())
}

func (s *Stack) stateMachine() {
	logs := awslogs.NewLogGroup(s.in, text("MachineLogs"), &awslogs.LogGroupProps{
		Retention: awslogs.RetentionDays_ONE_MONTH, RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	substitutions := map[string]*string{"Partition": s.in.Partition(), "Bucket": s.bucket.BucketName()}
	var functions []string
	for _, step := range sorted(machine.Steps) {
		substitutions[step] = s.functions[step].FunctionArn()
		functions = append(functions, *s.functions[step].FunctionArn())
	}
	role := s.role("machine", "states.amazonaws.com", []awsiam.PolicyStatement{
		allow([]string{"lambda:InvokeFunction"}, functions...),
		allow([]string{"s3:GetObject"}, s.objects([]string{"runs/"})...),
		allow([]string{"s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"}, *s.bucket.ArnForObjects(text("runs/*/maps/*"))),
		// A distributed map starts executions of its own machine.
		allow([]string{"states:StartExecution"}, s.machineARN("stateMachine")),
		allow([]string{"states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"}, s.machineARN("execution")+"/*"),
	})
	s.machine = awsstepfunctions.NewStateMachine(s.in, text("Machine"), &awsstepfunctions.StateMachineProps{
		StateMachineName: awscdk.Aws_STACK_NAME(), Role: role, TracingEnabled: yes(), RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
		DefinitionBody: awsstepfunctions.DefinitionBody_FromString(text(machine.Definition())), DefinitionSubstitutions: &substitutions,
		Logs: &awsstepfunctions.LogOptions{Destination: logs, Level: awsstepfunctions.LogLevel_ALL, IncludeExecutionData: yes()},
	})
	s.out("MachineArn", *s.machine.StateMachineArn(), "the state machine")
}

// address makes the interface reachable. It asks for a key of its own for everything but its health.
func (s *Stack) address() {
	url := s.functions["api"].AddFunctionUrl(&awslambda.FunctionUrlOptions{
		AuthType: awslambda.FunctionUrlAuthType_NONE, InvokeMode: awslambda.InvokeMode_RESPONSE_STREAM,
	})
	s.out("Url", *url.Url(), "the interface")
	s.url = *url.Url()
}

// schedules calls tick for every digest that has a schedule, in its own time zone.
func (s *Stack) schedules(digests config.Config) {
	tick, watch, sweep := *s.functions["tick"].FunctionArn(), *s.functions["watch"].FunctionArn(), *s.functions["sweep"].FunctionArn()
	role := s.role("schedule", "scheduler.amazonaws.com", []awsiam.PolicyStatement{
		allow([]string{"lambda:InvokeFunction"}, tick, watch, sweep),
		allow([]string{"sqs:SendMessage"}, *s.undelivered.QueueArn()),
	})
	schedule := func(id, about, expression, zone, function, event string) {
		awsscheduler.NewCfnSchedule(s.in, text(id), &awsscheduler.CfnScheduleProps{
			Description:        text("polydigest: " + about),
			ScheduleExpression: text(expression), ScheduleExpressionTimezone: text(zone),
			FlexibleTimeWindow: &awsscheduler.CfnSchedule_FlexibleTimeWindowProperty{Mode: text("OFF")},
			Target: &awsscheduler.CfnSchedule_TargetProperty{
				Arn: text(function), RoleArn: role.RoleArn(), Input: text(event),
				RetryPolicy:      &awsscheduler.CfnSchedule_RetryPolicyProperty{MaximumRetryAttempts: number(20), MaximumEventAgeInSeconds: number(6 * 3600)},
				DeadLetterConfig: &awsscheduler.CfnSchedule_DeadLetterConfigProperty{Arn: s.undelivered.QueueArn()},
			},
		})
	}
	for _, name := range digests.Names() {
		if d := digests.Digests[name]; d.Schedule != "" {
			schedule("Schedule"+identifier(name), name, d.Schedule, cmp.Or(d.Timezone, "UTC"), tick, event(map[string]string{"name": name, "scheduled": theTime}))
		}
	}
	schedule("Lookout", "is a digest late?", "rate(15 minutes)", "UTC", watch, event(map[string]string{"at": theTime}))
	schedule("Retention", "what is past its retention goes", "cron(15 3 * * ? *)", "UTC", sweep, event(map[string]string{"at": theTime}))
}

// theTime is where the scheduler puts the time that something is due at, the same in every attempt.
const theTime = "<aws.scheduler.scheduled-time>"

// event is what a schedule sends.
func event(fields map[string]string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // of the time's brackets
	if err := encoder.Encode(fields); err != nil {
		panic(err) // of strings
	}
	return strings.TrimSpace(b.String())
}

// identifier is a digest's name as the name of a resource: what it has of letters and digits, and a part of its hash, so
// that two names stay two.
func identifier(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, name)
	sum := sha256.Sum256([]byte(name))
	return fmt.Sprintf("%.40s%.8s", plain, hex.EncodeToString(sum[:]))
}
