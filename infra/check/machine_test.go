package check

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// walk calls f for every state of a machine, those of its maps too.
func walk(states object, f func(name string, s object, among object)) {
	for _, name := range slices.Sorted(maps.Keys(states)) {
		s := states[name].(object)
		f(name, s, states)
		if p, ok := s["ItemProcessor"].(object); ok {
			walk(p["States"].(object), f)
		}
	}
}

// faults are what is missing in a state machine of a template for it to end well whatever happens.
func faults(t template, m object) []string {
	var out []string
	wrong := func(name, format string, args ...any) { out = append(out, name+": "+fmt.Sprintf(format, args...)) }
	if seconds := number(m["TimeoutSeconds"]); seconds <= 0 || seconds > 14*24*3600 {
		wrong("machine", "has a TimeoutSeconds of %v", seconds)
	}
	names := map[string]bool{}
	walk(m["States"].(object), func(name string, s object, among object) {
		if names[name] {
			wrong(name, "is there twice")
		}
		names[name] = true
		for _, next := range nexts(s) {
			if _, ok := among[next]; !ok {
				wrong(name, "goes on to %s, which is not there", next)
			}
		}
		switch s["Type"] {
		case "Task":
			t.task(name, s, among, wrong)
		case "Map":
			wide(name, s, wrong)
		case "Choice", "Pass", "Succeed", "Fail":
			return
		default:
			wrong(name, "is a %v", s["Type"])
		}
		if catches := items(s["Catch"]); len(catches) == 0 || !slices.Equal(texts(last(s["Catch"])["ErrorEquals"]), []string{"States.ALL"}) {
			wrong(name, "has no Catch of States.ALL at its end")
		}
		for _, c := range items(s["Catch"]) {
			if c["ResultPath"] != "$.error" {
				wrong(name, "forgets the state when it catches %v", c["ErrorEquals"])
			}
		}
		for _, r := range items(s["Retry"]) {
			first, most := number(r["IntervalSeconds"]), number(r["MaxDelaySeconds"])
			if r["JitterStrategy"] != "FULL" || number(r["MaxAttempts"]) < 1 || first < 1 || most < first || most > 1800 || number(r["BackoffRate"]) != 2 {
				wrong(name, "has a retry of %v without a limit or full jitter", r["ErrorEquals"])
			}
		}
	})
	return out
}

func number(v any) float64 { n, _ := v.(float64); return n }

// tries are how often a task is tried again after an error, at most. What is to be tried once would be the same each
// time, and take as long; of what is not here a task must not be tried again.
var tries = map[string]float64{
	"Failed": 4, "Lambda.ServiceException": 4, "Lambda.AWSLambdaException": 4, "Lambda.SdkClientException": 4,
	"OutOfTime":                       4,  // what is done is kept
	"Lambda.TooManyRequestsException": 10, // no function ran
	"States.Timeout":                  1, "Sandbox.Timedout": 1, "Crashed": 1, "Runtime.ExitError": 1,
	"Runtime.OutOfMemory": 1, "Lambda.Unknown": 1,
}

// ofModels and ofMails are the errors beside these after which tasks that ask the model, and that mail, are tried again.
var (
	ofModels = map[string]float64{"Throttled": 6, "ProviderDown": 6, "Pending": 120}
	ofMails  = map[string]float64{"Throttled": 5, "Busy": 5, "NotTaken": 5}
)

