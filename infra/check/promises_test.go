package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// promised are what README.md says of the store, the functions and the state machine, each as a path into the properties
// of every resource of a type, with the JSON that stands there.
var promised = []struct{ kind, path, want string }{
	{"AWS::S3::Bucket", "VersioningConfiguration.Status", `"Enabled"`},
	{"AWS::S3::Bucket", "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm", `"AES256"`},
	{"AWS::S3::Bucket", "PublicAccessBlockConfiguration.BlockPublicAcls", "true"},
	{"AWS::S3::Bucket", "PublicAccessBlockConfiguration.BlockPublicPolicy", "true"},
	{"AWS::S3::Bucket", "PublicAccessBlockConfiguration.IgnorePublicAcls", "true"},
	{"AWS::S3::Bucket", "PublicAccessBlockConfiguration.RestrictPublicBuckets", "true"},
	// What sweep removes is gone when its older versions are.
	{"AWS::S3::Bucket", "LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays", "7"},
	{"AWS::S3::Bucket", "LifecycleConfiguration.Rules.0.ExpiredObjectDeleteMarker", "true"},
	{"AWS::S3::Bucket", "LifecycleConfiguration.Rules.0.Status", `"Enabled"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.0.Effect", `"Deny"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.0.Action", `"s3:*"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.0.Condition.Bool", `{"aws:SecureTransport":"false"}`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.0.Resource", `["arn:aws:s3:::Store","arn:aws:s3:::Store/*"]`},
	{"AWS::Lambda::Function", "Architectures", `["arm64"]`},
	{"AWS::Lambda::Function", "Runtime", `"provided.al2023"`},
	{"AWS::Lambda::Function", "LoggingConfig.LogFormat", `"JSON"`},
	{"AWS::StepFunctions::StateMachine", "LoggingConfiguration.Level", `"ALL"`},
	{"AWS::StepFunctions::StateMachine", "TracingConfiguration.Enabled", "true"},
	{"AWS::SQS::Queue", "SqsManagedSseEnabled", "true"},
	{"AWS::SES::ConfigurationSetEventDestination", "EventDestination.MatchingEventTypes", `["SEND","DELIVERY","BOUNCE","COMPLAINT"]`},
	{"AWS::S3::Bucket", "OwnershipControls.Rules.0.ObjectOwnership", `"BucketOwnerEnforced"`},
	{"AWS::S3::BucketPolicy", "Bucket", `"Store"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.0.Principal", `{"AWS":"*"}`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.1.Effect", `"Deny"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.1.Action", `"s3:*"`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.1.Principal", `{"AWS":"*"}`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.1.Condition", `{"NumericLessThan":{"s3:TlsVersion":1.2}}`},
	{"AWS::S3::BucketPolicy", "PolicyDocument.Statement.1.Resource", `["arn:aws:s3:::Store","arn:aws:s3:::Store/*"]`},
	{"AWS::Lambda::Url", "InvokeMode", `"RESPONSE_STREAM"`},
	{"AWS::Lambda::Url", "AuthType", `"NONE"`},
	{"AWS::Lambda::Url", "TargetFunctionArn", `"arn:aws:lambda:eu-central-1:000000000000:function:Api"`},
	{"AWS::Logs::LogGroup", "RetentionInDays", "30"},
	{"AWS::StepFunctions::StateMachine", "LoggingConfiguration.Destinations.0.CloudWatchLogsLogGroup.LogGroupArn",
		`"arn:aws:logs:eu-central-1:000000000000:log-group:MachineLogs:*"`},
	{"AWS::StepFunctions::StateMachine", "RoleArn", `"arn:aws:iam::000000000000:role/MachineRole"`},
	{"AWS::SQS::Queue", "MessageRetentionPeriod", "1209600"},
	// What becomes of mails is told: deliver sends with the configuration set, which tells EventBridge, whose rule calls mailed.
	{"AWS::SES::EmailIdentity", "EmailIdentity", `"example.org"`},
	{"AWS::SES::ConfigurationSet", "Name", `"polydigest"`},
	{"AWS::SES::ConfigurationSet", "DeliveryOptions.TlsPolicy", `"REQUIRE"`},
	{"AWS::SES::ConfigurationSet", "SendingOptions.SendingEnabled", "true"},
	{"AWS::SES::ConfigurationSet", "SuppressionOptions.SuppressedReasons", `["BOUNCE","COMPLAINT"]`},
	{"AWS::SES::ConfigurationSetEventDestination", "ConfigurationSetName", `"Mails"`},
	{"AWS::SES::ConfigurationSetEventDestination", "EventDestination.Enabled", "true"},
	{"AWS::SES::ConfigurationSetEventDestination", "EventDestination.EventBridgeDestination.EventBusArn",
		`"arn:aws:events:eu-central-1:000000000000:event-bus/default"`},
	{"AWS::Events::Rule", "EventPattern", `{"detail":{"mail":{"tags":{"ses:configuration-set":["polydigest"]}}},"source":["aws.ses"]}`},
	{"AWS::Events::Rule", "Targets.0.Arn", `"arn:aws:lambda:eu-central-1:000000000000:function:Mailed"`},
	{"AWS::Events::Rule", "Targets.0.InputPath", `"$.detail"`},
}

// at is the JSON at a path; "" where there is none.
func at(v any, path string) string {
	for part := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case object:
			v = in[part]
		case []any:
			var i int
			if _, err := fmt.Sscan(part, &i); err != nil || i >= len(in) {
				return ""
			}
			v = in[i]
		}
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// broken are the promises that a template does not keep.
func broken(t template) []string {
	var out []string
	for _, p := range promised {
		names := t.of(p.kind)
		if len(names) == 0 {
			out = append(out, "there is no "+p.kind)
		}
		for _, name := range names {
			if got := at(t.value(t.Resources[name].Properties), p.path); got != p.want {
				out = append(out, fmt.Sprintf("%s: %s is %s, want %s", name, p.path, got, p.want))
			}
		}
	}
	for _, kind := range []string{"AWS::S3::Bucket", "AWS::SecretsManager::Secret", "AWS::SES::EmailIdentity"} {
		for _, name := range t.of(kind) {
			if t.Resources[name].DeletionPolicy != "Retain" {
				out = append(out, name+" goes with the stack")
			}
		}
	}
	out = append(out, t.closed()...)
	for _, name := range t.of("AWS::Lambda::Function") {
		p := t.value(t.Resources[name].Properties).(object)
		// Without its log a function tells nothing: its metrics come by it.
		if at(p, "LoggingConfig.LogGroup") != quoted(plain(name)+"Logs") {
			out = append(out, name+" has no log of its own")
		}
		for _, key := range []string{"MemorySize", "Timeout", "ReservedConcurrentExecutions"} {
			if n, _ := p[key].(float64); n <= 0 {
				out = append(out, name+" has no "+key)
			}
		}
	}
	// A machine that may not write traces has none, whatever it is set to.
	role := t.roles()["machine"]
	for _, action := range []string{"xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets", "logs:CreateLogDelivery"} {
		if !role.may(action, "*", nil) {
			out = append(out, "the state machine may not "+action)
		}
	}
	return out
}

// closed are the functions that strangers may call, and should not, and the interface if they may not call that. A
// function URL needs both rights (https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html).
func (t template) closed() []string {
	var out []string
	rights := map[string]bool{}
	for _, name := range t.of("AWS::Lambda::Permission") {
		p := t.value(t.Resources[name].Properties).(object)
		if p["Principal"] == "events.amazonaws.com" && p["SourceArn"] != nil {
			continue
		}
		right := fmt.Sprint(p["FunctionName"], " ", p["Action"], " ", p["FunctionUrlAuthType"], " ", p["InvokedViaFunctionUrl"])
		if p["Principal"] != "*" || p["SourceArn"] != nil {
			out = append(out, name+" is a right that this does not know: "+right)
		}
		rights[right] = true
	}
	for _, right := range []string{"lambda:InvokeFunctionUrl NONE <nil>", "lambda:InvokeFunction <nil> true"} {
		right = fmt.Sprintf(arns["AWS::Lambda::Function"]+" %s", "Api", right)
		if !rights[right] {
			out = append(out, "the interface cannot be reached without "+right)
		}
		delete(rights, right)
	}
	for right := range rights {
		out = append(out, "everybody may "+right)
	}
	return out
}

func TestTheStackIsWhatItsPageSays(t *testing.T) {
	tpl := read(t)
	for _, b := range broken(tpl) {
		t.Error(b)
	}
	for _, p := range promised { // each, broken
		bad := copied(tpl)
		name := bad.of(p.kind)[0]
		keys := strings.Split(p.path, ".")
		delete(bad.Resources[name].Properties, keys[0])
		if !slices.ContainsFunc(broken(bad), func(b string) bool { return strings.Contains(b, p.path) }) {
			t.Errorf("%s without %s: nothing is found", name, keys[0])
		}
	}
	with := func(name, what string, f func(r resource) resource) {
		bad := copied(tpl)
		bad.Resources[name] = f(bad.Resources[name])
		if len(broken(bad)) == 0 {
			t.Errorf("%s %s: nothing is found", name, what)
		}
	}
	for _, name := range tpl.of("AWS::Lambda::Permission") {
		if tpl.Resources[name].Properties["Principal"] != "*" {
			continue // see lost
		}
		for key := range tpl.Resources[name].Properties {
			with(name, "without "+key, func(r resource) resource { delete(r.Properties, key); return r })
		}
		with(name, "for another function", func(r resource) resource { r.Properties["FunctionName"] = "Deliver"; return r })
	}
	for _, name := range append(tpl.of("AWS::S3::Bucket"), tpl.of("AWS::SecretsManager::Secret")...) {
		with(name, "that goes with the stack", func(r resource) resource { r.DeletionPolicy = "Delete"; return r })
	}
	for _, name := range tpl.of("AWS::Lambda::Function") {
		for _, key := range []string{"LoggingConfig", "ReservedConcurrentExecutions", "Timeout", "MemorySize"} {
			with(name, "without "+key, func(r resource) resource { delete(r.Properties, key); return r })
		}
	}
	bad := copied(tpl)
	for name, r := range bad.Resources {
		if r.Type == "AWS::IAM::Policy" && plain(name) == "MachineRoleDefaultPolicy" {
			delete(bad.Resources, name)
		}
	}
	if n := len(broken(bad)); n != 5 {
		t.Errorf("of a machine that may write neither traces nor its log %d faults are found, want 5", n)
	}
}
