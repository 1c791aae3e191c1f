package stack

import (
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
		allow([]string{"s3:ListBucket"}, *s.bucket.BucketArn()),
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
	tick := *s.functions["tick"].FunctionArn()
	role := s.role("schedule", "scheduler.amazonaws.com", []awsiam.PolicyStatement{
		allow([]string{"lambda:InvokeFunction"}, tick),
		allow([]string{"sqs:SendMessage"}, *s.undelivered.QueueArn()),
	})
	for _, name := range digests.Names() {
		d := digests.Digests[name]
		if d.Schedule == "" {
			continue
		}
		awsscheduler.NewCfnSchedule(s.in, text("Schedule"+identifier(name)), &awsscheduler.CfnScheduleProps{
			Description:        text("polydigest: " + name),
			ScheduleExpression: text(d.Schedule), ScheduleExpressionTimezone: text(zone(d.Timezone)),
			FlexibleTimeWindow: &awsscheduler.CfnSchedule_FlexibleTimeWindowProperty{Mode: text("OFF")},
			Target: &awsscheduler.CfnSchedule_TargetProperty{
				Arn: text(tick), RoleArn: role.RoleArn(), Input: text(tickOf(name)),
				RetryPolicy:      &awsscheduler.CfnSchedule_RetryPolicyProperty{MaximumRetryAttempts: number(20), MaximumEventAgeInSeconds: number(6 * 3600)},
				DeadLetterConfig: &awsscheduler.CfnSchedule_DeadLetterConfigProperty{Arn: s.undelivered.QueueArn()},
			},
		})
	}
}

func zone(name string) string {
	if name == "" {
		return "UTC"
	}
	return name
}

// tickOf is what a schedule sends. The scheduler puts in the time, the same in every attempt.
func tickOf(name string) string {
	event, err := json.Marshal(map[string]string{"name": name, "scheduled": "TIME"})
	if err != nil {
		panic(err) // of two strings
	}
	return strings.Replace(string(event), "TIME", "<aws.scheduler.scheduled-time>", 1)
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