// task looks at one that calls a function of the template.
func (t template) task(name string, s, among object, wrong func(string, string, ...any)) {
	parameters, _ := s["Parameters"].(object)
	f, known := t.called(parameters["FunctionName"])
	if s["Resource"] != "arn:aws:states:::lambda:invoke" || !known {
		wrong(name, "calls %v by %v", parameters["FunctionName"], s["Resource"])
		return
	}
	// A function's own answer, that its time was too short, comes first.
	if seconds, least := number(s["TimeoutSeconds"]), number(f["Timeout"]); seconds <= least || seconds > least+60 {
		wrong(name, "has a TimeoutSeconds of %v, and its function %v", seconds, least)
	}
	env := f["Environment"].(object)["Variables"].(object)
	event, _ := parameters["Payload"].(object)
	want := maps.Clone(tries)
	switch {
	case env["POLYDIGEST_KEY_SECRET"] != nil && event["fallback"] == nil:
		maps.Copy(want, ofModels)
		away(name, s, among, wrong)
	case env["POLYDIGEST_FROM"] != nil:
		maps.Copy(want, ofMails)
	}
	retried(name, s, want, wrong)
	if quiet := met(s, among, "NothingNew"); f["Description"] == "polydigest: prepare" && quiet["End"] != true {
		wrong(name, "fails where nothing is new")
	}
	for _, e := range []string{"BadConfig", "Missing"} {
		if met(s, among, e)["Type"] != "Fail" {
			wrong(name, "does not stop after %s", e)
		}
	}
}

// retried compares how often a state is tried again with how often it is to be.
func retried(name string, s object, want map[string]float64, wrong func(string, string, ...any)) {
	got := map[string]float64{}
	for _, r := range items(s["Retry"]) {
		for _, e := range texts(r["ErrorEquals"]) {
			got[e] = number(r["MaxAttempts"])
			if e == "Pending" && waits(r) < 24*3600 {
				wrong(name, "waits %.0f seconds for a batch", waits(r))
			}
		}
	}
	for e := range want {
		if got[e] < 1 {
			wrong(name, "has no Retry of %s", e)
		}
	}
	for e, n := range got {
		if n > want[e] {
			wrong(name, "retries %s %v times", e, n)
		}
	}
}

// met is the state that an error leads to.
func met(s, among object, e string) object {
	for _, c := range items(s["Catch"]) {
		if errors := texts(c["ErrorEquals"]); slices.Contains(errors, e) || slices.Contains(errors, "States.ALL") {
			next, _ := among[fmt.Sprint(c["Next"])].(object)
			return next
		}
	}
	return nil
}

// called is the function of an ARN.
func (t template) called(arn any) (object, bool) {
	for _, name := range t.of("AWS::Lambda::Function") {
		if arn == fmt.Sprintf(arns["AWS::Lambda::Function"], plain(name)) {
			return t.value(t.Resources[name].Properties).(object), true
		}
	}
	return nil, false
}

// away looks at what a task does whose model does not answer: the same without one.
func away(name string, s, among object, wrong func(string, string, ...any)) {
	for _, e := range []string{"Throttled", "ProviderDown", "Pending", "OverBudget", "OutOfTime", "States.Timeout", "Sandbox.Timedout"} {
		parameters, _ := met(s, among, e)["Parameters"].(object)
		event, _ := parameters["Payload"].(object)
		if event["fallback"] != true || parameters["FunctionName"] != s["Parameters"].(object)["FunctionName"] {
			wrong(name, "does not go on without the model after %s", e)
		}
	}
}

// waits is how many seconds a retry waits in all, on average.
func waits(r object) float64 {
	sum, delay := 0.0, number(r["IntervalSeconds"])
	for range int(number(r["MaxAttempts"])) {
		sum += min(delay, number(r["MaxDelaySeconds"])) / 2 // full jitter: any part of it
		delay *= 2
	}
	return sum
}

