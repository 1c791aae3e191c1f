package stack

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambdadestinations"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"polydigest/infra/machine"
)

// A size is what a function is given: megabytes, which buy processor time too, seconds, and how many may run at a time.
// A digest of 500 documents of 8 kB took 280 MB with all steps in one process, so no step alone takes more.
type size struct {
	memory   float64
	seconds  int
	reserved float64
}

var sizes = map[string]size{
	"start": {256, machine.Steps["start"], 5}, "fetch": {1024, machine.Steps["fetch"], 10},
	"prepare": {1024, machine.Steps["prepare"], 5}, "extract": {512, machine.Steps["extract"], 16},
	"group": {512, machine.Steps["group"], 5}, "merge": {512, machine.Steps["merge"], 16},
	"settle": {512, machine.Steps["settle"], 5}, "compose": {512, machine.Steps["compose"], 16},
	"publish": {512, machine.Steps["publish"], 5}, "deliver": {512, machine.Steps["deliver"], 10},
	"api": {512, 120, 20}, "tick": {256, 60, 5}, "mailed": {256, 60, 5}, "watch": {256, 60, 1},
	"sweep": {512, 900, 1},
}

// steps makes the functions. All events that are not answered to somebody, and fail again and again, come to one queue.
func (s *Stack) steps() {
	s.undelivered = awssqs.NewQueue(s.in, text("Undelivered"), &awssqs.QueueProps{
		Encryption: awssqs.QueueEncryption_SQS_MANAGED, EnforceSSL: yes(), RetentionPeriod: awscdk.Duration_Days(number(14)),
	})
	s.function("api")
	s.address() // which the mails of deliver name
	for _, name := range sorted(sizes) {
		if name != "api" {
			s.function(name)
		}
	}
}

// function makes one, with a role and a log of its own.
func (s *Stack) function(name string) awslambda.Function {
	is, may := sizes[name], accesses[name]
	id := title(name)
	logs := awslogs.NewLogGroup(s.in, text(id+"Logs"), &awslogs.LogGroupProps{
		Retention: awslogs.RetentionDays_ONE_MONTH, RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	statements := append(s.statements(may), allow([]string{"logs:CreateLogStream", "logs:PutLogEvents"}, *logs.LogGroupArn()))
	if may.mail {
		statements = append(statements, s.sending()...)
	}
	if may.execute {
		statements = append(statements, allow([]string{"states:StartExecution"}, s.machineARN("stateMachine")))
	}
	if may.inspect {
		statements = append(statements, allow([]string{"states:DescribeExecution"}, s.machineARN("execution")+":*"))
	}
	role := s.role(name, "lambda.amazonaws.com", statements)
	code := awss3.Bucket_FromBucketName(s.in, text(id+"Code"), text(s.codeBucket))
	props := &awslambda.FunctionProps{
		Description: text("polydigest: " + name), Role: role, LogGroup: logs, LoggingFormat: awslambda.LoggingFormat_JSON,
		Runtime: awslambda.Runtime_PROVIDED_AL2023(), Architecture: awslambda.Architecture_ARM_64(), Handler: text("bootstrap"),
		Code:       awslambda.Code_FromBucketV2(code, text(s.build+"/"+name+".zip"), nil),
		MemorySize: number(is.memory), Timeout: awscdk.Duration_Seconds(number(float64(is.seconds))),
		ReservedConcurrentExecutions: number(is.reserved), Environment: s.environment(name),
	}
	if asynchronous[name] {
		props.OnFailure = awslambdadestinations.NewSqsDestination(s.undelivered)
		props.RetryAttempts, props.MaxEventAge = number(2), awscdk.Duration_Hours(number(6))
	}
	f := awslambda.NewFunction(s.in, text(id), props)
	f.Node().DefaultChild().(awslambda.CfnFunction).AddPropertyOverride(text("ReservedConcurrentExecutions"), map[string]any{
		"Fn::If": []any{*s.reserve.LogicalId(), is.reserved, map[string]any{"Ref": "AWS::NoValue"}},
	})
	s.functions[name] = f
	return f
}

// asynchronous are the functions that nobody waits for.
var asynchronous = map[string]bool{"tick": true, "mailed": true, "watch": true, "sweep": true}

// environment is what package cloud reads.
func (s *Stack) environment(name string) *map[string]*string {
	may := accesses[name]
	env := map[string]*string{
		"POLYDIGEST_STORE": text("s3://" + *s.bucket.BucketName()), "POLYDIGEST_MODEL": text(s.model), "OPENAI_BASE_URL": text(s.endpoint),
		"POLYDIGEST_RPM": text(s.requests), "POLYDIGEST_TPM": text(s.tokens), "POLYDIGEST_MAX_COST": text(s.maxCost),
		"POLYDIGEST_ECONOMY": text(s.economy), "POLYDIGEST_CONTACT": text(s.contact), "POLYDIGEST_FALLBACK_MODELS": text(s.fallbacks),
	}
	if may.modelKey {
		env["POLYDIGEST_KEY_SECRET"], env["POLYDIGEST_PRICES"] = s.modelKey.SecretArn(), text(s.prices)
	}
	if may.linkKeys {
		env["POLYDIGEST_LINK_SECRET"] = s.linkKeys.SecretArn()
	}
	if may.mail {
		env["POLYDIGEST_FROM"] = text(s.senderName + " <" + s.from + ">")
		env["POLYDIGEST_SES_SET"] = awscdk.Aws_STACK_NAME()
		env["POLYDIGEST_PAGES"] = awscdk.Fn_ConditionIf(s.ownPages.LogicalId(), text(s.url), text(s.pages)).ToString()
	}
	if name == "watch" {
		env["POLYDIGEST_LATE_AFTER"] = text(s.lateAfter)
	}
	if name == "api" {
		env["POLYDIGEST_PAGES"] = text(s.pages)
	}
	if may.execute {
		env["POLYDIGEST_MACHINE"] = text(s.machineARN("stateMachine"))
	}
	return &env
}

// role is one of a function's own, or of a service that acts for the stack.
func (s *Stack) role(of, service string, statements []awsiam.PolicyStatement) awsiam.Role {
	var who *awsiam.ServicePrincipalOpts
	if service != "lambda.amazonaws.com" { // these act for any account, and say for which
		who = &awsiam.ServicePrincipalOpts{Conditions: &map[string]any{"StringEquals": map[string]any{"aws:SourceAccount": s.in.Account()}}}
	}
	role := awsiam.NewRole(s.in, text(title(of)+"Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(text(service), who),
		InlinePolicies: &map[string]awsiam.PolicyDocument{
			"Rights": awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements}),
		},
	})
	s.roles[of] = role
	return role
}

// title is a step's name as the names of resources have it.
func title(step string) string { return string(step[0]-'a'+'A') + step[1:] }

// sorted are the keys of a map in order: a template is the same each time.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
