package check

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"reflect"
	"slices"
	"testing"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/machine"
	"polydigest/internal/cloud/mailing"
	"polydigest/internal/deliver"
)

// A metric is one that an alarm watches or a graph shows: where it comes from, and whose it is.
type metric struct{ namespace, name, of string }

// An alarm is what its metrics are, how it reads them, and who is mailed.
type alarm struct {
	metrics   []metric
	each      string // how long a time a value of each metric is of, in seconds, and which of its values
	value     string // what is made of them
	threshold float64
	told      []string // addresses
}

func (t template) alarms() map[string]alarm {
	out := map[string]alarm{}
	for _, name := range t.of("AWS::CloudWatch::Alarm") {
		p := t.value(t.Resources[name].Properties).(object)
		a := alarm{threshold: number(p["Threshold"])}
		for _, to := range texts(p["AlarmActions"]) {
			a.told = append(a.told, t.subscribed(to)...)
		}
		if at(p, "ComparisonOperator") != `"GreaterThanOrEqualToThreshold"` || at(p, "TreatMissingData") != `"notBreaching"` || p["EvaluationPeriods"] != 1.0 {
			a.value = "another time than when it is as much, " // which none is to have
		}
		add := func(m object, period, statistic any) {
			a.metrics = append(a.metrics, metric{fmt.Sprint(m["Namespace"]), fmt.Sprint(m["MetricName"]), fmt.Sprint(items(m["Dimensions"])[0]["Value"])})
			if how := fmt.Sprint(period, " ", statistic); a.each == "" || a.each == how {
				a.each = how
			} else {
				a.each += ", " + how
			}
		}
		if p["MetricName"] != nil {
			add(p, p["Period"], p["Statistic"])
		}
		for _, m := range items(p["Metrics"]) {
			if stat, ok := m["MetricStat"].(object); ok {
				add(stat["Metric"].(object), stat["Period"], stat["Stat"])
			}
			if m["Expression"] != nil {
				a.value += fmt.Sprintf("%v: %v; ", m["Id"], m["Expression"])
			}
			if m["ReturnData"] == true {
				a.value += fmt.Sprintf("%v", m["Id"])
			}
		}
		out[plain(name)] = a
	}
	return out
}

// subscribed are the addresses that get what is published to a topic.
func (t template) subscribed(topic string) []string {
	var out []string
	for _, name := range t.of("AWS::SNS::Subscription") {
		if p := t.value(t.Resources[name].Properties).(object); p["TopicArn"] == topic && p["Protocol"] == "email" {
			out = append(out, fmt.Sprint(p["Endpoint"]))
		}
	}
	return out
}

// graphs are the metrics that the dashboard shows.
func (t template) graphs() []metric {
	var board struct {
		Widgets []struct {
			Properties struct{ Metrics [][]any }
		}
	}
	p := t.value(t.Resources[t.of("AWS::CloudWatch::Dashboard")[0]].Properties).(object)
	if err := json.Unmarshal([]byte(p["DashboardBody"].(string)), &board); err != nil {
		panic(err)
	}
	var out []metric
	for _, w := range board.Widgets {
		for _, m := range w.Properties.Metrics {
			if len(m) >= 4 { // the others are sums of these
				out = append(out, metric{fmt.Sprint(m[0]), fmt.Sprint(m[1]), fmt.Sprint(m[3])})
			}
		}
	}
	return out
}

const execution = "arn:aws:states" + aws + "stateMachine:Machine"

