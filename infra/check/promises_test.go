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
	{"AWS::Lambda::Url", "InvokeMode", `"RESPONSE_STREAM"`},
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
	for _, name := range t.of("AWS::Lambda::Function") {
		p := t.value(t.Resources[name].Properties).(object)
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
