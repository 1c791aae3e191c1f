package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// A template is what the stack of infra/ is made of when it is deployed.
type template struct {
	Parameters map[string]struct{ Default any }
	Conditions map[string]any
	Resources  map[string]resource
	// answers are the parameters' values, and those of AWS's own.
	answers map[string]string
}

type resource struct {
	Type       string
	Properties map[string]any
}

// readTemplate reads the template with answers to its parameters.
func readTemplate(t *testing.T, answers map[string]string) *template {
	t.Helper()
	data, err := os.ReadFile("../../../infra/template.json")
	if err != nil {
		t.Fatal(err)
	}
	out := &template{answers: map[string]string{
		"AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "000000000000", "AWS::StackName": "polydigest",
		"AWS::URLSuffix": "amazonaws.com",
	}}
	if err := json.Unmarshal(data, out); err != nil {
		t.Fatal(err)
	}
	for name, p := range out.Parameters {
		if p.Default != nil {
			out.answers[name] = fmt.Sprint(p.Default)
		}
	}
	for name, value := range answers {
		out.answers[name] = value
	}
	return out
}

// of are the resources of a type by their logical id.
func (t *template) of(kind string) map[string]resource {
	out := map[string]resource{}
	for id, r := range t.Resources {
		if r.Type == kind {
			out[id] = r
		}
	}
	return out
}

// text is the value of what a template says of a string. What AWS makes up, as names and ARNs, is the logical id.
func (t *template) text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		if id, ok := v["Ref"].(string); ok {
			if a, ok := t.answers[id]; ok {
				return a
			}
			if t.Resources[id].Type == "AWS::S3::Bucket" {
				return strings.ToLower(id)
			}
			return id
		}
		if join, ok := v["Fn::Join"].([]any); ok {
			var parts []string
			for _, p := range join[1].([]any) {
				parts = append(parts, t.text(p))
			}
			return strings.Join(parts, join[0].(string))
		}
		if att, ok := v["Fn::GetAtt"].([]any); ok {
			return att[0].(string)
		}
		if choice, ok := v["Fn::If"].([]any); ok {
			if t.holds(choice[0].(string)) {
				return t.text(choice[1])
			}
			return t.text(choice[2])
		}
	}
	panic(fmt.Sprintf("the template says %v, which these tests cannot read", v))
}

// holds reports whether a condition does. The stack's all compare two strings.
func (t *template) holds(condition string) bool {
	pair := t.Conditions[condition].(map[string]any)["Fn::Equals"].([]any)
	return t.text(pair[0]) == t.text(pair[1])
}

// machine is the definition of the state machine with what its substitutions stand for.
func (t *template) machine() json.RawMessage {
	for _, r := range t.of("AWS::StepFunctions::StateMachine") {
		definition := t.text(r.Properties["DefinitionString"])
		for name, v := range r.Properties["DefinitionSubstitutions"].(map[string]any) {
			definition = strings.ReplaceAll(definition, "${"+name+"}", t.text(v))
		}
		return json.RawMessage(definition)
	}
	panic("the template has no state machine")
}

// due is what the schedule of a function sends at a time, and to whom.
func (t *template) due(step, at string) (function string, event []byte) {
	for _, r := range t.of("AWS::Scheduler::Schedule") {
		target := r.Properties["Target"].(map[string]any)
		if id := t.text(target["Arn"]); t.step(t.Resources[id]) == step {
			return id, []byte(strings.ReplaceAll(t.text(target["Input"]), "<aws.scheduler.scheduled-time>", at))
		}
	}
	panic("the template has no schedule of " + step)
}

// step is which of the functions of this project a resource is.
func (t *template) step(r resource) string {
	key := t.text(r.Properties["Code"].(map[string]any)["S3Key"])
	return strings.TrimSuffix(key[strings.LastIndex(key, "/")+1:], ".zip")
}

// lambda has the functions of the template, of bootstrap files, with more in their environment.
func (t *template) lambda(bootstrap func(step string) string, more map[string]string) *lambda {
	l := &lambda{functions: map[string]*function{}}
	for id, r := range t.of("AWS::Lambda::Function") {
		step := t.step(r)
		f := &function{
			name: step, bootstrap: bootstrap(step), env: map[string]string{}, all: map[*process]bool{}, memory: int(r.Properties["MemorySize"].(float64)),
			timeout: time.Duration(r.Properties["Timeout"].(float64)) * time.Second, most: 10,
		}
		if c, ok := r.Properties["ReservedConcurrentExecutions"].(map[string]any); ok {
			f.most = int(c["Fn::If"].([]any)[1].(float64))
		}
		for k, v := range r.Properties["Environment"].(map[string]any)["Variables"].(map[string]any) {
			f.env[k] = t.text(v)
		}
		for k, v := range more {
			f.env[k] = v
		}
		l.functions[id] = f
	}
	return l
}

// named is the function of a step.
func (l *lambda) named(step string) (id string, f *function) {
	for id, f := range l.functions {
		if f.name == step {
			return id, f
		}
	}
	panic("the template has no function " + step)
}