// needed are the alarms that there have to be, by what each is to watch and from which value on it calls.
func needed() map[string]alarm {
	steps := []string{"prepare", "extract", "merge", "settle", "compose"}
	of := func(namespace, of string, names ...string) (out []metric) {
		for _, n := range names {
			out = append(out, metric{namespace, n, of})
		}
		return out
	}
	var cost []metric
	for _, s := range steps {
		cost = append(cost, metric{"polydigest", "cost", s})
	}
	us := []string{answers["AlarmsTo"]}
	return map[string]alarm{
		"a failed run": {of("AWS/States", execution, "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"), "300 Sum",
			"expr_1: FILL(aborted, 0) + FILL(failed, 0) + FILL(late, 0); expr_1", 1, us},
		"a late digest":   {of("polydigest", "watch", "late"), "900 Maximum", "m1", 1, us},
		"an event lost":   {of("AWS/SQS", "Undelivered.QueueName", "ApproximateNumberOfMessagesVisible"), "300 Maximum", "", 1, us},
		"an unknown mail": {of("polydigest", "deliver", "unknown_mails"), "300 Sum", "m1", 1, us},
		"80 % of a budget": {cost, "86400 Sum", "expr_1: 100 * total / 5; expr_1" +
			"total: FILL(compose, 0) + FILL(extract, 0) + FILL(merge, 0) + FILL(prepare, 0) + FILL(settle, 0); ", 80, us},
		"mails not taken": {of("polydigest", "deliver", "errors"), "3600 Sum", "m1", 6, us},
	}
}

// unwatched are the alarms that are missing, or call for other reasons than they should, and metrics that nothing tells.
func unwatched(t template, told map[metric]bool) []string {
	var out []string
	alarms := t.alarms()
	for what, want := range needed() {
		if !slices.ContainsFunc(slices.Collect(maps.Values(alarms)), func(a alarm) bool {
			return slices.Equal(a.told, want.told) && a.threshold == want.threshold && a.each == want.each && a.value == want.value &&
				len(a.metrics) == len(want.metrics) &&
				!slices.ContainsFunc(want.metrics, func(m metric) bool { return !slices.Contains(a.metrics, m) })
		}) {
			out = append(out, "nobody is called for "+what)
		}
	}
	shown := t.graphs()
	for _, a := range alarms {
		shown = append(shown, a.metrics...)
	}
	for _, m := range shown {
		if m.namespace == "polydigest" && !told[m] {
			out = append(out, fmt.Sprintf("%s of %s is told by nobody", m.name, m.of))
		}
	}
	if len(t.of("AWS::Budgets::Budget")) == 0 {
		out = append(out, "there is no budget of AWS")
	}
	for _, name := range t.of("AWS::Budgets::Budget") {
		const want = `{"Budget":{"BudgetLimit":{"Amount":"20","Unit":"USD"},"BudgetType":"COST","TimeUnit":"MONTHLY"},` +
			`"NotificationsWithSubscribers":[{"Notification":{"ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL","Threshold":80,` +
			`"ThresholdType":"PERCENTAGE"},"Subscribers":[{"Address":"ops@example.org","SubscriptionType":"EMAIL"}]}]}`
		if got, err := json.Marshal(t.value(t.Resources[name].Properties)); err != nil || string(got) != want {
			out = append(out, "nobody is told of 80 % of AWS's budget: "+string(got))
		}
	}
	return out
}

// mailed makes a digest of a day, to whose mail SES gives an answer that is none, and hands it over until its row says so.
func (c cloudRun) mailed(status int, day string, want deliver.State) {
	c.aws.objects["Store/inbox/"+day+".jsonl"] = fmt.Appendf(nil, document, day, "La Dépêche", "Jeanne")
	c.aws.mail = status
	defer func() { c.aws.mail = 0 }()
	run := call(c, "tick", machine.Tick, "%s", c.tpl.event("tick", day+"T07:00:00Z")).Run
	c.make(run)
	c.as("deliver")
	handler := cloud.Step("deliver", mailing.Deliver)
	var got deliver.State
	for i := 0; i < 10 && got != want; i++ {
		out, err := handler(context.Background(), cloud.Asked[cloud.DeliverIn]{In: cloud.DeliverIn{Run: run}, Run: run})
		if got = out.State; err != nil && reflect.TypeOf(err).Elem().Name() != "NotTaken" {
			c.t.Fatal(err)
		}
	}
	if got != want {
		c.t.Errorf("a mail to which SES answers %d is %s, want %s", status, got, want)
	}
}

