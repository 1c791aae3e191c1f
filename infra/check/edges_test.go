package check

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// lost are the ways on which an event can get lost: something is sent to somebody who does not answer, and nobody
// keeps what cannot be delivered.
func lost(t template) []string {
	var out []string
	wrong := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	queues := map[string]bool{}
	for _, q := range t.of("AWS::SQS::Queue") {
		queues[fmt.Sprintf(arns["AWS::SQS::Queue"], plain(q))] = true
	}
	kept := func(config any, key string) bool {
		c, _ := config.(object)
		arn, _ := c[key].(string)
		return queues[arn]
	}
	// taken is whether a queue takes what a service sends of a resource: without that what is kept is lost.
	taken := func(service, from string) bool {
		return t.allows("AWS::SQS::QueuePolicy", func(s object) bool {
			return s["Action"] == "sqs:SendMessage" && at(s, "Principal.Service") == quoted(service) && queues[fmt.Sprint(s["Resource"])] &&
				strings.Contains(at(s, "Condition"), quoted(from))
		})
	}
	roles := t.roles()
	targets := map[string]bool{} // functions that nobody waits for
	target := func(from string, to object) {
		if !kept(to["DeadLetterConfig"], "Arn") {
			wrong("%s sends to %v and keeps nothing that is not taken", from, to["Arn"])
		}
		targets[fmt.Sprint(to["Arn"])] = true
	}
	for name, r := range t.Resources {
		p := object{}
		switch r.Type {
		case "AWS::Scheduler::Schedule", "AWS::Events::Rule", "AWS::SNS::Subscription", "AWS::Lambda::EventSourceMapping":
			p = t.value(r.Properties).(object)
		}
		switch r.Type {
		case "AWS::Scheduler::Schedule":
			to := p["Target"].(object)
			target(name, to)
			who := roles[step(path.Base(fmt.Sprint(to["RoleArn"])))]
			if !who.may("lambda:InvokeFunction", fmt.Sprint(to["Arn"]), nil) || !who.may("sqs:SendMessage", strings.Trim(at(to, "DeadLetterConfig.Arn"), `"`), nil) {
				wrong("%s may not call %v, or may not keep what is not taken", name, to["Arn"])
			}
		case "AWS::Events::Rule":
			own := fmt.Sprintf(arns[r.Type], plain(name))
			for _, to := range items(p["Targets"]) {
				target(name, to)
				if !taken("events.amazonaws.com", own) {
					wrong("%s sends what is not taken to a queue that does not take it", name)
				}
				if !t.calls("events.amazonaws.com", own, to["Arn"]) {
					wrong("%s may not call %v", name, to["Arn"])
				}
			}
			if p["State"] != "ENABLED" || len(items(p["Targets"])) == 0 {
				wrong("%s sends to nobody", name)
			}
		case "AWS::SNS::Subscription":
			if !strings.HasPrefix(fmt.Sprint(p["Protocol"]), "email") { // which has nobody who could keep it
				if !kept(p["RedrivePolicy"], "deadLetterTargetArn") {
					wrong("%s keeps nothing that is not taken", name)
				}
			}
		case "AWS::Lambda::EventSourceMapping":
			if d, _ := p["DestinationConfig"].(object); !kept(d["OnFailure"], "Destination") {
				wrong("%s keeps nothing that is not taken", name)
			}
		}
	}
	keeps := map[string]bool{}
	for _, name := range t.of("AWS::Lambda::EventInvokeConfig") {
		p := t.value(t.Resources[name].Properties).(object)
		if d, _ := p["DestinationConfig"].(object); kept(d["OnFailure"], "Destination") {
			keeps[fmt.Sprintf(arns["AWS::Lambda::Function"], p["FunctionName"])] = true
		}
	}
	for f := range targets {
		if strings.Contains(f, ":lambda:") && !keeps[f] {
			wrong("%s is called by nobody who waits, and what it fails at is kept nowhere", f)
		}
	}
	heard := func(topic string) bool { // by alarms
		return t.allows("AWS::SNS::TopicPolicy", func(s object) bool {
			return s["Action"] == "sns:Publish" && at(s, "Principal.Service") == quoted("cloudwatch.amazonaws.com") && s["Resource"] == topic
		})
	}
	alarmed := map[string]bool{}
	for _, name := range t.of("AWS::CloudWatch::Alarm") {
		p := t.value(t.Resources[name].Properties).(object)
		for _, to := range texts(p["AlarmActions"]) {
			if !heard(to) {
				wrong("%s tells %s, which does not let it", name, to)
			}
		}
		if p["MetricName"] == "ApproximateNumberOfMessagesVisible" && len(p["AlarmActions"].([]any)) > 0 {
			alarmed[strings.TrimSuffix(fmt.Sprint(items(p["Dimensions"])[0]["Value"]), ".QueueName")] = true
		}
	}
	for _, q := range t.of("AWS::SQS::Queue") {
		if !alarmed[plain(q)] {
			wrong("nobody is told of what is in %s", q)
		}
	}
	slices.Sort(out)
	return out
}

