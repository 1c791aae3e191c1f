// Package check reads the template as CloudFormation would, and looks for what is missing in it and for what is too much.
package check

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A template is one of CloudFormation, with the answers to its parameters.
type template struct {
	Parameters map[string]struct{ Default string }
	Resources  map[string]resource
}

type resource struct {
	Type           string
	Properties     map[string]any
	DeletionPolicy string
}

type object = map[string]any

// read is the template that is kept beside the program.
func read(t *testing.T) template {
	t.Helper()
	data, err := os.ReadFile("../template.json")
	if err != nil {
		t.Fatal(err)
	}
	var out template
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// of are the names of the resources of a type, sorted.
func (t template) of(kind string) []string {
	var out []string
	for name, r := range t.Resources {
		if r.Type == kind {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// plain is a resource's name without what the CDK puts behind it.
func plain(name string) string { return behind.ReplaceAllString(name, "") }

var behind = regexp.MustCompile(`[0-9A-F]{8}$`)

// The account that the template is read for.
const (
	region  = "eu-central-1"
	account = "000000000000"
)

var pseudo = map[string]any{
	"AWS::Partition": "aws", "AWS::Region": region, "AWS::AccountId": account, "AWS::StackName": "polydigest", "AWS::NoValue": nil,
	"AWS::URLSuffix": "amazonaws.com",
}

// answers are the parameters that have no default.
var answers = map[string]string{
	"CodeBucket": "code", "Build": "b1", "Contact": "https://example.org/who", "From": "digest@example.org",
	"Identity": "example.org", "AlarmsTo": "ops@example.org",
}

// arns are what Fn::GetAtt Arn, or Ref where that is one, makes of a resource.
var arns = map[string]string{
	"AWS::S3::Bucket": "arn:aws:s3:::%s", "AWS::SQS::Queue": "arn:aws:sqs:" + region + ":" + account + ":%s",
	"AWS::Lambda::Function":            "arn:aws:lambda:" + region + ":" + account + ":function:%s",
	"AWS::Logs::LogGroup":              "arn:aws:logs:" + region + ":" + account + ":log-group:%s:*",
	"AWS::SecretsManager::Secret":      "arn:aws:secretsmanager:" + region + ":" + account + ":secret:%s",
	"AWS::IAM::Role":                   "arn:aws:iam::" + account + ":role/%s",
	"AWS::SNS::Topic":                  "arn:aws:sns:" + region + ":" + account + ":%s",
	"AWS::Events::Rule":                "arn:aws:events:" + region + ":" + account + ":rule/%s",
	"AWS::StepFunctions::StateMachine": "arn:aws:states:" + region + ":" + account + ":stateMachine:%s",
	"AWS::CloudWatch::Alarm":           "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:%s",
}

// value is a property without intrinsic functions. One that is not known is an error: a check that passes it over
// would check nothing.
func (t template) value(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = t.value(v[i])
		}
		return out
	case object:
		if len(v) == 1 {
			for k, arg := range v {
				if k == "Ref" || strings.HasPrefix(k, "Fn::") {
					return t.call(k, arg)
				}
			}
		}
		out := object{}
		for k := range v {
			out[k] = t.value(v[k])
		}
		return out
	}
	return v
}

func (t template) call(function string, arg any) any {
	switch function {
	case "Ref":
		name := arg.(string)
		if v, ok := pseudo[name]; ok {
			return v
		}
		if p, ok := t.Parameters[name]; ok {
			if v, ok := answers[name]; ok {
				return v
			}
			return p.Default
		}
		switch r := t.Resources[name]; r.Type {
		case "AWS::SecretsManager::Secret", "AWS::SNS::Topic", "AWS::StepFunctions::StateMachine":
			return fmt.Sprintf(arns[r.Type], plain(name))
		case "":
			panic("a reference to nothing: " + name)
		}
		return plain(name)
	case "Fn::GetAtt":
		name, attribute := arg.([]any)[0].(string), arg.([]any)[1].(string)
		r := t.Resources[name]
		if format := arns[r.Type]; attribute == "Arn" && format != "" {
			return fmt.Sprintf(format, plain(name))
		}
		return plain(name) + "." + attribute
	case "Fn::Join":
		parts := t.value(arg.([]any)[1]).([]any)
		var out []string
		for _, p := range parts {
			out = append(out, fmt.Sprint(p))
		}
		return strings.Join(out, arg.([]any)[0].(string))
	case "Fn::If":
		return t.value(arg.([]any)[1])
	}
	panic("this does not know " + function)
}

// machine is the state machine with all names put in.
func (t template) machine() object {
	r := t.Resources[t.of("AWS::StepFunctions::StateMachine")[0]]
	text := t.value(r.Properties["DefinitionString"]).(string)
	for name, v := range t.value(r.Properties["DefinitionSubstitutions"]).(object) {
		text = strings.ReplaceAll(text, "${"+name+"}", v.(string))
	}
	var out object
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		panic(err)
	}
	return out
}

// copied is a value that can be broken without harm to the other.
func copied[T any](v T) T {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out T
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return out
}