// tells runs every function, and collects the metrics that they write for CloudWatch.
func tells(t *testing.T) map[metric]bool {
	t.Helper()
	c := inCloud(t, "false")
	file, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stdout := os.Stdout
	os.Stdout = file
	func() {
		defer func() { os.Stdout = stdout }()
		c.mailed(http.StatusInternalServerError, "2026-03-02", deliver.Unknown)
		c.mailed(http.StatusBadRequest, "2026-03-03", deliver.Failed)
		c.whole(2)
	}()
	if _, err := file.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	told := map[metric]bool{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Function string
			AWS      struct {
				CloudWatchMetrics []struct {
					Namespace  string
					Dimensions [][]string
					Metrics    []struct{ Name string }
				}
			} `json:"_aws"`
		}
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue
		}
		for _, d := range line.AWS.CloudWatchMetrics {
			for _, m := range d.Metrics {
				if slices.Equal(d.Dimensions[0], []string{"function"}) {
					told[metric{d.Namespace, m.Name, line.Function}] = true
				}
			}
		}
	}
	return told
}

// TestSomebodyIsCalled holds the alarms and the dashboard to what the functions tell: an alarm on a metric of another
// name would never call. Then it breaks each of them.
func TestSomebodyIsCalled(t *testing.T) {
	told, tpl := tells(t), read(t)
	for _, u := range unwatched(tpl, told) {
		t.Error(u)
	}
	t.Logf("%d metrics are told, %d shown", len(told), len(tpl.graphs()))
	broken := 0
	with := func(what string, f func(template)) {
		bad := copied(tpl)
		f(bad)
		if len(unwatched(bad, told)) == 0 {
			t.Errorf("%s: nothing is found", what)
		}
		broken++
	}
	for _, kind := range []string{"AWS::CloudWatch::Alarm", "AWS::SNS::Subscription", "AWS::Budgets::Budget"} {
		for _, name := range tpl.of(kind) {
			with("without "+name, func(bad template) { delete(bad.Resources, name) })
			for key := range tpl.Resources[name].Properties {
				if key != "AlarmDescription" && key != "Dimensions" && key != "MetricName" && key != "Namespace" {
					with(name+" without "+key, func(bad template) { delete(bad.Resources[name].Properties, key) })
				}
			}
		}
	}
	for _, name := range tpl.of("AWS::CloudWatch::Alarm") {
		with(name+" that calls nobody", func(bad template) { bad.Resources[name].Properties["AlarmActions"] = []any{} })
		with(name+" that calls late", func(bad template) { bad.Resources[name].Properties["Threshold"] = 1000.0 })
		for i, m := range items(tpl.Resources[name].Properties["Metrics"]) {
			metric := func(bad template) object { return items(bad.Resources[name].Properties["Metrics"])[i] }
			if m["MetricStat"] != nil {
				with(name+" of another metric", func(bad template) { metric(bad)["MetricStat"].(object)["Metric"].(object)["MetricName"] = "others" })
				with(name+" of an average", func(bad template) { metric(bad)["MetricStat"].(object)["Stat"] = "Average" })
			} else {
				with(name+" of a constant", func(bad template) { metric(bad)["Expression"] = "0" })
			}
		}
	}
	with("a budget at 100 %", func(bad template) {
		b := bad.Resources[bad.of("AWS::Budgets::Budget")[0]].Properties
		items(b["NotificationsWithSubscribers"])[0]["Notification"].(object)["Threshold"] = 100.0
	})
	for m := range told {
		if slices.Contains(tpl.graphs(), m) {
			less := maps.Clone(told)
			delete(less, m)
			if len(unwatched(tpl, less)) == 0 {
				t.Errorf("%s of %s is told no more, and nobody notices", m.name, m.of)
			}
			broken++
		}
	}
	if t.Logf("%d faults were found out", broken); broken < 50 {
		t.Errorf("only %d things were broken", broken)
	}
}