// allows reports whether a statement of a resource's own policy allows something: one that is attached.
func (t template) allows(kind string, something func(statement object) bool) bool {
	for _, name := range t.of(kind) {
		p := t.value(t.Resources[name].Properties).(object)
		if len(texts(p["Queues"]))+len(texts(p["Topics"])) == 0 {
			continue
		}
		for _, s := range items(p["PolicyDocument"].(object)["Statement"]) {
			if s["Effect"] == "Allow" && something(s) {
				return true
			}
		}
	}
	return false
}

// calls reports whether a service may call a function for a resource.
func (t template) calls(service, from string, function any) bool {
	return slices.ContainsFunc(t.of("AWS::Lambda::Permission"), func(name string) bool {
		p := t.value(t.Resources[name].Properties).(object)
		return p["Action"] == "lambda:InvokeFunction" && p["Principal"] == service && p["SourceArn"] == from && p["FunctionName"] == function
	})
}

// quoted is a string as JSON has it, which is how at gives one.
func quoted(s string) string { return `"` + s + `"` }

func TestNoEventGetsLost(t *testing.T) {
	tpl := read(t)
	for _, l := range lost(tpl) {
		t.Error(l)
	}
	if len(tpl.of("AWS::Scheduler::Schedule")) == 0 || len(tpl.of("AWS::Events::Rule")) == 0 {
		t.Error("the template has no schedule or no rule to look at")
	}
}

// TestAnEdgeThatIsBrokenIsFound takes away, one after the other, everything that keeps events.
func TestAnEdgeThatIsBrokenIsFound(t *testing.T) {
	tpl := read(t)
	broken := 0
	without := func(name string, f func(p object)) {
		bad := copied(tpl)
		f(bad.Resources[name].Properties)
		if len(lost(bad)) == 0 {
			t.Errorf("%s without what keeps its events: nothing is found", name)
		}
		broken++
	}
	for _, name := range tpl.of("AWS::Scheduler::Schedule") {
		without(name, func(p object) { delete(p["Target"].(object), "DeadLetterConfig") })
	}
	for _, name := range tpl.of("AWS::Events::Rule") {
		without(name, func(p object) { delete(items(p["Targets"])[0], "DeadLetterConfig") })
		without(name, func(p object) { p["Targets"] = []any{} })
		without(name, func(p object) { p["State"] = "DISABLED" })
	}
	for _, name := range tpl.of("AWS::Lambda::Permission") {
		if tpl.Resources[name].Properties["Principal"] == "events.amazonaws.com" {
			for key := range tpl.Resources[name].Properties {
				without(name, func(p object) { delete(p, key) })
			}
		}
	}
	for _, kind := range []string{"AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"} {
		for _, name := range tpl.of(kind) {
			without(name, func(p object) { p["Queues"], p["Topics"] = nil, nil })
			without(name, func(p object) {
				document := p["PolicyDocument"].(object)
				document["Statement"] = slices.DeleteFunc(document["Statement"].([]any), func(s any) bool { return s.(object)["Effect"] == "Allow" })
			})
		}
	}
	without(tpl.of("AWS::IAM::Role")[slices.IndexFunc(tpl.of("AWS::IAM::Role"), func(n string) bool { return step(n) == "schedule" })],
		func(p object) { p["Policies"] = []any{} })
	for _, name := range tpl.of("AWS::Lambda::EventInvokeConfig") {
		without(name, func(p object) { delete(p, "DestinationConfig") })
	}
	for _, name := range tpl.of("AWS::CloudWatch::Alarm") {
		if tpl.Resources[name].Properties["MetricName"] == "ApproximateNumberOfMessagesVisible" {
			without(name, func(p object) { p["AlarmActions"] = []any{} })
		}
	}
	bad := copied(tpl)
	bad.Resources["More"] = resource{Type: "AWS::SNS::Subscription", Properties: object{"Protocol": "lambda"}}
	bad.Resources["Queue"] = resource{Type: "AWS::Lambda::EventSourceMapping", Properties: object{}}
	if found := lost(bad); len(found) != 2 {
		t.Errorf("of a subscription and a mapping that keep nothing these were found: %q", found)
	}
	t.Logf("%d broken edges were found out", broken+2)
	if broken < 20 {
		t.Errorf("only %d edges were broken", broken)
	}
}
