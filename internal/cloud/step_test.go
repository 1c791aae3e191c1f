package cloud_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"polydigest/internal/cloud"
	"polydigest/internal/cloud/cloudtest"
	"polydigest/internal/digest"
	"polydigest/internal/llm"
	"polydigest/internal/llm/llmtest"
	"polydigest/internal/pipeline"
	"polydigest/internal/store"
)

func TestErrorsHaveNamesThatAStateMachineCanTellApart(t *testing.T) {
	model := func(class llm.Class, code string) error { return &llm.Error{Class: class, Code: code} }
	put := func(class llm.Class, code string) error {
		return &llm.Error{Class: llm.Pending, Code: code, Err: model(class, code)}
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{model(llm.Retry, "rate_limit"), "Throttled"},
		{put(llm.Retry, "throttled"), "Throttled"},
		{put(llm.Retry, "deadline"), "OutOfTime"},
		{put(llm.Retry, "overloaded"), "ProviderDown"},
		{fmt.Errorf("merge: %w", put(llm.Down, "down")), "ProviderDown"},
		{model(llm.Pending, "batch"), "Pending"},
		{model(llm.OverBudget, "over_budget"), "OverBudget"},
		{model(llm.Fatal, "key"), "BadConfig"},
		{context.DeadlineExceeded, "OutOfTime"},
		{fmt.Errorf("x: %w", store.ErrNotFound), "Missing"},
		{errors.Join(nil, &pipeline.NothingError{}), "NothingToRead"},
		{&pipeline.NothingError{Items: []digest.Item{{State: digest.Failed}, {State: digest.OutsidePeriod}}}, "NothingNew"},
		{fmt.Errorf("mail: %w", cloud.NewBusy(errors.New("another has it"))), "Busy"},
		{cloud.NewNotTaken(errors.New("greylisted")), "NotTaken"},
		{errors.New("the store has 保存できません"), "Failed"},
		{errors.Join(context.DeadlineExceeded, model(llm.Fatal, "key"), model(llm.Retry, "rate_limit")), "BadConfig"},
		{errors.Join(put(llm.Retry, "deadline"), put(llm.Down, "down")), "ProviderDown"},
	} {
		if got := reflect.TypeOf(cloud.Named(c.err)).Elem().Name(); got != c.want {
			t.Errorf("%v is %s, want %s", c.err, got, c.want)
		}
	}
}

func TestAnErrorFitsIntoAState(t *testing.T) {
	var all []error
	for range 5000 {
		all = append(all, errors.New(strings.Repeat("échec 失敗 فشل ", 50)))
	}
	s := cloud.Named(errors.Join(all...)).Error()
	if len(s) > 8<<10 || !utf8.ValidString(s) {
		t.Errorf("%d bytes, valid %v", len(s), utf8.ValidString(s))
	}
}

func TestAnEventHasNoFieldThatIsNotRead(t *testing.T) {
	for event, want := range map[string]bool{
		`{"run": "r", "story": "s1"}`:                    true,
		`{"run": "r", "story": "s1", "fallback": true}`:  true,
		`{"run": "r", "story": "s1", "fall_back": true}`: false,
		`{"run": 7}`:                      false,
		`[]`:                              false,
		`{"run": "r", "fallback": "yes"}`: false,
	} {
		var in cloud.Asked[pipeline.MergeIn]
		err := json.Unmarshal([]byte(event), &in)
		if (err == nil) != want {
			t.Errorf("%s: %v", event, err)
		}
		if want && (in.Run != "r" || in.In.Story != "s1" || in.Fallback != strings.Contains(event, "true")) {
			t.Errorf("%s was read as %+v", event, in)
		}
	}
}

func TestAPanicIsAnError(t *testing.T) {
	p, out := cloudtest.Place(t, nil, nil)
	crash := func(context.Context, *cloud.Work, pipeline.GroupIn) (pipeline.GroupOut, error) { panic("壊れた") }
	if _, got := cloudtest.Send(t, t.Context(), p, "group", crash, `{"run": "r"}`); got != "Crashed" {
		t.Errorf("a panic is %q", got)
	}
	var told bool
	for _, line := range out.All(t) {
		told = told || line["msg"] == "panic" && strings.Contains(line["stack"].(string), "step_test.go")
	}
	if !told {
		t.Error("the log does not say where it was")
	}
}

func TestWorkEndsBeforeTheFunctionDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct{ given, want time.Duration }{
			{15 * time.Minute, 10 * time.Second}, {2 * time.Minute, 6 * time.Second}, {3 * time.Second, time.Second},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), c.given)
			p, _ := cloudtest.Place(t, nil, nil)
			var left time.Duration
			wait := func(ctx context.Context, _ *cloud.Work, _ pipeline.GroupIn) (pipeline.GroupOut, error) {
				<-ctx.Done()
				return pipeline.GroupOut{}, ctx.Err()
			}
			_, got := cloudtest.Send(t, ctx, p, "group", wait, `{"run": "r"}`)
			if end, ok := ctx.Deadline(); ok {
				left = time.Until(end)
			}
			if got != "OutOfTime" || left != c.want {
				t.Errorf("of %v %v were left, want %v; it ended with %q", c.given, left, c.want, got)
			}
			cancel()
		}
	})
}

func TestMetricsAreInTheEmbeddedFormat(t *testing.T) {
	p, out := cloudtest.Place(t, llmtest.Text(llmtest.Parrot), nil)
	cloudtest.Finish(t, p, cloudtest.Must(t, p, "start", cloud.Start, "%s", cloudtest.Asked(t)))
	seen := map[string]map[string]float64{}
	for _, line := range out.All(t) {
		aws, ok := line["_aws"].(map[string]any)
		if !ok {
			continue
		}
		at := time.UnixMilli(int64(aws["Timestamp"].(float64)))
		directive := aws["CloudWatchMetrics"].([]any)[0].(map[string]any)
		if time.Since(at) > time.Minute || directive["Namespace"] != "polydigest" {
			t.Errorf("at %v: %v", at, directive)
		}
		function := line["function"].(string)
		if seen[function] == nil {
			seen[function] = map[string]float64{}
		}
		for _, m := range directive["Metrics"].([]any) {
			name := m.(map[string]any)["Name"].(string)
			value, isNumber := line[name].(float64) // CloudWatch drops what is not a number
			if !isNumber {
				t.Errorf("%s of %s is %v", name, function, line[name])
			}
			seen[function][name] += value
		}
	}
	for _, want := range []string{"calls", "tokens", "seconds"} {
		if seen["extract"][want] <= 0 {
			t.Errorf("extract tells no %s", want)
		}
	}
	for _, want := range []string{"dropped", "gaps", "cost", "errors"} {
		if _, ok := seen["publish"][want]; !ok {
			t.Errorf("publish tells no %s", want)
		}
	}
}