func wide(name string, s object, wrong func(string, string, ...any)) {
	is := func(path, want string) {
		if got := at(s, path); got != want {
			wrong(name, "%s is %s, want %s", path, got, want)
		}
	}
	is("ItemProcessor.ProcessorConfig", `{"ExecutionType":"STANDARD","Mode":"DISTRIBUTED"}`)
	is("ItemReader.Resource", `"arn:aws:states:::s3:getObject"`)
	is("ItemReader.ReaderConfig.InputType", `"JSONL"`)
	is("ItemReader.Parameters.Bucket", `"Store"`)
	is("ResultWriter.Resource", `"arn:aws:states:::s3:putObject"`)
	is("ResultWriter.Parameters.Bucket", `"Store"`)
	// A child's error is a result: one that fails has met a wrong setting.
	is("ToleratedFailurePercentage", "0")
	// How many at a time: what Start says of those that share the provider's limits.
	if at(s, "MaxConcurrency") != "8" {
		is("MaxConcurrencyPath", `"$.asking"`)
	}
	if name == "Extract" { // whose children each have a part of the limits, which is worth more than one call
		batches, _ := s["ItemBatcher"].(object)
		if n := number(batches["MaxItemsPerBatch"]); n < 25 || n > 50 {
			wrong(name, "has batches of %v", n)
		}
	}
	retried(name, s, map[string]float64{"States.ItemReaderFailed": 2, "States.ResultWriterFailed": 2}, wrong)
	if v, ok := s["ResultPath"]; !ok || v != nil {
		wrong(name, "takes its children's results into the state")
	}
}

// items are the elements of a list of objects; none if it is not there.
func items(v any) []object { return elements[object](v) }

func texts(v any) []string { return elements[string](v) }

func elements[T any](v any) []T {
	all, _ := v.([]any)
	var out []T
	for _, i := range all {
		out = append(out, i.(T))
	}
	return out
}

// named are the errors that a Retry or Catch names.
func named(v any) []string {
	var out []string
	for _, i := range items(v) {
		out = append(out, texts(i["ErrorEquals"])...)
	}
	return out
}

// nexts are the states that a state may go on to.
func nexts(s object) []string {
	var out []string
	for _, key := range []string{"Next", "Default"} {
		if next, ok := s[key].(string); ok {
			out = append(out, next)
		}
	}
	for _, key := range []string{"Catch", "Choices"} {
		for _, i := range items(s[key]) {
			out = append(out, i["Next"].(string))
		}
	}
	return out
}

func TestTheMachineEndsWell(t *testing.T) {
	tpl := read(t)
	m := tpl.machine()
	for _, f := range faults(tpl, m) {
		t.Error(f)
	}
	tasks, maps := 0, 0
	walk(m["States"].(object), func(_ string, s object, _ object) {
		switch s["Type"] {
		case "Task":
			tasks++
		case "Map":
			maps++
		}
	})
	t.Logf("%d tasks, %d maps", tasks, maps)
	if tasks < 15 || maps != 5 {
		t.Errorf("%d tasks and %d maps were found", tasks, maps)
	}
}

