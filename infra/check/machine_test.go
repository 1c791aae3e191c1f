package check

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
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

// faults are what is missing in a state machine for it to end well whatever happens.
func faults(m object) []string {
	var out []string
	wrong := func(name, format string, args ...any) { out = append(out, name+": "+fmt.Sprintf(format, args...)) }
	if _, ok := m["TimeoutSeconds"].(float64); !ok {
		wrong("machine", "has no TimeoutSeconds")
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
			task(name, s, wrong)
		case "Map":
			wide(name, s, wrong)
		}
		if s["Type"] == "Task" || s["Type"] == "Map" {
			if errors := named(s["Catch"]); !slices.Contains(errors, "States.ALL") {
				wrong(name, "has no Catch of States.ALL")
			}
		}
		for _, r := range items(s["Retry"]) {
			if r["JitterStrategy"] != "FULL" || r["MaxDelaySeconds"] == nil || r["MaxAttempts"] == nil || r["IntervalSeconds"] == nil {
				wrong(name, "has a retry of %v without a limit or full jitter", r["ErrorEquals"])
			}
		}
	})
	return out
}

func task(name string, s object, wrong func(string, string, ...any)) {
	if seconds, _ := s["TimeoutSeconds"].(float64); seconds <= 0 {
		wrong(name, "has no TimeoutSeconds")
	}
	retried := named(s["Retry"])
	for _, e := range []string{"Failed", "Lambda.ServiceException", "Lambda.TooManyRequestsException", "States.Timeout"} {
		if !slices.Contains(retried, e) {
			wrong(name, "has no Retry of %s", e)
		}
	}
	for _, r := range items(s["Retry"]) {
		if slices.Contains(texts(r["ErrorEquals"]), "States.Timeout") && r["MaxAttempts"] != 1.0 {
			wrong(name, "retries States.Timeout %v times", r["MaxAttempts"])
		}
	}
	for _, never := range []string{"BadConfig", "BadInput", "OverBudget", "Missing", "NothingToRead", "NothingNew", "States.ALL", "States.TaskFailed"} {
		if slices.Contains(retried, never) {
			wrong(name, "retries %s", never)
		}
	}
}

func wide(name string, s object, wrong func(string, string, ...any)) {
	for _, key := range []string{"ItemReader", "ResultWriter", "ToleratedFailurePercentage"} {
		if s[key] == nil {
			wrong(name, "has no %s", key)
		}
	}
	if s["MaxConcurrency"] == nil && s["MaxConcurrencyPath"] == nil {
		wrong(name, "has no MaxConcurrency")
	}
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
	m := read(t).machine()
	for _, f := range faults(m) {
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

// TestAMachineThatIsBrokenIsFound breaks every task and every map in every way that the walk is to find.
func TestAMachineThatIsBrokenIsFound(t *testing.T) {
	m := read(t).machine()
	type break_ struct {
		what string
		f    func(s object)
	}
	without := func(key string) break_ { return break_{"without " + key, func(s object) { delete(s, key) }} }
	ofTask := []break_{
		without("TimeoutSeconds"), without("Retry"), without("Catch"),
		{"catching less", func(s object) { last(s["Catch"])["ErrorEquals"] = []any{"Failed"} }},
		{"going nowhere", func(s object) { last(s["Catch"])["Next"] = "Nowhere" }},
		{"without jitter", func(s object) { delete(last(s["Retry"]), "JitterStrategy") }},
		{"waiting for ever", func(s object) { delete(last(s["Retry"]), "MaxDelaySeconds") }},
		{"retrying a timeout thrice", func(s object) { last(s["Retry"])["MaxAttempts"] = 3.0 }},
		{"retrying a wrong setting", func(s object) {
			r := last(s["Retry"])
			r["ErrorEquals"] = append(r["ErrorEquals"].([]any), "BadConfig")
		}},
		{"not retrying a timeout", func(s object) { s["Retry"] = s["Retry"].([]any)[:1] }},
	}
	ofMap := []break_{
		without("Catch"), without("ItemReader"), without("ResultWriter"), without("ToleratedFailurePercentage"), without("ResultPath"),
		{"as wide as it goes", func(s object) { delete(s, "MaxConcurrency"); delete(s, "MaxConcurrencyPath") }},
	}
	broken := 0
	walk(m["States"].(object), func(name string, s object, _ object) {
		var all []break_
		switch s["Type"] {
		case "Task":
			all = ofTask
		case "Map":
			all = ofMap
		}
		for _, b := range all {
			bad := copied(m)
			walk(bad["States"].(object), func(n string, s object, _ object) {
				if n == name {
					b.f(s)
				}
			})
			if len(faults(bad)) == 0 {
				t.Errorf("%s %s: nothing is found", name, b.what)
			}
			broken++
		}
	})
	t.Logf("%d broken machines were found out", broken)
	if broken < 150 {
		t.Errorf("only %d machines were broken", broken)
	}
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
