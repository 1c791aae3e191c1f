package check

import (
	"fmt"
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
			target(name, p["Target"].(object))
		case "AWS::Events::Rule":
			for _, to := range items(p["Targets"]) {
				target(name, to)
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
	heard := map[string]bool{} // topics that alarms may publish to
	for _, name := range t.of("AWS::SNS::TopicPolicy") {
		p := t.value(t.Resources[name].Properties).(object)
		for _, s := range items(p["PolicyDocument"].(object)["Statement"]) {
			who, _ := s["Principal"].(object)
			if s["Effect"] == "Allow" && s["Action"] == "sns:Publish" && who["Service"] == "cloudwatch.amazonaws.com" {
				heard[fmt.Sprint(s["Resource"])] = true
			}
		}
	}
	alarmed := map[string]bool{}
	for _, name := range t.of("AWS::CloudWatch::Alarm") {
		p := t.value(t.Resources[name].Properties).(object)
		for _, to := range texts(p["AlarmActions"]) {
			if !heard[to] {
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
	}
	for _, name := range tpl.of("AWS::Lambda::EventInvokeConfig") {
		without(name, func(p object) { delete(p, "DestinationConfig") })
	}
	for _, name := range tpl.of("AWS::CloudWatch::Alarm") {
		if tpl.Resources[name].Properties["MetricName"] == "ApproximateNumberOfMessagesVisible" {
			without(name, func(p object) { p["AlarmActions"] = []any{} })
		}
	}
	without(tpl.of("AWS::SNS::TopicPolicy")[0], func(p object) {
		document := p["PolicyDocument"].(object)
		document["Statement"] = slices.DeleteFunc(document["Statement"].([]any), func(s any) bool { return s.(object)["Effect"] == "Allow" })
	})
	bad := copied(tpl)
	bad.Resources["More"] = resource{"AWS::SNS::Subscription", object{"Protocol": "lambda"}}
	bad.Resources["Queue"] = resource{"AWS::Lambda::EventSourceMapping", object{}}
	if found := lost(bad); len(found) != 2 {
		t.Errorf("of a subscription and a mapping that keep nothing these were found: %q", found)
	}
	t.Logf("%d broken edges were found out", broken+2)
	if broken < 6 {
		t.Errorf("only %d edges were broken", broken)
	}
}