// TestAMachineThatIsBrokenIsFound takes away, one after the other, all that a machine has of limits and of what to do
// about errors, and makes every number of it a hundred times as large, and nothing.
func TestAMachineThatIsBrokenIsFound(t *testing.T) {
	tpl := read(t)
	m := tpl.machine()
	broken := 0
	try := func(path []string, what string, f func(in object, key string)) {
		bad := copied(m)
		f(inside(bad, path[:len(path)-1]), path[len(path)-1])
		if len(faults(tpl, bad)) == 0 {
			t.Errorf("%s %s: nothing is found", strings.Join(path, "."), what)
		}
		broken++
	}
	matters := map[string]bool{ // wherever they are
		"TimeoutSeconds": true, "Retry": true, "Catch": true, "ErrorEquals": true, "MaxAttempts": true, "IntervalSeconds": true,
		"MaxDelaySeconds": true, "BackoffRate": true, "JitterStrategy": true, "FunctionName": true, "Resource": true,
		"ItemReader": true, "ResultWriter": true, "ItemBatcher": true, "MaxItemsPerBatch": true, "ProcessorConfig": true, "Mode": true,
		"ToleratedFailurePercentage": true, "MaxConcurrency": true, "MaxConcurrencyPath": true, "Bucket": true, "Type": true,
	}
	var each func(v any, path []string)
	each = func(v any, path []string) {
		switch v := v.(type) {
		case object:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				at := append(slices.Clone(path), key)
				if matters[key] && !(key == "Type" && slices.Contains([]any{"Pass", "Choice", "Succeed"}, v[key])) {
					try(at, "is taken away", func(in object, key string) { delete(in, key) })
					if n, ok := v[key].(float64); ok {
						try(at, "is large", func(in object, key string) { in[key] = 100*n + 101 })
						if n > 0 {
							try(at, "is nothing", func(in object, key string) { in[key] = 0.0 })
						}
					}
				}
				if key == "Retry" || key == "Catch" {
					for i, e := range v[key].([]any) {
						try(at, fmt.Sprint("without ", e.(object)["ErrorEquals"]), func(in object, key string) {
							in[key] = slices.Delete(in[key].([]any), i, i+1)
						})
					}
				}
				if key == "ErrorEquals" && slices.Contains(path, "Retry") {
					for i, e := range v[key].([]any) {
						try(at, fmt.Sprint("without ", e), func(in object, key string) { in[key] = slices.Delete(in[key].([]any), i, i+1) })
					}
					try(at, "with a wrong setting", func(in object, key string) { in[key] = append(in[key].([]any), "BadConfig") })
				}
				if key == "Next" {
					try(at, "leads nowhere", func(in object, key string) { in[key] = "Nowhere" })
				}
				each(v[key], at)
			}
		case []any:
			for i := range v {
				each(v[i], append(slices.Clone(path), fmt.Sprint(i)))
			}
		}
	}
	each(m, nil)
	t.Logf("%d broken machines were found out", broken)
	if broken < 1000 {
		t.Errorf("only %d machines were broken", broken)
	}
}

// inside is the object at a path.
func inside(v any, path []string) object {
	for _, part := range path {
		switch in := v.(type) {
		case object:
			v = in[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil {
				panic(err) // of a path that was walked
			}
			v = in[i]
		}
	}
	return v.(object)
}

func last(v any) object { all := v.([]any); return all[len(all)-1].(object) }

// TestTheMachineKnowsTheNamesOfErrors holds the names that Retry and Catch compare to the types that functions end with:
// a name that is misspelt would never be met.
func TestTheMachineKnowsTheNamesOfErrors(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../internal/cloud/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok && len(s.Fields.List) == 1 && fmt.Sprint(s.Fields.List[0].Type) == "cause" {
			types[spec.Name.Name] = true
		}
		return false
	})
	used := map[string]bool{}
	walk(read(t).machine()["States"].(object), func(name string, s object, _ object) {
		for _, e := range append(named(s["Retry"]), named(s["Catch"])...) {
			used[e] = true
			if !strings.Contains(e, ".") && !types[e] {
				t.Errorf("%s waits for %s, which no function ends with", name, e)
			}
		}
	})
	for e := range types { // what is caught by States.ALL alone needs no name
		if !used[e] && !slices.Contains([]string{"NothingToRead"}, e) {
			t.Errorf("nothing is done about %s", e)
		}
	}
	if len(types) < 10 {
		t.Errorf("only %d errors were found", len(types))
	}
}

// TestEveryFunctionIsInTheTemplate holds the template to functions/.
func TestEveryFunctionIsInTheTemplate(t *testing.T) {
	folders, err := os.ReadDir("../../functions")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range folders {
		want = append(want, f.Name())
	}
	tpl := read(t)
	var got []string
	for _, name := range tpl.of("AWS::Lambda::Function") {
		key := tpl.value(tpl.Resources[name].Properties["Code"]).(object)["S3Key"].(string)
		got = append(got, strings.TrimSuffix(strings.TrimPrefix(key, "b1/"), ".zip"))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the template has %v, functions/ has %v", got, want)
	}
}
